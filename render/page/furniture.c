/* What stands on the main map: legend, scale bar, insets, locator, north arrow. */
#include "render/page/page-private.h"

#include "data/base/error.h"
#include "render/drawing/text.h"
#include "render/map/north.h"
#include "render/map/sectors.h"
#include "render/names/furniture-placing.h"

#define SCALE_BAR_SHARE 0.22  /* of the frame's width, at most */
#define SCALE_BAR_MIN_MM 15.0 /* but no shorter limit than this */
#define GAP_MM 2.0            /* between pieces, and to the frame's edge, on large pages */
#define GAP_SHARE 0.017       /* of the frame's shorter side, on small ones */
#define CLEAR_MM 1.0          /* between furniture and labels */
#define NORTH_MM 10.0
#define LOCATOR_SHARE 0.17 /* of the frame's longer side */
#define LOCATOR_MIN_MM 24.0
#define LOCATOR_LINES 0.5 /* of the width that the lines of the main map have */
#define LEAST_LINE_MM 0.1 /* what a printer keeps */
#define INSET_SHARE 0.27  /* of the frame's longer side, at first */
#define INSET_MIN_MM 25.0
#define INSET_ASPECT 1.25 /* width by height */
#define INSET_SHRINK 0.85
#define COVER_SAMPLES 12    /* across, to see what a piece covers */
#define INSET_BAR_SHARE 0.4 /* of its width: the scale bar */
#define LETTER_PADDING_MM 1.0

/* Pieces in the order of their importance; after the insets come north arrow and locator. */
enum { PIECE_LEGEND, PIECE_BAR, PIECE_INSETS };

void
sal_inset_free(SalInset *inset)
{
  if (inset == NULL)
    return;
  g_free(inset->id);
  g_free(inset->title);
  g_clear_pointer(&inset->panel, sal_panel_free);
  g_clear_pointer(&inset->backing, sal_layer_unref);
  g_clear_pointer(&inset->furniture, sal_layer_unref);
  g_free(inset->style);
  g_free(inset);
}

static SalPin
get_pin(SalStylePlace place)
{
  switch (place) {
  case SAL_STYLE_PLACE_TOP_LEFT:
    return SAL_PIN_TOP_LEFT;
  case SAL_STYLE_PLACE_TOP_RIGHT:
    return SAL_PIN_TOP_RIGHT;
  case SAL_STYLE_PLACE_BOTTOM_LEFT:
    return SAL_PIN_BOTTOM_LEFT;
  case SAL_STYLE_PLACE_BOTTOM_RIGHT:
    return SAL_PIN_BOTTOM_RIGHT;
  case SAL_STYLE_PLACE_AUTO:
  case SAL_STYLE_PLACE_NONE:
  default:
    return SAL_PIN_NONE;
  }
}

static void
keep_clear(SalPage *page, SalRect rect)
{
  const SalTurnedRect taken = sal_turned_rect_grow(sal_turned_rect_new(rect), CLEAR_MM);
  g_array_append_val(page->furniture, taken);
}

/* A piece of no size is none. */
static SalPiece
make_piece(SalRect size, SalStylePlace place)
{
  const gboolean is_wanted = place != SAL_STYLE_PLACE_NONE;
  return (SalPiece){ .width_mm = is_wanted ? size.width : 0,
                     .height_mm = is_wanted ? size.height : 0,
                     .pin = get_pin(place) };
}

static double
get_gap_mm(SalRect frame)
{
  return MIN(GAP_MM, MIN(frame.width, frame.height) * GAP_SHARE * 1.5);
}

static SalRect
make_inset_size(SalRect frame, double share)
{
  const double width = MAX(frame.width, frame.height) * share;
  return (SalRect){ 0, 0, width, width / INSET_ASPECT };
}

