/* Incursions: ground gained apart from the old front, but along a border from which it was reached. Such a
 * gain lies as far from the front as what a reset adds, and yet is a movement.
 *
 * A gained area is an incursion if
 *   - it touches nothing that was held before,
 *   - it comes within 3 km of a border (Natural Earth 1:10m, which is off by 1 to 2 km), and
 *   - it lies on the same side of the border as most of what was held, so that the source has not begun to draw
 *     what lies beyond it: a straight line from inside it to inside the largest polygon crosses borders an even
 *     number of times. An area whose inside is as near to the border is too thin to tell its side, and counts
 *     as on this one. */
#pragma once

#include "data/change/computation.h"

/* Gives the steps of all classes (GArray of SalStep for each) their evidence, as sal_doubt_steps(), finds
 * incursions in those that have some, and judges again without them. Natural Earth and the snapshots of these
 * steps are read only if some step that may be a reset gained ground apart from the old front. Errors:
 * GEOMETRY; whatever reading a snapshot or Natural Earth can give. */
gboolean sal_incursions_find(SalComputation *computation, GPtrArray *steps, GError **error);
