/* Joins the JSON documents of the shards of a run into that of the run.
 *
 * All that shards say of the run is the same in each, so that is compared and taken from the first; their records are put in the
 * order of the pictures. Nothing is written anew, so that the bytes are those of a run without shards. */
#include "library/inputs.h"

#include "data/base/error.h"
#include "data/base/json-slices.h"
#include "data/base/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define SCHEMA "\"salient-render-1\""
#define MOST_BYTES ((gsize)1 << 30)
#define MOST_NAMED 8

/* The document of a shard. */
typedef struct {
  char *told; /* its path, as messages show it */
  char *text;
  GArray *members, *records, *own; /* SalJsonSlice: of the document, of its maps, and their numbers */
  SalJsonSlice run;                /* the digest of what all shards have in common */
  guint number, count, n_pictures;
} Document;

static void
document_free(gpointer data)
{
  Document *document = data;
  g_clear_pointer(&document->members, g_array_unref);
  g_clear_pointer(&document->records, g_array_unref);
  g_clear_pointer(&document->own, g_array_unref);
  g_free(document->told);
  g_free(document->text);
  g_free(document);
}

/* Reading */

/* Reads a file to its end, which may be a pipe, up to a limit. */
static char *
read_text(const char *path, const char *told, gsize *n, GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);
  char buffer[65536];
  gsize n_read;
  FILE *file = g_fopen(path, "rb");
  if (file == NULL) {
    sal_error_set(error, SAL_ERROR_IO, "%s: expected a file that can be read, got '%s'", told,
                  g_strerror(errno));
    return NULL;
  }
  while (text->len <= MOST_BYTES && (n_read = fread(buffer, 1, sizeof buffer, file)) > 0)
    g_string_append_len(text, buffer, (gssize)n_read);
  const int why = ferror(file) ? errno : 0;
  fclose(file);
  if (why != 0)
    sal_error_set(error, SAL_ERROR_IO, "%s: expected a file that can be read, got '%s'", told,
                  g_strerror(why));
  else if (text->len > MOST_BYTES)
    sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected at most 1 GiB, got more", told);
  else {
    *n = text->len;
    return g_string_free(g_steal_pointer(&text), FALSE);
  }
  return NULL;
}

/* The content of a member that is an object or array. NULL: it is missing, or is neither. Owned by the caller. */
static GArray *
read_member(const GArray *members, const char *name)
{
  const SalJsonSlice *slice = sal_json_slices_find(members, name);
  return slice != NULL ? sal_json_slices_read(slice->text, slice->n, NULL) : NULL;
}

static gboolean
find_number(const GArray *members, const char *name, guint *number)
{
  const SalJsonSlice *slice = sal_json_slices_find(members, name);
  return slice != NULL && sal_json_slice_get_number(slice, number);
}

static gboolean
find_parts(Document *document)
{
  g_autoptr(GArray) shard = read_member(document->members, "shard");
  const SalJsonSlice *run = shard != NULL ? sal_json_slices_find(shard, "run") : NULL;
  if (run == NULL || !find_number(shard, "number", &document->number) ||
      !find_number(shard, "count", &document->count) ||
      !find_number(shard, "pictures", &document->n_pictures))
    return FALSE;
  document->run = *run;
  document->records = read_member(document->members, "maps");
  document->own = read_member(shard, "own");
  return document->records != NULL && document->own != NULL && document->records->len == document->own->len &&
         document->number >= 1 && document->number <= document->count;
}

static gboolean
parse(Document *document, gsize n, GError **error)
{
  document->members = sal_json_slices_read(document->text, n, error);
  if (document->members == NULL) {
    g_prefix_error(error, "%s: ", document->told);
    return FALSE;
  }
  const SalJsonSlice *schema = sal_json_slices_find(document->members, "schema");
  const SalJsonSlice wanted = { NULL, 0, SCHEMA, strlen(SCHEMA) };
  const gboolean is_render = schema != NULL && sal_json_slice_is_like(schema, &wanted);
  if (is_render && find_parts(document))
    return TRUE;
  return sal_error_set(
      error, SAL_ERROR_FORMAT,
      "%s: expected what 'render " SAL_OPTION("shard") " K/N " SAL_OPTION("format") " json' prints, got %s",
      document->told,
      !is_render                                                 ? "another document"
      : sal_json_slices_find(document->members, "shard") == NULL ? "that of a run without shards"
                                                                 : "a shard that is not as it was written");
}

