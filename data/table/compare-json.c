#include "data/table/compare-json.h"

#include "data/base/json.h"
#include "data/table/compared-rows.h"
#include "data/table/table-border.h"
#include "data/table/table-day.h"
#include "data/table/table-json.h"
#include "data/table/unclassed-json.h"

#include <math.h>

static void
add_side(SalJson *json, const SalCompareContext *context, guint side)
{
  sal_json_open(json, side == 0 ? "a" : "b", '{');
  sal_json_add_string(json, "name", context->names[side]);
  sal_json_open(json, "sources", '[');
  for (guint i = 0; context->sources[side][i] != NULL; i++)
    sal_json_add_source(json, NULL, context->sources[side][i]);
  sal_json_close(json, ']');
  sal_json_add_integer(json, "date_shift_days", context->date_shift_days[side]);
  sal_unclassed_add_json(json, context->unclassed[side]);
  sal_json_add_faults(json, context->faults[side], context->before_option);
  sal_json_close(json, '}');
}

static void
add_texts(SalJson *json, const char *key, const GPtrArray *texts)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    sal_json_add_string(json, NULL, texts->pdata[i]);
  sal_json_close(json, ']');
}

static void
add_context(SalJson *json, const SalCompareContext *context)
{
  g_autofree char *cadence = sal_cadence_format(context->cadence);
  add_side(json, context, 0);
  add_side(json, context, 1);
  sal_json_add_string(json, "area_model", sal_area_model_get_name(context->area_model));
  sal_json_add_string(json, "area_definition", sal_area_model_get_definition(context->area_model));
  if (context->has_periods)
    sal_json_add_string(json, "every", cadence);
  if (context->rate != SAL_RATE_NONE)
    sal_json_add_string(json, "rate", sal_rate_get_name(context->rate));
  sal_json_add_decimal(json, "min_width_m", context->min_width_m, 3);
  if (context->definition != NULL)
    sal_json_add_string(json, "definition", context->definition);
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

/* The figures are null where a side's change is unknown. */
static void
add_rates(SalJson *json, const SalComparedRates *rates, SalRate rate)
{
  static const char *const names[] = { "net_a", "net_b", "difference" };
  const gint64 figures[] = { rates->a, rates->b, rates->difference };
  for (guint i = 0; i < G_N_ELEMENTS(figures); i++) {
    g_autofree char *key = g_strdup_printf("%s_km2_per_%s", names[i], sal_rate_get_unit(rate));
    if (rates->days[0] > 0)
      sal_json_add_km2(json, key, figures[i]);
    else
      sal_json_add_string(json, key, NULL);
  }
}

static void
add_nets(SalJson *json, const SalComparedRow *row, SalRate rate)
{
  const SalComparison *comparison = row->comparison;
  sal_table_add_day(json, "a_from_snapshot", comparison->nets[0].from_snapshot);
  sal_table_add_day(json, "b_from_snapshot", comparison->nets[1].from_snapshot);
  sal_json_add_km2(json, "net_a_km2", row->net_a);
  sal_json_add_km2(json, "net_b_km2", row->net_b);
  sal_json_add_km2(json, "difference_km2", row->difference);
  sal_json_add_integer(json, "a_days", sal_side_net_count_days(&comparison->nets[0]));
  sal_json_add_integer(json, "b_days", sal_side_net_count_days(&comparison->nets[1]));
  const SalComparedRates rates = sal_compared_row_divide(row, rate, 1);
  if (rate != SAL_RATE_NONE)
    add_rates(json, &rates, rate);
  sal_json_add_string(json, "flag", sal_compared_row_get_flag(row));
  sal_json_add_string(json, "flag_a", sal_flag_get_name(comparison->nets[0].flag));
  sal_json_add_string(json, "flag_b", sal_flag_get_name(comparison->nets[1].flag));
}

static void
add_border(SalJson *json, const SalComparedRow *row)
{
  if (row->comparison->state->has_border) {
    sal_json_add_km2(json, "border_only_a_km2", row->border_only_a);
    sal_json_add_km2(json, "border_only_b_km2", row->border_only_b);
  } else {
    sal_json_add_string(json, "border_only_a_km2", NULL);
    sal_json_add_string(json, "border_only_b_km2", NULL);
  }
}

static void
add_row(SalJson *json, const SalComparedRow *row, const SalCompareContext *context)
{
  const SalComparison *comparison = row->comparison;
  const SalChange *state = comparison->state;
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, comparison->has_nets ? "period" : "date", comparison->period.name);
  if (comparison->has_nets) {
    sal_table_add_day(json, "from", comparison->period.from);
    sal_table_add_day(json, "to", comparison->period.to);
    sal_json_add_boolean(json, "partial", comparison->period.partial);
  }
  sal_json_add_string(json, "class", state->class_name);
  sal_json_add_string(json, "region", state->region);
  sal_table_add_day(json, "a_snapshot", state->from_snapshot);
  sal_table_add_day(json, "b_snapshot", state->to_snapshot);
  sal_json_add_km2(json, "area_a_km2", row->area_a);
  sal_json_add_km2(json, "area_b_km2", row->area_b);
  sal_json_add_km2(json, "agreed_km2", row->agreed);
  sal_json_add_km2(json, "only_a_km2", row->only_a);
  sal_json_add_km2(json, "only_b_km2", row->only_b);
  sal_json_add_km2(json, "noise_only_a_km2", row->noise_only_a);
  sal_json_add_km2(json, "noise_only_b_km2", row->noise_only_b);
  add_border(json, row);
  sal_json_add_integer(json, "parts", state->n_parts);
  sal_json_add_integer(json, "noise_parts", state->n_noise_parts);
  if (comparison->has_nets)
    add_nets(json, row, context->rate);
  if (context->told != NULL)
    context->told->add_row(context->told->data, comparison, json);
  sal_json_close(json, '}');
}

