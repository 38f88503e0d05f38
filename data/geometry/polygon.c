#include "data/geometry/polygon.h"

#include "data/geometry/ground.h"

/* Of a ring, relative to an origin: twice its area, and six times its area times its centroid. */
typedef struct {
  double area, mx, my;
} Moments;

static Moments
get_ring_moments(const SalPoint *p, guint n, SalPoint origin)
{
  Moments sum = { 0, 0, 0 };
  for (guint i = 1; i < n; i++) {
    const double ax = p[i - 1].x - origin.x, ay = p[i - 1].y - origin.y, bx = p[i].x - origin.x,
                 by = p[i].y - origin.y, cross = ax * by - bx * ay;
    sum.area += cross;
    sum.mx += (ax + bx) * cross;
    sum.my += (ay + by) * cross;
  }
  return sum;
}

/* The moments of a polygon with its holes, in degrees. origin receives the point that they are relative to. */
static Moments
get_moments(const SalGeometry *polygons, guint polygon, SalPoint *origin)
{
  Moments sum = { 0, 0, 0 };
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  *origin = sal_geometry_get_part(polygons, first, &n)[0];
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    const Moments ring = get_ring_moments(points, n, *origin);
    const double sign = (ring.area < 0) == (part > first) ? 1 : -1;
    sum.area += sign * ring.area;
    sum.mx += sign * ring.mx;
    sum.my += sign * ring.my;
  }
  return sum;
}

SalPoint
sal_polygon_find_centroid(const SalGeometry *polygons, guint polygon)
{
  SalPoint origin;
  const Moments moments = get_moments(polygons, polygon, &origin);
  if (!(moments.area > 0))
    return origin;
  return (SalPoint){ origin.x + moments.mx / (3 * moments.area), origin.y + moments.my / (3 * moments.area) };
}

double
sal_polygon_estimate_m2(const SalGeometry *polygons, guint polygon)
{
  SalPoint origin;
  const double area = get_moments(polygons, polygon, &origin).area / 2;
  const SalPoint scale = sal_ground_get_scale(origin.y);
  return area * scale.x * scale.y;
}
