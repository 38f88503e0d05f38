#include "data/source/naturalearth.h"

#include "data/base/cache.h"
#include "data/base/error.h"
#include "data/base/pack.h"
#include "data/source/shapefile.h"

#define VARIABLE "SALIENT_BASEMAP"

/* Atomic: GDAL has read a layer. */
static gint is_gdal_used = FALSE;

static char *
shapefile_path(const char *folder, const char *layer)
{
  return g_strdup_printf("%s/%s.shp", folder, layer);
}

gboolean
sal_natural_earth_has(const char *folder, const char *layer)
{
  g_autofree char *path = shapefile_path(folder, layer);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* The folder that the user's environment names, or NULL. */
static const char *
get_own_folder(void)
{
  const char *folder = g_getenv(VARIABLE);
  return folder != NULL && *folder != '\0' ? folder : NULL;
}

gboolean
sal_natural_earth_check(GError **error)
{
  const char *folder = get_own_folder();
  if (folder == NULL || sal_natural_earth_has(folder, SAL_NATURAL_EARTH_LAND))
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(folder);
  return sal_error_set(error, SAL_ERROR_IO, VARIABLE ": expected a folder with %s.shp, got '%s'",
                       SAL_NATURAL_EARTH_LAND, quoted);
}

char *
sal_natural_earth_find(const char *layer)
{
  static const char *const usual[] = { "/usr/local/share", "/usr/share", NULL };
  const char *own = get_own_folder();
  if (own != NULL)
    return sal_natural_earth_has(own, layer) ? g_strdup(own) : NULL;
  const char *const *const lists[] = { g_get_system_data_dirs(), usual };
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
    for (const char *const *root = lists[i]; *root != NULL; root++) {
      g_autofree char *folder = g_build_filename(*root, "magics", "10m", NULL);
      if (sal_natural_earth_has(folder, layer))
        return g_steal_pointer(&folder);
    }
  }
  return NULL;
}

char *
sal_natural_earth_find_coarse(const char *folder)
{
  g_autofree char *parent = g_path_get_dirname(folder);
  g_autofree char *coarse = g_build_filename(parent, "50m", NULL);
  return sal_natural_earth_has(coarse, SAL_NATURAL_EARTH_COARSE_LAND) ? g_steal_pointer(&coarse) : NULL;
}

static void
list_layer(const char *folder, const char *layer, GPtrArray *files)
{
  static const char *const suffixes[] = { "shp", "dbf", "shx", "prj", "cpg", "qpj" };
  for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *path = g_strdup_printf("%s/%s.%s", folder, layer, suffixes[i]);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
      g_ptr_array_add(files, g_steal_pointer(&path));
  }
}

GPtrArray *
sal_natural_earth_list_files(const char *folder)
{
  static const char *const layers[] = { SAL_NATURAL_EARTH_LAND,      SAL_NATURAL_EARTH_BORDERS,
                                        SAL_NATURAL_EARTH_PROVINCES, SAL_NATURAL_EARTH_RIVERS,
                                        SAL_NATURAL_EARTH_PLACES,    SAL_NATURAL_EARTH_ALL_PLACES };
  GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *coarse = sal_natural_earth_find_coarse(folder);
  for (guint i = 0; i < G_N_ELEMENTS(layers); i++)
    list_layer(folder, layers[i], files);
  if (coarse != NULL)
    list_layer(coarse, SAL_NATURAL_EARTH_COARSE_LAND, files);
  return files;
}

const char *
sal_natural_earth_get_value(const SalFeature *feature, guint pair)
{
  const guint lower = 2 * pair, upper = lower + 1;
  if (lower < feature->n_values && feature->values[lower] != NULL)
    return feature->values[lower];
  return upper < feature->n_values ? feature->values[upper] : NULL;
}

/* The features (SalFeature) in a box, by GDAL unless the file is plain. */
static GPtrArray *
read_box(const SalNaturalEarthQuery *query, const char *path, SalBox box, GError **error)
{
  g_autofree char *stem = g_build_filename(query->folder, query->layer, NULL);
  GPtrArray *plain = sal_shapefile_read(stem, box, query->fields);
  if (plain != NULL)
    return plain;
  g_atomic_int_set(&is_gdal_used, TRUE);
  const SalReadOptions options = { .lonlat_box = &box, .fields = query->fields, .fields_optional = TRUE };
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
  if (features == NULL) {
    g_prefix_error(error, "base map: %s: ", path);
    return NULL;
  }
  return g_ptr_array_ref(features->features);
}

gboolean
sal_natural_earth_read(const SalNaturalEarthQuery *query, SalNaturalEarthFunc func, gpointer data,
                       GError **error)
{
  g_autofree char *path = shapefile_path(query->folder, query->layer);
  if (!g_file_test(path, G_FILE_TEST_EXISTS))
    return TRUE;
  for (int turn = -360; turn <= 360; turn += 360) {
    SalBox box = query->box;
    box.xmin = MAX(box.xmin - turn, -180), box.xmax = MIN(box.xmax - turn, 180);
    if (box.xmin >= box.xmax)
      continue;
    g_autoptr(GPtrArray) features = read_box(query, path, box, error);
    if (features == NULL)
      return FALSE;
    for (guint i = 0; i < features->len; i++)
      func(features->pdata[i], turn, data);
  }
  return TRUE;
}

void
sal_natural_earth_append(SalGeometry *all, const SalGeometry *part, double turn)
{
  if (part == NULL)
    return;
  const guint first = all->points->len;
  sal_geometry_append(all, part);
  for (guint i = first; turn != 0 && i < all->points->len; i++)
    g_array_index(all->points, SalPoint, i).x += turn;
}

GByteArray *
sal_natural_earth_make_key(const char *what, const char *folder)
{
  g_autoptr(GByteArray) key = g_byte_array_new();
  sal_pack_text(key, what);
  sal_pack_text(key, sal_geometry_get_geos_version());
  const gboolean is_known = sal_cache_pack_folder(folder, key) && !g_atomic_int_get(&is_gdal_used);
  return is_known ? g_steal_pointer(&key) : NULL;
}
