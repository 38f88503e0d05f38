/* The place by which a reader knows an area: "Huliaipole", or "south of Huliaipole". */
#pragma once

#include "data/geometry/geometry.h"
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
  double distance_m;     /* on the ground, from the place to the area; 0: inside */
  SalDirection direction;
} SalNearby;

/* The best-known settlement near polygon number `polygon` of polygons (lon/lat).
 *
 * A settlement is near within 15 km of the polygon, or within the square root of its area where that is more.
 * Among those the one with the greatest importance (sal_place_get_importance(), of which more than that of a
 * town of 60,000 does not count), less twice its share of that distance, is chosen; of equal ones the first. An area is *at* its place within 5 km, or within a third
 * of the square root of its area; beyond, its middle lies in one of eight directions. */
SalNearby sal_nearby_find(const GArray *places, const SalGeometry *polygons, guint polygon);
