/* SVG path data: absolute start points, then steps, all whole hundredths of a pixel, so that rounding never
 * adds up. */
#pragma once

#include "data/geometry.h"

/* Pixels per page unit. */
typedef struct {
  double x, y;
} SalSvgScale;

/* A number of so many decimals (0..6), without trailing zeros and without a zero before the point; NaN and
 * what is beyond 1e9 count as 0. */
void sal_svg_append_number(GString *out, double value, int decimals);

/* The d attribute of all parts; points that fall on the one before are left out, parts that fall on one point
 * too. */
void sal_svg_append_path(GString *out, const SalGeometry *geometry, SalSvgScale scale);
