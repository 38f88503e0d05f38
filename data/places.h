/* Populated places, from Natural Earth. */
#pragma once

#include "data/geometry.h"

#define SAL_PLACES_LAYER "ne_10m_populated_places_simple"

typedef enum {
  SAL_PLACE_SETTLEMENT,
  SAL_PLACE_RIVER,
  SAL_PLACE_WATER, /* a sea, a lake, a bay */
  SAL_PLACE_AREA,  /* a land, a mountain range */
} SalPlaceKind;

typedef struct {
  char *name;
  double lon, lat;
  double population;
  SalPlaceKind kind;
  guint rank; /* Natural Earth's scalerank, 0: the most important */
} SalPlace;

/* Reads the places (GArray of SalPlace, most important first, then by name) of a box of longitudes and
 * latitudes from a folder of ne_10m_* files, under the names they have today; none if the folder has no table
 * of places. Error: whatever reading a file can give. */
GArray *sal_places_load(const char *folder, SalBox lonlat_box, GError **error);

/* How much a place matters for a map of any scale: larger is more. */
double sal_place_get_importance(const SalPlace *place);

/* The place nearest to a point in lon/lat, lent, and its distance in metres; NULL if there is none. */
const SalPlace *sal_places_find_nearest(const GArray *places, SalPoint point, double *distance_m);
