/* Chooses the periods that a mean is over.
 *
 * A mean divides what changed by the time in which it changed. If snapshots are further apart than periods
 * are long, one snapshot stands for both ends of some periods, and the change falls into a neighbour of
 * theirs. Such a period counts if it lies between the first and the last snapshot of a chain in which a
 * change can be seen; elsewhere nothing is known of it. */
#pragma once

#include "data/change/change.h"
#include "data/change/rate.h"

/* changes: SalChange of one class and of the whole, by period. Returns one flag for each of them, owned by
 * the caller (NULL if there are none). Partial periods and accepted resets count in no mean, and end a
 * chain. */
guint8 *sal_mean_choose(const GPtrArray *changes);

/* How many months the chosen changes took: those of the calendar that whole months, quarters and years have,
 * else their days, from snapshot to snapshot, by SAL_DAYS_PER_MONTH. */
double sal_mean_count_months(const GPtrArray *changes, const guint8 *chosen);
