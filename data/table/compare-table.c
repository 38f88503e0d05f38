#include "data/table/compare-table.h"

#include "data/table/table-private.h"

#include <math.h>

static gint64
count_units(double m2, gint64 unit_m2)
{
  return (gint64)llround(m2 / (double)unit_m2);
}

static gint64
round_net(const SalSideNet *net, gint64 unit_m2)
{
  return unit_m2 == 1 ? net->net_m2
                      : count_units(net->area_to_m2, unit_m2) - count_units(net->area_from_m2, unit_m2);
}

static void
limit_noise(SalComparedRow *row)
{
  row->noise_only_a = MIN(row->noise_only_a, row->only_a);
  row->noise_only_b = MIN(row->noise_only_b, row->only_b);
}

SalComparedRow
sal_compared_row_round(const SalComparison *comparison, gint64 unit_m2)
{
  const SalChange *state = comparison->state;
  SalComparedRow row = { .comparison = comparison,
                         .area_a = count_units(state->area_from_m2, unit_m2),
                         .area_b = count_units(state->area_to_m2, unit_m2),
                         .agreed = count_units(sal_comparison_get_agreed_m2(comparison), unit_m2),
                         .noise_only_a = count_units(state->noise_lost_m2, unit_m2),
                         .noise_only_b = count_units(state->noise_gained_m2, unit_m2),
                         .net_a = round_net(&comparison->nets[0], unit_m2),
                         .net_b = round_net(&comparison->nets[1], unit_m2) };
  row.agreed = MIN(row.agreed, MIN(row.area_a, row.area_b));
  row.only_a = row.area_a - row.agreed;
  row.only_b = row.area_b - row.agreed;
  row.difference = row.net_b - row.net_a;
  limit_noise(&row);
  return row;
}

/* Moves one number of n regions, at an offset into the row, until they add up to the whole's: a unit at a
 * time, each from or to the largest. */
static void
level(const SalComparedRow *whole, SalComparedRow *regions, guint n, gsize offset)
{
  gint64 rest = G_STRUCT_MEMBER(gint64, whole, offset);
  for (guint i = 0; i < n; i++)
    rest -= G_STRUCT_MEMBER(gint64, &regions[i], offset);
  for (; rest != 0; rest -= rest > 0 ? 1 : -1) {
    gint64 *largest = &G_STRUCT_MEMBER(gint64, regions, offset);
    for (guint i = 1; i < n; i++)
      if (G_STRUCT_MEMBER(gint64, &regions[i], offset) > *largest)
        largest = &G_STRUCT_MEMBER(gint64, &regions[i], offset);
    *largest += rest > 0 ? 1 : -1;
  }
}

static void
level_regions(const SalComparedRow *whole, SalComparedRow *regions, guint n)
{
  level(whole, regions, n, G_STRUCT_OFFSET(SalComparedRow, agreed));
  level(whole, regions, n, G_STRUCT_OFFSET(SalComparedRow, only_a));
  level(whole, regions, n, G_STRUCT_OFFSET(SalComparedRow, only_b));
  level(whole, regions, n, G_STRUCT_OFFSET(SalComparedRow, noise_only_a));
  level(whole, regions, n, G_STRUCT_OFFSET(SalComparedRow, noise_only_b));
  for (guint i = 0; i < n; i++) {
    regions[i].area_a = regions[i].agreed + regions[i].only_a;
    regions[i].area_b = regions[i].agreed + regions[i].only_b;
    limit_noise(&regions[i]);
  }
}

static gboolean
is_whole(const SalComparedRow *row)
{
  return row->comparison->state->region[0] == '\0';
}

GArray *
sal_compare_get_rows(const SalComparisons *comparisons, const SalAreaModel *model)
{
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(SalComparedRow));
  for (guint i = 0; i < comparisons->comparisons->len; i++) {
    const SalComparedRow row = sal_compared_row_round(comparisons->comparisons->pdata[i], 1);
    g_array_append_val(rows, row);
  }
  SalComparedRow *all = (SalComparedRow *)(void *)rows->data;
  for (guint i = 0; sal_area_model_is_exact(model) && i < rows->len; i++) {
    guint n = 0;
    while (i + n + 1 < rows->len && !is_whole(&all[i + n + 1]))
      n++;
    if (n > 0)
      level_regions(&all[i], &all[i + 1], n);
    i += n;
  }
  return rows;
}

