#include "data/table/compared-rows.h"

#include "data/change/apportion.h"

#include <math.h>

static gint64
round_net(const SalSideNet *net, double unit_m2)
{
  return unit_m2 <= 1 ? net->net_m2
                      : sal_row_count_units(net->area_to_m2, unit_m2) -
                            sal_row_count_units(net->area_from_m2, unit_m2);
}

static void
limit_parts(SalComparedRow *row)
{
  row->noise_only_a = MIN(row->noise_only_a, row->only_a);
  row->noise_only_b = MIN(row->noise_only_b, row->only_b);
  row->border_only_a = MIN(row->border_only_a, row->only_a - row->noise_only_a);
  row->border_only_b = MIN(row->border_only_b, row->only_b - row->noise_only_b);
}

SalComparedRow
sal_compared_row_round(const SalComparison *comparison, double unit_m2)
{
  const SalChange *state = comparison->state;
  SalComparedRow row = { .comparison = comparison,
                         .area_a = sal_row_count_units(state->area_from_m2, unit_m2),
                         .area_b = sal_row_count_units(state->area_to_m2, unit_m2),
                         .agreed = sal_row_count_units(sal_comparison_get_agreed_m2(comparison), unit_m2),
                         .noise_only_a = sal_row_count_units(state->noise_lost_m2, unit_m2),
                         .noise_only_b = sal_row_count_units(state->noise_gained_m2, unit_m2),
                         .border_only_a = sal_row_count_units(state->border_lost_m2, unit_m2),
                         .border_only_b = sal_row_count_units(state->border_gained_m2, unit_m2),
                         .net_a = round_net(&comparison->nets[0], unit_m2),
                         .net_b = round_net(&comparison->nets[1], unit_m2) };
  row.agreed = MIN(row.agreed, MIN(row.area_a, row.area_b));
  row.only_a = row.area_a - row.agreed;
  row.only_b = row.area_b - row.agreed;
  row.difference = row.net_b - row.net_a;
  limit_parts(&row);
  return row;
}

/* Levels noise and border, which are two parts of what only one side holds. */
static void
level_parts(const SalComparedRow *whole, SalComparedRow *regions, guint n)
{
  const gsize stride = sizeof(SalComparedRow);
  g_autofree gint64 *limits = g_new(gint64, n);
  for (guint i = 0; i < n; i++)
    limits[i] = regions[i].only_a;
  sal_apportion_level_within(whole->noise_only_a, &regions->noise_only_a, stride, n, limits);
  for (guint i = 0; i < n; i++)
    limits[i] = regions[i].only_a - regions[i].noise_only_a;
  sal_apportion_level_within(whole->border_only_a, &regions->border_only_a, stride, n, limits);
  for (guint i = 0; i < n; i++)
    limits[i] = regions[i].only_b;
  sal_apportion_level_within(whole->noise_only_b, &regions->noise_only_b, stride, n, limits);
  for (guint i = 0; i < n; i++)
    limits[i] = regions[i].only_b - regions[i].noise_only_b;
  sal_apportion_level_within(whole->border_only_b, &regions->border_only_b, stride, n, limits);
}

static void
level_regions(const SalComparedRow *whole, SalComparedRow *regions, guint n)
{
  sal_apportion_level(whole->agreed, &regions->agreed, sizeof(SalComparedRow), n);
  sal_apportion_level(whole->only_a, &regions->only_a, sizeof(SalComparedRow), n);
  sal_apportion_level(whole->only_b, &regions->only_b, sizeof(SalComparedRow), n);
  level_parts(whole, regions, n);
  for (guint i = 0; i < n; i++) {
    regions[i].area_a = regions[i].agreed + regions[i].only_a;
    regions[i].area_b = regions[i].agreed + regions[i].only_b;
  }
}

static gboolean
is_whole(const SalComparedRow *row)
{
  return row->comparison->state->region[0] == '\0';
}

GArray *
sal_compared_rows_compute(const SalComparisons *comparisons, const SalAreaModel *model)
{
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(SalComparedRow));
  for (guint i = 0; i < comparisons->comparisons->len; i++) {
    const SalComparedRow row = sal_compared_row_round(comparisons->comparisons->pdata[i], 1);
    g_array_append_val(rows, row);
  }
  SalComparedRow *all = (SalComparedRow *)(void *)rows->data;
  for (guint i = 0; sal_area_model_is_exact(model) && i < rows->len; i++) {
    guint n = 0;
    while (i + n + 1 < rows->len && !is_whole(&all[i + n + 1]))
      n++;
    if (n > 0)
      level_regions(&all[i], &all[i + 1], n);
    i += n;
  }
  return rows;
}

