/* Which periods a mean is over.
 *
 * A mean divides what changed by the time in which it changed. Snapshots that are further apart than periods
 * are long leave periods for both ends of which one snapshot stands: the change falls into a neighbour. Such
 * a period counts if it lies between the first and the last snapshot of a chain in which a change can be
 * seen; elsewhere nothing is known of it. */
#pragma once

#include "data/change/change.h"

/* changes: SalChange of one class and of the whole, by period. One flag for each of them, owned by the caller
 * (NULL for none): parts of periods and accepted resets count in no mean, and end a chain. */
guint8 *sal_mean_choose(const GPtrArray *changes);
