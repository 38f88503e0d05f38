#include "data/places/nearby.h"

#include "data/geometry/ground.h"

#include <math.h>

#define REACH_M 25000.0 /* how far a place may be */
#define AT_M 5000.0     /* how near it is for an area to be at it */
#define FAR_COST 2.0    /* in units of importance, for a place at the end of the reach */
#define KNOWN 3.6       /* the importance of a town of 60,000: readers know it as well as a city */

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
sal_nearby_find(const GArray *places, SalPoint middle, double area_m2, GHashTable *without)
{
  SalNearby nearby = { NULL, 0, SAL_DIRECTION_NEAR };
  const double radius_m = sqrt(MAX(area_m2, 0) / G_PI), degree_m = sal_ground_get_scale(0).y;
  double best = -G_MAXDOUBLE;
  for (guint i = 0; places != NULL && i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    if (place->kind != SAL_PLACE_SETTLEMENT || fabs(place->lat - middle.y) * degree_m > radius_m + REACH_M)
      continue; /* before a logarithm is taken */
    const double known = MIN(sal_place_get_importance(place), KNOWN);
    if (known <= best || (without != NULL && g_hash_table_contains(without, place)))
      continue;
    const double m = sal_ground_measure_m((SalPoint){ place->lon, place->lat }, middle);
    const double score = known - FAR_COST * MAX(m - radius_m, 0) / REACH_M;
    if (m <= radius_m + REACH_M && score > best)
      best = score, nearby.place = place, nearby.distance_m = m;
  }
  if (nearby.place != NULL && nearby.distance_m > radius_m + AT_M)
    nearby.direction = find_direction((SalPoint){ nearby.place->lon, nearby.place->lat }, middle);
  return nearby;
}

const char *
sal_direction_get_name(SalDirection direction)
{
  static const char *const names[SAL_N_DIRECTIONS] = {
    "near", "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest",
  };
  return names[direction];
}
