/* Tells files apart by device and inode, so that a file is the same under all its names. */
#include "library/inputs.h"

#include "library/own-keys.h"
#include "library/settings.h"

#include "data/base/error.h"
#include "data/base/fault.h"
#include "data/base/secrets.h"
#include "data/base/texts.h"
#include "data/osm/theatre.h"
#include "data/source/naturalearth.h"
#include "data/source/rasters.h"
#include "data/source/source.h"
#include "render/write/pdf-colors.h"
#include "styles/page-template-load.h"
#include "styles/yaml-file.h"
#include "styles/yaml.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#define BASEMAP "basemap"
#define MAX_BASES 16

struct _SalInputs {
  GHashTable *paths;   /* device and inode as text: the path; also of files that are left out */
  GHashTable *folders; /* those of sources */
  GPtrArray *files;    /* SalInput: what is read, each role and file once */
  GHashTable *known;   /* "role device:inode" */
};

static void
input_free(gpointer data)
{
  SalInput *input = data;
  g_free(input->path);
  g_free(input);
}

/* A text that is the same for all names of a file. NULL if there is no such file. Owned by the caller. */
static char *
identify(const char *path)
{
  struct stat status;
  if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
    return NULL;
  return g_strdup_printf("%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
}

/* Adds a file that is read, if there is such a file. */
static gboolean
add_one(SalInputs *inputs, const char *role, const char *path)
{
  char *key = path != NULL ? identify(path) : NULL;
  if (key == NULL)
    return FALSE;
  char *known = g_strconcat(role, " ", key, NULL);
  if (!g_hash_table_contains(inputs->paths, key))
    g_hash_table_insert(inputs->paths, key, g_strdup(path));
  else
    g_free(key);
  if (!g_hash_table_add(inputs->known, known))
    return TRUE;
  SalInput *input = g_new(SalInput, 1);
  *input = (SalInput){ role, g_strdup(path) };
  g_ptr_array_add(inputs->files, input);
  return TRUE;
}

/* Adds what stands beside a file and belongs to it: the table and the index of a shapefile, what SQLite has not yet put
 * into its file. */
static void
add_companions(SalInputs *inputs, const char *role, const char *path)
{
  static const char *const in_place[] = { ".dbf", ".shx", ".prj", ".cpg", ".qpj", ".dat", ".id",
                                          ".map", ".gfs", ".xsd", ".tfw", ".pgw", ".jgw", ".wld" };
  static const char *const after[] = { "-wal", "-journal", ".aux.xml", ".ovr" };
  const char *dot = strrchr(path, '.');
  if (dot == NULL || strchr(dot, '/') != NULL || g_ascii_strcasecmp(dot, ".geojson") == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS(in_place); i++) {
    g_autofree char *name = g_strdup_printf("%.*s%s", (int)(dot - path), path, in_place[i]);
    add_one(inputs, role, name);
  }
  for (guint i = 0; i < G_N_ELEMENTS(after); i++) {
    g_autofree char *name = g_strconcat(path, after[i], NULL);
    add_one(inputs, role, name);
  }
}

static void
add_file(SalInputs *inputs, const char *role, const char *path)
{
  if (path != NULL && add_one(inputs, role, path))
    add_companions(inputs, role, path);
}

/* The file of a path: of one inside an archive (/vsizip/a.zip/b.shp) the archive. Owned by the caller. */
static char *
find_file(const char *path)
{
  char *file = g_strdup(path);
  while (g_str_has_prefix(file, "/vsi") && strchr(file + 1, '/') != NULL) {
    char *inner = g_strdup(strchr(file + 1, '/') + 1);
    g_free(file);
    file = inner;
  }
  while (strchr(file, '/') != NULL && !g_file_test(file, G_FILE_TEST_EXISTS))
    *strrchr(file, '/') = '\0';
  return file;
}

/* Lists the files of a source. Owned by the caller; NULL: there are none. */
static GPtrArray *
expand(const char *source, const char *const *excludes)
{
  g_autoptr(GPtrArray) faults = sal_faults_new();
  SalListing listing = { .excludes = excludes, .faults = faults };
  return sal_source_expand(source, &listing, NULL);
}

/* Adds all files of a source. Those that are left out are known, but not read. */
static void
add_source(SalInputs *inputs, const char *role, const char *source, const char *const *excludes)
{
  if (sal_source_is_remote(source))
    return;
  const gboolean is_one = g_file_test(source, G_FILE_TEST_IS_REGULAR);
  g_autoptr(GPtrArray) paths = expand(source, excludes);
  g_autoptr(GPtrArray) all = excludes != NULL ? expand(source, NULL) : NULL;
  for (guint i = 0; paths != NULL && i < paths->len; i++) {
    g_autofree char *file = find_file(paths->pdata[i]);
    add_file(inputs, role, file);
    if (!is_one)
      g_hash_table_add(inputs->folders, g_path_get_dirname(file));
  }
  for (guint i = 0; all != NULL && i < all->len; i++) {
    g_autofree char *file = find_file(all->pdata[i]);
    char *key = identify(file);
    if (key != NULL && !g_hash_table_contains(inputs->paths, key))
      g_hash_table_insert(inputs->paths, key, g_strdup(file));
    else
      g_free(key);
  }
}

/* The files of a layer of the user's own: those of a folder of rasters are no data. */
static void
add_own_layer(SalInputs *inputs, const char *text)
{
  g_auto(SalOwnKeys) said = { 0 };
  g_autofree char *source = sal_own_keys_get_source(text);
  if (!sal_own_keys_parse(text, &said, NULL) || !sal_own_keys_are_of_raster(&said) ||
      sal_source_is_remote(source)) {
    add_source(inputs, "draw", source, NULL);
    return;
  }
  g_autoptr(GPtrArray) paths = sal_rasters_list(source, NULL);
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    add_file(inputs, "draw", paths->pdata[i]);
}

/* A file of a style or of words, and the files on which it is based. */
static void
add_bases(SalInputs *inputs, const char *role, const char *first)
{
  g_autofree char *path = g_strdup(first);
  for (guint i = 0; path != NULL && sal_yaml_is_path(path) && i < MAX_BASES; i++) {
    g_autofree char *text = NULL, *folder = g_path_get_dirname(path);
    gsize n;
    add_file(inputs, role, path);
    if (!g_file_get_contents(path, &text, &n, NULL))
      return;
    g_autoptr(SalYaml) root = sal_yaml_parse(text, n, SAL_ERROR_STYLE, NULL);
    const SalYaml *base = sal_yaml_find(root, "base");
    g_free(path);
    path = base == NULL || base->text == NULL ? NULL
           : g_path_is_absolute(base->text)   ? g_strdup(base->text)
                                              : g_build_filename(folder, base->text, NULL);
    if (base != NULL && base->text != NULL && !sal_yaml_is_path(base->text))
      g_clear_pointer(&path, g_free);
  }
}

static void
add_folder_of_basemap(SalInputs *inputs, const char *folder)
{
  g_autoptr(GPtrArray) files = folder != NULL ? sal_natural_earth_list_files(folder) : NULL;
  for (guint i = 0; files != NULL && i < files->len; i++)
    add_one(inputs, BASEMAP, files->pdata[i]);
}

/* A template, its logos, and the style that it names. */
static void
add_template(SalInputs *inputs, const char *path)
{
  if (path == NULL || !sal_yaml_is_path(path))
    return;
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalPageTemplate) template = sal_page_template_load(path, faults, NULL);
  add_file(inputs, "template", path);
  for (guint i = 0; template != NULL && i < template->boxes->len; i++) {
    const SalTemplateBox *box = sal_page_template_get_box(template, i);
    g_autofree char *logo = box->file != NULL ? sal_page_template_find_file(template, box->file) : NULL;
    add_file(inputs, "template", logo);
  }
  if (template != NULL)
    add_bases(inputs, "style", template->style);
}

