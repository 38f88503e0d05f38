/* The pieces of lines of the coast within a frame. */
#pragma once

#include "data/geometry/geometry.h"

/* Whether a point lies on the edge of a frame, exactly. */
gboolean sal_osm_frame_has_on_edge(SalBox frame, SalPoint point);

/* Whether an edge of the coast with an end in the frame is longer than 180 degrees, as those across the antimeridian are. */
gboolean sal_osm_coast_is_wrapped(SalBox frame, SalPoint a, SalPoint b);

/* What of lines lies within a frame, in their direction: no piece runs along the edge of the frame, and none reaches it but with its
 * ends, which are exactly there. Edges that are wrapped stay whole, each a piece of its own, and other ones longer than 180 degrees
 * are no pieces. Owned by the caller. */
SalGeometry *sal_osm_coast_cut(const SalGeometry *lines, SalBox frame);

/* The outer edges of areas of land as lines of the coast. Owned by the caller. */
SalGeometry *sal_osm_coast_of_areas(const SalGeometry *polygons);

/* Pieces joined end to start, until the edge of the frame; those that no other one touches come as they are. Sorted, and the same
 * whatever the order of the pieces. n_branches: how many points have two starts or two ends, at which nothing is joined;
 * branch: the westernmost. Owned by the caller. */
SalGeometry *sal_osm_coast_join(const SalGeometry *pieces, SalBox frame, guint *n_branches, SalPoint *branch);
