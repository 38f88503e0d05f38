/* Fronts on axes, against geodesics that are computed here (Vincenty 1975). */
#include "data/change/axis-movement.h"

#include "days.h"
#include "random.h"

#define A_M 6378137.0
#define F (1 / 298.257223563)
#define B_M (A_M * (1 - F))
#define RAD (G_PI / 180)

/* Vincenty's series of u2 and of the arc. */
static double
measure_arc(double cos2_alpha, double sin_s, double cos_s, double cos_2m, double *scale)
{
  const double u = cos2_alpha * (A_M * A_M - B_M * B_M) / (B_M * B_M);
  const double b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)));
  *scale = B_M * (1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u))));
  return b * sin_s *
         (cos_2m + b / 4 *
                       (cos_s * (2 * cos_2m * cos_2m - 1) -
                        b / 6 * cos_2m * (4 * sin_s * sin_s - 3) * (4 * cos_2m * cos_2m - 3)));
}

static double
get_longitude_factor(double cos2_alpha)
{
  return F / 16 * cos2_alpha * (4 + F * (4 - 3 * cos2_alpha));
}

/* The metres between two points; azimuth, which may be NULL, receives that of the second at the first, in radians. */
static double
measure_geodesic(SalPoint from, SalPoint to, double *azimuth)
{
  const double u1 = atan((1 - F) * tan(from.y * RAD)), u2 = atan((1 - F) * tan(to.y * RAD));
  const double l = (to.x - from.x) * RAD;
  double lambda = l, before = NAN, sin_s = 0, cos_s = 0, s = 0, cos2 = 0, cos_2m = 0, scale;
  for (int i = 0; i < 100 && !(fabs(lambda - before) < 1e-14); i++) {
    const double x = cos(u2) * sin(lambda), y = cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lambda);
    sin_s = sqrt(x * x + y * y);
    cos_s = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lambda);
    s = atan2(sin_s, cos_s);
    const double sin_a = cos(u1) * cos(u2) * sin(lambda) / sin_s;
    cos2 = 1 - sin_a * sin_a;
    cos_2m = cos2 > 0 ? cos_s - 2 * sin(u1) * sin(u2) / cos2 : 0;
    const double c = get_longitude_factor(cos2);
    before = lambda;
    lambda = l + (1 - c) * F * sin_a * (s + c * sin_s * (cos_2m + c * cos_s * (2 * cos_2m * cos_2m - 1)));
    if (azimuth != NULL)
      *azimuth = atan2(x, y);
  }
  const double less = measure_arc(cos2, sin_s, cos_s, cos_2m, &scale);
  return scale * (s - less);
}

/* The point so many metres from another in a direction. */
static SalPoint
go(SalPoint from, double azimuth, double m)
{
  const double u1 = atan((1 - F) * tan(from.y * RAD)), s1 = atan2(tan(u1), cos(azimuth));
  const double sin_a = cos(u1) * sin(azimuth), cos2 = 1 - sin_a * sin_a;
  double scale, s, cos_2m = 0;
  measure_arc(cos2, 0, 0, 0, &scale);
  s = m / scale;
  for (int i = 0; i < 8; i++) {
    cos_2m = cos(2 * s1 + s);
    s = m / scale + measure_arc(cos2, sin(s), cos(s), cos_2m, &scale);
  }
  const double x = sin(u1) * sin(s) - cos(u1) * cos(s) * cos(azimuth);
  const double lat =
      atan2(sin(u1) * cos(s) + cos(u1) * sin(s) * cos(azimuth), (1 - F) * sqrt(sin_a * sin_a + x * x));
  const double lambda = atan2(sin(s) * sin(azimuth), cos(u1) * cos(s) - sin(u1) * sin(s) * cos(azimuth));
  const double c = get_longitude_factor(cos2);
  const double l =
      lambda - (1 - c) * F * sin_a * (s + c * sin(s) * (cos_2m + c * cos(s) * (2 * cos_2m * cos_2m - 1)));
  return (SalPoint){ from.x + l / RAD, lat / RAD };
}

