#include "data/change/per-table.h"

#include "data/base/csv.h"
#include "data/base/error.h"

#include <math.h>
#include <string.h>

#define MAX_ROWS 1000000u
#define MAX_VALUE 1e15
#define NONE (-1)

struct _SalPerTable {
  char *path, *column, *credit;
  gboolean has_days;
  GHashTable *values;                       /* by the text of the period or day: double */
  int key_index, value_index, credit_index; /* columns; NONE: before the header, or there is none */
};

void
sal_per_table_free(SalPerTable *table)
{
  if (table == NULL)
    return;
  g_free(table->path);
  g_free(table->column);
  g_free(table->credit);
  g_hash_table_unref(table->values);
  g_free(table);
}

/* Reading */

static int
find_column(const SalCsvRow *row, const char *name)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (g_ascii_strcasecmp(row->cells[i], name) == 0)
      return (int)i;
  return NONE;
}

static gboolean
read_header(SalPerTable *table, const SalCsvRow *row, GError **error)
{
  const int period = find_column(row, "period"), date = find_column(row, "date");
  const int credit = find_column(row, "credit");
  g_autofree char *joined = g_strjoinv(", ", row->cells), *known = sal_error_quote(joined);
  g_autofree char *hint = sal_error_suggest(table->column, (const char *const *)row->cells);
  g_autofree char *column = sal_error_quote(table->column);
  table->has_days = period == NONE;
  table->key_index = table->has_days ? date : period;
  table->value_index = find_column(row, table->column);
  table->credit_index = credit != NONE ? credit : find_column(row, "source");
  if (table->key_index == NONE)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected a column 'period' or 'date', got '%s'", known);
  return table->value_index != NONE ||
         sal_error_set(error, SAL_ERROR_FORMAT, "expected one of the columns (%s), got '%s'%s", known, column,
                       hint);
}

static gboolean
blame_cell(const char *expected, const char *text, GError **error)
{
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected %s, got '%s'", expected, quoted);
}

static gboolean
read_row(const SalCsvRow *row, gpointer data, GError **error)
{
  SalPerTable *table = data;
  if (table->key_index == NONE)
    return read_header(table, row, error);
  const char *key = (guint)table->key_index < row->n_cells ? row->cells[table->key_index] : "";
  const char *text = (guint)table->value_index < row->n_cells ? row->cells[table->value_index] : "";
  char *end;
  SalDay day;
  const double value = g_ascii_strtod(text, &end);
  if (table->has_days && !sal_day_parse(key, &day, NULL))
    return blame_cell("a date as 2024-08-01", key, error);
  if (end == text || *end != '\0' || !(value >= 0 && value <= MAX_VALUE))
    return blame_cell("a number from 0 on", text, error);
  if (g_hash_table_contains(table->values, key))
    return blame_cell(table->has_days ? "each day once" : "each period once", key, error);
  if (g_hash_table_size(table->values) >= MAX_ROWS)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected at most %u rows, got more", MAX_ROWS);
  g_hash_table_insert(table->values, g_strdup(key), g_memdup2(&value, sizeof value));
  if (table->credit == NULL && table->credit_index != NONE && (guint)table->credit_index < row->n_cells &&
      *row->cells[table->credit_index] != '\0')
    table->credit = g_strdup(row->cells[table->credit_index]);
  return TRUE;
}

char *
sal_per_table_get_path(const char *text)
{
  const char *colon = strrchr(text, ':');
  return colon != NULL ? g_strndup(text, (gsize)(colon - text)) : g_strdup(text);
}

SalPerTable *
sal_per_table_read(const char *text, GError **error)
{
  const char *colon = strrchr(text, ':');
  g_autofree char *quoted = sal_error_quote(text);
  if (colon == NULL || colon == text || colon[1] == '\0') {
    sal_error_set(error, SAL_ERROR_USAGE, "expected FILE:COLUMN, got '%s'", quoted);
    return NULL;
  }
  g_autoptr(SalPerTable) table = g_new0(SalPerTable, 1);
  table->path = sal_per_table_get_path(text);
  table->column = g_strdup(colon + 1);
  table->key_index = table->value_index = table->credit_index = NONE;
  table->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = sal_error_quote_path(table->path);
  if (!sal_csv_read_file(table->path, read_row, table, error)) {
    g_prefix_error(error, "%s: ", path);
    return NULL;
  }
  if (table->key_index != NONE)
    return g_steal_pointer(&table);
  sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected a header, got no line", path);
  return NULL;
}

/* Values */

const char *
sal_per_table_get_file(const SalPerTable *table)
{
  return table->path;
}

const char *
sal_per_table_get_column(const SalPerTable *table)
{
  return table->column;
}

const char *
sal_per_table_get_credit(const SalPerTable *table)
{
  return table->credit;
}

static gboolean
fail_missing(const SalPerTable *table, const char *what, const char *name, GError **error)
{
  g_autofree char *path = sal_error_quote_path(table->path);
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected a row of the %s %s, got none", path, what,
                       name);
}

static gboolean
sum_days(const SalPerTable *table, const SalPeriod *period, double *sum, GError **error)
{
  for (SalDay day = period->from; day < period->to; day++) {
    g_autofree char *name = sal_day_format(day);
    const double *value = g_hash_table_lookup(table->values, name);
    if (value == NULL)
      return fail_missing(table, "day", name, error);
    *sum += *value;
  }
  return TRUE;
}

gboolean
sal_per_table_sum(const SalPerTable *table, const SalPeriod *period, double *sum, GError **error)
{
  *sum = 0;
  if (table->has_days)
    return sum_days(table, period, sum, error);
  const double *value = g_hash_table_lookup(table->values, period->name);
  if (value == NULL)
    return fail_missing(table, "period", period->name, error);
  *sum = *value;
  return TRUE;
}
