/* The verb basemap: makes a base map of OpenStreetMap's data. */
#include "console.h"
#include "progress.h"
#include "verbs.h"

gboolean
basemap_run(const CommandLine *line, GError **error)
{
  g_autoptr(Progress) progress = progress_new(line->options);
  g_auto(GStrv) remarks = salient_basemap_make(line->options, error);
  progress_erase(progress);
  if (remarks == NULL)
    return FALSE;
  console_note(line->options, (const char *const *)remarks);
  return TRUE;
}
