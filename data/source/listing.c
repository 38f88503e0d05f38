#include "data/source/listing.h"

#include "data/base/error.h"
#include "data/base/secrets.h"
#include "data/base/texts.h"
#include "data/source/names.h"
#include "data/source/vsi.h"

#include <glob.h>
#include <string.h>

static const char *const data_suffixes[] = { ".geojson", ".json",     ".geojsonl", ".geojsons", ".ndjson",
                                             ".shp",     ".kml",      ".kmz",      ".gpkg",     ".fgb",
                                             ".gml",     ".topojson", NULL };
/* Parts of a shapefile beside its .shp: neither data by themselves nor strangers. */
static const char *const sidecar_suffixes[] = { ".shx", ".dbf", ".prj", ".cpg",     ".qpj", ".qix",
                                                ".sbn", ".sbx", ".cst", ".shp.xml", ".gfs", NULL };

static gboolean
is_packed_tar(const char *name)
{
  static const char *const packed[] = { ".tar.gz", ".tgz", NULL };
  return sal_source_has_suffix(name, packed);
}

static gboolean
is_data_name(const char *name)
{
  if (!sal_source_is_gzip(name))
    return sal_source_has_suffix(name, data_suffixes);
  g_autofree char *inner = g_strndup(name, strlen(name) - strlen(".gz"));
  return sal_source_has_suffix(inner, data_suffixes);
}

static gboolean
is_hidden(const char *path)
{
  return strstr(path, "/.") != NULL || strstr(path, "/__MACOSX/") != NULL;
}

/* What arguments are expanded to. */
typedef struct {
  GPtrArray *paths;
  guint64 max_bytes;
  guint n_ignored;
} Expansion;

/* A packed tar is unpacked from its start for every look into it. */
static gboolean
check_packed_tar(const char *path, guint64 max_bytes, GError **error)
{
  g_autofree char *unpacked = sal_vsi_spell_gzip(path);
  if (!is_packed_tar(path) || sal_vsi_check_file(unpacked, max_bytes, error))
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(path);
  g_prefix_error(error, "%s: ", quoted);
  return FALSE;
}

static gboolean
expand_archive(const char *path, Expansion *expansion, GError **error)
{
  g_autofree char *vsi = sal_vsi_spell_archive(path);
  GPtrArray *paths = expansion->paths;
  if (!check_packed_tar(path, expansion->max_bytes, error))
    return FALSE;
  g_autofree char *masked = sal_secrets_mask(path);
  g_autoptr(GPtrArray) members = sal_vsi_list_archive(vsi, expansion->max_bytes, error);
  if (members == NULL) {
    g_prefix_error(error, "%s: ", masked);
    return FALSE;
  }
  const guint before = paths->len;
  for (guint i = 0; i < members->len; i++) {
    const char *member = members->pdata[i];
    if (is_hidden(member + strlen(vsi)))
      continue;
    if (is_data_name(member))
      g_ptr_array_add(paths, sal_source_is_gzip(member) ? sal_vsi_spell_gzip(member) : g_strdup(member));
    else if (!sal_source_has_suffix(member, sidecar_suffixes))
      expansion->n_ignored++;
  }
  if (paths->len > before)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected an archive with data files, got none", masked);
}

static gboolean
add_file(const char *path, Expansion *expansion, GError **error)
{
  if (!sal_vsi_check_kind(path, error))
    return FALSE;
  if (sal_source_is_archive(path))
    return expand_archive(path, expansion, error);
  /* What lies there is a file, even if a driver takes its name for something else ("PG:..."). */
  const gboolean looks_special = path[0] != '/' && strchr(path, ':') != NULL;
  g_ptr_array_add(expansion->paths, sal_source_is_gzip(path) ? sal_vsi_spell_gzip(path)
                                    : looks_special          ? g_strconcat("./", path, NULL)
                                                             : g_strdup(path));
  return TRUE;
}

static gboolean
expand_folder(const char *folder, Expansion *expansion, GError **error)
{
  g_autoptr(GError) why = NULL;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, &why);
  if (dir == NULL)
    return sal_error_set(error, SAL_ERROR_IO, "%s: expected a folder that can be read, got '%s'", folder,
                         why->message);
  const guint before = expansion->paths->len;
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (name[0] == '.' || g_file_test(path, G_FILE_TEST_IS_DIR))
      continue;
    if (is_data_name(name) || sal_source_is_archive(name)) {
      if (!add_file(path, expansion, error))
        return FALSE;
    } else if (!sal_source_has_suffix(name, sidecar_suffixes)) {
      expansion->n_ignored++;
    }
  }
  if (expansion->paths->len > before)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "%s: expected data files such as *.geojson or *.shp, got none", folder);
}

static gboolean
expand_glob(const char *pattern, Expansion *expansion, GError **error)
{
  glob_t matches;
  const int status = glob(pattern, 0, NULL, &matches);
  gboolean ok = status == 0;
  g_autofree char *masked = sal_secrets_mask(pattern);
  if (!ok)
    sal_error_set(error, SAL_ERROR_IO,
                  "%s: expected a file, a folder or a pattern that matches one, got nothing", masked);
  for (gsize i = 0; ok && i < matches.gl_pathc; i++)
    if (!g_file_test(matches.gl_pathv[i], G_FILE_TEST_IS_DIR))
      ok = add_file(matches.gl_pathv[i], expansion, error);
  if (status == 0)
    globfree(&matches);
  return ok;
}

/* Names that only OGR understands are left to it: /vsi..., PG:.... */
static gboolean
is_ogr_name(const char *argument)
{
  return g_str_has_prefix(argument, "/vsi") || sal_source_is_database(argument);
}

static gboolean
expand_argument(const char *argument, Expansion *expansion, GError **error)
{
  if (sal_source_is_url(argument)) {
    g_autofree char *remote = sal_vsi_spell_url(argument);
    return expand_argument(remote, expansion, error);
  }
  if (sal_vsi_get_url(argument) != NULL && sal_source_is_archive(argument))
    return expand_archive(argument, expansion, error);
  if (is_ogr_name(argument)) {
    g_ptr_array_add(expansion->paths, g_strdup(argument));
    return TRUE;
  }
  if (g_file_test(argument, G_FILE_TEST_IS_DIR) && !g_str_has_suffix(argument, ".gdb"))
    return expand_folder(argument, expansion, error);
  if (g_file_test(argument, G_FILE_TEST_EXISTS))
    return add_file(argument, expansion, error);
  if (strpbrk(argument, "*?[") != NULL)
    return expand_glob(argument, expansion, error);
  g_autofree char *masked = sal_secrets_mask(argument), *quoted = sal_error_quote(masked);
  return sal_error_set(error, SAL_ERROR_IO, "%s: expected a file or folder, got nothing there", quoted);
}

GPtrArray *
sal_source_expand(const char *argument, guint64 max_bytes, guint *n_ignored, GError **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  Expansion expansion = { paths, max_bytes, 0 };
  if (!expand_argument(argument, &expansion, error))
    return NULL;
  *n_ignored += expansion.n_ignored;
  g_ptr_array_sort(paths, sal_texts_compare);
  return g_steal_pointer(&paths);
}
