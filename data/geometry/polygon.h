/* The size and the middle of one polygon of a geometry, in lon/lat: quick, for ranking and naming. */
#pragma once

#include "data/geometry/geometry.h"

/* The centroid of a polygon with its holes, computed in degrees; its first point if it has no area. */
SalPoint sal_polygon_find_centroid(const SalGeometry *polygons, guint polygon);

/* The size of a polygon with its holes in m2, roughly: at the scale of its first point. */
double sal_polygon_estimate_m2(const SalGeometry *polygons, guint polygon);
