#include "render/basemap.h"

#include "data/error.h"
#include "data/naturalearth.h"
#include "render/chains.h"

#include <string.h>

#define JOIN_MAX_DEG 120.0 /* in wider boxes the cut is a hairline that is not worth the time */

#define LAND "ne_10m_land"
#define RIVERS "ne_10m_rivers_lake_centerlines"
#define BORDERS "ne_10m_admin_0_boundary_lines_land"
#define ADMIN1 "ne_10m_admin_1_states_provinces_lines"

/* Takes a feature and the turn (0, 360 or -360 degrees) that brings it into the box. */
typedef void (*FeatureFunc)(SalBasemap *basemap, const SalFeature *feature, double turn);

/* Natural Earth's own downloads spell some of these in capitals. */
static const char *const LINE_FIELDS[] = { "featurecla", "FEATURECLA", NULL };
static const char *const RIVER_FIELDS[] = { "name", "NAME", NULL };
static SalBasemap *
basemap_new(void)
{
  SalBasemap *basemap = g_new0(SalBasemap, 1);
  basemap->land = sal_geometry_new(SAL_POLYGONS);
  basemap->rivers = sal_geometry_new(SAL_LINES);
  basemap->borders = sal_geometry_new(SAL_LINES);
  basemap->disputed_borders = sal_geometry_new(SAL_LINES);
  basemap->admin1_borders = sal_geometry_new(SAL_LINES);
  basemap->places = g_array_new(FALSE, FALSE, sizeof(SalPlace));
  return basemap;
}

void
sal_basemap_free(SalBasemap *basemap)
{
  if (basemap == NULL)
    return;
  sal_geometry_free(basemap->land);
  sal_geometry_free(basemap->rivers);
  sal_geometry_free(basemap->borders);
  sal_geometry_free(basemap->disputed_borders);
  sal_geometry_free(basemap->admin1_borders);
  g_array_unref(basemap->places);
  g_free(basemap->folder);
  g_free(basemap);
}

static void
append_turned(SalGeometry *all, const SalGeometry *part, double turn)
{
  if (part == NULL)
    return;
  const guint first = all->points->len;
  sal_geometry_append(all, part);
  for (guint i = first; turn != 0 && i < all->points->len; i++)
    g_array_index(all->points, SalPoint, i).x += turn;
}

static void
add_land(SalBasemap *basemap, const SalFeature *feature, double turn)
{
  append_turned(basemap->land, feature->polygons, turn);
}

/* Debian's files were changed for the Magics plotting library, which marks what it does not draw. */
static gboolean
is_hidden(const char *text)
{
  return text != NULL && strstr(text, "ForgetMagics") != NULL;
}

static void
add_river(SalBasemap *basemap, const SalFeature *feature, double turn)
{
  if (!is_hidden(sal_natural_earth_get_value(feature, 0)))
    append_turned(basemap->rivers, feature->lines, turn);
}

