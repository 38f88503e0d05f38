/* The public SalientInspection: draws the front lines if asked to, then inspects the series. */
#include "library/fronts.h"
#include "library/json-head.h"
#include "library/plan.h"
#include "library/stated-border.h"

#include "data/base/epoch.h"
#include "data/base/error.h"
#include "data/series/series-kinds.h"
#include "data/table/alarms-report.h"
#include "data/table/inspection-format.h"
#include "data/table/values-table.h"

struct _SalientInspection {
  SalPlan *plan;
  SalInspection *inspection; /* NULL: values are listed instead */
  SalListedValues *listed;
  GArray *alarms; /* SalAlarm: of SALIENT_CHECK; NULL: others */
  guint kinds;    /* bit set of SalAlarmKind: what they were looked for */
};

void
salient_inspection_free(SalientInspection *inspection)
{
  if (inspection == NULL)
    return;
  g_clear_pointer(&inspection->inspection, sal_inspection_free);
  g_clear_pointer(&inspection->listed, sal_listed_values_free);
  g_clear_pointer(&inspection->alarms, g_array_unref);
  g_clear_pointer(&inspection->plan, sal_plan_free);
  g_free(inspection);
}

/* The latest day that anyone on Earth has now. Inspection alone asks for it: measures and maps of the same data
 * are the same on any day. */
static gboolean
find_today(const SalientOptions *options, SalDay *today, GError **error)
{
  g_autoptr(GDateTime) told = NULL;
  if (options->moment == NULL && !sal_epoch_find(&told, error))
    return FALSE;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc();
  GDateTime *moment = options->moment != NULL ? options->moment : told != NULL ? told : now;
  g_autoptr(GDateTime) later = g_date_time_add_hours(moment, 14); /* NULL at the end of all calendars */
  GDateTime *furthest = later != NULL ? later : moment;
  *today = sal_day_from_civil(g_date_time_get_year(furthest), g_date_time_get_month(furthest),
                              g_date_time_get_day_of_month(furthest));
  return TRUE;
}

static SalInspection *
inspect(const SalPlan *plan, SalSeries *series, GError **error)
{
  const SalSettings *settings = &plan->settings;
  const SalInspectionOptions options = {
    .area_model = settings->area_model,
    .overlay = settings->change.overlay,
    .min_width_m = settings->change.min_width_m,
    .border = settings->border,
    .accepted_resets = settings->change.verdicts.accepted,
    .genuine = settings->change.verdicts.genuine,
    .has_span = TRUE,
    .first = settings->change.periods.span_first,
    .last = settings->change.periods.span_last,
    .date_shift_days = settings->series.date_shift_days,
    .date_field = settings->series.date_field,
    .source_crs = settings->series.source_crs,
    .aoi = settings->series.aoi,
  };
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, plan->options, "reading");
  SalDay today;
  if (!find_today(plan->options, &today, error))
    return NULL;
  sal_series_remark_future(series, today);
  return sal_inspection_new(series, &options, &work, error);
}

/* Inspects once more if something tells areas apart, but not those of the first snapshot. */
static gboolean
inspect_groups(SalientInspection *inspection, const SalSeries *series, GError **error)
{
  GError *why = NULL;
  const SalPlan *plan = inspection->plan;
  g_autoptr(SalSeries) grouped = sal_series_reopen_by_kinds(series, &plan->settings.series, &why);
  g_autoptr(SalInspection) again = grouped != NULL ? inspect(plan, grouped, &why) : NULL;
  if (why != NULL) {
    g_propagate_error(error, why);
    return FALSE;
  }
  if (again == NULL)
    return TRUE;
  sal_inspection_free(inspection->inspection);
  inspection->inspection = g_steal_pointer(&again);
  return TRUE;
}

static gboolean
list_values(SalientInspection *inspection, GError **error)
{
  const SalPlan *plan = inspection->plan;
  const SalPeriodOptions *periods = &plan->settings.change.periods;
  SalSeriesOptions options = plan->settings.series;
  options.listed_fields = sal_options_get_strings(plan->options->listed_fields);
  g_autoptr(SalSeries) series = sal_series_open(&options, error);
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, plan->options, "reading");
  if (series != NULL)
    inspection->listed = sal_listed_values_new(series, options.listed_fields, periods->span_first,
                                               periods->span_last, &work, error);
  return inspection->listed != NULL;
}

/* Looks for all that `fail-on` names. A single snapshot makes no period. */
static gboolean
find_alarms(SalientInspection *inspection, const SalSeries *series, GError **error)
{
  const SalChangeOptions *change = &inspection->plan->settings.change;
  const SalPairingOptions options = { change->periods, change->sample, change->max_gap_days };
  inspection->alarms = sal_alarms_new(inspection->inspection, inspection->kinds);
  return !(inspection->kinds & (1u << SAL_ALARM_PARTIAL)) || sal_series_get_n_entries(series) < 2 ||
         sal_alarms_add_partial(inspection->alarms, series, &options, error);
}

