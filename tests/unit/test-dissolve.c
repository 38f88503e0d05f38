/* Dissolving gives the same bytes as GEOS gives for all polygons, though it gets only those that may touch. */
#include "data/geometry/geometry.h"

#include "data/geometry/lone.h"
#include "random.h"

#include <string.h>

#define STEPS 11 /* of each edge: few points would not be worth a stand-in */

/* Adds a ring that is a square; size < 0: clockwise. */
static void
add_ring(SalGeometry *polygons, double x, double y, double size)
{
  const SalPoint corners[] = {
    { x, y }, { x + fabs(size), y }, { x + fabs(size), y + fabs(size) }, { x, y + fabs(size) }
  };
  for (guint i = 0; i < 4 * STEPS; i++) {
    const guint k = size < 0 ? 4 * STEPS - 1 - i : i;
    const SalPoint a = corners[k / STEPS], b = corners[(k / STEPS + 1) % 4];
    const double t = (double)(k % STEPS) / STEPS;
    sal_geometry_add_point(polygons, a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
  }
  sal_geometry_end_part(polygons);
}

static void
add_square(SalGeometry *polygons, double x, double y, double size)
{
  add_ring(polygons, x, y, size);
  sal_geometry_end_polygon(polygons);
}

/* A square with a square hole in its middle, half as wide. */
static void
add_frame(SalGeometry *polygons, double x, double y, double size)
{
  const double width = fabs(size);
  add_ring(polygons, x, y, size);
  add_ring(polygons, x + width / 4, y + width / 4, size / 2);
  sal_geometry_end_polygon(polygons);
}

static gboolean
arrays_are_same(const GArray *a, const GArray *b)
{
  const gsize size = g_array_get_element_size((GArray *)a);
  return a->len == b->len && memcmp(a->data, b->data, a->len * size) == 0;
}

/* The dissolved polygons, which GEOS makes the same; so many of the given ones lie by themselves. */
static SalGeometry *
dissolve(const SalGeometry *polygons, guint n_lone)
{
  guint n;
  g_autofree guint8 *marks = sal_lone_mark(polygons, &n);
  g_autoptr(SalGeometry) wanted = sal_geometry_unite(polygons, NULL);
  SalGeometry *got = sal_geometry_dissolve(polygons, NULL);
  g_assert_cmpuint(n, ==, n_lone);
  g_assert_nonnull(wanted);
  g_assert_nonnull(got);
  g_assert_true(arrays_are_same(got->polygon_ends, wanted->polygon_ends));
  g_assert_true(arrays_are_same(got->part_ends, wanted->part_ends));
  g_assert_true(arrays_are_same(got->points, wanted->points));
  g_assert_true(sal_geometry_is_valid(got, NULL, NULL));
  return got;
}

static double
get_area(const SalGeometry *polygons)
{
  double area = 0;
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(polygons, i, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
      double ring = 0;
      for (guint k = 1; k < n; k++)
        ring += (p[k - 1].x - p[0].x) * (p[k].y - p[0].y) - (p[k].x - p[0].x) * (p[k - 1].y - p[0].y);
      area += (part == first ? 0.5 : -0.5) * fabs(ring);
    }
  }
  return area;
}

static void
assert_dissolved(const SalGeometry *polygons, guint n_lone, guint n_polygons, double area)
{
  g_autoptr(SalGeometry) dissolved = dissolve(polygons, n_lone);
  g_assert_cmpuint(sal_geometry_get_n_polygons(dissolved), ==, n_polygons);
  g_assert_cmpfloat_with_epsilon(get_area(dissolved), area, 1e-9);
}

static void
keeps_what_touches_nothing(void)
{
  g_autoptr(SalGeometry) polygons = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < 100; i++) {
    const double x = 2.0 * (i * 37 % 10) + i / 7, y = 3.0 * (i / 10); /* not sorted, and some overlap in x */
    if (i % 3 == 0)
      add_frame(polygons, x, y, i % 2 ? 0.5 : -0.5);
    else
      add_square(polygons, x, y, i % 2 ? -0.5 : 0.5);
  }
  assert_dissolved(polygons, 100, 100, 66 * 0.25 + 34 * 0.1875);
}

