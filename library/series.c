/* Opens the series of a plan. The dates of its snapshots tell the names of pictures, which are checked then. */
#include "library/series.h"

#include "library/bad-files.h"
#include "library/page-names.h"
#include "library/stated-border.h"

#include "data/base/error.h"

static gboolean
check_task(const SalientOptions *options, GError **error)
{
  if (options->task == SALIENT_MEASURE || sal_task_draws_changes(options->task) ||
      options->task == SALIENT_EXPORT || options->task == SALIENT_PLACES)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "series: expected options of measure, render, export or places, got %s",
                       salient_task_get_name(options->task));
}

static gboolean
open_series(SalientSeries *series, GError **error)
{
  SalPlan *plan = series->plan;
  series->series = sal_series_open(&plan->settings.series, error);
  return series->series != NULL &&
         sal_bad_files_leave_out(series->series, plan->options, &plan->settings.change, error) &&
         sal_stated_border_load(plan->options, &plan->settings, error) &&
         (sal_task_draws_changes(plan->options->task)
              ? sal_page_names_load_regions(plan, error)
              : sal_settings_load_regions(plan->options, &plan->settings, error));
}

static gboolean
check_names(SalientSeries *series, GError **error)
{
  SalPlan *plan = series->plan;
  if (!sal_task_draws_changes(plan->options->task))
    return TRUE;
  plan->inputs = sal_inputs_new(plan->options);
  return plan->options->task == SALIENT_LAYOUT || sal_page_names_check(plan, series->series, error);
}

SalientSeries *
salient_series_open(SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL, NULL);
  g_autoptr(SalientSeries) series = g_new0(SalientSeries, 1);
  series->n_refs = 1;
  if (check_task(options, error) && (series->plan = sal_plan_new(options, error)) != NULL &&
      open_series(series, error) && check_names(series, error))
    return g_steal_pointer(&series);
  sal_options_tell(options, error);
  return NULL;
}

SalientSeries *
salient_series_ref(SalientSeries *series)
{
  g_atomic_int_inc(&series->n_refs);
  return series;
}

void
salient_series_free(SalientSeries *series)
{
  if (series == NULL || !g_atomic_int_dec_and_test(&series->n_refs))
    return;
  g_clear_pointer(&series->series, sal_series_free);
  g_clear_pointer(&series->plan, sal_plan_free);
  g_free(series);
}

guint
salient_series_get_n_snapshots(const SalientSeries *series)
{
  g_return_val_if_fail(series != NULL, 0);
  return sal_series_get_n_entries(series->series);
}

char *
salient_series_get_day(const SalientSeries *series, guint snapshot)
{
  g_return_val_if_fail(snapshot < salient_series_get_n_snapshots(series), NULL);
  return sal_day_format(sal_series_get_entry(series->series, snapshot)->day);
}

const char *
salient_series_get_path(const SalientSeries *series, guint snapshot)
{
  g_return_val_if_fail(snapshot < salient_series_get_n_snapshots(series), NULL);
  return sal_series_get_entry(series->series, snapshot)->path;
}

const char *const *
salient_series_get_classes(const SalientSeries *series)
{
  g_return_val_if_fail(series != NULL, NULL);
  return sal_series_get_classes(series->series);
}
