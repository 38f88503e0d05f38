#include "common.h"
#include "console.h"
#include "data/series/series-kinds.h"
#include "data/table/inspection-format.h"
#include "front-picture.h"
#include "progress.h"
#include "verbs.h"

static SalInspection *
inspect(const Arguments *arguments, const Settings *settings, const SalSeries *series, GError **error)
{
  const SalInspectionOptions options = {
    .area_model = settings->area_model,
    .overlay = settings->change.overlay,
    .min_width_m = settings->change.min_width_m,
    .accepted_resets = settings->change.accepted_resets,
    .date_shift_days = settings->series.date_shift_days,
    .date_field = settings->series.date_field,
    .source_crs = settings->series.source_crs,
    .aoi = settings->series.aoi,
  };
  g_autoptr(Progress) progress = progress_new(arguments->progress, arguments->quiet);
  const SalWork work = { (guint)arguments->threads, progress_update, progress };
  progress_begin(progress, "reading");
  return sal_inspection_new(series, &options, &work, error);
}

gboolean
inspect_run(const Arguments *arguments, GError **error)
{
  g_auto(Settings) settings = { 0 };
  SalTableFormat format = SAL_TABLE_TEXT;
  if (!settings_resolve(arguments, &settings, error) || !front_picture_check(arguments, error) ||
      (arguments->format != NULL && !sal_table_format_parse(arguments->format, &format, error)))
    return FALSE;
  g_autoptr(SalSeries) series = sal_series_open_by_kinds(&settings.series, error);
  if (series == NULL || !front_picture_write(arguments, &settings, series, error))
    return FALSE;
  g_autoptr(SalInspection) inspection = inspect(arguments, &settings, series, error);
  g_autofree char *text =
      inspection != NULL ? sal_inspection_format(inspection, format, BEFORE_OPTION, error) : NULL;
  return text != NULL && console_write(text, error);
}
