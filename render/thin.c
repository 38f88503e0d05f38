#include "render/thin.h"

#include <math.h>

#define THIN_MM 0.02 /* points nearer to the last one are left out */
#define SPECK_MM 0.1 /* rings smaller than this in both directions are left out */

/* Copies the points of a part that stand THIN_MM apart, and its last one. */
static void
thin_part(SalGeometry *thinned, const SalPoint *points, guint n)
{
  SalPoint last = points[0];
  sal_geometry_add_point(thinned, last.x, last.y);
  for (guint i = 1; i < n; i++) {
    if (i + 1 < n && hypot(points[i].x - last.x, points[i].y - last.y) < THIN_MM)
      continue;
    last = points[i];
    sal_geometry_add_point(thinned, last.x, last.y);
  }
  sal_geometry_end_part(thinned);
}

static gboolean
is_speck(const SalPoint *points, guint n)
{
  SalBox box = sal_box_empty();
  for (guint i = 0; i < n; i++)
    box = sal_box_add_point(box, points[i].x, points[i].y);
  return box.xmax - box.xmin < SPECK_MM && box.ymax - box.ymin < SPECK_MM;
}

static void
thin_polygon(SalGeometry *thinned, const SalGeometry *polygons, guint polygon)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    if (!is_speck(points, n))
      thin_part(thinned, points, n);
    else if (part == first)
      return;
  }
  sal_geometry_end_polygon(thinned);
}

SalGeometry *
sal_geometry_thin(const SalGeometry *geometry)
{
  SalGeometry *thinned = sal_geometry_new(geometry->type);
  if (geometry->type == SAL_POLYGONS) {
    for (guint i = 0; i < sal_geometry_get_n_polygons(geometry); i++)
      thin_polygon(thinned, geometry, i);
    return thinned;
  }
  for (guint i = 0; i < sal_geometry_get_n_parts(geometry); i++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, i, &n);
    thin_part(thinned, points, n);
  }
  return thinned;
}