/* All that is to be placed, the more important first. */
static void
list_pieces(const SalPage *page, SalBox locator, guint n_insets, SalRect inset, GArray *pieces)
{
  const SalStyleFurniture *places = &page->options.style->furniture;
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalRect frame = sal_map_get_frame(map);
  const double locator_mm = MAX(frame.width, frame.height) * LOCATOR_SHARE;
  const gboolean has_locator = !sal_box_is_empty(locator) && locator_mm >= LOCATOR_MIN_MM;
  const SalRect locator_size = { 0, 0, has_locator ? locator_mm : 0, has_locator ? locator_mm * 0.85 : 0 };
  const SalRect north = { 0, 0, sal_north_find(map, NULL) ? NORTH_MM : 0, NORTH_MM };
  SalPiece piece = make_piece(sal_legend_get_box_size(page->layout->legend), places->legend);
  piece.may_hide_change = TRUE;
  g_array_append_val(pieces, piece);
  piece = make_piece(sal_legend_get_bar_size(page->layout->legend), places->scale_bar);
  piece.may_hide_change = TRUE;
  g_array_append_val(pieces, piece);
  for (guint i = 0; i < n_insets; i++) {
    piece = make_piece(inset, places->insets);
    g_array_append_val(pieces, piece);
  }
  piece = make_piece(north, places->north_arrow);
  g_array_append_val(pieces, piece);
  piece = make_piece(locator_size, places->locator);
  g_array_append_val(pieces, piece);
}

/* Only pieces with a size are placed; they keep their order. */
static void
place_pieces(GArray *pieces, SalRect frame, const SalPlacingGround *ground)
{
  g_autoptr(GArray) real = g_array_new(FALSE, FALSE, sizeof(SalPiece));
  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index(pieces, SalPiece, i).width_mm > 0)
      g_array_append_val(real, g_array_index(pieces, SalPiece, i));
  sal_placing_find(frame, (SalPiece *)(void *)real->data, real->len, ground);
  for (guint i = 0, j = 0; i < pieces->len; i++)
    if (g_array_index(pieces, SalPiece, i).width_mm > 0)
      g_array_index(pieces, SalPiece, i) = g_array_index(real, SalPiece, j++);
}

static guint
count_placed_insets(const GArray *pieces, guint n_insets)
{
  guint n = 0;
  for (guint i = PIECE_INSETS; i < PIECE_INSETS + n_insets; i++)
    n += g_array_index(pieces, SalPiece, i).is_placed;
  return n;
}

static gboolean
fail_without_room(const char *what, SalRect size, SalRect frame, GError **error)
{
  return sal_error_set(error, SAL_ERROR_RENDER,
                       "page: expected room for %s of %.0f x %.0f mm, got a map of %.0f x %.0f mm", what,
                       size.width, size.height, frame.width, frame.height);
}

/* A frame's ground: the style's inset area over all of it. */
static SalLayer *
make_backing(const SalStyle *style, const char *id, const char *title, SalRect rect)
{
  g_autofree char *layer_id = g_strconcat(id, "-frame", NULL);
  g_autofree char *layer_title = g_strconcat(title, ": Frame", NULL);
  SalLayer *layer = sal_layer_new(layer_id, layer_title);
  sal_layer_add_rect(layer, rect, &style->inset);
  return layer;
}

static SalInset *
inset_new(const SalPage *page, const char *id, const char *title, SalRect rect)
{
  SalInset *inset = g_new0(SalInset, 1);
  g_autofree char *layer_id = g_strconcat(id, "-furniture", NULL);
  inset->id = g_strdup(id), inset->title = g_strdup(title);
  inset->backing = make_backing(page->options.style, id, title, rect);
  inset->furniture = sal_layer_new(layer_id, title);
  return inset;
}

