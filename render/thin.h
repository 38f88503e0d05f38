/* Less of a geometry than can be seen on paper. */
#pragma once

#include "data/geometry.h"

/* The geometry (page mm) without points that stand closer than 0.02 mm to the last one kept and without rings
 * less than 0.1 mm across, holes or shells. First and last points stay, rings stay closed. */
SalGeometry *sal_geometry_thin(const SalGeometry *geometry);
