/* A map frame: a rectangle of the page that shows a part of the earth in one projection and scale. Immutable
 * once made; safe in any thread. */
#pragma once

#include "data/geometry/crs.h"
#include "render/drawing/drawing.h"

typedef struct _SalMap SalMap;

/* Fits lonlat_box into frame (mm on the page), centred, filling the frame. The box may cross the antimeridian
 * (xmax > 180). crs NULL: Lambert azimuthal equal-area centred on the box, Equal Earth for one wider than 140
 * degrees, but the pole in the middle for one beyond 45 degrees of latitude all over. Errors: CRS (unknown,
 * not projected, without image for the box, or one that draws it out of all shape), RENDER (a box or a frame
 * without size). */
SalMap *sal_map_new(SalBox lonlat_box, const char *crs, SalRect frame, GError **error);
void sal_map_free(SalMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalMap, sal_map_free)

SalRect sal_map_get_frame(const SalMap *map);
/* The CRS in use, as text. */
const char *sal_map_get_crs(const SalMap *map);
/* The lon/lat box that covers all the frame shows, with a small margin; xmin in -180..180, xmax may exceed
 * 180. */
SalBox sal_map_get_lonlat_box(const SalMap *map);
/* True ground metres per millimetre at a point of the frame, horizontally (right for the projection's local
 * scale). */
double sal_map_get_m_per_mm(const SalMap *map, double x_mm, double y_mm);

/* Page position of a lon/lat; FALSE if it has none or lies outside the frame. */
gboolean sal_map_project_point(const SalMap *map, double lon, double lat, double *x_mm, double *y_mm);
/* The lon/lat shown at a page position; FALSE if there is none. */
gboolean sal_map_unproject_point(const SalMap *map, double x_mm, double y_mm, double *lon, double *lat);

/* A geometry in page millimetres, clipped to the frame with 2 mm beyond so that no outline shows along its
 * edge; points closer than 0.02 mm are thinned for drawing, rings less than 0.1 mm across are left out. */
SalGeometry *sal_map_project(const SalMap *map, const SalGeometry *lonlat);

/* The page box that covers a lon/lat box, by its corners and middles; empty if none has an image. */
SalBox sal_map_project_box(const SalMap *map, SalBox lonlat);

/* The part of the frame (page mm) that shows the earth; NULL if all of it does. What lies beyond the outline
 * of a world map is paper. */
SalGeometry *sal_map_find_earth(const SalMap *map);
