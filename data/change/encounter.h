/* The situations of two sides at the same dates, laid over each other. They give the states of comparisons. */
#pragma once

#include "data/change/comparison.h"

/* One date to compare, and the entries that stand for it on either side. */
typedef struct {
  SalPeriod period;
  guint entries[2];
} SalMeeting;

/* The states (SalChange) by meeting, class and region, owned by the caller. meetings: SalMeeting. told
 * receives the remarks of the snapshots and what belongs to no class; NULL: they were all read and checked before. Errors: whatever
 * reading a snapshot can give; FORMAT and USAGE, with the side as the place, for a class or an area of
 * interest to which nothing of that side belongs. */
GPtrArray *sal_encounter_compute(const SalCompareOptions *options, const GArray *meetings,
                                 const SalWork *work, SalComparisons *told, GError **error);

/* Puts the side, A (0) or B (1), before an error. If it is about classes, adds that the side may have its
 * own. Returns FALSE. */
gboolean sal_encounter_blame(guint side, GError **error);
