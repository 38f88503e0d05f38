/* Comparisons as rows of rounded numbers that add up as printed. */
#pragma once

#include "data/change/comparison.h"

/* One row in whole units of some m2. */
typedef struct {
  const SalComparison *comparison;               /* lent */
  gint64 area_a, area_b, agreed, only_a, only_b; /* noise included */
  gint64 noise_only_a, noise_only_b;             /* how much of only_a and only_b is noise */
  gint64 net_a, net_b, difference;               /* of the period; difference = net_b - net_a */
} SalComparedRow;

/* Over the whole periods of a class in which both sides have two snapshots. */
typedef struct {
  guint n_periods, n_disagreements; /* opposite signs */
  double mean_net_a_km2, mean_net_b_km2;
  double mean_difference_km2, mean_absolute_difference_km2;
} SalComparedSummary;

/* One row in units of unit_m2. */
SalComparedRow sal_compared_row_round(const SalComparison *comparison, gint64 unit_m2);
/* The state of a day alone, in m2; the row lends no comparison. */
SalComparedRow sal_compared_row_of_state(const SalChange *state);
/* "opposite_signs", "same_snapshot" or NULL: what is to be said of the nets of a row; static. */
const char *sal_compared_row_get_flag(const SalComparedRow *row);
/* Rows in the order of comparisons, in m2. GArray of SalComparedRow. */
GArray *sal_compared_rows_compute(const SalComparisons *comparisons, const SalAreaModel *model);

/* rows: of any class; class_name: interned. Means are those of numbers in units of unit_m2, as a table prints
 * them. */
SalComparedSummary sal_compared_rows_summarise(const GArray *rows, const char *class_name, gint64 unit_m2);
