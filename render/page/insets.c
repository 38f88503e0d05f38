#include "render/page/insets.h"
#include "render/page/inset-annotations.h"
#include "render/page/notes.h"
#include "render/page/turned-places.h"

#include "data/base/error.h"
#include "render/drawing/text.h"
#include "render/page/corner.h"
#include "render/page/sights.h"
#include "render/page/unused.h"
#include "render/words/figures.h"

#define CLEAR_MM 1.0        /* between furniture and labels */
#define INSET_BAR_SHARE 0.4 /* of its width: the scale bar */
#define LETTER_PADDING_MM 1.0
#define FIGURE_GAP 0.6              /* of the letter's size, between letter and figure */
#define LONGEST_FIGURE "+888, −888" /* for which room is kept */
#define LEAST_KM2 0.05

/* A letter with its top left corner at a point; returns what it takes. */
static SalRect
add_letter(SalLayer *layer, const SalStyle *style, const char *letter, SalPoint at)
{
  const SalTextExtents extents = sal_text_measure(letter, style->font_family, &style->inset_text);
  sal_layer_add_text(layer, letter, at.x, at.y + extents.cap_height_mm, SAL_ANCHOR_START, 0,
                     &style->inset_text);
  return (SalRect){ at.x, at.y, extents.width_mm, extents.cap_height_mm };
}

static char
choose_letter(const SalPage *page, guint index)
{
  return (char)(page->layout->first_inset + (char)index);
}

static void
add_obstacle(GArray *obstacles, SalRect rect, double clear_mm)
{
  const SalTurnedRect turned = sal_turned_rect_grow(sal_turned_rect_new(rect), clear_mm);
  g_array_append_val(obstacles, turned);
}

/* The letter, and room for the figure behind it. Returns what both take. */
static SalRect
add_heading(const SalPage *page, SalInset *inset, const char *letter, SalRect frame, GArray *obstacles)
{
  const SalStyle *style = page->options.style;
  const SalPoint corner = { frame.x + LETTER_PADDING_MM, frame.y + LETTER_PADDING_MM };
  SalRect text = add_letter(inset->furniture, style, letter, corner);
  const double gap = text.height * FIGURE_GAP;
  g_autofree char *longest =
      g_strconcat(LONGEST_FIGURE " ", sal_figures_get_unit_name(page->options.words), NULL);
  inset->figure = (SalPoint){ text.x + text.width + gap, text.y + text.height };
  text.width += gap + sal_text_measure(longest, style->font_family, &style->callout_text).width_mm;
  add_obstacle(obstacles, text, CLEAR_MM);
  return text;
}

/* What of a frame is left for a piece of a width: where there is no room beside the heading, what is below it. */
static SalRect
leave_heading(SalRect frame, SalRect heading, double width_mm)
{
  const double used = heading.y + heading.height - frame.y;
  const gboolean has_room =
      heading.x + heading.width + CLEAR_MM + width_mm + LETTER_PADDING_MM <= frame.x + frame.width;
  return has_room ? frame : (SalRect){ frame.x, frame.y + used, frame.width, frame.height - used };
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
  const SalRect heading = add_heading(page, inset, letter, frame, obstacles);
  const SalScaleBarOptions bar_options = { style, page->options.words, page->options.units, 1 };
  const SalScaleBar bar = sal_scale_bar_choose(m_per_mm, frame.width * INSET_BAR_SHARE, &bar_options);
  const SalRect size = { 0, 0, bar.width_mm + 2 * LETTER_PADDING_MM, bar.height_mm + 2 * LETTER_PADDING_MM };
  const SalRect room = leave_heading(frame, heading, size.width);
  const SalRect box = sal_corner_find(room, size, LETTER_PADDING_MM, changed, TRUE);
  SalAreaStyle ground = style->legend_box;
  ground.outline.width_mm = 0;
  sal_layer_add_rect(inset->furniture, box, &ground);
  sal_scale_bar_draw(&bar, inset->furniture, box.x + LETTER_PADDING_MM, box.y + LETTER_PADDING_MM);
  add_obstacle(obstacles, box, 0);
}

/* Names and callouts keep clear of the outline of a sector and its letter. */
static void
keep_outline_clear(SalPage *page, const SalSector *sector, const char *letter)
{
  const SalStyle *style = page->options.style;
  g_autoptr(SalLayer) unused = sal_layer_new("letter", "Letter");
  const SalRect r = sector->rect;
  const SalPoint corner = { r.x + LETTER_PADDING_MM, r.y + LETTER_PADDING_MM };
  sal_page_keep_clear(page, add_letter(unused, style, letter, corner));
  const SalPoint corners[] = { { r.x, r.y },
                               { r.x + r.width, r.y },
                               { r.x + r.width, r.y + r.height },
                               { r.x, r.y + r.height },
                               { r.x, r.y } };
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(page->sector_lines, corners[i].x, corners[i].y);
  sal_geometry_end_part(page->sector_lines);
}