SalComparedSummary
sal_compare_summarise(const GArray *rows, const char *class_name, gint64 unit_m2)
{
  SalComparedSummary summary = { 0 };
  for (guint i = 0; i < rows->len; i++) {
    const SalComparedRow *row = &g_array_index(rows, SalComparedRow, i);
    if (!is_whole(row) || row->comparison->state->class_name != class_name ||
        row->comparison->period.partial || !sal_comparison_is_known(row->comparison))
      continue;
    summary.n_periods++;
    summary.n_disagreements += sal_comparison_disagrees(row->comparison);
    const SalComparedRow printed = sal_compared_row_round(row->comparison, unit_m2);
    summary.mean_net_a_km2 += (double)(printed.net_a * unit_m2) / 1e6;
    summary.mean_net_b_km2 += (double)(printed.net_b * unit_m2) / 1e6;
    summary.mean_difference_km2 += (double)(printed.difference * unit_m2) / 1e6;
    summary.mean_absolute_difference_km2 += fabs((double)(printed.difference * unit_m2)) / 1e6;
  }
  const double n = MAX(summary.n_periods, 1);
  summary.mean_net_a_km2 /= n, summary.mean_net_b_km2 /= n;
  summary.mean_difference_km2 /= n, summary.mean_absolute_difference_km2 /= n;
  return summary;
}

static const char *
get_flag(const SalComparison *comparison)
{
  if (!comparison->has_nets)
    return NULL;
  return sal_comparison_disagrees(comparison)   ? "opposite_signs"
         : !sal_comparison_is_known(comparison) ? "same_snapshot"
                                                : NULL;
}

static void
append_day(GString *text, SalDay day)
{
  g_autofree char *date = sal_day_format(day);
  g_string_append_printf(text, ",%s", date);
}

static void
append_numbers(GString *text, const gint64 *m2, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_string_append_c(text, ',');
    sal_table_append_km2(text, m2[i]);
  }
}

static void
append_nets(GString *text, const SalComparedRow *row)
{
  const SalComparison *comparison = row->comparison;
  const gint64 nets[] = { row->net_a, row->net_b, row->difference };
  append_day(text, comparison->nets[0].from_snapshot);
  append_day(text, comparison->nets[1].from_snapshot);
  append_numbers(text, nets, G_N_ELEMENTS(nets));
  const char *flag = get_flag(comparison);
  g_string_append_printf(text, ",%s", flag != NULL ? flag : "");
}

static void
append_csv_row(GString *text, const SalComparedRow *row)
{
  const SalComparison *comparison = row->comparison;
  const SalChange *state = comparison->state;
  const gint64 areas[] = { row->area_a, row->area_b,       row->agreed,      row->only_a,
                           row->only_b, row->noise_only_a, row->noise_only_b };
  g_string_append(text, comparison->period.name);
  if (comparison->has_nets) {
    append_day(text, comparison->period.from);
    append_day(text, comparison->period.to);
  }
  g_string_append_c(text, ',');
  sal_table_append_field(text, state->class_name);
  g_string_append_c(text, ',');
  sal_table_append_field(text, state->region);
  append_day(text, state->from_snapshot);
  append_day(text, state->to_snapshot);
  append_numbers(text, areas, G_N_ELEMENTS(areas));
  g_string_append_printf(text, ",%u,%u", state->n_parts, state->n_noise_parts);
  if (comparison->has_nets)
    append_nets(text, row);
  g_string_append_c(text, '\n');
}

static char *
format_csv(const GArray *rows, gboolean has_periods)
{
  GString *text = g_string_new(has_periods ? "period,from,to" : "date");
  g_string_append(text, ",class,region,a_snapshot,b_snapshot,area_a_km2,area_b_km2,agreed_km2,only_a_km2,"
                        "only_b_km2,noise_only_a_km2,noise_only_b_km2,parts,noise_parts");
  g_string_append(text, has_periods ? ",a_from_snapshot,b_from_snapshot,net_a_km2,net_b_km2,difference_km2,"
                                      "flag\n"
                                    : "\n");
  for (guint i = 0; i < rows->len; i++)
    append_csv_row(text, &g_array_index(rows, SalComparedRow, i));
  return g_string_free(text, FALSE);
}

/* A day that both have as a row of the table. */
static SalComparedRow
round_revision(const SalRevision *revision)
{
  const SalComparison comparison = { .state = (SalChange *)revision->state };
  SalComparedRow row = sal_compared_row_round(&comparison, 1);
  row.comparison = NULL;
  return row;
}

static void
append_revision(GString *text, const SalRevision *revision)
{
  g_autofree char *day = sal_day_format(revision->day);
  g_string_append_printf(text, "%s,%s,", day, sal_revision_kind_get_name(revision->kind));
  if (revision->state == NULL) {
    g_string_append(text, ",,,,,,\n");
    return;
  }
  const SalComparedRow row = round_revision(revision);
  const gint64 areas[] = { row.area_a,
                           row.area_b,
                           row.only_a,
                           row.only_b,
                           row.only_a + row.only_b,
                           row.noise_only_a + row.noise_only_b };
  sal_table_append_field(text, revision->state->class_name);
  append_numbers(text, areas, G_N_ELEMENTS(areas));
  g_string_append_c(text, '\n');
}

