#include "library/stored-manifest.h"

#include "library/manifest.h"

#include "data/base/error.h"

#include <string.h>

#define MOST_BYTES ((gsize)1 << 28)

static void
input_free(gpointer data)
{
  SalStoredInput *input = data;
  g_free(input->path);
  g_free(input->role);
  g_free(input->sha256);
  g_free(input->why);
  g_free(input);
}

static void
output_free(gpointer data)
{
  SalStoredOutput *output = data;
  g_free(output->path);
  g_free(output->name);
  g_free(output->format);
  g_free(output->sha256);
  g_free(output);
}

static void
edit_free(gpointer data)
{
  g_free(((SalStoredEdit *)data)->name);
  g_free(data);
}

static void
fact_free(gpointer data)
{
  SalStoredFact *fact = data;
  g_free(fact->name);
  g_free(fact->text);
  g_free(fact);
}

void
sal_stored_manifest_free(SalStoredManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_free(manifest->path);
  g_free(manifest->folder);
  g_free(manifest->spelling);
  g_free(manifest->created);
  g_free(manifest->options);
  g_clear_pointer(&manifest->versions, g_ptr_array_unref);
  g_clear_pointer(&manifest->fonts, g_ptr_array_unref);
  g_clear_pointer(&manifest->inputs, g_ptr_array_unref);
  g_clear_pointer(&manifest->outputs, g_ptr_array_unref);
  g_clear_pointer(&manifest->edits, g_ptr_array_unref);
  g_free(manifest);
}

/* Members */

static GArray *
read_content(const SalJsonSlice *slice, char bracket)
{
  return slice != NULL && *slice->text == bracket ? sal_json_slices_read(slice->text, slice->n, NULL) : NULL;
}

static GArray *
read_member(const GArray *members, const char *name, char bracket)
{
  return read_content(sal_json_slices_find(members, name), bracket);
}

/* The text of a member; NULL: it is missing, null or no text. */
static char *
read_text(const GArray *members, const char *name)
{
  const SalJsonSlice *slice = sal_json_slices_find(members, name);
  return slice != NULL ? sal_json_slice_get_text(slice) : NULL;
}

static gboolean
fail(const char *what, const char *expected, GError **error)
{
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected %s, got something else", what, expected);
}

/* A digest, or NULL for null. */
static gboolean
read_digest(const GArray *members, char **digest)
{
  const SalJsonSlice *slice = sal_json_slices_find(members, "sha256");
  *digest = read_text(members, "sha256");
  return slice != NULL &&
         (sal_json_slice_is_word(slice, "null") ||
          (*digest != NULL && strlen(*digest) == 64 && strspn(*digest, "0123456789abcdef") == 64));
}

/* Reads one element of a list into what the manifest keeps. */
typedef gboolean (*ElementFunc)(SalStoredManifest *manifest, const GArray *members);

static gboolean
read_input(SalStoredManifest *manifest, const GArray *members)
{
  SalStoredInput *input = g_new0(SalStoredInput, 1);
  g_ptr_array_add(manifest->inputs, input);
  input->path = read_text(members, "path");
  input->role = read_text(members, "role");
  input->why = read_text(members, "not_hashed");
  return read_digest(members, &input->sha256) && input->path != NULL && input->role != NULL;
}

static gboolean
read_output(SalStoredManifest *manifest, const GArray *members)
{
  SalStoredOutput *output = g_new0(SalStoredOutput, 1);
  g_ptr_array_add(manifest->outputs, output);
  output->path = read_text(members, "path");
  output->name = read_text(members, "name");
  output->format = read_text(members, "format");
  return read_digest(members, &output->sha256) && output->path != NULL && output->name != NULL;
}

