#include "data/change/front-course.h"

#include "data/geometry/ground.h"

#include <math.h>

#define STRIP_M 10000.0 /* borders of base map and data lie at most so far apart */
#define BESIDE_M 50.0   /* a point on either side of an edge */

static void
position_clear(gpointer data)
{
  SalFrontPosition *position = data;
  sal_geometry_free(position->lines);
}

/* The edges that are no front, whatever the theatre; NULL: there are none. */
static SalOutline *
make_border(const SalFrontCourseInput *input)
{
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  if (input->theatre != NULL && sal_theatre_get_near_m(input->theatre) == 0)
    sal_geometry_append(all, sal_theatre_get_area(input->theatre));
  if (input->aoi != NULL)
    sal_geometry_append(all, input->aoi);
  if (input->within != NULL)
    sal_geometry_append(all, input->within);
  return sal_geometry_is_empty(all) ? NULL : sal_outline_new(all);
}

/* Rings as lines. */
static SalGeometry *
list_rings(const SalGeometry *polygons)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    g_array_append_vals(lines->points, points, n);
    sal_geometry_end_part(lines);
  }
  return lines;
}

/* Whether what is not held beside an edge lies between it and the theatre's edge. */
static gboolean
faces_edge(const SalTheatre *theatre, const SalGeometry *held, SalPoint a, SalPoint b)
{
  const SalPoint middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 }, scale = sal_ground_get_scale(middle.y);
  const double dx = (b.x - a.x) * scale.x, dy = (b.y - a.y) * scale.y, length = hypot(dx, dy);
  if (!(length > 0))
    return FALSE;
  const double ox = -dy / length * BESIDE_M / scale.x, oy = dx / length * BESIDE_M / scale.y;
  const SalPoint left = { middle.x + ox, middle.y + oy }, right = { middle.x - ox, middle.y - oy };
  const gboolean is_left_held = sal_geometry_contains(held, left.x, left.y);
  return sal_theatre_measure_to_edge_m(theatre, is_left_held ? right : left) <
         sal_theatre_measure_to_edge_m(theatre, is_left_held ? left : right);
}

/* Whether all of an edge lies near the theatre's. */
static gboolean
stays_near(const SalTheatre *theatre, SalPoint a, SalPoint b, double length_m)
{
  const guint n = (guint)(length_m / STRIP_M) + 1;
  for (guint i = 0; i <= n; i++) {
    const double t = (double)i / n;
    const SalPoint point = { a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
    if (sal_theatre_measure_to_edge_m(theatre, point) > STRIP_M)
      return FALSE;
  }
  return TRUE;
}

/* Whether a line from edge to edge of the theatre is the border as the data draw it: all of it is near the theatre's edge,
 * and nothing is held between them. An enclave, which is closed, is none. */
static gboolean
is_border(const SalTheatre *theatre, const SalGeometry *held, const SalPoint *p, guint n)
{
  double facing_m = 0, length_m = 0;
  if (p[0].x == p[n - 1].x && p[0].y == p[n - 1].y)
    return FALSE;
  for (guint i = 1; i < n; i++) {
    const double edge_m = sal_ground_measure_m(p[i - 1], p[i]);
    if (!stays_near(theatre, p[i - 1], p[i], edge_m))
      return FALSE;
    length_m += edge_m;
    facing_m += faces_edge(theatre, held, p[i - 1], p[i]) ? edge_m : 0;
  }
  return facing_m > length_m / 2;
}

/* Takes lines. A territory's edge is that of what is held and needs no such look. */
static SalGeometry *
drop_borders(const SalTheatre *theatre, const SalGeometry *held, SalGeometry *lines)
{
  if (sal_theatre_get_near_m(theatre) == 0)
    return lines;
  SalGeometry *kept = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(lines, part, &n);
    if (is_border(theatre, held, p, n))
      continue;
    g_array_append_vals(kept->points, p, n);
    sal_geometry_end_part(kept);
  }
  sal_geometry_free(lines);
  return kept;
}

static SalGeometry *
find_lines(const SalFrontCourseInput *input, const SalGeometry *held, const SalOutline *border,
           GError **error)
{
  g_autoptr(SalGeometry) inside =
      input->within != NULL ? sal_geometry_intersection(held, input->within, error) : sal_geometry_copy(held);
  if (inside == NULL)
    return NULL;
  if (input->theatre == NULL)
    return list_rings(inside);
  return drop_borders(input->theatre, inside, sal_theatre_find_front(input->theatre, inside, border));
}

static double
measure_m(const SalGeometry *lines)
{
  double length_m = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(lines, part, &n);
    for (guint i = 1; i < n; i++)
      length_m += sal_ground_measure_m(p[i - 1], p[i]);
  }
  return length_m;
}

/* Adds where the front was at a boundary of a change: its end, or its start. */
static gboolean
add_position(const SalFrontCourseInput *input, GArray *positions, const SalChange *change, gboolean is_start,
             const SalOutline *border, GError **error)
{
  const SalSnapshot *snapshot = is_start ? change->from : change->to;
  const SalGeometry *held = sal_snapshot_get_polygons(snapshot, change->class_name);
  SalFrontPosition position = { .day = is_start ? change->period.from : change->period.to,
                                .snapshot = is_start ? change->from_snapshot : change->to_snapshot };
  position.lines = held != NULL ? find_lines(input, held, border, error) : sal_geometry_new(SAL_LINES);
  if (position.lines == NULL)
    return FALSE;
  position.length_m = measure_m(position.lines);
  g_array_append_val(positions, position);
  return TRUE;
}

GArray *
sal_front_course_new(const SalFrontCourseInput *input, GError **error)
{
  const guint n = input->changes->len, max = MAX(input->max_positions, 2);
  const guint stride = MAX((n + max - 2) / (max - 1), 1);
  SalOutline *border = make_border(input);
  g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(SalFrontPosition));
  g_array_set_clear_func(positions, position_clear);
  gboolean ok = add_position(input, positions, input->changes->pdata[0], TRUE, border, error);
  for (guint i = 0; ok && i < n; i++)
    if ((n - 1 - i) % stride == 0)
      ok = add_position(input, positions, input->changes->pdata[i], FALSE, border, error);
  sal_outline_free(border);
  return ok ? g_steal_pointer(&positions) : NULL;
}
