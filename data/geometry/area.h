/* Area models: what "square kilometre" means.
 *
 *   ellipsoid    WGS 84, edges straight in longitude and latitude (as GeoJSON has them); the exact integral
 *   geodesic     WGS 84, edges are geodesics (PROJ's geod_polygon)
 *   sphere[:R]   a sphere of radius R metres (6371007.1809, the authalic one), edges straight in lon/lat
 *   EPSG:N       an equal-area projection, edges straight in it
 */
#pragma once

#include "data/geometry/geometry.h"

typedef struct _SalAreaModel SalAreaModel;

/* Reads a model's name. Errors: USAGE for a name that is none of these or a radius that is not positive; CRS
 * for an unknown projection or one that is not equal-area. */
SalAreaModel *sal_area_model_new(const char *name, GError **error);
void sal_area_model_free(SalAreaModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalAreaModel, sal_area_model_free)

const char *sal_area_model_get_name(const SalAreaModel *model);
/* One sentence for captions and JSON. */
const char *sal_area_model_get_definition(const SalAreaModel *model);

/* Whether the areas of parts add up to the area of the whole: in all models except geodesic. They do so
 * exactly if edges are straight in lon/lat, because that is how the overlay cuts them. In EPSG:N a cut edge
 * moves by as much as it bows, which makes some 0.001 km2 a month for edges of kilometres. */
gboolean sal_area_model_is_additive(const SalAreaModel *model);

/* Whether edges are straight in lon/lat, so that pieces add up to the whole wherever it is cut. */
gboolean sal_area_model_is_exact(const SalAreaModel *model);

/* The area in m2, 0 or more, of polygons in lon/lat degrees: shells minus holes, whichever way they run.
 * Longitudes are taken as they are; a ring across the antimeridian goes on beyond 180. NaN if a vertex has no
 * image in an EPSG:N model. Safe in any thread. Edges are summed exactly (in multiples of 2^-32 m2), so the
 * order of polygons and rings, the start of a ring and its direction do not matter. */
double sal_area_measure(const SalAreaModel *model, const SalGeometry *polygons);
