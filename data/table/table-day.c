#include "data/table/table-day.h"

void
sal_table_add_day(SalJson *json, const char *key, SalDay day)
{
  g_autofree char *text = sal_day_format(day);
  sal_json_add_string(json, key, text);
}