static void
add_box(SalGeometry *polygons, SalBox box)
{
  const SalPoint corners[] = {
    { box.xmin, box.ymin }, { box.xmax, box.ymin }, { box.xmax, box.ymax }, { box.xmin, box.ymax }
  };
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(polygons, corners[i].x, corners[i].y);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

static SalGeometry *
make_box(SalBox box)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  add_box(polygons, box);
  return polygons;
}

static SalPoint
random_point(GRand *random)
{
  return (SalPoint){ g_rand_double_range(random, 36, 37), g_rand_double_range(random, 48, 49) };
}

static void
lines_are_geodesics(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint i = 0; i < 200; i++) {
    const SalPoint a = { g_rand_double_range(random, -30, 30), g_rand_double_range(random, -70, 70) };
    const SalPoint b = { g_rand_double_range(random, -30, 30), g_rand_double_range(random, -70, 70) };
    g_autoptr(SalGeodesic) line = sal_geodesic_new(a, b);
    double azimuth;
    const double length_m = sal_geodesic_get_length_m(line), expected_m = measure_geodesic(a, b, &azimuth);
    const double m = g_rand_double_range(random, 0, length_m);
    const SalPoint got = sal_geodesic_get_point(line, m), expected = go(a, azimuth, m);
    g_assert_cmpfloat(fabs(length_m - expected_m), <, 0.001);
    g_assert_cmpfloat(fabs(got.x - expected.x) + fabs(got.y - expected.y), <, 3e-8);
  }
}

static gboolean
is_in(SalBox box, SalPoint point)
{
  return point.x > box.xmin && point.x < box.xmax && point.y > box.ymin && point.y < box.ymax;
}

/* Where the line from a in a direction first changes sides of a box between two of its points, by bisection. */
static double
find_change(SalBox box, SalPoint a, double azimuth, SalStretch between)
{
  const gboolean starts_in = is_in(box, go(a, azimuth, between.from_m));
  while (between.to_m - between.from_m > 1e-5) {
    const double middle_m = (between.from_m + between.to_m) / 2;
    if (is_in(box, go(a, azimuth, middle_m)) == starts_in)
      between.from_m = middle_m;
    else
      between.to_m = middle_m;
  }
  return between.from_m;
}

/* The line is walked in steps of 20 m; what lies within less of a corner may be missed there. */
static void
crosses_random_squares_where_it_should(void)
{
  g_autoptr(GRand) random = random_new();
  guint n_compared = 0;
  for (guint i = 0; i < 120; i++) {
    const SalPoint a = random_point(random), b = random_point(random), corner = random_point(random);
    const double side = g_rand_double_range(random, 0.05, 0.6);
    const SalBox box = { corner.x, corner.y, corner.x + side, corner.y + side };
    g_autoptr(SalGeometry) square = make_box(box);
    g_autoptr(SalGeodesic) line = sal_geodesic_new(a, b);
    g_autoptr(GArray) stretches = sal_geodesic_cut(line, square);
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(double));
    double azimuth, before_m = 0;
    const double length_m = measure_geodesic(a, b, &azimuth);
    gboolean was_in = is_in(box, a);
    if (was_in)
      g_array_append_val(ends, before_m);
    const guint n_steps = (guint)ceil(length_m / 20);
    for (guint step = 0; step <= n_steps; step++) {
      const double m = length_m * step / n_steps;
      const gboolean in = is_in(box, go(a, azimuth, m));
      if (in != was_in) {
        const double change_m = find_change(box, a, azimuth, (SalStretch){ before_m, m });
        g_array_append_val(ends, change_m);
      }
      was_in = in, before_m = m;
    }
    if (stretches->len == 1 && ends->len == 0) {
      const SalStretch *stretch = &g_array_index(stretches, SalStretch, 0);
      g_assert_cmpfloat(stretch->to_m - stretch->from_m, <, 20);
      continue;
    }
    g_assert_cmpuint(stretches->len, ==, (ends->len + 1) / 2);
    for (guint k = 0; k < ends->len; k++, n_compared++) {
      const SalStretch *stretch = &g_array_index(stretches, SalStretch, k / 2);
      const double m = k % 2 == 0 ? stretch->from_m : stretch->to_m;
      g_assert_cmpfloat(fabs(m - g_array_index(ends, double, k)), <, 0.002);
    }
  }
  g_assert_cmpuint(n_compared, >, 20);
}