static void
keeps_one_alone(void)
{
  g_autoptr(SalGeometry) one = sal_geometry_new(SAL_POLYGONS), none = sal_geometry_new(SAL_POLYGONS);
  add_frame(one, 0, 0, 4);
  assert_dissolved(one, 1, 1, 12);
  assert_dissolved(none, 0, 0, 0);
}

static void
joins_what_touches(void)
{
  g_autoptr(SalGeometry) corner = sal_geometry_new(SAL_POLYGONS), edge = sal_geometry_new(SAL_POLYGONS);
  add_square(corner, 0, 0, 1);
  add_square(corner, 1, 1, 1);
  add_square(corner, 5, 0, 1);
  assert_dissolved(corner, 1, 3, 3);
  add_square(edge, 0, 0, 1);
  add_square(edge, 5, 0, -1);
  add_square(edge, 1, 0, 1);
  assert_dissolved(edge, 1, 2, 3);
}

static void
joins_what_fills_a_hole(void)
{
  g_autoptr(SalGeometry) inside = sal_geometry_new(SAL_POLYGONS), filled = sal_geometry_new(SAL_POLYGONS);
  add_frame(inside, 0, 0, 4);
  add_square(inside, 1.5, 1.5, 1);
  add_square(inside, 9, 9, 1);
  assert_dissolved(inside, 1, 3, 14);
  add_frame(filled, 0, 0, 4);
  add_square(filled, 1, 1, 2);
  add_frame(filled, 9, 9, 4);
  assert_dissolved(filled, 1, 2, 28);
}

/* A hole that touches its shell is no plain polygon: GEOS begins its rings elsewhere. */
static void
joins_beside_rings_that_touch(void)
{
  g_autoptr(SalGeometry) polygons = sal_geometry_new(SAL_POLYGONS);
  const SalPoint hole[] = { { 2, 1 }, { 4, 2 }, { 2, 3 } }; /* the shell has a corner where it touches */
  const SalPoint shell[] = { { 0, 0 }, { 4, 0 }, { 4, 2 }, { 4, 4 }, { 0, 4 } };
  add_square(polygons, 1, 6, 2);
  add_square(polygons, 2, 7, 2);
  for (guint i = 0; i < G_N_ELEMENTS(shell); i++)
    sal_geometry_add_point(polygons, shell[i].x, shell[i].y);
  sal_geometry_end_part(polygons);
  for (guint i = 0; i < G_N_ELEMENTS(hole); i++)
    sal_geometry_add_point(polygons, hole[i].x, hole[i].y);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  add_square(polygons, 5, 5, 1);
  assert_dissolved(polygons, 2, 3, 7 + 14 + 1);
}

/* Few enough overlap that both ways are taken. */
static void
joins_random_squares(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalGeometry) squares = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(SalBox));
  for (guint i = 0; i < 2000; i++) {
    const SalPoint at = random_near(random, (SalPoint){ 0, 0 }, 50);
    const double size = g_rand_double_range(random, 0.1, 1.5);
    const SalBox box = { at.x, at.y, at.x + size, at.y + size };
    add_square(squares, at.x, at.y, g_rand_boolean(random) ? size : -size);
    g_array_append_val(boxes, box);
  }
  guint n_lone;
  g_autofree guint8 *marks = sal_lone_mark(squares, &n_lone);
  g_assert_cmpuint(n_lone, >, 200);
  g_assert_cmpuint(n_lone, <, 1800);
  g_autoptr(SalGeometry) dissolved = dissolve(squares, n_lone);
  for (guint i = 0; i < 2000; i++) {
    const SalPoint p = random_near(random, (SalPoint){ 0, 0 }, 51);
    gboolean held = FALSE;
    for (guint k = 0; !held && k < 2000; k++)
      held = sal_box_intersects(g_array_index(boxes, SalBox, k), (SalBox){ p.x, p.y, p.x, p.y });
    g_assert_true(sal_geometry_contains(dissolved, p.x, p.y) == held);
  }
}