/* Adds the nets of a row, rounded to units of unit_m2. */
static void
add_nets(SalComparedSummary *summary, const SalComparedRow *row, double unit_m2)
{
  const SalComparedRow printed = sal_compared_row_round(row->comparison, unit_m2);
  const double difference_km2 = (double)printed.difference * unit_m2 / 1e6;
  summary->mean_net_a_km2 += (double)printed.net_a * unit_m2 / 1e6;
  summary->mean_net_b_km2 += (double)printed.net_b * unit_m2 / 1e6;
  summary->mean_difference_km2 += difference_km2;
  summary->mean_absolute_difference_km2 += fabs(difference_km2);
}

SalComparedSummary
sal_compared_rows_summarise(const GArray *rows, const char *class_name, double unit_m2)
{
  SalComparedSummary summary = { 0 };
  const SalComparedRow *only = NULL;
  for (guint i = 0; i < rows->len; i++) {
    const SalComparedRow *row = &g_array_index(rows, SalComparedRow, i);
    if (!is_whole(row) || row->comparison->state->class_name != class_name ||
        row->comparison->period.partial || !sal_comparison_is_known(row->comparison))
      continue;
    summary.n_periods++;
    summary.n_disagreements += sal_comparison_disagrees(row->comparison);
    add_nets(&summary, row, 1);
    only = row;
  }
  if (summary.n_periods == 1) {
    summary.mean_net_a_km2 = summary.mean_net_b_km2 = 0;
    summary.mean_difference_km2 = summary.mean_absolute_difference_km2 = 0;
    add_nets(&summary, only, unit_m2);
  }
  const double n = MAX(summary.n_periods, 1);
  summary.mean_net_a_km2 /= n, summary.mean_net_b_km2 /= n;
  summary.mean_difference_km2 /= n, summary.mean_absolute_difference_km2 /= n;
  return summary;
}

/* Of nets in m2. */
static SalComparedRates
divide(const int days[2], const gint64 nets[2], SalRate rate, double unit_m2)
{
  SalComparedRates rates = { .days = { days[0], days[1] } };
  if (days[0] <= 0 || days[1] <= 0)
    return (SalComparedRates){ 0 };
  rates.a = (gint64)llround((double)nets[0] / sal_rate_count(rate, days[0]) / unit_m2);
  rates.b = (gint64)llround((double)nets[1] / sal_rate_count(rate, days[1]) / unit_m2);
  rates.difference = rates.b - rates.a;
  return rates;
}

SalComparedRates
sal_compared_row_divide(const SalComparedRow *row, SalRate rate, double unit_m2)
{
  const SalSideNet *sides = row->comparison->nets;
  const int days[] = { sal_side_net_count_days(&sides[0]), sal_side_net_count_days(&sides[1]) };
  const gint64 nets[] = { row->net_a, row->net_b };
  return divide(days, nets, rate, unit_m2);
}

SalComparedRates
sal_compared_rows_divide(const GArray *rows, const char *class_name, SalRate rate, double unit_m2)
{
  int days[2] = { 0 };
  gint64 nets[2] = { 0 };
  for (guint i = 0; i < rows->len; i++) {
    const SalComparedRow *row = &g_array_index(rows, SalComparedRow, i);
    const SalComparison *comparison = row->comparison;
    if (!is_whole(row) || comparison->state->class_name != class_name || !sal_comparison_is_known(comparison))
      continue;
    days[0] += sal_side_net_count_days(&comparison->nets[0]),
        days[1] += sal_side_net_count_days(&comparison->nets[1]);
    nets[0] += row->net_a, nets[1] += row->net_b;
  }
  return divide(days, nets, rate, unit_m2);
}

const char *
sal_compared_row_get_flag(const SalComparedRow *row)
{
  const SalComparison *comparison = row->comparison;
  if (!comparison->has_nets)
    return NULL;
  return sal_comparison_disagrees(comparison)   ? "opposite_signs"
         : !sal_comparison_is_known(comparison) ? "same_snapshot"
                                                : NULL;
}

SalComparedRow
sal_compared_row_of_state(const SalChange *state)
{
  const SalComparison comparison = { .state = (SalChange *)state };
  SalComparedRow row = sal_compared_row_round(&comparison, 1);
  row.comparison = NULL;
  return row;
}
