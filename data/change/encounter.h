/* The situations of two sides at the same dates, laid over each other: the states of comparisons. */
#pragma once

#include "data/change/comparison.h"

/* One date to compare: the entries that stand for it on either side. */
typedef struct {
  SalPeriod period;
  guint entries[2];
} SalMeeting;

/* The states (SalChange) by meeting, class and region. meetings: SalMeeting. remarks (utf8) receives what the
 * snapshots had to say; NULL: they were all read and checked before. Errors: whatever reading a snapshot can
 * give; FORMAT and USAGE, with the side as the place, for a class or an area of interest to which nothing of
 * it belongs. Owned by the caller. */
GPtrArray *sal_encounter_compute(const SalCompareOptions *options, const GArray *meetings,
                                 const SalWork *work, GPtrArray *remarks, GError **error);

/* Puts the side, A (0) or B (1), before an error; where it is about classes, that the side may have its own.
 * Returns FALSE. */
gboolean sal_encounter_blame(guint side, GError **error);