static Document *
read_document(const char *path, GError **error)
{
  Document *document = g_new0(Document, 1);
  gsize n;
  document->told = sal_error_quote_path(path);
  document->text = read_text(path, document->told, &n, error);
  if (document->text != NULL && parse(document, n, error))
    return document;
  document_free(document);
  return NULL;
}

/* Comparing */

/* A value as a message shows it. Owned by the caller. */
static char *
tell(const SalJsonSlice *slice)
{
  if (slice == NULL)
    return g_strdup("nothing");
  g_autofree char *text = g_strndup(slice->text, MIN(slice->n, 60));
  g_autofree char *line = g_strdelimit(g_strdup(text), "\n\t", ' ');
  g_autofree char *valid = g_utf8_make_valid(line, -1);
  g_autofree char *quoted = sal_error_quote(valid);
  return slice->n > 60 ? g_strconcat(quoted, "...", NULL) : g_steal_pointer(&quoted);
}

/* A key without its quotes. Owned by the caller. */
static char *
tell_key(const SalJsonSlice *slice)
{
  g_autofree char *key = g_strndup(slice->key + 1, slice->n_key - 2);
  return sal_error_quote(key);
}

static const SalJsonSlice *
find_like(const GArray *slices, const SalJsonSlice *slice)
{
  for (guint i = 0; i < slices->len; i++)
    if (sal_json_slice_has_key(&g_array_index(slices, SalJsonSlice, i), slice))
      return &g_array_index(slices, SalJsonSlice, i);
  return NULL;
}

static gboolean
has_difference(const GArray *slices, const GArray *others, const SalJsonSlice **slice,
               const SalJsonSlice **other)
{
  for (guint i = 0; i < slices->len; i++) {
    *slice = &g_array_index(slices, SalJsonSlice, i);
    *other = find_like(others, *slice);
    if (*other == NULL || !sal_json_slice_is_like(*slice, *other))
      return TRUE;
  }
  return FALSE;
}

/* Names what differs in a member that is an object of plain values: a version, or an option. */
static gboolean
compare_objects(const Document *first, const Document *document, const char *name, GError **error)
{
  g_autoptr(GArray) expected = read_member(first->members, name), got = read_member(document->members, name);
  const SalJsonSlice *a = NULL, *b = NULL;
  if (expected == NULL || got == NULL)
    return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected the member '%s', got none",
                         expected == NULL ? first->told : document->told, name);
  if (!has_difference(expected, got, &a, &b)) {
    if (!has_difference(got, expected, &b, &a))
      return TRUE;
  }
  g_autofree char *key = tell_key(a != NULL ? a : b), *wanted = tell(a), *found = tell(b);
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s: %s: %s: expected %s, as in %s, got %s", document->told,
                       name, key, wanted, first->told, found);
}

