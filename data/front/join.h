/* Front lines made whole: they are noded with the outline of a territory, gaps are joined, ends that fall
 * short of the outline are extended to it, and dangles are dropped.
 *
 * An end is loose if it lies inside the territory and nothing else meets it. Three steps follow one another:
 *   1. A dangle that hangs on a line is dropped if the lines at the point where it hangs go on without it, that
 *      is, if an even number of ends remains there (an overshoot at a crossing).
 *   2. Two loose ends are joined, or one is extended to the outline, by the shortest way. The cheapest comes
 *      first; the cost of a join is half its length, because it serves two ends.
 *   3. What hangs on something at one end only, or on nothing at all, is dropped.
 * None of these is longer than the snap distance; what is longer stays loose. */
#pragma once

#include "data/front/fix.h"

typedef struct {
  SalGeometry *noded;     /* the outline, and fronts inside it with joins; they meet only where parts end */
  GArray *fixes;          /* SalFrontFix, by kind, then by position */
  GArray *loose_ends;     /* SalPoint: what could not be closed, by position */
  guint n_without_length; /* lines that are a single point: left out */
} SalFrontJoin;

void sal_front_join_free(SalFrontJoin *join);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFrontJoin, sal_front_join_free)

/* lines and territory are in lon/lat; territory is valid. With a snap_m of 0 nothing is changed, and all
 * loose ends are found. Loose ends are no error here. Errors (GEOMETRY): a coordinate of lines that is no
 * number or beyond 1000 degrees; lines that cannot be noded. Error FORMAT: lines
 * cross each other or the outline more often than data/source/bounds.h allows; max_bytes as in
 * SalReadOptions. */
SalFrontJoin *sal_front_join(const SalGeometry *lines, const SalGeometry *territory, double snap_m,
                             guint64 max_bytes, GError **error);
