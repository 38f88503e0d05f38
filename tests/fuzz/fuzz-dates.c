/* Dates in the names of files and in fields. Lines: a pattern or nothing, then names. */
#include "fuzz.h"

#include "data/base/fault.h"
#include "data/dates/dates.h"

#define MAX_NAMES 40
#define DAY_SECONDS 86400

static void
check_date(const SalDate *date)
{
  int year, month, day;
  sal_day_to_civil(date->day, &year, &month, &day);
  g_assert_true(year >= -9999 && year <= 9999 && sal_day_from_civil(year, month, day) == date->day);
  g_assert_true(date->second >= -1 && date->second < DAY_SECONDS && date->reading != NULL);
  g_autofree char *text = sal_day_format(date->day);
  SalDay again = 0;
  g_assert_true(sal_day_parse(text, &again, NULL) && again == date->day);
}

static GArray *
find(const SalDateQuery *query, GPtrArray *faults)
{
  g_autoptr(GError) error = NULL;
  GArray *dates = sal_dates_find(query, faults, &error);
  fuzz_check_error(dates != NULL, error);
  return dates;
}

/* Every name has a date or a fault. */
static void
check_names(const GArray *dates, const SalDateQuery *query, const GPtrArray *faults)
{
  guint n_without = 0;
  g_assert_cmpuint(dates->len, ==, query->n);
  for (guint i = 0; i < dates->len; i++) {
    const SalDate *date = &g_array_index(dates, SalDate, i);
    n_without += date->day == SAL_DAY_NONE;
    if (date->day != SAL_DAY_NONE)
      check_date(date);
  }
  g_assert_cmpuint(n_without, ==, faults->len);
}

/* What a name says does not depend on the order of names. */
static void
check_order(const GArray *dates, const SalDateQuery *query)
{
  const char *names[MAX_NAMES];
  for (guint i = 0; i < query->n; i++)
    names[i] = query->names[query->n - 1 - i];
  SalDateQuery reversed = *query;
  reversed.names = names;
  g_autoptr(GPtrArray) faults = sal_faults_new();
  g_autoptr(GArray) again = find(&reversed, faults);
  g_assert_true((again != NULL) == (dates != NULL));
  for (guint i = 0; again != NULL && i < query->n; i++)
    g_assert_cmpint(g_array_index(again, SalDate, query->n - 1 - i).day, ==,
                    g_array_index(dates, SalDate, i).day);
}

static void
check_series(const SalDateQuery *query)
{
  g_autoptr(GPtrArray) faults = sal_faults_new();
  g_autoptr(GArray) dates = find(query, faults);
  if (dates != NULL)
    check_names(dates, query, faults);
  check_order(dates, query);
  g_autoptr(GArray) strictly = find(query, NULL);
  g_assert_true((strictly != NULL) == (dates != NULL && faults->len == 0));
}

static void
check_field(const char *text)
{
  SalDate date = { 0 };
  g_autoptr(GError) error = NULL;
  const gboolean is_read = sal_date_parse(text, "Europe/Kyiv", &date, &error);
  fuzz_check_error(is_read, error);
  if (is_read)
    check_date(&date);
  for (guint order = SAL_DATE_ORDER_NONE; order <= SAL_DATE_MONTH_FIRST; order++)
    if (sal_date_parse_in_order(text, (SalDateOrder)order, NULL, &date, NULL))
      check_date(&date);
  sal_date_needs_order(text);
  sal_date_parse_year(text, &date);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  FuzzBytes bytes = { data, size };
  g_autofree char *pattern = fuzz_take_line(&bytes);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  while (bytes.size > 0 && names->len < MAX_NAMES)
    g_ptr_array_add(names, fuzz_take_line(&bytes));
  if (names->len == 0)
    return 0;
  const SalDateQuery query = { .names = (const char *const *)names->pdata,
                               .n = names->len,
                               .pattern = *pattern != '\0' ? pattern : NULL,
                               .time_zone = names->len % 2 == 0 ? "America/New_York" : NULL };
  check_series(&query);
  for (guint i = 0; i < names->len; i++)
    check_field(names->pdata[i]);
  return 0;
}
