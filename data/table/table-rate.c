#include "data/table/table-rate.h"

#include "data/base/cells.h"
#include "data/base/csv.h"

static const char *const kinds[] = { "gained", "lost", "net" };

static SalTurnover
divide(const SalTurnover *sum, int days, const SalTableContext *context, double unit)
{
  return sal_turnover_divide(sum, sal_rate_count(context->rate, days), unit,
                             sal_area_model_is_additive(context->area_model));
}

SalTurnover
sal_rate_divide_row(const SalRow *row, const SalTableContext *context, double unit)
{
  const SalTurnover sum = { row->gained, row->lost, row->net };
  return divide(&sum, sal_change_get_days(row->change), context, unit);
}

static char *
make_key(guint kind, const SalTableContext *context)
{
  return g_strdup_printf("%s_km2_per_%s", kinds[kind], sal_rate_get_unit(context->rate));
}

/* index: the kind. */
static void
write_rate(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const SalTurnover rate = sal_rate_divide_row(row, context, 1);
  const gint64 figures[] = { rate.gained, rate.lost, rate.net };
  if (!sal_change_has_same_snapshot(row->change))
    sal_csv_append_km2(text, figures[index]);
}

void
sal_rate_add_columns(const SalTableContext *context, SalTableColumns *columns)
{
  static const SalTableColumn like[] = {
    [SAL_RATE_DAY] = { NULL, SAL_COLUMN_NUMBER, "km2/day", "the same, divided by the days", write_rate },
    [SAL_RATE_MONTH] = { NULL, SAL_COLUMN_NUMBER, "km2/month", "the same, divided by months of 30.4375 days",
                         write_rate },
  };
  for (guint i = 0; context->rate != SAL_RATE_NONE && i < G_N_ELEMENTS(kinds); i++) {
    g_autofree char *name = make_key(i, context);
    sal_table_columns_add_like(columns, &like[context->rate], name, i);
  }
}

static void
add_figures(SalJson *json, const SalTurnover *rate, gboolean is_known, const SalTableContext *context)
{
  const gint64 figures[] = { rate->gained, rate->lost, rate->net };
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    g_autofree char *key = make_key(i, context);
    if (is_known)
      sal_json_add_km2(json, key, figures[i]);
    else
      sal_json_add_string(json, key, NULL);
  }
}

void
sal_rate_add_json(const SalRow *row, const SalTableContext *context, SalJson *json)
{
  if (context->rate == SAL_RATE_NONE)
    return;
  const SalTurnover rate = sal_rate_divide_row(row, context, 1);
  add_figures(json, &rate, !sal_change_has_same_snapshot(row->change), context);
}

/* Adds up what changed in the rows of a class. Returns the days that it took. */
static int
add_up(const GArray *rows, const char *class_name, SalTurnover *sum)
{
  int days = 0;
  *sum = (SalTurnover){ 0 };
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (!sal_row_counts(row, class_name))
      continue;
    sum->gained += row->gained, sum->lost += row->lost, sum->net += row->net;
    days += sal_change_get_days(row->change);
  }
  return days;
}

void
sal_rate_add_json_summary(const GArray *rows, const char *class_name, const SalTableContext *context,
                          SalJson *json)
{
  SalTurnover sum;
  const int days = add_up(rows, class_name, &sum);
  if (context->rate == SAL_RATE_NONE)
    return;
  const SalTurnover rate = divide(&sum, days, context, 1);
  sal_json_add_integer(json, "days", days);
  add_figures(json, &rate, days > 0, context);
}

void
sal_rate_append_summary(const GArray *rows, const char *class_name, const SalTableContext *context,
                        GString *text)
{
  SalTurnover sum;
  const int days = add_up(rows, class_name, &sum);
  if (context->rate == SAL_RATE_NONE || days <= 0)
    return;
  const SalTurnover rate = divide(&sum, days, context, sal_cells_get_digit_m2(context->unit));
  g_autofree char *net = sal_cells_format_count(context->unit, rate.net, TRUE);
  g_autofree char *gained = sal_cells_format_count(context->unit, rate.gained, FALSE);
  g_autofree char *lost = sal_cells_format_count(context->unit, rate.lost, FALSE);
  g_string_append_printf(text, "%s: rate: net %s %s a %s (gained %s, lost %s) over %d days%s\n", class_name,
                         net, sal_cells_get_unit_name(context->unit), sal_rate_get_unit(context->rate),
                         gained, lost, days, context->rate == SAL_RATE_MONTH ? ", 30.4375 a month" : "");
}
