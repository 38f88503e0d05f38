/* Brings coordinates to longitude and latitude, and finds vertices that are no positions: NaN, infinite,
 * beyond the poles, with a longitude of 999, or without an image in longitude and latitude. */
#pragma once

#include "data/geometry/crs.h"
#include "data/geometry/geometry.h"

/* A vertex that is no position. */
typedef struct {
  guint vertex; /* 1 for the first of the geometry */
  SalPoint at;  /* as it is in the file, in any CRS */
} SalStray;

/* Whether two points have the same numbers; NaN is the same as NaN. */
gboolean sal_position_is_same(SalPoint a, SalPoint b);

/* Brings *geometry to lon/lat. If transform is NULL, its numbers must be degrees already.
 *
 * If strays is not NULL, vertices that are no positions are left out of rings and lines and appended to
 * *strays (SalStray), which is made if it is NULL. They must be few: at most two of a ring or line, or one in
 * twenty, and at least three vertices of a ring or two of a line must remain. Otherwise, or if strays is
 * NULL, such a vertex is an error that names it: GEOMETRY, or CRS if it has no image. */
gboolean
sal_positions_to_lonlat(SalTransform *transform, SalGeometry **geometry, GArray **strays, GError **error);
