/* Two sweeps over the polygons' boxes, sorted by where they begin in the west. Of two boxes that share a point, the
 * second one finds in the sweep to the east that a box before it reaches as far as it begins, and the first one in
 * the sweep back that a box after it begins before it ends. What boxes so far reach furthest is kept in a segment
 * tree over the latitudes at which boxes begin and end, so that no order of boxes takes long. */
#include "data/geometry/lone.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  double from, to; /* x */
  double south, north;
  guint first, last; /* the numbers of south and north among all latitudes */
  guint polygon;
} Entry;

/* Of ranges of latitudes: node 1 is the root, the children of i are 2 i and 2 i + 1, latitude k is leaf size + k. */
typedef struct {
  guint size;
  double *whole; /* of each node: the furthest reach of what covers all of it */
  double *any;   /* and of what covers any of it */
} Reach;

/* FALSE if a coordinate is not finite. */
static gboolean
find_box(const SalGeometry *polygons, guint polygon, SalBox *box)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  *box = sal_box_empty();
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 0; i < n; i++) {
      if (!isfinite(points[i].x) || !isfinite(points[i].y))
        return FALSE;
      *box = sal_box_add_point(*box, points[i].x, points[i].y);
    }
  }
  return TRUE;
}

static int
compare_doubles(const void *a, const void *b)
{
  const double p = *(const double *)a, q = *(const double *)b;
  return (p > q) - (p < q);
}

static int
compare_west(const void *a, const void *b)
{
  return compare_doubles(&((const Entry *)a)->from, &((const Entry *)b)->from);
}

/* Of n > 0 sorted numbers, the first that is not less. */
static guint
find_number(const double *sorted, guint n, double value)
{
  guint low = 0, high = n - 1;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (sorted[middle] < value)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void
number_latitudes(Entry *entries, guint n)
{
  g_autofree double *latitudes = g_new(double, 2 * (gsize)n + 1);
  for (guint i = 0; i < n; i++) {
    latitudes[2 * i] = entries[i].south;
    latitudes[2 * i + 1] = entries[i].north;
  }
  qsort(latitudes, 2 * (gsize)n, sizeof *latitudes, compare_doubles);
  for (guint i = 0; i < n; i++) {
    entries[i].first = find_number(latitudes, 2 * n, entries[i].south);
    entries[i].last = find_number(latitudes, 2 * n, entries[i].north);
  }
}

/* The boxes of all polygons from west to east; NULL if a coordinate is not finite. */
static Entry *
make_entries(const SalGeometry *polygons)
{
  const guint n = sal_geometry_get_n_polygons(polygons);
  g_autofree Entry *entries = g_new0(Entry, n + 1);
  for (guint i = 0; i < n; i++) {
    SalBox box;
    if (!find_box(polygons, i, &box))
      return NULL;
    entries[i] = (Entry){ box.xmin, box.xmax, box.ymin, box.ymax, 0, 0, i };
  }
  number_latitudes(entries, n);
  qsort(entries, n, sizeof *entries, compare_west);
  return g_steal_pointer(&entries);
}

static void
reach_init(Reach *reach, guint n_latitudes)
{
  reach->size = 1;
  while (reach->size < n_latitudes)
    reach->size *= 2;
  reach->whole = g_new(double, 2 * (gsize)reach->size);
  reach->any = g_new(double, 2 * (gsize)reach->size);
  for (guint i = 0; i < 2 * reach->size; i++)
    reach->whole[i] = reach->any[i] = -INFINITY;
}

static void
reach_clear(Reach *reach)
{
  g_free(reach->whole);
  g_free(reach->any);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reach, reach_clear)

static void
raise_node(Reach *reach, guint node, double to)
{
  reach->whole[node] = MAX(reach->whole[node], to);
  for (; node > 0 && reach->any[node] < to; node /= 2)
    reach->any[node] = to;
}

static void
reach_add(Reach *reach, guint first, guint last, double to)
{
  guint low = first + reach->size, end = last + reach->size + 1;
  for (; low < end; low /= 2, end /= 2) {
    if (low % 2 == 1)
      raise_node(reach, low++, to);
    if (end % 2 == 1)
      raise_node(reach, --end, to);
  }
}

static double
get_around(const Reach *reach, guint latitude)
{
  double furthest = -INFINITY;
  for (guint node = latitude + reach->size; node > 0; node /= 2)
    furthest = MAX(furthest, reach->whole[node]);
  return furthest;
}

/* How far anything reaches that has one of the latitudes. */
static double
reach_find(const Reach *reach, guint first, guint last)
{
  guint low = first + reach->size, end = last + reach->size + 1;
  double furthest = MAX(get_around(reach, first), get_around(reach, last));
  for (; low < end; low = (low + 1) / 2, end /= 2) {
    if (low % 2 == 1)
      furthest = MAX(furthest, reach->any[low]);
    if (end % 2 == 1)
      furthest = MAX(furthest, reach->any[end - 1]);
  }
  return furthest;
}

/* Takes the marks of boxes that share a point with one that comes before them. */
static void
sweep(const Entry *entries, guint n, gboolean is_back, guint8 *marks)
{
  g_auto(Reach) reach;
  reach_init(&reach, 2 * n);
  for (guint i = 0; i < n; i++) {
    const Entry *entry = &entries[is_back ? n - 1 - i : i];
    const double begins = is_back ? -entry->to : entry->from, ends = is_back ? -entry->from : entry->to;
    if (reach_find(&reach, entry->first, entry->last) >= begins)
      marks[entry->polygon] = 0;
    reach_add(&reach, entry->first, entry->last, ends);
  }
}

guint8 *
sal_lone_mark(const SalGeometry *polygons, guint *n_lone)
{
  const guint n = sal_geometry_get_n_polygons(polygons);
  g_autofree Entry *entries = make_entries(polygons);
  guint8 *marks = g_new0(guint8, n + 1);
  *n_lone = 0;
  if (entries == NULL)
    return marks;
  memset(marks, 1, n);
  sweep(entries, n, FALSE, marks);
  sweep(entries, n, TRUE, marks);
  for (guint i = 0; i < n; i++)
    *n_lone += marks[i];
  return marks;
}

SalGeometry *
sal_lone_leave_out(const SalGeometry *polygons, const guint8 *marks)
{
  SalGeometry *others = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++)
    if (!marks[i])
      sal_geometry_append_polygon(others, polygons, i);
  return others;
}
