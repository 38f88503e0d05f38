/* How a projection draws the shapes and sizes of what is on the ground. */
#pragma once

#include "data/geometry/crs.h"

#define SAL_WORLD_DEG 140.0 /* wider or higher boxes count as a map of the whole earth */

/* Metres between two near points of WGS 84: straight through the ground, which is short by 1e-5 over 100 km.
 */
double sal_distortion_measure_m(SalPoint a, SalPoint b);

/* Whether a box (lon/lat) looks like itself at its middle and its corners: no shape more than 6 times longer
 * than it should be, no scale 12 times another. A map of the whole earth has odd corners whatever the
 * projection: there only the middle counts. forward: from lon/lat; crs names it in the error. Error: CRS. */
gboolean sal_distortion_check(SalTransform *forward, SalBox lonlat_box, const char *crs, GError **error);
