#include "data/table/table.h"

#include "data/base/error.h"
#include "data/change/mean.h"
#include "data/table/table-private.h"

#include <math.h>
#include <string.h>

static const char *const sample_names[] = { "nearest", "previous", "next", "exact" };

static gint64
count_units(double m2, gint64 unit_m2)
{
  return (gint64)llround(m2 / (double)unit_m2);
}

SalRow
sal_row_round(const SalChange *change, gint64 unit_m2, gboolean additive)
{
  SalRow row = { .change = change,
                 .area_from = count_units(change->area_from_m2, unit_m2),
                 .area_to = count_units(change->area_to_m2, unit_m2),
                 .gained = count_units(change->gained_m2, unit_m2),
                 .lost = count_units(change->lost_m2, unit_m2),
                 .noise_gained = count_units(change->noise_gained_m2, unit_m2),
                 .noise_lost = count_units(change->noise_lost_m2, unit_m2) };
  row.net = row.area_to - row.area_from;
  if (additive && row.net >= 0)
    row.gained = row.lost + row.net;
  else if (additive)
    row.lost = row.gained - row.net;
  row.noise_gained = MIN(row.noise_gained, row.gained);
  row.noise_lost = MIN(row.noise_lost, row.lost);
  return row;
}

GArray *
sal_table_get_rows(const SalChanges *changes, const SalAreaModel *model)
{
  GArray *rows = g_array_sized_new(FALSE, FALSE, sizeof(SalRow), changes->changes->len);
  for (guint i = 0; i < changes->changes->len; i++) {
    const SalRow row = sal_row_round(changes->changes->pdata[i], 1, sal_area_model_is_additive(model));
    g_array_append_val(rows, row);
  }
  if (sal_area_model_is_exact(model))
    sal_rows_apportion(rows);
  return rows;
}

gboolean
sal_table_has_regions(const GArray *rows)
{
  return rows->len > 1 && g_array_index(rows, SalRow, 1).change->region[0] != '\0';
}

gboolean
sal_row_is_empty(const SalRow *row)
{
  return row->area_from == 0 && row->area_to == 0 && row->gained == 0 && row->lost == 0;
}

gboolean
sal_row_belongs_to(const SalRow *row, const char *class_name)
{
  return strcmp(row->change->class_name, class_name) == 0 && row->change->region[0] == '\0';
}

gboolean
sal_row_counts(const SalRow *row, const char *class_name)
{
  return sal_row_belongs_to(row, class_name) && !row->change->accepted;
}

static void
add_turnover(SalTurnover *sum, const SalRow *row)
{
  sum->gained += row->gained;
  sum->lost += row->lost;
  sum->net += row->net;
}

/* Adds a row that the mean is over. */
static void
count_row(SalSummary *summary, const SalRow *row)
{
  summary->n_periods++;
  add_turnover(&summary->counted, row);
  if (sal_change_has_same_snapshot(row->change))
    return;
  if (summary->most_gained == NULL || row->net > summary->most_gained->net)
    summary->most_gained = row;
  if (summary->most_lost == NULL || row->net < summary->most_lost->net)
    summary->most_lost = row;
}

static void
add_to_sum(SalSummary *summary, const SalRow *row)
{
  summary->n_rows++;
  summary->n_partial += row->change->period.partial ? 1 : 0;
  add_turnover(&summary->sum, row);
}

SalSummary
sal_table_summarise(const GArray *rows, const char *class_name)
{
  SalSummary summary = { .class_name = class_name };
  g_autoptr(GPtrArray) changes = g_ptr_array_new();
  for (guint i = 0; i < rows->len; i++)
    if (sal_row_belongs_to(&g_array_index(rows, SalRow, i), class_name))
      g_ptr_array_add(changes, (gpointer)g_array_index(rows, SalRow, i).change);
  g_autofree guint8 *in_mean = sal_mean_choose(changes);
  for (guint i = 0, k = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (!sal_row_belongs_to(row, class_name))
      continue;
    if (row->change->accepted)
      summary.n_accepted++;
    else
      add_to_sum(&summary, row);
    if (in_mean[k++])
      count_row(&summary, row);
  }
  return summary;
}

static gint64
divide(gint64 sum, guint n)
{
  return (gint64)llround((double)sum / n);
}

SalTurnover
sal_summary_get_mean(const SalSummary *summary, gboolean additive)
{
  const guint n = summary->n_periods;
  if (n == 0)
    return (SalTurnover){ 0 };
  SalTurnover mean = { divide(summary->counted.gained, n), divide(summary->counted.lost, n),
                       divide(summary->counted.net, n) };
  if (additive && mean.net >= 0)
    mean.gained = mean.lost + mean.net;
  else if (additive)
    mean.lost = mean.gained - mean.net;
  return mean;
}

