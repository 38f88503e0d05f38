/* The edges of lines or rings, packed so that those near a point are found without looking at all of them.
 *
 * Longitudes are taken as they are: no edge is nearer by way of the antimeridian. Any number of threads may
 * read segments. */
#pragma once

#include "data/geometry/geometry.h"
#include "data/geometry/segment.h"

typedef struct _SalSegments SalSegments;

/* Copies the edges of all parts of a geometry in lon/lat, whose coordinates are within 1000 degrees. */
SalSegments *sal_segments_new(const SalGeometry *geometry);
void sal_segments_free(SalSegments *segments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalSegments, sal_segments_free)

/* Calls func for every edge whose box touches a box. */
typedef void (*SalSegmentFunc)(const SalSegment *segment, gpointer data);
void sal_segments_search(const SalSegments *segments, SalBox box, SalSegmentFunc func, gpointer data);

/* Whether a point lies inside the rings (even-odd). On a ring it may be either. */
gboolean sal_segments_contain(const SalSegments *rings, SalPoint point);

/* Finds the edge nearest to a point, at most within_m metres away on the ground (data/geometry/ground.h).
 * TRUE if there is one: then nearest receives it, where the nearest point on it, and distance_m its distance.
 */
gboolean sal_segments_find_nearest(const SalSegments *segments, SalPoint point, double within_m,
                                   double *distance_m, SalPoint *where, SalSegment *nearest);

/* The box around a point that reaches at least so many metres in every direction. */
SalBox sal_segments_get_box_around(SalPoint point, double reach_m);