/* A letter with its top left corner at a point; returns what it takes. */
static SalRect
add_letter(SalLayer *layer, const SalStyle *style, const char *letter, SalPoint at)
{
  const SalTextExtents extents = sal_text_measure(letter, style->font_family, &style->inset_text);
  sal_layer_add_text(layer, letter, at.x, at.y + extents.cap_height_mm, SAL_ANCHOR_START, 0,
                     &style->inset_text);
  return (SalRect){ at.x, at.y, extents.width_mm, extents.cap_height_mm };
}

/* How much polygons have in a rectangle: what it covers of them by samples, and of their edges, which finds
 * what is too thin for samples. */
static double
measure_cover(const SalGeometry *polygons, SalRect rect)
{
  guint n_samples = 0, n_points = 0;
  for (guint i = 0; i < COVER_SAMPLES * COVER_SAMPLES; i++)
    n_samples +=
        sal_geometry_contains(polygons, rect.x + rect.width * (i % COVER_SAMPLES + 0.5) / COVER_SAMPLES,
                              rect.y + rect.height * (i / COVER_SAMPLES + 0.5) / COVER_SAMPLES);
  for (guint i = 0; i < polygons->points->len; i++) {
    const SalPoint p = g_array_index(polygons->points, SalPoint, i);
    n_points += p.x > rect.x && p.x < rect.x + rect.width && p.y > rect.y && p.y < rect.y + rect.height;
  }
  return (double)n_samples / (COVER_SAMPLES * COVER_SAMPLES) + n_points / MAX(1.0, polygons->points->len);
}

SalRect
sal_page_find_corner(SalRect frame, SalRect size, double gap_mm, const SalGeometry *changed,
                     gboolean avoid_top_left)
{
  const double left = frame.x + gap_mm, right = frame.x + frame.width - size.width - gap_mm;
  const double top = frame.y + gap_mm, bottom = frame.y + frame.height - size.height - gap_mm;
  const SalPoint corners[] = { { left, bottom }, { right, bottom }, { right, top }, { left, top } };
  SalRect best = { left, bottom, size.width, size.height };
  double least = G_MAXDOUBLE;
  for (guint i = 0; i < (avoid_top_left ? 3 : 4); i++) {
    const SalRect rect = { corners[i].x, corners[i].y, size.width, size.height };
    const double cover = changed != NULL ? measure_cover(changed, rect) : 0;
    if (cover < least)
      least = cover, best = rect;
  }
  return best;
}

/* Letter and scale bar of an inset; obstacles receives what they take. */
static void
furnish_inset(const SalPage *page, SalInset *inset, const char *letter, const SalGeometry *changed,
              GArray *obstacles)
{
  const SalStyle *style = page->options.style;
  const SalMap *map = sal_panel_get_map(inset->panel);
  const SalRect frame = sal_map_get_frame(map);
  const double m_per_mm = sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  const SalPoint corner = { frame.x + LETTER_PADDING_MM, frame.y + LETTER_PADDING_MM };
  const SalRect text = add_letter(inset->furniture, style, letter, corner);
  const SalScaleBarOptions bar_options = { style, page->options.words, page->options.units, 1 };
  const SalScaleBar bar = sal_scale_bar_choose(m_per_mm, frame.width * INSET_BAR_SHARE, &bar_options);
  const SalRect size = { 0, 0, bar.width_mm + 2 * LETTER_PADDING_MM, bar.height_mm + 2 * LETTER_PADDING_MM };
  const SalRect box = sal_page_find_corner(frame, size, LETTER_PADDING_MM, changed, TRUE);
  SalAreaStyle ground = style->legend_box;
  ground.outline.width_mm = 0;
  sal_layer_add_rect(inset->furniture, box, &ground);
  sal_scale_bar_draw(&bar, inset->furniture, box.x + LETTER_PADDING_MM, box.y + LETTER_PADDING_MM);
  const SalTurnedRect letter_rect = sal_turned_rect_grow(sal_turned_rect_new(text), CLEAR_MM);
  const SalTurnedRect bar_rect = sal_turned_rect_new(box);
  g_array_append_val(obstacles, letter_rect);
  g_array_append_val(obstacles, bar_rect);
}

