/* Checks a manifest: derives its outputs again in a folder of its own, and compares. */
#include "library/verification.h"

#include "library/first-difference.h"
#include "library/manifest.h"
#include "library/project.h"
#include "library/rerun.h"
#include "library/versions.h"

#include "data/base/error.h"
#include "data/base/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Findings */

static void
finding_free(gpointer data)
{
  SalFinding *finding = data;
  g_free(finding->about);
  g_free(finding->expected);
  g_free(finding->found);
  g_free(finding->detail);
  g_free(finding);
}

const char *
sal_found_get_name(SalFoundKind kind)
{
  static const char *const names[SAL_N_FOUND] = {
    [SAL_FOUND_OPTION_CHANGED] = "option-changed",
    [SAL_FOUND_MANIFEST_EDITED] = "manifest-edited",
    [SAL_FOUND_INPUT_CHANGED] = "input-changed",
    [SAL_FOUND_INPUT_MISSING] = "input-missing",
    [SAL_FOUND_NOT_DERIVED] = "not-derived",
    [SAL_FOUND_FILE_CHANGED] = "file-changed",
    [SAL_FOUND_OUTPUT_DIFFERS] = "output-differs",
    [SAL_FOUND_OUTPUT_NOT_MADE] = "output-not-made",
    [SAL_FOUND_OUTPUT_NEW] = "output-new",
    [SAL_FOUND_VERSION] = "version",
    [SAL_FOUND_FONT] = "font",
    [SAL_FOUND_PROJECT_CHANGED] = "project-changed",
    [SAL_FOUND_INPUT_NEW] = "input-new",
    [SAL_FOUND_INPUT_NOT_HASHED] = "input-not-hashed",
    [SAL_FOUND_FILE_NOT_THERE] = "file-not-there",
  };
  return names[kind];
}

gboolean
sal_found_is_remark(SalFoundKind kind)
{
  return kind >= SAL_FOUND_VERSION;
}

SalFinding *
sal_verification_add(SalientVerification *verification, SalFoundKind kind, const char *about)
{
  SalFinding *finding = g_new0(SalFinding, 1);
  finding->kind = kind;
  finding->about = g_strdup(about);
  g_ptr_array_add(verification->findings, finding);
  return finding;
}

/* Adds a finding that two texts differ. */
static void
add_change(SalientVerification *verification, SalFoundKind kind, const char *about, const char *expected,
           const char *found)
{
  SalFinding *finding = sal_verification_add(verification, kind, about);
  finding->expected = g_strdup(expected);
  finding->found = g_strdup(found);
}

guint
sal_verification_count_identical(const SalientVerification *verification)
{
  guint n = 0;
  for (guint i = 0; i < verification->outputs->len; i++)
    n += g_array_index(verification->outputs, SalCheckedOutput, i).is_identical ? 1 : 0;
  return n;
}

/* The manifest and the program */

static void
compare_manifest(SalientVerification *verification)
{
  const GPtrArray *edits = verification->manifest->edits;
  for (guint i = 0; i < edits->len; i++) {
    const SalStoredEdit *edit = edits->pdata[i];
    sal_verification_add(verification, edit->is_option ? SAL_FOUND_OPTION_CHANGED : SAL_FOUND_MANIFEST_EDITED,
                         edit->name);
  }
}

static const char *
find_fact(const GPtrArray *facts, const char *name)
{
  for (guint i = 0; i < facts->len; i++)
    if (g_str_equal(((const SalStoredFact *)facts->pdata[i])->name, name))
      return ((const SalStoredFact *)facts->pdata[i])->text;
  return NULL;
}

static void
compare_versions(SalientVerification *verification)
{
  g_autoptr(GPtrArray) versions = sal_versions_list();
  for (guint i = 0; i < versions->len; i++) {
    const SalVersion *version = versions->pdata[i];
    const char *then = find_fact(verification->manifest->versions, version->key);
    if (g_strcmp0(then, version->number) != 0)
      add_change(verification, SAL_FOUND_VERSION, version->key, then, version->number);
  }
}

/* Fonts are known once pictures have been drawn. */
static void
compare_fonts(SalientVerification *verification, const SalientOptions *options)
{
  g_autoptr(GPtrArray) fonts = sal_made_list_fonts(options);
  for (guint i = 0; i < fonts->len; i++) {
    const SalMadeFont *font = fonts->pdata[i];
    g_autofree char *name = sal_made_font_name(font->family, font->weight, font->italic);
    const char *then = find_fact(verification->manifest->fonts, name);
    if (g_strcmp0(then, font->sha256) != 0)
      add_change(verification, SAL_FOUND_FONT, name, then, font->sha256);
  }
}

