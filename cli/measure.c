#include "common.h"
#include "console.h"
#include "inputs.h"
#include "progress.h"
#include "tables.h"
#include "verbs.h"

static GArray *
resolve_outputs(const Arguments *arguments, GError **error)
{
  g_autoptr(Inputs) inputs = inputs_new(arguments);
  return tables_resolve(arguments, arguments->outputs, inputs, error);
}

static gboolean
write_table(const SalChanges *changes, const Arguments *arguments, const Settings *settings,
            const TableOutput *output, GError **error)
{
  const SalTableContext context = {
    .sources = settings->series.sources,
    .area_model = settings->area_model,
    .cadence = settings->change.periods.cadence,
    .boundary = settings->change.periods.boundary,
    .sample = settings->change.sample,
    .max_gap_days = settings->change.max_gap_days,
    .min_width_m = settings->change.min_width_m,
    .date_shift_days = settings->series.date_shift_days,
    .classes = settings->classes,
    .exclusive = settings->series.exclusive,
    .aoi = settings->series.aoi,
    .regions = arguments->regions,
    .region_field = arguments->region_field,
    .before_option = BEFORE_OPTION,
  };
  g_autofree char *text = sal_table_format(changes, &context, output->format);
  return table_write(output, text, arguments->overwrite, error);
}

static gboolean
check_places(const char *basemap, GError **error)
{
  if (basemap == NULL || g_str_equal(basemap, "auto"))
    return sal_natural_earth_check(error);
  if (g_str_equal(basemap, "none") || sal_places_has(basemap))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(basemap);
  return sal_error_set(error, SAL_ERROR_IO, "--basemap: expected a folder with %s.shp, got '%s'",
                       SAL_PLACES_LAYER, quoted);
}

static gboolean
has_json(const GArray *outputs)
{
  for (guint i = 0; i < outputs->len; i++)
    if (g_array_index(outputs, TableOutput, i).format == SAL_TABLE_JSON)
      return TRUE;
  return FALSE;
}

/* Says near which place the largest areas lie, if there are any: without a base map those of files alone,
 * since the gazetteer knows one part of the world only. */
static gboolean
find_places(SalChanges *changes, const Arguments *arguments, const SalPlaceQuery *naming, GError **error)
{
  const char *basemap = arguments->basemap;
  g_autofree char *folder =
      basemap == NULL || g_str_equal(basemap, "auto") ? sal_places_find_folder() : g_strdup(basemap);
  SalPlaceQuery query = *naming;
  query.folder = g_strcmp0(folder, "none") != 0 ? folder : NULL;
  query.gazetteer = query.folder != NULL;
  query.box = (SalBox){ -180, -90, 180, 90 };
  query.settlements_only = TRUE;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) places = sal_places_load(&query, remarks, error);
  if (places != NULL && !arguments->quiet)
    console_note(remarks);
  for (guint i = 0; places != NULL && places->len > 0 && i < changes->changes->len; i++) {
    SalChange *change = changes->changes->pdata[i];
    if (change->movement != NULL)
      sal_movement_find_places(change->movement, places);
  }
  return places != NULL;
}

gboolean
measure_run(const Arguments *arguments, GError **error)
{
  g_auto(Settings) settings = { 0 };
  g_autoptr(GArray) outputs = NULL;
  SalPlaceQuery places;
  if (!settings_resolve(arguments, &settings, error) ||
      (outputs = resolve_outputs(arguments, error)) == NULL || !check_places(arguments->basemap, error) ||
      !place_query_resolve(arguments, &places, error))
    return FALSE;
  settings.change.numbers_only = TRUE;
  g_autoptr(SalSeries) series = sal_series_open(&settings.series, error);
  if (series == NULL || !settings_load_regions(arguments, &settings, error))
    return FALSE;
  g_autoptr(Progress) progress = progress_new(arguments->progress, arguments->quiet);
  const SalWork work = { (guint)arguments->threads, progress_update, progress };
  progress_begin(progress, "reading");
  g_autoptr(SalChanges) changes = sal_changes_compute(series, &settings.change, &work, error);
  progress_erase(progress);
  if (changes == NULL)
    return FALSE;
  if (has_json(outputs) && !find_places(changes, arguments, &places, error))
    return FALSE;
  if (!arguments->quiet)
    print_remarks(series, &settings.series, changes);
  for (guint i = 0; i < outputs->len; i++)
    if (!write_table(changes, arguments, &settings, &g_array_index(outputs, TableOutput, i), error))
      return FALSE;
  return TRUE;
}
