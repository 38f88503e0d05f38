/* The edges of two snapshots that the other has not. Consecutive snapshots share most of their edges exactly, and what they
 * share bounds no difference. */
#pragma once

#include "data/geometry/geometry.h"

/* Lists the directed edges of two areas (new arrays of SalSegment, the area on their left) that the other has not, as often
 * as it lacks them, in the order of the polygons. */
void sal_edges_cancel(const SalGeometry *from, const SalGeometry *to, GArray **of_from, GArray **of_to);
