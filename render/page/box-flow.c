#include "render/page/box-flow.h"

#define TOLERANCE_MM 0.01
#define LEAST_USED 0.45     /* of a column's height: less is mostly empty */
#define ROW_SHARE 0.45      /* of the map's height that a row may have */
#define LEAST_CELL_MM 40.0  /* the width of a box of a row */
#define RULE_MM 2.0         /* bars up to this height are rules, which a row does without */
#define LEAST_GAP_MM 3.0    /* between the boxes of a row */
#define LEAST_MAP_SHARE 0.5 /* of its box that growing texts leave to the map */
#define LEAST_MAP_MM 30.0

typedef enum { GROUND, ABOVE, BELOW, LEFT, RIGHT } Side; /* of the map; GROUND: a bar that lies below it */

/* Boxes that stand beside each other, with the room that they have and need. */
typedef struct {
  double top, bottom, need;
  double new_top;
  gboolean has_box, is_gone; /* not bars alone; it has nothing to show */
} Band;

typedef struct {
  const GArray *boxes;
  const double *needs;
  SalRect map;
} Flow;

static const SalPlacedBox *
get_box(const GArray *boxes, guint i)
{
  return &g_array_index(boxes, SalPlacedBox, i);
}

static double
get_bottom(SalRect rect)
{
  return rect.y + rect.height;
}

static gboolean
is_bar(const SalPlacedBox *placed)
{
  return placed->box->kind == SAL_BOX_BAR;
}

static Side
find_side(const Flow *flow, const SalPlacedBox *placed)
{
  const SalRect rect = placed->rect, map = flow->map;
  if (placed->box->kind == SAL_BOX_MAP)
    return GROUND;
  if (get_bottom(rect) <= map.y + TOLERANCE_MM)
    return ABOVE;
  if (rect.y >= get_bottom(map) - TOLERANCE_MM)
    return BELOW;
  if (rect.x >= map.x + map.width - TOLERANCE_MM)
    return RIGHT;
  return rect.x + rect.width <= map.x + TOLERANCE_MM ? LEFT : GROUND;
}

static double
get_need(const Flow *flow, guint i)
{
  const SalPlacedBox *placed = get_box(flow->boxes, i);
  return is_bar(placed) ? placed->rect.height : flow->needs[i];
}

/* Bands */

static int
compare_tops(gconstpointer a, gconstpointer b)
{
  const Band *x = a, *y = b;
  return (x->top > y->top) - (x->top < y->top);
}

/* Bands that overlap are one. */
static void
join(GArray *bands)
{
  g_array_sort(bands, compare_tops);
  for (guint i = 1; i < bands->len;) {
    Band *before = &g_array_index(bands, Band, i - 1);
    const Band *band = &g_array_index(bands, Band, i);
    if (band->top >= before->bottom - TOLERANCE_MM) {
      i++;
      continue;
    }
    if (band->need > 0)
      before->need = MAX(before->need, band->top - before->top + band->need);
    before->bottom = MAX(before->bottom, band->bottom);
    before->has_box |= band->has_box;
    g_array_remove_index(bands, i);
  }
}

/* What has nothing to show goes, with the rules above it. */
static void
find_gone(GArray *bands)
{
  for (guint i = bands->len; i-- > 0;) {
    Band *band = &g_array_index(bands, Band, i);
    const gboolean is_above_gone = i + 1 < bands->len && g_array_index(bands, Band, i + 1).is_gone;
    band->is_gone = band->need <= 0 || (!band->has_box && is_above_gone);
  }
}

/* The bands of a side, from the top; owned by the caller. */
static GArray *
make_bands(const Flow *flow, Side side)
{
  GArray *bands = g_array_new(FALSE, FALSE, sizeof(Band));
  for (guint i = 0; i < flow->boxes->len; i++) {
    const SalPlacedBox *placed = get_box(flow->boxes, i);
    if (find_side(flow, placed) != side)
      continue;
    const Band band = { .top = placed->rect.y,
                        .bottom = get_bottom(placed->rect),
                        .need = get_need(flow, i),
                        .new_top = placed->rect.y,
                        .has_box = !is_bar(placed) };
    g_array_append_val(bands, band);
  }
  join(bands);
  find_gone(bands);
  return bands;
}

