/* The verb export: computes the changed areas and writes them to files or to stdout. */
#include "console.h"
#include "dry-run.h"
#include "progress.h"
#include "verbs.h"

static gboolean
write_areas(SalientChanges *changes, const SalientOptions *options, const char *path, GError **error)
{
  if (!g_str_equal(path, "-"))
    return salient_changes_write(changes, path, error);
  g_autofree char *text = salient_changes_format(changes, "geojson", error);
  if (text != NULL && dry_run_is(options))
    return TRUE;
  if (text == NULL || !console_write(text, error))
    return FALSE;
  salient_options_note_printed(options, "geojson", text);
  return TRUE;
}

gboolean
export_run(const CommandLine *line, GError **error)
{
  const char *const *outputs = salient_options_get_list(line->options, "output");
  if (outputs == NULL) {
    g_set_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE,
                "expected --output with a name such as 'changes.gpkg', got none");
    return FALSE;
  }
  g_autoptr(Progress) progress = progress_new(line->options);
  g_autoptr(SalientSeries) series = salient_series_open(line->options, error);
  g_autoptr(SalientChanges) changes = series != NULL ? salient_changes_compute(series, error) : NULL;
  progress_erase(progress);
  if (changes == NULL)
    return FALSE;
  const char *const *remarks = salient_changes_get_remarks(changes);
  const guint n_before = g_strv_length((char **)remarks);
  console_note(line->options, remarks);
  for (guint i = 0; outputs[i] != NULL; i++)
    if (!write_areas(changes, line->options, outputs[i], error))
      return FALSE;
  console_note(line->options, salient_changes_get_remarks(changes) + n_before);
  return dry_run_tell(line->options, salient_changes_get_files(changes), error) &&
         salient_options_write_depfile(line->options, salient_changes_get_files(changes), error) &&
         salient_options_write_manifest(line->options, error);
}
