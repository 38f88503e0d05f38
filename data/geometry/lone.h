/* Which polygons lie by themselves: what joins polygons need not look at them. */
#pragma once

#include "data/geometry/geometry.h"

/* Marks each polygon whose box shares no point with the box of another one. A mark for each polygon, 1 or 0; owned
 * by the caller. None is marked if a coordinate is not finite. n_lone receives how many are. Takes n log n for n
 * polygons, however they lie. */
guint8 *sal_lone_mark(const SalGeometry *polygons, guint *n_lone);

/* The polygons that are not marked. Owned by the caller. */
SalGeometry *sal_lone_leave_out(const SalGeometry *polygons, const guint8 *marks);
