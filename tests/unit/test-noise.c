#include "data/geometry/area.h"
#include "data/geometry/noise.h"
#include "random.h"

#include <math.h>

/* At 48 degrees north a degree is 74,625 m of longitude and 111,200 m of latitude. */
#define M_PER_LON 74625.0
#define M_PER_LAT 111200.0

static void
add_rectangle(SalGeometry *polygons, double x_m, double width_m, double height_m)
{
  const double x = 35 + x_m / M_PER_LON, y = 48, w = width_m / M_PER_LON, h = height_m / M_PER_LAT;
  sal_geometry_add_point(polygons, x, y);
  sal_geometry_add_point(polygons, x + w, y);
  sal_geometry_add_point(polygons, x + w, y + h);
  sal_geometry_add_point(polygons, x, y + h);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

/* Two strips of the given width that meet at a right angle, 2 km each. */
static void
add_hook(SalGeometry *polygons, double width_m)
{
  const double corners[6][2] = { { 0, 0 },          { 2000, 0 }, { 2000, width_m }, { width_m, width_m },
                                 { width_m, 2000 }, { 0, 2000 } };
  for (int i = 0; i < 6; i++)
    sal_geometry_add_point(polygons, 36 + corners[i][0] / M_PER_LON, 48 + corners[i][1] / M_PER_LAT);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

static void
assert_split(SalGeometry *polygons, double min_width_m, guint n_wide, guint n_narrow)
{
  SalGeometry *wide, *narrow;
  sal_noise_split(polygons, min_width_m, &wide, &narrow);
  g_assert_cmpuint(sal_geometry_get_n_polygons(wide), ==, n_wide);
  g_assert_cmpuint(sal_geometry_get_n_polygons(narrow), ==, n_narrow);
  sal_geometry_free(wide);
  sal_geometry_free(narrow);
}

static void
long_strips_are_as_narrow_as_they_are(void)
{
  SalGeometry *strips = sal_geometry_new(SAL_POLYGONS);
  add_rectangle(strips, 0, 29, 5000);
  add_rectangle(strips, 1000, 31, 5000);
  add_rectangle(strips, 2000, 5000, 29);
  add_rectangle(strips, 9000, 5000, 31);
  assert_split(strips, 30, 2, 2);
}

static void
a_bent_strip_is_narrow_though_its_box_is_not(void)
{
  for (double width_m = 10; width_m < 60; width_m += 3) {
    SalGeometry *hook = sal_geometry_new(SAL_POLYGONS);
    add_hook(hook, width_m);
    /* In the bend a circle of 2 - sqrt(2) more than the strip's width does not fit, one of 1.17 times it
     * does. */
    const gboolean wide = width_m * 1.17 > 30;
    assert_split(hook, 30, wide ? 1 : 0, wide ? 0 : 1);
  }
}

/* A strip along a parallel with ragged edges, a corner each metre: nowhere 28 m wide, but for a bulge of 40 m (0: none)
 * so far from its beginning. */
static void
add_ragged_strip(SalGeometry *polygons, guint length_m, double bulge_at_m, double bulge_m)
{
  for (guint i = 0; i < 2 * length_m; i++) {
    const double x = i < length_m ? i : 2.0 * length_m - i;
    const double side = i < length_m ? -1 : 1;
    const double bulge = fabs(x - bulge_at_m) < 30 ? bulge_m / 2 : 0;
    const double y = side * (g_test_rand_double_range(4, 14) + bulge);
    sal_geometry_add_point(polygons, 35 + x / M_PER_LON, 48 + y / M_PER_LAT);
  }
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

static void
ragged_strips_are_looked_at_in_pieces(void)
{
  for (guint i = 0; i < 40; i++) {
    SalGeometry *strips = sal_geometry_new(SAL_POLYGONS);
    add_ragged_strip(strips, 2000, 100.0 * (i / 2), i % 2 == 0 ? 0 : 40);
    assert_split(strips, 30, i % 2, 1 - i % 2);
  }
}

/* In one piece it took 16 s. */
static void
a_long_ragged_strip_is_no_matter(void)
{
  SalGeometry *strip = sal_geometry_new(SAL_POLYGONS);
  add_ragged_strip(strip, 20000, 0, 0);
  assert_split(strip, 30, 0, 1);
}

static void
a_hole_makes_a_ring_narrow(void)
{
  SalGeometry *ring = sal_geometry_new(SAL_POLYGONS);
  const double sides[2][2] = { { 0, 1000 }, { 20, 980 } };
  for (int k = 0; k < 2; k++) {
    const double a = sides[k][0], b = sides[k][1];
    const double corners[4][2] = { { a, a }, { b, a }, { b, b }, { a, b } };
    for (int i = 0; i < 4; i++)
      sal_geometry_add_point(ring, 35 + corners[i][0] / M_PER_LON, 48 + corners[i][1] / M_PER_LAT);
    sal_geometry_end_part(ring);
  }
  sal_geometry_end_polygon(ring);
  assert_split(ring, 30, 0, 1);
}

/* Strips along a wavy line: of all shapes, and mostly about as wide as what they are compared with. */
static void
add_wavy_strip(SalGeometry *polygons, GRand *random, double width_m)
{
  const guint n = (guint)g_rand_int_range(random, 2, 12);
  const double turn = g_rand_double_range(random, 0, 2 * G_PI),
               step = g_rand_double_range(random, 0.1, 3) * width_m,
               wave = g_rand_double_range(random, 0, 2) * width_m;
  g_autofree double *middles = g_new(double, n);
  for (guint i = 0; i < n; i++)
    middles[i] = g_rand_double_range(random, -wave, wave);
  for (guint i = 0; i < 2 * n; i++) {
    const guint at = i < n ? i : 2 * n - 1 - i;
    const double half = width_m / 2 * g_rand_double_range(random, 0.7, 1.3);
    const double x = at * step, y = middles[at] + (i < n ? -half : half);
    sal_geometry_add_point(polygons, 36 + (x * cos(turn) - y * sin(turn)) / M_PER_LON,
                           48 + (x * sin(turn) + y * cos(turn)) / M_PER_LAT);
  }
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

/* What is told by bounds is what the circle itself tells. */
static void
bounds_agree_with_the_circle(void)
{
  g_autoptr(GRand) random = random_new();
  guint n_wide = 0, n_narrow = 0;
  for (guint run = 0; run < 2000; run++) {
    SalGeometry *one = sal_geometry_new(SAL_POLYGONS), *wide, *narrow;
    add_wavy_strip(one, random, 30);
    g_autoptr(SalGeometry) metres = sal_geometry_copy(one);
    for (guint i = 0; i < metres->points->len; i++) {
      SalPoint *p = &g_array_index(metres->points, SalPoint, i);
      *p = (SalPoint){ (p->x - 36) * M_PER_LON, (p->y - 48) * M_PER_LAT };
    }
    const gboolean is_wide = sal_geometry_has_width(metres, 30 * 1.03);
    const gboolean is_narrow = !sal_geometry_has_width(metres, 30 * 0.97);
    sal_noise_split(one, 30, &wide, &narrow);
    g_assert_true(!is_wide || sal_geometry_get_n_polygons(narrow) == 0);
    g_assert_true(!is_narrow || sal_geometry_get_n_polygons(wide) == 0);
    n_wide += is_wide;
    n_narrow += is_narrow;
    sal_geometry_free(wide);
    sal_geometry_free(narrow);
  }
  g_assert_cmpuint(n_wide, >, 300);
  g_assert_cmpuint(n_narrow, >, 300);
}

static void
without_a_width_nothing_is_noise(void)
{
  SalGeometry *strips = sal_geometry_new(SAL_POLYGONS);
  add_rectangle(strips, 0, 0.01, 5000);
  assert_split(strips, 0, 1, 0);
}

static void
splits_nothing_into_nothing(void)
{
  assert_split(sal_geometry_new(SAL_POLYGONS), 30, 0, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/noise/long-strips-are-as-narrow-as-they-are", long_strips_are_as_narrow_as_they_are);
  g_test_add_func("/noise/a-bent-strip-is-narrow-though-its-box-is-not",
                  a_bent_strip_is_narrow_though_its_box_is_not);
  g_test_add_func("/noise/ragged-strips-are-looked-at-in-pieces", ragged_strips_are_looked_at_in_pieces);
  g_test_add_func("/noise/a-long-ragged-strip-is-no-matter", a_long_ragged_strip_is_no_matter);
  g_test_add_func("/noise/a-hole-makes-a-ring-narrow", a_hole_makes_a_ring_narrow);
  g_test_add_func("/noise/bounds-agree-with-the-circle", bounds_agree_with_the_circle);
  g_test_add_func("/noise/without-a-width-nothing-is-noise", without_a_width_nothing_is_noise);
  g_test_add_func("/noise/splits-nothing-into-nothing", splits_nothing_into_nothing);
  return g_test_run();
}