/* Stacks bands from the first one's top. Returns where the next thing begins that stood at `next`. */
static double
stack_down(GArray *bands, double next)
{
  double y = 0;
  gboolean has_any = FALSE;
  for (guint i = 0; i < bands->len; i++) {
    Band *band = &g_array_index(bands, Band, i);
    if (band->is_gone)
      continue;
    band->new_top = has_any ? y + band->top - g_array_index(bands, Band, i - 1).bottom
                            : g_array_index(bands, Band, 0).top;
    y = band->new_top + band->need;
    has_any = TRUE;
  }
  if (bands->len == 0)
    return next;
  return has_any ? y + next - g_array_index(bands, Band, bands->len - 1).bottom
                 : g_array_index(bands, Band, 0).top;
}

/* Stacks them upwards from the bottom of the last one. Returns where what ended at `next` ends. */
static double
stack_up(GArray *bands, double next)
{
  double y = 0;
  gboolean has_any = FALSE;
  for (guint i = bands->len; i-- > 0;) {
    Band *band = &g_array_index(bands, Band, i);
    if (band->is_gone)
      continue;
    const double bottom = has_any ? y - (g_array_index(bands, Band, i + 1).top - band->bottom)
                                  : g_array_index(bands, Band, bands->len - 1).bottom;
    y = band->new_top = bottom - band->need;
    has_any = TRUE;
  }
  if (bands->len == 0)
    return next;
  return has_any ? y - (g_array_index(bands, Band, 0).top - next)
                 : g_array_index(bands, Band, bands->len - 1).bottom;
}

static const Band *
find_band(const GArray *bands, const SalPlacedBox *placed)
{
  for (guint i = 0; i < bands->len; i++) {
    const Band *band = &g_array_index(bands, Band, i);
    if (placed->rect.y >= band->top - TOLERANCE_MM && get_bottom(placed->rect) <= band->bottom + TOLERANCE_MM)
      return band;
  }
  return NULL;
}

/* Boxes */

static void
set_rect(SalPlacedBox *placed, SalRect rect)
{
  const double padding = placed->box->padding_mm;
  placed->rect = rect;
  placed->inner =
      (SalRect){ rect.x + padding, rect.y + padding, rect.width - 2 * padding, rect.height - 2 * padding };
}

/* Adds a box where its band has come to stand, moved on by some height. */
static void
add_box(GArray *placed_boxes, const Flow *flow, guint i, const GArray *bands, double down)
{
  SalPlacedBox placed = *get_box(flow->boxes, i);
  const Band *band = find_band(bands, &placed);
  const double need = get_need(flow, i);
  SalRect rect = placed.rect;
  if (band == NULL || band->is_gone || need <= 0)
    return;
  rect.y += band->new_top - band->top + down;
  rect.height = need;
  set_rect(&placed, rect);
  g_array_append_val(placed_boxes, placed);
}

static gboolean
overlap(SalRect a, SalRect b)
{
  return a.x + a.width > b.x + TOLERANCE_MM && b.x + b.width > a.x + TOLERANCE_MM &&
         get_bottom(a) > b.y + TOLERANCE_MM && get_bottom(b) > a.y + TOLERANCE_MM;
}

static double
find_lowest(const GArray *boxes)
{
  double lowest = 0;
  for (guint i = 0; i < boxes->len; i++)
    lowest = MAX(lowest, get_bottom(get_box(boxes, i)->rect));
  return lowest;
}

/* Whether growing boxes have found room: above `lowest`, where boxes ended before, beside others and the map. */
static gboolean
check(const GArray *boxes, SalRect map, double lowest)
{
  for (guint i = 0; i < boxes->len; i++) {
    const SalPlacedBox *a = get_box(boxes, i);
    if (get_bottom(a->rect) > lowest + TOLERANCE_MM)
      return FALSE;
    if (a->box->kind == SAL_BOX_MAP && a->rect.height < MAX(LEAST_MAP_MM, LEAST_MAP_SHARE * map.height))
      return FALSE;
    for (guint j = 0; j < i; j++)
      if (!is_bar(a) && !is_bar(get_box(boxes, j)) && overlap(a->rect, get_box(boxes, j)->rect))
        return FALSE;
  }
  return TRUE;
}

/* How far a column moves with the map's top: not at all if it begins above it. */
static double
find_shift(const Flow *flow, const GArray *column, double top)
{
  const gboolean moves = column->len > 0 && g_array_index(column, Band, 0).top >= flow->map.y - TOLERANCE_MM;
  return moves ? top - flow->map.y : 0;
}

static Flow
make_flow(const GArray *boxes, const double *needs)
{
  return (Flow){ boxes, needs, sal_boxes_find(boxes, SAL_BOX_MAP)->rect };
}