/* Inputs */

/* A text by which an input is found again. Owned by the caller. */
static char *
make_key(const char *role, const char *path)
{
  return g_strconcat(role, "\n", path, NULL);
}

/* The project was taken into the options of the manifest, so that it need not be there. */
static void
compare_project(SalientVerification *verification, const SalStoredInput *input, const SalManifestNames *names)
{
  g_autofree char *path = sal_manifest_names_find(names, input->path), *sha256 = NULL;
  gint64 size;
  if (sal_sha256_of_file(path, NULL, &sha256, &size, NULL) && g_strcmp0(sha256, input->sha256) != 0)
    add_change(verification, SAL_FOUND_PROJECT_CHANGED, input->path, input->sha256, sha256);
}

static void
compare_input(SalientVerification *verification, const SalStoredInput *input, const SalManifestInput *now,
              const SalManifestNames *names)
{
  if (now == NULL && g_str_equal(input->role, "project"))
    compare_project(verification, input, names);
  else if (now == NULL)
    add_change(verification, SAL_FOUND_INPUT_MISSING, input->path, input->sha256, NULL);
  else if (input->sha256 == NULL || now->sha256 == NULL)
    sal_verification_add(verification, SAL_FOUND_INPUT_NOT_HASHED, input->path)->detail =
        g_strdup(now->why != NULL ? now->why : input->why);
  else if (!g_str_equal(input->sha256, now->sha256))
    add_change(verification, SAL_FOUND_INPUT_CHANGED, input->path, input->sha256, now->sha256);
}

static gboolean
compare_inputs(SalientVerification *verification, const SalientOptions *options,
               const SalManifestNames *names, GError **error)
{
  const GPtrArray *inputs = verification->manifest->inputs;
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) all = sal_manifest_list_inputs(options, error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const SalManifestInput *input = all->pdata[i];
    g_autofree char *path = sal_manifest_input_spell(input, names);
    g_hash_table_insert(known, make_key(input->role, path), (gpointer)input);
  }
  for (guint i = 0; i < inputs->len; i++) {
    const SalStoredInput *input = inputs->pdata[i];
    g_autofree char *key = make_key(input->role, input->path);
    compare_input(verification, input, g_hash_table_lookup(known, key), names);
    g_hash_table_remove(known, key);
  }
  for (guint i = 0; i < all->len; i++) {
    const SalManifestInput *input = all->pdata[i];
    g_autofree char *path = sal_manifest_input_spell(input, names), *key = make_key(input->role, path);
    if (g_hash_table_contains(known, key))
      add_change(verification, SAL_FOUND_INPUT_NEW, path, NULL, input->sha256);
  }
  return TRUE;
}

/* Outputs */

static const SalManifestOutput *
find_made(const GPtrArray *made, const SalStoredOutput *output)
{
  for (guint i = 0; i < made->len; i++) {
    const SalManifestOutput *one = made->pdata[i];
    if (g_str_equal(one->made->name, output->name) &&
        (!g_str_equal(output->name, "-") || g_strcmp0(one->made->format, output->format) == 0))
      return one;
  }
  return NULL;
}

/* Compares an output with its file as it lies there. there: receives whether the file is as it was written. Returns whether
 * nothing speaks against it. */
static gboolean
compare_file(SalientVerification *verification, const SalStoredOutput *output, const char *path,
             gboolean *there)
{
  g_autofree char *sha256 = NULL;
  gint64 size;
  *there = FALSE;
  if (g_str_equal(output->path, "-") || output->sha256 == NULL)
    return TRUE;
  if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
    sal_verification_add(verification, SAL_FOUND_FILE_NOT_THERE, output->path);
    return TRUE;
  }
  *there = sal_sha256_of_file(path, NULL, &sha256, &size, NULL) && g_str_equal(sha256, output->sha256);
  if (!*there)
    add_change(verification, SAL_FOUND_FILE_CHANGED, output->path, output->sha256, sha256);
  return *there;
}

/* made: what was derived; NULL: it was not made. has_run: the run did not fail. */
static gboolean
compare_made(SalientVerification *verification, const SalStoredOutput *output, const SalManifestOutput *made,
             gboolean has_run)
{
  if (made != NULL && g_strcmp0(made->sha256, output->sha256) == 0)
    return TRUE;
  if (made != NULL)
    add_change(verification, SAL_FOUND_OUTPUT_DIFFERS, output->path, output->sha256, made->sha256);
  else if (has_run)
    sal_verification_add(verification, SAL_FOUND_OUTPUT_NOT_MADE, output->path);
  return FALSE;
}

