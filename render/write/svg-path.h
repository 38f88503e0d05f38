/* SVG path data: absolute start points, then steps, all whole hundredths of a pixel, so that rounding never
 * adds up. */
#pragma once

#include "data/geometry/geometry.h"

/* Pixels per page unit. */
typedef struct {
  double x, y;
} SalSvgScale;

typedef struct {
  gint64 x, y;
} SalSvgGridPoint;

/* Path data being appended to a text, from { .out = TEXT }; what was written last decides what may be left
 * out next. */
typedef struct {
  GString *out;
  SalSvgGridPoint start, last;
  gboolean is_begun;  /* the start point is written */
  gboolean has_point; /* the last number has a decimal point */
  char command;
} SalSvgPath;

/* A number of so many decimals (0..6), without trailing zeros and without a zero before the point; NaN and
 * what is beyond 1e9 count as 0. */
void sal_svg_append_number(GString *out, double value, int decimals);

/* Points are in pixels. A line to the point where the path is adds nothing, nor does a part of nothing
 * else. */
void sal_svg_path_move_to(SalSvgPath *path, SalPoint point);
void sal_svg_path_line_to(SalSvgPath *path, SalPoint point);
/* By two control points. */
void sal_svg_path_curve_to(SalSvgPath *path, SalPoint first, SalPoint second, SalPoint point);
void sal_svg_path_close(SalSvgPath *path);

/* The d attribute of all parts; points that fall on the one before are left out, parts that fall on one point
 * too. */
void sal_svg_append_path(GString *out, const SalGeometry *geometry, SalSvgScale scale);
