/* Faces of noded edges, and the polygons that those of a kind make. */
#pragma once

#include "data/overlay/noding.h"

/* The polygons (in degrees, shells counter-clockwise, holes clockwise) of all faces whose winding number is 1
 * or more (positive) and -1 or less (negative). edges: as sal_edges_node() returns them, made of closed
 * rings. FALSE if they contradict each other: then they were not noded, and nothing is returned. */
gboolean sal_faces_collect(const GArray *edges, const SalVertices *vertices, SalGeometry **positive,
                           SalGeometry **negative);
