/* The ground within a distance of lines. */
#pragma once

#include "data/geometry/geometry.h"

/* The polygons (lon/lat, valid and dissolved) of all that lies within distance_m metres of lines (lon/lat, straight
 * there). Their edge is as far from the lines as it should be to 0.15 % of the distance: lines are simplified by 0.05 %
 * of it, arcs have 128 corners a circle (0.03 %), and pieces of up to some 100 km are drawn in an azimuthal equidistant
 * projection of their own (Snyder 1987, p. 191), whose scale is off by (d/R)²/6 at a distance d from its middle: 0.03 %
 * for bands of 150 km. Errors: CRS, GEOMETRY. */
SalGeometry *sal_band_make(const SalGeometry *lines, double distance_m, GError **error);
