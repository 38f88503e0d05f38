#include "data/table/table-per.h"

#include "data/base/plain.h"

#define NAME_MAX_CHARS 80

/* The number of a row's period. FALSE: it has none, because it is a region's. */
static gboolean
find_value(const SalPerTable *table, const SalRow *row, double *value)
{
  return row->change->region[0] == '\0' && sal_per_table_sum(table, &row->change->period, value, NULL);
}

static void
append_decimal(GString *text, double value, const char *form)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append(text, g_ascii_formatd(digits, sizeof digits, form, value));
}

static void
write_value(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  double value;
  if (find_value(context->per, row, &value))
    append_decimal(text, value, "%.15g");
}

static void
write_net(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  double value;
  if (find_value(context->per, row, &value) && value > 0)
    append_decimal(text, (double)row->net / 1e6 / value, "%.9f");
}

void
sal_per_add_columns(const SalPerTable *table, SalTableColumns *columns)
{
  static const SalTableColumn list[] = {
    { "per_value", SAL_COLUMN_NUMBER, NULL, "the number of the period in the table of the option 'per'",
      write_value },
    { "net_km2_per_unit", SAL_COLUMN_NUMBER, "km2/unit", "net, divided by that number", write_net },
  };
  sal_table_columns_add(columns, list, table != NULL ? G_N_ELEMENTS(list) : 0);
}

void
sal_per_add_json(const SalPerTable *table, const SalRow *row, SalJson *json)
{
  double value;
  if (table == NULL)
    return;
  if (!find_value(table, row, &value)) {
    sal_json_add_string(json, "per", NULL);
    return;
  }
  sal_json_open(json, "per", '{');
  sal_json_add_decimal(json, "value", value, 3);
  if (value > 0)
    sal_json_add_decimal(json, "net_km2_per_unit", (double)row->net / 1e6 / value, 9);
  else
    sal_json_add_string(json, "net_km2_per_unit", NULL);
  sal_json_close(json, '}');
}

void
sal_per_add_json_table(const SalPerTable *table, SalJson *json)
{
  if (table == NULL)
    return;
  sal_json_open(json, "per_table", '{');
  sal_json_add_source(json, "file", sal_per_table_get_file(table));
  sal_json_add_string(json, "column", sal_per_table_get_column(table));
  sal_json_add_string(json, "credit", sal_per_table_get_credit(table));
  sal_json_close(json, '}');
}

void
sal_per_append_text(const SalTableContext *context, const GArray *rows, const char *class_name, GString *text)
{
  const SalPerTable *table = context->per;
  const char *unit = sal_cells_get_unit_name(context->unit);
  double sum = 0, value;
  gint64 net = 0;
  for (guint i = 0; table != NULL && i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (sal_row_counts(row, class_name) && find_value(table, row, &value))
      sum += value, net += row->net;
  }
  if (sum <= 0)
    return;
  const double whole_m2 = sal_cells_get_whole_m2(context->unit);
  g_autofree char *column = sal_plain_show(sal_per_table_get_column(table), NAME_MAX_CHARS);
  const char *source = sal_per_table_get_credit(table);
  g_autofree char *base = g_path_get_basename(sal_per_table_get_file(table));
  g_autofree char *credit = sal_plain_show(source != NULL ? source : base, NAME_MAX_CHARS);
  g_string_append_printf(text, "%s: ", class_name);
  append_decimal(text, sum, "%.15g");
  g_string_append_printf(text, " %s: net ", column);
  append_decimal(text, (double)net / whole_m2 / sum, "%.6g");
  g_string_append_printf(text, " %s for each", unit);
  if (net > 0) {
    g_string_append(text, ", ");
    append_decimal(text, sum / ((double)net / whole_m2), "%.6g");
    g_string_append_printf(text, " for each %s", unit);
  }
  g_string_append_printf(text, " (arithmetic; %s: %s)\n", column, credit);
}
