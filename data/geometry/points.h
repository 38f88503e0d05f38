/* Points as keys, in order and as rings. */
#pragma once

#include "data/geometry/geometry.h"

#include <string.h>

/* For GHashTable; 0 and -0 are the same. */
static inline guint
sal_point_hash(gconstpointer data)
{
  const SalPoint *point = data;
  const double both[2] = { point->x + 0.0, point->y + 0.0 };
  guint64 bits[2];
  memcpy(bits, both, sizeof bits);
  const guint64 mixed = (bits[0] * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15) ^ (bits[1] >> 7 | bits[1] << 57)) *
                        G_GUINT64_CONSTANT(0xC2B2AE3D27D4EB4F);
  return (guint)(mixed >> 32);
}

static inline gboolean
sal_point_equal(gconstpointer a, gconstpointer b)
{
  const SalPoint *p = a, *q = b;
  return p->x == q->x && p->y == q->y;
}

/* x, then y. */
static inline int
sal_point_compare(gconstpointer a, gconstpointer b)
{
  const SalPoint *p = a, *q = b;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return (p->y > q->y) - (p->y < q->y);
}

/* Twice the area of a closed ring, positive if it runs counter-clockwise; relative to the first point, so
 * that small rings keep their sign. */
static inline double
sal_points_get_winding(const SalPoint *points, guint n)
{
  double sum = 0;
  for (guint i = 1; i < n; i++)
    sum += (points[i - 1].x - points[0].x) * (points[i].y - points[0].y) -
           (points[i].x - points[0].x) * (points[i - 1].y - points[0].y);
  return sum;
}
