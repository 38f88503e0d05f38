#include "data/source/listing.h"

#include "data/base/error.h"
#include "data/base/fault.h"
#include "data/base/secrets.h"
#include "data/base/texts.h"
#include "data/source/names.h"
#include "data/source/vsi.h"

#include <fnmatch.h>
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

/* Of the suffix that was chosen (NULL: none) and that of a name, the one that comes first among data.
 * Static. */
static const char *
choose_suffix(const char *chosen, const char *name)
{
  for (guint i = 0; data_suffixes[i] != NULL && data_suffixes[i] != chosen; i++) {
    const char *const one[] = { data_suffixes[i], NULL };
    if (sal_source_has_suffix(name, one))
      return data_suffixes[i];
  }
  return chosen;
}

static gboolean
is_hidden(const char *path)
{
  return strstr(path, "/.") != NULL || strstr(path, "/__MACOSX/") != NULL;
}

/* What an argument is expanded to. */
typedef struct {
  SalListing *listing;
  GPtrArray *paths;
} Expansion;

/* Whether the user left out a file. below: its path below the source. */
static gboolean
is_excluded(const Expansion *expansion, const char *path, const char *below)
{
  SalListing *listing = expansion->listing;
  const char *name = sal_source_get_base_name(path);
  for (guint i = 0; listing->excludes != NULL && listing->excludes[i] != NULL; i++) {
    if (fnmatch(listing->excludes[i], name, 0) != 0 && fnmatch(listing->excludes[i], below, 0) != 0)
      continue;
    listing->n_excluded++;
    if (listing->used != NULL)
      listing->used[i] = TRUE;
    return TRUE;
  }
  return FALSE;
}

/* What an expansion had listed, left out and found faulty before a step of it. */
static guint
count_seen(const Expansion *expansion)
{
  const SalListing *listing = expansion->listing;
  return expansion->paths->len + listing->n_excluded + (listing->faults != NULL ? listing->faults->len : 0);
}

/* A packed tar is unpacked from its start for every look into it. */
static gboolean
check_packed_tar(const char *path, guint64 max_bytes, GError **error)
{
  g_autofree char *unpacked = sal_vsi_spell_gzip(path);
  return !is_packed_tar(path) || sal_vsi_check_file(unpacked, max_bytes, error);
}

/* Adds the data files among the members of an archive. n_archive: how many bytes of their paths are those of
 * the archive; below: its path below the source, or NULL if it is the source. */
static void
add_members(const GPtrArray *members, gsize n_archive, const char *below, Expansion *expansion)
{
  for (guint i = 0; i < members->len; i++) {
    const char *member = members->pdata[i], *inner = member + n_archive;
    g_autofree char *member_below = below != NULL ? g_strconcat(below, inner, NULL) : g_strdup(inner + 1);
    if (is_hidden(inner))
      continue;
    if (!is_data_name(member))
      expansion->listing->n_ignored += !sal_source_has_suffix(member, sidecar_suffixes);
    else if (!is_excluded(expansion, member, member_below))
      g_ptr_array_add(expansion->paths,
                      sal_source_is_gzip(member) ? sal_vsi_spell_gzip(member) : g_strdup(member));
  }
}

static gboolean
list_archive(const char *path, const char *below, Expansion *expansion, GError **error)
{
  g_autofree char *vsi = sal_vsi_spell_archive(path);
  const guint64 max_bytes = expansion->listing->max_bytes;
  if (!check_packed_tar(path, max_bytes, error))
    return FALSE;
  g_autoptr(GPtrArray) members = sal_vsi_list_archive(vsi, max_bytes, error);
  if (members == NULL)
    return FALSE;
  const guint before = count_seen(expansion);
  add_members(members, strlen(vsi), below, expansion);
  return count_seen(expansion) > before ||
         sal_error_set(error, SAL_ERROR_FORMAT, "expected an archive with data files, got none");
}

static gboolean
expand_archive(const char *path, const char *below, Expansion *expansion, GError **error)
{
  GError *why = NULL;
  return list_archive(path, below, expansion, &why) ||
         sal_faults_take(expansion->listing->faults, path, why, error);
}

/* below: the path below the source, or NULL if it is the source. */
static gboolean
add_file(const char *path, const char *below, Expansion *expansion, GError **error)
{
  GError *why = NULL;
  if (is_excluded(expansion, path, below != NULL ? below : sal_source_get_base_name(path)))
    return TRUE;
  if (!sal_vsi_check_kind(path, &why))
    return sal_faults_take(expansion->listing->faults, path, why, error);
  if (sal_source_is_archive(path))
    return expand_archive(path, below, expansion, error);
  /* What lies there is a file, even if a driver takes its name for something else ("PG:..."). */
  const gboolean looks_special = path[0] != '/' && strchr(path, ':') != NULL;
  g_ptr_array_add(expansion->paths, sal_source_is_gzip(path) ? sal_vsi_spell_gzip(path)
                                    : looks_special          ? g_strconcat("./", path, NULL)
                                                             : g_strdup(path));
  return TRUE;
}

/* The names in a folder that are not hidden, sorted. */
static GPtrArray *
list_names(GDir *dir)
{
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
    if (name[0] != '.')
      g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, sal_texts_compare);
  return names;
}

#define MAX_FOLDERS 1000 /* that are searched for data where a source has none */
#define MAX_DEPTH 4

