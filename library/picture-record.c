#include "library/picture-record.h"

#include "library/json-head.h"
#include "library/shown.h"

#include "data/change/row.h"
#include "data/table/definition.h"
#include "data/table/table-day.h"
#include "data/table/table-json.h"
#include "render/words/comparison.h"

static void
add_part(SalJson *json, const SalPrintedPart *part)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_decimal(json, "km2", part->km2, 6);
  sal_json_add_decimal(json, "lon", part->lon, 6);
  sal_json_add_decimal(json, "lat", part->lat, 6);
  sal_json_close(json, '}');
}

static void
add_parts(SalJson *json, const GArray *parts)
{
  sal_json_open(json, "parts", '[');
  for (guint i = 0; i < parts->len; i++)
    add_part(json, &g_array_index(parts, SalPrintedPart, i));
  sal_json_close(json, ']');
}

static void
add_printed(SalJson *json, const SalPrinted *printed, gboolean has_parts)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "where", printed->where);
  sal_json_add_string(json, "id", printed->id);
  sal_json_add_string(json, "label", printed->label);
  sal_json_add_string(json, "text", printed->text);
  sal_json_add_decimal(json, printed->is_percent ? "percent" : "km2", printed->value,
                       printed->is_percent ? 4 : 6);
  if (printed->place != NULL) {
    sal_json_add_string(json, "place", printed->place);
    sal_json_add_decimal(json, "place_lon", printed->place_lon, 6);
    sal_json_add_decimal(json, "place_lat", printed->place_lat, 6);
  }
  if (printed->parts != NULL)
    sal_json_add_integer(json, "n_parts", printed->parts->len);
  if (printed->parts != NULL && has_parts)
    add_parts(json, printed->parts);
  sal_json_close(json, '}');
}

void
sal_printed_add_json(SalJson *json, const GPtrArray *printed, gboolean has_parts)
{
  sal_json_open(json, "printed", '[');
  for (guint i = 0; i < printed->len; i++)
    add_printed(json, printed->pdata[i], has_parts);
  sal_json_close(json, ']');
}

/* Of a run */

static void
add_m2(SalJson *json, const char *key, double m2)
{
  sal_json_add_decimal(json, key, m2 / 1e6, 6);
}

/* Adds the net by the rate of the options; it may be of no days. */
static void
add_rate(SalJson *json, SalRate rate, double net_m2, int days)
{
  if (rate == SAL_RATE_NONE || days <= 0)
    return;
  g_autofree char *key = g_strdup_printf("net_km2_per_%s", sal_rate_get_unit(rate));
  add_m2(json, key, net_m2 / sal_rate_count(rate, days));
}

static SalRate
get_rate(const SalientPages *pages)
{
  return pages->changes != NULL ? pages->changes->series->plan->settings.rate : SAL_RATE_NONE;
}

/* Rounded as in tables, so that they add up. */
static void
add_gains(SalJson *json, const SalientPages *pages, const SalChange *change)
{
  const SalAreaModel *model = pages->changes->series->plan->settings.area_model;
  const SalRow row = sal_row_round(change, 1, sal_area_model_is_additive(model));
  add_m2(json, "gained_km2", (double)row.gained);
  add_m2(json, "lost_km2", (double)row.lost);
  add_m2(json, "net_km2", (double)row.net);
}

static void
add_period(SalJson *json, const SalientPages *pages, const SalChange *change)
{
  const SalRate rate = get_rate(pages);
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "period", change->period.name);
  add_gains(json, pages, change);
  add_rate(json, rate, sal_change_get_net_m2(change), sal_change_get_days(change));
  sal_json_close(json, '}');
}

static void
add_means(SalJson *json, const SalRun *run, SalRate rate)
{
  const double net_m2 = sal_change_get_net_m2(&run->total);
  const int days = sal_run_count_days(run);
  sal_json_open(json, "means", '{');
  sal_json_add_integer(json, "periods", run->n_counted);
  add_m2(json, "mean_net_km2", run->mean_net_m2);
  add_m2(json, "mean_net_km2_per_month", run->mean_net_m2_per_month);
  add_m2(json, "mean_gained_km2_per_month", run->mean_gained_m2_per_month);
  add_m2(json, "mean_lost_km2_per_month", run->mean_lost_m2_per_month);
  add_rate(json, SAL_RATE_DAY, net_m2, days);
  if (rate != SAL_RATE_DAY)
    add_rate(json, rate, net_m2, days);
  sal_json_close(json, '}');
}

static gboolean
has_run(const SalientPages *pages, const SalPicture *picture)
{
  return pages->changes != NULL && (picture->change == &sal_page_get_run(picture->page)->total ||
                                    pages->map->layout == SAL_LAYOUT_MAP_CHART);
}

void
sal_picture_add_run_json(SalJson *json, const SalientPages *pages, const SalPicture *picture)
{
  const SalRun *run = sal_page_get_run(picture->page);
  const SalRate rate = get_rate(pages);
  if (picture->change != &run->total && pages->changes != NULL)
    add_rate(json, rate, sal_change_get_net_m2(picture->change), sal_change_get_days(picture->change));
  if (!has_run(pages, picture))
    return;
  sal_json_open(json, "periods", '[');
  for (guint i = 0; i < run->changes->len; i++)
    add_period(json, pages, run->changes->pdata[i]);
  sal_json_close(json, ']');
  add_means(json, run, rate);
}

/* The record of a file */