/* Each box against each other one. */
static guint
count_lone(const SalGeometry *polygons)
{
  const guint n = sal_geometry_get_n_polygons(polygons);
  g_autofree SalBox *boxes = g_new(SalBox, n);
  guint n_lone = 0;
  for (guint i = 0; i < n; i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(polygons, i);
    boxes[i] = sal_geometry_get_box(one);
  }
  for (guint i = 0; i < n; i++) {
    gboolean is_lone = TRUE;
    for (guint k = 0; k < n; k++)
      is_lone = is_lone && (i == k || !sal_box_intersects(boxes[i], boxes[k]));
    n_lone += is_lone;
  }
  return n_lone;
}

static void
joins_random_shapes(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint turn = 0; turn < 12; turn++) {
    g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
    const double reach = g_rand_double_range(random, 1, 12);
    for (guint i = 0; i < 40; i++) {
      g_autoptr(SalGeometry) one =
          random_polygons(random, random_near(random, (SalPoint){ 0, 0 }, reach), 0.5);
      sal_geometry_append(all, one);
    }
    g_autoptr(SalGeometry) dissolved = dissolve(all, count_lone(all));
  }
}

/* Squares and stripes on whole numbers, so that many touch or begin together. */
static void
marks_what_each_pair_tells(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint turn = 0; turn < 200; turn++) {
    g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
    const gint32 n = g_rand_int_range(random, 1, 60), reach = g_rand_int_range(random, 4, 40);
    for (gint32 i = 0; i < n; i++) {
      const SalPoint low = { g_rand_int_range(random, 0, reach), g_rand_int_range(random, 0, reach) };
      const SalPoint high = { low.x + g_rand_int_range(random, 0, turn % 2 ? 3 : 12),
                              low.y + g_rand_int_range(random, 0, 3) };
      sal_geometry_add_point(all, low.x, low.y);
      sal_geometry_add_point(all, high.x, low.y);
      sal_geometry_add_point(all, high.x, high.y);
      sal_geometry_end_part(all);
      sal_geometry_end_polygon(all);
    }
    guint n_lone;
    g_autofree guint8 *marks = sal_lone_mark(all, &n_lone);
    g_assert_cmpuint(n_lone, ==, count_lone(all));
  }
}

static void
leaves_what_is_not_finite(void)
{
  guint n_lone;
  g_autoptr(SalGeometry) polygons = sal_geometry_new(SAL_POLYGONS);
  add_square(polygons, 0, 0, 1);
  add_square(polygons, 5, NAN, 1);
  g_autofree guint8 *marks = sal_lone_mark(polygons, &n_lone);
  g_assert_cmpuint(n_lone, ==, 0);
  g_assert_cmpuint(marks[0], ==, 0);
}

static void
leaves_out_what_is_alone(void)
{
  guint n_lone;
  g_autoptr(SalGeometry) polygons = sal_geometry_new(SAL_POLYGONS);
  add_square(polygons, 0, 0, 1);
  add_frame(polygons, 5, 0, 1);
  add_square(polygons, 1, 0.5, 1);
  g_autofree guint8 *marks = sal_lone_mark(polygons, &n_lone);
  g_autoptr(SalGeometry) others = sal_lone_leave_out(polygons, marks);
  g_assert_cmpuint(n_lone, ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_polygons(others), ==, 2);
  g_assert_cmpfloat(sal_geometry_get_box(others).xmax, ==, 2);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/dissolve/keeps-what-touches-nothing", keeps_what_touches_nothing);
  g_test_add_func("/dissolve/keeps-one-alone", keeps_one_alone);
  g_test_add_func("/dissolve/joins-what-touches", joins_what_touches);
  g_test_add_func("/dissolve/joins-what-fills-a-hole", joins_what_fills_a_hole);
  g_test_add_func("/dissolve/joins-beside-rings-that-touch", joins_beside_rings_that_touch);
  g_test_add_func("/dissolve/joins-random-squares", joins_random_squares);
  g_test_add_func("/dissolve/joins-random-shapes", joins_random_shapes);
  g_test_add_func("/dissolve/marks-what-each-pair-tells", marks_what_each_pair_tells);
  g_test_add_func("/dissolve/leaves-what-is-not-finite", leaves_what_is_not_finite);
  g_test_add_func("/dissolve/leaves-out-what-is-alone", leaves_out_what_is_alone);
  return g_test_run();
}
