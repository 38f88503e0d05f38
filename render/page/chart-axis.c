#include "render/page/chart-axis.h"

#include "render/words/wording.h"

int
sal_chart_axis_get_key(SalDay from, SalEvery every, guint index)
{
  int year, month, day;
  sal_day_to_civil(from, &year, &month, &day);
  if (every == SAL_EVERY_MONTH)
    return year * 12 + month - 1;
  if (every == SAL_EVERY_QUARTER)
    return year * 4 + (month - 1) / 3;
  if (every == SAL_EVERY_YEAR)
    return year > 0 ? year : year - 1;
  return (int)index;
}

const int *
sal_chart_axis_get_strides(SalEvery every)
{
  static const int months[] = { 1, 2, 3, 6, 12, 24, 60, 120, 240, 0 };
  static const int quarters[] = { 1, 2, 4, 8, 20, 40, 80, 0 };
  static const int others[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 0 };
  return every == SAL_EVERY_MONTH ? months : every == SAL_EVERY_QUARTER ? quarters : others;
}

int
sal_chart_axis_get_year_stride(SalEvery every)
{
  return every == SAL_EVERY_MONTH ? 12 : every == SAL_EVERY_QUARTER ? 4 : 0;
}

char *
sal_chart_axis_describe(const SalWords *words, SalDay from, SalEvery every, const char *const *months,
                        int *year_found)
{
  int year, month, day;
  sal_day_to_civil(from, &year, &month, &day);
  *year_found = year;
  if (every == SAL_EVERY_MONTH)
    return g_strdup(months[month - 1]);
  if (every == SAL_EVERY_QUARTER)
    return g_strdup_printf("Q%d", (month - 1) / 3 + 1);
  if (every == SAL_EVERY_YEAR)
    return sal_wording_describe_year(words, year, SAL_WORD_BC);
  return g_strdup_printf("%d\xc2\xa0%s", day, months[month - 1]);
}
