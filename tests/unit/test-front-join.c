#include "data/front/join.h"

#include "broken-fronts.h"
#include "data/series/series.h"
#include "fixture.h"
#include "random.h"

#include <math.h>

#define M_PER_DEG 111320.0       /* about, at the equator */
#define GAP_DEG (60 / M_PER_DEG) /* what is joined */

static SalFrontJoin *
join(const SalGeometry *lines, const SalGeometry *territory, double snap_m)
{
  g_autoptr(GError) error = NULL;
  SalFrontJoin *join = sal_front_join(lines, territory, snap_m, 0, &error);
  g_assert_no_error(error);
  g_assert_nonnull(join);
  return join;
}

static double
measure_snapped(const SalGeometry *lines, const SalGeometry *territory, SalSide side, double snap_m)
{
  g_autoptr(GError) error = NULL;
  const SalFrontOptions options = { side, snap_m };
  g_autoptr(SalGeometry) held = sal_front_close(lines, territory, &options, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(sal_geometry_is_valid(held, NULL, NULL));
  return measure(held);
}

static void
assert_fix(const SalFrontJoin *join, guint i, SalFrontFixKind kind, double length_m)
{
  g_assert_cmpuint(i, <, join->fixes->len);
  const SalFrontFix *fix = &g_array_index(join->fixes, SalFrontFix, i);
  g_assert_cmpint(fix->kind, ==, kind);
  g_assert_cmpfloat_with_epsilon(fix->length_m, length_m, 0.01 * length_m + 0.01);
}

static void
assert_loose(const SalFrontJoin *join, guint i, double x, double y)
{
  g_assert_cmpuint(i, <, join->loose_ends->len);
  const SalPoint at = g_array_index(join->loose_ends, SalPoint, i);
  g_assert_cmpfloat_with_epsilon(at.x, x, 1e-9);
  g_assert_cmpfloat_with_epsilon(at.y, y, 1e-9);
}

/* What is joined, extended, dropped */

static void
joins_small_gaps(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 4, 3, 4);
  ADD(lines, 11, 4, 3 + GAP_DEG, 4);
  g_autoptr(SalFrontJoin) joined = join(lines, territory, SNAP_M), unjoined = join(lines, territory, 50);
  g_assert_cmpuint(joined->fixes->len, ==, 1);
  g_assert_cmpuint(joined->loose_ends->len, ==, 0);
  assert_fix(joined, 0, SAL_FRONT_JOINED, 60);
  g_assert_cmpuint(unjoined->fixes->len, ==, 0);
  g_assert_cmpuint(unjoined->loose_ends->len, ==, 2);
  assert_loose(unjoined, 0, 3, 4);
  assert_near(measure_snapped(lines, territory, point_side(5, 9), SNAP_M), measure_box(0, 4, 10, 10));
}

static void
extends_ends_to_the_outline(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, GAP_DEG, 4, 10 - GAP_DEG, 4);
  g_autoptr(SalFrontJoin) joined = join(lines, territory, SNAP_M);
  g_assert_cmpuint(joined->fixes->len, ==, 2);
  assert_fix(joined, 0, SAL_FRONT_EXTENDED, 60);
  assert_fix(joined, 1, SAL_FRONT_EXTENDED, 60);
  assert_near(measure_snapped(lines, territory, left, SNAP_M), measure_box(0, 4, 10, 10));
}

static void
extends_ends_to_corners(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, 1e-4, 1e-4, 10 - 1e-4, 10 - 1e-4);
  const double half = measure_snapped(lines, territory, left, SNAP_M);
  g_assert_cmpfloat_with_epsilon(half + measure_snapped(lines, territory, right, SNAP_M), measure(territory),
                                 1);
  g_assert_cmpfloat(half, >, 0.49 * measure(territory));
}

