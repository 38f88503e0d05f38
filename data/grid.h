/* The grid on which overlays are decided: whole multiples of 2^-42 degrees (25 nanometres), so that every
 * predicate is exact in 128-bit integers. A position moves by at most half a unit when it is put on the grid.
 */
#pragma once

#include "data/geometry.h"

#define SAL_GRID_UNITS_PER_DEGREE 4398046511104.0 /* 2^42 */

typedef struct {
  gint64 x, y; /* within +-2^52: +-1024 degrees */
} SalGridPoint;

__extension__ typedef __int128 SalInt128;

SalGridPoint sal_grid_snap(SalPoint point);
SalPoint sal_grid_unsnap(SalGridPoint point);

/* Twice the area of the triangle abc: positive if c lies left of ab, 0 if on the line. */
static inline SalInt128
sal_grid_cross(SalGridPoint a, SalGridPoint b, SalGridPoint c)
{
  return (SalInt128)(b.x - a.x) * (c.y - a.y) - (SalInt128)(b.y - a.y) * (c.x - a.x);
}

/* Lexicographic: x, then y. */
static inline int
sal_grid_compare(SalGridPoint a, SalGridPoint b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;
  return (a.y > b.y) - (a.y < b.y);
}

/* Vertices by number: each grid position once, with the coordinates it came from. */
typedef struct {
  GArray *grid;   /* SalGridPoint */
  GArray *points; /* SalPoint: as first given, or the grid's own for new nodes */
  guint *slots;   /* hash table of numbers + 1; 0: free */
  gsize n_slots;
} SalVertices;

void sal_vertices_init(SalVertices *vertices);
void sal_vertices_clear(SalVertices *vertices);

/* The number of a position, new or known. Of several coordinates of one position the least are kept, whatever
 * the order in which they are added. */
guint sal_vertices_add(SalVertices *vertices, SalGridPoint at, SalPoint point);

static inline SalGridPoint
sal_vertices_get(const SalVertices *vertices, guint number)
{
  return g_array_index(vertices->grid, SalGridPoint, number);
}