gboolean
sal_table_format_parse(const char *text, SalTableFormat *format, GError **error)
{
  static const char *const names[] = { "text", "csv", "json", "markdown", NULL };
  for (guint i = 0; names[i] != NULL; i++) {
    if (strcmp(text, names[i]) == 0) {
      *format = (SalTableFormat)i;
      return TRUE;
    }
  }
  g_autofree char *quoted = sal_error_quote(text);
  g_autofree char *suggestion = sal_error_suggest(text, names);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected text, csv, json or markdown, got '%s'%s", quoted,
                       suggestion);
}

void
sal_table_append_km2(GString *text, gint64 m2)
{
  const guint64 size = m2 < 0 ? -(guint64)m2 : (guint64)m2;
  g_string_append_printf(text, "%s%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, m2 < 0 ? "-" : "",
                         size / 1000000, size % 1000000);
}

void
sal_table_append_field(GString *text, const char *value)
{
  if (strpbrk(value, ",\"\r\n") == NULL) {
    g_string_append(text, value);
    return;
  }
  g_auto(GStrv) parts = g_strsplit(value, "\"", -1);
  g_autofree char *doubled = g_strjoinv("\"\"", parts);
  g_string_append_printf(text, "\"%s\"", doubled);
}

static void
append_days(GString *text, const SalChange *change)
{
  const SalDay days[] = { change->period.from, change->period.to, change->from_snapshot,
                          change->to_snapshot };
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    g_autofree char *day = sal_day_format(days[i]);
    g_string_append_printf(text, ",%s", day);
  }
}

/* What is held of the region at the end, in % of its own area; nothing for what is no region. */
static void
append_share(GString *text, const SalChange *change)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  if (change->region_m2 > 0)
    g_string_append(text,
                    g_ascii_formatd(digits, sizeof digits, "%.4f", sal_change_get_share_percent(change)));
}

static void
append_csv_row(GString *text, const SalRow *row, gboolean with_share)
{
  const gint64 areas[] = { row->area_from, row->area_to,      row->gained,    row->lost,
                           row->net,       row->noise_gained, row->noise_lost };
  g_string_append(text, row->change->period.name);
  append_days(text, row->change);
  g_string_append_c(text, ',');
  sal_table_append_field(text, row->change->class_name);
  g_string_append_c(text, ',');
  sal_table_append_field(text, row->change->region);
  for (guint i = 0; i < G_N_ELEMENTS(areas); i++) {
    g_string_append_c(text, ',');
    sal_table_append_km2(text, areas[i]);
  }
  g_string_append_printf(text, ",%u,%u", row->change->n_parts, row->change->n_noise_parts);
  sal_movement_append_csv(row->change->movement, text);
  g_string_append(text, sal_change_is_reset(row->change) ? ",reset?" : ",");
  if (with_share) {
    g_string_append_c(text, ',');
    append_share(text, row->change);
  }
  g_string_append_c(text, '\n');
}

static char *
format_csv(const GArray *rows)
{
  GString *text = g_string_new("period,from,to,from_snapshot,to_snapshot,class,region,"
                               "area_from_km2,area_to_km2,gained_km2,lost_km2,net_km2,"
                               "noise_gained_km2,noise_lost_km2,parts,noise_parts,"
                               "advance_km,retreat_km,km2_per_day,flag");
  const gboolean with_share = sal_table_has_regions(rows);
  g_string_append(text, with_share ? ",share_percent\n" : "\n");
  for (guint i = 0; i < rows->len; i++)
    append_csv_row(text, &g_array_index(rows, SalRow, i), with_share);
  return g_string_free(text, FALSE);
}

void
sal_table_add_day(SalJson *json, const char *key, SalDay day)
{
  g_autofree char *text = sal_day_format(day);
  sal_json_add_string(json, key, text);
}

/* What is left when gained - lost is compared with net before rounding: 0 but for rounding in an additive
 * model. */
static double
get_residue_km2(const SalChange *change)
{
  return (change->gained_m2 - change->lost_m2 - sal_change_get_net_m2(change)) / 1e6;
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
  sal_json_add_integer(json, "parts", change->n_parts);
  sal_json_add_integer(json, "noise_parts", change->n_noise_parts);
  sal_json_add_decimal(json, "residue_km2", get_residue_km2(change), 9);
  if (change->movement != NULL)
    sal_movement_add_json(change->movement, json);
  sal_json_add_string(json, "flag", sal_change_is_reset(change) ? "reset?" : NULL);
  sal_json_add_string(json, "evidence", change->evidence);
  sal_json_add_boolean(json, "accepted_reset", change->accepted);
  if (change->region_m2 > 0) {
    sal_json_add_decimal(json, "region_km2", change->region_m2 / 1e6, 6);
    sal_json_add_decimal(json, "share_percent", sal_change_get_share_percent(change), 4);
  }
}

char *
sal_table_format_cadence(SalCadence cadence)
{
  static const char *const names[] = { NULL, "week", "month", "quarter", "year" };
  return cadence.every == SAL_EVERY_DAYS ? g_strdup_printf("%dd", cadence.days)
                                         : g_strdup(names[cadence.every]);
}

