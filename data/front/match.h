/* Joins loose ends of front lines with each other or with the outline of a territory, by the shortest
 * ways. */
#pragma once

#include "data/front/fix.h"
#include "data/front/graph.h"

/* Joins what lies no further apart than snap_m, the cheapest first; the cost of a join is half its length,
 * because it serves two ends; of equal costs the one whose ends come first from west to east, then from south to
 * north. outline is that of the territory. Appends the lines to be added to joins, and
 * what was done to fixes (SalFrontFix, in no particular order). */
void sal_front_match_ends(const SalFrontGraph *graph, const SalSegments *outline, double snap_m,
                          SalGeometry *joins, GArray *fixes);
