/* Longitudes beyond 180 degrees. */
#pragma once

#include "data/geometry/geometry.h"

/* Brings the longitudes of valid polygons (degrees) into -180 to 180: cuts off what lies beyond and moves it
 * round the earth. So an area across the antimeridian is the same in either way of writing it. Takes polygons
 * and returns them unchanged if nothing lies beyond. Error: GEOMETRY. */
SalGeometry *sal_wrap_longitudes(SalGeometry *polygons, GError **error);
