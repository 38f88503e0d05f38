#include "data/table/table-json.h"

#include "data/change/missing.h"
#include "data/change/rows.h"
#include "data/table/definition.h"
#include "data/table/summary.h"
#include "data/table/table-axes.h"
#include "data/table/table-bands.h"
#include "data/table/table-border.h"
#include "data/table/table-course.h"
#include "data/table/table-day.h"
#include "data/table/table-expectations.h"
#include "data/table/table-movement.h"
#include "data/table/table-per.h"
#include "data/table/table-places.h"
#include "data/table/table-published.h"
#include "data/table/table-rate.h"
#include "data/table/table-record.h"
#include "data/table/table-records.h"
#include "data/table/table-remainder.h"
#include "data/table/table-uncertainty.h"
#include "data/table/unclassed-json.h"

#include <math.h>

static const char *const sample_names[] = { "nearest", "previous", "next", "exact" };

/* By how much gained - lost differs from net before rounding: in an additive model, only by what doubles
 * round. */
static double
get_residue_km2(const SalChange *change)
{
  const double m2 = change->gained_m2 - change->lost_m2 - sal_change_get_net_m2(change);
  return fabs(m2) < 0.0005 ? 0 : m2 / 1e6; /* prints no "-0.000000000" */
}

/* Adds how sure the sides of front lines are, where that goes by the snapshot before. */
static void
add_sureness(SalJson *json, const SalSureness *sureness)
{
  if (sureness->agreement <= 0)
    return;
  sal_json_add_decimal(json, "side_agreement_percent", 100 * sureness->agreement, 1);
  sal_table_add_day(json, "side_weakest_snapshot", sureness->day);
  sal_json_add_boolean(json, "side_doubtful", sureness->n_weak > 0);
}

void
sal_row_add_json(const SalRow *row, SalJson *json)
{
  const SalChange *change = row->change;
  sal_json_add_string(json, "period", change->period.name);
  sal_table_add_day(json, "from", change->period.from);
  sal_table_add_day(json, "to", change->period.to);
  sal_table_add_day(json, "from_snapshot", change->from_snapshot);
  sal_table_add_day(json, "to_snapshot", change->to_snapshot);
  sal_json_add_integer(json, "days", sal_change_get_days(change));
  sal_json_add_boolean(json, "same_snapshot", sal_change_has_same_snapshot(change));
  sal_json_add_boolean(json, "partial", change->period.partial);
  sal_json_add_string(json, "class", change->class_name);
  sal_json_add_string(json, "region", change->region);
  sal_json_add_km2(json, "area_from_km2", row->area_from);
  sal_json_add_km2(json, "area_to_km2", row->area_to);
  sal_json_add_km2(json, "gained_km2", row->gained);
  sal_json_add_km2(json, "lost_km2", row->lost);
  sal_json_add_km2(json, "net_km2", row->net);
  sal_json_add_km2(json, "noise_gained_km2", row->noise_gained);
  sal_json_add_km2(json, "noise_lost_km2", row->noise_lost);
  sal_json_add_km2(json, "noise_floor_km2", MAX(row->noise_gained, row->noise_lost));
  sal_border_add_json(row, json);
  sal_json_add_integer(json, "parts", change->n_parts);
  sal_json_add_integer(json, "noise_parts", change->n_noise_parts);
  sal_json_add_decimal(json, "residue_km2", get_residue_km2(change), 9);
  if (change->movement != NULL)
    sal_movement_add_json(change->movement, json);
  sal_json_add_string(json, "flag", sal_flag_get_name(sal_change_get_flag(change)));
  sal_json_add_string(json, "evidence", sal_change_get_evidence(change));
  sal_json_add_boolean(json, "accepted_reset", change->accepted);
  sal_course_add_json(row, json);
  sal_standing_add_json(change->standing, json);
  add_sureness(json, &change->sureness);
  if (change->region_m2 > 0) {
    sal_json_add_decimal(json, "region_km2", change->region_m2 / 1e6, 6);
    sal_json_add_decimal(json, "share_percent", sal_change_get_share_percent(change), 4);
  }
}

static char *
format_boundary(int boundary)
{
  if (boundary == SAL_BOUNDARY_FIRST || boundary == SAL_BOUNDARY_LAST)
    return g_strdup(boundary == SAL_BOUNDARY_FIRST ? "first" : "last");
  return g_strdup_printf("%d", boundary);
}

