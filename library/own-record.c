#include "library/own-record.h"

#include "library/option.h"

#include "data/base/epoch.h"
#include "data/base/error.h"
#include "data/base/locked-file.h"
#include "data/base/output.h"

#include <stdlib.h>
#include <string.h>

#define MAX_BYTES ((gsize)64 << 20)
#define MOST_OPTIONS_BYTES 8192 /* a longer text of options is kept as its digest */

/* The options on which figures rest, but for those that say what is a reset. */
static const char *const figure_options[] = { "exclude",
                                              "skip-bad",
                                              "increments",
                                              "layer",
                                              "where",
                                              "class",
                                              "exclusive",
                                              "source-crs",
                                              "territory",
                                              "side",
                                              "snap",
                                              "date-field",
                                              "date-pattern",
                                              "time-zone",
                                              "valid-from",
                                              "valid-to",
                                              "valid-to-included",
                                              "date-shift",
                                              "allow-empty",
                                              "boundary",
                                              "sample",
                                              "max-gap",
                                              "area-model",
                                              "overlay",
                                              "aoi",
                                              "clip-to",
                                              "count-within",
                                              NULL };
static const char *const reset_options[] = { "accept-reset", "genuine", NULL };

/* What a line rests on */

/* Replaces what separates options from each other. */
static void
append_value(GString *text, const char *value)
{
  for (const char *c = value; *c != '\0'; c++)
    g_string_append_c(text, *c == ';' ? ',' : *c);
}

/* "name=value; name=value", in the order of the names' list. Owned by the caller. */
static char *
format_options(const SalientOptions *options, const char *const *names)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++) {
    const char *name = row->option.name;
    if (!sal_option_is_of(row, options->task) || !g_strv_contains(names, name) ||
        !g_hash_table_contains(options->given, name))
      continue;
    const char *const *list = row->option.is_list ? sal_option_get_list(row, options) : NULL;
    g_autofree char *value =
        row->option.is_list ? g_strjoinv(",", (char **)list) : sal_option_format(row, options);
    g_string_append_printf(text, "%s%s=", text->len > 0 ? "; " : "", name);
    append_value(text, value);
  }
  if (text->len <= MOST_OPTIONS_BYTES)
    return g_strdup(text->str);
  g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, (gssize)text->len);
  return g_strdup_printf("sha256=%s", digest);
}

/* The file of this machine that a path of GDAL leads to: of a member of an archive the archive. Owned by the caller; NULL:
 * none. */
