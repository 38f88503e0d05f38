/* Front lines made whole: noded with the outline of a territory, gaps joined, ends that fall short of the
 * outline extended to it, dangles dropped.
 *
 * An end is loose if it lies inside the territory and nothing else meets it. In this order:
 *   1. a dangle that hangs on a line is dropped if what is left at the place where it hangs still goes on (an
 *      overshoot at a crossing);
 *   2. two loose ends are joined, or one is extended to the outline, by the shortest way, the cheapest first:
 *      a join counts half for either end;
 *   3. what hangs on anything at one end only, or on nothing at all, is dropped.
 * None of these is longer than the snap distance; what is longer stays loose. */
#pragma once

#include "data/front/fix.h"

typedef struct {
  SalGeometry *noded; /* the outline, and what of the fronts lies inside, joins included: they meet only in
                         ends of parts */
  GArray *fixes;      /* SalFrontFix, by kind, then by place */
  GArray *loose_ends; /* SalPoint: what could not be closed, by place */
  guint n_without_length; /* lines that are a single place: left out */
} SalFrontJoin;

void sal_front_join_free(SalFrontJoin *join);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFrontJoin, sal_front_join_free)

/* lines and valid territory in lon/lat. snap_m: 0 changes nothing and finds the loose ends. Loose ends are no
 * error here. Errors: GEOMETRY (a coordinate that is no number or beyond 1000 degrees; what cannot be noded).
 */
SalFrontJoin *
sal_front_join(const SalGeometry *lines, const SalGeometry *territory, double snap_m, GError **error);
