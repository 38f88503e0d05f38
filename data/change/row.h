/* A change as a row of rounded numbers. */
#pragma once

#include "data/change/change.h"

/* All numbers are whole multiples of one unit of area: of 1e-6 km2 (= 1 m2) unless a function says
 * otherwise. */
typedef struct {
  const SalChange *change;                      /* lent */
  gint64 area_from, area_to, gained, lost, net; /* gained and lost with noise */
  gint64 noise_gained, noise_lost;              /* how much of gained and lost is noise */
  gint64 border_gained, border_lost; /* how much of the rest of them is redrawn border; 0 without one */
  gint64 redefined; /* net = area_to - area_from - redefined: what accepted steps of the period changed */
} SalRow;

/* m2 rounded to whole units of unit_m2. */
gint64 sal_row_count_units(double m2, double unit_m2);

/* A change in units of unit_m2. Each area is rounded once, and net follows from the rounded areas. If areas
 * add up (additive), the larger of gained and lost follows from net and the smaller one, so that the row adds
 * up as printed. */
SalRow sal_row_round(const SalChange *change, double unit_m2, gboolean additive);

/* Whether a row belongs to the summary of a class: it is of that class, and of the whole and not of a
 * region. */
gboolean sal_row_belongs_to(const SalRow *row, const char *class_name);
/* Whether it also counts in sums, means and extremes: it is no accepted reset. */
gboolean sal_row_counts(const SalRow *row, const char *class_name);
/* Whether nothing is held and nothing changes. */
gboolean sal_row_is_empty(const SalRow *row);
