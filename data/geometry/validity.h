/* A quick test that finds most snapshots valid, so that GEOS need not look at them. */
#pragma once

#include "data/geometry/geometry.h"

/* Whether polygons (degrees) are plainly valid: on the overlay's grid (data/geometry/grid.h) no two edges
 * meet except neighbours in their shared end, every hole lies in its shell and in no other hole, and no shell
 * lies in another polygon. FALSE says nothing: valid polygons whose rings touch are not plain. */
gboolean sal_geometry_is_plainly_valid(const SalGeometry *polygons);