GArray *
sal_boxes_flow(const GArray *boxes, const double *needs)
{
  const Flow flow = make_flow(boxes, needs);
  g_autoptr(GArray) above = make_bands(&flow, ABOVE), below = make_bands(&flow, BELOW),
                    left = make_bands(&flow, LEFT), right = make_bands(&flow, RIGHT),
                    moved = g_array_new(FALSE, FALSE, sizeof(SalPlacedBox));
  const double top = stack_down(above, flow.map.y), bottom = stack_up(below, get_bottom(flow.map));
  const GArray *bands[] = { [ABOVE] = above, [BELOW] = below, [LEFT] = left, [RIGHT] = right };
  stack_down(left, 0), stack_down(right, 0);
  for (guint i = 0; i < boxes->len; i++) {
    SalPlacedBox placed = *get_box(boxes, i);
    const Side side = find_side(&flow, &placed);
    if (side != GROUND) {
      add_box(moved, &flow, i, bands[side], side >= LEFT ? find_shift(&flow, bands[side], top) : 0);
      continue;
    }
    if (placed.box->kind == SAL_BOX_MAP)
      set_rect(&placed, (SalRect){ flow.map.x, top, flow.map.width, bottom - top });
    g_array_append_val(moved, placed);
  }
  return check(moved, flow.map, find_lowest(boxes)) ? g_steal_pointer(&moved) : NULL;
}

/* Rows */

/* Whether a column beside the map is mostly empty, and has nothing that a row would not have. */
static gboolean
is_mostly_empty(const Flow *flow, Side side)
{
  g_autoptr(GArray) bands = make_bands(flow, side);
  if (bands->len == 0)
    return FALSE;
  const double from = g_array_index(bands, Band, 0).top,
               to = g_array_index(bands, Band, bands->len - 1).bottom;
  const double used = stack_down(bands, to) - from;
  if (from < flow->map.y - TOLERANCE_MM || to > get_bottom(flow->map) + TOLERANCE_MM)
    return FALSE;
  for (guint i = 0; i < flow->boxes->len; i++) {
    const SalPlacedBox *placed = get_box(flow->boxes, i);
    if (find_side(flow, placed) == side && is_bar(placed) && placed->rect.height > RULE_MM)
      return FALSE;
  }
  return used < LEAST_USED * (to - from);
}

/* The boxes of a side that have something to show: how many, and the edges between which they stand. */
static guint
measure_column(const Flow *flow, Side side, double *left, double *right)
{
  guint n = 0;
  for (guint i = 0; i < flow->boxes->len; i++) {
    const SalPlacedBox *placed = get_box(flow->boxes, i);
    if (find_side(flow, placed) != side || is_bar(placed) || flow->needs[i] <= 0)
      continue;
    *left = n == 0 ? placed->rect.x : MIN(*left, placed->rect.x);
    *right = n == 0 ? placed->rect.x + placed->rect.width : MAX(*right, placed->rect.x + placed->rect.width);
    n++;
  }
  return n;
}

static GArray *
make_row(const Flow *flow, Side side)
{
  double left = 0, right = 0;
  const guint n = measure_column(flow, side, &left, &right);
  const SalRect map = flow->map;
  const double gap = MAX(side == RIGHT ? left - map.x - map.width : map.x - right, LEAST_GAP_MM);
  const double start = MIN(map.x, left), width = MAX(map.x + map.width, right) - start;
  const double cell = n > 0 ? (width - (n - 1) * gap) / n : 0, height = ROW_SHARE * map.height;
  if (cell < LEAST_CELL_MM)
    return NULL;
  GArray *row = g_array_new(FALSE, FALSE, sizeof(SalPlacedBox));
  double x = start;
  for (guint i = 0; i < flow->boxes->len; i++) {
    SalPlacedBox placed = *get_box(flow->boxes, i);
    if (placed.box->kind == SAL_BOX_MAP)
      set_rect(&placed, (SalRect){ start, map.y, width, map.height - height - gap });
    else if (find_side(flow, &placed) == side) {
      if (is_bar(&placed) || flow->needs[i] <= 0)
        continue;
      set_rect(&placed, (SalRect){ x, get_bottom(map) - height, cell, height });
      x += cell + gap;
    }
    g_array_append_val(row, placed);
  }
  return row;
}

GArray *
sal_boxes_make_row(const GArray *boxes, const double *needs)
{
  const Flow flow = make_flow(boxes, needs);
  for (Side side = LEFT; side <= RIGHT; side++)
    if (is_mostly_empty(&flow, side))
      return make_row(&flow, side);
  return NULL;
}
