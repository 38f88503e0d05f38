/* Coordinates brought to longitude and latitude, and vertices that are no positions: NaN, infinite, beyond
 * the poles, a longitude of 999, or without an image in the CRS. */
#pragma once

#include "data/geometry/crs.h"
#include "data/geometry/geometry.h"

/* A vertex that is no position. */
typedef struct {
  guint vertex; /* 1 for the first of the geometry */
  SalPoint at;  /* as it is in the file, of which CRS ever */
} SalStray;

/* Whether two points have the same numbers; NaN is the same as NaN. */
gboolean sal_position_is_same(SalPoint a, SalPoint b);

/* Brings *geometry to lon/lat; transform NULL: the numbers must be degrees already. With strays, vertices
 * that are no positions are left out of rings and lines and appended to *strays (SalStray; made if it is
 * NULL), if they are few: of a ring or line one or two, or one in twenty of it, and three others of a ring or
 * two of a line remain. Else, and with strays NULL, such a vertex is an error that names it: GEOMETRY, or CRS
 * where it has no image. */
gboolean
sal_positions_to_lonlat(SalTransform *transform, SalGeometry **geometry, GArray **strays, GError **error);
