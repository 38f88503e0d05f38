/* Computes comparisons from two series. */
#pragma once

#include "data/change/comparison.h"

/* The last day on which A has a snapshot and B has one as well; SAL_DAY_NONE if there is none. */
SalDay sal_compare_find_last_day(const SalSeries *a, const SalSeries *b);

/* The comparison at one date, between the snapshots that stand for it. Errors: FORMAT if a side has none
 * (with the date, the side and its nearest snapshot); as sal_encounter_compute(). */
SalComparisons *
sal_compare_at(const SalCompareOptions *options, SalDay day, const SalWork *work, GError **error);

/* The nets of all periods that both sides have, with the state at the end of each. Periods that only one side
 * has are remarked on. Errors: as sal_changes_compute(); FORMAT if the sides have no period in common. */
SalComparisons *sal_compare_over(const SalCompareOptions *options, const SalWork *work, GError **error);
