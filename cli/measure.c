/* The verb measure: computes the changes and writes tables. */
#include "console.h"
#include "dry-run.h"
#include "progress.h"
#include "tables.h"
#include "verbs.h"

static char *
format_changes(gpointer changes, const char *format, GError **error)
{
  return salient_changes_format(changes, format, error);
}

static gboolean
write_changes(gpointer changes, const char *path, GError **error)
{
  return salient_changes_write(changes, path, error);
}

gboolean
measure_run(const CommandLine *line, GError **error)
{
  g_autoptr(Progress) progress = progress_new(line->options);
  g_autoptr(SalientSeries) series = salient_series_open(line->options, error);
  g_autoptr(SalientChanges) changes = series != NULL ? salient_changes_compute(series, error) : NULL;
  progress_erase(progress);
  if (changes == NULL)
    return FALSE;
  console_note(line->options, salient_changes_get_remarks(changes));
  const Table table = { changes, format_changes, write_changes };
  return tables_write(&table, line->options, salient_options_get_list(line->options, "output"), error) &&
         dry_run_tell(line->options, salient_changes_get_files(changes), error) &&
         salient_options_write_depfile(line->options, salient_changes_get_files(changes), error) &&
         salient_changes_write_evidence(changes, error) &&
         salient_options_write_manifest(line->options, error) && salient_changes_keep_record(changes, error);
}
