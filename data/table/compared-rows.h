/* Comparisons as rows of rounded numbers that add up as printed. */
#pragma once

#include "data/change/comparison.h"
#include "data/change/rate.h"

/* One row. All numbers are whole units of an area. */
typedef struct {
  const SalComparison *comparison;               /* lent */
  gint64 area_a, area_b, agreed, only_a, only_b; /* with noise */
  gint64 noise_only_a, noise_only_b;             /* how much of only_a and only_b is noise */
  gint64 border_only_a,
      border_only_b; /* how much of the rest lies along a border that the two draw differently */
  gint64 net_a, net_b, difference; /* of the period; difference = net_b - net_a */
} SalComparedRow;

/* Nets divided by the days that they took, each side's by its own. */
typedef struct {
  int days[2];             /* of A and B; 0: no change is known */
  gint64 a, b, difference; /* difference = b - a */
} SalComparedRates;

/* A summary over the whole periods of a class for which both sides have two snapshots. */
typedef struct {
  guint n_periods, n_disagreements; /* disagreements: nets of opposite signs */
  double mean_net_a_km2, mean_net_b_km2;
  double mean_difference_km2, mean_absolute_difference_km2;
} SalComparedSummary;

/* A comparison as a row in units of unit_m2. */
SalComparedRow sal_compared_row_round(const SalComparison *comparison, double unit_m2);
/* A row in m2 of the state of one day; it has no comparison. */
SalComparedRow sal_compared_row_of_state(const SalChange *state);
/* "opposite_signs", "same_snapshot" or NULL: what is to be said about the nets of a row; static. */
const char *sal_compared_row_get_flag(const SalComparedRow *row);
/* The nets of a row by a rate, in units of unit_m2; all 0 if a side's change is unknown. */
SalComparedRates sal_compared_row_divide(const SalComparedRow *row, SalRate rate, double unit_m2);
/* Rows in m2, in the order of comparisons (GArray of SalComparedRow). */
GArray *sal_compared_rows_compute(const SalComparisons *comparisons, const SalAreaModel *model);

/* Summarises the rows of one class. rows: of any classes. class_name: interned. Means are those of
 * numbers in m2; of a single period, those of its row in units of unit_m2, as a table prints it. */
SalComparedSummary sal_compared_rows_summarise(const GArray *rows, const char *class_name, double unit_m2);
/* The nets of the same periods and of their parts added up, by a rate. */
SalComparedRates
sal_compared_rows_divide(const GArray *rows, const char *class_name, SalRate rate, double unit_m2);