static void
drops_dangles(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 4, 11, 4);
  ADD(lines, 5, 4, 5, 4 + GAP_DEG);
  g_autoptr(SalFrontJoin) joined = join(lines, territory, SNAP_M), whole = join(lines, territory, 50);
  g_assert_cmpuint(joined->fixes->len, ==, 1);
  assert_fix(joined, 0, SAL_FRONT_DROPPED, 60);
  g_assert_cmpuint(joined->loose_ends->len, ==, 0);
  assert_loose(whole, 0, 5, 4 + GAP_DEG);
  assert_near(measure_snapped(lines, territory, left, SNAP_M), measure_box(0, 4, 10, 10));
}

/* Both lines go on a little beyond their crossing. */
static void
drops_overshoots_at_a_crossing(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 4, 5 + GAP_DEG, 4);
  ADD(lines, 5, 4 - GAP_DEG, 5, 11);
  g_autoptr(SalFrontJoin) joined = join(lines, territory, SNAP_M);
  g_assert_cmpuint(joined->fixes->len, ==, 2);
  assert_fix(joined, 0, SAL_FRONT_DROPPED, 60);
  assert_fix(joined, 1, SAL_FRONT_DROPPED, 60);
  assert_near(measure_snapped(lines, territory, left, SNAP_M), measure_box(0, 4, 5, 10));
}

/* A short piece at the edge of the territory leads on, and is no dangle. */
static void
a_short_piece_at_the_outline_is_joined(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 4, GAP_DEG, 4);
  ADD(lines, 2.5 * GAP_DEG, 4, 11, 4);
  g_autoptr(SalFrontJoin) joined = join(lines, territory, SNAP_M);
  g_assert_cmpuint(joined->fixes->len, ==, 1);
  assert_fix(joined, 0, SAL_FRONT_JOINED, 90);
  g_assert_cmpuint(joined->loose_ends->len, ==, 0);
}

/* An end with one partner to the north and one to the south, equally far: the southern one is joined. */
static void
of_equally_near_ends_the_first_is_joined(void)
{
  const double away = GAP_DEG / 2;
  g_autoptr(SalGeometry) territory = sal_geometry_new(SAL_POLYGONS);
  add_square(territory, 0, -5, 10);
  for (guint order = 0; order < 2; order++) {
    g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
    ADD(lines, -1, 0, 3, 0);
    if (order == 0)
      ADD(lines, 11, -1, 3 + away, -away);
    ADD(lines, 11, 1, 3 + away, away);
    if (order == 1)
      ADD(lines, 11, -1, 3 + away, -away);
    g_autoptr(SalFrontJoin) joined = join(lines, territory, SNAP_M);
    g_assert_cmpuint(joined->fixes->len, ==, 1);
    assert_fix(joined, 0, SAL_FRONT_JOINED, 60 / sqrt(2));
    g_assert_cmpuint(joined->loose_ends->len, ==, 1);
    assert_loose(joined, 0, 3 + away, away);
  }
}

/* Two ends on either side of six broken lines, whose ends are nearer to both than they are to each other, but are joined
 * with each other. */
static void
joins_what_is_left_when_the_nearest_are_taken(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  for (int i = 0; i < 6; i++) {
    const double y = 4 + i * 20 / M_PER_DEG, gap = 10 / M_PER_DEG;
    ADD(lines, -1, y, 5, y);
    ADD(lines, 11, y, 5 + gap, y);
  }
  ADD(lines, 5, -1, 5, 4 - 300 / M_PER_DEG);
  ADD(lines, 5, 11, 5, 4 + 400 / M_PER_DEG);
  g_autoptr(SalFrontJoin) joined = join(lines, territory, 1000);
  g_assert_cmpuint(joined->loose_ends->len, ==, 0);
  guint n_far = 0;
  for (guint i = 0; i < joined->fixes->len; i++)
    n_far += g_array_index(joined->fixes, SalFrontFix, i).length_m > 600;
  g_assert_cmpuint(joined->fixes->len, ==, 7);
  g_assert_cmpuint(n_far, ==, 1);
}

