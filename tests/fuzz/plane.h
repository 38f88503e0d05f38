/* Polygons from bytes, and their areas in the plane, for targets about geometry. */
#pragma once

#include "fuzz.h"

#include "data/geometry/geometry.h"

#include <math.h>

/* A coordinate on a lattice, so that corners and edges meet; a lattice beyond 2^8 has two bytes a coordinate. */
typedef struct {
  double origin, step;
  guint n; /* of lines in each direction */
} FuzzLattice;

static inline double
fuzz_take_coordinate(FuzzBytes *bytes, FuzzLattice lattice)
{
  guint number = fuzz_take(bytes);
  if (lattice.n > 256)
    number = number << 8 | fuzz_take(bytes);
  return lattice.origin + lattice.step * (number % lattice.n);
}

/* One of several lattices: coarse, of a step that is no binary fraction, and fine. */
static inline FuzzLattice
fuzz_take_lattice(FuzzBytes *bytes)
{
  static const FuzzLattice lattices[] = {
    { 30, 1, 8 },        { 30, 0.1, 16 },     { 30, 0.05, 200 },
    { 30, 1.0 / 3, 24 }, { 30, 1e-4, 50000 }, { -100, 1e-5, 40 },
  };
  return lattices[fuzz_choose(bytes, G_N_ELEMENTS(lattices))];
}

/* The area of valid polygons, in square units. */
static inline double
fuzz_measure(const SalGeometry *polygons)
{
  long double sum = 0;
  for (guint polygon = 0; polygon < sal_geometry_get_n_polygons(polygons); polygon++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
      long double area = 0;
      for (guint i = 1; i + 1 < n; i++)
        area += ((long double)p[i].x - p[0].x) * ((long double)p[i + 1].y - p[0].y) -
                ((long double)p[i + 1].x - p[0].x) * ((long double)p[i].y - p[0].y);
      sum += (part == first ? fabsl(area) : -fabsl(area)) / 2;
    }
  }
  return (double)sum;
}

/* The length of all rings. */
static inline double
fuzz_measure_edges(const SalGeometry *geometry)
{
  double sum = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(geometry); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(geometry, part, &n);
    for (guint i = 1; i < n; i++)
      sum += hypot(p[i].x - p[i - 1].x, p[i].y - p[i - 1].y);
  }
  return sum;
}

/* What two sets of polygons share, in square units. */
static inline double
fuzz_measure_shared(const SalGeometry *a, const SalGeometry *b)
{
  g_autoptr(SalGeometry) shared = sal_geometry_intersection(a, b, NULL);
  return shared != NULL ? fuzz_measure(shared) : 0;
}
