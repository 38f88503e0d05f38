#include "inputs.h"

#include "salient.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

struct _Inputs {
  GHashTable *paths; /* device and inode as text: the path */
};

/* What a file is whatever its name; NULL if there is no such file. */
static char *
identify(const char *path)
{
  struct stat status;
  if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
    return NULL;
  return g_strdup_printf("%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
}

static void
add_file(Inputs *inputs, const char *path)
{
  char *key = path != NULL ? identify(path) : NULL;
  if (key != NULL)
    g_hash_table_insert(inputs->paths, key, g_strdup(path));
}

/* Of a path inside an archive (/vsizip/a.zip/b.shp) the archive is the file. */
static void
add_source(Inputs *inputs, const char *path)
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
}

/* What a map reads besides the data. */
static void
add_page_files(Inputs *inputs, const Arguments *arguments)
{
  add_file(inputs, arguments->style);
  add_file(inputs, arguments->borders);
  add_file(inputs, arguments->words);
  add_file(inputs, arguments->spellings);
  for (guint i = 0; arguments->places != NULL && arguments->places->pdata[i] != NULL; i++)
    add_file(inputs, arguments->places->pdata[i]);
}

Inputs *
inputs_new(const Arguments *arguments)
{
  Inputs *inputs = g_new0(Inputs, 1);
  inputs->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  inputs_add(inputs, arguments);
  return inputs;
}

void
inputs_add(Inputs *inputs, const Arguments *arguments)
{
  add_file(inputs, arguments->project);
  for (guint i = 0; i < arguments->operands->len && arguments->operands->pdata[i] != NULL; i++) {
    guint n_ignored = 0;
    if (sal_source_is_remote(arguments->operands->pdata[i]))
      continue;
    g_autoptr(GPtrArray) paths = sal_source_expand(arguments->operands->pdata[i], 0, &n_ignored, NULL);
    for (guint j = 0; paths != NULL && j < paths->len; j++)
      add_source(inputs, paths->pdata[j]);
  }
  add_file(inputs, arguments->territory);
  add_file(inputs, arguments->aoi);
  add_file(inputs, arguments->regions);
  add_page_files(inputs, arguments);
  for (guint i = 0; arguments->maps != NULL && i < arguments->maps->len; i++)
    add_page_files(inputs, arguments->maps->pdata[i]);
}

void
inputs_free(Inputs *inputs)
{
  if (inputs == NULL)
    return;
  g_hash_table_unref(inputs->paths);
  g_free(inputs);
}

gboolean
inputs_check(const Inputs *inputs, const char *path, GError **error)
{
  g_autofree char *key = identify(path);
  const char *input = key != NULL ? g_hash_table_lookup(inputs->paths, key) : NULL;
  if (input == NULL)
    return TRUE;
  g_autofree char *output_quoted = sal_error_quote_path(path), *input_quoted = sal_error_quote_path(input);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "--output: expected a file that is not read, got '%s', which is the input '%s'",
                       output_quoted, input_quoted);
}
