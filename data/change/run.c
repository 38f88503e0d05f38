#include "data/change/run.h"

#include "data/change/mean.h"

static const char *
get_region(const SalChange *change)
{
  return change->region != NULL ? change->region : "";
}

static void
sum_up(SalRun *run)
{
  SalChange *total = &run->total;
  const SalChange *first = run->changes->pdata[0], *last = run->changes->pdata[run->changes->len - 1];
  g_autofree guint8 *in_mean = sal_mean_choose(run->changes);
  double net = 0, counted_net = 0, counted_gained = 0, counted_lost = 0;
  double border_gained = 0, border_lost = 0;
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    if (in_mean[i]) {
      run->n_counted++, counted_net += sal_change_get_net_m2(change);
      counted_gained += change->gained_m2, counted_lost += change->lost_m2;
      border_gained += change->border_gained_m2, border_lost += change->border_lost_m2;
    }
    if (change->accepted)
      continue;
    total->gained_m2 += change->gained_m2, total->lost_m2 += change->lost_m2;
    total->noise_gained_m2 += change->noise_gained_m2, total->noise_lost_m2 += change->noise_lost_m2;
    total->border_gained_m2 += change->border_gained_m2, total->border_lost_m2 += change->border_lost_m2;
    total->n_parts += change->n_parts, total->n_noise_parts += change->n_noise_parts;
    net += sal_change_get_net_m2(change);
  }
  run->mean_net_m2 = run->n_counted > 0 ? counted_net / run->n_counted : 0;
  const double n_months = run->n_counted > 0 ? sal_mean_count_months(run->changes, in_mean) : 0;
  run->mean_net_m2_per_month = n_months > 0 ? counted_net / n_months : 0;
  run->mean_gained_m2_per_month = n_months > 0 ? counted_gained / n_months : 0;
  run->mean_lost_m2_per_month = n_months > 0 ? counted_lost / n_months : 0;
  run->mean_border_gained_m2_per_month = n_months > 0 ? border_gained / n_months : 0;
  run->mean_border_lost_m2_per_month = n_months > 0 ? border_lost / n_months : 0;
  total->has_border = first->has_border;
  total->class_name = first->class_name, total->region = get_region(first);
  total->from_snapshot = first->from_snapshot, total->to_snapshot = last->to_snapshot;
  total->area_to_m2 = last->area_to_m2, total->area_from_m2 = last->area_to_m2 - net;
  total->from = first->from, total->to = last->to;
  run->summed_gained_m2 = total->gained_m2, run->summed_lost_m2 = total->lost_m2;
  total->period = sal_period_join(&first->period, &last->period);
}

SalRun *
sal_run_new(const GPtrArray *changes, const char *class_name)
{
  SalRun *run = g_new0(SalRun, 1);
  const char *region = NULL;
  run->changes = g_ptr_array_new();
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    SalChange *change = changes->pdata[i];
    if (class_name == NULL)
      class_name = change->class_name;
    if (change->class_name != class_name)
      continue;
    if (region == NULL)
      region = get_region(change);
    if (g_str_equal(get_region(change), region))
      g_ptr_array_add(run->changes, change);
  }
  if (run->changes->len > 0)
    sum_up(run);
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
  return run->changes->len > 0 ? ((const SalChange *)run->changes->pdata[0])->period.unit.every
                               : SAL_EVERY_MONTH;
}

int
sal_run_count_days(const SalRun *run)
{
  int days = 0;
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    days += change->accepted ? 0 : sal_change_get_days(change);
  }
  return days;
}

int
sal_run_find(const SalRun *run, const SalChange *change)
{
  guint index;
  return g_ptr_array_find(run->changes, change, &index) ? (int)index : -1;
}
