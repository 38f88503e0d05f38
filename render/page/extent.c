#include "render/page/extent.h"

#include "data/change/change.h"
#include "data/geometry/parts.h"

#include <math.h>

#define SHARE 0.95 /* of the change that the frame is to show at least */
#define TIGHT_SHARE 0.9
#define MARGIN 0.08 /* on each side, of the box's size */
#define TIGHT_MARGIN 0.05
#define WORTH 2.0 /* how much smaller the box must become for the share of the change that is left out */
#define SHARE_OF_PERIOD (2 / 3.0)
#define SUBJECT 0.25 /* of an average period's change: less is no subject of a map of its own */
#define SCREEN_ASPECT 1.5
#define MAP_SHARE 0.87 /* of the page's height that the map has */
#define BOTH_SIDES 0.1 /* how much the shorter side counts beside the one that decides on the scale */
#define MIN_SIZE_KM 20.0
#define SLIVER_M 20.0 /* narrower parts are noise */
#define KM_PER_DEGREE 111.2

typedef enum { WEST, EAST, SOUTH, NORTH, N_SIDES } Side;

/* A changed area. */
typedef struct {
  SalBox box;   /* km on a plane */
  double share; /* of the run's change */
  guint period;
} Area;

typedef struct {
  GArray *areas;           /* Area: those inside */
  double aspect;           /* of the frame: its width divided by its height; 0: it follows from the box */
  double *spare_of_period; /* see spare */
  guint n_periods;
  double spare; /* the share that may still be left out */
} Search;

/* What leaving out areas at one side would do. */
typedef struct {
  Side side;
  guint n;
  double share, worth;
} Cut;

/* Leaves out slivers between two tracings of one border, unless there is nothing else. */
static GArray *
drop_slivers(const GArray *parts)
{
  GArray *wide = g_array_new(FALSE, FALSE, sizeof(SalPart));
  for (guint i = 0; i < parts->len; i++) {
    const SalPart part = g_array_index(parts, SalPart, i);
    if (part.width_m >= SLIVER_M)
      g_array_append_val(wide, part);
  }
  if (wide->len == 0)
    g_array_append_vals(wide, parts->data, parts->len);
  return wide;
}

static double
sum_areas(const GArray *parts)
{
  double sum = 0;
  for (guint i = 0; i < parts->len; i++)
    sum += g_array_index(parts, SalPart, i).area;
  return sum;
}

static double
sum_run(const GPtrArray *periods)
{
  double sum = 0;
  for (guint i = 0; i < periods->len; i++)
    sum += sum_areas(periods->pdata[i]);
  return sum;
}

/* What may stay outside of each period, as a share of the run's change. Owned by the caller. */
static double *
find_spares(const GPtrArray *periods)
{
  const double total = sum_run(periods);
  double *spares = g_new(double, periods->len);
  guint n_changed = 0;
  for (guint i = 0; i < periods->len; i++) {
    spares[i] = sum_areas(periods->pdata[i]) / total;
    n_changed += spares[i] > 0;
  }
  for (guint i = 0; i < periods->len; i++)
    spares[i] *= spares[i] * n_changed >= SUBJECT ? 1 - SHARE_OF_PERIOD : 1 + 1e-9;
  return spares;
}

/* Whether the box of all parts crosses the antimeridian. */
static double
get_turn(SalPart part, SalBox whole)
{
  return whole.xmax > 180 && part.box.xmax <= 0 ? 360 : 0;
}

static double
get_km_per_lon(SalBox whole)
{
  return KM_PER_DEGREE * MAX(cos((whole.ymin + whole.ymax) / 2 * G_PI / 180), 0.01);
}

/* periods: GArray of SalPart for each. Owned by the caller. */
static GArray *
list_areas(const GPtrArray *periods, SalBox whole)
{
  GArray *areas = g_array_new(FALSE, FALSE, sizeof(Area));
  const double x_km = get_km_per_lon(whole), total = sum_run(periods);
  for (guint i = 0; i < periods->len; i++) {
    const GArray *parts = periods->pdata[i];
    for (guint j = 0; j < parts->len; j++) {
      const SalPart part = g_array_index(parts, SalPart, j);
      const double turn = get_turn(part, whole);
      const Area area = { .box = { (part.box.xmin + turn) * x_km, part.box.ymin * KM_PER_DEGREE,
                                   (part.box.xmax + turn) * x_km, part.box.ymax * KM_PER_DEGREE },
                          .share = part.area / total,
                          .period = i };
      g_array_append_val(areas, area);
    }
  }
  return areas;
}

/* How far an area reaches to a side. */
static double
get_reach(const Area *area, Side side)
{
  const SalBox box = area->box;
  return side == WEST ? -box.xmin : side == EAST ? box.xmax : side == SOUTH ? -box.ymin : box.ymax;
}

static gint
compare_reach(gconstpointer a, gconstpointer b, gpointer data)
{
  const Side side = *(const Side *)data;
  const double first = get_reach(a, side), second = get_reach(b, side);
  return (first < second) - (first > second);
}

/* The logarithm of how much of the earth a frame shows that holds the box. */
static double
measure_box(SalBox box, double aspect)
{
  const double width = MAX(box.xmax - box.xmin, MIN_SIZE_KM), height = MAX(box.ymax - box.ymin, MIN_SIZE_KM);
  if (aspect <= 0)
    return log(width * height) / 2;
  return log(MAX(width / aspect, height)) + BOTH_SIDES * log(MIN(width / aspect, height));
}

