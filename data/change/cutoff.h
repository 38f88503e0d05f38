/* The cut-off of a change: its figures with the boundaries of its period a day earlier and later. */
#pragma once

#include "data/change/change-options.h"
#include "data/change/change.h"
#include "data/change/span.h"

#define SAL_CUTOFF_LEAST_DAYS 7 /* a day is much of a shorter period, and its range says nothing */

/* All is lent. */
typedef struct {
  const SalSeries *series;
  const SalChangeOptions *options; /* the rules by which snapshots stand for boundaries */
  const GArray *steps; /* SalStep of the class, some of which may be resets; NULL: none are known */
  guint class_index;
} SalCutoffQuery;

/* Finds the snapshots that stand for the boundaries of each variant, by the rules of the run, and appends to spans (GArray
 * of SalSpan) what is to be measured. The owner of a span is `owner` plus the number of its variant. */
void sal_cutoff_begin(SalCutoff *cutoff, const SalChange *change, const SalCutoffQuery *query, guint owner,
                      GArray *spans);
/* Adds a span that was measured to its variant, number i. */
void sal_cutoff_add(SalCutoff *cutoff, guint i, const SalSpan *span);
/* Finds the range, once all spans have been added. */
void sal_cutoff_end(SalCutoff *cutoff, const SalChange *change);

/* A mean of periods, with all of their boundaries shifted as a variant says. */
typedef struct {
  gboolean known; /* some variant has other snapshots, and none of its periods lacks one */
  double net_min_m2, net_max_m2;
} SalCutoffMean;

/* The range of the sum of nets that a mean divides, over the variants that are known of every period. changes: SalChange of
 * one class and of the whole, by period; chosen: those that count (sal_mean_choose()). Where periods adjoin, the end of one
 * is the start of the next: a start alone is shifted only where no counted period comes before, an end alone where none
 * follows. net_min_m2 and net_max_m2 hold the unshifted sum as well. */
SalCutoffMean sal_cutoff_sum(const GPtrArray *changes, const guint8 *chosen);