/* The suffix of a data file in a folder, or in one that lies no more than depth further down; static. NULL:
 * there is none. n_levels receives how many folders lie between. n_left: how many may still be searched. */
static const char *
find_suffix_below(const char *folder, guint depth, guint *n_left, guint *n_levels)
{
  const char *found = NULL;
  g_autoptr(GDir) dir = *n_left > 0 ? g_dir_open(folder, 0, NULL) : NULL;
  if (dir == NULL)
    return NULL;
  --*n_left;
  *n_levels = 0;
  g_autoptr(GPtrArray) names = list_names(dir);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
      found = choose_suffix(found, names->pdata[i]);
  }
  for (guint i = 0; found == NULL && depth > 0 && i < names->len; i++) {
    g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR) &&
        (found = find_suffix_below(path, depth - 1, n_left, n_levels)) != NULL)
      ++*n_levels;
  }
  return found;
}

/* How to list the data in a folder or in the folders in it, as a hint. like: the folder, or a pattern for it
 * and others. Owned by the caller. */
static char *
suggest_glob(const char *folder, const char *like)
{
  guint n_left = MAX_FOLDERS, n_levels = 0;
  const char *suffix = find_suffix_below(folder, MAX_DEPTH, &n_left, &n_levels);
  if (suffix == NULL)
    return g_strdup("");
  g_autoptr(GString) pattern = g_string_new(like);
  while (pattern->len > 1 && pattern->str[pattern->len - 1] == '/')
    g_string_truncate(pattern, pattern->len - 1);
  for (guint i = 0; i < n_levels; i++)
    g_string_append(pattern, "/*");
  g_autofree char *quoted = sal_error_quote_path(pattern->str);
  return g_strdup_printf(" (folders below it have some: '%s/*%s' lists them)", quoted, suffix);
}

static gboolean
add_member(const char *folder, const char *name, Expansion *expansion, GError **error)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  if (g_file_test(path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (is_data_name(name) || sal_source_is_archive(name))
    return add_file(path, name, expansion, error);
  expansion->listing->n_ignored += !sal_source_has_suffix(name, sidecar_suffixes);
  return TRUE;
}

static gboolean
expand_folder(const char *folder, Expansion *expansion, GError **error)
{
  g_autoptr(GError) why = NULL;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, &why);
  if (dir == NULL) {
    sal_error_set(error, SAL_ERROR_IO, "%s: expected a folder that can be read, got '%s'", folder,
                  why->message);
    return sal_error_is_temporary(why) ? sal_error_mark_temporary(error) : FALSE;
  }
  const guint before = count_seen(expansion);
  g_autoptr(GPtrArray) names = list_names(dir);
  for (guint i = 0; i < names->len; i++)
    if (!add_member(folder, names->pdata[i], expansion, error))
      return FALSE;
  if (count_seen(expansion) > before)
    return TRUE;
  g_autofree char *hint = suggest_glob(folder, folder);
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "%s: expected data files such as *.geojson or *.shp, got none%s", folder, hint);
}

/* The bytes of a pattern above its first folder or name with a wildcard. */
static gsize
measure_root(const char *pattern)
{
  gsize root = 0;
  for (gsize i = 0; pattern[i] != '\0' && strchr("*?[", pattern[i]) == NULL; i++)
    if (pattern[i] == '/')
      root = i + 1;
  return root;
}

static gboolean
expand_glob(const char *pattern, Expansion *expansion, GError **error)
{
  glob_t matches;
  const int status = glob(pattern, 0, NULL, &matches);
  const gsize root = measure_root(pattern);
  gboolean ok = status == 0;
  g_autofree char *masked = sal_secrets_mask(pattern);
  if (!ok)
    sal_error_set(error, SAL_ERROR_IO,
                  "%s: expected a file, a folder or a pattern that matches one, got nothing", masked);
  const guint before = count_seen(expansion);
  for (gsize i = 0; ok && i < matches.gl_pathc; i++) {
    const char *path = matches.gl_pathv[i];
    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
      ok = add_file(path, path + MIN(root, strlen(path)), expansion, error);
  }
  if (ok && count_seen(expansion) == before) {
    g_autofree char *hint = suggest_glob(matches.gl_pathv[0], pattern);
    ok = sal_error_set(error, SAL_ERROR_FORMAT,
                       "%s: expected a pattern that matches files, got folders only%s", masked, hint);
  }
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
    return expand_archive(argument, NULL, expansion, error);
  if (is_ogr_name(argument)) {
    g_ptr_array_add(expansion->paths, g_strdup(argument));
    return TRUE;
  }
  if (g_file_test(argument, G_FILE_TEST_IS_DIR) && !g_str_has_suffix(argument, ".gdb"))
    return expand_folder(argument, expansion, error);
  if (g_file_test(argument, G_FILE_TEST_EXISTS))
    return add_file(argument, NULL, expansion, error);
  if (strpbrk(argument, "*?[") != NULL)
    return expand_glob(argument, expansion, error);
  g_autofree char *masked = sal_secrets_mask(argument), *quoted = sal_error_quote(masked);
  return sal_error_set(error, SAL_ERROR_IO, "%s: expected a file or folder, got nothing there", quoted);
}

GPtrArray *
sal_source_expand(const char *argument, SalListing *listing, GError **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  Expansion expansion = { listing, paths };
  if (!expand_argument(argument, &expansion, error))
    return NULL;
  g_ptr_array_sort(paths, sal_texts_compare);
  return g_steal_pointer(&paths);
}
