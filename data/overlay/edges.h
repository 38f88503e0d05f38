/* The directed edges of polygons, as overlays count them. */
#pragma once

#include "data/geometry/geometry.h"
#include "data/geometry/grid.h"

/* The edges of polygons such that the area lies on their left: a new array of SalSegment. */
GArray *sal_edges_list_segments(const SalGeometry *polygons);

/* A box that holds the segments as well. */
SalBox sal_edges_extend_box(SalBox box, const GArray *segments);

/* Appends segments to edges (SalEdge) with that weight, and their ends to vertices; those shorter than the grid are left
 * out. */
void sal_edges_add(GArray *edges, SalVertices *vertices, const GArray *segments, int weight);

/* How often so many edges may cross: some seconds and a GB, unless the user wants more (max_bytes as in
 * SalReadOptions). */
guint64 sal_edges_get_max_crossings(guint64 max_bytes, guint64 n_edges);
/* Error: FORMAT, if n is more than max. */
gboolean sal_edges_check_crossings(guint64 n, guint64 max, GError **error);
