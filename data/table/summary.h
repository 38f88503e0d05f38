/* The summary of a class's rows: sums, means and extremes, the answer to "how much a month". */
#pragma once

#include "data/change/rate.h"
#include "data/change/row.h"

/* What changed, in the unit of the rows that it was summed from. */
typedef struct {
  gint64 gained, lost, net;
} SalTurnover;

typedef struct {
  const char *class_name;
  guint n_accepted;        /* resets that the user accepted; they count in nothing that follows */
  guint n_rows, n_periods; /* all; those that the mean is over, see data/change/mean.h */
  guint n_partial;         /* of n_rows: incomplete periods */
  SalTurnover sum;         /* over n_rows */
  SalTurnover border;      /* over n_rows: how much of it is redrawn border; all 0 without one */
  SalTurnover counted;     /* over n_periods */
  double n_months;         /* how many months these took, see sal_mean_count_months() */
  const SalRow *only;      /* the row if n_rows is 1; NULL: there are several, or none; lent */
  /* The rows with the highest and the lowest net, with a rate by the days that it took, of those of n_periods
   * that have two snapshots; NULL: none; lent. */
  const SalRow *most_gained, *most_lost;
} SalSummary;

/* Summarises the rows (GArray of SalRow) of one class. Lends class_name and rows. */
SalSummary sal_summary_compute(const GArray *rows, const char *class_name, SalRate rate);

/* What changed divided by n, in units of unit rows' units. If areas add up (additive), gained - lost = net.
 * All 0 if n is 0. */
SalTurnover sal_turnover_divide(const SalTurnover *turnover, double n, double unit, gboolean additive);

/* The mean of the periods in whole units of the rows. That of a single period is its own figures. If areas
 * add up (additive), gained - lost = net. All 0 if n_periods is 0. */
SalTurnover sal_summary_get_mean(const SalSummary *summary, gboolean additive);