/* Adds the files that a map reads besides the data. */
static void
add_page_files(SalInputs *inputs, const SalientOptions *options)
{
  g_autofree char *folder = sal_settings_find_natural_earth(options, SAL_NATURAL_EARTH_BORDERS);
  g_autofree char *places = sal_settings_find_places(options);
  add_bases(inputs, "style", options->style);
  add_bases(inputs, "words", options->words);
  add_template(inputs, options->template);
  add_file(inputs, "text-file", options->text_file);
  add_file(inputs, "borders", options->borders);
  add_file(inputs, "spellings", options->spellings);
  add_file(inputs, "positions", options->positions);
  add_file(inputs, "extent", options->extent);
  add_file(inputs, "pdf-colour", sal_pdf_colors_get_file(options->pdf_colour));
  for (guint i = 0; options->places != NULL && options->places->pdata[i] != NULL; i++)
    add_file(inputs, "places", options->places->pdata[i]);
  for (guint i = 0; options->draw != NULL && options->draw->pdata[i] != NULL; i++)
    add_own_layer(inputs, options->draw->pdata[i]);
  if (sal_theatre_is_named(options->basemap))
    add_file(inputs, BASEMAP, options->basemap);
  add_folder_of_basemap(inputs, folder);
  if (g_strcmp0(folder, places) != 0)
    add_folder_of_basemap(inputs, places);
}

