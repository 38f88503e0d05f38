/* Longitudes beyond 180 degrees. */
#pragma once

#include "data/geometry/geometry.h"

/* Valid polygons (degrees) with every longitude in -180 to 180: what lies beyond is cut off and moved round
 * the earth, so that the two ways of writing an area across the antimeridian are one. Consumes polygons; most
 * it gives back as they are. Error: GEOMETRY. */
SalGeometry *sal_wrap_longitudes(SalGeometry *polygons, GError **error);
