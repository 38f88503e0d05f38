/* Random fronts, and what becomes of lines: pieces in any direction, with gaps. */
#pragma once

#include "data/geometry/ground.h"
#include "fronts.h"
#include "random.h"

#define SNAP_M 100.0
#define SNAP_M2 (2 * SNAP_M * SNAP_M) /* by which an end that is led another way may change the area */

/* A line that wanders from west to east through a point. */
static inline SalGeometry *
random_front_through(GRand *random, SalPoint p)
{
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, p.x - 6, p.y);
  add_fractal(line, random, (SalPoint){ p.x - 6, p.y }, p, 0.1, 7);
  sal_geometry_add_point(line, p.x, p.y);
  add_fractal(line, random, p, (SalPoint){ p.x + 6, p.y }, 0.1, 7);
  sal_geometry_add_point(line, p.x + 6, p.y);
  sal_geometry_end_part(line);
  return line;
}

/* Cuts lines into pieces, each turned around or not, with gaps of up to gap_m between them; n_gaps is
 * increased. */
static inline SalGeometry *
break_lines(GRand *random, const SalGeometry *lines, double gap_m, gboolean turn, guint *n_gaps)
{
  g_autoptr(SalGeometry) pieces = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(lines, part, &n);
    sal_geometry_add_point(pieces, p[0].x, p[0].y);
    for (guint i = 1; i < n; i++) {
      const double length_m = sal_ground_measure_m(p[i - 1], p[i]);
      if (length_m > 6 * gap_m && g_rand_int_range(random, 0, 6) == 0) {
        const double t = g_rand_double_range(random, 0.4, 0.5),
                     u = t + g_rand_double_range(random, 0.1, 1) * gap_m / length_m;
        sal_geometry_add_point(pieces, p[i - 1].x + t * (p[i].x - p[i - 1].x),
                               p[i - 1].y + t * (p[i].y - p[i - 1].y));
        sal_geometry_end_part(pieces);
        sal_geometry_add_point(pieces, p[i - 1].x + u * (p[i].x - p[i - 1].x),
                               p[i - 1].y + u * (p[i].y - p[i - 1].y));
        ++*n_gaps;
      }
      sal_geometry_add_point(pieces, p[i].x, p[i].y);
    }
    sal_geometry_end_part(pieces);
  }
  SalGeometry *turned = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(pieces); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(pieces, part, &n);
    const gboolean backward = turn && g_rand_boolean(random);
    for (guint i = 0; i < n; i++)
      sal_geometry_add_point(turned, p[backward ? n - 1 - i : i].x, p[backward ? n - 1 - i : i].y);
    sal_geometry_end_part(turned);
  }
  return turned;
}