static gboolean
check(SalientInspection *inspection, GError **error)
{
  const SalPlan *plan = inspection->plan;
  g_autoptr(SalSeries) series = sal_series_open(&plan->settings.series, error);
  inspection->inspection = series != NULL ? inspect(plan, series, error) : NULL;
  return inspection->inspection != NULL && find_alarms(inspection, series, error);
}

/* Reads the kinds of alarms before data are read. */
static gboolean
resolve_kinds(SalientInspection *inspection, GError **error)
{
  const char *kinds = inspection->plan->options->fail_on;
  return sal_alarms_parse(kinds != NULL ? kinds : "reset,gap,drift,unmatched", &inspection->kinds, error) ||
         sal_error_blame(error, "fail-on");
}

static gboolean
compute(SalientInspection *inspection, GError **error)
{
  if (inspection->plan->options->task == SALIENT_CHECK)
    return resolve_kinds(inspection, error) && check(inspection, error);
  const SalPlan *plan = inspection->plan;
  if (plan->options->listed_fields != NULL)
    return list_values(inspection, error);
  g_autoptr(SalSeries) series = sal_series_open_by_kinds(&plan->settings.series, error);
  if (series == NULL || !sal_fronts_write(plan->options, &plan->settings, series, error))
    return FALSE;
  if (!sal_stated_border_load(plan->options, &inspection->plan->settings, error))
    return FALSE;
  inspection->inspection = inspect(plan, series, error);
  if (inspection->inspection == NULL || !inspect_groups(inspection, series, error))
    return FALSE;
  if (plan->settings.border_remark != NULL)
    g_ptr_array_add(inspection->inspection->remarks, g_strdup(plan->settings.border_remark));
  return TRUE;
}

SalientInspection *
salient_inspection_compute(SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL, NULL);
  if (options->task != SALIENT_INSPECT && options->task != SALIENT_CHECK) {
    sal_error_set(error, SAL_ERROR_USAGE, "inspection: expected options of inspect or check, got %s",
                  salient_task_get_name(options->task));
    return NULL;
  }
  g_autoptr(SalientInspection) inspection = g_new0(SalientInspection, 1);
  inspection->plan = sal_plan_new(options, error);
  if (inspection->plan != NULL && compute(inspection, error))
    return g_steal_pointer(&inspection);
  sal_options_tell(options, error);
  return NULL;
}

/* "inspect", "values" or "check": which schema its JSON follows. */
static const char *
get_kind(const SalientInspection *inspection)
{
  return inspection->alarms != NULL ? "check" : inspection->listed != NULL ? "values" : "inspect";
}

static char *
format_report(const SalientInspection *inspection, SalTableFormat format, GError **error)
{
  const char *spelling = inspection->plan->options->spelling;
  if (inspection->alarms != NULL && format == SAL_TABLE_JSON)
    return sal_alarms_format_json(inspection->alarms, inspection->kinds, inspection->inspection, spelling);
  if (inspection->alarms != NULL)
    return sal_alarms_format_text(inspection->alarms, inspection->inspection);
  return inspection->listed != NULL ? sal_values_table_format(inspection->listed, format, error)
                                    : sal_inspection_format(inspection->inspection, format, spelling, error);
}

char *
salient_inspection_format(const SalientInspection *inspection, const char *format, GError **error)
{
  SalTableFormat table;
  g_return_val_if_fail(inspection != NULL && format != NULL, NULL);
  if (!sal_table_format_parse(format, &table, error))
    return NULL;
  char *text = format_report(inspection, table, error);
  return table == SAL_TABLE_JSON ? sal_json_head_put(inspection->plan->options, get_kind(inspection), text)
                                 : text;
}

guint
salient_inspection_get_n_alarms(const SalientInspection *inspection)
{
  g_return_val_if_fail(inspection != NULL, 0);
  return inspection->alarms != NULL ? inspection->alarms->len : 0;
}

gboolean
salient_inspection_check(const SalientInspection *inspection, GError **error)
{
  g_return_val_if_fail(inspection != NULL, FALSE);
  const SalientOptions *options = inspection->plan->options;
  const guint n = inspection->inspection != NULL ? inspection->inspection->faults->len : 0;
  if (n == 0 || options->skip_bad)
    return TRUE;
  sal_error_set(
      error, SAL_ERROR_FORMAT,
      "files: expected all to be usable, got %u that %s not (" SAL_OPTION("skip-bad") " leaves %s out)", n,
      n == 1 ? "is" : "are", n == 1 ? "it" : "them");
  return sal_options_tell(options, error);
}