static void
add_json_composition(SalJson *json, const SalComposition *composition)
{
  g_autofree char *text = composition != NULL ? sal_composition_format(composition) : NULL;
  if (text != NULL)
    sal_json_add_string(json, "composition", text);
}

/* Adds the definitions of the classes, if the user defined any. */
static void
add_json_classes(SalJson *json, const SalTableContext *context)
{
  if (context->classes == NULL || !sal_classes_are_defined(context->classes))
    return;
  sal_json_open(json, "classes", '[');
  for (guint i = 0; i < sal_classes_get_n(context->classes); i++) {
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "class", sal_classes_get_names(context->classes)[i]);
    sal_json_add_string(json, "expression", sal_classes_get_expression(context->classes, i));
    sal_json_add_boolean(json, "optional", sal_classes_is_optional(context->classes, i));
    add_json_composition(json, sal_classes_get_composition(context->classes, i));
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
  sal_json_add_boolean(json, "exclusive", context->exclusive);
}

void
sal_table_add_json_context(SalJson *json, const SalTableContext *context)
{
  g_autofree char *cadence = sal_cadence_format(context->cadence);
  g_autofree char *boundary = format_boundary(context->boundary);
  g_autofree char *gross = sal_definition_describe_gross(context->cadence);
  sal_json_open(json, "sources", '[');
  for (guint i = 0; context->sources[i] != NULL; i++)
    sal_json_add_source(json, NULL, context->sources[i]);
  sal_json_close(json, ']');
  sal_json_add_string(json, "area_model", sal_area_model_get_name(context->area_model));
  sal_json_add_string(json, "area_definition", sal_area_model_get_definition(context->area_model));
  sal_json_add_string(json, "every", cadence);
  sal_json_add_string(json, "gross_counts", gross);
  sal_json_add_string(json, "boundary", boundary);
  sal_json_add_string(json, "sample", sample_names[context->sample]);
  sal_json_add_integer(json, "max_gap_days", context->max_gap_days);
  sal_json_add_integer(json, "date_shift_days", context->date_shift_days);
  if (context->rate != SAL_RATE_NONE)
    sal_json_add_string(json, "rate", sal_rate_get_name(context->rate));
  sal_json_add_decimal(json, "min_width_m", context->min_width_m, 3);
  if (context->increments)
    sal_json_add_boolean(json, "increments", TRUE);
  add_json_classes(json, context);
  if (context->definition != NULL)
    sal_json_add_string(json, "definition", context->definition);
  if (context->holder != NULL)
    sal_json_add_string(json, "holder", context->holder);
  if (context->opponent != NULL)
    sal_json_add_string(json, "opponent", context->opponent);
  if (context->shown != NULL)
    sal_json_add_string(json, "show", context->shown);
  if (context->aoi != NULL)
    sal_json_add_source(json, "aoi", context->aoi);
  sal_border_add_json_source(context->border, json);
  if (context->regions != NULL) {
    sal_json_add_source(json, "regions", context->regions);
    sal_json_add_string(json, "region_field", context->region_field);
  }
}

static void
add_json_extreme(SalJson *json, const char *key, const SalRow *row, const SalTableContext *context)
{
  if (row == NULL)
    return;
  sal_json_open(json, key, '{');
  sal_json_add_string(json, "period", row->change->period.name);
  sal_json_add_km2(json, "net_km2", row->net);
  sal_rate_add_json(row, context, json);
  sal_json_close(json, '}');
}

static void
add_monthly_mean(SalJson *json, const SalSummary *summary, gboolean additive)
{
  if (summary->n_months <= 0)
    return;
  const SalTurnover mean = sal_turnover_divide(&summary->counted, summary->n_months, 1, additive);
  sal_json_add_decimal(json, "months", summary->n_months, 3);
  sal_json_add_km2(json, "mean_net_km2_per_month", mean.net);
}

/* Adds the names of the periods that are missing inside the run. */
static void
add_missing(SalJson *json, const GArray *rows, const char *class_name)
{
  g_autoptr(GPtrArray) changes = g_ptr_array_new();
  for (guint i = 0; i < rows->len; i++)
    if (sal_row_belongs_to(&g_array_index(rows, SalRow, i), class_name))
      g_ptr_array_add(changes, (gpointer)g_array_index(rows, SalRow, i).change);
  g_autoptr(GArray) missing = sal_missing_find(changes);
  sal_json_open(json, "missing_periods", '[');
  for (guint i = 0; i < missing->len; i++)
    sal_json_add_string(json, NULL, g_array_index(missing, SalPeriod, i).name);
  sal_json_close(json, ']');
}

