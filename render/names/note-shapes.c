#include "render/names/note-shapes.h"

#include <math.h>

#define SAMPLES 16      /* of a smooth line between two points */
#define TAIL_SHARE 0.3  /* of an arrow's width at its tail */
#define HEAD_LENGTH 2.6 /* in widths */
#define HEAD_HALF 1.15  /* likewise: half its width */
#define HEAD_MOST 0.6   /* of the arrow's length */
#define OFF_MM 0.9      /* a bracket from the line between its ends */
#define DEPTH_MM 1.8    /* its arms */
#define TICK_MM 1.4     /* at its middle */
#define CURVE_SAMPLES 8
#define ENDS_MM 1.3       /* of a line that may be covered */
#define COVER_STEP_MM 3.0 /* the length of rectangles along a line */

static SalPoint
get(const GArray *points, guint index)
{
  return g_array_index(points, SalPoint, index);
}

/* A point of the Catmull-Rom spline, from b to c. */
static SalPoint
interpolate(const SalPoint p[4], double t)
{
  const double t2 = t * t, t3 = t2 * t;
  const double w[4] = { -t3 + 2 * t2 - t, 3 * t3 - 5 * t2 + 2, -3 * t3 + 4 * t2 + t, t3 - t2 };
  SalPoint at = { 0 };
  for (guint i = 0; i < 4; i++)
    at.x += w[i] * p[i].x / 2, at.y += w[i] * p[i].y / 2;
  return at;
}

GArray *
sal_note_shape_smooth(const GArray *points)
{
  GArray *line = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  const guint n = points->len, samples = n > 2 ? SAMPLES : 1;
  for (guint i = 0; i + 1 < n; i++) {
    const SalPoint p[4] = { get(points, i > 0 ? i - 1 : 0), get(points, i), get(points, i + 1),
                            get(points, MIN(i + 2, n - 1)) };
    for (guint j = 0; j < samples; j++) {
      const SalPoint at = interpolate(p, (double)j / samples);
      g_array_append_val(line, at);
    }
  }
  if (n > 0)
    g_array_append_vals(line, &g_array_index(points, SalPoint, n - 1), 1);
  return line;
}

static double
measure(const GArray *line)
{
  double length = 0;
  for (guint i = 1; i < line->len; i++)
    length += hypot(get(line, i).x - get(line, i - 1).x, get(line, i).y - get(line, i - 1).y);
  return length;
}

/* The point so far along a line. */
static SalPoint
walk(const GArray *line, double length)
{
  for (guint i = 1; i < line->len; i++) {
    const SalPoint a = get(line, i - 1), b = get(line, i);
    const double step = hypot(b.x - a.x, b.y - a.y);
    if (step > 0 && length <= step)
      return (SalPoint){ a.x + (b.x - a.x) * length / step, a.y + (b.y - a.y) * length / step };
    length -= step;
  }
  return get(line, line->len - 1);
}

/* One side of the shaft, from its tail to where the head begins; side: 1 or -1. */
static void
add_side(SalGeometry *arrow, const GArray *line, double shaft_mm, double width_mm, int side)
{
  const guint n = MAX(2, line->len);
  for (guint k = 0; k <= n; k++) {
    const guint i = side > 0 ? k : n - k;
    const double along = shaft_mm * i / n, step = shaft_mm / n / 2;
    const SalPoint at = walk(line, along), before = walk(line, MAX(along - step, 0)),
                   after = walk(line, along + step);
    const double dx = after.x - before.x, dy = after.y - before.y, d = hypot(dx, dy);
    const double half = width_mm / 2 * (TAIL_SHARE + (1 - TAIL_SHARE) * i / n) * side;
    if (d > 0)
      sal_geometry_add_point(arrow, at.x - half * dy / d, at.y + half * dx / d);
  }
}

SalGeometry *
sal_note_shape_arrow(const GArray *line, double width_mm)
{
  SalGeometry *arrow = sal_geometry_new(SAL_POLYGONS);
  const double length = measure(line);
  if (!(length > 0))
    return arrow;
  const double head = MIN(HEAD_LENGTH * width_mm, HEAD_MOST * length), half = HEAD_HALF * head / HEAD_LENGTH;
  const SalPoint base = walk(line, length - head), tip = get(line, line->len - 1);
  const double dx = tip.x - base.x, dy = tip.y - base.y, d = hypot(dx, dy);
  add_side(arrow, line, length - head, width_mm, 1);
  if (d > 0) {
    sal_geometry_add_point(arrow, base.x - half * dy / d, base.y + half * dx / d);
    sal_geometry_add_point(arrow, tip.x, tip.y);
    sal_geometry_add_point(arrow, base.x + half * dy / d, base.y - half * dx / d);
  }
  add_side(arrow, line, length - head, width_mm, -1);
  sal_geometry_end_part(arrow);
  sal_geometry_end_polygon(arrow);
  return arrow;
}