static gboolean
read_font(SalStoredManifest *manifest, const GArray *members)
{
  g_autofree char *family = read_text(members, "family"), *digest = NULL;
  const SalJsonSlice *weight = sal_json_slices_find(members, "weight"),
                     *italic = sal_json_slices_find(members, "italic");
  guint number;
  if (family == NULL || weight == NULL || italic == NULL || !read_digest(members, &digest) ||
      !sal_json_slice_get_number(weight, &number))
    return FALSE;
  SalStoredFact *fact = g_new(SalStoredFact, 1);
  *fact = (SalStoredFact){ sal_made_font_name(family, (int)number, sal_json_slice_is_word(italic, "true")),
                           g_steal_pointer(&digest) };
  g_ptr_array_add(manifest->fonts, fact);
  return TRUE;
}

static gboolean
read_list(SalStoredManifest *manifest, const GArray *members, const char *name, ElementFunc read,
          GError **error)
{
  g_autoptr(GArray) elements = read_member(members, name, '[');
  if (elements == NULL)
    return fail(name, "a list", error);
  for (guint i = 0; i < elements->len; i++) {
    g_autoptr(GArray) element = read_content(&g_array_index(elements, SalJsonSlice, i), '{');
    if (element == NULL || !read(manifest, element))
      return fail(name, "what " SAL_OPTION("manifest") " writes", error);
  }
  return TRUE;
}

static char *
get_key(const SalJsonSlice *slice)
{
  return g_strndup(slice->key + 1, slice->n_key - 2);
}

static gboolean
read_versions(SalStoredManifest *manifest, const GArray *members, GError **error)
{
  g_autoptr(GArray) versions = read_member(members, "versions", '{');
  for (guint i = 0; versions != NULL && i < versions->len; i++) {
    const SalJsonSlice *slice = &g_array_index(versions, SalJsonSlice, i);
    SalStoredFact *fact = g_new(SalStoredFact, 1);
    *fact = (SalStoredFact){ get_key(slice), sal_json_slice_get_text(slice) };
    g_ptr_array_add(manifest->versions, fact);
  }
  return versions != NULL || fail("versions", "an object", error);
}

/* Edits */

static void
add_edit(SalStoredManifest *manifest, gboolean is_option, char *name)
{
  SalStoredEdit *edit = g_new(SalStoredEdit, 1);
  edit->is_option = is_option;
  edit->name = name;
  g_ptr_array_add(manifest->edits, edit);
}

/* Compares members with their digests; those that either lacks were edited as well. */
static void
find_edits(SalStoredManifest *manifest, const GArray *members, const GArray *digests, gboolean are_options)
{
  static const char *const apart[] = { "digests", "options", NULL };
  for (guint i = 0; i < members->len; i++) {
    const SalJsonSlice *member = &g_array_index(members, SalJsonSlice, i);
    g_autofree char *key = get_key(member), *digest = sal_manifest_digest(member);
    g_autofree char *known = digests != NULL ? read_text(digests, key) : NULL;
    if (g_strcmp0(known, digest) != 0 && (are_options || !g_strv_contains(apart, key)))
      add_edit(manifest, are_options, g_steal_pointer(&key));
  }
  for (guint i = 0; digests != NULL && i < digests->len; i++) {
    g_autofree char *key = get_key(&g_array_index(digests, SalJsonSlice, i));
    if (sal_json_slices_find(members, key) == NULL)
      add_edit(manifest, are_options, g_steal_pointer(&key));
  }
}

static void
find_all_edits(SalStoredManifest *manifest, const GArray *members, const GArray *options)
{
  g_autoptr(GArray) digests = read_member(members, "digests", '{');
  g_autoptr(GArray) of_members = digests != NULL ? read_member(digests, "members", '{') : NULL;
  g_autoptr(GArray) of_options = digests != NULL ? read_member(digests, "options", '{') : NULL;
  find_edits(manifest, members, of_members, FALSE);
  find_edits(manifest, options, of_options, TRUE);
}

/* The whole */

static gboolean
find_task(const char *verb, SalientTask *task, GError **error)
{
  for (guint i = 0; verb != NULL && i < SALIENT_N_TASKS; i++)
    if (g_str_equal(salient_task_get_name((SalientTask)i), verb) &&
        sal_option_find((SalientTask)i, "manifest") != NULL) {
      *task = (SalientTask)i;
      return TRUE;
    }
  return fail("verb", "one that has " SAL_OPTION("manifest"), error);
}