static char *
format_revisions_csv(const SalRevisions *revisions)
{
  GString *text = g_string_new("date,status,class,area_a_km2,area_b_km2,only_a_km2,only_b_km2,differs_km2,"
                               "noise_km2\n");
  for (guint i = 0; i < revisions->revisions->len; i++)
    append_revision(text, &g_array_index(revisions->revisions, SalRevision, i));
  return g_string_free(text, FALSE);
}

static void
add_side(SalJson *json, const SalCompareContext *context, guint side)
{
  sal_json_open(json, side == 0 ? "a" : "b", '{');
  sal_json_add_string(json, "name", context->names[side]);
  sal_json_open(json, "sources", '[');
  for (guint i = 0; context->sources[side][i] != NULL; i++)
    sal_json_add_string(json, NULL, context->sources[side][i]);
  sal_json_close(json, ']');
  sal_json_add_integer(json, "date_shift_days", context->date_shift_days[side]);
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
  g_autofree char *cadence = sal_table_format_cadence(context->cadence);
  add_side(json, context, 0);
  add_side(json, context, 1);
  sal_json_add_string(json, "area_model", sal_area_model_get_name(context->area_model));
  sal_json_add_string(json, "area_definition", sal_area_model_get_definition(context->area_model));
  if (context->has_periods)
    sal_json_add_string(json, "every", cadence);
  sal_json_add_decimal(json, "min_width_m", context->min_width_m, 3);
  if (context->aoi != NULL)
    sal_json_add_string(json, "aoi", context->aoi);
  if (context->regions != NULL) {
    sal_json_add_string(json, "regions", context->regions);
    sal_json_add_string(json, "region_field", context->region_field);
  }
}

static void
add_nets(SalJson *json, const SalComparedRow *row)
{
  const SalComparison *comparison = row->comparison;
  sal_table_add_day(json, "a_from_snapshot", comparison->nets[0].from_snapshot);
  sal_table_add_day(json, "b_from_snapshot", comparison->nets[1].from_snapshot);
  sal_json_add_km2(json, "net_a_km2", row->net_a);
  sal_json_add_km2(json, "net_b_km2", row->net_b);
  sal_json_add_km2(json, "difference_km2", row->difference);
  sal_json_add_string(json, "flag", get_flag(comparison));
}

static void
add_row(SalJson *json, const SalComparedRow *row)
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
  sal_json_add_integer(json, "parts", state->n_parts);
  sal_json_add_integer(json, "noise_parts", state->n_noise_parts);
  if (comparison->has_nets)
    add_nets(json, row);
  sal_json_close(json, '}');
}

static void
add_summary(SalJson *json, const GArray *rows, const char *class_name)
{
  const SalComparedSummary summary = sal_compare_summarise(rows, class_name, 1);
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
  sal_json_close(json, '}');
}

/* Of each class, in the order of the first period's rows. */
static void
add_summaries(SalJson *json, const GArray *rows)
{
  sal_json_open(json, "summary", '[');
  for (guint i = 0; i < rows->len; i++) {
    const SalComparison *comparison = g_array_index(rows, SalComparedRow, i).comparison;
    const SalComparison *first = g_array_index(rows, SalComparedRow, 0).comparison;
    if (comparison->period.from == first->period.from && comparison->state->region[0] == '\0')
      add_summary(json, rows, comparison->state->class_name);
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
      const SalComparedRow row = round_revision(revision);
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

static char *
format_json(const GArray *rows, const SalRevisions *revisions, const SalCompareContext *context)
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
      add_row(&json, &g_array_index(rows, SalComparedRow, i));
    sal_json_close(&json, ']');
    if (context->has_periods)
      add_summaries(&json, rows);
  }
  if (context->files != NULL)
    add_texts(&json, "files", context->files);
  sal_json_add_remarks(&json, context->remarks, context->before_option);
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}

char *
sal_compare_format(const SalComparisons *comparisons, const SalRevisions *revisions,
                   const SalCompareContext *context, SalTableFormat format)
{
  g_autoptr(GArray) rows =
      comparisons != NULL ? sal_compare_get_rows(comparisons, context->area_model) : NULL;
  switch (format) {
  case SAL_TABLE_CSV:
    return revisions != NULL ? format_revisions_csv(revisions) : format_csv(rows, context->has_periods);
  case SAL_TABLE_JSON:
    return format_json(rows, revisions, context);
  case SAL_TABLE_MARKDOWN:
  case SAL_TABLE_TEXT:
  default:
    return sal_compare_report(rows, revisions, context, format == SAL_TABLE_MARKDOWN);
  }
}
