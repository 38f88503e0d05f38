/* Short distances on the ground: longitudes and latitudes scaled to metres by the radii of curvature of the
 * WGS 84 ellipsoid (Snyder 1987, eq. 4-18 and 4-19) at the latitude in question. Below 60 degrees
 * of latitude a distance of up to 500 km is within 0.1 % of the geodesic. */
#pragma once

#include "data/geometry/geometry.h"

/* The metres of a degree of longitude (x) and of latitude (y) at a latitude. */
SalPoint sal_ground_get_scale(double lat);

/* The metres between two points the shorter way around the earth, scaled at the latitude half way. */
double sal_ground_measure_m(SalPoint a, SalPoint b);