SalInputs *
sal_inputs_new(const SalientOptions *options)
{
  SalInputs *inputs = g_new0(SalInputs, 1);
  inputs->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  inputs->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  inputs->files = g_ptr_array_new_with_free_func(input_free);
  inputs->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  sal_inputs_add(inputs, options);
  return inputs;
}

void
sal_inputs_add(SalInputs *inputs, const SalientOptions *options)
{
  add_one(inputs, "project", options->project);
  for (guint side = 0; side < G_N_ELEMENTS(options->sides); side++)
    add_one(inputs, "project", options->sides[side].project);
  for (guint i = 0; options->sources != NULL && i < options->sources->len; i++)
    add_source(inputs, "source", options->sources->pdata[i], sal_options_get_strings(options->excludes));
  add_file(inputs, "territory", options->territory);
  add_file(inputs, "aoi", options->aoi);
  add_file(inputs, "clip-to", options->clip_to);
  add_file(inputs, "border", options->border);
  add_file(inputs, "regions", options->regions);
  add_file(inputs, "published", options->published);
  add_file(inputs, "expect", options->expect);
  if (options->per != NULL) {
    g_autofree char *per = sal_per_table_get_path(options->per);
    add_file(inputs, "per", per);
  }
  add_page_files(inputs, options);
  for (guint i = 0; options->maps != NULL && i < options->maps->len; i++) {
    const SalientOptions *map = options->maps->pdata[i];
    add_file(inputs, "clip-to", map->clip_to);
    add_file(inputs, "regions", map->regions);
    add_page_files(inputs, map);
  }
}

static int
compare_inputs(gconstpointer a, gconstpointer b)
{
  const SalInput *one = *(SalInput *const *)a, *other = *(SalInput *const *)b;
  const int by_role = strcmp(one->role, other->role);
  return by_role != 0 ? by_role : strcmp(one->path, other->path);
}

GPtrArray *
sal_inputs_list_files(const SalInputs *inputs)
{
  GPtrArray *files = g_ptr_array_new();
  for (guint i = 0; i < inputs->files->len; i++)
    g_ptr_array_add(files, inputs->files->pdata[i]);
  g_ptr_array_sort(files, compare_inputs);
  return files;
}

GPtrArray *
sal_inputs_list(const SalInputs *inputs)
{
  GPtrArray *paths = g_ptr_array_new();
  GHashTableIter folders;
  gpointer path;
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < inputs->files->len; i++) {
    const SalInput *input = inputs->files->pdata[i];
    if (!g_str_equal(input->role, BASEMAP) && !g_str_has_prefix(input->path, "/dev/") && /* standard input */
        g_hash_table_add(seen, input->path))
      g_ptr_array_add(paths, input->path);
  }
  g_hash_table_iter_init(&folders, inputs->folders);
  while (g_hash_table_iter_next(&folders, &path, NULL))
    g_ptr_array_add(paths, path);
  g_ptr_array_sort(paths, sal_texts_compare);
  return paths;
}

char **
sal_inputs_describe(const SalInputs *inputs, const SalientOptions *options)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) paths = sal_inputs_list(inputs);
  for (guint i = 0; i < paths->len; i++)
    if (g_file_test(paths->pdata[i], G_FILE_TEST_IS_REGULAR))
      g_ptr_array_add(texts, sal_error_quote_path(paths->pdata[i]));
  for (guint i = 0; options->sources != NULL && i < options->sources->len; i++)
    if (sal_source_is_remote(options->sources->pdata[i]))
      g_ptr_array_add(texts, sal_secrets_mask(options->sources->pdata[i]));
  g_ptr_array_sort(texts, sal_texts_compare);
  g_ptr_array_add(texts, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&texts), FALSE);
}

void
sal_inputs_free(SalInputs *inputs)
{
  if (inputs == NULL)
    return;
  g_hash_table_unref(inputs->paths);
  g_hash_table_unref(inputs->folders);
  g_hash_table_unref(inputs->known);
  g_ptr_array_unref(inputs->files);
  g_free(inputs);
}

gboolean
sal_inputs_check_own(const SalInputs *inputs, const char *option, const char *path, GError **error)
{
  g_autofree char *key = identify(path);
  const char *input = key != NULL ? g_hash_table_lookup(inputs->paths, key) : NULL;
  if (input == NULL)
    return TRUE;
  g_autofree char *output_quoted = sal_error_quote_path(path), *input_quoted = sal_error_quote_path(input);
  return sal_error_set_option(error, SAL_ERROR_USAGE, option,
                              "expected a file that is not read, got '%s', which is the input '%s'",
                              output_quoted, input_quoted);
}

gboolean
sal_inputs_check(const SalInputs *inputs, const char *path, GError **error)
{
  return sal_inputs_check_own(inputs, "output", path, error);
}
