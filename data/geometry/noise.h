/* Noise: parts of a change so narrow that they come from re-rounded or re-traced borders rather than from
 * movement. They stay in every sum, so that sums close, but are counted apart and not drawn. */
#pragma once

#include "data/geometry/geometry.h"

/* Splits polygons (lon/lat) into those somewhere as wide as min_width_m metres, that is, into which a circle
 * of that diameter fits, and those that are nowhere. Takes polygons; both results are new and may be empty.
 * 0: all are wide. */
void sal_noise_split(SalGeometry *polygons, double min_width_m, SalGeometry **wide, SalGeometry **narrow);
