/* The verb compare: compares two sources, draws maps of the comparison and writes tables. */
#include "console.h"
#include "dry-run.h"
#include "progress.h"
#include "tables.h"
#include "verbs.h"

static char *
format_comparison(gpointer comparison, const char *format, GError **error)
{
  return salient_comparison_format(comparison, format, error);
}

static gboolean
write_comparison(gpointer comparison, const char *path, GError **error)
{
  return salient_comparison_write(comparison, path, error);
}

/* The outputs that are pictures, or those that are not. The names are lent, the list is the caller's. */
static GPtrArray *
list_outputs(const SalientOptions *options, gboolean pictures)
{
  const char *const *outputs = salient_options_get_list(options, "output");
  GPtrArray *list = g_ptr_array_new_null_terminated(4, NULL, TRUE);
  for (guint i = 0; outputs != NULL && outputs[i] != NULL; i++)
    if (salient_is_picture_name(outputs[i]) == pictures)
      g_ptr_array_add(list, (gpointer)outputs[i]);
  return list;
}

static gboolean
write_maps(SalientComparison *comparison, const SalientOptions *options, Progress *progress,
           GPtrArray *written, GError **error)
{
  g_autoptr(GPtrArray) pictures = list_outputs(options, TRUE);
  if (pictures->len == 0)
    return TRUE;
  g_autoptr(SalientPages) pages = salient_pages_new_comparison(comparison, error);
  const gboolean ok = pages != NULL && salient_pages_write(pages, error);
  progress_erase(progress);
  g_auto(GStrv) remarks = pages != NULL ? salient_pages_get_remarks(pages) : NULL;
  if (remarks != NULL)
    console_note(options, (const char *const *)remarks);
  for (const char *const *file = ok ? salient_pages_get_files(pages) : NULL; file != NULL && *file != NULL;
       file++)
    g_ptr_array_add(written, g_strdup(*file));
  return ok;
}

gboolean
compare_run(const CommandLine *line, GError **error)
{
  g_autoptr(Progress) progress = progress_new(line->options);
  g_autoptr(SalientComparison) comparison = salient_comparison_compute(line->options, error);
  progress_erase(progress);
  if (comparison == NULL)
    return FALSE;
  console_note(line->options, salient_comparison_get_remarks(comparison));
  g_autoptr(GPtrArray) written = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  if (!write_maps(comparison, line->options, progress, written, error))
    return FALSE;
  g_autoptr(GPtrArray) names = list_outputs(line->options, FALSE);
  const Table table = { comparison, format_comparison, write_comparison };
  for (guint i = 0; i < names->len; i++)
    if (!g_str_equal(names->pdata[i], "-"))
      g_ptr_array_add(written, g_strdup(names->pdata[i]));
  return tables_write(&table, line->options, (const char *const *)names->pdata, error) &&
         dry_run_tell(line->options, (const char *const *)written->pdata, error) &&
         salient_options_write_manifest(line->options, error);
}
