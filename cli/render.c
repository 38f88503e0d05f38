/* The verb render: computes the changes, draws the maps and prints which files were written. */
#include "console.h"
#include "dry-run.h"
#include "progress.h"
#include "verbs.h"

/* A run: its options, and what was made so far. */
typedef struct {
  const CommandLine *line;
  Progress *progress;
  SalientChanges *changes; /* lent */
  GPtrArray *pages;        /* SalientPages, then NULL */
  GPtrArray *remarks;      /* utf8: the remarks that drawing added */
} Run;

static gboolean
check_outputs(const SalientOptions *options, GError **error)
{
  const guint n_maps = salient_options_get_n_maps(options);
  if (n_maps > 0 || salient_options_get_list(options, "output") != NULL)
    return TRUE;
  g_set_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE,
              "expected --output with a name such as 'maps/{period}.png', got none");
  return FALSE;
}

static gboolean
goes_to_stdout(const SalientOptions *map)
{
  const char *const *names = salient_options_get_list(map, "output");
  return names != NULL && g_strv_contains(names, "-");
}

static gboolean
write_bytes(const void *bytes, gsize size, gpointer data, GError **error)
{
  return dry_run_is(data) || console_write_bytes(bytes, size, error);
}

/* Lays out the pages of a map, draws and writes them. */
static gboolean
draw_map(Run *run, SalientOptions *map, GError **error)
{
  SalientPages *pages = salient_pages_new(run->changes, map, error);
  if (pages == NULL)
    return FALSE;
  g_ptr_array_add(run->pages, pages);
  g_auto(GStrv) before = salient_pages_get_remarks(pages);
  console_note(run->line->options, (const char *const *)before);
  const gboolean written = salient_pages_write(pages, error) &&
                           (!goes_to_stdout(map != NULL ? map : run->line->options) ||
                            salient_pages_stream(pages, write_bytes, run->line->options, error));
  progress_erase(run->progress);
  g_auto(GStrv) after = salient_pages_get_remarks(pages);
  for (guint i = g_strv_length(before); after[i] != NULL; i++)
    g_ptr_array_add(run->remarks, g_strdup(after[i]));
  return written;
}

/* Draws the maps that the project lists, one after the other, or the only map. */
static gboolean
draw_maps(Run *run, GError **error)
{
  const guint n = salient_options_get_n_maps(run->line->options);
  for (guint i = 0; i < n; i++)
    if (!draw_map(run, salient_options_get_map(run->line->options, i), error))
      return FALSE;
  return n > 0 || draw_map(run, NULL, error);
}

static char *
format_paths(const GPtrArray *all_pages)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < all_pages->len; i++)
    for (const char *const *path = salient_pages_get_files(all_pages->pdata[i]); *path != NULL; path++)
      g_string_append_printf(text, "%s\n", *path);
  return g_string_free(text, FALSE);
}

static gboolean
write_depfile(const Run *run, GError **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_null_terminated(8, NULL, TRUE);
  for (guint i = 0; i < run->pages->len; i++)
    for (const char *const *path = salient_pages_get_files(run->pages->pdata[i]); *path != NULL; path++)
      g_ptr_array_add(files, (gpointer)*path);
  return salient_options_write_depfile(run->line->options, (const char *const *)files->pdata, error);
}

/* Prints what was written, even if a later picture failed; nothing if stdout is a film. */
static gboolean
print_written(const Run *run, GError **error)
{
  g_autofree char *format = salient_options_get(run->line->options, "format");
  if (g_strcmp0(format, "y4m") == 0)
    return TRUE;
  const gboolean is_json = g_strcmp0(format, "json") == 0;
  g_autofree char *text = is_json ? salient_pages_format_json((SalientPages *const *)run->pages->pdata)
                                  : format_paths(run->pages);
  if (!console_write(text, error))
    return FALSE;
  if (is_json)
    salient_options_note_printed(run->line->options, "json", text);
  return TRUE;
}

static gboolean
draw(const CommandLine *line, Progress *progress, SalientChanges *changes, GError **error)
{
  g_autoptr(GPtrArray) pages = g_ptr_array_new_null_terminated(2, (GDestroyNotify)salient_pages_free, TRUE);
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_null_terminated(2, g_free, TRUE);
  Run run = { line, progress, changes, pages, remarks };
  const gboolean drawn = draw_maps(&run, error);
  console_note(line->options, (const char *const *)remarks->pdata);
  if (drawn)
    dry_run_note_inputs(line->options);
  return print_written(&run, drawn ? error : NULL) && drawn && write_depfile(&run, error) &&
         salient_changes_write_evidence(changes, error) &&
         salient_options_write_manifest(line->options, error);
}

gboolean
render_run(const CommandLine *line, GError **error)
{
  if (!check_outputs(line->options, error))
    return FALSE;
  g_autoptr(Progress) progress = progress_new(line->options);
  g_autoptr(SalientSeries) series = salient_series_open(line->options, error);
  g_autoptr(SalientChanges) changes = series != NULL ? salient_changes_compute(series, error) : NULL;
  progress_erase(progress);
  if (changes == NULL)
    return FALSE;
  console_note(line->options, salient_changes_get_remarks(changes));
  return draw(line, progress, changes, error);
}
