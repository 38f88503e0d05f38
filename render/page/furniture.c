#include "render/page/furniture.h"

#include "data/base/error.h"
#include "render/map/north.h"
#include "render/names/furniture-placing.h"
#include "render/page/insets.h"
#include "render/page/locator.h"
#include "render/page/notes.h"
#include "render/page/own-layers.h"
#include "render/page/position.h"
#include "render/page/sights.h"
#include "render/page/unused.h"

#include <math.h>
#include <stdlib.h>

#define NORTH_MM 10.0
#define LOCATOR_SHARE 0.12 /* of the frame's longer side */
#define LOCATOR_MIN_MM 20.0
#define INSET_SHARE 0.27 /* of the frame's longer side, at first */
#define INSET_MIN_MM 25.0
#define INSET_ASPECT 1.25 /* width by height */
#define INSET_SHRINK 0.85
#define LEGEND_ADVICE                                                                                        \
  " (fewer kinds of own layers, a larger page or a template with a box for the legend make room)"
#define MOST_AUTO 2
#define LINE_MM 0.5        /* about the lines of notes */
#define AUTO_MM 100.0      /* maps narrower or lower than this have no insets that nobody asked for, */
#define AUTO_LONG_MM 150.0 /* nor have those whose longer side is shorter than this */

/* Pieces in the order of their importance; after the insets come north arrow and locator. */
enum { PIECE_LEGEND, PIECE_BAR, PIECE_INSETS };

/* A piece that is not wanted has no size. */
static SalPiece
make_piece(SalRect size, SalStyleCorner corner)
{
  const gboolean is_wanted = corner != SAL_STYLE_CORNER_NONE;
  return (SalPiece){ .width_mm = is_wanted ? size.width : 0,
                     .height_mm = is_wanted ? size.height : 0,
                     .corner = corner };
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
  const SalStyleFurniture *corners = &page->options.style->furniture;
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalRect frame = sal_map_get_frame(map);
  const double locator_mm = MAX(frame.width, frame.height) * LOCATOR_SHARE;
  const gboolean has_locator = !sal_box_is_empty(locator) && locator_mm >= LOCATOR_MIN_MM;
  const SalRect locator_size = { 0, 0, has_locator ? locator_mm : 0, has_locator ? locator_mm * 0.85 : 0 };
  const SalRect north = { 0, 0, sal_north_find(map, NULL) ? NORTH_MM : 0, NORTH_MM };
  SalPiece piece = make_piece(sal_blocks_get_map_legend_size(page->blocks), corners->legend);
  piece.may_hide_change = TRUE;
  g_array_append_val(pieces, piece);
  piece = make_piece(sal_legend_get_bar_size(page->blocks->legend), corners->scale_bar);
  piece.may_hide_change = TRUE;
  g_array_append_val(pieces, piece);
  for (guint i = 0; i < n_insets; i++) {
    const SalOwnInset *asked = i < page->asked->len ? page->asked->pdata[i] : NULL;
    const gboolean has_corner = asked != NULL && asked->corner != SAL_STYLE_CORNER_AUTO;
    piece = make_piece(inset, has_corner ? asked->corner : corners->insets);
    g_array_append_val(pieces, piece);
  }
  piece = make_piece(north, corners->north_arrow);
  g_array_append_val(pieces, piece);
  piece = make_piece(locator_size, corners->locator);
  g_array_append_val(pieces, piece);
}

/* What positions call a piece; static. */
static const char *
get_piece_name(guint index, guint n_insets)
{
  const char *const *names = sal_position_list_pieces(); /* legend, bar, north arrow, locator, insets */
  const guint after = PIECE_INSETS + n_insets;
  return index < PIECE_INSETS ? names[index] : names[index >= after ? index - n_insets : index + 2];
}

/* Gives the pieces the spots that an earlier run found for them, or a hand. */
static void
pin_pieces(const SalPage *page, guint n_insets, GArray *pieces)
{
  const GArray *pins = page->options.pins;
  for (guint i = 0; pins != NULL && i < pins->len; i++) {
    const SalPosition *pin = &g_array_index(pins, SalPosition, i);
    for (guint j = 0; pin->kind == SAL_POSITION_PIECE && j < pieces->len; j++)
      if (g_str_equal(pin->name, get_piece_name(j, n_insets)))
        g_array_index(pieces, SalPiece, j).spot = pin->piece;
  }
}

/* Only pieces with a size are placed; they keep their order. */
static void
place_pieces(GArray *pieces, SalRect frame, const SalFurnitureGround *ground)
{
  g_autoptr(GArray) real = g_array_new(FALSE, FALSE, sizeof(SalPiece));
  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index(pieces, SalPiece, i).width_mm > 0)
      g_array_append_val(real, g_array_index(pieces, SalPiece, i));
  sal_furniture_place(frame, (SalPiece *)(void *)real->data, real->len, ground);
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

