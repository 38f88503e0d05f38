/* How many layers cover each place.
 *
 * Every directed edge of every layer counts 1; where two layers share an edge, it counts 2 or nothing. All are noded
 * together, as in data/overlay/overlay.h, and the winding number of a face is the number of layers that cover it. */
#pragma once

#include "data/geometry/geometry.h"

/* layers: SalGeometry, in each of which polygons are valid and do not overlap. The first of the results (SalGeometry) is
 * what one layer covers, the second what two cover, and so on up to the most; some may be empty. Owned by the caller.
 * max_bytes: as in SalOverlayOptions. Errors: GEOMETRY; edges that cross too often (FORMAT). */
GPtrArray *sal_coverage_compute(const GPtrArray *layers, guint64 max_bytes, GError **error);
