/* Longitudes beyond 180 degrees. */
#pragma once

#include "data/geometry/geometry.h"

/* Brings the longitudes of valid polygons (degrees) into -180 to 180: cuts off what lies beyond and moves it
 * round the earth. So an area across the antimeridian is the same in either way of writing it. Takes polygons
 * and returns them unchanged if nothing lies beyond. Error: GEOMETRY. */
SalGeometry *sal_wrap_longitudes(SalGeometry *polygons, GError **error);

/* The turn of a longitude (itself and any number of times 360 degrees) that is nearest to another one. */
double sal_wrap_towards(double lon, double reference);

/* Lets each line go the short way round the earth from point to point: 179, -179 becomes 179, 181. Rings are taken as
 * they are. */
void sal_wrap_lines(SalGeometry *lines);