/* The boxes of the areas from each one on, followed by an empty one. Owned by the caller. */
static SalBox *
join_from_end(const GArray *areas)
{
  SalBox *boxes = g_new(SalBox, areas->len + 1);
  boxes[areas->len] = sal_box_empty();
  for (guint i = areas->len; i-- > 0;)
    boxes[i] = sal_box_union(boxes[i + 1], g_array_index(areas, Area, i).box);
  return boxes;
}

/* Improves on the best cut, if cutting at a side does. Puts the areas in the order of that side. */
static void
try_side(Search *search, Side side, Cut *best)
{
  const double aspect = search->aspect;
  double share = 0;
  g_array_sort_with_data(search->areas, compare_reach, &side);
  g_autofree SalBox *boxes = join_from_end(search->areas);
  g_autofree double *spare = g_memdup2(search->spare_of_period, search->n_periods * sizeof *spare);
  const double size = measure_box(boxes[0], aspect);
  for (guint n = 0; n + 1 < search->areas->len; n++) {
    const Area *area = &g_array_index(search->areas, Area, n);
    share += area->share;
    spare[area->period] -= area->share;
    if (spare[area->period] < 0 || share > search->spare)
      return;
    const double worth = (size - measure_box(boxes[n + 1], aspect)) / MAX(share, 1e-9);
    if (worth > best->worth)
      *best = (Cut){ side, n + 1, share, worth };
  }
}

static SalBox
find_smallest(Search *search)
{
  for (;;) {
    Cut best = { .worth = WORTH };
    for (Side side = 0; side < N_SIDES; side++)
      try_side(search, side, &best);
    if (best.n == 0)
      break;
    g_array_sort_with_data(search->areas, compare_reach, &best.side);
    for (guint i = 0; i < best.n; i++) {
      const Area *area = &g_array_index(search->areas, Area, i);
      search->spare_of_period[area->period] -= area->share;
    }
    g_array_remove_range(search->areas, 0, best.n);
    search->spare -= best.share;
  }
  g_autofree SalBox *boxes = join_from_end(search->areas);
  return boxes[0];
}

static void
widen(double *low, double *high, double margin, double min_size)
{
  const double size = MAX((*high - *low) * (1 + 2 * margin), min_size), middle = (*low + *high) / 2;
  *low = middle - size / 2;
  *high = middle + size / 2;
}

static SalBox
add_margin(SalBox box, double margin)
{
  const double lat = (box.ymin + box.ymax) / 2;
  const double shrink = MAX(cos(lat * G_PI / 180), 0.01);
  widen(&box.ymin, &box.ymax, margin, MIN_SIZE_KM / KM_PER_DEGREE);
  widen(&box.xmin, &box.xmax, margin, MIN(MIN_SIZE_KM / KM_PER_DEGREE / shrink, 360));
  box.ymin = MAX(box.ymin, -90);
  box.ymax = MIN(box.ymax, 90);
  if (box.xmax - box.xmin >= 360)
    box.xmin = -180, box.xmax = 180;
  return box;
}

/* Leaves out parts whose middle is outside of the area that is drawn. */
static void
keep_drawn(GArray *parts, const SalGeometry *drawn)
{
  for (guint i = 0; i < parts->len;) {
    const SalBox box = g_array_index(parts, SalPart, i).box;
    if (sal_geometry_contains(drawn, (box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2))
      i++;
    else
      g_array_remove_index(parts, i);
  }
}

/* The parts of each change, the largest first: GArray of SalPart for each. Owned by the caller. */
static GPtrArray *
list_parts(const GPtrArray *changes, const SalExtentPage *page)
{
  GPtrArray *periods = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = g_ptr_array_index(changes, i);
    if (page != NULL && page->class_name != NULL && change->class_name != page->class_name)
      continue;
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
    sal_parts_add(parts, change->gained);
    sal_parts_add(parts, change->lost);
    sal_parts_sort(parts);
    if (page != NULL && page->clip != NULL)
      keep_drawn(parts, sal_tiling_get_tile(page->clip, 0));
    g_ptr_array_add(periods, drop_slivers(parts));
  }
  return periods;
}

static SalBox
find_whole(const GPtrArray *periods)
{
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(SalPart));
  for (guint i = 0; i < periods->len; i++) {
    const GArray *parts = periods->pdata[i];
    g_array_append_vals(all, parts->data, parts->len);
  }
  return sal_parts_get_box(all);
}

/* Without the page's texts. Small multiples take the form of what they show. */
static double
find_aspect(const SalExtentPage *page)
{
  if (page == NULL)
    return SCREEN_ASPECT;
  return page->has_multiples ? 0 : page->width_mm / (page->height_mm * MAP_SHARE);
}

static gboolean
is_tight(const SalExtentPage *page)
{
  return page != NULL && (page->has_multiples || page->height_mm > page->width_mm);
}

SalBox
sal_page_find_extent(const GPtrArray *changes, const SalExtentPage *page)
{
  g_autoptr(GPtrArray) periods = list_parts(changes, page);
  const SalBox whole = find_whole(periods);
  if (sal_box_is_empty(whole))
    return whole;
  g_autoptr(GArray) areas = list_areas(periods, whole);
  g_autofree double *spares = find_spares(periods);
  Search search = { areas, find_aspect(page), spares, periods->len,
                    1 - (is_tight(page) ? TIGHT_SHARE : SHARE) };
  const SalBox km = find_smallest(&search);
  const double x_km = get_km_per_lon(whole);
  const SalBox box = { km.xmin / x_km, km.ymin / KM_PER_DEGREE, km.xmax / x_km, km.ymax / KM_PER_DEGREE };
  return add_margin(box, is_tight(page) ? TIGHT_MARGIN : MARGIN);
}
