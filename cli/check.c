/* The verb check: fails if an inspection finds something that should be looked at. */
#include "console.h"
#include "progress.h"
#include "verbs.h"

enum { EXIT_FOUND = 4 };

gboolean
check_run(const CommandLine *line, GError **error)
{
  g_autoptr(Progress) progress = progress_new(line->options);
  g_autoptr(SalientInspection) inspection = salient_inspection_compute(line->options, error);
  progress_erase(progress);
  if (inspection == NULL)
    return FALSE;
  g_autofree char *format = salient_options_get(line->options, "format");
  g_autofree char *text = salient_inspection_format(inspection, format != NULL ? format : "text", error);
  if (text == NULL || !console_write(text, error) || !salient_inspection_check(inspection, error))
    return FALSE;
  if (salient_inspection_get_n_alarms(inspection) > 0)
    *line->status = EXIT_FOUND;
  return TRUE;
}