static gboolean
add_inset(SalPage *page, const SalSector *sector, guint index, SalRect rect, GError **error)
{
  const char letter[] = { choose_letter(page, index), '\0' },
             id[] = { 'i', 'n', 's', 'e', 't', '-', (char)('a' + index), '\0' };
  const SalOwnInset *asked = index < page->asked->len ? page->asked->pdata[index] : NULL;
  g_autofree char *title = asked != NULL && *asked->name != '\0'
                               ? g_strdup_printf("Inset %s: %s", letter, asked->name)
                               : g_strdup_printf("Inset %s", letter);
  SalMap *map = sal_map_new(sector->box, page->options.map_crs, rect, error);
  if (map == NULL)
    return FALSE;
  sal_map_set_cache(map, page->options.cache);
  SalInset *inset = sal_inset_new(page->options.style, id, title, rect);
  g_ptr_array_add(page->insets, inset);
  inset->sector = *sector, inset->is_asked = asked != NULL;
  inset->when = asked != NULL ? asked->when : sal_when_new();
  const SalPanelOptions options = { page->options.style,        page->basemap,
                                    page->options.area_model,   page->options.aoi,
                                    page->options.is_of_region, page->options.own_layers };
  inset->panel = sal_panel_new(map, &options);
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  g_autoptr(SalGeometry) changed = sal_page_project_changes(page, map),
                         held = sal_page_project_held(page, map);
  furnish_inset(page, inset, letter, changed, obstacles);
  inset->obstacles = g_array_ref(obstacles);
  g_autoptr(GArray) taken = sal_page_list_name_obstacles(page, inset->panel, obstacles);
  const SalPanelSights sights = { changed, held, taken };
  GArray *labels = sal_page_place_labels(page, inset->panel, &sights, sal_labels_get_suitable_number(rect));
  sal_panel_finish(inset->panel, labels, NULL);
  sal_page_place_other_labels(page, inset->panel, &sights, sal_labels_get_suitable_number(rect));
  sal_panel_set_name(inset->panel, inset->id, inset->title);
  sal_page_keep_clear(page, rect);
  keep_outline_clear(page, sector, letter);
  return TRUE;
}

gboolean
sal_page_add_insets(SalPage *page, const GArray *sectors, const SalRect *frames, GError **error)
{
  for (guint i = 0; i < sectors->len; i++)
    if (!add_inset(page, &g_array_index(sectors, SalSector, i), i, frames[i], error))
      return FALSE;
  return TRUE;
}

/* Of two boxes in degrees, either of which may lie a turn away. */
static gboolean
overlaps(SalBox a, SalBox b)
{
  for (int turn = -1; turn <= 1; turn++)
    if (sal_box_intersects((SalBox){ a.xmin + 360 * turn, a.ymin, a.xmax + 360 * turn, a.ymax }, b))
      return TRUE;
  return FALSE;
}

void
sal_page_list_asked(SalPage *page, GPtrArray *remarks)
{
  const SalBox shown = sal_map_get_lonlat_box(sal_panel_get_map(page->panel));
  g_autoptr(GPtrArray) outside = g_ptr_array_new(), other_times = g_ptr_array_new();
  for (guint i = 0; i < page->options.n_own_insets; i++) {
    const SalOwnInset *asked = &page->options.own_insets[i];
    GPtrArray *list = !sal_page_has_period(page, &asked->when) ? other_times
                      : !overlaps(asked->box, shown)           ? outside
                                                               : page->asked;
    g_ptr_array_add(list, list == page->asked ? (gpointer)asked : asked->name);
  }
  sal_unused_remark(remarks, "inset", SAL_UNUSED_OUTSIDE, outside);
  sal_unused_remark(remarks, "inset", SAL_UNUSED_AT_OTHER_TIMES, other_times);
}

static gboolean
add_own_sectors(const SalPage *page, const SalSectorOptions *options, GArray *sectors, GError **error)
{
  for (guint i = 0; i < page->asked->len; i++) {
    const SalBox box = ((const SalOwnInset *)page->asked->pdata[i])->box;
    SalSector sector;
    if (!sal_sector_frame(box, options, &sector))
      return sal_error_set_option(
          error, SAL_ERROR_RENDER, "inset",
          "expected a part of the map that is smaller on it than an inset, got %.2f,%.2f,%.2f,%.2f", box.xmin,
          box.ymin, box.xmax, box.ymax);
    g_array_append_val(sectors, sector);
  }
  return TRUE;
}

