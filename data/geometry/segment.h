/* What concerns a single segment between two points. */
#pragma once

#include "data/geometry/point.h"

#include <math.h>

typedef struct {
  SalPoint a, b;
} SalSegment;

/* How far along ab, from 0 to 1, the point lies that is nearest to p. scale multiplies differences of x and
 * of y, so that degrees can be measured in metres. */
static inline double
sal_segment_project(SalPoint p, SalPoint a, SalPoint b, SalPoint scale)
{
  const double dx = (b.x - a.x) * scale.x, dy = (b.y - a.y) * scale.y, square = dx * dx + dy * dy;
  const double px = (p.x - a.x) * scale.x, py = (p.y - a.y) * scale.y;
  return square > 0 ? CLAMP((px * dx + py * dy) / square, 0, 1) : 0;
}

/* The distance of p from ab, scaled likewise. */
static inline double
sal_segment_measure_scaled(SalPoint p, SalPoint a, SalPoint b, SalPoint scale)
{
  const double t = sal_segment_project(p, a, b, scale);
  const double x = (p.x - a.x) * scale.x - t * ((b.x - a.x) * scale.x);
  const double y = (p.y - a.y) * scale.y - t * ((b.y - a.y) * scale.y);
  return sqrt(x * x + y * y);
}

/* The distance of p from ab in the plane. */
static inline double
sal_segment_measure(SalPoint p, SalPoint a, SalPoint b)
{
  return sal_segment_measure_scaled(p, a, b, (SalPoint){ 1, 1 });
}

/* Whether a ray from p towards greater x crosses ab. The edges of rings around p are crossed an odd number of
 * times. */
static inline gboolean
sal_segment_crosses_ray(SalPoint p, SalPoint a, SalPoint b)
{
  return (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y);
}