static void
add_json_summary(SalJson *json, const SalSummary *summary, const GArray *rows, const SalTableContext *context)
{
  const gboolean additive = sal_area_model_is_additive(context->area_model);
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "class", summary->class_name);
  sal_json_add_integer(json, "periods", summary->n_periods);
  sal_json_add_integer(json, "accepted_resets", summary->n_accepted);
  sal_json_add_km2(json, "sum_gained_km2", summary->sum.gained);
  sal_json_add_km2(json, "sum_lost_km2", summary->sum.lost);
  sal_json_add_km2(json, "sum_net_km2", summary->sum.net);
  sal_border_add_json_summary(summary, context->border, json);
  if (summary->n_periods > 0) {
    const SalTurnover mean = sal_summary_get_mean(summary, additive);
    sal_json_add_km2(json, "mean_gained_km2", mean.gained);
    sal_json_add_km2(json, "mean_lost_km2", mean.lost);
    sal_json_add_km2(json, "mean_net_km2", mean.net);
    add_monthly_mean(json, summary, additive);
  }
  sal_rate_add_json_summary(rows, summary->class_name, context, json);
  add_missing(json, rows, summary->class_name);
  add_json_extreme(json, "highest_net", summary->most_gained, context);
  add_json_extreme(json, "lowest_net", summary->most_lost, context);
  sal_axes_add_json_run(context->axes, rows, summary->class_name, json);
  if (context->uncertainty != NULL)
    sal_uncertainty_add_json_summary(rows, summary->class_name, json);
  if (context->told != NULL)
    context->told->add_summary(context->told->data, summary->class_name, json);
  sal_json_close(json, '}');
}

void
sal_table_add_json_summaries(SalJson *json, const GArray *rows, const SalTableContext *context)
{
  sal_json_open(json, "summary", '[');
  g_autoptr(GPtrArray) classes = sal_rows_list_classes(rows);
  for (guint i = 0; i < classes->len; i++) {
    if (context->shown != NULL && context->shown != classes->pdata[i])
      continue;
    const SalSummary summary = sal_summary_compute(rows, classes->pdata[i], context->rate);
    add_json_summary(json, &summary, rows, context);
  }
  sal_json_close(json, ']');
}

char *
sal_table_format_json(const GArray *rows, const GPtrArray *remarks, const SalTableContext *context)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_table_add_json_context(&json, context);
  sal_bands_add_json_theatre(context->bands, &json);
  sal_per_add_json_table(context->per, &json);
  sal_axes_add_json_list(context->axes, &json);
  sal_json_open(&json, "rows", '[');
  for (guint i = 0; i < rows->len; i++) {
    sal_json_open(&json, NULL, '{');
    sal_row_add_json(&g_array_index(rows, SalRow, i), &json);
    sal_rate_add_json(&g_array_index(rows, SalRow, i), context, &json);
    if (context->told != NULL)
      context->told->add_row(context->told->data, &g_array_index(rows, SalRow, i), &json);
    sal_places_changed_add_json(context->holdings, g_array_index(rows, SalRow, i).change, &json);
    sal_bands_add_json(context->bands, context->holdings, g_array_index(rows, SalRow, i).change, &json);
    sal_remainder_add_json(context->remainders, &g_array_index(rows, SalRow, i), &json);
    sal_per_add_json(context->per, &g_array_index(rows, SalRow, i), &json);
    sal_axes_add_json(context->axes, &g_array_index(rows, SalRow, i), &json);
    if (context->uncertainty != NULL)
      sal_uncertainty_add_json(&g_array_index(rows, SalRow, i), &json);
    sal_json_close(&json, '}');
  }
  sal_json_close(&json, ']');
  sal_table_add_json_summaries(&json, rows, context);
  sal_own_add_json(context->own, &json);
  sal_expectations_add_json(context->expectations, &json);
  sal_published_add_json(context->published, context->before_option, &json);
  sal_compared_add_json(context->compared, &json);
  sal_unclassed_add_json(&json, context->unclassed);
  sal_json_add_faults(&json, context->faults, context->before_option);
  sal_json_add_remarks(&json, remarks, context->before_option);
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}