/* Whether a member is of the shard and not of the run. */
static gboolean
is_of_shard(const SalJsonSlice *slice)
{
  static const char *const names[] = { "\"maps\"", "\"shard\"" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (slice->n_key == strlen(names[i]) && memcmp(slice->key, names[i], slice->n_key) == 0)
      return TRUE;
  return FALSE;
}

/* All else that a run says: of the same sources, in the same order. */
static gboolean
compare_rest(const Document *first, const Document *document, GError **error)
{
  for (guint i = 0; i < MAX(first->members->len, document->members->len); i++) {
    const SalJsonSlice none = { "\"?\"", 3, "", 0 };
    const SalJsonSlice *a = i < first->members->len ? &g_array_index(first->members, SalJsonSlice, i) : &none;
    const SalJsonSlice *b =
        i < document->members->len ? &g_array_index(document->members, SalJsonSlice, i) : &none;
    if (sal_json_slice_has_key(a, b) && (is_of_shard(a) || sal_json_slice_is_like(a, b)))
      continue;
    g_autofree char *key = tell_key(a == &none ? b : a);
    return sal_error_set(
        error, SAL_ERROR_FORMAT,
        "%s: %s: expected what %s has, got something else (have sources changed between the runs?)",
        document->told, key, first->told);
  }
  return TRUE;
}

static gboolean
compare_documents(const Document *first, const Document *document, GError **error)
{
  if (!compare_objects(first, document, "versions", error) ||
      !compare_objects(first, document, "options", error))
    return FALSE;
  if (document->count != first->count)
    return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected a shard of %u, as %s is, got %u/%u",
                         document->told, first->count, first->told, document->number, document->count);
  if (document->n_pictures != first->n_pictures)
    return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected %u pictures, as in %s, got %u",
                         document->told, first->n_pictures, first->told, document->n_pictures);
  if (!compare_rest(first, document, error))
    return FALSE;
  return sal_json_slice_is_like(&first->run, &document->run) ||
         sal_error_set(
             error, SAL_ERROR_FORMAT,
             "%s: run: expected that of %s, got another (have maps of the project changed between the "
             "runs?)",
             document->told, first->told);
}

static const Document *
find_number_of(const GPtrArray *documents, guint number)
{
  for (guint i = 0; i < documents->len; i++)
    if (((const Document *)documents->pdata[i])->number == number)
      return documents->pdata[i];
  return NULL;
}

/* Says which shards are missing. */
static gboolean
check_all_there(const GPtrArray *documents, GError **error)
{
  const guint count = ((const Document *)documents->pdata[0])->count;
  g_autoptr(GString) names = g_string_new(NULL);
  guint n_missing = count - documents->len, n_named = 0;
  for (guint number = 1; number <= count && n_named < MIN(n_missing, MOST_NAMED); number++)
    if (find_number_of(documents, number) == NULL)
      g_string_append_printf(names, "%s%u/%u", n_named++ > 0 ? ", " : "", number, count);
  if (n_missing == 0)
    return TRUE;
  if (n_missing > n_named)
    g_string_append_printf(names, " and %u more", n_missing - n_named);
  return sal_error_set(error, SAL_ERROR_FORMAT, "merge: expected all %u shards, got %u: missing %s", count,
                       documents->len, names->str);
}

/* The records of all pictures, of which there are as many as pictures if all is well: so many that the files must have them. */
typedef struct {
  const SalJsonSlice **records; /* by the number of the picture; lent, NULL where one is missing */
  guint n;
} Records;

static gboolean
place_records(const Document *document, const Records *all, GError **error)
{
  for (guint i = 0; i < document->own->len; i++) {
    guint number = G_MAXUINT;
    sal_json_slice_get_number(&g_array_index(document->own, SalJsonSlice, i), &number);
    if (number >= document->n_pictures || (number < all->n && all->records[number] != NULL))
      return sal_error_set(
          error, SAL_ERROR_FORMAT,
          "%s: own: expected numbers of pictures of which no other shard has a record, got others",
          document->told);
    if (number < all->n)
      all->records[number] = &g_array_index(document->records, SalJsonSlice, i);
  }
  return TRUE;
}

static gboolean
place_all(const GPtrArray *documents, const Records *all, GError **error)
{
  const Document *first = documents->pdata[0];
  guint missing = 0;
  for (guint i = 0; i < documents->len; i++)
    if (!place_records(documents->pdata[i], all, error))
      return FALSE;
  if (all->n == first->n_pictures)
    return TRUE;
  while (missing < all->n && all->records[missing] != NULL)
    missing++;
  return sal_error_set(
      error, SAL_ERROR_FORMAT,
      "merge: expected records of %u pictures, got %u: that of picture %u is missing (has a shard "
      "failed on its way?)",
      first->n_pictures, all->n, missing);
}

