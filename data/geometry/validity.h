/* A quick test that finds most snapshots valid, so that GEOS need not look at them. */
#pragma once

#include "data/geometry/geometry.h"

/* Whether polygons (degrees) are plainly valid: on the overlay's grid (data/geometry/grid.h) no two edges
 * meet except neighbours in their shared end, every hole lies in its shell and in no other hole, and no ring
 * inside another polygon. FALSE says nothing: valid polygons whose rings touch are not plain. */
gboolean sal_geometry_is_plainly_valid(const SalGeometry *polygons);

/* How many pairs of edges of polygons or lines (degrees) cross each other, on the same grid; those that share a
 * point with an end of the other do not. In one ring those do that lie on each other, and every 256 pairs
 * whose boxes meet count as one more. Counting ends when there are more than max. */
guint64 sal_geometry_count_crossings(const SalGeometry *polygons, guint64 max);