static char *
format_boundary(int boundary)
{
  if (boundary == SAL_BOUNDARY_FIRST || boundary == SAL_BOUNDARY_LAST)
    return g_strdup(boundary == SAL_BOUNDARY_FIRST ? "first" : "last");
  return g_strdup_printf("%d", boundary);
}

/* What each class is made of; nothing is said of the one of everything. */
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
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
  sal_json_add_boolean(json, "exclusive", context->exclusive);
}

static void
add_json_context(SalJson *json, const SalTableContext *context)
{
  g_autofree char *cadence = sal_table_format_cadence(context->cadence);
  g_autofree char *boundary = format_boundary(context->boundary);
  sal_json_open(json, "sources", '[');
  for (guint i = 0; context->sources[i] != NULL; i++) {
    g_autofree char *masked = sal_source_mask(context->sources[i]);
    sal_json_add_string(json, NULL, masked);
  }
  sal_json_close(json, ']');
  sal_json_add_string(json, "area_model", sal_area_model_get_name(context->area_model));
  sal_json_add_string(json, "area_definition", sal_area_model_get_definition(context->area_model));
  sal_json_add_string(json, "every", cadence);
  sal_json_add_string(json, "boundary", boundary);
  sal_json_add_string(json, "sample", sample_names[context->sample]);
  sal_json_add_integer(json, "max_gap_days", context->max_gap_days);
  sal_json_add_integer(json, "date_shift_days", context->date_shift_days);
  sal_json_add_decimal(json, "min_width_m", context->min_width_m, 3);
  add_json_classes(json, context);
  if (context->aoi != NULL)
    sal_json_add_string(json, "aoi", context->aoi);
  if (context->regions != NULL) {
    sal_json_add_string(json, "regions", context->regions);
    sal_json_add_string(json, "region_field", context->region_field);
  }
}

GPtrArray *
sal_table_list_classes(const GArray *rows)
{
  GPtrArray *classes = g_ptr_array_new();
  for (guint i = 0; i < rows->len; i++) {
    const char *name = g_array_index(rows, SalRow, i).change->class_name;
    if (!g_ptr_array_find_with_equal_func(classes, name, g_str_equal, NULL))
      g_ptr_array_add(classes, (gpointer)name);
  }
  return classes;
}

static void
add_json_extreme(SalJson *json, const char *key, const SalRow *row)
{
  if (row == NULL)
    return;
  sal_json_open(json, key, '{');
  sal_json_add_string(json, "period", row->change->period.name);
  sal_json_add_km2(json, "net_km2", row->net);
  sal_json_close(json, '}');
}

static void
add_json_summary(SalJson *json, const SalSummary *summary, gboolean additive)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "class", summary->class_name);
  sal_json_add_integer(json, "periods", summary->n_periods);
  sal_json_add_integer(json, "accepted_resets", summary->n_accepted);
  sal_json_add_km2(json, "sum_gained_km2", summary->sum.gained);
  sal_json_add_km2(json, "sum_lost_km2", summary->sum.lost);
  sal_json_add_km2(json, "sum_net_km2", summary->sum.net);
  if (summary->n_periods > 0) {
    const SalTurnover mean = sal_summary_get_mean(summary, additive);
    sal_json_add_km2(json, "mean_gained_km2", mean.gained);
    sal_json_add_km2(json, "mean_lost_km2", mean.lost);
    sal_json_add_km2(json, "mean_net_km2", mean.net);
  }
  add_json_extreme(json, "highest_net", summary->most_gained);
  add_json_extreme(json, "lowest_net", summary->most_lost);
  sal_json_close(json, '}');
}

static char *
format_json(const SalChanges *changes, const GArray *rows, const SalTableContext *context)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  add_json_context(&json, context);
  sal_json_open(&json, "rows", '[');
  for (guint i = 0; i < rows->len; i++) {
    sal_json_open(&json, NULL, '{');
    sal_row_add_json(&g_array_index(rows, SalRow, i), &json);
    sal_json_close(&json, '}');
  }
  sal_json_close(&json, ']');
  sal_json_open(&json, "summary", '[');
  g_autoptr(GPtrArray) classes = sal_table_list_classes(rows);
  for (guint i = 0; i < classes->len; i++) {
    const SalSummary summary = sal_table_summarise(rows, classes->pdata[i]);
    add_json_summary(&json, &summary, sal_area_model_is_additive(context->area_model));
  }
  sal_json_close(&json, ']');
  sal_json_add_remarks(&json, changes->remarks, context->before_option);
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}

char *
sal_table_format(const SalChanges *changes, const SalTableContext *context, SalTableFormat format)
{
  g_autoptr(GArray) rows = sal_table_get_rows(changes, context->area_model);
  switch (format) {
  case SAL_TABLE_CSV:
    return format_csv(rows);
  case SAL_TABLE_JSON:
    return format_json(changes, rows, context);
  case SAL_TABLE_MARKDOWN:
    return sal_report_format_markdown(rows, context);
  case SAL_TABLE_TEXT:
  default:
    return sal_report_format_text(rows, context);
  }
}