static char *
find_file(const char *path)
{
  g_autofree char *file = g_strdup(path);
  while (g_str_has_prefix(file, "/vsi") && strchr(file + 1, '/') != NULL) {
    char *inner = g_strdup(strchr(file + 1, '/') + 1);
    g_free(file);
    file = inner;
  }
  while (strchr(file, '/') != NULL && !g_file_test(file, G_FILE_TEST_EXISTS))
    *strrchr(file, '/') = '\0';
  return g_file_test(file, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer(&file) : NULL;
}

static gboolean
add_content(GChecksum *checksum, const char *path)
{
  g_autofree char *file = find_file(path);
  g_autoptr(GMappedFile) mapped = file != NULL ? g_mapped_file_new(file, FALSE, NULL) : NULL;
  if (mapped == NULL)
    return FALSE;
  if (g_mapped_file_get_length(mapped) > 0)
    g_checksum_update(checksum, (const guchar *)g_mapped_file_get_contents(mapped),
                      (gssize)g_mapped_file_get_length(mapped));
  return TRUE;
}

/* The digest of the files of a snapshot; "" if they are elsewhere. Owned by the caller. */
static char *
digest_entry(const SalEntry *entry)
{
  g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
  if (!add_content(checksum, entry->path))
    return g_strdup("");
  for (guint i = 0; i < entry->n_others; i++)
    if (!add_content(checksum, entry->others[i]))
      return g_strdup("");
  return g_strdup(g_checksum_get_string(checksum));
}

/* The same of the snapshot of a day, each read once. */
static const char *
find_digest(const SalSeries *series, SalDay day, GHashTable *digests)
{
  gpointer key = GINT_TO_POINTER(day);
  const char *known = g_hash_table_lookup(digests, key);
  if (known != NULL)
    return known;
  char *digest = NULL;
  for (guint i = 0; digest == NULL && i < sal_series_get_n_entries(series); i++)
    if (sal_series_get_entry(series, i)->day == day)
      digest = digest_entry(sal_series_get_entry(series, i));
  if (digest == NULL)
    digest = g_strdup("");
  g_hash_table_insert(digests, key, digest);
  return digest;
}

/* A figure is provisional as long as its period is not over, a redefinition of the data is suspected in it and not decided,
 * or the source ends with a snapshot that only stands in for its last boundary. */
static gboolean
is_provisional(const SalSeries *series, const SalChange *change)
{
  const SalDay last = sal_series_get_entry(series, sal_series_get_n_entries(series) - 1)->day;
  return change->period.partial || sal_change_is_doubted(change) ||
         (change->to_snapshot != change->period.to && change->to_snapshot == last);
}

/* The day of publication. Owned by the caller. */
static char *
find_today(const SalientOptions *options, GError **error)
{
  g_autoptr(GDateTime) told = NULL, now = g_date_time_new_now_utc();
  if (options->moment == NULL && !sal_epoch_find(&told, error))
    return NULL;
  GDateTime *moment = options->moment != NULL ? options->moment : told != NULL ? told : now;
  return g_date_time_format(moment, "%Y-%m-%d");
}

/* What all lines of a run have in common. */
typedef struct {
  char *today, *resets, *options;
  GHashTable *digests; /* GINT_TO_POINTER() of a day: of its snapshot's files */
} Common;

static void
common_clear(Common *common)
{
  g_free(common->today);
  g_free(common->resets);
  g_free(common->options);
  g_clear_pointer(&common->digests, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Common, common_clear)

static SalPublication
make_line(const SalSeries *series, const SalRow *row, const Common *common)
{
  const SalChange *change = row->change;
  return (SalPublication){ .published = g_strdup(common->today),
                           .period = g_strdup(change->period.name),
                           .class_name = g_strdup(change->class_name),
                           .from_snapshot = sal_day_format(change->from_snapshot),
                           .to_snapshot = sal_day_format(change->to_snapshot),
                           .gained_m2 = row->gained,
                           .lost_m2 = row->lost,
                           .net_m2 = row->net,
                           .is_provisional = is_provisional(series, change),
                           .why = g_strdup(""),
                           .from_digest =
                               g_strdup(find_digest(series, change->from_snapshot, common->digests)),
                           .to_digest = g_strdup(find_digest(series, change->to_snapshot, common->digests)),
                           .resets = g_strdup(common->resets),
                           .options = g_strdup(common->options),
                           .version = g_strdup(salient_get_version()) };
}

static SalOwnRun *
make_run(const SalOwnFigures *figures, SalOwnRecord *record, const Common *common)
{
  GArray *now = g_array_new(FALSE, FALSE, sizeof(SalPublication));
  GPtrArray *shown = g_ptr_array_new();
  g_array_set_clear_func(now, sal_publication_clear);
  for (guint i = 0; i < figures->rows->len; i++) {
    const SalRow *row = &g_array_index(figures->rows, SalRow, i);
    if (row->change->region[0] != '\0')
      continue;
    const SalPublication line = make_line(figures->series, row, common);
    g_array_append_val(now, line);
    g_ptr_array_add(shown, (gpointer)row->change);
  }
  return sal_own_run_new(record, common->today, now, shown);
}

/* text: of the record. */
static SalOwnRun *
compare(const SalOwnFigures *figures, const char *text, GError **error)
{
  const SalientOptions *options = figures->options;
  g_auto(Common) common = { .digests = g_hash_table_new_full(NULL, NULL, NULL, g_free) };
  common.today = find_today(options, error);
  if (common.today == NULL)
    return NULL;
  common.resets = format_options(options, reset_options);
  common.options = format_options(options, figure_options);
  SalOwnRecord *record = sal_own_record_parse(options->own_record, text, error);
  return record != NULL ? make_run(figures, record, &common) : NULL;
}

gboolean
sal_own_record_compare(const SalOwnFigures *figures, SalOwnRun **run, GError **error)
{
  const SalientOptions *options = figures->options;
  g_autofree char *text = NULL;
  *run = NULL;
  if (options->own_record == NULL)
    return TRUE;
  if (!g_file_test(options->own_record, G_FILE_TEST_EXISTS))
    text = g_strdup("");
  else {
    g_autoptr(SalLockedFile) file = sal_locked_file_open(options->own_record, MAX_BYTES, error);
    if (file == NULL)
      return sal_error_blame(error, "own-record");
    text = g_strdup(sal_locked_file_get_text(file));
  }
  *run = compare(figures, text, error);
  return *run != NULL || sal_error_blame(error, "own-record");
}

/* Writes the record anew: what it had, byte for byte, and the lines that the run adds. */
static gboolean
append(const SalOwnFigures *figures, const SalOwnRun *run, const char *text, GError **error)
{
  const SalientOptions *options = figures->options;
  const SalOutputRules rules = { TRUE, options->output_root };
  const gsize n = strlen(text);
  if (run->record->lines->len == run->n_before)
    return TRUE;
  g_autofree char *added = sal_own_record_format(run->record, run->n_before, n == 0);
  g_autofree char *all = g_strconcat(text, n > 0 && text[n - 1] != '\n' ? "\n" : "", added, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new(all, strlen(all));
  return sal_output_write(options->own_record, bytes, &rules, error);
}

gboolean
sal_own_record_keep(const SalOwnFigures *figures, GError **error)
{
  const SalientOptions *options = figures->options;
  if (options->own_record == NULL || options->dry_run)
    return TRUE;
  g_autofree char *folder = g_path_get_dirname(options->own_record);
  if (g_mkdir_with_parents(folder, 0777) != 0)
    return sal_error_set_option(error, SAL_ERROR_IO, "own-record",
                                "expected a folder that can be made, got '%s'", folder);
  g_autoptr(SalLockedFile) file = sal_locked_file_open(options->own_record, MAX_BYTES, error);
  if (file == NULL)
    return sal_error_blame(error, "own-record");
  g_autoptr(SalOwnRun) run = compare(figures, sal_locked_file_get_text(file), error);
  return (run != NULL && append(figures, run, sal_locked_file_get_text(file), error)) ||
         sal_error_blame(error, "own-record");
}