static void
add_summary(SalJson *json, const GArray *rows, const char *class_name, SalRate rate)
{
  const SalComparedSummary summary = sal_compared_rows_summarise(rows, class_name, 1);
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "class", class_name);
  sal_json_add_integer(json, "periods", summary.n_periods);
  if (summary.n_periods > 0) {
    sal_json_add_integer(json, "opposite_signs", summary.n_disagreements);
    sal_json_add_decimal(json, "mean_net_a_km2", summary.mean_net_a_km2, 6);
    sal_json_add_decimal(json, "mean_net_b_km2", summary.mean_net_b_km2, 6);
    sal_json_add_decimal(json, "mean_difference_km2", summary.mean_difference_km2, 6);
    sal_json_add_decimal(json, "mean_absolute_difference_km2", summary.mean_absolute_difference_km2, 6);
  }
  const SalComparedRates rates = sal_compared_rows_divide(rows, class_name, rate, 1);
  if (rate != SAL_RATE_NONE) {
    sal_json_add_integer(json, "a_days", rates.days[0]);
    sal_json_add_integer(json, "b_days", rates.days[1]);
    add_rates(json, &rates, rate);
  }
  sal_json_close(json, '}');
}

/* Adds the summary of each class, or of the one that is shown, in the order of the first period's rows. */
static void
add_summaries(SalJson *json, const GArray *rows, const SalCompareContext *context)
{
  sal_json_open(json, "summary", '[');
  for (guint i = 0; i < rows->len; i++) {
    const SalComparison *comparison = g_array_index(rows, SalComparedRow, i).comparison;
    const SalComparison *first = g_array_index(rows, SalComparedRow, 0).comparison;
    if (comparison->period.from == first->period.from && comparison->state->region[0] == '\0' &&
        (context->shown == NULL || context->shown == comparison->state->class_name))
      add_summary(json, rows, comparison->state->class_name, context->rate);
  }
  sal_json_close(json, ']');
}

static void
add_revisions(SalJson *json, const SalRevisions *revisions)
{
  sal_json_open(json, "revisions", '[');
  for (guint i = 0; i < revisions->revisions->len; i++) {
    const SalRevision *revision = &g_array_index(revisions->revisions, SalRevision, i);
    sal_json_open(json, NULL, '{');
    sal_table_add_day(json, "date", revision->day);
    sal_json_add_string(json, "status", sal_revision_kind_get_name(revision->kind));
    if (revision->state != NULL) {
      const SalComparedRow row = sal_compared_row_of_state(revision->state);
      sal_json_add_string(json, "class", revision->state->class_name);
      sal_json_add_km2(json, "area_a_km2", row.area_a);
      sal_json_add_km2(json, "area_b_km2", row.area_b);
      sal_json_add_km2(json, "only_a_km2", row.only_a);
      sal_json_add_km2(json, "only_b_km2", row.only_b);
      sal_json_add_km2(json, "differs_km2", row.only_a + row.only_b);
      sal_json_add_km2(json, "noise_km2", row.noise_only_a + row.noise_only_b);
    }
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

/* Adds the maps that were drawn, each with what `extent` can take again. */
static void
add_maps(SalJson *json, const GArray *maps)
{
  sal_json_open(json, "maps", '[');
  for (guint i = 0; i < maps->len; i++) {
    const SalComparedMap *map = &g_array_index(maps, SalComparedMap, i);
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "period", map->period);
    sal_json_add_string(json, "class", map->class_name);
    add_texts(json, "files", map->files);
    sal_json_open(json, "frame", '{');
    sal_json_add_decimal(json, "west", map->extent.xmin, 6);
    sal_json_add_decimal(json, "south", map->extent.ymin, 6);
    sal_json_add_decimal(json, "east", map->extent.xmax, 6);
    sal_json_add_decimal(json, "north", map->extent.ymax, 6);
    sal_json_add_string(json, "crs", map->crs);
    sal_json_add_integer(json, "scale", llround(map->scale));
    sal_json_close(json, '}');
    map->add_printed(map->printed, map->state, json);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

char *
sal_compare_format_json(const GArray *rows, const SalRevisions *revisions, const SalCompareContext *context)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  add_context(&json, context);
  if (revisions != NULL)
    add_revisions(&json, revisions);
  if (rows != NULL) {
    sal_json_open(&json, "rows", '[');
    for (guint i = 0; i < rows->len; i++)
      add_row(&json, &g_array_index(rows, SalComparedRow, i), context);
    sal_json_close(&json, ']');
    if (context->has_periods) {
      sal_json_add_string(&json, "difference_kind", revisions != NULL ? "revision" : "definition");
      add_summaries(&json, rows, context);
    }
  }
  if (context->files != NULL)
    add_texts(&json, "files", context->files);
  if (context->maps != NULL)
    add_maps(&json, context->maps);
  sal_json_add_remarks(&json, context->remarks, context->before_option);
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}
