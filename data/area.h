/* Area models: what "square kilometre" means.
 *
 *   ellipsoid     WGS 84, edges straight in longitude/latitude (as GeoJSON defines them); the exact integral
 *   geodesic      WGS 84, edges are geodesics (PROJ's geod_polygon)
 *   sphere[:R]    a sphere of radius R metres (default 6371007.181, the authalic one), edges straight in lon/lat
 *   EPSG:N        an equal-area projection, edges straight in it
 */
#pragma once

#include "data/geometry.h"

typedef struct _SalAreaModel SalAreaModel;

/* Reads a model's name. Errors: USAGE for a name that is none of these or a radius that is not positive; CRS for
 * an unknown projection or one that is not equal-area. */
SalAreaModel *sal_area_model_new(const char *name, GError **error);
void sal_area_model_free(SalAreaModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalAreaModel, sal_area_model_free)

const char *sal_area_model_get_name(const SalAreaModel *model);
/* One sentence for captions and JSON. */
const char *sal_area_model_get_definition(const SalAreaModel *model);

/* Whether areas of parts add up to the area of the whole exactly (all but geodesic). */
gboolean sal_area_model_is_additive(const SalAreaModel *model);

/* The area of polygons in lon/lat degrees, shells minus holes whatever their winding, in m2, 0 or more. A ring
 * that winds once around a pole (its longitudes add up to 360 degrees) includes the pole. Safe in any thread.
 * The sum over edges is exact (a fixed-point accumulator of 2^-32 m2), so it does not depend on the order of
 * rings, polygons or starting points. */
double sal_area_measure(const SalAreaModel *model, const SalGeometry *polygons);
