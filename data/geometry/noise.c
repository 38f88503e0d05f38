#include "data/geometry/noise.h"

#include "data/geometry/ground.h"

#include <math.h>

#define SMALLER 0.97 /* of a circle's area: sal_geometry_has_width() finds it within 1 % of its diameter */

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

/* Area, holes taken off, and the length of all rings. */
static void
measure(const SalGeometry *polygon, double *area, double *length)
{
  *area = *length = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygon); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygon, part, &n);
    double ring = 0;
    for (guint i = 1; i < n; i++) {
      ring += p[i - 1].x * p[i].y - p[i].x * p[i - 1].y;
      *length += hypot(p[i].x - p[i - 1].x, p[i].y - p[i - 1].y);
    }
    *area += part == 0 ? fabs(ring) / 2 : -fabs(ring) / 2;
  }
}

/* Whether a polygon lies between two parallel lines that are nearer to each other than a width. */
static gboolean
fits_in_strip(const SalGeometry *polygon, double width)
{
  const guint n_directions = 16;
  for (guint direction = 0; direction < n_directions; direction++) {
    const double angle = G_PI * direction / n_directions, x = cos(angle), y = sin(angle);
    double least = G_MAXDOUBLE, most = -G_MAXDOUBLE;
    for (guint i = 0; i < polygon->points->len && !(most - least >= width); i++) {
      const SalPoint p = g_array_index(polygon->points, SalPoint, i);
      least = MIN(least, p.x * x + p.y * y);
      most = MAX(most, p.x * x + p.y * y);
    }
    if (most - least < width)
      return TRUE;
  }
  return FALSE;
}

/* Most parts are told by bounds: no circle fits that is wider than a strip around the part or larger than the part,
 * and one of radius area over length always does (Osserman, The isoperimetric inequality, 1978: A <= r L). */
static gboolean
is_wide(const SalGeometry *polygons, guint polygon, double min_width_m)
{
  g_autoptr(SalGeometry) local = to_metres(polygons, polygon);
  double area, length;
  measure(local, &area, &length);
  if (area < SMALLER * G_PI / 4 * min_width_m * min_width_m || fits_in_strip(local, min_width_m))
    return FALSE;
  return 2 * area >= min_width_m * length || sal_geometry_has_width(local, min_width_m);
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