/* advice: what makes room, or "". */
static gboolean
fail_without_room(const char *what, SalRect size, SalRect frame, const char *advice, GError **error)
{
  return sal_error_set(error, SAL_ERROR_RENDER,
                       "page: expected room for %s of %.0f x %.0f mm, got a map of %.0f x %.0f mm%s", what,
                       size.width, size.height, frame.width, frame.height, advice);
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
  sal_page_keep_clear(page, rect);
}

/* From above and from the left, as letters are read. */
static int
compare_frames(const void *a, const void *b)
{
  const SalRect *x = a, *y = b;
  return x->y != y->y ? (x->y > y->y ? 1 : -1) : (x->x > y->x) - (x->x < y->x);
}

/* Whether the user says where some inset stands: then each stands where it was placed. */
static gboolean
wants_corners(const SalPage *page)
{
  for (guint i = 0; i < page->asked->len; i++)
    if (((const SalOwnInset *)page->asked->pdata[i])->corner != SAL_STYLE_CORNER_AUTO)
      return TRUE;
  return FALSE;
}

static gboolean
build_pieces(SalPage *page, const GArray *sectors, const GArray *pieces, SalBox locator, GError **error)
{
  const SalPiece *all = (const SalPiece *)(const void *)pieces->data;
  const SalPiece *north = &all[PIECE_INSETS + sectors->len], *context = north + 1;
  if (all[PIECE_LEGEND].is_placed) {
    page->legend_rect = all[PIECE_LEGEND].rect;
    sal_page_keep_clear(page, page->legend_rect);
  }
  if (all[PIECE_BAR].is_placed) {
    page->bar_rect = all[PIECE_BAR].rect;
    sal_page_keep_clear(page, page->bar_rect);
  }
  if (north->is_placed)
    add_north(page, north->rect);
  g_autofree SalRect *frames = g_new(SalRect, sectors->len);
  for (guint i = 0; i < sectors->len; i++)
    frames[i] = all[PIECE_INSETS + i].rect;
  if (sectors->len > 0 && !wants_corners(page))
    qsort(frames, sectors->len, sizeof *frames, compare_frames);
  return sal_page_add_insets(page, sectors, frames, error) &&
         (!context->is_placed || sal_page_add_locator(page, locator, context->rect, error));
}

/* Places all pieces with insets of a size; the sectors must stay in sight. */
static GArray *
try_size(const SalPage *page, SalRect inset, const GArray *sectors, SalBox locator, SalFurnitureGround ground)
{
  GArray *pieces = g_array_new(FALSE, TRUE, sizeof(SalPiece));
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalRect));
  for (guint i = 0; i < sectors->len; i++)
    g_array_append_val(obstacles, g_array_index(sectors, SalSector, i).rect);
  ground.obstacles = (const SalRect *)(void *)obstacles->data;
  ground.n_obstacles = obstacles->len;
  list_pieces(page, locator, sectors->len, inset, pieces);
  pin_pieces(page, sectors->len, pieces);
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
      return fail_without_room(names[i], (SalRect){ 0, 0, piece->width_mm, piece->height_mm }, frame,
                               i == PIECE_LEGEND ? LEGEND_ADVICE : "", error);
  }
  return TRUE;
}

/* Insets that nobody asked for leave the front in sight. */
static gboolean
hides_front(const GArray *pieces, guint n_insets, const SalGeometry *front)
{
  for (guint i = PIECE_INSETS; i < PIECE_INSETS + n_insets; i++) {
    const SalRect rect = g_array_index(pieces, SalPiece, i).rect;
    for (guint part = 0; part < sal_geometry_get_n_parts(front); part++) {
      guint n;
      const SalPoint *points = sal_geometry_get_part(front, part, &n);
      for (guint j = 0; j < n; j++)
        if (points[j].x >= rect.x && points[j].x <= rect.x + rect.width && points[j].y >= rect.y &&
            points[j].y <= rect.y + rect.height)
          return TRUE;
    }
  }
  return FALSE;
}

/* Whether a line from one point to another touches a rectangle. */
static gboolean
crosses(SalRect rect, SalPoint from, SalPoint to)
{
  const double length = hypot(to.x - from.x, to.y - from.y);
  return sal_turned_rect_overlaps(sal_turned_rect_new(rect),
                                  length > 0 ? sal_turned_rect_new_line(from, to, LINE_MM)
                                             : (SalTurnedRect){ from.x, from.y, LINE_MM, LINE_MM, 0 });
}

