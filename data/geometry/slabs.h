/* Oblique bounds of some edges: two strips, each between parallel lines, that hold all of them.
 *
 * The boxes of long oblique edges overlap where the edges are far apart. Where edges run alike, as the teeth
 * of a comb or the rays of a fan do, strips along the first and the last of them tell them from their
 * neighbours. */
#pragma once

#include "data/geometry/grid.h"

typedef struct {
  double x, y;      /* a unit vector across the strip */
  double low, high; /* what it gives for the points of the strip */
} SalSlab;

typedef struct {
  SalSlab slabs[2];
} SalSlabs;

/* Edges by their ends, two each. The box of an edge may be larger than the edge: what lies as far from the
 * edge as the box does is held as well. */
typedef struct {
  const SalGridBox *boxes;
  const SalGridPoint *ends;
  guint n;      /* at least 1 */
  double slack; /* for rounding: sal_slabs_get_slack() of a box that holds all that is ever compared */
} SalSlabEdges;

double sal_slabs_get_slack(SalGridBox box);
SalSlabs sal_slabs_fit(const SalSlabEdges *edges);

/* Whether what lies in the slabs a and b may meet within a box. Either may be NULL: anything in the box. */
gboolean sal_slabs_may_meet(const SalSlabs *a, const SalSlabs *b, SalGridBox box);

/* The square of a distance that a point is from the slabs at least, in the plane in which scale multiplies
 * differences of x and of y. */
double sal_slabs_measure(const SalSlabs *slabs, SalPoint at, SalPoint scale);
