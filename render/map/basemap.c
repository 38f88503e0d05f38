#include "render/map/basemap.h"

#include "data/base/error.h"
#include "data/source/naturalearth.h"
#include "render/map/chains.h"

#include <string.h>

#define JOIN_MAX_DEG 120.0 /* in wider boxes the cut is a hairline that is not worth the time */

#define COARSE_LAND "ne_50m_land"
#define RIVERS "ne_10m_rivers_lake_centerlines"
#define ADMIN1 "ne_10m_admin_1_states_provinces_lines"

/* Takes a feature and the turn (0, 360 or -360 degrees) that brings it into the box. */
typedef void (*FeatureFunc)(SalBasemap *basemap, const SalFeature *feature, double turn);

/* Natural Earth's own downloads spell some of these in capitals. */
static const char *const LINE_FIELDS[] = { "featurecla", "FEATURECLA", NULL };
static const char *const RIVER_FIELDS[] = { "name", "NAME", "scalerank", "SCALERANK", NULL };
#define MINOR_RANK 9 /* Natural Earth's scalerank of rivers that only larger scales show */

static SalBasemap *
basemap_new(void)
{
  SalBasemap *basemap = g_new0(SalBasemap, 1);
  basemap->land = sal_geometry_new(SAL_POLYGONS);
  basemap->rivers = sal_geometry_new(SAL_LINES);
  basemap->minor_rivers = sal_geometry_new(SAL_LINES);
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
  sal_geometry_free(basemap->minor_rivers);
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
  const char *rank = sal_natural_earth_get_value(feature, 1);
  const gboolean is_minor = rank != NULL && g_ascii_strtod(rank, NULL) >= MINOR_RANK;
  if (!is_hidden(sal_natural_earth_get_value(feature, 0)))
    append_turned(is_minor ? basemap->minor_rivers : basemap->rivers, feature->lines, turn);
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

/* A layer of the base map, and where its features go. */
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

static const Layer LAYERS[] = { { SAL_NATURAL_EARTH_LAND, NULL, add_land },
                                { SAL_NATURAL_EARTH_BORDERS, LINE_FIELDS, add_border },
                                { RIVERS, RIVER_FIELDS, add_river },
                                { ADMIN1, LINE_FIELDS, add_admin1_border } };
#define N_OVERVIEW_LAYERS 2

/* The coarser folder beside Natural Earth 1:10m ("10m" and "50m", as Debian has them); NULL if there is none.
 */
static char *
find_coarse_folder(const char *folder)
{
  g_autofree char *parent = g_path_get_dirname(folder);
  g_autofree char *coarse = g_build_filename(parent, "50m", NULL);
  return sal_natural_earth_has(coarse, COARSE_LAND) ? g_steal_pointer(&coarse) : NULL;
}

/* "ne_10m_land": "ne_50m_land". */
static char *
make_coarse_name(const char *layer)
{
  return g_strconcat("ne_50m", layer + strlen("ne_10m"), NULL);
}

static gboolean
read_layers(SalBasemap *basemap, const SalBasemapQuery *query, GError **error)
{
  g_autofree char *coarse = query->is_overview ? find_coarse_folder(basemap->folder) : NULL;
  const guint n = query->is_overview ? N_OVERVIEW_LAYERS : G_N_ELEMENTS(LAYERS);
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = coarse != NULL ? make_coarse_name(LAYERS[i].name) : g_strdup(LAYERS[i].name);
    const SalNaturalEarthQuery layer = { coarse != NULL ? coarse : basemap->folder, name, query->box,
                                         LAYERS[i].fields };
    Adding adding = { basemap, LAYERS[i].add };
    if (!sal_natural_earth_read(&layer, add_feature, &adding, error))
      return FALSE;
  }
  return TRUE;
}

