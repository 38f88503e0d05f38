#include "data/table/unclassed-json.h"

#include "data/table/table-day.h"

static void
add_value(SalJson *json, const SalValue *value)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "value", value->value);
  sal_json_add_integer(json, "features", value->n_features);
  sal_json_add_integer(json, "dates", value->n_dates);
  sal_table_add_day(json, "first", value->first);
  sal_table_add_day(json, "last", value->last);
  sal_json_close(json, '}');
}

void
sal_unclassed_add_json(SalJson *json, const SalUnclassed *unclassed)
{
  if (unclassed == NULL)
    return;
  g_autoptr(GPtrArray) values = unclassed->values != NULL ? sal_values_list(unclassed->values) : NULL;
  sal_json_open(json, "unclassed", '{');
  sal_json_add_integer(json, "features", unclassed->n_features);
  sal_json_add_integer(json, "dates", unclassed->n_dates);
  sal_json_add_string(json, "field", unclassed->field);
  sal_json_open(json, "values", '[');
  for (guint i = 0; values != NULL && i < values->len; i++)
    add_value(json, values->pdata[i]);
  sal_json_close(json, ']');
  sal_json_add_integer(json, "features_with_other_values",
                       unclassed->values != NULL ? sal_values_get_n_others(unclassed->values) : 0);
  sal_json_close(json, '}');
}
