#include "render/parts.h"

#include <math.h>

static double
ring_area(const SalPoint *points, guint n)
{
  double sum = 0;
  for (guint i = 1; i < n; i++)
    sum += (points[i - 1].x - points[0].x) * (points[i].y - points[0].y) -
           (points[i].x - points[0].x) * (points[i - 1].y - points[0].y);
  return fabs(sum) / 2;
}

static SalPart
measure_polygon(const SalGeometry *polygons, guint polygon)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  SalPart part = { 0, sal_box_empty(), polygon };
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
