/* Territories that fronts are closed against, by what the user calls them. */
#pragma once

#include "data/geometry/geometry.h"

/* What names land of Natural Earth instead of a file: "ne:LON,LAT". */
#define SAL_TERRITORY_NATURAL_EARTH "ne:"

/* The land of Natural Earth 1:10m around a point, as far as the sea and the borders of states: one piece,
 * without islands beside it. What was chosen is added to remarks. Errors: USAGE (name is not as above), IO
 * (no Natural Earth on this system), GEOMETRY (the point is not on land); whatever reading can give. */
SalGeometry *sal_territory_cut(const char *name, GPtrArray *remarks, GError **error);