/* The gazetteer and the user's files need no base map; without one a map has no names but theirs. */
static gboolean
read_places(SalBasemap *basemap, const SalBasemapQuery *query, GPtrArray *remarks, GError **error)
{
  SalPlaceQuery places = query->places != NULL ? *query->places : (SalPlaceQuery){ 0 };
  places.folder = basemap->folder;
  places.box = query->box;
  places.gazetteer = basemap->folder != NULL;
  GArray *loaded = sal_places_load(&places, remarks, error);
  if (loaded == NULL)
    return FALSE;
  g_array_unref(basemap->places);
  basemap->places = loaded;
  return TRUE;
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

static void
clear_lines(SalGeometry **lines)
{
  sal_geometry_free(*lines);
  *lines = sal_geometry_new(SAL_LINES);
}

/* The rings of polygons as lines. */
static void
append_rings(SalGeometry *lines, const SalGeometry *polygons)
{
  for (guint part = 0; polygons != NULL && part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 0; i < n; i++)
      sal_geometry_add_point(lines, points[i].x, points[i].y);
    sal_geometry_end_part(lines);
  }
}

/* The borders that the user draws: all count, none is disputed. */
static gboolean
read_borders(SalBasemap *basemap, const char *path, GError **error)
{
  const SalReadOptions options = { 0 };
  g_autofree char *quoted = sal_error_quote_path(path);
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
  if (features == NULL) {
    g_prefix_error(error, "borders: %s: ", quoted);
    return FALSE;
  }
  for (guint i = 0; i < features->features->len; i++) {
    const SalFeature *feature = features->features->pdata[i];
    append_turned(basemap->borders, feature->lines, 0);
    append_rings(basemap->borders, feature->polygons);
  }
  if (!sal_geometry_is_empty(basemap->borders))
    return TRUE;
  return sal_error_set(error, SAL_ERROR_FORMAT, "borders: %s: expected lines or polygons, got none", quoted);
}

/* Replaces Natural Earth's borders unless they are what was asked for. */
static gboolean
choose_borders(SalBasemap *basemap, const char *borders, GError **error)
{
  if (g_str_equal(borders, "defacto"))
    return TRUE;
  clear_lines(&basemap->borders);
  clear_lines(&basemap->disputed_borders);
  return g_str_equal(borders, "none") || read_borders(basemap, borders, error);
}

static gboolean
read_all(SalBasemap *basemap, const SalBasemapQuery *query, GPtrArray *remarks, GError **error)
{
  if ((basemap->folder != NULL && !read_layers(basemap, query, error)) ||
      !choose_borders(basemap, query->borders != NULL ? query->borders : "defacto", error) ||
      (!query->is_overview && !read_places(basemap, query, remarks, error)))
    return FALSE;
  SalGeometry **all[] = { &basemap->land,    &basemap->rivers,           &basemap->minor_rivers,
                          &basemap->borders, &basemap->disputed_borders, &basemap->admin1_borders };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    keep_inside(all[i], query->box);
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
find_named(SalBasemap *basemap, const char *name, GPtrArray *remarks, GError **error)
{
  if (g_str_equal(name, "auto")) {
    if (!sal_natural_earth_check(error))
      return FALSE;
    basemap->folder = sal_natural_earth_find(SAL_NATURAL_EARTH_LAND);
    if (basemap->folder == NULL && remarks != NULL)
      g_ptr_array_add(remarks,
                      g_strdup("no base map found: expected Natural Earth in share/magics/10m (Debian: "
                               "libmagics++-data) or in SALIENT_BASEMAP"));
    return TRUE;
  }
  if (!sal_natural_earth_has(name, SAL_NATURAL_EARTH_LAND)) {
    g_autofree char *quoted = sal_error_quote(name);
    return sal_error_set(error, SAL_ERROR_IO, "base map '%s': expected a folder with %s.shp, got none",
                         quoted, SAL_NATURAL_EARTH_LAND);
  }
  basemap->folder = g_strdup(name);
  return TRUE;
}

SalBasemap *
sal_basemap_load(const SalBasemapQuery *query, GPtrArray *remarks, GError **error)
{
  const char *name = query->name != NULL ? query->name : "auto";
  const SalBox box = query->box;
  g_autoptr(SalBasemap) basemap = basemap_new();
  if (!g_str_equal(name, "none") && !find_named(basemap, name, remarks, error))
    return NULL;
  if (!read_all(basemap, query, remarks, error))
    return NULL;
  if (box.xmax > 180 && box.xmax - box.xmin < JOIN_MAX_DEG)
    join_land(basemap);
  return g_steal_pointer(&basemap);
}
