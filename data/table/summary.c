#include "data/table/summary.h"

#include "data/change/mean.h"

#include <math.h>

static void
add_turnover(SalTurnover *sum, const SalRow *row)
{
  sum->gained += row->gained;
  sum->lost += row->lost;
  sum->net += row->net;
}

/* By what the rows with the highest and the lowest net are chosen. */
static double
get_key(const SalRow *row, SalRate rate)
{
  const double net = (double)row->net;
  return rate == SAL_RATE_NONE ? net : net / sal_rate_count(rate, sal_change_get_days(row->change));
}

/* Adds a row that the mean is over. */
static void
count_row(SalSummary *summary, const SalRow *row, SalRate rate)
{
  summary->n_periods++;
  add_turnover(&summary->counted, row);
  if (sal_change_has_same_snapshot(row->change))
    return;
  if (summary->most_gained == NULL || get_key(row, rate) > get_key(summary->most_gained, rate))
    summary->most_gained = row;
  if (summary->most_lost == NULL || get_key(row, rate) < get_key(summary->most_lost, rate))
    summary->most_lost = row;
}

static void
add_to_sum(SalSummary *summary, const SalRow *row)
{
  summary->only = summary->n_rows++ == 0 ? row : NULL;
  summary->n_partial += row->change->period.partial ? 1 : 0;
  add_turnover(&summary->sum, row);
  summary->border.gained += row->border_gained;
  summary->border.lost += row->border_lost;
  summary->border.net = summary->border.gained - summary->border.lost;
}

SalSummary
sal_summary_compute(const GArray *rows, const char *class_name, SalRate rate)
{
  SalSummary summary = { .class_name = class_name };
  g_autoptr(GPtrArray) changes = g_ptr_array_new();
  for (guint i = 0; i < rows->len; i++)
    if (sal_row_belongs_to(&g_array_index(rows, SalRow, i), class_name))
      g_ptr_array_add(changes, (gpointer)g_array_index(rows, SalRow, i).change);
  g_autofree guint8 *in_mean = sal_mean_choose(changes);
  summary.n_months = sal_mean_count_months(changes, in_mean);
  for (guint i = 0, k = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (!sal_row_belongs_to(row, class_name))
      continue;
    if (row->change->accepted)
      summary.n_accepted++;
    else
      add_to_sum(&summary, row);
    if (in_mean[k++])
      count_row(&summary, row, rate);
  }
  return summary;
}

SalTurnover
sal_turnover_divide(const SalTurnover *turnover, double n, double unit, gboolean additive)
{
  if (n <= 0)
    return (SalTurnover){ 0 };
  const double divisor = n * unit;
  SalTurnover mean = { (gint64)llround((double)turnover->gained / divisor),
                       (gint64)llround((double)turnover->lost / divisor),
                       (gint64)llround((double)turnover->net / divisor) };
  if (additive && mean.net >= 0)
    mean.gained = mean.lost + mean.net;
  else if (additive)
    mean.lost = mean.gained - mean.net;
  return mean;
}

SalTurnover
sal_summary_get_mean(const SalSummary *summary, gboolean additive)
{
  return sal_turnover_divide(&summary->counted, summary->n_periods, 1, additive);
}
