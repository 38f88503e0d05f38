#include "data/table/table-remainder.h"

#include "data/base/cells.h"
#include "data/base/csv.h"
#include "data/base/plain.h"
#include "data/change/change.h"
#include "data/table/table-day.h"

#define NAME_MAX_CHARS 80

static gint64
get_pace_m2(const SalPace *pace)
{
  return sal_row_count_units(pace->m2_per_day, 1);
}

/* CSV */

static void
write_left(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalRemainder remainder;
  if (sal_remainders_compute(context->remainders, row, &remainder))
    sal_csv_append_km2(text, remainder.left_m2);
}

/* FALSE: there is none. */
static gboolean
find_pace(const SalRow *row, const SalTableContext *context, guint index, SalPace *pace)
{
  SalRemainder remainder;
  if (!sal_remainders_compute(context->remainders, row, &remainder))
    return FALSE;
  *pace = remainder.paces[index];
  return pace->days > 0;
}

static void
write_pace_days(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalPace pace;
  if (find_pace(row, context, index, &pace))
    g_string_append_printf(text, "%d", pace.days);
}

static void
write_pace(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalPace pace;
  if (find_pace(row, context, index, &pace))
    sal_csv_append_km2(text, get_pace_m2(&pace));
}

static void
write_until(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalPace pace;
  if (!find_pace(row, context, index, &pace) || pace.until == SAL_DAY_NONE)
    return;
  g_autofree char *day = sal_day_format(pace.until);
  g_string_append(text, day);
}

void
sal_remainder_add_columns(const SalRemainders *remainders, SalTableColumns *columns)
{
  static const SalTableColumn left = { "left_km2", SAL_COLUMN_NUMBER, "km2",
                                       "the region's own area, less what is held of it at the end",
                                       write_left };
  static const SalTableColumn of_pace[] = {
    { "pace_%dd_days", SAL_COLUMN_INTEGER, "days", "the days that the last periods took, that many or more",
      write_pace_days },
    { "pace_%dd_km2_per_day", SAL_COLUMN_NUMBER, "km2/day", "their net, divided by these days", write_pace },
    { "left_until_%dd", SAL_COLUMN_DATE, NULL,
      "until when what is left would last at that pace: arithmetic, no forecast", write_until },
  };
  sal_table_columns_add(columns, &left, remainders != NULL ? 1 : 0);
  for (guint i = 0; remainders != NULL && i < SAL_REMAINDER_PACES; i++)
    for (guint k = 0; k < G_N_ELEMENTS(of_pace); k++) {
      g_auto(GStrv) around = g_strsplit(of_pace[k].name, "%d", 2);
      g_autofree char *name = g_strdup_printf("%s%d%s", around[0], sal_remainder_get_days()[i], around[1]);
      sal_table_columns_add_like(columns, &of_pace[k], name, i);
    }
}

/* JSON */

static void
add_day(SalJson *json, const char *key, SalDay day)
{
  if (day == SAL_DAY_NONE)
    sal_json_add_string(json, key, NULL);
  else
    sal_table_add_day(json, key, day);
}

static void
add_pace(SalJson *json, const SalPace *pace, int least_days)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_integer(json, "least_days", least_days);
  if (pace->days > 0) {
    sal_json_add_integer(json, "days", pace->days);
    sal_json_add_km2(json, "km2_per_day", get_pace_m2(pace));
  } else {
    sal_json_add_string(json, "days", NULL);
    sal_json_add_string(json, "km2_per_day", NULL);
  }
  add_day(json, "until", pace->until);
  sal_json_close(json, '}');
}

void
sal_remainder_add_json(const SalRemainders *remainders, const SalRow *row, SalJson *json)
{
  SalRemainder remainder;
  if (remainders == NULL)
    return;
  if (!sal_remainders_compute(remainders, row, &remainder)) {
    sal_json_add_string(json, "remainder", NULL);
    return;
  }
  sal_json_open(json, "remainder", '{');
  sal_json_add_km2(json, "left_km2", remainder.left_m2);
  sal_json_open(json, "paces", '[');
  for (guint i = 0; i < SAL_REMAINDER_PACES; i++)
    add_pace(json, &remainder.paces[i], sal_remainder_get_days()[i]);
  sal_json_close(json, ']');
  add_day(json, "until_first", remainder.first);
  add_day(json, "until_last", remainder.last);
  sal_json_close(json, '}');
}

/* Text */

/* "; at these paces it would last until between 2026-11-03 and 2028-02-10". */
static void
append_dates(GString *text, const SalRemainder *remainder, guint n_paces, guint n_dates)
{
  if (n_dates == 0) {
    g_string_append(text, "; at such a pace it would not be taken up within 100 years");
    return;
  }
  g_autofree char *first = sal_day_format(remainder->first), *last = sal_day_format(remainder->last);
  g_string_append_printf(text, "; at %s it would last until %s%s",
                         n_paces == 1         ? "this pace"
                         : n_dates == n_paces ? "these paces"
                                              : "some of these paces",
                         remainder->first != remainder->last ? "between " : "", first);
  if (remainder->first != remainder->last)
    g_string_append_printf(text, " and %s", last);
}

static void
append_paces(GString *text, const SalRemainder *remainder, const SalCellsUnit *unit)
{
  guint n = 0, n_dates = 0;
  for (guint i = 0; i < SAL_REMAINDER_PACES; i++) {
    const SalPace *pace = &remainder->paces[i];
    if (pace->days == 0)
      continue;
    g_autofree char *net = sal_cells_format_m2(unit, (double)get_pace_m2(pace), TRUE);
    if (n++ == 0)
      g_string_append_printf(text, "; net over the last %d days %s %s a day", pace->days, net,
                             sal_cells_get_unit_name(unit));
    else
      g_string_append_printf(text, ", over %d days %s", pace->days, net);
    n_dates += pace->until != SAL_DAY_NONE;
  }
  if (n > 0)
    append_dates(text, remainder, n, n_dates);
}

static gboolean
append_line(GString *text, const SalTableContext *context, const SalRow *row)
{
  SalRemainder remainder;
  char share[G_ASCII_DTOSTR_BUF_SIZE];
  if (!sal_remainders_compute(context->remainders, row, &remainder) || row->area_to == 0 ||
      remainder.left_m2 == 0)
    return FALSE;
  g_autofree char *name = sal_plain_show(row->change->region, NAME_MAX_CHARS);
  g_autofree char *left = sal_cells_format_m2(context->unit, (double)remainder.left_m2, FALSE);
  g_autofree char *day = sal_day_format(row->change->to_snapshot);
  g_ascii_formatd(share, sizeof share, "%.2f", sal_change_get_share_percent(row->change));
  g_string_append_printf(text, "%s, %s: %s%% held on %s, %s %s left", row->change->class_name, name, share,
                         day, left, sal_cells_get_unit_name(context->unit));
  append_paces(text, &remainder, context->unit);
  g_string_append_c(text, '\n');
  return TRUE;
}

void
sal_remainder_append_text(const SalTableContext *context, const GArray *rows, const char *class_name,
                          GString *text)
{
  const SalPeriod *last = rows->len > 0 ? &g_array_index(rows, SalRow, rows->len - 1).change->period : NULL;
  gboolean is_told = FALSE;
  for (guint i = 0; context->remainders != NULL && i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (row->change->class_name == class_name && row->change->period.from == last->from)
      is_told |= append_line(text, context, row);
  }
  if (is_told)
    g_string_append(text,
                    "what is left, divided by the net a day of so many days: arithmetic, and no forecast\n");
}
