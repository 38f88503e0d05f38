/* Leaves out detail of a geometry that nobody can see on paper. */
#pragma once

#include "data/geometry/geometry.h"

/* The geometry (page mm) without points that its lines pass within tolerance (mm) even so, and without
 * rings less than 0.1 mm across, be they holes or shells. First and last points stay, and rings stay
 * closed. Owned by the caller. */
SalGeometry *sal_geometry_thin(const SalGeometry *geometry, double tolerance);