static void
drops_spurs_and_crumbs(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 4, 11, 4);
  ADD(lines, 7, -1, 7, GAP_DEG);    /* a spur at the edge */
  ADD(lines, 2, 7, 2, 7 + GAP_DEG); /* a crumb in the open */
  g_autoptr(SalFrontJoin) joined = join(lines, territory, SNAP_M);
  g_assert_cmpuint(joined->fixes->len, ==, 2);
  assert_fix(joined, 0, SAL_FRONT_DROPPED, 60);
  assert_fix(joined, 1, SAL_FRONT_DROPPED, 60);
  assert_near(measure_snapped(lines, territory, left, SNAP_M), measure_box(0, 4, 10, 10));
}

/* However many short hairs a line has, its end does not creep back. */
static void
a_hairy_line_is_not_eaten(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 4, 5, 4);
  for (int i = 1; i <= 50; i++)
    ADD(lines, 5 - i * GAP_DEG, 4, 5 - i * GAP_DEG, 4 + GAP_DEG);
  g_autoptr(SalFrontJoin) joined = join(lines, territory, SNAP_M);
  g_assert_cmpuint(joined->loose_ends->len, ==, 1);
  const SalPoint end = g_array_index(joined->loose_ends, SalPoint, 0);
  g_assert_cmpfloat((5 - end.x) * M_PER_DEG, <=, 1.01 * SNAP_M);
}

static void
closes_rings_that_are_nearly_closed(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), ring = sal_geometry_new(SAL_LINES);
  ADD(ring, 4, 4, 6, 4, 6, 6, 4, 6, 4, 4 + GAP_DEG);
  g_autoptr(SalFrontJoin) joined = join(ring, territory, SNAP_M);
  g_assert_cmpuint(joined->fixes->len, ==, 1);
  assert_fix(joined, 0, SAL_FRONT_JOINED, 60);
  assert_near(measure_snapped(ring, territory, point_side(5, 5), SNAP_M), measure_box(4, 4, 6, 6));
}

static void
prefers_the_edge_to_a_far_partner(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  const double d = 10 / M_PER_DEG;
  ADD(lines, d, 4, 9, 4, 9, 11);
  ADD(lines, d, 4 + 8 * d, 1, 5, 1, 11);
  g_autoptr(SalFrontJoin) joined = join(lines, territory, SNAP_M);
  g_assert_cmpuint(joined->fixes->len, ==, 2);
  assert_fix(joined, 0, SAL_FRONT_EXTENDED, 10);
  assert_fix(joined, 1, SAL_FRONT_EXTENDED, 10);
}

static void
tells_what_was_done(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  g_autoptr(GError) error = NULL;
  const SalFrontOptions options = { left, SNAP_M };
  g_auto(SalFrontReport) report = { NULL, 0 };
  ADD(lines, GAP_DEG / 2, 4, 3, 4);
  ADD(lines, 3 + GAP_DEG, 4, 5, 4);
  ADD(lines, 5 + GAP_DEG / 3, 4, 11, 4);
  ADD(lines, 7, 4, 7, 4 + GAP_DEG);
  ADD(lines, 2, 2, 2, 2, 2, 2);
  g_autoptr(SalGeometry) held = sal_front_close(lines, territory, &options, &report, &error);
  g_assert_no_error(error);
  g_assert_nonnull(held);
  g_assert_cmpuint(report.remarks->len, ==, 4);
  g_assert_true(says(report.remarks,
                     "front: 2 gaps between lines joined, the largest of 60 m near (3.000000, 4.000000)"));
  g_assert_true(
      says(report.remarks,
           "front: 1 line extended to the edge of the territory, the furthest by 30 m near (0.000269"));
  g_assert_true(
      says(report.remarks, "front: 1 dangle dropped, the longest of 60 m near (7.000000, 4.000539)"));
  g_assert_true(says(report.remarks, "front: 1 line without length left out"));
}

/* Lines that nobody should draw */