/* What the map of a run shows is one change. Geometry and list are the caller's. */
static GPtrArray *
join_parts(const SalCumulative *parts, SalChange *change)
{
  GPtrArray *changes = g_ptr_array_new();
  change->gained = sal_geometry_new(SAL_POLYGONS);
  change->lost = parts->lost;
  for (guint i = 0; i < parts->parts->len; i++)
    sal_geometry_append(change->gained, g_array_index(parts->parts, SalCumulativePart, i).polygons);
  g_ptr_array_add(changes, change);
  return changes;
}

static GArray *
find_groups(const SalPage *page, const SalSectorOptions *options)
{
  if (page->parts == NULL)
    return sal_sectors_find(page->run->changes, options);
  SalChange change = { .class_name = "" };
  g_autoptr(GPtrArray) changes = join_parts(page->parts, &change);
  g_autoptr(SalGeometry) gained = change.gained;
  return sal_sectors_find(changes, options);
}

GArray *
sal_page_find_sectors(const SalPage *page, const SalInsetsWish *wish, GError **error)
{
  const SalSectorOptions options = { .map = sal_panel_get_map(page->panel),
                                     .area_model = page->options.area_model,
                                     .inset_width_mm = wish->size.width,
                                     .inset_height_mm = wish->size.height,
                                     .n = wish->n,
                                     .needed_only = wish->needed_only };
  g_autoptr(GArray) sectors = g_array_new(FALSE, FALSE, sizeof(SalSector));
  if (!add_own_sectors(page, &options, sectors, error))
    return NULL;
  g_autoptr(GArray) found = find_groups(page, &options);
  if (found->len > 0)
    g_array_append_vals(sectors, found->data, found->len);
  return g_steal_pointer(&sectors);
}

/* Whether an inset shows a part only of a group that the page of a change speaks of. */
static gboolean
cuts_group(const SalPage *page, const SalInset *inset, const SalChange *change)
{
  const SalRect r = inset->sector.rect;
  const SalBox sector = { r.x, r.y, r.x + r.width, r.y + r.height };
  const GArray *groups = sal_highlights_get_groups(page->highlights, change);
  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    const SalBox box =
        sal_map_project_box(sal_panel_get_map(page->panel), g_array_index(groups, SalChangeGroup, i).box);
    const gboolean is_inside = box.xmin >= sector.xmin && box.ymin >= sector.ymin &&
                               box.xmax <= sector.xmax && box.ymax <= sector.ymax;
    if (!is_inside && sal_box_intersects(box, sector))
      return TRUE;
  }
  return FALSE;
}

GArray *
sal_page_measure_insets(const SalPage *page, const SalContent *content, const SalChange *change)
{
  GArray *figures = g_array_new(FALSE, FALSE, sizeof(SalInsetFigure));
  for (guint i = 0; i < page->insets->len; i++) {
    const SalInset *inset = page->insets->pdata[i];
    SalInsetFigure figure = { .is_empty = TRUE };
    if (!inset->is_locator)
      figure = sal_inset_measure(inset, content, page->options.area_model);
    if (page->options.n_insets == SAL_PAGE_AUTO_INSETS && !inset->is_locator)
      figure.is_empty |= cuts_group(page, inset, change);
    g_array_append_val(figures, figure);
  }
  return figures;
}

static gboolean
is_drawn(const SalInset *inset, const GArray *figures, guint index, const SalPeriod *period)
{
  if (inset->is_asked)
    return sal_when_has(&inset->when, period);
  return inset->is_locator || !g_array_index(figures, SalInsetFigure, index).is_empty;
}

SalLayer *
sal_page_make_outlines(const SalPage *page, const SalChange *change, const GArray *figures)
{
  const SalStyle *style = page->options.style;
  const SalAreaStyle outline = { .outline = style->inset_outline };
  SalLayer *layer = sal_layer_new("inset-outlines", "Insets on the map");
  sal_layer_set_clip(layer, sal_map_get_frame(sal_panel_get_map(page->panel)));
  for (guint i = 0; i < page->insets->len; i++) {
    const SalInset *inset = page->insets->pdata[i];
    const SalRect rect = inset->sector.rect;
    const char letter[] = { choose_letter(page, i), '\0' };
    if (inset->is_locator || !is_drawn(inset, figures, i, &change->period))
      continue;
    sal_layer_add_rect(layer, rect, &outline);
    add_letter(layer, style, letter, (SalPoint){ rect.x + LETTER_PADDING_MM, rect.y + LETTER_PADDING_MM });
  }
  return layer;
}