/* Nor do they cover the user's arrows, brackets and points. */
static gboolean
hides_lines(const GArray *pieces, guint n_insets, const SalGeometry *lines)
{
  for (guint part = 0; lines != NULL && part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    for (guint i = 1; i < n; i++)
      for (guint inset = 0; inset < n_insets; inset++)
        if (crosses(g_array_index(pieces, SalPiece, PIECE_INSETS + inset).rect, points[i - 1], points[i]))
          return TRUE;
  }
  return FALSE;
}

typedef struct {
  const SalFurnitureSights *sights;
  GPtrArray *remarks; /* utf8 */
  SalBox locator;
  guint n; /* insets around groups, at most */
  gboolean is_auto;
} Furnishing;

/* Keeps where pieces stand that the program placed, and remarks which stand elsewhere than they should. */
static void
keep_positions(SalPage *page, const GArray *pieces, guint n_insets, const Furnishing *furnishing)
{
  const double gap_mm = furnishing->sights->ground.gap_mm;
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  g_autoptr(GPtrArray) elsewhere = g_ptr_array_new();
  for (guint i = 0; i < pieces->len; i++) {
    const SalPiece *piece = &g_array_index(pieces, SalPiece, i);
    const SalPieceSpot wanted = piece->spot, found = sal_furniture_find_spot(frame, gap_mm, piece);
    const gboolean is_pinned = wanted.corner != SAL_STYLE_CORNER_AUTO;
    if (piece->width_mm > 0 && is_pinned && !piece->is_at_spot)
      g_ptr_array_add(elsewhere, (gpointer)get_piece_name(i, n_insets));
    if (!piece->is_placed || (piece->corner != SAL_STYLE_CORNER_AUTO && !piece->is_at_spot))
      continue;
    const SalPosition position = { .kind = SAL_POSITION_PIECE,
                                   .name = g_strdup(get_piece_name(i, n_insets)),
                                   .piece = piece->is_at_spot ? wanted : found };
    g_array_append_val(page->pieces, position);
  }
  sal_unused_remark(furnishing->remarks, "positions", SAL_UNUSED_ELSEWHERE, elsewhere);
}

/* With so many insets, which shrink until all find room; smaller than INSET_MIN_MM they show nothing. done: all
 * found room and were made. FALSE: an error. */
static gboolean
try_insets(SalPage *page, const Furnishing *furnishing, gboolean *done, GError **error)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  *done = FALSE;
  for (double share = INSET_SHARE;; share *= INSET_SHRINK) {
    const SalRect inset = make_inset_size(frame, share);
    const SalInsetsWish wish = { inset, furnishing->n, furnishing->is_auto };
    g_autoptr(GArray) sectors = sal_page_find_sectors(page, &wish, error);
    if (sectors == NULL)
      return FALSE;
    g_autoptr(GArray) pieces =
        try_size(page, inset, sectors, furnishing->locator, furnishing->sights->ground);
    if (!check_pieces(page, pieces, error))
      return FALSE;
    if (count_placed_insets(pieces, sectors->len) == sectors->len &&
        !(furnishing->is_auto && (hides_front(pieces, sectors->len, furnishing->sights->front) ||
                                  hides_lines(pieces, sectors->len, furnishing->sights->notes)))) {
      *done = TRUE;
      keep_positions(page, pieces, sectors->len, furnishing);
      return build_pieces(page, sectors, pieces, furnishing->locator, error);
    }
    if (inset.width * INSET_SHRINK >= INSET_MIN_MM)
      continue;
    return furnishing->is_auto ||
           fail_without_room(sectors->len > 1 ? "insets" : "an inset", inset, frame, "", error);
  }
}

/* How many insets a map is large enough for if nobody says it. */
static guint
find_most_insets(const SalPage *page, SalRect frame)
{
  const gboolean is_small =
      MIN(frame.width, frame.height) < AUTO_MM || MAX(frame.width, frame.height) < AUTO_LONG_MM;
  const gboolean is_run = page->run->changes->len > 1; /* insets of one month cut the changes of others */
  return is_small || is_run || page->asked->len > 0 || page->parts != NULL ? 0 : MOST_AUTO;
}

gboolean
sal_page_furnish(SalPage *page, const SalFurnitureSights *sights, GPtrArray *remarks, GError **error)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  const gboolean is_auto = page->options.n_insets == SAL_PAGE_AUTO_INSETS;
  Furnishing furnishing = { .sights = sights,
                            .remarks = remarks,
                            .locator = sal_page_find_locator(page),
                            .n = is_auto ? find_most_insets(page, frame) : page->options.n_insets };
  for (gboolean done = FALSE; !done; furnishing.n -= !done) {
    furnishing.is_auto = is_auto && furnishing.n > 0;
    if (!try_insets(page, &furnishing, &done, error))
      return FALSE;
  }
  return TRUE;
}
