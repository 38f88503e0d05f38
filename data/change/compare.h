/* Comparisons computed from two series. */
#pragma once

#include "data/change/comparison.h"

/* The last day of which both have a snapshot; SAL_DAY_NONE if there is none. */
SalDay sal_compare_find_last_day(const SalSeries *a, const SalSeries *b);

/* The comparison at one date, by the snapshots that stand for it on either side. Errors: FORMAT for a side
 * without one (the date, the side and its nearest snapshot); whatever reading a snapshot can give. */
SalComparisons *
sal_compare_at(const SalCompareOptions *options, SalDay day, const SalWork *work, GError **error);

/* The nets of all periods that both sides have, with the state at the end of each. Periods of one side alone
 * are remarked. Errors: as sal_changes_compute(); FORMAT if the sides have no period in common. */
SalComparisons *sal_compare_over(const SalCompareOptions *options, const SalWork *work, GError **error);