static void
add_names(SalJson *json, const char *key, char *const *names)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *name = sal_json_head_drop_folder(names[i]);
    sal_json_add_source(json, NULL, name);
  }
  sal_json_close(json, ']');
}

static void
add_change(SalJson *json, const SalChange *change)
{
  sal_json_add_string(json, "period", change->period.name);
  sal_table_add_day(json, "from", change->period.from);
  sal_table_add_day(json, "to", change->period.to);
  sal_table_add_day(json, "from_snapshot", change->from_snapshot);
  sal_table_add_day(json, "to_snapshot", change->to_snapshot);
  sal_json_add_string(json, "class", change->class_name);
  sal_json_add_string(json, "region", change->region);
  add_m2(json, "area_from_km2", change->area_from_m2);
  add_m2(json, "area_to_km2", change->area_to_m2);
}

/* Of one period, what it took a day and the group of changes that is the largest, which sentences tell. */
static void
add_told(SalJson *json, const SalPicture *picture)
{
  const SalChange *change = picture->change;
  SalPageFrame frame = { .country = NULL };
  sal_page_measure_border(picture->page, change, &frame);
  if (change != &sal_page_get_run(picture->page)->total && !sal_change_has_same_snapshot(change))
    sal_json_add_decimal(json, "km2_per_day",
                         sal_change_get_net_m2(change) / 1e6 / sal_change_get_days(change), 6);
  if (change->movement != NULL)
    add_m2(json, "largest_group_km2", change->movement->group.area_m2);
  if (!frame.has_border)
    return;
  sal_json_open(json, "border", '{');
  sal_json_add_string(json, "country", frame.country);
  sal_json_add_decimal(json, "gained_km2", frame.gained_at_border_km2, 6);
  sal_json_add_decimal(json, "lost_km2", frame.lost_at_border_km2, 6);
  sal_json_close(json, '}');
}

static void
add_figures(SalJson *json, const SalientPages *pages, const SalChange *change)
{
  add_gains(json, pages, change);
  sal_json_add_string(json, "flag", sal_flag_get_name(sal_change_get_flag(change)));
  sal_json_add_boolean(json, "accepted_reset", change->accepted);
}

/* What a map of changes rests on. */
static void
add_basis(SalJson *json, const SalientPages *pages, const SalPicture *picture)
{
  SalTableContext context = sal_changes_get_context(pages->changes);
  const SalClasses *classes = pages->changes->series->plan->settings.classes;
  g_autofree char *class_definition =
      sal_shown_define(pages->map->options, classes, picture->change->class_name);
  context.definition = class_definition;
  g_autofree char *definition = sal_definition_make(&context);
  g_autofree char *cadence = sal_cadence_format(context.cadence);
  g_autofree char *gross = sal_definition_describe_gross(context.cadence);
  add_names(json, "sources", context.sources);
  sal_json_add_string(json, "area_model", sal_area_model_get_name(context.area_model));
  sal_json_add_string(json, "definition", definition);
  sal_json_add_string(json, "every", cadence);
  sal_json_add_string(json, "gross_counts", gross);
  sal_json_add_integer(json, "date_shift_days", context.date_shift_days);
  sal_json_add_decimal(json, "min_width_m", context.min_width_m, 3);
}

/* What a map of a comparison rests on. */
static void
add_compared_basis(SalJson *json, const SalientPages *pages)
{
  const SalSides *sides = &pages->comparison->plan->sides;
  const SalAreaModel *model = sides->settings[0].area_model;
  g_autofree char *definition = sal_shown_define_sides(sides, NULL);
  sal_json_add_string(json, "a", sides->names[0]);
  sal_json_add_string(json, "b", sides->names[1]);
  add_names(json, "a_sources", sides->settings[0].series.sources);
  add_names(json, "b_sources", sides->settings[1].series.sources);
  sal_json_add_string(json, "area_model", sal_area_model_get_name(model));
  sal_json_add_string(json, "area_definition", sal_area_model_get_definition(model));
  if (definition != NULL)
    sal_json_add_string(json, "definition", definition);
}

void
sal_picture_add_compared_json(SalJson *json, const SalChange *state)
{
  const double agreed_m2 = sal_comparison_measure_agreed_m2(state);
  const double either_m2 = agreed_m2 + state->gained_m2 + state->lost_m2;
  add_m2(json, "agreed_km2", agreed_m2);
  add_m2(json, "only_a_km2", state->lost_m2);
  add_m2(json, "only_b_km2", state->gained_m2);
  if (either_m2 > 0)
    sal_json_add_decimal(json, "agreed_percent", 100 * agreed_m2 / either_m2, 4);
}

char *
sal_picture_make_record(const SalientPages *pages, const SalPicture *picture, const SalDrawing *drawing)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_string(&json, "schema", "salient-picture-1");
  sal_json_add_string(&json, "program", "salient " SAL_VERSION);
  sal_json_head_add_figures(&json, "options", pages->map->options);
  if (pages->changes != NULL)
    add_basis(&json, pages, picture);
  else
    add_compared_basis(&json, pages);
  add_change(&json, picture->change);
  if (pages->changes != NULL) {
    add_figures(&json, pages, picture->change);
    add_told(&json, picture);
  } else {
    sal_picture_add_compared_json(&json, picture->change);
  }
  sal_printed_add_json(&json, sal_drawing_get_printed(drawing), FALSE);
  sal_picture_add_run_json(&json, pages, picture);
  sal_json_close(&json, '}');
  g_autofree char *text = sal_json_finish(&json);
  return sal_json_flatten(text);
}
