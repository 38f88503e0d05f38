/* The edges of polygons, packed so that the one nearest to a point is found without looking at all of them.
 *
 * Distances are metres on the ground (see data/geometry/ground.h). Longitudes are taken as they are: no edge
 * is nearer by way of the antimeridian. Any number of threads may read an outline. */
#pragma once

#include "data/geometry/geometry.h"

typedef struct _SalOutline SalOutline;

/* Copies the edges of polygons, which are in lon/lat. */
SalOutline *sal_outline_new(const SalGeometry *polygons);
/* The same without the edges that lie on the outline `without`, that is, within 0.1 m of it at both ends and in the
 * middle. without may be NULL. */
SalOutline *sal_outline_new_without(const SalGeometry *polygons, const SalOutline *without);
void sal_outline_free(SalOutline *outline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalOutline, sal_outline_free)

/* The distance of a point from the outline, in metres; NaN if the outline has no edge. */
double sal_outline_get_distance_m(const SalOutline *outline, SalPoint point);

/* The greatest distance of a vertex of polygons from the outline, in metres; where (may be NULL) receives the
 * vertex. 0 if polygons are empty, NaN if the outline has no edge. */
double sal_outline_find_furthest_m(const SalOutline *outline, const SalGeometry *polygons, SalPoint *where);

/* The least such distance; less than a metre counts as 0. NaN if either is empty. */
double sal_outline_find_nearest_m(const SalOutline *outline, const SalGeometry *polygons);

/* Whether a vertex of that polygon is nearer than a metre to the outline. */
gboolean sal_outline_touches(const SalOutline *outline, const SalGeometry *polygons, guint polygon);

/* The length in metres of all edges of polygons except those that lie on the outline `without`, that is,
 * within 0.1 m of it at both ends and in the middle. without may be NULL. */
double sal_outline_measure_m(const SalGeometry *polygons, const SalOutline *without);

/* Whether a straight edge has both ends and its middle nearer than so far to the outline. */
gboolean sal_outline_runs_along(const SalOutline *outline, SalPoint a, SalPoint b, double within_m);
