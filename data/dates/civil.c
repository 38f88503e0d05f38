#include "data/dates/civil.h"

gint64
sal_civil_floor_div(gint64 a, gint64 b)
{
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static gboolean
is_leap_year(int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
sal_civil_month_length(int year, int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  return lengths[month - 1] + (month == 2 && is_leap_year(year));
}

/* 365 days for each year before it and one for each leap day. */
gint64
sal_civil_year_start(int year)
{
  const gint64 n = (gint64)year - 1;
  return 365 * n + sal_civil_floor_div(n, 4) - sal_civil_floor_div(n, 100) + sal_civil_floor_div(n, 400) -
         SAL_CIVIL_EPOCH_DAYS;
}

SalDay
sal_civil_month_start(int year, int month)
{
  gint64 day = sal_civil_year_start(year);
  for (int m = 1; m < month; m++)
    day += sal_civil_month_length(year, m);
  return (SalDay)day;
}

SalDay
sal_civil_month_day(int year, int month, int day)
{
  const int past = (int)sal_civil_floor_div(month - 1, 12);
  const int y = year + past, m = month - 12 * past;
  return sal_civil_month_start(y, m) + CLAMP(day, 1, sal_civil_month_length(y, m)) - 1;
}

/* 1970-01-01 was a Thursday. */
SalDay
sal_civil_find_monday(SalDay day)
{
  return (SalDay)(7 * sal_civil_floor_div((gint64)day + 3, 7) - 3);
}
