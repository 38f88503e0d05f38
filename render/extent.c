#include "render/page.h"

#include <math.h>
#include <stdlib.h>

#define SHARE 0.997 /* of the change that the frame is to show */
#define MARGIN 0.08 /* on each side, of the box's size */
#define MIN_SIZE_KM 20.0
#define KM_PER_DEGREE 111.2

/* One changed polygon. */
typedef struct {
  double area; /* square degrees at the equator: for ranking only */
  SalBox box;
} Part;

static double
ring_area(const SalPoint *points, guint n)
{
  double sum = 0;
  for (guint i = 1; i < n; i++)
    sum += (points[i - 1].x - points[0].x) * (points[i].y - points[0].y) -
           (points[i].x - points[0].x) * (points[i - 1].y - points[0].y);
  return fabs(sum) / 2;
}

static Part
measure_polygon(const SalGeometry *polygons, guint polygon)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  Part part = { 0, sal_box_empty() };
  for (guint i = first; i < first + n_parts; i++) {
    const SalPoint *points = sal_geometry_get_part(polygons, i, &n);
    const double area = ring_area(points, n);
    part.area += i == first ? area : -area;
    for (guint j = 0; i == first && j < n; j++)
      part.box = sal_box_add_point(part.box, points[j].x, points[j].y);
  }
  part.area *= cos((part.box.ymin + part.box.ymax) / 2 * G_PI / 180);
  return part;
}

static void
add_parts(GArray *parts, const SalGeometry *polygons)
{
  for (guint i = 0; polygons != NULL && i < sal_geometry_get_n_polygons(polygons); i++) {
    const Part part = measure_polygon(polygons, i);
    if (part.area > 0)
      g_array_append_val(parts, part);
  }
}

static gint
compare_parts(gconstpointer a, gconstpointer b)
{
  const Part *first = a, *second = b;
  if (first->area != second->area)
    return first->area < second->area ? 1 : -1;
  return (first->box.xmin > second->box.xmin) - (first->box.xmin < second->box.xmin);
}

/* The box of the largest parts, with western longitudes turned east if turned. */
static SalBox
join_largest(const GArray *parts, gboolean turned)
{
  double total = 0, sum = 0;
  for (guint i = 0; i < parts->len; i++)
    total += g_array_index(parts, Part, i).area;
  SalBox box = sal_box_empty();
  for (guint i = 0; i < parts->len && sum < SHARE * total; i++) {
    const Part *part = &g_array_index(parts, Part, i);
    const double turn = turned && part->box.xmax <= 0 ? 360 : 0;
    SalBox moved = part->box;
    moved.xmin += turn, moved.xmax += turn;
    box = sal_box_union(box, moved);
    sum += part->area;
  }
  return box;
}

static void
widen(double *low, double *high, double min_size)
{
  const double size = MAX((*high - *low) * (1 + 2 * MARGIN), min_size), middle = (*low + *high) / 2;
  *low = middle - size / 2;
  *high = middle + size / 2;
}

static SalBox
add_margin(SalBox box)
{
  const double lat = (box.ymin + box.ymax) / 2;
  const double shrink = MAX(cos(lat * G_PI / 180), 0.01);
  widen(&box.ymin, &box.ymax, MIN_SIZE_KM / KM_PER_DEGREE);
  widen(&box.xmin, &box.xmax, MIN(MIN_SIZE_KM / KM_PER_DEGREE / shrink, 360));
  box.ymin = MAX(box.ymin, -90);
  box.ymax = MIN(box.ymax, 90);
  if (box.xmax - box.xmin >= 360)
    box.xmin = -180, box.xmax = 180;
  return box;
}

SalBox
sal_page_find_extent(const GPtrArray *changes)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = g_ptr_array_index(changes, i);
    add_parts(parts, change->gained);
    add_parts(parts, change->lost);
  }
  g_array_sort(parts, compare_parts);
  const SalBox plain = join_largest(parts, FALSE), turned = join_largest(parts, TRUE);
  if (sal_box_is_empty(plain))
    return plain;
  const gboolean crosses = turned.xmax - turned.xmin < plain.xmax - plain.xmin - 1;
  return add_margin(crosses ? turned : plain);
}
