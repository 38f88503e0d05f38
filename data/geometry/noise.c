#include "data/geometry/noise.h"

#include "data/geometry/ground.h"

#include <math.h>

/* One polygon in metres around its middle. Good to a thousandth for parts of some kilometres; larger ones are
 * not narrow. */
static SalGeometry *
to_metres(const SalGeometry *polygons, guint polygon)
{
  SalGeometry *local = sal_geometry_extract_polygon(polygons, polygon);
  const SalBox box = sal_geometry_get_box(local);
  const SalPoint middle = { (box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2 };
  const SalPoint scale = sal_ground_get_scale(middle.y);
  for (guint i = 0; i < local->points->len; i++) {
    SalPoint *p = &g_array_index(local->points, SalPoint, i);
    *p = (SalPoint){ (p->x - middle.x) * scale.x, (p->y - middle.y) * scale.y };
  }
  return local;
}

/* Area, holes taken off, over the length of all rings. */
static double
get_area_per_length(const SalGeometry *polygon)
{
  double area = 0, length = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygon); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygon, part, &n);
    double ring = 0;
    for (guint i = 1; i < n; i++) {
      ring += p[i - 1].x * p[i].y - p[i].x * p[i - 1].y;
      length += hypot(p[i].x - p[i - 1].x, p[i].y - p[i - 1].y);
    }
    area += part == 0 ? fabs(ring) / 2 : -fabs(ring) / 2;
  }
  return length > 0 ? area / length : 0;
}

/* Most parts are told by two bounds: no circle wider than the box fits, and one of radius area over length
 * always does (Osserman, The isoperimetric inequality, 1978: A <= r L). */
static gboolean
is_wide(const SalGeometry *polygons, guint polygon, double min_width_m)
{
  g_autoptr(SalGeometry) local = to_metres(polygons, polygon);
  const SalBox box = sal_geometry_get_box(local);
  if (MIN(box.xmax - box.xmin, box.ymax - box.ymin) < min_width_m)
    return FALSE;
  return 2 * get_area_per_length(local) >= min_width_m || sal_geometry_has_width(local, min_width_m);
}

void
sal_noise_split(SalGeometry *polygons, double min_width_m, SalGeometry **wide, SalGeometry **narrow)
{
  *narrow = sal_geometry_new(SAL_POLYGONS);
  if (min_width_m <= 0) {
    *wide = polygons;
    return;
  }
  *wide = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(polygons, i);
    sal_geometry_append(is_wide(polygons, i, min_width_m) ? *wide : *narrow, one);
  }
  sal_geometry_free(polygons);
}
