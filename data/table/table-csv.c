#include "data/table/table-csv.h"

#include "data/base/csv.h"
#include "data/change/rows.h"
#include "data/table/table-axes.h"
#include "data/table/table-bands.h"
#include "data/table/table-border.h"
#include "data/table/table-course.h"
#include "data/table/table-movement.h"
#include "data/table/table-per.h"
#include "data/table/table-places.h"
#include "data/table/table-published.h"
#include "data/table/table-rate.h"
#include "data/table/table-remainder.h"
#include "data/table/table-uncertainty.h"

#define OF_ROW(field) G_STRUCT_OFFSET(SalRow, field)
#define OF_CHANGE(field) G_STRUCT_OFFSET(SalChange, field)

/* In the next four the index is the place of the figure in the row, or in its change. */

static void
write_km2(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  sal_csv_append_km2(text, G_STRUCT_MEMBER(gint64, row, index));
}

static void
write_day(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  g_autofree char *day = sal_day_format(G_STRUCT_MEMBER(SalDay, row->change, index));
  g_string_append(text, day);
}

static void
write_name(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  sal_csv_append_field(text, G_STRUCT_MEMBER(const char *, row->change, index));
}

static void
write_count(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  g_string_append_printf(text, "%u", G_STRUCT_MEMBER(guint, row->change, index));
}

static void
write_period(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  g_string_append(text, row->change->period.name);
}

static void
write_days(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  g_string_append_printf(text, "%d", sal_change_get_days(row->change));
}

static void
write_partial(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  g_string_append(text, row->change->period.partial ? "true" : "false");
}

static void
write_flag(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const char *name = sal_flag_get_name(sal_change_get_flag(row->change));
  g_string_append(text, name != NULL ? name : "");
}

/* Nothing for the whole and for what is in no region. */
static void
write_share(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  if (row->change->region_m2 > 0)
    sal_csv_append_decimal(text, sal_change_get_share_percent(row->change), 4);
}

/* Nothing where it is not known. */
static void
write_agreement(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  if (row->change->sureness.agreement > 0)
    sal_csv_append_decimal(text, 100 * row->change->sureness.agreement, 1);
}

static const SalTableColumn first[] = {
  { "period", SAL_COLUMN_TEXT, NULL, "the period: a month, week, quarter, year, or its first day",
    write_period },
  { "from", SAL_COLUMN_DATE, NULL, "the first boundary of the period", write_day, OF_CHANGE(period.from) },
  { "to", SAL_COLUMN_DATE, NULL, "its last boundary, which is the first of the next period", write_day,
    OF_CHANGE(period.to) },
  { "from_snapshot", SAL_COLUMN_DATE, NULL, "the day of the snapshot that stands for the first boundary",
    write_day, OF_CHANGE(from_snapshot) },
  { "to_snapshot", SAL_COLUMN_DATE, NULL, "the day of the snapshot that stands for the last boundary",
    write_day, OF_CHANGE(to_snapshot) },
  { "class", SAL_COLUMN_TEXT, NULL, "the class of areas", write_name, OF_CHANGE(class_name) },
  { "region", SAL_COLUMN_TEXT, NULL, "the region; empty for the whole, '(none)' for what lies in no region",
    write_name, OF_CHANGE(region) },
  { "area_from_km2", SAL_COLUMN_NUMBER, "km2", "held at the start", write_km2, OF_ROW(area_from) },
  { "area_to_km2", SAL_COLUMN_NUMBER, "km2", "held at the end", write_km2, OF_ROW(area_to) },
  { "gained_km2", SAL_COLUMN_NUMBER, "km2", "held at the end and not at the start", write_km2,
    OF_ROW(gained) },
  { "lost_km2", SAL_COLUMN_NUMBER, "km2", "held at the start and not at the end", write_km2, OF_ROW(lost) },
  { "net_km2", SAL_COLUMN_NUMBER, "km2", "held at the end, less what was held at the start", write_km2,
    OF_ROW(net) },
  { "noise_gained_km2", SAL_COLUMN_NUMBER, "km2", "gained, and so narrow that it may be redrawing alone",
    write_km2, OF_ROW(noise_gained) },
  { "noise_lost_km2", SAL_COLUMN_NUMBER, "km2", "lost, and so narrow that it may be redrawing alone",
    write_km2, OF_ROW(noise_lost) },
  { "parts", SAL_COLUMN_INTEGER, NULL, "how many separate parts changed, without noise", write_count,
    OF_CHANGE(n_parts) },
  { "noise_parts", SAL_COLUMN_INTEGER, NULL, "how many separate parts are noise", write_count,
    OF_CHANGE(n_noise_parts) },
};

static const SalTableColumn flag = { "flag", SAL_COLUMN_TEXT, NULL,
                                     "'reset?': the change looks like a redefinition of the data; "
                                     "'contains-reset': a step within the period does",
                                     write_flag };

static const SalTableColumn share = { "share_percent", SAL_COLUMN_NUMBER, "percent",
                                      "how much of the region is held at the end", write_share };

static const SalTableColumn length[] = {
  { "days", SAL_COLUMN_INTEGER, "days", "from snapshot to snapshot", write_days },
  { "partial", SAL_COLUMN_BOOLEAN, NULL, "whether the row is only a part of its period", write_partial },
};

static const SalTableColumn agreement = {
  "side_agreement_percent", SAL_COLUMN_NUMBER, "percent",
  "how much of the territory stayed on its side at the least sure snapshot", write_agreement
};

static gboolean
has_agreement(const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index(rows, SalRow, i).change->sureness.agreement > 0)
      return TRUE;
  return FALSE;
}

SalTableColumns *
sal_table_list_columns(const GArray *rows, const SalTableContext *context)
{
  SalTableColumns *columns = sal_table_columns_new();
  sal_table_columns_add(columns, first, G_N_ELEMENTS(first));
  sal_movement_add_columns(columns);
  sal_table_columns_add(columns, &flag, 1);
  sal_course_add_columns(columns);
  sal_table_columns_add(columns, &share, sal_rows_have_regions(rows) ? 1 : 0);
  sal_table_columns_add(columns, length, G_N_ELEMENTS(length));
  sal_table_columns_add(columns, &agreement, has_agreement(rows) ? 1 : 0);
  sal_rate_add_columns(context, columns);
  sal_places_changed_add_columns(context->holdings, columns);
  sal_bands_add_columns(context->bands, context->holdings, columns);
  sal_remainder_add_columns(context->remainders, columns);
  sal_per_add_columns(context->per, columns);
  sal_axes_add_columns(context->axes, columns);
  sal_uncertainty_add_columns(context->uncertainty, columns);
  sal_border_add_columns(context->border, columns);
  sal_published_add_columns(context->published, columns);
  return columns;
}

char *
sal_table_format_csv(const GArray *rows, const SalTableContext *context)
{
  g_autoptr(SalTableColumns) columns = sal_table_list_columns(rows, context);
  GString *text = g_string_new(NULL);
  sal_table_columns_append_names(columns, text);
  for (guint i = 0; i < rows->len; i++)
    sal_table_columns_append_row(columns, &g_array_index(rows, SalRow, i), context, text);
  return g_string_free(text, FALSE);
}
