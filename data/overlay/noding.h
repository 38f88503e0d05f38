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

/* The noded edges (GArray of SalEdge), each pair of vertices once, in the order in which they first occur
 * along edges; those whose weights cancel are left out. Adds nodes to vertices. */
GArray *sal_edges_node(const GArray *edges, SalVertices *vertices);
