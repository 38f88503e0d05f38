/* Hashes the inputs and outputs of a run. */
#include "library/manifest.h"

#include "library/sides.h"

#include "data/base/epoch.h"
#include "data/base/error.h"
#include "data/base/sha256.h"
#include "data/source/source.h"

#include <string.h>
#include <sys/stat.h>

#define REMOTE "it is no file of this machine"
#define NOT_REGULAR "it is no regular file"

static void
input_free(gpointer data)
{
  SalManifestInput *input = data;
  g_free(input->path);
  g_free(input->sha256);
  g_free(input);
}

static void
output_free(gpointer data)
{
  SalManifestOutput *output = data;
  g_free(output->path);
  g_free(output->sha256);
  g_free(output);
}

void
sal_manifest_free(SalManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_clear_pointer(&manifest->inputs, g_ptr_array_unref);
  g_clear_pointer(&manifest->outputs, g_ptr_array_unref);
  g_clear_pointer(&manifest->fonts, g_ptr_array_unref);
  g_free(manifest);
}

/* Inputs */

/* How a manifest names an input: standard input has none, and the base map is known by the names of its files. */
static char *
name_input(const SalInput *input)
{
  if (g_str_has_prefix(input->path, "/dev/"))
    return g_strdup("-");
  return g_str_equal(input->role, "basemap") ? g_path_get_basename(input->path) : g_strdup(input->path);
}

static gboolean
add_input(GPtrArray *inputs, const SalInput *input, SalCache *cache, GError **error)
{
  g_autofree char *sha256 = NULL;
  gint64 size = -1;
  if (!sal_sha256_of_file(input->path, cache, &sha256, &size, error))
    return FALSE;
  SalManifestInput *made = g_new(SalManifestInput, 1);
  *made = (SalManifestInput){ input->role, name_input(input), g_steal_pointer(&sha256), NULL, size };
  g_ptr_array_add(inputs, made);
  return TRUE;
}

/* Adds the sources that are no files of this machine, which are not hashed. */
static void
add_remote(GPtrArray *inputs, const GPtrArray *sources)
{
  for (guint i = 0; sources != NULL && i < sources->len; i++) {
    if (!sal_source_is_remote(sources->pdata[i]))
      continue;
    SalManifestInput *made = g_new(SalManifestInput, 1);
    *made = (SalManifestInput){ "source", g_strdup(sources->pdata[i]), NULL, REMOTE, -1 };
    g_ptr_array_add(inputs, made);
  }
}

/* Adds what the sides of a comparison read. */
static gboolean
add_sides(const SalientOptions *options, SalInputs *files, GPtrArray *inputs, GError **error)
{
  SalSides sides = { 0 };
  const gboolean resolved = sal_sides_resolve(options, &sides, error);
  for (guint side = 0; resolved && side < G_N_ELEMENTS(sides.views); side++) {
    sal_inputs_add(files, &sides.views[side]);
    add_remote(inputs, sides.views[side].sources);
  }
  sal_sides_clear(&sides);
  return resolved;
}

static int
compare_inputs(gconstpointer a, gconstpointer b)
{
  const SalManifestInput *one = *(SalManifestInput *const *)a, *other = *(SalManifestInput *const *)b;
  const int by_role = strcmp(one->role, other->role);
  return by_role != 0 ? by_role : strcmp(one->path, other->path);
}

GPtrArray *
sal_manifest_list_inputs(const SalientOptions *options, GError **error)
{
  g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func(input_free);
  g_autoptr(SalInputs) files = sal_inputs_new(options);
  g_autoptr(SalCache) cache = options->uses_cache && !options->no_cache ? sal_cache_open() : NULL;
  add_remote(inputs, options->sources);
  if (options->task == SALIENT_COMPARE && !add_sides(options, files, inputs, error))
    return NULL;
  g_autoptr(GPtrArray) all = sal_inputs_list_files(files);
  for (guint i = 0; i < all->len; i++)
    if (!add_input(inputs, all->pdata[i], cache, error))
      return NULL;
  g_ptr_array_sort(inputs, compare_inputs);
  return g_steal_pointer(&inputs);
}

/* Outputs */

/* What is not there was not made: not each file of a format always is. */
static gboolean
add_output(GPtrArray *outputs, const SalMade *made, const SalOutputRules *rules, GError **error)
{
  struct stat status;
  g_autofree char *place = sal_output_get_place(made->name, rules), *sha256 = g_strdup(made->sha256);
  gint64 size = made->sha256 != NULL ? made->size : -1;
  if (sha256 == NULL && stat(place, &status) != 0)
    return TRUE;
  if (sha256 == NULL && S_ISREG(status.st_mode) && !sal_sha256_of_file(place, NULL, &sha256, &size, error))
    return FALSE;
  SalManifestOutput *output = g_new(SalManifestOutput, 1);
  *output = (SalManifestOutput){ made, g_strdup(made->name), g_steal_pointer(&sha256), size };
  g_ptr_array_add(outputs, output);
  return TRUE;
}

GPtrArray *
sal_manifest_list_outputs(const SalientOptions *options, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  g_autoptr(GPtrArray) outputs = g_ptr_array_new_with_free_func(output_free), made = sal_made_list(options);
  for (guint i = 0; i < made->len; i++)
    if (!add_output(outputs, made->pdata[i], &rules, error))
      return NULL;
  return g_steal_pointer(&outputs);
}

