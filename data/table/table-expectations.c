#include "data/table/table-expectations.h"

#include "data/base/plain.h"
#include "data/table/table-day.h"

#define NAME_MAX_CHARS 80
#define MOST_LISTED 100 /* in text */

static void
add_check(const SalExpectations *expectations, const SalExpectation *check, SalJson *json)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_integer(json, "line", check->line);
  sal_json_add_string(json, "place", *check->place != '\0' ? check->place : NULL);
  sal_json_add_decimal(json, "lon", check->point.x, 6);
  sal_json_add_decimal(json, "lat", check->point.y, 6);
  sal_table_add_day(json, "date", check->day);
  if (check->snapshot != SAL_DAY_NONE)
    sal_table_add_day(json, "snapshot", check->snapshot);
  else
    sal_json_add_string(json, "snapshot", NULL);
  sal_json_add_string(json, "expected", check->holder);
  sal_json_add_string(json, "holder", check->found >= 0 ? expectations->classes[check->found] : NULL);
  sal_json_add_string(json, "verdict", sal_expectation_verdict_get_name(check->verdict));
  sal_json_close(json, '}');
}

void
sal_expectations_add_json(const SalExpectations *expectations, SalJson *json)
{
  if (expectations == NULL)
    return;
  const guint n = expectations->checks->len, n_holding = sal_expectations_count_holding(expectations);
  const guint n_undecided = sal_expectations_count_undecided(expectations);
  sal_json_open(json, "expectations", '{');
  sal_json_add_source(json, "file", expectations->path);
  sal_json_add_integer(json, "checks", n);
  sal_json_add_integer(json, "hold", n_holding);
  sal_json_add_integer(json, "fail", n - n_holding - n_undecided);
  sal_json_add_integer(json, "undecided", n_undecided);
  sal_json_open(json, "not_holding", '[');
  for (guint i = 0; i < n; i++) {
    const SalExpectation *check = &g_array_index(expectations->checks, SalExpectation, i);
    if (check->verdict != SAL_EXPECTATION_HOLDS)
      add_check(expectations, check, json);
  }
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

void
sal_expectations_append_text(const SalExpectations *expectations, GString *text)
{
  if (expectations == NULL)
    return;
  g_autofree char *counts = sal_expectations_describe(expectations);
  g_autofree char *base = g_path_get_basename(expectations->path);
  g_autofree char *file = sal_plain_show(base, NAME_MAX_CHARS);
  guint n = 0;
  g_string_append_printf(text, "expectations: %s (%s)\n", counts, file);
  for (guint i = 0; i < expectations->checks->len; i++) {
    const SalExpectation *check = &g_array_index(expectations->checks, SalExpectation, i);
    if (check->verdict == SAL_EXPECTATION_HOLDS || ++n > MOST_LISTED)
      continue;
    g_autofree char *line = sal_expectation_describe(expectations, check);
    g_string_append_printf(text, "expectations: %s\n", line);
  }
  if (n > MOST_LISTED)
    g_string_append_printf(text, "expectations: and %u more\n", n - MOST_LISTED);
}
