/* Edges noded with each other on the grid by snap rounding: afterwards they meet only in their ends.
 *
 * Every end and every crossing, rounded to the grid, is a node; an edge that passes through a node's pixel
 * (the unit square around it) is led through the node (Hobby 1999, Guibas and Marimont 1998). No edge moves
 * by more than a unit. */
#pragma once

#include "data/geometry/grid.h"

/* weight: by how much the winding number is higher to the left of ab than to its right. */
typedef struct {
  guint a, b; /* vertices */
  int weight;
} SalEdge;

/* Returns the noded edges (GArray of SalEdge): one for each pair of vertices, in the order in which they
 * first occur along edges, without those whose weights cancel. Adds the nodes to vertices. NULL if more
 * than max_crossings pairs of edges cross. */
GArray *sal_edges_node(const GArray *edges, SalVertices *vertices, guint64 max_crossings);
