#include "data/places/nearby.h"

#include "data/geometry/ground.h"
#include "data/geometry/parts.h"
#include "data/geometry/segment.h"

#include <math.h>

#define REACH_M 15000.0   /* how far a place may be from a small area */
#define AT_M 5000.0       /* how near it is for a small area to be at it */
#define AT_SHARE (1 / 3.) /* the same for a large area, of the root of its size */
#define FAR_COST 2.0      /* in units of importance, for a place at the end of the reach */
#define KNOWN 3.6         /* the importance of a town of 60,000: readers know it as well as a city */

/* Whether a point lies within reach of a box, roughly. */
static gboolean
is_within(SalPoint point, SalBox box, double reach_m)
{
  const SalPoint scale = sal_ground_get_scale(point.y);
  return (box.xmin - point.x) * scale.x <= reach_m && (point.x - box.xmax) * scale.x <= reach_m &&
         (box.ymin - point.y) * scale.y <= reach_m && (point.y - box.ymax) * scale.y <= reach_m;
}

/* From a point to polygons, 0 inside. */
static double
measure_m(SalPoint point, const SalGeometry *polygons)
{
  if (sal_geometry_contains(polygons, point.x, point.y))
    return 0;
  const SalPoint scale = sal_ground_get_scale(point.y);
  double least = G_MAXDOUBLE;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++)
      least = MIN(least, sal_segment_measure_scaled(point, p[i - 1], p[i], scale));
  }
  return least;
}

/* In which of the eight directions a point lies. */
static SalDirection
find_direction(SalPoint from, SalPoint to)
{
  const SalPoint scale = sal_ground_get_scale((from.y + to.y) / 2);
  const double x = (to.x - from.x) * scale.x, y = (to.y - from.y) * scale.y;
  const int eighth = (int)floor(atan2(x, y) / (G_PI / 4) + 0.5); /* from north, clockwise */
  return (SalDirection)(SAL_DIRECTION_NORTH + (eighth + 8) % 8);
}

SalNearby
sal_nearby_find(const GArray *places, const SalGeometry *polygons, guint polygon)
{
  SalNearby nearby = { NULL, 0, SAL_DIRECTION_NEAR };
  const SalPart part = sal_part_measure(polygons, polygon);
  const double root_m = 1000 * sqrt(part.area), reach_m = MAX(REACH_M, root_m);
  g_autoptr(SalGeometry) area = sal_geometry_extract_polygon(polygons, polygon);
  double best = -G_MAXDOUBLE;
  for (guint i = 0; places != NULL && i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    const SalPoint at = { place->lon, place->lat };
    const double known = MIN(sal_place_get_importance(place), KNOWN);
    if (place->kind != SAL_PLACE_SETTLEMENT || known <= best || !is_within(at, part.box, reach_m))
      continue;
    const double m = measure_m(at, area);
    const double score = known - FAR_COST * m / reach_m;
    if (m <= reach_m && score > best)
      best = score, nearby.place = place, nearby.distance_m = m;
  }
  if (nearby.place != NULL && nearby.distance_m > MAX(AT_M, AT_SHARE * root_m))
    nearby.direction = find_direction((SalPoint){ nearby.place->lon, nearby.place->lat },
                                      sal_geometry_get_inner_point(area, 0));
  return nearby;
}