/* "+183 km²", "+183, −5.0 km²"; of a comparison, what the sides hold each by itself. NULL: no number is known. */
static char *
format_figure(const SalPage *page, const SalInsetFigure *figure)
{
  const SalWords *words = page->options.words;
  const double added = figure->added_km2, lost = figure->lost_km2;
  if (page->options.layout == SAL_LAYOUT_COMPARISON)
    return added + lost >= LEAST_KM2 ? sal_figures_format_first(words, added + lost, FALSE) : NULL;
  if (lost < LEAST_KM2)
    return added > 0 ? sal_figures_format_first(words, added, TRUE) : NULL;
  g_autofree char *lost_text = sal_figures_format_first(words, -lost, TRUE);
  if (added < LEAST_KM2)
    return g_steal_pointer(&lost_text);
  g_autofree char *added_text = sal_figures_format_area(words, added, TRUE);
  return g_strdup_printf("%s, %s", added_text, lost_text);
}

/* Says what an inset's figure does, which leaves out what is too little. */
static void
print_figure(const SalPage *page, const SalInset *inset, const SalInsetFigure *figure, SalDrawing *drawing)
{
  g_autofree char *text = format_figure(page, figure);
  const gboolean is_comparison = page->options.layout == SAL_LAYOUT_COMPARISON;
  const double values[] = { is_comparison ? figure->added_km2 + figure->lost_km2 : figure->added_km2,
                            is_comparison ? 0 : -figure->lost_km2 };
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS(values); i++)
    if (values[i] != 0)
      sal_printed_list_add(
          sal_drawing_get_printed(drawing),
          &(SalPrinted){
              .where = "inset", .id = inset->id, .label = inset->title, .text = text, .value = values[i] });
}

static SalLayer *
make_figure(const SalPage *page, const SalInset *inset, const SalInsetFigure *figure)
{
  g_autofree char *text = format_figure(page, figure);
  g_autofree char *id = g_strconcat(inset->id, "-figure", NULL);
  g_autofree char *title = g_strconcat(inset->title, ": Figure", NULL);
  if (text == NULL)
    return NULL;
  const SalStyle *style = page->options.style;
  SalTextStyle type = style->callout_text;
  type.halo = style->inset_text.halo, type.halo_mm = style->inset_text.halo_mm;
  type.color = style->inset_text.color;
  SalLayer *layer = sal_layer_new(id, title);
  sal_layer_add_text(layer, text, inset->figure.x, inset->figure.y, SAL_ANCHOR_START, 0, &type);
  return layer;
}

void
sal_page_list_inset_positions(const SalPage *page, const SalChange *change, SalContent *content,
                              GArray *positions)
{
  g_autoptr(GPtrArray) waiting = sal_page_list_notes_beyond(page, change);
  if (waiting->len == 0)
    return;
  g_autoptr(GArray) figures = sal_page_measure_insets(page, content, change);
  g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func(g_free);
  const SalInsetNotes notes = { change, content, waiting, unused, positions };
  for (guint i = 0; i < page->insets->len; i++) {
    g_auto(SalInsetAnnotations) annotations = { NULL };
    if (is_drawn(page->insets->pdata[i], figures, i, &change->period))
      sal_inset_annotations_find(&annotations, page, page->insets->pdata[i], &notes);
  }
}

void
sal_page_draw_insets(const SalPage *page, const SalChange *change, SalContent *content,
                     const SalInsetSights *sights, SalDrawing *drawing)
{
  const GArray *figures = sights->figures, *turned = sights->turned;
  g_autoptr(GHashTable) named = sal_turned_places_list_named(turned);
  g_autoptr(GPtrArray) waiting = sal_page_list_notes_beyond(page, change);
  const SalInsetNotes notes = { change, content, waiting, sal_drawing_get_remarks(drawing), NULL };
  for (guint i = 0; i < page->insets->len; i++) {
    const SalInset *inset = page->insets->pdata[i];
    if (!is_drawn(inset, figures, i, &change->period))
      continue;
    g_autoptr(SalLayer) figure =
        inset->is_locator ? NULL : make_figure(page, inset, &g_array_index(figures, SalInsetFigure, i));
    g_autoptr(SalLayer) marks =
        inset->is_locator ? NULL
                          : sal_turned_places_make_layer(page, sal_panel_get_map(inset->panel), turned);
    g_auto(SalInsetAnnotations) annotations = { NULL };
    sal_inset_annotations_find(&annotations, page, inset, &notes);
    const SalInsetView view = { &change->period,
                                sal_page_find_label_set(page, change),
                                marks,
                                inset->is_locator ? NULL : named,
                                annotations.own_labels,
                                annotations.notes,
                                annotations.own_callouts,
                                annotations.covered,
                                inset->is_locator ? NULL : sights->ids };
    if (!inset->is_locator)
      print_figure(page, inset, &g_array_index(figures, SalInsetFigure, i), drawing);
    sal_inset_draw(inset, content, &view, figure, drawing);
  }
  sal_page_report_waiting_notes(page, waiting, sal_drawing_get_remarks(drawing));
}
