/* The faces that noded edges enclose, put together as polygons by their winding numbers. */
#pragma once

#include "data/overlay/noding.h"

/* Makes polygons (in degrees, shells counter-clockwise, holes clockwise) of all faces whose winding number is
 * 1 or more (positive), and of those where it is -1 or less (negative). edges are those of closed rings, as
 * sal_edges_node() returns them. FALSE if the edges contradict each other, because they were not noded: then
 * only `where` is set, to a point of the contradiction. */
gboolean sal_faces_collect(const GArray *edges, const SalVertices *vertices, SalGeometry **positive,
                           SalGeometry **negative, SalPoint *where);

/* Makes the same polygons of the faces of each winding number by itself, from 1 to the highest there is: a new array of
 * SalGeometry. NULL: as sal_faces_collect() returns FALSE. */
GPtrArray *sal_faces_collect_levels(const GArray *edges, const SalVertices *vertices, SalPoint *where);
