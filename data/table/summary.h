/* What the rows of a class come to: sums, means and extremes, the answer to "how much a month". */
#pragma once

#include "data/change/row.h"

/* What changed, in the unit of the rows that it was summed from. */
typedef struct {
  gint64 gained, lost, net;
} SalTurnover;

typedef struct {
  const char *class_name;
  guint n_accepted;        /* resets that the user accepted: left out of all that follows */
  guint n_rows, n_periods; /* all; those that the mean is over, see data/change/mean.h */
  guint n_partial;         /* of n_rows: incomplete periods */
  SalTurnover sum;         /* over all periods */
  SalTurnover counted;     /* over n_periods */
  /* Those of n_periods with two snapshots with the highest and the lowest net; NULL: none; lent. */
  const SalRow *most_gained, *most_lost;
} SalSummary;

SalSummary sal_summary_compute(const GArray *rows, const char *class_name);

/* The mean of a period in whole units of the rows: of one period its own figures; where areas add up
 * (additive), gained - lost = net. All 0 if n_periods is. */
SalTurnover sal_summary_get_mean(const SalSummary *summary, gboolean additive);
