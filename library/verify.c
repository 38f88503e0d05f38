/* Checks a manifest: derives its outputs again in a folder of its own, and compares. */
#include "library/manifest.h"
#include "library/project.h"
#include "library/rerun.h"
#include "library/verification-compare.h"

#include "data/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Options that say where things are kept are not those of this run. */
static void
drop_options_of_work(SalientOptions *options)
{
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
    if (sal_project_is_about_work(row)) {
      sal_option_clear(row, options);
      g_hash_table_remove(options->given, row->option.name);
    }
}

static void
prepare(SalientOptions *options, const SalientVerification *verification, const char *folder)
{
  drop_options_of_work(options);
  options->instead = g_strdup(folder);
  options->threads = verification->options->threads;
  options->progress_func = verification->options->progress_func;
  options->progress_data = verification->options->progress_data;
  options->uses_cache = FALSE;
  for (guint i = 0; i < salient_options_get_n_maps(options); i++)
    prepare(salient_options_get_map(options, i), verification, folder);
}

/* The options of the run. Owned by the caller. */
static SalientOptions *
make_options(const SalientVerification *verification, const char *folder, GError **error)
{
  const SalStoredManifest *manifest = verification->manifest;
  g_autoptr(SalientOptions) options = salient_options_new(manifest->task);
  g_autofree char *told = sal_error_quote_path(manifest->path);
  salient_options_set_spelling(options, manifest->spelling != NULL ? manifest->spelling : "");
  options->moment = manifest->created != NULL ? g_date_time_new_from_iso8601(manifest->created, NULL) : NULL;
  SalProject *project = sal_project_parse_run(told, manifest->options, strlen(manifest->options), error);
  const gboolean loaded = project != NULL && sal_project_load_into(project, options, error);
  if (!loaded)
    return NULL;
  prepare(options, verification, folder);
  return g_steal_pointer(&options);
}

static GPtrArray *
list_printed(const SalStoredManifest *manifest)
{
  GPtrArray *printed = g_ptr_array_new();
  for (guint i = 0; i < manifest->outputs->len; i++) {
    const SalStoredOutput *output = manifest->outputs->pdata[i];
    if (g_str_equal(output->name, "-") && output->format != NULL)
      g_ptr_array_add(printed, output->format);
  }
  return printed;
}

/* Derives the outputs. NULL, with a finding, if that fails. */
static GPtrArray *
derive(SalientVerification *verification, SalientOptions *options)
{
  g_autoptr(GError) fault = NULL;
  g_autoptr(GPtrArray) printed = list_printed(verification->manifest), made = NULL;
  if (verification->manifest->is_masked)
    sal_error_set(&fault, SAL_ERROR_USAGE, "its sources need passwords, which the manifest does not have");
  else if (sal_rerun(options, printed, &fault))
    made = sal_manifest_list_outputs(options, &fault);
  if (made == NULL)
    sal_verification_add(verification, SAL_FOUND_NOT_DERIVED, salient_task_get_name(options->task))->detail =
        g_strdup(fault->message);
  return g_steal_pointer(&made);
}

/* Compares all. The current folder is that of the run. */
static void
compare(SalientVerification *verification, SalientOptions *options, const SalManifestNames *names)
{
  g_autoptr(GError) fault = NULL;
  sal_verification_compare_manifest(verification);
  sal_verification_compare_versions(verification);
  if (!sal_verification_compare_inputs(verification, options, names, &fault))
    sal_verification_add(verification, SAL_FOUND_NOT_DERIVED, salient_task_get_name(options->task))->detail =
        g_strdup(fault->message);
  g_autoptr(GPtrArray) made = fault == NULL ? derive(verification, options) : NULL;
  if (made != NULL)
    sal_verification_compare_fonts(verification, options);
  sal_verification_check_outputs(verification, options, made, names);
}

/* Folders */

/* Goes to the folder of the run; told: what messages call it. Returns a file descriptor of the one before; -1 after an
 * error. */
static int
go_to(const char *folder, const char *told, GError **error)
{
  const int before = g_open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (before >= 0 && chdir(folder) == 0)
    return before;
  const int why = errno;
  g_autofree char *quoted = sal_error_quote_path(told);
  if (before >= 0)
    close(before);
  sal_error_set_option(error, SAL_ERROR_IO, "input-root", "expected the folder of the run, got '%s' (%s)",
                       quoted, g_strerror(why));
  return -1;
}

static void
go_back(int before)
{
  if (fchdir(before) != 0)
    g_warning("verify: expected the folder from before, got '%s'", g_strerror(errno));
  close(before);
}

static void
remove_folder(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
}

static gboolean
verify_in(SalientVerification *verification, const char *folder, GError **error)
{
  const SalStoredManifest *manifest = verification->manifest;
  g_auto(SalManifestNames) names = { NULL };
  if (!sal_manifest_names_init(&names, manifest->path, error))
    return FALSE;
  g_free(names.run);
  names.run = g_canonicalize_filename(manifest->folder, names.folder);
  g_autoptr(SalientOptions) options = make_options(verification, folder, error);
  const char *root = verification->options->input_root;
  const int before =
      options != NULL ? go_to(root != NULL ? root : names.run, root != NULL ? root : manifest->folder, error)
                      : -1;
  if (before < 0)
    return FALSE;
  compare(verification, options, &names);
  go_back(before);
  return TRUE;
}

static gboolean
verify(SalientVerification *verification, GError **error)
{
  const GPtrArray *sources = verification->options->sources;
  if (sources == NULL || sources->len != 1)
    return sal_error_set(error, SAL_ERROR_USAGE, "expected one manifest, or one folder of evidence, got %u",
                         sources != NULL ? sources->len : 0);
  verification->manifest = sal_stored_manifest_read(sources->pdata[0], error);
  if (verification->manifest == NULL)
    return FALSE;
  g_autofree char *folder = g_dir_make_tmp("salient-verify-XXXXXX", error);
  if (folder == NULL)
    return FALSE;
  const gboolean verified = verify_in(verification, folder, error);
  remove_folder(folder);
  return verified;
}

SalientVerification *
salient_verification_compute(SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL, NULL);
  if (options->task != SALIENT_VERIFY) {
    sal_error_set(error, SAL_ERROR_USAGE, "verification: expected options of verify, got %s",
                  salient_task_get_name(options->task));
    return NULL;
  }
  g_autoptr(SalientVerification) verification = sal_verification_new(options);
  if (verify(verification, error))
    return g_steal_pointer(&verification);
  sal_options_tell(options, error);
  return NULL;
}