/* The outline of a sector on the main map, with its letter inside. */
static void
outline_sector(SalPage *page, const SalSector *sector, const char *letter, SalLayer *layer)
{
  const SalStyle *style = page->options.style;
  const SalAreaStyle outline = { .outline = style->inset_outline };
  sal_layer_add_rect(layer, sector->rect, &outline);
  const SalPoint corner = { sector->rect.x + LETTER_PADDING_MM, sector->rect.y + LETTER_PADDING_MM };
  const SalRect text = add_letter(layer, style, letter, corner);
  keep_clear(page, text);
  const SalRect r = sector->rect;
  const SalPoint corners[] = { { r.x, r.y },
                               { r.x + r.width, r.y },
                               { r.x + r.width, r.y + r.height },
                               { r.x, r.y + r.height },
                               { r.x, r.y } };
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(page->sector_lines, corners[i].x, corners[i].y);
  sal_geometry_end_part(page->sector_lines);
}

/* Letters, or numbers where letters are the sides of a comparison. */
static char
choose_letter(const SalPage *page, guint index)
{
  return (char)((page->options.compared[0] != NULL ? '1' : 'A') + (char)index);
}

static gboolean
add_inset(SalPage *page, const SalSector *sector, guint index, SalRect rect, GError **error)
{
  const char letter[] = { choose_letter(page, index), '\0' },
             id[] = { 'i', 'n', 's', 'e', 't', '-', (char)('a' + index), '\0' };
  g_autofree char *title = g_strdup_printf("Inset %s", letter);
  SalMap *map = sal_map_new(sector->box, page->options.map_crs, rect, error);
  if (map == NULL)
    return FALSE;
  SalInset *inset = inset_new(page, id, title, rect);
  g_ptr_array_add(page->insets, inset);
  const SalPanelOptions options = { page->options.style, page->basemap, page->options.area_model };
  inset->panel = sal_panel_new(map, &options);
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  g_autoptr(SalGeometry) changed = sal_page_project_changes(page, map),
                         held = sal_page_project_held(page, map);
  furnish_inset(page, inset, letter, changed, obstacles);
  const SalPanelSights sights = { changed, held, obstacles };
  GArray *labels = sal_page_place_labels(page, inset->panel, &sights, sal_labels_get_suitable_number(rect));
  sal_panel_finish(inset->panel, labels, NULL);
  keep_clear(page, rect);
  return TRUE;
}

/* The main frame on the locator: its sides, drawn through the earth. */
static SalGeometry *
project_main_frame(const SalMap *main, const SalMap *locator)
{
  const SalRect frame = sal_map_get_frame(main);
  const int n = 40;
  g_autoptr(SalGeometry) lonlat = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 4 * n; i++) {
    const double along = i % n / (double)n;
    const double x = i < n ? along : i < 2 * n ? 1 : i < 3 * n ? 1 - along : 0;
    const double y = i < n ? 0 : i < 2 * n ? along : i < 3 * n ? 1 : 1 - along;
    double lon, lat;
    if (sal_map_unproject_point(main, frame.x + x * frame.width, frame.y + y * frame.height, &lon, &lat))
      sal_geometry_add_point(lonlat, lon, lat);
  }
  sal_geometry_end_part(lonlat);
  sal_geometry_end_polygon(lonlat);
  return sal_map_project(locator, lonlat);
}

/* So small a map wants hairlines, and no rivers. */
static void
thin(SalLineStyle *line)
{
  line->width_mm =
      line->width_mm > 0 ? MAX(line->width_mm * LOCATOR_LINES, MIN(line->width_mm, LEAST_LINE_MM)) : 0;
  for (guint i = 0; i < line->n_dash; i++)
    line->dash_mm[i] *= LOCATOR_LINES;
}