/* A point of a bracket: so far along the line between its ends, as a share of it, and so far off. */
static SalPoint
place(const SalNoteBracket *bracket, double share, double along_mm, double off_mm)
{
  const SalPoint a = bracket->ends[0], b = bracket->ends[1];
  const double dx = b.x - a.x, dy = b.y - a.y, d = MAX(hypot(dx, dy), 1e-9),
               side = bracket->is_right ? 1 : -1;
  return (SalPoint){ a.x + dx * share + along_mm * dx / d - side * off_mm * dy / d,
                     a.y + dy * share + along_mm * dy / d + side * off_mm * dx / d };
}

static void
add_at(SalGeometry *line, SalPoint at)
{
  sal_geometry_add_point(line, at.x, at.y);
}

/* Two arms, the back, and a tip in its middle, all rounded. */
static void
add_curly(SalGeometry *line, const SalNoteBracket *bracket, double radius_mm)
{
  const double back = OFF_MM + DEPTH_MM, tip = back + TICK_MM;
  for (guint i = 0; i <= CURVE_SAMPLES; i++) {
    const double t = G_PI / 2 * i / CURVE_SAMPLES;
    add_at(line, place(bracket, 0, radius_mm * (1 - cos(t)), OFF_MM + DEPTH_MM * sin(t)));
  }
  for (guint i = 0; i <= CURVE_SAMPLES; i++) {
    const double t = G_PI / 2 * i / CURVE_SAMPLES;
    add_at(line, place(bracket, 0.5, -radius_mm * (1 - sin(t)), tip - TICK_MM * cos(t)));
  }
  for (guint i = 0; i <= CURVE_SAMPLES; i++) {
    const double t = G_PI / 2 * (1 - (double)i / CURVE_SAMPLES);
    add_at(line, place(bracket, 0.5, radius_mm * (1 - sin(t)), tip - TICK_MM * cos(t)));
  }
  for (guint i = 0; i <= CURVE_SAMPLES; i++) {
    const double t = G_PI / 2 * (1 - (double)i / CURVE_SAMPLES);
    add_at(line, place(bracket, 1, -radius_mm * (1 - cos(t)), OFF_MM + DEPTH_MM * sin(t)));
  }
}

static double
get_length(const SalNoteBracket *bracket)
{
  return hypot(bracket->ends[1].x - bracket->ends[0].x, bracket->ends[1].y - bracket->ends[0].y);
}

SalGeometry *
sal_note_shape_bracket(const SalNoteBracket *bracket)
{
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  const double back = OFF_MM + DEPTH_MM;
  if (!(get_length(bracket) > 0))
    return line;
  if (bracket->is_curly) {
    add_curly(line, bracket, MIN(DEPTH_MM, get_length(bracket) / 4));
    sal_geometry_end_part(line);
    return line;
  }
  add_at(line, place(bracket, 0, 0, OFF_MM));
  add_at(line, place(bracket, 0, 0, back));
  add_at(line, place(bracket, 1, 0, back));
  add_at(line, place(bracket, 1, 0, OFF_MM));
  sal_geometry_end_part(line);
  add_at(line, place(bracket, 0.5, 0, back));
  add_at(line, place(bracket, 0.5, 0, back + TICK_MM));
  sal_geometry_end_part(line);
  return line;
}

SalTurnedRect
sal_note_shape_get_bracket_rect(const SalNoteBracket *bracket)
{
  const double middle = (OFF_MM + DEPTH_MM + TICK_MM) / 2 + OFF_MM / 2;
  return sal_turned_rect_new_line(place(bracket, 0, 0, middle), place(bracket, 1, 0, middle),
                                  DEPTH_MM + TICK_MM);
}

SalPoint
sal_note_shape_get_tip(const SalNoteBracket *bracket, SalPoint *outward)
{
  const SalPoint foot = place(bracket, 0.5, 0, 0), one = place(bracket, 0.5, 0, 1);
  *outward = (SalPoint){ one.x - foot.x, one.y - foot.y };
  return place(bracket, 0.5, 0, OFF_MM + DEPTH_MM + TICK_MM);
}

void
sal_note_shape_cover_line(const GArray *line, double thickness_mm, GArray *rects)
{
  const double all = measure(line), spared = MIN(ENDS_MM, all / 4), length = all - 2 * spared;
  const guint n = (guint)CLAMP(ceil(length / COVER_STEP_MM), 1, 400);
  for (guint i = 0; i < n && length > 0; i++) {
    const SalTurnedRect rect = sal_turned_rect_new_line(
        walk(line, spared + length * i / n), walk(line, spared + length * (i + 1) / n), thickness_mm);
    g_array_append_val(rects, rect);
  }
}