static void
duplicates_count_once(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 4, 5, 4, 11, 4);
  ADD(lines, -1, 4, 5, 4, 11, 4);
  ADD(lines, 2, 4, 8, 4);
  assert_near(measure_snapped(lines, territory, left, SNAP_M), measure_box(0, 4, 10, 10));
  ADD(lines, 8, 4, 3, 4);
  assert_near(measure_snapped(lines, territory, point_side(5, 9), SNAP_M), measure_box(0, 4, 10, 10));
}

static void
a_line_drawn_both_ways_has_no_side(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  g_autoptr(GError) error = NULL;
  const SalFrontOptions options = { left, SNAP_M };
  ADD(lines, -1, 4, 11, 4);
  ADD(lines, 8, 4, 3, 4);
  g_assert_null(sal_front_close(lines, territory, &options, NULL, &error));
  assert_error_says(error, SAL_ERROR_GEOMETRY, "different holder on either side", ", 4.000000)", NULL);
}

static void
touching_at_a_vertex_divides_nothing(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 4, 11, 4);
  ADD(lines, 3, 4, 4, 6, 2, 6, 3, 4); /* a pocket that touches the front */
  ADD(lines, -1, 11, 0, 10, 1, 11);   /* a line that touches a corner from outside */
  const double pocket = measure_snapped(lines, territory, point_side(3, 5), SNAP_M);
  const double rest = measure_snapped(lines, territory, point_side(9, 9), SNAP_M);
  assert_near(pocket + rest, measure(territory));
}

static void
refuses_numbers_that_are_none(void)
{
  const double odd[] = { NAN, INFINITY, -INFINITY, 1e300 };
  g_autoptr(SalGeometry) territory = make_territory();
  for (guint i = 0; i < G_N_ELEMENTS(odd); i++) {
    g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
    g_autoptr(GError) error = NULL;
    const SalFrontOptions options = { left, SNAP_M };
    ADD(lines, -1, 4, 5, odd[i], 11, 4);
    g_assert_null(sal_front_close(lines, territory, &options, NULL, &error));
    assert_error_says(error, SAL_ERROR_GEOMETRY, "front: expected positions in degrees, got (5, ", NULL);
  }
}

static void
lines_of_single_places_divide_nothing(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  g_autoptr(GError) error = NULL;
  const SalFrontOptions options = { left, SNAP_M };
  ADD(lines, 5, 5);
  ADD(lines, 4, 4, 4, 4);
  g_assert_null(sal_front_close(lines, territory, &options, NULL, &error));
  assert_error_says(error, SAL_ERROR_GEOMETRY, "expected lines that cut the territory, got none", NULL);
}

/* 100,000 vertices, cut into pieces with gaps: seconds where time grows with the square. */
static void
long_lines_take_no_square_of_time(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  const guint n = 100000;
  sal_geometry_add_point(lines, -1, 4);
  for (guint i = 0; i < n; i++) {
    const double x = 10.0 * i / n, y = 4 + 0.3 * sin(x * 40) + 0.001 * (i % 3);
    sal_geometry_add_point(lines, x, y);
    if (i % 10 != 9)
      continue;
    sal_geometry_end_part(lines);
    sal_geometry_add_point(lines, x + 1e-5, y);
  }
  sal_geometry_add_point(lines, 11, 4);
  sal_geometry_end_part(lines);
  const gint64 start = g_get_monotonic_time();
  const double north = measure_snapped(lines, territory, left, 10);
  const double seconds = (double)(g_get_monotonic_time() - start) / 1e6;
  g_test_message("%.2f s", seconds);
  g_assert_cmpfloat(seconds, <, 60);
  g_assert_cmpfloat(fabs(north / measure_box(0, 4, 10, 10) - 1), <, 0.01);
}

/* Laws */

