/* SVG path data: absolute start points, followed by steps. All are whole hundredths of a pixel, so that
 * errors of rounding do not add up. */
#pragma once

#include "data/geometry/geometry.h"

/* Pixels per page unit. */
typedef struct {
  double x, y;
} SalSvgScale;

typedef struct {
  gint64 x, y;
} SalSvgGridPoint;

/* A path that is being appended to a text; it begins as { .out = TEXT }. What was written last decides
 * what can be left out next. */
typedef struct {
  GString *out;
  SalSvgGridPoint start, last;
  gboolean is_begun;  /* the start point is written */
  gboolean has_point; /* the last number has a decimal point */
  char command;
} SalSvgPath;

/* Appends a number with at most so many decimals (0..6), without trailing zeros and without a zero before
 * the point. NaN and numbers beyond 1e9 become 0. */
void sal_svg_append_number(GString *out, double value, int decimals);

/* Points are in pixels. A line to the point where the path already is adds nothing, and neither does a
 * part that consists of such lines. */
void sal_svg_path_move_to(SalSvgPath *path, SalPoint point);
void sal_svg_path_line_to(SalSvgPath *path, SalPoint point);
/* A Bezier curve with two control points. */
void sal_svg_path_curve_to(SalSvgPath *path, SalPoint first, SalPoint second, SalPoint point);
void sal_svg_path_close(SalSvgPath *path);

/* Appends the d attribute of all parts. A point that falls on the one before is left out, and so is a part
 * that falls on a single point. */
void sal_svg_append_path(GString *out, const SalGeometry *geometry, SalSvgScale scale);