static SalStyle *
make_locator_style(const SalStyle *style)
{
  SalStyle *copy = g_memdup2(style, sizeof *style);
  thin(&copy->coast);
  thin(&copy->borders);
  thin(&copy->disputed_borders);
  copy->rivers.width_mm = copy->admin1_borders.width_mm = 0;
  return copy;
}

static gboolean
add_locator(SalPage *page, SalBox box, SalRect rect, GError **error)
{
  const SalStyle *style = page->options.style;
  g_autoptr(SalMap) map = sal_map_new(box, NULL, rect, error);
  if (map == NULL)
    return FALSE;
  const SalBasemapQuery query = { .box = sal_map_get_lonlat_box(map),
                                  .name = page->options.basemap,
                                  .borders = page->options.borders,
                                  .is_overview = TRUE };
  g_autoptr(SalBasemap) basemap = sal_basemap_load(&query, NULL, error);
  if (basemap == NULL)
    return FALSE;
  SalInset *locator = inset_new(page, "locator", sal_words_get(page->options.words, SAL_WORD_LOCATOR), rect);
  g_ptr_array_add(page->insets, locator);
  const SalAreaStyle outline = { .outline = { .color = style->gained.fill, .width_mm = 0.5 } };
  sal_layer_set_clip(locator->furniture, rect);
  sal_layer_add_area(locator->furniture, project_main_frame(sal_panel_get_map(page->panel), map), &outline,
                     NULL);
  locator->style = make_locator_style(style);
  const SalPanelOptions options = { locator->style, basemap, NULL };
  locator->is_locator = TRUE;
  locator->panel = sal_panel_new(g_steal_pointer(&map), &options);
  sal_panel_finish(locator->panel, NULL, NULL);
  keep_clear(page, rect);
  return TRUE;
}

static gboolean
add_insets(SalPage *page, const GArray *sectors, const GArray *pieces, GError **error)
{
  SalLayer *outlines = sal_layer_new("inset-outlines", "Insets on the map");
  sal_layer_set_clip(outlines, sal_map_get_frame(sal_panel_get_map(page->panel)));
  page->outlines = outlines;
  for (guint i = 0; i < sectors->len; i++) {
    const SalSector *sector = &g_array_index(sectors, SalSector, i);
    const char letter[] = { choose_letter(page, i), '\0' };
    if (!add_inset(page, sector, i, g_array_index(pieces, SalPiece, PIECE_INSETS + i).rect, error))
      return FALSE;
    outline_sector(page, sector, letter, outlines);
  }
  return TRUE;
}

static void
add_north(SalPage *page, SalRect rect)
{
  const SalStyle *style = page->options.style;
  SalLayer *layer = sal_layer_new("north-arrow", "North arrow");
  double angle_deg = 0;
  sal_north_find(sal_panel_get_map(page->panel), &angle_deg);
  sal_north_draw(layer, sal_words_get(page->options.words, SAL_WORD_NORTH), angle_deg, rect.x, rect.y,
                 rect.width, &style->north_arrow, &style->scale_text, style->font_family);
  g_ptr_array_add(page->fixed, layer);
  keep_clear(page, rect);
}

/* The sectors for insets of a size. */
static GArray *
find_sectors(const SalPage *page, SalRect inset)
{
  const SalSectorOptions options = { .map = sal_panel_get_map(page->panel),
                                     .inset_width_mm = inset.width,
                                     .inset_height_mm = inset.height,
                                     .n = page->options.n_insets };
  return sal_sectors_find(page->run->changes, &options);
}

/* The front line, and the edges of what is held besides. */
static SalGeometry *
outline_held(const SalGeometry *held)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  for (guint part = 0; held != NULL && part < sal_geometry_get_n_parts(held); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(held, part, &n);
    for (guint i = 0; i < n; i++)
      sal_geometry_add_point(lines, points[i].x, points[i].y);
    sal_geometry_end_part(lines);
  }
  return lines;
}

