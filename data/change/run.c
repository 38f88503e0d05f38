#include "data/change/run.h"

#include "data/change/mean.h"

#include <string.h>

void
sal_run_name_span(SalPeriod *span, const SalPeriod *first, const SalPeriod *last)
{
  if (first->from == last->from)
    g_strlcpy(span->name, first->name, sizeof span->name);
  else
    g_snprintf(span->name, sizeof span->name, "%s--%s", first->name, last->name);
}

static void
sum_up(SalRun *run)
{
  SalChange *total = &run->total;
  const SalChange *first = run->changes->pdata[0], *last = run->changes->pdata[run->changes->len - 1];
  g_autofree guint8 *in_mean = sal_mean_choose(run->changes);
  double net = 0, counted_net = 0;
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    if (in_mean[i])
      run->n_counted++, counted_net += sal_change_get_net_m2(change);
    if (change->accepted)
      continue;
    total->gained_m2 += change->gained_m2, total->lost_m2 += change->lost_m2;
    total->noise_gained_m2 += change->noise_gained_m2, total->noise_lost_m2 += change->noise_lost_m2;
    total->n_parts += change->n_parts, total->n_noise_parts += change->n_noise_parts;
    net += sal_change_get_net_m2(change);
  }
  run->mean_net_m2 = run->n_counted > 0 ? counted_net / run->n_counted : 0;
  total->class_name = first->class_name, total->region = "";
  total->from_snapshot = first->from_snapshot, total->to_snapshot = last->to_snapshot;
  total->area_to_m2 = last->area_to_m2, total->area_from_m2 = last->area_to_m2 - net;
  total->from = first->from, total->to = last->to;
}

static void
name_total(SalRun *run)
{
  const SalChange *first = run->changes->pdata[0], *last = run->changes->pdata[run->changes->len - 1];
  SalPeriod *period = &run->total.period;
  period->from = first->period.from, period->to = last->period.to;
  sal_run_name_span(period, &first->period, &last->period);
}

SalRun *
sal_run_new(const GPtrArray *changes, const char *class_name)
{
  SalRun *run = g_new0(SalRun, 1);
  run->changes = g_ptr_array_new();
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    SalChange *change = changes->pdata[i];
    if (class_name == NULL)
      class_name = change->class_name;
    if (change->class_name == class_name && (change->region == NULL || *change->region == '\0'))
      g_ptr_array_add(run->changes, change);
  }
  if (run->changes->len > 0) {
    name_total(run);
    sum_up(run);
  }
  return run;
}

void
sal_run_free(SalRun *run)
{
  if (run == NULL)
    return;
  g_ptr_array_unref(run->changes);
  g_free(run);
}

SalEvery
sal_run_get_every(const SalRun *run)
{
  const SalChange *first = run->changes->len > 0 ? run->changes->pdata[0] : NULL;
  const char *name = first != NULL ? first->period.name : "2024-01";
  const char *dash = strchr(name, '-');
  if (dash == NULL)
    return SAL_EVERY_YEAR;
  if (dash[1] == 'W')
    return SAL_EVERY_WEEK;
  if (dash[1] == 'Q')
    return SAL_EVERY_QUARTER;
  return strchr(dash + 1, '-') != NULL ? SAL_EVERY_DAYS : SAL_EVERY_MONTH;
}

int
sal_run_find(const SalRun *run, const SalChange *change)
{
  guint index;
  return g_ptr_array_find(run->changes, change, &index) ? (int)index : -1;
}
