#include "data/change/missing.h"

#include <string.h>

#define MISSING_MAX 100000

/* The middle of the period that follows. */
static SalDay
find_next_day(const SalPeriod *period)
{
  static const int months[] = { [SAL_EVERY_MONTH] = 1, [SAL_EVERY_QUARTER] = 3, [SAL_EVERY_YEAR] = 12 };
  const SalPeriodUnit unit = period->unit;
  if (unit.every < SAL_EVERY_MONTH)
    return period->to;
  return sal_civil_month_day(unit.year, MAX(unit.number, 1) * months[unit.every] + 1, 1);
}

static SalPeriod
find_next(const SalPeriod *period)
{
  SalPeriod next = { .from = period->to, .to = period->to + (period->to - period->from) };
  sal_period_name(&next, period->unit.every, find_next_day(period));
  return next;
}

GArray *
sal_missing_find(const GPtrArray *changes)
{
  GArray *missing = g_array_new(FALSE, FALSE, sizeof(SalPeriod));
  for (guint i = 1; i < changes->len; i++) {
    const SalPeriod *before = &((const SalChange *)changes->pdata[i - 1])->period;
    const SalPeriod *after = &((const SalChange *)changes->pdata[i])->period;
    if (before->to >= after->from)
      continue;
    SalPeriod period = find_next(before);
    for (; strcmp(period.name, after->name) != 0 && period.from < after->from && missing->len < MISSING_MAX;
         period = find_next(&period))
      g_array_append_val(missing, period);
  }
  return missing;
}