/* Joining */

static void
append_records(GString *text, const SalJsonSlice **records, guint n)
{
  g_string_append_c(text, '[');
  for (guint i = 0; i < n; i++) {
    g_string_append(text, i > 0 ? ",\n    " : "\n    ");
    g_string_append_len(text, records[i]->text, (gssize)records[i]->n);
  }
  g_string_append(text, n > 0 ? "\n  ]" : "]");
}

static char *
join(const Document *first, const SalJsonSlice **records)
{
  GString *text = g_string_new("{");
  const char *separator = "\n  ";
  for (guint i = 0; i < first->members->len; i++) {
    const SalJsonSlice *member = &g_array_index(first->members, SalJsonSlice, i);
    const gboolean is_own = is_of_shard(member), is_maps = is_own && member->key[1] == 'm';
    if (is_own && !is_maps)
      continue;
    g_string_append(text, separator);
    g_string_append_len(text, member->key, (gssize)member->n_key);
    g_string_append(text, ": ");
    if (is_maps)
      append_records(text, records, first->n_pictures);
    else
      g_string_append_len(text, member->text, (gssize)member->n);
    separator = ",\n  ";
  }
  g_string_append(text, "\n}\n");
  return g_string_free(text, FALSE);
}

static gboolean
add_document(GPtrArray *documents, const char *path, GError **error)
{
  Document *document = read_document(path, error);
  if (document == NULL)
    return FALSE;
  const Document *same = find_number_of(documents, document->number);
  g_ptr_array_add(documents, document);
  if (documents->len > 1 && !compare_documents(documents->pdata[0], document, error))
    return FALSE;
  return same == NULL ||
         sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected each shard once, got %u/%u, as %s is",
                       document->told, document->number, document->count, same->told);
}

static char *
merge(const char *const *paths, GError **error)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func(document_free);
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    if (!add_document(documents, paths[i], error))
      return NULL;
  if (documents->len == 0) {
    sal_error_set(error, SAL_ERROR_USAGE, "expected the files that the shards of a run printed, got none");
    return NULL;
  }
  if (!check_all_there(documents, error))
    return NULL;
  guint n = 0;
  for (guint i = 0; i < documents->len; i++)
    n += ((const Document *)documents->pdata[i])->own->len;
  g_autofree const SalJsonSlice **records = g_new0(const SalJsonSlice *, n + 1);
  const Records all = { records, n };
  return place_all(documents, &all, error) ? join(documents->pdata[0], records) : NULL;
}

static gboolean
is_for_merging(const SalientOptions *options, GError **error)
{
  return options->task == SALIENT_MERGE ||
         sal_error_set(error, SAL_ERROR_USAGE, "merge: expected options of merge, got those of %s",
                       salient_task_get_name(options->task));
}

/* Checks the names of outputs before a document is read. */
static gboolean
check(const SalientOptions *options, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  g_autoptr(SalInputs) inputs = sal_inputs_new(options);
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++)
    if (!g_str_equal(options->outputs->pdata[i], "-") &&
        (!sal_inputs_check(inputs, options->outputs->pdata[i], error) ||
         !sal_output_check(options->outputs->pdata[i], &rules, error)))
      return FALSE;
  return TRUE;
}

char *
salient_merge_format(SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL, NULL);
  char *text = is_for_merging(options, error) && check(options, error)
                   ? merge(sal_options_get_strings(options->sources), error)
                   : NULL;
  if (text == NULL)
    sal_options_tell(options, error);
  return text;
}

gboolean
salient_merge_write(SalientOptions *options, const char *text, GError **error)
{
  g_return_val_if_fail(options != NULL && text != NULL, FALSE);
  const SalOutputRules rules = sal_options_get_output_rules(options);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++)
    if (!g_str_equal(options->outputs->pdata[i], "-") &&
        !sal_output_write(options->outputs->pdata[i], bytes, &rules, error))
      return sal_options_tell(options, error);
  return TRUE;
}
