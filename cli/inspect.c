/* The verb inspect: prints a report on a source. */
#include "console.h"
#include "progress.h"
#include "verbs.h"

gboolean
inspect_run(const CommandLine *line, GError **error)
{
  g_autoptr(Progress) progress = progress_new(line->options);
  g_autoptr(SalientInspection) inspection = salient_inspection_compute(line->options, error);
  progress_erase(progress);
  if (inspection == NULL)
    return FALSE;
  g_autofree char *format = salient_options_get(line->options, "format");
  const char *chosen = format != NULL ? format : "text";
  g_autofree char *text = salient_inspection_format(inspection, chosen, error);
  if (text == NULL || !console_write(text, error))
    return FALSE;
  salient_options_note_printed(line->options, chosen, text);
  return salient_inspection_check(inspection, error) && salient_options_write_manifest(line->options, error);
}
