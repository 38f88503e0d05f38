/* Composes periods from what lies before and after the steps that the user takes for resets.
 *
 * The parts between those steps are measured from end to end, and added up. So the net of a period is the sum
 * of the nets of all its other steps, and what was gained in one part and lost in another counts in both. What
 * the steps themselves added and took away is counted apart, as redefined. */
#pragma once

#include "data/change/computation.h"

/* Composes the changes of a computation that has run, and what they are in regions. Their flags and courses
 * must be set. Reads the snapshots at the ends of parts once more. Errors: GEOMETRY, naming the period;
 * whatever reading a snapshot can give. */
gboolean sal_changes_take_out_resets(SalComputation *computation, SalChanges *changes, GError **error);