static SalAxis *
make_axis(SalPoint a, SalPoint b)
{
  return sal_axis_new(g_strdup("A"), a, g_strdup("B"), b);
}

/* An axis between two points of one latitude reaches the meridian half way after half of its length. */
static void
meets_a_meridian_half_way(void)
{
  static const double latitudes[] = { -75, -33, 0, 1e-6, 48, 60, 79 };
  for (guint i = 0; i < G_N_ELEMENTS(latitudes); i++)
    for (int shift = 0; shift < 3; shift++) {
      const double lat = latitudes[i], middle = shift == 0 ? 37 : shift == 1 ? 180 : -180;
      const SalPoint a = { middle - 2 > -180 ? middle - 2 : middle + 358, lat };
      const SalPoint b = { a.x + 4 > 180 ? a.x - 356 : a.x + 4, lat };
      const double half_m = measure_geodesic((SalPoint){ 0, lat }, (SalPoint){ 4, lat }, NULL) / 2;
      g_autoptr(SalAxis) axis = make_axis(a, b);
      const double west = middle == -180 ? 176 : middle - 4, east = middle == -180 ? 180 : middle;
      g_autoptr(SalGeometry) held = make_box((SalBox){ west, lat - 3, east, lat + 3 });
      g_autoptr(GArray) stretches = sal_geodesic_cut(axis->line, held);
      g_assert_cmpuint(stretches->len, ==, 1);
      const SalStretch *stretch = &g_array_index(stretches, SalStretch, 0);
      g_assert_cmpfloat(stretch->from_m, ==, 0);
      g_assert_cmpfloat(fabs(stretch->to_m - half_m), <, 0.001);
      const SalAxisFront front = sal_axis_find_front(axis, held, 30);
      g_assert_cmpint(front.state, ==, SAL_AXIS_CROSSED);
      g_assert_cmpint(front.front_m, ==, llround(stretch->to_m));
    }
}

/* What is held beyond the antimeridian, from there on, in longitudes that the line does not have. */
static void
meets_what_lies_beyond_the_antimeridian(void)
{
  for (int sign = -1; sign <= 1; sign += 2) {
    const SalPoint a = { sign * 178, 48 }, b = { sign * -178, 48 };
    const double half_m = measure_geodesic((SalPoint){ 0, 48 }, (SalPoint){ 4, 48 }, NULL) / 2;
    g_autoptr(SalGeodesic) line = sal_geodesic_new(a, b);
    g_autoptr(SalGeometry) held =
        make_box(sign > 0 ? (SalBox){ -180, 45, -170, 51 } : (SalBox){ 170, 45, 180, 51 });
    g_autoptr(GArray) stretches = sal_geodesic_cut(line, held);
    g_assert_cmpuint(stretches->len, ==, 1);
    const SalStretch *stretch = &g_array_index(stretches, SalStretch, 0);
    g_assert_cmpfloat(fabs(stretch->from_m - half_m), <, 0.001);
    g_assert_cmpfloat(stretch->to_m, ==, sal_geodesic_get_length_m(line));
  }
}

/* "crossed 111.3 222.6": the state, and in km the front and the furthest. bounds: of what is held along the equator from 0
 * to 4 degrees, in pairs. */
