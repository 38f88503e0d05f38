/* A map frame: a rectangle of the page that shows a part of the earth in one projection and scale. Immutable
 * once made; safe in any thread. */
#pragma once

#include "data/base/cache.h"
#include "data/geometry/crs.h"
#include "render/drawing/drawing.h"

typedef struct _SalMap SalMap;

/* Fits lonlat_box into frame (page mm), centred and as large as possible. The box may cross the
 * antimeridian (xmax > 180). Without a crs (NULL), the box decides:
 *
 *     wider than 140 degrees, all beyond 45 degrees of latitude    Lambert azimuthal equal-area, on the pole
 *     else wider or higher than 140 degrees                        Equal Earth
 *     else                                                         Lambert azimuthal equal-area, on the box
 *
 * Errors: CRS (unknown, not projected, without an image of the box, or grossly distorting it), RENDER (a
 * box or a frame without size). */
SalMap *sal_map_new(SalBox lonlat_box, const char *crs, SalRect frame, GError **error);
void sal_map_free(SalMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalMap, sal_map_free)

SalRect sal_map_get_frame(const SalMap *map);
/* The CRS in use, as text. */
const char *sal_map_get_crs(const SalMap *map);
/* The lon/lat box that covers all that the frame shows, with a small margin. xmin is in -180..180, xmax
 * may exceed 180. */
SalBox sal_map_get_lonlat_box(const SalMap *map);
/* How many metres on the ground a millimetre is, from left to right at a point of the frame: the local
 * scale of the projection. */
double sal_map_get_m_per_mm(const SalMap *map, double x_mm, double y_mm);

/* The position on the page of a lon/lat. FALSE if it has none or is outside the frame. */
gboolean sal_map_project_point(const SalMap *map, double lon, double lat, double *x_mm, double *y_mm);
/* The lon/lat that is shown at a position of the page. FALSE if there is none. */
gboolean sal_map_unproject_point(const SalMap *map, double x_mm, double y_mm, double *lon, double *lat);

/* A geometry in page millimetres, for drawing. It is clipped 2 mm outside the frame, so that no outline
 * shows along the frame's edge. Points that move a line by less than 0.02 mm are left out, and so are
 * rings less than 0.1 mm across. Owned by the caller. */
SalGeometry *sal_map_project(const SalMap *map, const SalGeometry *lonlat);

/* Where sal_map_project_kept() keeps images and finds them; lent, outlives the map. NULL: nowhere, as at first. */
void sal_map_set_cache(SalMap *map, SalCache *cache);
/* As sal_map_project(), for what pictures of several runs show alike, such as the base map. Only images in a CRS that
 * the map chose itself are kept, because others may depend on grids. */
SalGeometry *sal_map_project_kept(const SalMap *map, const SalGeometry *lonlat);

/* The box on the page that covers a lon/lat box, by its corners and the middles of its sides. Empty if
 * none of them has an image. */
SalBox sal_map_project_box(const SalMap *map, SalBox lonlat);

/* The part of the frame (page mm) that shows the earth; outside the outline of a world map there is paper.
 * NULL if all of the frame shows the earth. Owned by the caller. */
SalGeometry *sal_map_find_earth(const SalMap *map);
