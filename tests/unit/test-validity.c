#include "data/geometry/validity.h"

#include "random.h"

static SalGeometry *
make(const double *xy, const guint *ends, guint n_rings, guint n_first)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  guint i = 0;
  for (guint ring = 0; ring < n_rings; ring++) {
    for (; i < ends[ring]; i++)
      sal_geometry_add_point(polygons, xy[2 * i], xy[2 * i + 1]);
    sal_geometry_end_part(polygons);
    if (ring + 1 >= n_first)
      sal_geometry_end_polygon(polygons);
  }
  return polygons;
}

#define SQUARE(x, y, s) (x), (y), (x) + (s), (y), (x) + (s), (y) + (s), (x), (y) + (s)

static void
assert_plain(SalGeometry *polygons, gboolean plain)
{
  g_assert_cmpint(sal_geometry_is_plainly_valid(polygons), ==, plain);
  g_assert_true(!plain || sal_geometry_is_valid(polygons, NULL, NULL));
  sal_geometry_free(polygons);
}

static void
tells_plain_polygons(void)
{
  const guint ends[] = { 4, 8 };
  assert_plain(make((const double[]){ SQUARE(30.0, 50.0, 1) }, ends, 1, 1), TRUE);
  assert_plain(make((const double[]){ SQUARE(30.0, 50.0, 4), SQUARE(31.0, 51.0, 1) }, ends, 2, 2), TRUE);
  assert_plain(make((const double[]){ SQUARE(30.0, 50.0, 1), SQUARE(33.0, 51.0, 1) }, ends, 2, 1), TRUE);
  assert_plain(make((const double[]){ 30, 50, 31, 50, 30, 51 }, (const guint[]){ 3 }, 1, 1), TRUE);
}

static void
leaves_all_else_to_geos(void)
{
  const guint ends[] = { 4, 8 };
  /* a bow tie; a hole outside; one on the border; a shell in a shell; shells that touch; a spike; a point
   * twice */
  assert_plain(make((const double[]){ 30, 50, 31, 51, 31, 50, 30, 51 }, ends, 1, 1), FALSE);
  assert_plain(make((const double[]){ SQUARE(30.0, 50.0, 1), SQUARE(33.0, 51.0, 1) }, ends, 2, 2), FALSE);
  assert_plain(make((const double[]){ SQUARE(30.0, 50.0, 4), SQUARE(30.0, 51.0, 1) }, ends, 2, 2), FALSE);
  assert_plain(make((const double[]){ SQUARE(30.0, 50.0, 4), SQUARE(31.0, 51.0, 1) }, ends, 2, 1), FALSE);
  assert_plain(make((const double[]){ SQUARE(30.0, 50.0, 1), SQUARE(31.0, 51.0, 1) }, ends, 2, 1), FALSE);
  assert_plain(make((const double[]){ 30, 50, 32, 50, 31, 50, 31, 51 }, ends, 1, 1), FALSE);
  assert_plain(make((const double[]){ 30, 50, 31, 50, 31, 50, 30, 51 }, ends, 1, 1), FALSE);
  assert_plain(make((const double[]){ 30, 50, 31, 50 }, (const guint[]){ 2 }, 1, 1), FALSE);
  assert_plain(make((const double[]){ SQUARE(30.0, 50.0, 1), SQUARE(30.0, 50.0, 1) }, ends, 2, 1), FALSE);
}

/* A few rings thrown together: most of them cross, touch or lie in each other. */
static SalGeometry *
throw_rings(GRand *random)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  const int n_rings = g_rand_int_range(random, 1, 5);
  for (int ring = 0; ring < n_rings; ring++) {
    const int n = g_rand_int_range(random, 3, 8);
    const double x = g_rand_double_range(random, 30, 36), y = g_rand_double_range(random, 45, 51);
    const double size = g_rand_double_range(random, 0.1, 4);
    const gboolean star = g_rand_boolean(random);
    for (int i = 0; i < n; i++) {
      const double angle = star ? 2 * G_PI * i / n : g_rand_double_range(random, 0, 2 * G_PI);
      const double unit = g_rand_int_range(random, 0, 3) == 0 ? 1 : 1e-6;
      sal_geometry_add_point(polygons, round((x + size * cos(angle)) / unit) * unit,
                             round((y + size * sin(angle)) / unit) * unit);
    }
    sal_geometry_end_part(polygons);
    if (g_rand_boolean(random))
      sal_geometry_end_polygon(polygons);
  }
  sal_geometry_end_polygon(polygons);
  return polygons;
}

