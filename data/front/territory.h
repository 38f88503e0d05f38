/* Territories that fronts are closed against, cut from Natural Earth where the user names no file. */
#pragma once

#include "data/geometry/geometry.h"

/* The prefix of a name that stands for land of Natural Earth instead of a file: "ne:LON,LAT". */
#define SAL_TERRITORY_NATURAL_EARTH "ne:"

/* The land of Natural Earth 1:10m around a point, up to the sea and the borders of states: one polygon,
 * without islands beside it, owned by the caller. Adds what was chosen to remarks. Errors: USAGE (name is not
 * as above); IO (no Natural Earth on this system); GEOMETRY (the point is not on land, or is on a border);
 * whatever reading can give. */
SalGeometry *sal_territory_cut(const char *name, GPtrArray *remarks, GError **error);

/* The borders of states around that land, without its coasts: lines, owned by the caller. Errors, of which the caller
 * adds what they are about: as sal_territory_cut(); GEOMETRY (all of its edge is coast). */
SalGeometry *sal_territory_find_border(const char *name, GError **error);
