/* Tells files apart by device and inode, so that a file is the same under all its names. */
#include "library/inputs.h"

#include "library/own-layers.h"

#include "data/base/error.h"
#include "data/base/fault.h"
#include "data/base/texts.h"
#include "data/change/per-table.h"
#include "data/source/source.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

struct _SalInputs {
  GHashTable *paths;   /* device and inode as text: the path */
  GHashTable *folders; /* those of sources */
};

/* A text that is the same for all names of a file. NULL if there is no such file. Owned by the caller. */
static char *
identify(const char *path)
{
  struct stat status;
  if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
    return NULL;
  return g_strdup_printf("%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
}

static void
add_file(SalInputs *inputs, const char *path)
{
  char *key = path != NULL ? identify(path) : NULL;
  if (key != NULL)
    g_hash_table_insert(inputs->paths, key, g_strdup(path));
}

/* Of a path inside an archive (/vsizip/a.zip/b.shp) it adds the archive. */
static void
add_source(SalInputs *inputs, const char *source, const char *path)
{
  g_autofree char *file = g_strdup(path);
  while (g_str_has_prefix(file, "/vsi") && strchr(file + 1, '/') != NULL) {
    char *inner = g_strdup(strchr(file + 1, '/') + 1);
    g_free(file);
    file = inner;
  }
  while (strchr(file, '/') != NULL && !g_file_test(file, G_FILE_TEST_EXISTS))
    *strrchr(file, '/') = '\0';
  add_file(inputs, file);
  if (!g_file_test(source, G_FILE_TEST_IS_REGULAR))
    g_hash_table_add(inputs->folders, g_path_get_dirname(file));
}

/* Adds all files of a source. */
static void
add_sources(SalInputs *inputs, const char *source)
{
  if (sal_source_is_remote(source))
    return;
  g_autoptr(GPtrArray) faults = sal_faults_new();
  SalListing listing = { .faults = faults };
  g_autoptr(GPtrArray) paths = sal_source_expand(source, &listing, NULL);
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    add_source(inputs, source, paths->pdata[i]);
}

/* Adds the files that a map reads besides the data. */
static void
add_page_files(SalInputs *inputs, const SalientOptions *options)
{
  add_file(inputs, options->style);
  add_file(inputs, options->borders);
  add_file(inputs, options->words);
  add_file(inputs, options->spellings);
  add_file(inputs, options->extent);
  for (guint i = 0; options->places != NULL && options->places->pdata[i] != NULL; i++)
    add_file(inputs, options->places->pdata[i]);
  for (guint i = 0; options->draw != NULL && options->draw->pdata[i] != NULL; i++) {
    g_autofree char *source = sal_own_layers_get_source(options->draw->pdata[i]);
    add_sources(inputs, source);
  }
}

SalInputs *
sal_inputs_new(const SalientOptions *options)
{
  SalInputs *inputs = g_new0(SalInputs, 1);
  inputs->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  inputs->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  sal_inputs_add(inputs, options);
  return inputs;
}

void
sal_inputs_add(SalInputs *inputs, const SalientOptions *options)
{
  add_file(inputs, options->project);
  for (guint side = 0; side < G_N_ELEMENTS(options->sides); side++)
    add_file(inputs, options->sides[side].project);
  for (guint i = 0; options->sources != NULL && i < options->sources->len; i++)
    add_sources(inputs, options->sources->pdata[i]);
  add_file(inputs, options->territory);
  add_file(inputs, options->aoi);
  add_file(inputs, options->clip_to);
  add_file(inputs, options->regions);
  if (options->per != NULL) {
    g_autofree char *per = sal_per_table_get_path(options->per);
    add_file(inputs, per);
  }
  add_page_files(inputs, options);
  for (guint i = 0; options->maps != NULL && i < options->maps->len; i++)
    add_page_files(inputs, options->maps->pdata[i]);
}

GPtrArray *
sal_inputs_list(const SalInputs *inputs)
{
  GPtrArray *paths = g_ptr_array_new();
  GHashTableIter files, folders;
  gpointer path;
  g_hash_table_iter_init(&files, inputs->paths);
  while (g_hash_table_iter_next(&files, NULL, &path))
    if (!g_str_has_prefix(path, "/dev/")) /* standard input */
      g_ptr_array_add(paths, path);
  g_hash_table_iter_init(&folders, inputs->folders);
  while (g_hash_table_iter_next(&folders, &path, NULL))
    g_ptr_array_add(paths, path);
  g_ptr_array_sort(paths, sal_texts_compare);
  return paths;
}

void
sal_inputs_free(SalInputs *inputs)
{
  if (inputs == NULL)
    return;
  g_hash_table_unref(inputs->paths);
  g_hash_table_unref(inputs->folders);
  g_free(inputs);
}

gboolean
sal_inputs_check(const SalInputs *inputs, const char *path, GError **error)
{
  g_autofree char *key = identify(path);
  const char *input = key != NULL ? g_hash_table_lookup(inputs->paths, key) : NULL;
  if (input == NULL)
    return TRUE;
  g_autofree char *output_quoted = sal_error_quote_path(path), *input_quoted = sal_error_quote_path(input);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                              "expected a file that is not read, got '%s', which is the input '%s'",
                              output_quoted, input_quoted);
}