static void
what_is_plain_is_valid(void)
{
  GRand *random = random_new();
  guint n_plain = 0, n_valid = 0;
  for (guint i = 0; i < 20000; i++) {
    g_autoptr(SalGeometry) polygons = throw_rings(random);
    const gboolean plain = sal_geometry_is_plainly_valid(polygons);
    const gboolean valid = sal_geometry_is_valid(polygons, NULL, NULL);
    g_assert_true(!plain || valid);
    n_plain += plain;
    n_valid += valid;
  }
  g_test_message("%u plain of %u valid", n_plain, n_valid);
  g_assert_cmpuint(n_plain, >, n_valid / 2);
  g_rand_free(random);
}

static void
assert_crossings(SalGeometry *polygons, guint64 max, guint64 expected)
{
  g_assert_cmpuint(sal_geometry_count_crossings(polygons, max), ==, expected);
  sal_geometry_free(polygons);
}

/* A pentagram; squares that cross twice, touch, lie on each other, lie in each other; a spike. */
static void
counts_crossings(void)
{
  const guint ends[] = { 4, 8 };
  const double pentagram[] = { 30, 50, 30.59, 51.81, 31.18, 50, 29.64, 51.12, 31.54, 51.12 };
  assert_crossings(make(pentagram, (const guint[]){ 5 }, 1, 1), 100, 5);
  assert_crossings(make(pentagram, (const guint[]){ 5 }, 1, 1), 3, 4);
  assert_crossings(make((const double[]){ SQUARE(30.0, 50.0, 2), SQUARE(31.0, 51.0, 2) }, ends, 2, 1), 100,
                   2);
  assert_crossings(make((const double[]){ SQUARE(30.0, 50.0, 1), SQUARE(31.0, 50.0, 1) }, ends, 2, 1), 100,
                   0);
  assert_crossings(make((const double[]){ SQUARE(30.0, 50.0, 1), SQUARE(30.0, 50.0, 1) }, ends, 2, 1), 100,
                   0);
  assert_crossings(make((const double[]){ SQUARE(30.0, 50.0, 4), SQUARE(31.0, 51.0, 1) }, ends, 2, 2), 100,
                   0);
  assert_crossings(make((const double[]){ 30, 50, 32, 50, 31, 50, 31, 51 }, ends, 1, 1), 100, 1);
  assert_crossings(sal_geometry_new(SAL_POLYGONS), 100, 0);
}

static void
add_square(SalGeometry *polygons, double at, double size)
{
  const double corners[] = { SQUARE(at, at, size) };
  for (guint i = 0; i < 4; i++)
    sal_geometry_add_point(polygons, corners[2 * i], corners[2 * i + 1]);
  sal_geometry_end_part(polygons);
}

/* Polygons in the holes of others are plain however deep they lie; a shell in what another fills is not. */
static void
tells_plain_polygons_in_holes(void)
{
  for (int odd = 0; odd < 2; odd++) {
    SalGeometry *nested = sal_geometry_new(SAL_POLYGONS);
    for (int i = 0; i < 400; i++) {
      add_square(nested, 30 + i * 0.01, 10 - i * 0.02);
      if (i % 2 == 1 || (odd && i == 398))
        sal_geometry_end_polygon(nested);
    }
    if (odd)
      sal_geometry_end_polygon(nested);
    assert_plain(nested, !odd);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/validity/tells-plain-polygons", tells_plain_polygons);
  g_test_add_func("/validity/leaves-all-else-to-geos", leaves_all_else_to_geos);
  g_test_add_func("/validity/what-is-plain-is-valid", what_is_plain_is_valid);
  g_test_add_func("/validity/counts-crossings", counts_crossings);
  g_test_add_func("/validity/tells-plain-polygons-in-holes", tells_plain_polygons_in_holes);
  return g_test_run();
}
