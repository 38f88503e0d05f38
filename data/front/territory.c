/* Finds the polygon of land around the point, and joins and cuts it with the borders as with fronts. */
#include "data/front/territory.h"

#include "data/base/error.h"
#include "data/front/front.h"
#include "data/front/join.h"
#include "data/geometry/area.h"
#include "data/geometry/segments.h"
#include "data/source/naturalearth.h"

#include <string.h>

#define BORDER_SNAP_M 2000.0 /* the data's borders end within this distance of its coast */
#define POINT_DEG 1e-6
#define ON_BORDER_M 0.1

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
    sal_error_set(error, SAL_ERROR_GEOMETRY, "expected a point on land, got (%.6f, %.6f)", point.x, point.y);
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
    sal_error_set(error, SAL_ERROR_GEOMETRY, "expected a point beside borders, got (%.6f, %.6f) on one",
                  point.x, point.y);
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

/* Whether an edge is one of borders: a coast meets them in points. */
static gboolean
lies_on(const SalSegments *borders, SalPoint a, SalPoint b)
{
  const SalPoint middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
  SalSegment nearest;
  SalPoint where;
  double distance_m;
  return sal_segments_find_nearest(borders, middle, ON_BORDER_M, &distance_m, &where, &nearest);
}

/* Land of Natural Earth around a point, and what it was cut from. */
typedef struct {
  SalPoint point;
  SalGeometry *land, *borders, *face;
} Cut;

static void
cut_clear(Cut *cut)
{
  sal_geometry_free(cut->land);
  sal_geometry_free(cut->borders);
  sal_geometry_free(cut->face);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cut, cut_clear)

static gboolean
parse_name(const char *name, SalPoint *point, GError **error)
{
  SalSide inside = { SAL_SIDE_LEFT, { 0, 0 } };
  const gboolean is_named = g_str_has_prefix(name, SAL_TERRITORY_NATURAL_EARTH);
  if (!is_named || !sal_side_parse(name + strlen(SAL_TERRITORY_NATURAL_EARTH), &inside, NULL) ||
      inside.kind != SAL_SIDE_POINT || inside.then_previous) {
    g_autofree char *quoted = sal_error_quote(name);
    return sal_error_set(error, SAL_ERROR_USAGE, "expected ne:LON,LAT, got '%s'", quoted);
  }
  *point = inside.point;
  return TRUE;
}

static gboolean
cut_named(Cut *cut, const char *name, GError **error)
{
  static const char *const fields[] = { "featurecla", "FEATURECLA", NULL };
  if (!parse_name(name, &cut->point, error) || !sal_natural_earth_check(error))
    return FALSE;
  g_autofree char *folder = sal_natural_earth_find(SAL_NATURAL_EARTH_LAND);
  if (folder == NULL)
    return sal_error_set(error, SAL_ERROR_IO,
                         "expected Natural Earth on this system (Debian: libmagics++-data) or in "
                         "SALIENT_BASEMAP, got none");
  cut->land = load_land(folder, cut->point, error);
  if (cut->land == NULL)
    return FALSE;
  cut->borders = sal_geometry_new(SAL_LINES);
  const SalNaturalEarthQuery query = { folder, SAL_NATURAL_EARTH_BORDERS, sal_geometry_get_box(cut->land),
                                       fields };
  if (!sal_natural_earth_read(&query, add_border, cut->borders, error))
    return FALSE;
  cut->face = cut_land(cut->land, cut->borders, cut->point, error);
  return cut->face != NULL;
}

SalGeometry *
sal_territory_cut(const char *name, GPtrArray *remarks, GError **error)
{
  g_auto(Cut) cut = { { 0, 0 }, NULL, NULL, NULL };
  if (!cut_named(&cut, name, error)) {
    g_prefix_error(error, "territory: ");
    return NULL;
  }
  add_remark(cut.face, cut.point, remarks);
  return g_steal_pointer(&cut.face);
}

SalGeometry *
sal_territory_find_border(const char *name, GError **error)
{
  g_auto(Cut) cut = { { 0, 0 }, NULL, NULL, NULL };
  if (!cut_named(&cut, name, error))
    return NULL;
  g_autoptr(SalSegments) borders = sal_segments_new(cut.borders);
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(cut.face); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(cut.face, part, &n);
    for (guint i = 1; i < n; i++)
      if (lies_on(borders, p[i - 1], p[i])) {
        sal_geometry_add_point(lines, p[i - 1].x, p[i - 1].y);
        sal_geometry_add_point(lines, p[i].x, p[i].y);
        sal_geometry_end_part(lines);
      }
  }
  if (!sal_geometry_is_empty(lines))
    return g_steal_pointer(&lines);
  sal_error_set(
      error, SAL_ERROR_GEOMETRY,
      "expected a point in a country that borders on another, got (%.6f, %.6f), whose land has coasts "
      "alone",
      cut.point.x, cut.point.y);
  return NULL;
}
