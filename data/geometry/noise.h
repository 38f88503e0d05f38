/* Noise: parts of a change so narrow that they come from re-rounded or re-traced borders rather than from
 * movement. They stay in every sum, so that sums close, but are counted apart and not drawn. */
#pragma once

#include "data/geometry/geometry.h"

/* Splits polygons (lon/lat) into wide and narrow ones. A polygon is wide if a circle of min_width_m metres in
 * diameter fits into it; if min_width_m is 0, all are. Takes polygons; both results are new and may be empty.
 */
void sal_noise_split(SalGeometry *polygons, double min_width_m, SalGeometry **wide, SalGeometry **narrow);
