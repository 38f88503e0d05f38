/* Puts what lies near each other together: a base map has one feature for each cell of a lattice instead of one for each
 * wood, so that neither the head of a feature nor its entry in the index is there ten thousand times. */
#pragma once

#include "data/geometry/geometry.h"

/* The polygons, or the parts of lines, of a geometry by the cell that the middle of their box lies in: SalGeometry of the same type,
 * cells from south to north and from west to east in rows, each in the order that the geometry has. Nothing is cut.
 * Owned by the caller. cell_deg: the width and height of a cell, above 0. */
GPtrArray *sal_osm_cells_split(const SalGeometry *geometry, double cell_deg);
