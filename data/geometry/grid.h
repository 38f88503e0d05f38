/* Grids of whole numbers on which overlays decide, so that every predicate is exact in 128-bit integers.
 *
 * A grid's unit is a power of two: the step between neighbouring doubles at the furthest coordinate, which is
 * 2^-47 degrees (0.8 nanometres) for coordinates of 32 to 64 degrees. So every grid position is a double, the
 * furthest coordinates lie on the grid, and others move by at most half a unit when they are put on it. */
#pragma once

#include "data/geometry/geometry.h"

/* For edges that share no grid of their own: 2^42 units per degree, good to +-2048 degrees. */
#define SAL_GRID_COMMON 4398046511104.0

typedef struct {
  gint64 x, y; /* within +-2^53 */
} SalGridPoint;

typedef struct {
  gint64 xmin, ymin, xmax, ymax;
} SalGridBox;

__extension__ typedef __int128 SalInt128;
__extension__ typedef unsigned __int128 SalUInt128;

/* The units per degree of the grid for what lies in a box. */
double sal_grid_choose(SalBox box);

SalGridPoint sal_grid_snap(SalPoint point, double units_per_degree);
SalPoint sal_grid_unsnap(SalGridPoint point, double units_per_degree);

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
  double units_per_degree;
  GArray *grid;   /* SalGridPoint */
  GArray *points; /* SalPoint: as first given, or the grid's own for new nodes */
  guint *slots;   /* hash table of numbers + 1; 0: free */
  gsize n_slots;
} SalVertices;

/* n: how many to have room for at once; there may be more. */
void sal_vertices_init(SalVertices *vertices, double units_per_degree, guint n);
void sal_vertices_clear(SalVertices *vertices);

/* Returns the number of a position, which is added unless it is known. If several coordinates have the same
 * position, the least are kept, in whatever order they are added. */
guint sal_vertices_add(SalVertices *vertices, SalGridPoint at, SalPoint point);

static inline SalGridPoint
sal_vertices_get(const SalVertices *vertices, guint number)
{
  return g_array_index(vertices->grid, SalGridPoint, number);
}