/* A front, and what is north of the line that made it. */
static void
check_broken_front(GRand *random)
{
  const SalPoint centre = { 35, 48 };
  g_autoptr(SalGeometry) parts = random_polygons(random, centre, 2);
  g_autoptr(SalGeometry) territory = sal_geometry_extract_polygon(parts, 0);
  const SalPoint p = sal_geometry_get_inner_point(territory, 0);
  g_autoptr(SalGeometry) line = random_front_through(random, p);
  g_autoptr(GError) error = NULL;
  const SalFrontOptions options = { left, 0 };
  g_autoptr(SalGeometry) held = sal_front_close(line, territory, &options, NULL, &error);
  g_assert_no_error(error);
  guint n_gaps = 0;
  const SalPoint inside = sal_geometry_get_inner_point(held, 0);
  g_autoptr(SalGeometry) straight = break_lines(random, line, 0.9 * SNAP_M, FALSE, &n_gaps),
                         turned = break_lines(random, line, 0.9 * SNAP_M, TRUE, &n_gaps);
  const double area = measure(held), tolerance = 1 + n_gaps * SNAP_M2;
  g_assert_cmpfloat_with_epsilon(measure_snapped(straight, territory, left, SNAP_M), area, tolerance);
  g_assert_cmpfloat_with_epsilon(measure_snapped(turned, territory, point_side(inside.x, inside.y), SNAP_M),
                                 area, tolerance);
}

static void
broken_fronts_close_to_what_made_them(void)
{
  g_autoptr(GRand) random = random_new();
  const guint n = g_test_slow() ? 5000 : 150;
  for (guint i = 0; i < n; i++) {
    const guint32 seed = g_rand_int(random);
    g_autoptr(GRand) own = g_rand_new_with_seed(seed);
    g_test_message("front %u: seed %u", i, seed);
    check_broken_front(own);
  }
}

static SalGeometry *
random_scribble(GRand *random)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  const int n_lines = g_rand_int_range(random, 1, 7);
  for (int i = 0; i < n_lines; i++) {
    const int n_points = g_rand_int_range(random, 1, 9);
    for (int k = 0; k < n_points; k++)
      sal_geometry_add_point(lines, g_rand_int_range(random, -1, 12), g_rand_int_range(random, -1, 12));
    sal_geometry_end_part(lines);
  }
  return lines;
}

static SalGeometry *
turn_all(const SalGeometry *lines)
{
  SalGeometry *turned = sal_geometry_new(SAL_LINES);
  for (guint part = sal_geometry_get_n_parts(lines); part > 0; part--) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(lines, part - 1, &n);
    for (guint i = n; i > 0; i--)
      sal_geometry_add_point(turned, p[i - 1].x, p[i - 1].y);
    sal_geometry_end_part(turned);
  }
  return turned;
}

/* What is drawn at random on few places, with all the overlaps that come of it, divides the territory into
 * two, or there is an error; order and direction of the lines do not matter. Returns whether it closed. */
static gboolean
check_scribble(GRand *random)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = random_scribble(random),
                         turned = turn_all(lines);
  g_autoptr(GError) error = NULL, turned_error = NULL;
  const double snaps_m[] = { 0, SNAP_M, 150000 };
  const SalFrontOptions options = { point_side(0.31, 9.77), snaps_m[g_rand_int_range(random, 0, 3)] };
  g_autoptr(SalGeometry) held = sal_front_close(lines, territory, &options, NULL, &error);
  g_autoptr(SalGeometry) again = sal_front_close(turned, territory, &options, NULL, &turned_error);
  if (held == NULL || again == NULL) {
    g_assert_true(held == NULL && again == NULL);
    g_assert_nonnull(error);
    g_assert_nonnull(turned_error);
    return FALSE;
  }
  g_assert_cmpfloat(measure(held), <=, measure(territory) + 1);
  g_assert_cmpfloat_with_epsilon(measure(held), measure(again), 1);
  g_assert_true(sal_geometry_contains(held, 0.31, 9.77));
  return TRUE;
}

static void
scribbles_close_or_say_why(void)
{
  g_autoptr(GRand) random = random_new();
  const guint n = g_test_slow() ? 20000 : 500;
  guint n_closed = 0;
  for (guint i = 0; i < n; i++) {
    const guint32 seed = g_rand_int(random);
    g_autoptr(GRand) own = g_rand_new_with_seed(seed);
    g_test_message("scribble %u: seed %u", i, seed);
    n_closed += check_scribble(own);
  }
  g_test_message("%u closed", n_closed);
  g_assert_cmpuint(n_closed, >, n / 50);
}

