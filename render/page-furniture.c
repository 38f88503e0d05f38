/* What stands on the main map: legend, scale bar, insets, locator, north arrow. */
#include "render/page-private.h"

#include "data/error.h"
#include "render/north.h"
#include "render/placing.h"
#include "render/sectors.h"
#include "render/text.h"

#define MM_PER_PT (25.4 / 72)
#define SCALE_BAR_SHARE 0.22  /* of the frame's width, at most */
#define SCALE_BAR_MIN_MM 15.0 /* but no shorter limit than this */
#define GAP_MM 2.0            /* between pieces, and to the frame's edge, on large pages */
#define GAP_SHARE 0.017       /* of the frame's shorter side, on small ones */
#define CLEAR_MM 1.0          /* between furniture and labels */
#define NORTH_MM 10.0
#define LOCATOR_SHARE 0.17 /* of the frame's longer side */
#define LOCATOR_MIN_MM 24.0
#define INSET_SHARE 0.27 /* of the frame's longer side, at first */
#define INSET_MIN_MM 25.0
#define INSET_ASPECT 1.25 /* width by height */
#define INSET_SHRINK 0.85
#define LETTER_PADDING_MM 1.0

enum { PIECE_LEGEND, PIECE_BAR, PIECE_NORTH, PIECE_LOCATOR, PIECE_INSETS };

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
  return (SalPiece){ .width_mm = is_wanted ? size.width : 0, .height_mm = is_wanted ? size.height : 0,
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
  piece = make_piece(north, places->north_arrow);
  g_array_append_val(pieces, piece);
  piece = make_piece(locator_size, places->locator);
  g_array_append_val(pieces, piece);
  for (guint i = 0; i < n_insets; i++) {
    piece = make_piece(inset, places->insets);
    g_array_append_val(pieces, piece);
  }
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
count_placed_insets(const GArray *pieces)
{
  guint n = 0;
  for (guint i = PIECE_INSETS; i < pieces->len; i++)
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
