/* The verb update: draws the maps of a project that are new or have changed, and prints which files were written. */
#include "console.h"
#include "dry-run.h"
#include "progress.h"
#include "verbs.h"

enum { EXIT_NOTHING_NEW = 3 };

static char *
format_paths(const SalientUpdate *update)
{
  GString *text = g_string_new(NULL);
  for (const char *const *path = salient_update_get_written(update); *path != NULL; path++)
    g_string_append_printf(text, "%s\n", *path);
  return g_string_free(text, FALSE);
}

/* Prints what was written, even if a later picture failed. */
static gboolean
print_written(const SalientUpdate *update, const SalientOptions *options, GError **error)
{
  g_autofree char *format = salient_options_get(options, "format");
  g_autofree char *text =
      g_strcmp0(format, "json") == 0 ? salient_update_format_json(update) : format_paths(update);
  return console_write(text, error);
}

gboolean
update_run(const CommandLine *line, GError **error)
{
  g_autoptr(Progress) progress = progress_new(line->options);
  g_autoptr(SalientUpdate) update = salient_update_new(line->options, error);
  if (update == NULL)
    return FALSE;
  const gboolean is_done = salient_update_run(update, error);
  progress_erase(progress);
  console_note(line->options, salient_update_get_remarks(update));
  if (is_done)
    dry_run_note_inputs(line->options);
  if (!print_written(update, line->options, is_done ? error : NULL) || !is_done)
    return FALSE;
  if (salient_update_get_written(update)[0] == NULL)
    *line->status = EXIT_NOTHING_NEW;
  return TRUE;
}