/* The example */

static SalSeries *
open_example(const char *fronts, const char *territory, const SalSide *side)
{
  g_autoptr(GError) error = NULL;
  char *sources[] = { (char *)fronts, NULL };
  const SalSeriesOptions options = {
    .sources = sources, .territory = territory, .side = side, .snap_m = SNAP_M
  };
  SalSeries *series = sal_series_open(&options, &error);
  g_assert_no_error(error);
  return series;
}

static double
measure_entry(const SalSeries *series, guint i)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalSnapshot) snapshot = sal_series_load(series, i, &error);
  g_assert_no_error(error);
  return measure(g_array_index(snapshot->areas, SalControlArea, 0).polygons);
}

static void
put_parts(GString *json, const SalGeometry *geometry, guint first, guint n_parts)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  for (guint part = first; part < first + n_parts; part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(geometry, part, &n);
    g_string_append(json, part > first ? ",[" : "[");
    for (guint i = 0; i < n; i++) {
      g_string_append_printf(json, "%s[%s,", i > 0 ? "," : "", g_ascii_dtostr(text, sizeof text, p[i].x));
      g_string_append_printf(json, "%s]", g_ascii_dtostr(text, sizeof text, p[i].y));
    }
    g_string_append(json, "]");
  }
}

static char *
format_lines(const SalGeometry *lines)
{
  GString *json = g_string_new("{\"type\":\"MultiLineString\",\"coordinates\":[");
  put_parts(json, lines, 0, sal_geometry_get_n_parts(lines));
  g_string_append(json, "]}");
  return g_string_free(json, FALSE);
}

static char *
format_polygons(const SalGeometry *polygons)
{
  GString *json = g_string_new("{\"type\":\"MultiPolygon\",\"coordinates\":[");
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    guint n_parts;
    const guint first = sal_geometry_get_polygon(polygons, i, &n_parts);
    g_string_append(json, i > 0 ? ",[" : "[");
    put_parts(json, polygons, first, n_parts);
    g_string_append(json, "]");
  }
  g_string_append(json, "]}");
  return g_string_free(json, FALSE);
}

static void
put_geometry(const char *folder, const char *name, const char *geometry)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *text =
      g_strdup_printf("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
                      "\"geometry\":%s}]}",
                      geometry);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static SalGeometry *
read_lines(const char *path)
{
  g_autoptr(GError) error = NULL;
  const SalReadOptions options = { .layers = NULL };
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, &error);
  g_assert_no_error(error);
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < features->features->len; i++)
    sal_geometry_append(lines, ((SalFeature *)features->features->pdata[i])->lines);
  return lines;
}

static void
check_example_day(const SalSeries *whole, guint i, const Folder *broken, const Folder *areas, GRand *random)
{
  const SalEntry *entry = sal_series_get_entry(whole, i);
  const char *name = sal_source_get_base_name(entry->path);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalSnapshot) snapshot = sal_series_load(whole, i, &error);
  g_assert_no_error(error);
  guint n_gaps = 0;
  g_autoptr(SalGeometry) lines = read_lines(entry->path);
  g_autoptr(SalGeometry) pieces = break_lines(random, lines, 0.9 * SNAP_M, TRUE, &n_gaps);
  g_autofree char *line_json = format_lines(pieces),
                  *area_json = format_polygons(g_array_index(snapshot->areas, SalControlArea, 0).polygons);
  put_geometry(broken, name, line_json);
  put_geometry(areas, name, area_json);
}

