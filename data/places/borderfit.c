#include "data/places/borderfit.h"

#include "data/geometry/ground.h"
#include "data/geometry/segments.h"

#include <math.h>

#define STEP_M 1000.0 /* between the points of a border that are looked at */
#define SIDE_M (2 * SAL_BORDER_FIT_M)
#define LEAST_SHARE 0.6 /* of a stretch: where one side is held */

/* A point of a ring. */
typedef struct {
  gboolean is_near, divides; /* it is near a border that has what is held on one side only */
} Look;

static gboolean
find_nearest(const SalSegments *segments, SalPoint point, SalPoint *where, SalSegment *nearest)
{
  double distance_m;
  return sal_segments_find_nearest(segments, point, SAL_BORDER_FIT_M, &distance_m, where, nearest);
}

/* A point beside a segment, to its left if side is 1, to its right if it is -1. */
static SalPoint
step_aside(SalPoint from, const SalSegment *segment, int side)
{
  const SalPoint scale = sal_ground_get_scale(from.y);
  const double dx = (segment->b.x - segment->a.x) * scale.x, dy = (segment->b.y - segment->a.y) * scale.y;
  const double length = hypot(dx, dy);
  if (length == 0)
    return from;
  return (SalPoint){ from.x - side * SIDE_M * dy / length / scale.x,
                     from.y + side * SIDE_M * dx / length / scale.y };
}

static Look
look_at(SalPoint point, const SalSegments *borders, const SalSegments *rings)
{
  SalPoint where;
  SalSegment nearest;
  if (!find_nearest(borders, point, &where, &nearest))
    return (Look){ FALSE, FALSE };
  return (Look){ TRUE, sal_segments_contain(rings, step_aside(where, &nearest, 1)) !=
                           sal_segments_contain(rings, step_aside(where, &nearest, -1)) };
}

/* Adds the points first to last of a ring of n (the last of which repeats the first) if they are a stretch. */
static void
add_stretch(SalGeometry *stretches, const SalPoint *points, guint n, const Look *looks, guint first,
            guint last)
{
  double length_m = 0, dividing_m = 0;
  for (guint i = first; i < last; i++) {
    const double m = sal_ground_measure_m(points[i % (n - 1)], points[(i + 1) % (n - 1)]);
    length_m += m;
    dividing_m += looks[i % (n - 1)].divides ? m : 0;
  }
  if (length_m < SAL_BORDER_FIT_RUN_M || dividing_m < LEAST_SHARE * length_m)
    return;
  for (guint i = first; i <= last; i++)
    sal_geometry_add_point(stretches, points[i % (n - 1)].x, points[i % (n - 1)].y);
  sal_geometry_end_part(stretches);
}

static void
add_stretches_of_ring(SalGeometry *stretches, const SalPoint *points, guint n, const SalSegments *borders,
                      const SalSegments *rings)
{
  g_autofree Look *looks = g_new(Look, n);
  guint start = 0;
  for (guint i = 0; i + 1 < n; i++) {
    looks[i] = look_at(points[i], borders, rings);
    if (!looks[i].is_near)
      start = i;
  }
  guint first = G_MAXUINT;
  for (guint i = start; i <= start + n - 1; i++) {
    const gboolean is_near = looks[i % (n - 1)].is_near && i < start + n - 1;
    if (is_near && first == G_MAXUINT)
      first = i;
    if (!is_near && first != G_MAXUINT) {
      add_stretch(stretches, points, n, looks, first, i - 1);
      first = G_MAXUINT;
    }
  }
}

SalGeometry *
sal_border_fit_find(const SalGeometry *areas, const SalGeometry *borders)
{
  SalGeometry *stretches = sal_geometry_new(SAL_LINES);
  if (sal_geometry_is_empty(areas) || sal_geometry_is_empty(borders))
    return stretches;
  g_autoptr(SalSegments) near = sal_segments_new(borders), rings = sal_segments_new(areas);
  for (guint part = 0; part < sal_geometry_get_n_parts(areas); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(areas, part, &n);
    if (n > 3)
      add_stretches_of_ring(stretches, points, n, near, rings);
  }
  return stretches;
}

/* Stretches, each packed by itself. */
typedef struct {
  const SalGeometry *lines;
  GPtrArray *segments; /* SalSegments of each part */
} Stretches;

/* Where a stretch replaces the border. */
typedef struct {
  guint part;
  SalPoint where; /* one of its points, so that what is joined there shares it */
} Joint;

