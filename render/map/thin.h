/* Less of a geometry than can be seen on paper. */
#pragma once

#include "data/geometry/geometry.h"

/* The geometry (page mm) without points that its lines pass within tolerance (mm) of anyway, and without
 * rings less than 0.1 mm across, holes or shells. First and last points stay, rings stay closed. */
SalGeometry *sal_geometry_thin(const SalGeometry *geometry, double tolerance);