static void
the_example_has_the_same_areas_in_every_form(void)
{
  const char *root = g_getenv("SALIENT_SOURCE_ROOT");
  if (root == NULL) {
    g_test_skip("SALIENT_SOURCE_ROOT is not set");
    return;
  }
  const SalSide kanggye = { SAL_SIDE_POINT, { 126.6, 41.0 } };
  g_autofree char *fronts = g_build_filename(root, "examples/korea-1950/fronts", NULL);
  g_autofree char *territory = g_build_filename(root, "examples/korea-1950/territory.geojson", NULL);
  g_autoptr(SalSeries) whole = open_example(fronts, territory, &kanggye),
                       by_side = open_example(fronts, territory, &left);
  g_autoptr(Folder) broken = folder_new(), areas = folder_new();
  g_autoptr(GRand) random = random_new();
  const guint n = sal_series_get_n_entries(whole);
  for (guint i = 0; i < n; i++)
    check_example_day(whole, i, broken, areas, random);
  const SalSide by_previous = { kanggye.kind, kanggye.point, .then_previous = TRUE };
  g_autoptr(SalSeries) pieces = open_example(broken, territory, &kanggye),
                       chained = open_example(broken, territory, &by_previous),
                       polygons = open_example(areas, NULL, NULL);
  g_assert_cmpuint(n, ==, 14);
  for (guint i = 0; i < n; i++) {
    const double area = measure_entry(whole, i);
    g_assert_cmpfloat_with_epsilon(measure_entry(by_side, i), area, 1);
    g_assert_cmpfloat_with_epsilon(measure_entry(polygons, i), area, 1);
    g_assert_cmpfloat_with_epsilon(measure_entry(pieces, i), area, 20 * SNAP_M2);
    g_assert_cmpfloat_with_epsilon(measure_entry(chained, i), measure_entry(pieces, i), 1);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/front-join/joins-small-gaps", joins_small_gaps);
  g_test_add_func("/front-join/extends-ends-to-the-outline", extends_ends_to_the_outline);
  g_test_add_func("/front-join/extends-ends-to-corners", extends_ends_to_corners);
  g_test_add_func("/front-join/drops-dangles", drops_dangles);
  g_test_add_func("/front-join/drops-overshoots-at-a-crossing", drops_overshoots_at_a_crossing);
  g_test_add_func("/front-join/a-short-piece-at-the-outline-is-joined",
                  a_short_piece_at_the_outline_is_joined);
  g_test_add_func("/front-join/of-equally-near-ends-the-first-is-joined",
                  of_equally_near_ends_the_first_is_joined);
  g_test_add_func("/front-join/joins-what-is-left-when-the-nearest-are-taken",
                  joins_what_is_left_when_the_nearest_are_taken);
  g_test_add_func("/front-join/drops-spurs-and-crumbs", drops_spurs_and_crumbs);
  g_test_add_func("/front-join/a-hairy-line-is-not-eaten", a_hairy_line_is_not_eaten);
  g_test_add_func("/front-join/closes-rings-that-are-nearly-closed", closes_rings_that_are_nearly_closed);
  g_test_add_func("/front-join/prefers-the-edge-to-a-far-partner", prefers_the_edge_to_a_far_partner);
  g_test_add_func("/front-join/tells-what-was-done", tells_what_was_done);
  g_test_add_func("/front-join/duplicates-count-once", duplicates_count_once);
  g_test_add_func("/front-join/a-line-drawn-both-ways-has-no-side", a_line_drawn_both_ways_has_no_side);
  g_test_add_func("/front-join/touching-at-a-vertex-divides-nothing", touching_at_a_vertex_divides_nothing);
  g_test_add_func("/front-join/refuses-numbers-that-are-none", refuses_numbers_that_are_none);
  g_test_add_func("/front-join/lines-of-single-places-divide-nothing", lines_of_single_places_divide_nothing);
  g_test_add_func("/front-join/long-lines-take-no-square-of-time", long_lines_take_no_square_of_time);
  g_test_add_func("/front-join/broken-fronts-close-to-what-made-them", broken_fronts_close_to_what_made_them);
  g_test_add_func("/front-join/scribbles-close-or-say-why", scribbles_close_or_say_why);
  g_test_add_func("/front-join/the-example-has-the-same-areas-in-every-form",
                  the_example_has_the_same_areas_in_every_form);
  return g_test_run();
}
