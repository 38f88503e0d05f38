#include "common.h"
#include "console.h"
#include "inputs.h"
#include "progress.h"
#include "verbs.h"

static gboolean
is_stdout(const char *path)
{
  return g_str_equal(path, "-");
}

static gboolean
check_output(const Arguments *arguments, const char *path, GError **error)
{
  if (is_stdout(path) || sal_vector_check(path, arguments->overwrite, error))
    return TRUE;
  if (error != NULL && g_error_matches(*error, SAL_ERROR, SAL_ERROR_USAGE))
    blame_option(error, "--output");
  return FALSE;
}

static gboolean
check_outputs(const Arguments *arguments, GError **error)
{
  if (arguments->outputs == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected --output with a name such as 'changes.gpkg', got none");
  g_autoptr(Inputs) inputs = inputs_new(arguments);
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < arguments->outputs->len; i++) {
    const char *path = arguments->outputs->pdata[i];
    if (!inputs_check(inputs, path, error) || !check_output(arguments, path, error))
      return FALSE;
    if (!g_hash_table_add(names, g_canonicalize_filename(path, NULL))) {
      g_autofree char *quoted = sal_error_quote_path(path);
      return sal_error_set(error, SAL_ERROR_USAGE, "--output: expected different names, got '%s' twice",
                           quoted);
    }
  }
  return TRUE;
}

static gboolean
write_areas(const GPtrArray *areas, const char *path, gboolean overwrite, GError **error)
{
  if (!is_stdout(path))
    return sal_vector_write(areas, path, overwrite, error);
  g_autofree char *text = sal_vector_format_geojson(areas, error);
  return text != NULL && console_write(text, error);
}

static GPtrArray *
compute_areas(const SalChanges *changes, const Settings *settings, const Arguments *arguments,
              Progress *progress, GError **error)
{
  const SalWork work = { (guint)arguments->threads, progress_update, progress };
  progress_begin(progress, "overlaying");
  GPtrArray *areas = sal_changed_areas_compute(changes, &settings->change, &work, error);
  progress_erase(progress);
  return areas;
}

static SalChanges *
compute_changes(const SalSeries *series, const Settings *settings, const Arguments *arguments,
                Progress *progress, GError **error)
{
  const SalWork work = { (guint)arguments->threads, progress_update, progress };
  progress_begin(progress, "reading");
  SalChanges *changes = sal_changes_compute(series, &settings->change, &work, error);
  progress_erase(progress);
  if (changes != NULL && !arguments->quiet)
    print_remarks(series, &settings->series, changes);
  return changes;
}

gboolean
export_run(const Arguments *arguments, GError **error)
{
  g_auto(Settings) settings = { 0 };
  if (!settings_resolve(arguments, &settings, error) || !check_outputs(arguments, error))
    return FALSE;
  g_autoptr(SalSeries) series = sal_series_open(&settings.series, error);
  if (series == NULL || !settings_load_regions(arguments, &settings, error))
    return FALSE;
  g_autoptr(Progress) progress = progress_new(arguments->progress, arguments->quiet);
  g_autoptr(SalChanges) changes = compute_changes(series, &settings, arguments, progress, error);
  if (changes == NULL)
    return FALSE;
  g_autoptr(GPtrArray) areas = compute_areas(changes, &settings, arguments, progress, error);
  if (areas == NULL)
    return FALSE;
  for (guint i = 0; i < arguments->outputs->len; i++)
    if (!write_areas(areas, arguments->outputs->pdata[i], arguments->overwrite, error))
      return FALSE;
  return TRUE;
}