static void
assert_front(const double *bounds, guint n, double least_gap_m, const char *expected)
{
  g_autoptr(SalAxis) axis = make_axis((SalPoint){ 0, 0 }, (SalPoint){ 4, 0 });
  g_autoptr(SalGeometry) held = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i + 1 < n; i += 2)
    add_box(held, (SalBox){ bounds[i], -1, bounds[i + 1], 1 });
  const SalAxisFront front = sal_axis_find_front(axis, held, least_gap_m);
  g_autofree char *got = g_strdup_printf("%s %.1f %.1f", sal_axis_state_get_name(front.state),
                                         (double)front.front_m / 1000, (double)front.furthest_m / 1000);
  g_assert_cmpstr(got, ==, expected);
}

/* A degree of the equator is 111.319 km. */
static void
the_front_is_where_what_is_held_from_the_start_ends(void)
{
  static const double simple[] = { -1, 1 }, gap[] = { -1, 1, 2, 3 }, narrow[] = { -1, 1, 1.0002, 3 },
                      late[] = { 1, 2 }, just[] = { 0.0001, 2 }, all[] = { -1, 5 },
                      beyond[] = { -1, 1, 3, 5 }, outside[] = { -3, -1, 5, 6 }, almost[] = { -1, 3.9999 };
  assert_front(simple, 2, 30, "crossed 111.3 111.3");
  assert_front(gap, 4, 30, "crossed 111.3 334.0");
  assert_front(narrow, 4, 30, "crossed 334.0 334.0");
  assert_front(narrow, 4, 10, "crossed 111.3 334.0");
  assert_front(late, 2, 30, "start-not-held 0.0 222.6");
  assert_front(just, 2, 30, "crossed 222.6 222.6");
  assert_front(just, 2, 0, "start-not-held 0.0 222.6");
  assert_front(all, 2, 30, "all-held 0.0 445.3");
  assert_front(almost, 2, 30, "crossed 445.3 445.3");
  assert_front(beyond, 4, 30, "crossed 111.3 445.3");
  assert_front(outside, 4, 30, "nothing-held 0.0 -0.0");
}

/* A hole, an edge that runs along the axis, and a corner on it. */
static void
edges_along_the_axis_do_no_harm(void)
{
  g_autoptr(SalAxis) axis = make_axis((SalPoint){ 0, 0 }, (SalPoint){ 4, 0 });
  g_autoptr(SalGeometry) held = make_box((SalBox){ -1, -1, 1, 1 });
  add_box(held, (SalBox){ 2, 0, 3, 1 }); /* its edge is the equator */
  sal_geometry_add_point(held, 1.5, 0);
  sal_geometry_add_point(held, 1.6, 1);
  sal_geometry_add_point(held, 1.4, 1);
  sal_geometry_end_part(held);
  sal_geometry_end_polygon(held);
  g_assert_cmpint(sal_axis_find_front(axis, held, 0).front_m, ==, 111319);
}

/* So many crossings, and as many edges beside each, that looking at all of these for each of those would take minutes. */
static void
a_comb_is_cut_tooth_by_tooth(void)
{
  const guint n = 20000;
  g_autoptr(SalGeodesic) line = sal_geodesic_new((SalPoint){ 0, 0 }, (SalPoint){ 40, 0 });
  g_autoptr(SalGeometry) comb = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(comb, 0, -2);
  for (guint i = 0; i < n; i++) {
    const double x = 0.002 * i + 0.0005;
    sal_geometry_add_point(comb, x, -1);
    sal_geometry_add_point(comb, x, 1);
    sal_geometry_add_point(comb, x + 0.001, 1);
    sal_geometry_add_point(comb, x + 0.001, -1);
  }
  sal_geometry_add_point(comb, 40, -2);
  sal_geometry_end_part(comb);
  sal_geometry_end_polygon(comb);
  g_autoptr(GArray) stretches = sal_geodesic_cut(line, comb);
  g_assert_cmpuint(stretches->len, ==, n);
  for (guint i = 0; i < n; i++) {
    const SalStretch *stretch = &g_array_index(stretches, SalStretch, i);
    g_assert_cmpfloat(fabs(stretch->from_m - (0.002 * i + 0.0005) * A_M * RAD), <, 0.001);
    g_assert_cmpfloat(fabs(stretch->to_m - (0.002 * i + 0.0015) * A_M * RAD), <, 0.001);
  }
}

