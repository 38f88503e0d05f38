/* Coordinate reference systems and transformations, by PROJ.
 *
 * Coordinates are always in the order x, y: longitude or easting first, whatever the CRS's own axis order. */
#pragma once

#include "data/geometry/geometry.h"

/* The CRS of every coordinate in data/: WGS 84 longitude and latitude in degrees. */
#define SAL_CRS_LONLAT "OGC:CRS84"

typedef struct _SalTransform SalTransform;

/* From one CRS to another; each is anything PROJ knows: EPSG:N, a PROJ string, WKT. A transform is used by one
 * thread at a time; take a copy for another thread. No grid file is used, even where one is installed. Error:
 * CRS, naming the text that PROJ does not know, or the grid file that a CRS asks for itself. */
SalTransform *sal_transform_new(const char *from_crs, const char *to_crs, GError **error);
SalTransform *sal_transform_copy(const SalTransform *transform);
void sal_transform_free(SalTransform *transform);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTransform, sal_transform_free)

/* From now on, of the points that were transformed last those that come again are not asked of PROJ, which takes a
 * microsecond for each: the areas of a map and its base map have most points in common with those before. Copies do so,
 * too. Only for a transform of which PROJ has one formula: where it chooses among several, it goes by the point before. */
void sal_transform_remember(SalTransform *transform);

/* TRUE if both ends are the same and coordinates pass unchanged. */
gboolean sal_transform_is_identity(const SalTransform *transform);

/* Transforms n points in place; a point that has no image becomes HUGE_VAL, and the number of those is
 * returned. */
guint sal_transform_points(SalTransform *transform, SalPoint *points, gsize n);

/* Transforms a geometry whose edges are straight in the from-CRS. An edge is split where it would otherwise
 * stray further than tolerance (in units of the to-CRS) from where it belongs; 0: no edge is split. The
 * points are the same whichever way the edge runs, so that shared edges stay shared. Error: CRS, naming the
 * first coordinate that has no image. */
SalGeometry *sal_transform_geometry(SalTransform *transform, const SalGeometry *geometry, double tolerance,
                                    GError **error);

/* Error CRS if PROJ does not know crs. */
gboolean sal_crs_check(const char *crs, GError **error);

/* Whether two CRSs that PROJ knows are the same, whatever the order of their axes and their heights. FALSE if
 * PROJ does not know one of them. */
gboolean sal_crs_is_same(const char *a, const char *b);

/* Whether crs is projected, so that its coordinates are lengths and not degrees. FALSE if PROJ does not know
 * it. */
gboolean sal_crs_is_projected(const char *crs);

/* Whether crs is projected and keeps the areas of WGS 84: areal scale 1 within 1e-6 all over its area of use.
 * Error: CRS. */
gboolean sal_crs_is_equal_area(const char *crs, gboolean *equal_area, GError **error);

/* The version of PROJ, for --version; static. */
const char *sal_crs_get_proj_version(void);
