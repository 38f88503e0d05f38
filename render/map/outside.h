/* What a map's frame does not show. */
#pragma once

#include "render/map/map.h"

/* What of polygons (lon/lat; valid; may be NULL) lies outside of the frame. Polygons that reach into it are cut
 * along its sides, which are taken as lines of 200 points. Empty if the frame holds the outline of the earth.
 * Owned by the caller. */
SalGeometry *sal_map_find_outside(const SalMap *map, const SalGeometry *lonlat);