static const char *const classes[] = { "held", NULL };

/* Fronts at 1, 2, 3.5 and 3 degrees, at the first days of four months; what the third month adds may be a reset. */
static void
movements_add_up(void)
{
  static const double ends[] = { 1, 2, 3.5, 3 };
  static const int days[] = { 31, 29, 31 };
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)sal_axis_free);
  g_ptr_array_add(list, make_axis((SalPoint){ 0, 0 }, (SalPoint){ 4, 0 }));
  g_autoptr(SalAxes) axes = sal_axes_new(list, classes, 4, 30);
  SalChange changes[4] = { 0 };
  g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(SalRow));
  for (guint i = 0; i < 4; i++) {
    g_autoptr(SalGeometry) held = make_box((SalBox){ -1, -1, ends[i], 1 });
    sal_axes_set_day(axes, i, sal_day_from_civil(2024, (int)i + 1, 1));
    sal_axes_measure(axes, i, 0, held);
  }
  for (guint i = 0; i < 3; i++) {
    changes[i] = (SalChange){ .class_name = classes[0],
                              .region = "",
                              .from_snapshot = sal_day_from_civil(2024, (int)i + 1, 1),
                              .to_snapshot = sal_day_from_civil(2024, (int)i + 2, 1) };
    const SalRow row = { .change = &changes[i] };
    g_array_append_val(rows, row);
  }
  SalAxisMovement movement, run;
  for (guint i = 0; i < 3; i++) {
    g_assert_true(sal_axes_compute(axes, 0, &g_array_index(rows, SalRow, i), &movement));
    const double moved_m = (ends[i + 1] - ends[i]) * A_M * RAD;
    g_assert_cmpfloat(fabs((double)movement.moved_m - moved_m), <, 1.01);
    g_assert_cmpint(movement.days, ==, days[i]);
    g_assert_cmpfloat(fabs(sal_axis_movement_get_pace(&movement) - moved_m / days[i]), <, 0.1);
  }
  g_assert_true(sal_axes_compute_run(axes, 0, rows, "held", &run));
  g_assert_cmpint(run.moved_m, ==, 222639);
  g_assert_cmpint(run.days, ==, 91);
  changes[1].accepted = TRUE;
  g_assert_true(sal_axes_compute_run(axes, 0, rows, "held", &run));
  g_assert_cmpint(run.moved_m, ==, 222639 - 166979);
  g_assert_cmpint(run.days, ==, 62);
  g_assert_false(sal_axes_compute_run(axes, 0, rows, "other", &run));
  changes[0].region = "Region";
  g_assert_false(sal_axes_compute(axes, 0, &g_array_index(rows, SalRow, 0), &movement));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/axes/lines-are-geodesics", lines_are_geodesics);
  g_test_add_func("/axes/crosses-random-squares-where-it-should", crosses_random_squares_where_it_should);
  g_test_add_func("/axes/meets-a-meridian-half-way", meets_a_meridian_half_way);
  g_test_add_func("/axes/meets-what-lies-beyond-the-antimeridian", meets_what_lies_beyond_the_antimeridian);
  g_test_add_func("/axes/the-front-is-where-what-is-held-from-the-start-ends",
                  the_front_is_where_what_is_held_from_the_start_ends);
  g_test_add_func("/axes/edges-along-the-axis-do-no-harm", edges_along_the_axis_do_no_harm);
  g_test_add_func("/axes/a-comb-is-cut-tooth-by-tooth", a_comb_is_cut_tooth_by_tooth);
  g_test_add_func("/axes/movements-add-up", movements_add_up);
  return g_test_run();
}
