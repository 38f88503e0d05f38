/* How much a projection distorts shapes and sizes. */
#pragma once

#include "data/geometry/crs.h"

#define SAL_WORLD_DEG 140.0 /* wider or higher boxes count as a map of the whole earth */

/* The distance in metres between two near points of WGS 84. It is measured straight through the ground,
 * which is too short by 1e-5 over 100 km. */
double sal_distortion_measure_m(SalPoint a, SalPoint b);

/* Whether a projection shows a box (lon/lat) without gross distortion at its middle and its corners: no
 * shape is more than 6 times longer than it should be, and no scale is 12 times another. The corners of a
 * map of the whole earth are odd in every projection, so only its middle counts. forward: from lon/lat.
 * crs: its name for the error. Error: CRS. */
gboolean sal_distortion_check(SalTransform *forward, SalBox lonlat_box, const char *crs, GError **error);