static gboolean
read_options(SalStoredManifest *manifest, const GArray *members, GError **error)
{
  const SalJsonSlice *slice = sal_json_slices_find(members, "options");
  g_autoptr(GArray) options = read_content(slice, '{');
  if (options == NULL)
    return fail("options", "an object", error);
  manifest->options = g_strndup(slice->text, slice->n);
  find_all_edits(manifest, members, options);
  return TRUE;
}

static gboolean
parse(SalStoredManifest *manifest, const GArray *members, GError **error)
{
  g_autofree char *schema = read_text(members, "schema"), *verb = read_text(members, "verb");
  if (g_strcmp0(schema, SAL_MANIFEST_SCHEMA) != 0) {
    g_autofree char *quoted = sal_error_quote(schema != NULL ? schema : "");
    return sal_error_set(
        error, SAL_ERROR_FORMAT, "expected a manifest (schema '" SAL_MANIFEST_SCHEMA "'), got %s%s%s",
        schema != NULL ? "'" : "another document", schema != NULL ? quoted : "", schema != NULL ? "'" : "");
  }
  manifest->folder = read_text(members, "folder");
  manifest->spelling = read_text(members, "spelling");
  manifest->created = read_text(members, "created");
  manifest->is_masked = sal_json_slices_find(members, "masked") != NULL;
  if (manifest->folder == NULL)
    return fail("folder", "a path", error);
  return find_task(verb, &manifest->task, error) && read_versions(manifest, members, error) &&
         read_list(manifest, members, "inputs", read_input, error) &&
         read_list(manifest, members, "fonts", read_font, error) &&
         read_list(manifest, members, "outputs", read_output, error) &&
         read_options(manifest, members, error);
}

static SalStoredManifest *
manifest_new(const char *path)
{
  SalStoredManifest *manifest = g_new0(SalStoredManifest, 1);
  const gboolean is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
  manifest->path = is_folder ? g_build_filename(path, SAL_MANIFEST_NAME, NULL) : g_strdup(path);
  manifest->versions = g_ptr_array_new_with_free_func(fact_free);
  manifest->fonts = g_ptr_array_new_with_free_func(fact_free);
  manifest->inputs = g_ptr_array_new_with_free_func(input_free);
  manifest->outputs = g_ptr_array_new_with_free_func(output_free);
  manifest->edits = g_ptr_array_new_with_free_func(edit_free);
  return manifest;
}

static char *
read_file(const char *path, gsize *n, GError **error)
{
  g_autoptr(GError) fault = NULL;
  g_autoptr(GMappedFile) file =
      g_file_test(path, G_FILE_TEST_IS_REGULAR) || !g_file_test(path, G_FILE_TEST_EXISTS)
          ? g_mapped_file_new(path, FALSE, &fault)
          : NULL;
  if (file == NULL) {
    const gboolean is_missing = fault != NULL && g_error_matches(fault, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    sal_error_set(error, SAL_ERROR_IO, "expected a manifest, got %s",
                  is_missing ? "no such file" : "what cannot be read");
    return NULL;
  }
  *n = g_mapped_file_get_length(file);
  if (*n <= MOST_BYTES)
    return g_strndup(g_mapped_file_get_contents(file), *n);
  sal_error_set(error, SAL_ERROR_FORMAT, "expected a manifest of at most 256 MiB, got more");
  return NULL;
}

SalStoredManifest *
sal_stored_manifest_read(const char *path, GError **error)
{
  g_autoptr(SalStoredManifest) manifest = manifest_new(path);
  g_autofree char *quoted = sal_error_quote_path(manifest->path);
  gsize n = 0;
  g_autofree char *text = read_file(manifest->path, &n, error);
  g_autoptr(GArray) members = text != NULL ? sal_json_slices_read(text, n, error) : NULL;
  if (members != NULL && parse(manifest, members, error))
    return g_steal_pointer(&manifest);
  g_prefix_error(error, "%s: ", quoted);
  return NULL;
}
