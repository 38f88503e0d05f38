#include "data/table/values-table.h"

#include "data/base/cells.h"
#include "data/base/error.h"
#include "data/base/json.h"
#include "data/base/plain.h"
#include "data/table/table-day.h"

static void
add_row(GPtrArray *grid, char *value, char *features, char *dates, char *first, char *last)
{
  char **cells = g_new0(char *, 6);
  cells[0] = value, cells[1] = first, cells[2] = last, cells[3] = dates, cells[4] = features;
  g_ptr_array_add(grid, cells);
}

/* Values of other people's files stand in quotes, so that none looks like "none" or like a heading. */
static void
add_value(GPtrArray *grid, const SalValue *value)
{
  g_autofree char *quoted = value->value != NULL ? sal_error_quote(value->value) : NULL;
  add_row(grid, quoted != NULL ? g_strdup_printf("'%s'", quoted) : g_strdup("none"),
          g_strdup_printf("%u", value->n_features), g_strdup_printf("%u", value->n_dates),
          sal_day_format(value->first), sal_day_format(value->last));
}

static void
append_field(GString *text, const SalListedValues *listed, guint index)
{
  const SalValues *values = listed->values->pdata[index];
  g_autoptr(GPtrArray) list = sal_values_list(values);
  g_autoptr(GPtrArray) grid = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  add_row(grid, sal_error_quote(listed->fields[index]), g_strdup("features"), g_strdup("snapshots"),
          g_strdup("first"), g_strdup("last"));
  for (guint i = 0; i < list->len; i++)
    add_value(grid, list->pdata[i]);
  if (index > 0)
    g_string_append_c(text, '\n');
  sal_cells_append_text(text, grid, 3);
  if (sal_values_get_n_others(values) > 0)
    g_string_append_printf(text, "%u features have other values, which are not told apart\n",
                           sal_values_get_n_others(values));
}

static char *
format_text(const SalListedValues *listed)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < listed->values->len; i++)
    append_field(text, listed, i);
  g_string_append_printf(text, "\n%u feature%s in %u snapshot%s\n", listed->n_features,
                         listed->n_features == 1 ? "" : "s", listed->n_snapshots,
                         listed->n_snapshots == 1 ? "" : "s");
  return sal_plain_show_lines(text->str);
}

static void
add_json_value(SalJson *json, const SalValue *value)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "value", value->value);
  sal_json_add_integer(json, "features", value->n_features);
  sal_json_add_integer(json, "snapshots", value->n_dates);
  sal_table_add_day(json, "first", value->first);
  sal_table_add_day(json, "last", value->last);
  sal_json_close(json, '}');
}

static void
add_json_field(SalJson *json, const SalListedValues *listed, guint index)
{
  const SalValues *values = listed->values->pdata[index];
  g_autoptr(GPtrArray) list = sal_values_list(values);
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "field", listed->fields[index]);
  sal_json_open(json, "values", '[');
  for (guint i = 0; i < list->len; i++)
    add_json_value(json, list->pdata[i]);
  sal_json_close(json, ']');
  sal_json_add_integer(json, "features_with_others", sal_values_get_n_others(values));
  sal_json_close(json, '}');
}

static char *
format_json(const SalListedValues *listed)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_integer(&json, "features", listed->n_features);
  sal_json_add_integer(&json, "snapshots", listed->n_snapshots);
  sal_json_open(&json, "fields", '[');
  for (guint i = 0; i < listed->values->len; i++)
    add_json_field(&json, listed, i);
  sal_json_close(&json, ']');
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}

char *
sal_values_table_format(const SalListedValues *listed, SalTableFormat format, GError **error)
{
  if (format == SAL_TABLE_TEXT)
    return format_text(listed);
  if (format == SAL_TABLE_JSON)
    return format_json(listed);
  sal_error_set(error, SAL_ERROR_USAGE, "inspection: expected the format text or json, got %s",
                sal_table_format_get_name(format));
  return NULL;
}
