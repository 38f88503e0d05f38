/* The place by which a reader knows an area: "Huliaipole", or "south of Huliaipole". Maps and tables name areas by
 * this rule. */
#pragma once

#include "data/geometry/point.h"
#include "data/places/place.h"

/* Where an area lies from its place. */
typedef enum {
  SAL_DIRECTION_NEAR, /* at it, or all around it */
  SAL_DIRECTION_NORTH,
  SAL_DIRECTION_NORTHEAST,
  SAL_DIRECTION_EAST,
  SAL_DIRECTION_SOUTHEAST,
  SAL_DIRECTION_SOUTH,
  SAL_DIRECTION_SOUTHWEST,
  SAL_DIRECTION_WEST,
  SAL_DIRECTION_NORTHWEST,
  SAL_N_DIRECTIONS
} SalDirection;

typedef struct {
  const SalPlace *place; /* lent; NULL: no place is near */
  double distance_m;     /* on the ground, from the place to the middle of the area */
  SalDirection direction;
} SalNearby;

/* The best-known settlement near an area, which is taken for a circle around its middle (lon/lat).
 *
 * A settlement is near within 25 km of the circle. Among those the one with the greatest importance
 * (sal_place_get_importance(), of which more than that of a town of 60,000 does not count), less 2 for each 25 km
 * from the circle, is chosen; of equal ones the first. The area is *at* its place within 5 km of the circle;
 * beyond, it lies in one of eight directions. without: a set of SalPlace that are not chosen; NULL: none. */
SalNearby sal_nearby_find(const GArray *places, SalPoint middle, double area_m2, GHashTable *without);

/* "near", "north", "northeast"... Static. */
const char *sal_direction_get_name(SalDirection direction);
