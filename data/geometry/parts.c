#include "data/geometry/parts.h"

#include <math.h>

#define KM_PER_DEGREE 111.2

/* The area and the outline of a ring on a plane that is true at its first point's latitude, in km2 and km. */
static void
measure_ring(const SalPoint *points, guint n, double *area, double *length)
{
  const double x_km = KM_PER_DEGREE * cos(points[0].y * G_PI / 180);
  double sum = 0;
  *length = 0;
  for (guint i = 1; i < n; i++) {
    const double x0 = (points[i - 1].x - points[0].x) * x_km,
                 y0 = (points[i - 1].y - points[0].y) * KM_PER_DEGREE;
    const double x1 = (points[i].x - points[0].x) * x_km, y1 = (points[i].y - points[0].y) * KM_PER_DEGREE;
    sum += x0 * y1 - x1 * y0;
    *length += hypot(x1 - x0, y1 - y0);
  }
  *area = fabs(sum) / 2;
}

static SalPart
measure_polygon(const SalGeometry *polygons, guint polygon)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  SalPart part = { .box = sal_box_empty(), .polygon = polygon };
  double outline = 0;
  for (guint i = first; i < first + n_parts; i++) {
    const SalPoint *points = sal_geometry_get_part(polygons, i, &n);
    double area, length;
    measure_ring(points, n, &area, &length);
    part.area += i == first ? area : -area;
    outline += length;
    for (guint j = 0; i == first && j < n; j++)
      part.box = sal_box_add_point(part.box, points[j].x, points[j].y);
  }
  part.width_m = outline > 0 ? 2000 * part.area / outline : 0;
  return part;
}

SalGeometry *
sal_parts_without_slivers(const SalGeometry *polygons, double min_width_m)
{
  SalGeometry *kept = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; polygons != NULL && i < sal_geometry_get_n_polygons(polygons); i++) {
    if (measure_polygon(polygons, i).width_m < min_width_m)
      continue;
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(polygons, i);
    sal_geometry_append(kept, polygon);
  }
  return kept;
}

void
sal_parts_add(GArray *parts, const SalGeometry *polygons)
{
  for (guint i = 0; polygons != NULL && i < sal_geometry_get_n_polygons(polygons); i++) {
    const SalPart part = measure_polygon(polygons, i);
    if (part.area > 0)
      g_array_append_val(parts, part);
  }
}

static gint
compare_parts(gconstpointer a, gconstpointer b)
{
  const SalPart *first = a, *second = b;
  if (first->area != second->area)
    return first->area < second->area ? 1 : -1;
  return (first->box.xmin > second->box.xmin) - (first->box.xmin < second->box.xmin);
}

void
sal_parts_sort(GArray *parts)
{
  g_array_sort(parts, compare_parts);
}

/* If turned, western longitudes count as eastern ones. */
static SalBox
join_boxes(const GArray *parts, gboolean turned)
{
  SalBox box = sal_box_empty();
  for (guint i = 0; i < parts->len; i++) {
    SalBox moved = g_array_index(parts, SalPart, i).box;
    const double turn = turned && moved.xmax <= 0 ? 360 : 0;
    moved.xmin += turn, moved.xmax += turn;
    box = sal_box_union(box, moved);
  }
  return box;
}

SalBox
sal_parts_get_box(const GArray *parts)
{
  const SalBox plain = join_boxes(parts, FALSE), turned = join_boxes(parts, TRUE);
  const gboolean crosses = turned.xmax - turned.xmin < plain.xmax - plain.xmin - 1;
  return crosses ? turned : plain;
}