static gboolean
is_same(SalPoint a, SalPoint b)
{
  return a.x == b.x && a.y == b.y;
}

/* The nearest point of a stretch; FALSE if there is none, or if the border goes on beyond the stretch's end. */
static gboolean
find_joint(const Stretches *stretches, SalPoint point, Joint *joint)
{
  double least_m = SAL_BORDER_FIT_M, distance_m;
  gboolean is_found = FALSE;
  for (guint part = 0; part < stretches->segments->len; part++) {
    SalSegment nearest;
    SalPoint where;
    guint n;
    if (!sal_segments_find_nearest(stretches->segments->pdata[part], point, least_m, &distance_m, &where,
                                   &nearest))
      continue;
    const SalPoint *points = sal_geometry_get_part(stretches->lines, part, &n);
    const gboolean is_nearer_a =
        sal_ground_measure_m(where, nearest.a) < sal_ground_measure_m(where, nearest.b);
    least_m = distance_m;
    is_found = !is_same(where, points[0]) && !is_same(where, points[n - 1]);
    *joint = (Joint){ part, is_nearer_a ? nearest.a : nearest.b };
  }
  return is_found;
}

/* A border with a point every kilometre at least, and those that it has. */
static GArray *
densify(const SalPoint *points, guint n)
{
  GArray *dense = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  for (guint i = 0; i < n; i++) {
    g_array_append_val(dense, points[i]);
    const guint pieces =
        i + 1 < n ? (guint)CLAMP(ceil(sal_ground_measure_m(points[i], points[i + 1]) / STEP_M), 1, 100000)
                  : 1;
    for (guint j = 1; j < pieces; j++) {
      const double t = j / (double)pieces;
      const SalPoint between = { points[i].x + t * (points[i + 1].x - points[i].x),
                                 points[i].y + t * (points[i + 1].y - points[i].y) };
      g_array_append_val(dense, between);
    }
  }
  return dense;
}

static void
add_line(SalGeometry *lines, SalPoint from, SalPoint to)
{
  sal_geometry_add_point(lines, from.x, from.y);
  sal_geometry_add_point(lines, to.x, to.y);
  sal_geometry_end_part(lines);
}

/* Adds what no stretch replaces of a border, joined to the stretches, and what joins one of them to the next. */
static void
add_rest(SalGeometry *fitted, const GArray *points, const Stretches *stretches)
{
  gboolean was_replaced = FALSE;
  Joint before = { 0 }, joint = { 0 };
  for (guint i = 0; i < points->len; i++) {
    const SalPoint point = g_array_index(points, SalPoint, i);
    const gboolean is_replaced = find_joint(stretches, point, &joint);
    if (is_replaced && !was_replaced && i > 0) {
      sal_geometry_add_point(fitted, joint.where.x, joint.where.y);
      sal_geometry_end_part(fitted);
    }
    if (is_replaced && was_replaced && joint.part != before.part)
      add_line(fitted, before.where, joint.where);
    if (!is_replaced && was_replaced)
      sal_geometry_add_point(fitted, before.where.x, before.where.y);
    if (!is_replaced)
      sal_geometry_add_point(fitted, point.x, point.y);
    was_replaced = is_replaced;
    before = joint;
  }
  sal_geometry_end_part(fitted);
}

static GPtrArray *
pack_parts(const SalGeometry *lines)
{
  GPtrArray *packed = g_ptr_array_new_with_free_func((GDestroyNotify)sal_segments_free);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    g_autoptr(SalGeometry) one = sal_geometry_new(SAL_LINES);
    for (guint i = 0; i < n; i++)
      sal_geometry_add_point(one, points[i].x, points[i].y);
    sal_geometry_end_part(one);
    g_ptr_array_add(packed, sal_segments_new(one));
  }
  return packed;
}

SalGeometry *
sal_border_fit(const SalGeometry *borders, const SalGeometry *stretches)
{
  if (sal_geometry_is_empty(stretches) || sal_geometry_is_empty(borders))
    return sal_geometry_copy(borders);
  g_autoptr(GPtrArray) segments = pack_parts(stretches);
  const Stretches packed = { stretches, segments };
  SalGeometry *fitted = sal_geometry_copy(stretches);
  for (guint part = 0; part < sal_geometry_get_n_parts(borders); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(borders, part, &n);
    g_autoptr(GArray) dense = densify(points, n);
    add_rest(fitted, dense, &packed);
  }
  return fitted;
}
