/* Finds the polygon of land around the point, and joins and cuts it with the borders as with fronts. */
#include "data/front/territory.h"

#include "data/base/error.h"
#include "data/front/front.h"
#include "data/front/join.h"
#include "data/geometry/area.h"
#include "data/source/naturalearth.h"

#include <string.h>

#define BORDER_SNAP_M 2000.0 /* the data's borders end within this distance of its coast */
#define POINT_DEG 1e-6

typedef struct {
  SalPoint point;
  SalGeometry *land; /* the polygon around it; NULL: not found yet */
} LandSearch;

static void
find_land(const SalFeature *feature, G_GNUC_UNUSED double turn, gpointer data)
{
  LandSearch *search = data;
  for (guint i = 0; feature->polygons != NULL && i < sal_geometry_get_n_polygons(feature->polygons); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(feature->polygons, i);
    if (search->land == NULL && sal_geometry_contains(one, search->point.x, search->point.y))
      search->land = g_steal_pointer(&one);
  }
}

/* Adds the lines of a feature, unless it is a limit that is no border. */
static void
add_border(const SalFeature *feature, G_GNUC_UNUSED double turn, gpointer data)
{
  const char *kind = sal_natural_earth_get_value(feature, 0);
  const gboolean is_border =
      kind == NULL || (strstr(kind, "ForgetMagics") == NULL && strstr(kind, "Overlay limit") == NULL);
  if (is_border && feature->lines != NULL)
    sal_geometry_append(data, feature->lines);
}

static SalGeometry *
load_land(const char *folder, SalPoint point, GError **error)
{
  const SalBox box = { point.x - POINT_DEG, point.y - POINT_DEG, point.x + POINT_DEG, point.y + POINT_DEG };
  const SalNaturalEarthQuery query = { folder, SAL_NATURAL_EARTH_LAND, box, NULL };
  LandSearch search = { point, NULL };
  if (!sal_natural_earth_read(&query, find_land, &search, error)) {
    sal_geometry_free(search.land);
    return NULL;
  }
  if (search.land == NULL)
    sal_error_set(error, SAL_ERROR_GEOMETRY, "territory: expected a point on land, got (%.6f, %.6f)", point.x,
                  point.y);
  return search.land;
}

/* Cuts land by lines and returns the face around the point, owned by the caller. */
static SalGeometry *
cut_land(const SalGeometry *land, const SalGeometry *lines, SalPoint point, GError **error)
{
  g_autoptr(SalFrontJoin) join = sal_front_join(lines, land, BORDER_SNAP_M, 0, error);
  g_autoptr(SalGeometry) faces =
      join != NULL ? sal_geometry_polygonize(join->noded, NULL, NULL, error) : NULL;
  for (guint i = 0; faces != NULL && i < sal_geometry_get_n_polygons(faces); i++) {
    g_autoptr(SalGeometry) face = sal_geometry_extract_polygon(faces, i);
    if (sal_geometry_contains(face, point.x, point.y))
      return g_steal_pointer(&face);
  }
  if (faces != NULL)
    sal_error_set(error, SAL_ERROR_GEOMETRY,
                  "territory: expected a point beside borders, got (%.6f, %.6f) on one", point.x, point.y);
  return NULL;
}

static void
add_remark(const SalGeometry *territory, SalPoint point, GPtrArray *remarks)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_ptr_array_add(
      remarks,
      g_strdup_printf(
          "territory: land of Natural Earth around (%.6f, %.6f) to the sea and the borders as it has "
          "them, %.0f km², without islands",
          point.x, point.y, sal_area_measure(model, territory) / 1e6));
}

SalGeometry *
sal_territory_cut(const char *name, GPtrArray *remarks, GError **error)
{
  static const char *const fields[] = { "featurecla", "FEATURECLA", NULL };
  const gboolean is_named = g_str_has_prefix(name, SAL_TERRITORY_NATURAL_EARTH);
  SalSide inside = { SAL_SIDE_LEFT, { 0, 0 } };
  if (!is_named || !sal_side_parse(name + strlen(SAL_TERRITORY_NATURAL_EARTH), &inside, NULL) ||
      inside.kind != SAL_SIDE_POINT || inside.then_previous) {
    g_autofree char *quoted = sal_error_quote(name);
    sal_error_set(error, SAL_ERROR_USAGE, "territory: expected ne:LON,LAT, got '%s'", quoted);
    return NULL;
  }
  if (!sal_natural_earth_check(error))
    return NULL;
  g_autofree char *folder = sal_natural_earth_find(SAL_NATURAL_EARTH_LAND);
  if (folder == NULL) {
    sal_error_set(error, SAL_ERROR_IO,
                  "territory: expected Natural Earth on this system (Debian: libmagics++-data) or in "
                  "SALIENT_BASEMAP, got none");
    return NULL;
  }
  g_autoptr(SalGeometry) land = load_land(folder, inside.point, error);
  if (land == NULL)
    return NULL;
  g_autoptr(SalGeometry) borders = sal_geometry_new(SAL_LINES);
  const SalNaturalEarthQuery query = { folder, SAL_NATURAL_EARTH_BORDERS, sal_geometry_get_box(land),
                                       fields };
  if (!sal_natural_earth_read(&query, add_border, borders, error))
    return NULL;
  SalGeometry *territory = cut_land(land, borders, inside.point, error);
  if (territory != NULL)
    add_remark(territory, inside.point, remarks);
  return territory;
}
