/* Random polygons and lines in lon/lat for the laws; the seed of each test is printed. */
#pragma once

#include "data/geometry/geometry.h"

#include <math.h>

/* Run again with the "random seed" of the TAP output and --seed. */
static inline GRand *
random_new(void)
{
  const guint32 seed = (guint32)g_test_rand_int();
  g_test_message("seed %u", seed);
  return g_rand_new_with_seed(seed);
}

/* Adds a ring that is seen whole from its centre, counter-clockwise. */
static inline void
add_star_ring(SalGeometry *geometry, GRand *random, SalPoint centre, double radius, guint n)
{
  for (guint i = 0; i < n; i++) {
    const double angle = 2 * G_PI * (i + g_rand_double_range(random, 0, 0.9)) / n;
    const double r = radius * g_rand_double_range(random, 0.4, 1);
    sal_geometry_add_point(geometry, centre.x + r * cos(angle), centre.y + r * sin(angle));
  }
  sal_geometry_end_part(geometry);
}

static inline SalGeometry *
random_star(GRand *random, SalPoint centre, double radius, guint n)
{
  SalGeometry *star = sal_geometry_new(SAL_POLYGONS);
  add_star_ring(star, random, centre, radius, n);
  sal_geometry_end_polygon(star);
  return star;
}

static inline SalPoint
random_near(GRand *random, SalPoint centre, double radius)
{
  return (SalPoint){ centre.x + g_rand_double_range(random, -radius, radius),
                     centre.y + g_rand_double_range(random, -radius, radius) };
}

/* Several stars that may overlap, dissolved. */
static inline SalGeometry *
random_union(GRand *random, SalPoint centre, double radius)
{
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  const guint n = (guint)g_rand_int_range(random, 2, 6);
  for (guint i = 0; i < n; i++) {
    g_autoptr(SalGeometry) star = random_star(random, random_near(random, centre, radius), radius,
                                              (guint)g_rand_int_range(random, 5, 40));
    sal_geometry_append(all, star);
  }
  return sal_geometry_dissolve(all, NULL);
}

/* Several stars with a smaller one cut out: often a hole, sometimes a bay. */
static inline SalGeometry *
random_with_hole(GRand *random, SalPoint centre, double radius)
{
  g_autoptr(SalGeometry) whole = random_union(random, centre, radius);
  g_autoptr(SalGeometry) hole =
      random_star(random, centre, radius * 0.4, (guint)g_rand_int_range(random, 5, 20));
  return sal_geometry_difference(whole, hole, NULL);
}

/* What a front does from one day to the next: pieces added, pieces taken away, most edges kept. */
static inline SalGeometry *
random_successor(GRand *random, const SalGeometry *before, SalPoint centre, double radius)
{
  g_autoptr(SalGeometry) all = sal_geometry_copy(before);
  g_autoptr(SalGeometry) added = random_star(random, random_near(random, centre, radius), radius / 4, 12);
  g_autoptr(SalGeometry) taken = random_star(random, random_near(random, centre, radius), radius / 5, 9);
  sal_geometry_append(all, added);
  g_autoptr(SalGeometry) joined = sal_geometry_dissolve(all, NULL);
  return sal_geometry_difference(joined, taken, NULL);
}

static inline SalGeometry *
random_polygons(GRand *random, SalPoint centre, double radius)
{
  switch (g_rand_int_range(random, 0, 3)) {
  case 0:
    return random_star(random, centre, radius, (guint)g_rand_int_range(random, 3, 60));
  case 1:
    return random_union(random, centre, radius);
  default:
    return random_with_hole(random, centre, radius);
  }
}

/* Adds the points strictly between a and b of a line that wanders north and south, never back. */
static inline void
add_fractal(SalGeometry *line, GRand *random, SalPoint a, SalPoint b, double roughness, guint depth)
{
  if (depth == 0)
    return;
  const double bend = g_rand_double_range(random, -roughness, roughness) * (b.x - a.x);
  const SalPoint middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 + bend };
  add_fractal(line, random, a, middle, roughness, depth - 1);
  sal_geometry_add_point(line, middle.x, middle.y);
  add_fractal(line, random, middle, b, roughness, depth - 1);
}

/* A line from west to east without loops. */
static inline SalGeometry *
random_front(GRand *random, SalPoint a, SalPoint b, guint depth)
{
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, a.x, a.y);
  add_fractal(line, random, a, b, 0.1, depth);
  sal_geometry_add_point(line, b.x, b.y);
  sal_geometry_end_part(line);
  return line;
}
