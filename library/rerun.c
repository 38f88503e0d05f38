#include "library/rerun.h"

#include "library/evidence.h"
#include "library/formats.h"

#include "data/base/error.h"

/* Notes a text as printed, and takes it. FALSE if there is none. */
static gboolean
note(const SalientOptions *options, const char *format, char *text)
{
  g_autofree char *owned = text;
  if (owned != NULL)
    salient_options_note_printed(options, format, owned);
  return owned != NULL;
}

static gboolean
run_changes(SalientOptions *options, const GPtrArray *printed, GError **error)
{
  g_autoptr(SalientSeries) series = salient_series_open(options, error);
  g_autoptr(SalientChanges) changes = series != NULL ? salient_changes_compute(series, error) : NULL;
  if (changes == NULL)
    return FALSE;
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++)
    if (!g_str_equal(options->outputs->pdata[i], "-") &&
        !salient_changes_write(changes, options->outputs->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < printed->len; i++)
    if (!note(options, printed->pdata[i], salient_changes_format(changes, printed->pdata[i], error)))
      return FALSE;
  return sal_evidence_write(changes, error);
}

/* Bytes of a film that was streamed are hashed on their way. */
static gboolean
drop(const void *bytes, gsize size, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
draw_map(SalientChanges *changes, SalientOptions *map, gboolean streams, GPtrArray *sets, GError **error)
{
  SalientPages *pages = salient_pages_new(changes, map, error);
  if (pages == NULL)
    return FALSE;
  g_ptr_array_add(sets, pages);
  return salient_pages_write(pages, error) && (!streams || salient_pages_stream(pages, drop, NULL, error));
}

static gboolean
is_printed(const GPtrArray *printed, const char *format)
{
  return g_ptr_array_find_with_equal_func((GPtrArray *)printed, format, g_str_equal, NULL);
}

/* Lays out the pages of a run that draws none. */
static gboolean
run_layout(SalientOptions *options, const GPtrArray *printed, GError **error)
{
  const guint n = salient_options_get_n_maps(options);
  g_autoptr(GPtrArray) sets = g_ptr_array_new_null_terminated(2, (GDestroyNotify)salient_pages_free, TRUE);
  g_autoptr(SalientSeries) series = salient_series_open(options, error);
  g_autoptr(SalientChanges) changes = series != NULL ? salient_changes_compute(series, error) : NULL;
  for (guint i = 0; changes != NULL && i < MAX(n, 1); i++) {
    SalientPages *pages =
        salient_pages_new(changes, n > 0 ? salient_options_get_map(options, i) : NULL, error);
    if (pages == NULL)
      return FALSE;
    g_ptr_array_add(sets, pages);
  }
  SalientPages *const *all = (SalientPages *const *)sets->pdata;
  return changes != NULL && salient_pages_write_positions(all, error) &&
         (!is_printed(printed, "yaml") || note(options, "yaml", salient_pages_format_positions(all, error)));
}

static gboolean
run_pages(SalientOptions *options, const GPtrArray *printed, GError **error)
{
  const guint n = salient_options_get_n_maps(options);
  const gboolean streams = is_printed(printed, "y4m");
  g_autoptr(GPtrArray) sets = g_ptr_array_new_null_terminated(2, (GDestroyNotify)salient_pages_free, TRUE);
  g_autoptr(SalientSeries) series = salient_series_open(options, error);
  g_autoptr(SalientChanges) changes = series != NULL ? salient_changes_compute(series, error) : NULL;
  if (changes == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!draw_map(changes, salient_options_get_map(options, i), streams, sets, error))
      return FALSE;
  if (n == 0 && !draw_map(changes, NULL, streams, sets, error))
    return FALSE;
  if (is_printed(printed, "json") &&
      !note(options, "json", salient_pages_format_json((SalientPages *const *)sets->pdata)))
    return FALSE;
  return sal_evidence_write(changes, error);
}

/* Maps come first, because tables name them. */
static gboolean
write_comparison(SalientComparison *comparison, const SalientOptions *options, GError **error)
{
  gboolean has_maps = FALSE;
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++)
    has_maps |= sal_formats_find_picture(options->outputs->pdata[i], NULL);
  g_autoptr(SalientPages) pages = has_maps ? salient_pages_new_comparison(comparison, error) : NULL;
  if (has_maps && (pages == NULL || !salient_pages_write(pages, error)))
    return FALSE;
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++) {
    const char *name = options->outputs->pdata[i];
    if (!g_str_equal(name, "-") && !sal_formats_find_picture(name, NULL) &&
        !salient_comparison_write(comparison, name, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
run_comparison(SalientOptions *options, const GPtrArray *printed, GError **error)
{
  g_autoptr(SalientComparison) comparison = salient_comparison_compute(options, error);
  if (comparison == NULL || !write_comparison(comparison, options, error))
    return FALSE;
  for (guint i = 0; i < printed->len; i++)
    if (!note(options, printed->pdata[i], salient_comparison_format(comparison, printed->pdata[i], error)))
      return FALSE;
  return TRUE;
}

static gboolean
run_inspection(SalientOptions *options, const GPtrArray *printed, GError **error)
{
  g_autoptr(SalientInspection) inspection = salient_inspection_compute(options, error);
  for (guint i = 0; inspection != NULL && i < printed->len; i++)
    if (!note(options, printed->pdata[i], salient_inspection_format(inspection, printed->pdata[i], error)))
      return FALSE;
  return inspection != NULL;
}

gboolean
sal_rerun(SalientOptions *options, const GPtrArray *printed, GError **error)
{
  if (options->task == SALIENT_COMPARE)
    return run_comparison(options, printed, error);
  if (options->task == SALIENT_INSPECT)
    return run_inspection(options, printed, error);
  if (options->task == SALIENT_LAYOUT)
    return run_layout(options, printed, error);
  return sal_task_draws_changes(options->task) ? run_pages(options, printed, error)
                                               : run_changes(options, printed, error);
}