/* Says where what is derived differs from the file, if either is what the manifest knows. */
static void
describe_difference(SalientVerification *verification, gboolean is_derived, const char *file,
                    const char *derived)
{
  SalFinding *last =
      verification->findings->len > 0 ? verification->findings->pdata[verification->findings->len - 1] : NULL;
  if (last == NULL || (last->kind != SAL_FOUND_FILE_CHANGED && last->kind != SAL_FOUND_OUTPUT_DIFFERS))
    return;
  last->detail = is_derived ? sal_first_difference_describe(derived, file)
                            : sal_first_difference_describe(file, derived);
}

static void
check_output(SalientVerification *verification, const SalStoredOutput *output, const SalientOptions *options,
             const GPtrArray *made, const SalManifestNames *names)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  const SalManifestOutput *own = made != NULL ? find_made(made, output) : NULL;
  g_autofree char *file = sal_manifest_names_find(names, output->path);
  g_autofree char *derived = sal_output_get_place(output->name, &rules);
  gboolean is_there;
  const gboolean is_good = compare_file(verification, output, file, &is_there);
  const gboolean is_derived = compare_made(verification, output, own, made != NULL);
  if (is_there != is_derived && own != NULL)
    describe_difference(verification, is_derived, file, derived);
  const SalCheckedOutput checked = { output, is_good && is_derived };
  g_array_append_val(verification->outputs, checked);
}

static gboolean
is_known_output(const SalStoredManifest *manifest, const SalManifestOutput *made)
{
  for (guint i = 0; i < manifest->outputs->len; i++) {
    const SalStoredOutput *output = manifest->outputs->pdata[i];
    if (g_str_equal(output->name, made->made->name))
      return TRUE;
  }
  return FALSE;
}

/* made: what was derived (SalManifestOutput); NULL: the run failed. */
static void
check_outputs(SalientVerification *verification, const SalientOptions *options, const GPtrArray *made,
              const SalManifestNames *names)
{
  const SalStoredManifest *manifest = verification->manifest;
  for (guint i = 0; i < manifest->outputs->len; i++)
    check_output(verification, manifest->outputs->pdata[i], options, made, names);
  for (guint i = 0; made != NULL && i < made->len; i++) {
    const SalManifestOutput *output = made->pdata[i];
    if (!is_known_output(manifest, output))
      add_change(verification, SAL_FOUND_OUTPUT_NEW, output->made->name, NULL, output->sha256);
  }
}

/* Running */

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
  SalProject *project = sal_project_parse(told, manifest->options, strlen(manifest->options), error);
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
  compare_manifest(verification);
  compare_versions(verification);
  if (!compare_inputs(verification, options, names, &fault))
    sal_verification_add(verification, SAL_FOUND_NOT_DERIVED, salient_task_get_name(options->task))->detail =
        g_strdup(fault->message);
  g_autoptr(GPtrArray) made = fault == NULL ? derive(verification, options) : NULL;
  if (made != NULL)
    compare_fonts(verification, options);
  check_outputs(verification, options, made, names);
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
  g_autoptr(SalientVerification) verification = g_new0(SalientVerification, 1);
  verification->options = sal_options_use(options);
  verification->outputs = g_array_new(FALSE, FALSE, sizeof(SalCheckedOutput));
  verification->findings = g_ptr_array_new_with_free_func(finding_free);
  if (verify(verification, error))
    return g_steal_pointer(&verification);
  sal_options_tell(options, error);
  return NULL;
}

void
salient_verification_free(SalientVerification *verification)
{
  if (verification == NULL)
    return;
  g_clear_pointer(&verification->findings, g_ptr_array_unref);
  g_clear_pointer(&verification->outputs, g_array_unref);
  g_clear_pointer(&verification->manifest, sal_stored_manifest_free);
  g_clear_pointer(&verification->options, salient_options_free);
  g_free(verification);
}

gboolean
salient_verification_is_identical(const SalientVerification *verification)
{
  g_return_val_if_fail(verification != NULL, FALSE);
  for (guint i = 0; i < verification->findings->len; i++)
    if (!sal_found_is_remark(((const SalFinding *)verification->findings->pdata[i])->kind))
      return FALSE;
  return sal_verification_count_identical(verification) == verification->outputs->len;
}
