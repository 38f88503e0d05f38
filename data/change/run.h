/* A run: all periods of one class in order, and their total. */
#pragma once

#include "data/change/change.h"

typedef struct {
  GPtrArray *changes; /* SalChange of the class and of one region, or of the whole; lent */
  /* From the start of the first period to the end of the last one, named after both ("2024-08--2025-05").
   * gained and lost, their noise and parts are the sums over the periods without accepted resets, and so is
   * net, because area_from_m2 is chosen for that. Without geometry; from and to are lent. */
  SalChange total;
  /* What total says at first, and sentences on the run always: a map of what is still held has less in total. */
  double summed_gained_m2, summed_lost_m2;
  guint n_counted;    /* the periods that the mean is over, see data/change/mean.h */
  double mean_net_m2; /* of those; 0 if there are none */
  /* Of the same, by months of the calendar or 30.4375 days; likewise. */
  double mean_net_m2_per_month, mean_gained_m2_per_month, mean_lost_m2_per_month;
  double mean_border_gained_m2_per_month,
      mean_border_lost_m2_per_month; /* how much of those is redrawn border */
} SalRun;

/* changes: SalChange of any classes and regions, lent; NULL: none. class_name: interned; NULL: that of the first change.
 * The run is of the region of the first change of the class; that is the whole where it is among them. */
SalRun *sal_run_new(const GPtrArray *changes, const char *class_name);
void sal_run_free(SalRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRun, sal_run_free)

/* How long its periods are; SAL_EVERY_MONTH if it has none. */
SalEvery sal_run_get_every(const SalRun *run);

/* The days that the changes in its total took, from snapshot to snapshot. */
int sal_run_count_days(const SalRun *run);

/* The number of a change in the run; -1 if it is not in it. */
int sal_run_find(const SalRun *run, const SalChange *change);
