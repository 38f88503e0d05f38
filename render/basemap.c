#include "render/basemap.h"

#include "data/error.h"
#include "data/source.h"
#include "render/chains.h"
#include "render/placenames.h"

#include <math.h>
#include <string.h>

#define JOIN_MAX_DEG 120.0 /* in wider boxes the cut is a hairline that is not worth the time */

#define LAND "ne_10m_land"
#define RIVERS "ne_10m_rivers_lake_centerlines"
#define BORDERS "ne_10m_admin_0_boundary_lines_land"
#define ADMIN1 "ne_10m_admin_1_states_provinces_lines"
#define PLACES "ne_10m_populated_places_simple"

/* What is read: one folder, one box. */
typedef struct {
  const char *folder;
  SalBox box;
} Area;

/* Called with each feature and the turn (0, 360 or -360 degrees) that brings it into the box. */
typedef void (*FeatureFunc)(SalBasemap *basemap, const SalFeature *feature, double turn);

/* Natural Earth's own downloads spell some of these in capitals. */
static const char *const LINE_FIELDS[] = { "featurecla", "FEATURECLA", NULL };
static const char *const RIVER_FIELDS[] = { "name", "NAME", NULL };
static const char *const PLACE_FIELDS[] = { "name",    "NAME",    "scalerank", "SCALERANK",
                                            "pop_max", "POP_MAX", NULL };

static void
place_clear(gpointer data)
{
  SalPlace *place = data;
  g_free(place->name);
}

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
  g_array_set_clear_func(basemap->places, place_clear);
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

static char *
shapefile_path(const char *folder, const char *name)
{
  return g_strdup_printf("%s/%s.shp", folder, name);
}

static gboolean
has_land(const char *folder)
{
  g_autofree char *path = shapefile_path(folder, LAND);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

static char *
find_folder(void)
{
  static const char *const usual[] = { "/usr/local/share", "/usr/share", NULL };
  const char *const *const lists[] = { g_get_system_data_dirs(), usual };
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
    for (const char *const *root = lists[i]; *root != NULL; root++) {
      g_autofree char *folder = g_build_filename(*root, "magics", "10m", NULL);
      if (has_land(folder))
        return g_steal_pointer(&folder);
    }
  }
  return NULL;
}

/* The value of a field under either of its spellings: fields come in pairs. */
static const char *
get_value(const SalFeature *feature, guint pair)
{
  const guint lower = 2 * pair, upper = lower + 1;
  if (lower < feature->n_values && feature->values[lower] != NULL)
    return feature->values[lower];
  return upper < feature->n_values ? feature->values[upper] : NULL;
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
  if (!is_hidden(get_value(feature, 0)))
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
  const char *kind = get_value(feature, 0);
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
  const char *kind = get_value(feature, 0);
  if (kind == NULL || strstr(kind, "statistical") == NULL)
    append_turned(basemap->admin1_borders, feature->lines, turn);
}

static void
add_place(SalBasemap *basemap, const SalFeature *feature, double turn)
{
  const char *name = get_value(feature, 0), *rank = get_value(feature, 1),
             *population = get_value(feature, 2);
  if (feature->points == NULL || sal_geometry_get_n_points(feature->points) == 0 || name == NULL ||
      *name == '\0')
    return;
  const SalPoint point = g_array_index(feature->points->points, SalPoint, 0);
  SalPlace place = {
    .name = g_strdup(sal_place_name_update(name, point.x, point.y)),
    .lon = point.x + turn,
    .lat = point.y,
    .population = population != NULL ? MAX(0, g_ascii_strtod(population, NULL)) : 0,
    .rank = rank != NULL ? (guint)CLAMP(g_ascii_strtod(rank, NULL), 0, 20) : 10,
  };
  g_array_append_val(basemap->places, place);
}

/* Reads one layer, as often as turns of the earth bring it into the box. */
static gboolean
read_layer(SalBasemap *basemap, const Area *area, const char *name, const char *const *fields,
           FeatureFunc add, GError **error)
{
  g_autofree char *path = shapefile_path(area->folder, name);
  if (!g_file_test(path, G_FILE_TEST_EXISTS))
    return TRUE;
  for (int turn = -360; turn <= 360; turn += 360) {
    SalBox box = area->box;
    box.xmin = MAX(box.xmin - turn, -180), box.xmax = MIN(box.xmax - turn, 180);
    if (box.xmin >= box.xmax)
      continue;
    const SalReadOptions options = { .lonlat_box = &box, .fields = fields, .fields_optional = TRUE };
    g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
    if (features == NULL) {
      g_prefix_error(error, "base map: %s: ", path);
      return FALSE;
    }
    for (guint i = 0; i < features->features->len; i++)
      add(basemap, g_ptr_array_index(features->features, i), turn);
  }
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

double
sal_place_get_importance(const SalPlace *place)
{
  return log10(place->population + 1000) - 0.15 * place->rank;
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
  const SalPlace *first = a, *second = b;
  const double difference = sal_place_get_importance(second) - sal_place_get_importance(first);
  if (difference != 0)
    return difference > 0 ? 1 : -1;
  const int order = strcmp(first->name, second->name);
  return order != 0 ? order : (first->lon > second->lon) - (first->lon < second->lon);
}

static gboolean
read_all(SalBasemap *basemap, SalBox box, GError **error)
{
  const Area area = { basemap->folder, box };
  if (!read_layer(basemap, &area, LAND, NULL, add_land, error) ||
      !read_layer(basemap, &area, RIVERS, RIVER_FIELDS, add_river, error) ||
      !read_layer(basemap, &area, BORDERS, LINE_FIELDS, add_border, error) ||
      !read_layer(basemap, &area, ADMIN1, LINE_FIELDS, add_admin1_border, error) ||
      !read_layer(basemap, &area, PLACES, PLACE_FIELDS, add_place, error))
    return FALSE;
  SalGeometry **all[] = { &basemap->land, &basemap->rivers, &basemap->borders, &basemap->disputed_borders,
                          &basemap->admin1_borders };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    keep_inside(all[i], box);
    if ((*all[i])->type == SAL_LINES)
      join_lines(all[i]);
  }
  g_array_sort(basemap->places, compare_places);
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
    basemap->folder = find_folder();
    if (basemap->folder == NULL && remark != NULL)
      *remark = g_strdup(
          "no base map found: expected Natural Earth in share/magics/10m (Debian: libmagics++-data)");
    return TRUE;
  }
  if (!has_land(name)) {
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