static gboolean
build_pieces(SalPage *page, const GArray *sectors, const GArray *pieces, SalBox locator, GError **error)
{
  const SalPiece *all = (const SalPiece *)(const void *)pieces->data;
  const SalPiece *north = &all[PIECE_INSETS + sectors->len], *context = north + 1;
  if (all[PIECE_LEGEND].is_placed) {
    page->legend_rect = all[PIECE_LEGEND].rect;
    keep_clear(page, page->legend_rect);
  }
  if (all[PIECE_BAR].is_placed) {
    page->bar_rect = all[PIECE_BAR].rect;
    keep_clear(page, page->bar_rect);
  }
  if (north->is_placed)
    add_north(page, north->rect);
  return add_insets(page, sectors, pieces, error) &&
         (!context->is_placed || add_locator(page, locator, context->rect, error));
}

/* Places all pieces with insets of a size; the sectors must stay in sight. */
static GArray *
try_size(const SalPage *page, SalRect inset, const GArray *sectors, SalBox locator, SalPlacingGround ground)
{
  GArray *pieces = g_array_new(FALSE, TRUE, sizeof(SalPiece));
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalRect));
  for (guint i = 0; i < sectors->len; i++)
    g_array_append_val(obstacles, g_array_index(sectors, SalSector, i).rect);
  ground.obstacles = (const SalRect *)(void *)obstacles->data;
  ground.n_obstacles = obstacles->len;
  list_pieces(page, locator, sectors->len, inset, pieces);
  place_pieces(pieces, sal_map_get_frame(sal_panel_get_map(page->panel)), &ground);
  return pieces;
}

static gboolean
check_pieces(const SalPage *page, const GArray *pieces, GError **error)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  static const char *const names[] = { "a legend", "a scale bar" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    const SalPiece *piece = &g_array_index(pieces, SalPiece, i);
    if (piece->width_mm > 0 && !piece->is_placed)
      return fail_without_room(names[i], (SalRect){ 0, 0, piece->width_mm, piece->height_mm }, frame, error);
  }
  return TRUE;
}

static SalBox
find_locator(const SalPage *page)
{
  const gboolean has_ground = sal_panel_get_ground(page->panel)->has_land;
  return page->options.has_locator && has_ground ? sal_locator_find_box(page->options.extent)
                                                 : sal_box_empty();
}

/* Insets shrink until all find room; smaller than INSET_MIN_MM they show nothing. */
gboolean
sal_page_furnish(SalPage *page, const SalGeometry *held, GError **error)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalRect frame = sal_map_get_frame(map);
  const SalGround *land = sal_panel_get_ground(page->panel);
  const double m_per_mm = sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  sal_legend_set_bar(page->layout->legend, m_per_mm, MAX(frame.width * SCALE_BAR_SHARE, SCALE_BAR_MIN_MM));
  g_autoptr(SalGeometry) front = outline_held(held);
  const SalPlacingGround ground = { .changed = page->changed,
                                    .front = front,
                                    .held = held,
                                    .land = land->has_land ? land->land : NULL,
                                    .gap_mm = get_gap_mm(frame) };
  const SalBox locator = find_locator(page);
  for (double share = INSET_SHARE;; share *= INSET_SHRINK) {
    const SalRect inset = make_inset_size(frame, share);
    g_autoptr(GArray) sectors = find_sectors(page, inset);
    g_autoptr(GArray) pieces = try_size(page, inset, sectors, locator, ground);
    if (!check_pieces(page, pieces, error))
      return FALSE;
    if (count_placed_insets(pieces, sectors->len) == sectors->len)
      return build_pieces(page, sectors, pieces, locator, error);
    if (inset.width * INSET_SHRINK < INSET_MIN_MM)
      return fail_without_room(sectors->len > 1 ? "insets" : "an inset", inset, frame, error);
  }
}