static gboolean
has_any_prefix(const char *text, const char *const *prefixes)
{
  for (guint i = 0; prefixes[i] != NULL; i++) {
    if (g_ascii_strncasecmp(text, prefixes[i], strlen(prefixes[i])) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
add_border(SalBasemap *basemap, const SalFeature *feature, double turn)
{
  static const char *const skipped[] = { "Overlay limit", "Lease limit", "Claim boundary", "Unrecognized",
                                         NULL };
  static const char *const disputed[] = { "Disputed",  "Indefinite",    "Line of control",
                                          "Breakaway", "Indeterminant", "Indeterminate",
                                          "Elusive",   "Cease-fire",    "Reference",
                                          NULL };
  const char *kind = sal_natural_earth_get_value(feature, 0);
  if (kind == NULL)
    kind = "";
  if (is_hidden(kind) || has_any_prefix(kind, skipped))
    return;
  append_turned(has_any_prefix(kind, disputed) ? basemap->disputed_borders : basemap->borders, feature->lines,
                turn);
}

static void
add_admin1_border(SalBasemap *basemap, const SalFeature *feature, double turn)
{
  const char *kind = sal_natural_earth_get_value(feature, 0);
  if (kind == NULL || strstr(kind, "statistical") == NULL)
    append_turned(basemap->admin1_borders, feature->lines, turn);
}

/* A layer, and what it adds to. */
typedef struct {
  const char *name;
  const char *const *fields;
  FeatureFunc add;
} Layer;

typedef struct {
  SalBasemap *basemap;
  FeatureFunc add;
} Adding;

static void
add_feature(const SalFeature *feature, double turn, gpointer data)
{
  const Adding *adding = data;
  adding->add(adding->basemap, feature, turn);
}

static const Layer LAYERS[] = { { LAND, NULL, add_land },
                                { RIVERS, RIVER_FIELDS, add_river },
                                { BORDERS, LINE_FIELDS, add_border },
                                { ADMIN1, LINE_FIELDS, add_admin1_border } };

gboolean
sal_basemap_read_places(SalBasemap *basemap, const SalPlaceQuery *query, SalBox lonlat_box,
                        GPtrArray *remarks, GError **error)
{
  SalPlaceQuery own = *query;
  own.folder = basemap->folder;
  own.box = lonlat_box;
  own.gazetteer = basemap->folder != NULL;
  own.settlements_only = TRUE;
  GArray *places = sal_places_load(&own, remarks, error);
  if (places == NULL)
    return FALSE;
  g_array_unref(basemap->places);
  basemap->places = places;
  return TRUE;
}

static gboolean
read_layers(SalBasemap *basemap, SalBox box, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS(LAYERS); i++) {
    const SalNaturalEarthQuery query = { basemap->folder, LAYERS[i].name, box, LAYERS[i].fields };
    Adding adding = { basemap, LAYERS[i].add };
    if (!sal_natural_earth_read(&query, add_feature, &adding, error))
      return FALSE;
  }
  const SalPlaceQuery query = { .gazetteer = TRUE };
  return sal_basemap_read_places(basemap, &query, box, NULL, error);
}

static void
keep_inside(SalGeometry **geometry, SalBox box)
{
  SalGeometry *inside = sal_geometry_clip(*geometry, box);
  sal_geometry_free(*geometry);
  *geometry = inside;
}

static void
join_lines(SalGeometry **lines)
{
  SalGeometry *joined = sal_lines_join(*lines);
  sal_geometry_free(*lines);
  *lines = joined;
}

static gboolean
read_all(SalBasemap *basemap, SalBox box, GError **error)
{
  if (!read_layers(basemap, box, error))
    return FALSE;
  SalGeometry **all[] = { &basemap->land, &basemap->rivers, &basemap->borders, &basemap->disputed_borders,
                          &basemap->admin1_borders };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    keep_inside(all[i], box);
    if ((*all[i])->type == SAL_LINES)
      join_lines(all[i]);
  }
  return TRUE;
}

/* Natural Earth cuts land at the antimeridian: joined again, so that no coast runs along the cut. */
static void
join_land(SalBasemap *basemap)
{
  SalGeometry *joined = sal_geometry_dissolve(basemap->land, NULL);
  if (joined == NULL)
    return;
  sal_geometry_free(basemap->land);
  basemap->land = joined;
}

static gboolean
find_named(SalBasemap *basemap, const char *name, char **remark, GError **error)
{
  if (g_str_equal(name, "auto")) {
    basemap->folder = sal_natural_earth_find(LAND);
    if (basemap->folder == NULL && remark != NULL)
      *remark = g_strdup(
          "no base map found: expected Natural Earth in share/magics/10m (Debian: libmagics++-data)");
    return TRUE;
  }
  if (!sal_natural_earth_has(name, LAND)) {
    g_autofree char *quoted = sal_error_quote(name);
    return sal_error_set(error, SAL_ERROR_IO, "base map '%s': expected a folder with %s.shp, got none",
                         quoted, LAND);
  }
  basemap->folder = g_strdup(name);
  return TRUE;
}

SalBasemap *
sal_basemap_load(const char *name, SalBox lonlat_box, char **remark, GError **error)
{
  g_autoptr(SalBasemap) basemap = basemap_new();
  if (g_str_equal(name, "none"))
    return g_steal_pointer(&basemap);
  if (!find_named(basemap, name, remark, error))
    return NULL;
  if (basemap->folder == NULL)
    return g_steal_pointer(&basemap);
  if (!read_all(basemap, lonlat_box, error))
    return NULL;
  if (lonlat_box.xmax > 180 && lonlat_box.xmax - lonlat_box.xmin < JOIN_MAX_DEG)
    join_land(basemap);
  return g_steal_pointer(&basemap);
}
