/* Compares a manifest with what there is now, part by part. */
#include "library/verification-compare.h"

#include "library/first-difference.h"
#include "library/versions.h"

#include "data/base/sha256.h"

/* Adds a finding that two texts differ. */
static void
add_change(SalientVerification *verification, SalFoundKind kind, const char *about, const char *expected,
           const char *found)
{
  SalFinding *finding = sal_verification_add(verification, kind, about);
  finding->expected = g_strdup(expected);
  finding->found = g_strdup(found);
}

/* The manifest and the program */

void
sal_verification_compare_manifest(SalientVerification *verification)
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

void
sal_verification_compare_versions(SalientVerification *verification)
{
  g_autoptr(GPtrArray) versions = sal_versions_list();
  for (guint i = 0; i < versions->len; i++) {
    const SalVersion *version = versions->pdata[i];
    const char *then = find_fact(verification->manifest->versions, version->key);
    if (g_strcmp0(then, version->number) != 0)
      add_change(verification, SAL_FOUND_VERSION, version->key, then, version->number);
  }
}

void
sal_verification_compare_fonts(SalientVerification *verification, const SalientOptions *options)
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

gboolean
sal_verification_compare_inputs(SalientVerification *verification, const SalientOptions *options,
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
  const SalCheckedOutput checked = { output, is_good && is_derived, is_good && made == NULL };
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

void
sal_verification_check_outputs(SalientVerification *verification, const SalientOptions *options,
                               const GPtrArray *made, const SalManifestNames *names)
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
