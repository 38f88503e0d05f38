/* Changes as tables and as files of areas. */
#include "library/changes.h"

#include "library/basis.h"
#include "library/json-head.h"
#include "library/made-changes.h"
#include "library/outputs.h"
#include "library/sentences.h"
#include "library/table-names.h"

#include "data/base/error.h"
#include "data/table/definition.h"
#include "data/table/ledger-json.h"
#include "data/table/ledger-table.h"
#include "data/table/table-uncertainty.h"
#include "data/table/vector.h"

#include <string.h>

static const SalientOptions *
get_options(const SalientChanges *changes)
{
  return changes->series->plan->options;
}

static SalBasis
make_basis(const SalientChanges *changes)
{
  const SalTableContext context = sal_changes_get_context(changes);
  return sal_basis_make(get_options(changes), context.area_model,
                        changes->ledger != NULL ? sal_definition_make_of_places(&context)
                                                : sal_definition_make(&context));
}

/* Adds what formats say besides their rows. Takes the text. */
static char *
with_head(const SalientChanges *changes, const char *kind, SalTableFormat format, char *text)
{
  if (format == SAL_TABLE_JSON)
    return sal_json_head_put(get_options(changes), kind, text);
  if (format != SAL_TABLE_CSV)
    return text;
  g_auto(SalBasis) basis = make_basis(changes);
  return sal_basis_put_csv(&basis, text);
}

/* Whether a table in that format says how sure its figures are. */
static gboolean
tells_uncertainty(const SalientChanges *changes, SalTableFormat format)
{
  if (get_options(changes)->task != SALIENT_MEASURE || format == SAL_TABLE_SENTENCE)
    return FALSE;
  return format != SAL_TABLE_CSV || sal_uncertainty_has_columns(&changes->series->plan->settings.uncertainty);
}

char *
sal_changes_format_table(SalientChanges *changes, GPtrArray *shown, SalTableFormat format, GError **error)
{
  SalChanges part = *changes->changes;
  part.changes = shown;
  const gboolean is_told = get_options(changes)->task == SALIENT_MEASURE &&
                           (format == SAL_TABLE_JSON || format == SAL_TABLE_SENTENCE);
  if (is_told && !sal_changes_ensure_places(changes, error))
    return NULL;
  if (changes->ledger != NULL) {
    const SalTableContext context = sal_changes_get_context(changes);
    return with_head(changes, "places", format,
                     sal_ledger_format(changes->ledger, &context, changes->remarks, format));
  }
  if (tells_uncertainty(changes, format) && !sal_changes_ensure_uncertainty(changes, error))
    return NULL;
  g_autoptr(SalSentences) sentences = is_told ? sal_sentences_new(changes->series->plan, &part) : NULL;
  const SalTold told = sal_sentences_get_told(sentences);
  SalTableContext context = sal_changes_get_context(changes);
  context.told = is_told ? &told : NULL;
  return with_head(changes, "measure", format, sal_table_format(&part, &context, format));
}

static char *
format_changes(SalientChanges *changes, const char *format, GError **error)
{
  SalTableFormat table;
  g_auto(SalBasis) basis = make_basis(changes);
  if (get_options(changes)->task == SALIENT_EXPORT && g_str_equal(format, "geojson"))
    return sal_changes_ensure_areas(changes, error) ? sal_vector_format_geojson(changes->areas, &basis, error)
                                                    : NULL;
  if (changes->ledger != NULL && g_str_equal(format, "geojson"))
    return sal_ledger_format_geojson(changes->ledger, &basis);
  return sal_table_format_parse(format, &table, error)
             ? sal_changes_format_table(changes, changes->changes->changes, table, error)
             : NULL;
}

char *
salient_changes_format(SalientChanges *changes, const char *format, GError **error)
{
  g_return_val_if_fail(changes != NULL && format != NULL, NULL);
  char *text = format_changes(changes, format, error);
  if (text == NULL)
    sal_options_tell(get_options(changes), error);
  return text;
}