SalManifest *
sal_manifest_new(const SalientOptions *options, GError **error)
{
  g_autoptr(SalManifest) manifest = g_new0(SalManifest, 1);
  manifest->options = options;
  manifest->fonts = sal_made_list_fonts(options);
  manifest->inputs = sal_manifest_list_inputs(options, error);
  manifest->outputs = manifest->inputs != NULL ? sal_manifest_list_outputs(options, error) : NULL;
  return manifest->outputs != NULL ? g_steal_pointer(&manifest) : NULL;
}

static int
compare_outputs(gconstpointer a, gconstpointer b)
{
  const SalManifestOutput *const *left = a, *const *right = b;
  return strcmp((*left)->made->name, (*right)->made->name);
}

void
sal_manifest_add_output(SalManifest *manifest, const SalMade *made, const char *sha256, gint64 size)
{
  SalManifestOutput *output = g_new(SalManifestOutput, 1);
  *output = (SalManifestOutput){ made, g_strdup(made->name), g_strdup(sha256), size };
  g_ptr_array_add(manifest->outputs, output);
  g_ptr_array_sort(manifest->outputs, compare_outputs);
}

void
sal_manifest_move_output(SalManifest *manifest, guint output, const char *path)
{
  SalManifestOutput *moved = manifest->outputs->pdata[output];
  g_free(moved->path);
  moved->path = g_strdup(path);
}

/* The option */

static gboolean
is_same_file(const char *path, const char *other)
{
  g_autofree char *a = g_canonicalize_filename(path, NULL);
  g_autofree char *b = other != NULL ? g_canonicalize_filename(other, NULL) : NULL;
  return g_strcmp0(a, b) == 0;
}

static gboolean
refuse_output(const char *output, GError **error)
{
  g_autofree char *quoted = sal_error_quote_path(output);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "manifest",
                              "expected a file of its own, got '%s', which is an output", quoted);
}

static gboolean
has_apart(const GPtrArray *outputs, const char *path, GError **error)
{
  for (guint i = 0; outputs != NULL && i < outputs->len; i++)
    if (is_same_file(path, outputs->pdata[i]))
      return refuse_output(path, error);
  return TRUE;
}

static gboolean
is_apart(const SalientOptions *options, GError **error)
{
  const char *path = options->manifest;
  const char *const others[] = { options->depfile, options->picture, options->state };
  for (guint i = 0; i < G_N_ELEMENTS(others); i++)
    if (is_same_file(path, others[i]))
      return refuse_output(others[i], error);
  for (guint i = 0; i < salient_options_get_n_maps(options); i++)
    if (!has_apart(((const SalientOptions *)options->maps->pdata[i])->outputs, path, error))
      return FALSE;
  return has_apart(options->outputs, path, error);
}

/* That of an update is made anew with its pictures. */
static SalOutputRules
get_rules(const SalientOptions *options)
{
  SalOutputRules rules = sal_options_get_output_rules(options);
  rules.overwrite |= options->task == SALIENT_UPDATE;
  return rules;
}

gboolean
sal_manifest_check(const SalientOptions *options, GError **error)
{
  const char *path = options->manifest;
  g_autoptr(GDateTime) moment = NULL;
  if (path == NULL)
    return TRUE;
  if (g_str_equal(path, "-"))
    return sal_error_set_option(error, SAL_ERROR_USAGE, "manifest",
                                "expected the name of a file, got '-' (stdout has the results)");
  const SalOutputRules rules = get_rules(options);
  g_autoptr(SalInputs) inputs = sal_inputs_new(options);
  return is_apart(options, error) && sal_inputs_check_own(inputs, "manifest", path, error) &&
         sal_output_check(path, &rules, error) && sal_epoch_find(&moment, error);
}

/* Names of outputs that are made of patterns are known only now. */
static gboolean
check_outputs(const SalManifest *manifest, const char *path, GError **error)
{
  for (guint i = 0; i < manifest->outputs->len; i++) {
    const SalManifestOutput *output = manifest->outputs->pdata[i];
    if (is_same_file(path, output->path))
      return refuse_output(path, error);
  }
  return TRUE;
}

static gboolean
write_manifest(const SalientOptions *options, GError **error)
{
  const char *path = options->manifest;
  const SalOutputRules rules = get_rules(options);
  g_autoptr(SalManifest) manifest = sal_manifest_new(options, error);
  if (manifest == NULL || !check_outputs(manifest, path, error))
    return FALSE;
  char *text = sal_manifest_format(manifest, path, error);
  if (text == NULL)
    return FALSE;
  g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
  return sal_output_write(path, bytes, &rules, error);
}

gboolean
salient_options_write_manifest(const SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL, FALSE);
  return options->manifest == NULL || options->dry_run || write_manifest(options, error) ||
         sal_options_tell(options, error);
}

void
salient_options_note_printed(const SalientOptions *options, const char *format, const char *text)
{
  g_return_if_fail(options != NULL && format != NULL && text != NULL);
  if (sal_made_is_wanted(options))
    sal_made_add_printed(options, format, text, strlen(text));
}
