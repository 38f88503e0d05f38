/* The verb layout: lays the pages out as render does, and says where names and notes stand. */
#include "console.h"
#include "dry-run.h"
#include "progress.h"
#include "verbs.h"

/* Lays out the pages of each map that the project lists, or of the only one. */
static gboolean
lay_out(const SalientOptions *options, SalientChanges *changes, GPtrArray *sets, GError **error)
{
  const guint n = salient_options_get_n_maps(options);
  for (guint i = 0; i < MAX(n, 1); i++) {
    SalientPages *pages =
        salient_pages_new(changes, n > 0 ? salient_options_get_map(options, i) : NULL, error);
    if (pages == NULL)
      return FALSE;
    g_ptr_array_add(sets, pages);
  }
  return TRUE;
}

static void
note_remarks(const SalientOptions *options, const GPtrArray *sets)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  for (guint i = 0; i < sets->len; i++) {
    g_autofree char **remarks = salient_pages_get_remarks(sets->pdata[i]);
    for (guint j = 0; remarks[j] != NULL; j++)
      g_ptr_array_add(all, remarks[j]);
  }
  console_note(options, (const char *const *)all->pdata);
}

/* Prints the text, or the names of the files that have it now. */
static gboolean
write_positions(const SalientOptions *options, const GPtrArray *sets, GError **error)
{
  SalientPages *const *pages = (SalientPages *const *)sets->pdata;
  if (!options_have(options, "write") && salient_options_get_list(options, "output") == NULL) {
    g_autofree char *text = salient_pages_format_positions(pages, error);
    if (text == NULL || dry_run_is(options))
      return text != NULL;
    salient_options_note_printed(options, "yaml", text);
    return console_write(text, error);
  }
  if (!salient_pages_write_positions(pages, error))
    return FALSE;
  g_autoptr(GString) paths = g_string_new(NULL);
  for (guint i = 0; i < sets->len; i++)
    for (const char *const *path = salient_pages_get_files(pages[i]); *path != NULL; path++)
      g_string_append_printf(paths, "%s\n", *path);
  return console_write(paths->str, error);
}

gboolean
layout_run(const CommandLine *line, GError **error)
{
  const SalientOptions *options = line->options;
  g_autoptr(Progress) progress = progress_new(line->options);
  g_autoptr(SalientSeries) series = salient_series_open(line->options, error);
  g_autoptr(SalientChanges) changes = series != NULL ? salient_changes_compute(series, error) : NULL;
  g_autoptr(GPtrArray) sets = g_ptr_array_new_null_terminated(2, (GDestroyNotify)salient_pages_free, TRUE);
  const gboolean is_laid_out = changes != NULL && lay_out(options, changes, sets, error);
  progress_erase(progress);
  if (!is_laid_out)
    return FALSE;
  console_note(options, salient_changes_get_remarks(changes));
  const gboolean is_written = write_positions(options, sets, error);
  note_remarks(options, sets);
  if (is_written)
    dry_run_note_inputs(options);
  return is_written && salient_options_write_manifest(options, error);
}