/* The areas of some changes of all. Lent. */
static GPtrArray *
list_areas(const SalientChanges *changes, const GPtrArray *shown)
{
  GPtrArray *areas = g_ptr_array_new();
  g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < shown->len; i++)
    g_hash_table_add(known, shown->pdata[i]);
  for (guint i = 0; i < changes->areas->len; i++)
    if (g_hash_table_contains(known, ((const SalChangedArea *)changes->areas->pdata[i])->change))
      g_ptr_array_add(areas, changes->areas->pdata[i]);
  return areas;
}

/* A shapefile is several files, of which no more is known than of the one that was named. */
static void
note_file(const SalientChanges *changes, const SalTableFile *file)
{
  const SalientOptions *options = get_options(changes);
  if (!sal_made_is_wanted(options))
    return;
  sal_made_add(options,
               sal_made_of_changes(file->name, file->changes, changes->series->plan->settings.area_model));
  g_autoptr(GPtrArray) all = options->task == SALIENT_EXPORT ? sal_vector_list_files(file->name) : NULL;
  for (guint i = 1; all != NULL && i < all->len; i++)
    sal_made_add_name(options, all->pdata[i]);
}

static gboolean
write_file(SalientChanges *changes, const SalTableFile *file, GError **error)
{
  const SalientOptions *options = get_options(changes);
  const SalOutputRules rules = sal_options_get_output_rules(options);
  g_auto(SalBasis) basis = make_basis(changes);
  if (options->task == SALIENT_EXPORT) {
    g_autoptr(GPtrArray) areas = list_areas(changes, file->changes);
    if (!sal_vector_write(areas, &basis, file->name, &rules, error))
      return FALSE;
    note_file(changes, file);
    return TRUE;
  }
  SalTableFormat format;
  const gboolean is_points = changes->ledger != NULL && sal_formats_is_points(file->name);
  if (!is_points && !sal_outputs_find_table(options, file->name, &format, error))
    return FALSE;
  g_autofree char *text = is_points ? sal_ledger_format_geojson(changes->ledger, &basis)
                                    : sal_changes_format_table(changes, file->changes, format, error);
  if (text == NULL)
    return FALSE;
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  if (!sal_output_write(file->name, bytes, &rules, error))
    return FALSE;
  note_file(changes, file);
  return TRUE;
}

/* The ledger is of all periods: no pattern. */
static gboolean
write_ledger(SalientChanges *changes, const char *path, GError **error)
{
  const SalTableFile file = { .name = (char *)path, .changes = changes->changes->changes };
  return write_file(changes, &file, error);
}

static GPtrArray *
list_files(SalientChanges *changes, const char *pattern)
{
  guint n;
  GPtrArray *files = sal_changes_deal_files(changes, pattern, &n);
  if (files->len == 0)
    g_ptr_array_add(changes->remarks, sal_shard_describe_none(&changes->series->plan->shard, n, "file"));
  return files;
}

/* All files of a pattern are checked before one is written. */
static gboolean
write_changes(SalientChanges *changes, const char *pattern, GError **error)
{
  const SalientSeries *series = changes->series;
  g_autoptr(GPtrArray) files = list_files(changes, pattern);
  for (guint i = 0; i < files->len; i++)
    if (!sal_outputs_check_file(series->plan->options, series->plan->inputs,
                                ((const SalTableFile *)files->pdata[i])->name, error))
      return FALSE;
  for (guint i = 0; i < files->len; i++)
    if (!write_file(changes, files->pdata[i], error))
      return FALSE;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&changes->lock);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add(changes->files, g_strdup(((const SalTableFile *)files->pdata[i])->name));
  return TRUE;
}

gboolean
salient_changes_write(SalientChanges *changes, const char *path, GError **error)
{
  g_return_val_if_fail(changes != NULL && path != NULL, FALSE);
  return (changes->ledger != NULL ? write_ledger(changes, path, error)
                                  : write_changes(changes, path, error)) ||
         sal_options_tell(get_options(changes), error);
}

gboolean
salient_changes_keep_record(SalientChanges *changes, GError **error)
{
  g_return_val_if_fail(changes != NULL, FALSE);
  const SalBesideRun run = { changes->series, &changes->series->plan->settings.change, changes->rows, NULL };
  return sal_beside_keep_record(&run, error) || sal_options_tell(get_options(changes), error);
}
