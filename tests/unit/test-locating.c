#include "data/geometry/locating.h"

#include "random.h"

#include <geos_c.h>
#include <math.h>

static SalGeometry *
make_ring(const SalPoint *points, guint n)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(polygons, points[i].x, points[i].y);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  return polygons;
}

static SalWhere
locate(const SalGeometry *polygons, double x, double y)
{
  const SalPoint point = { x, y };
  SalWhere where;
  g_autoptr(SalPointSet) set = sal_point_set_new(&point, 1);
  sal_point_set_locate(set, polygons, &where);
  return where;
}

static void
tells_inside_from_outside_and_from_the_edge(void)
{
  static const SalPoint ring[] = { { 0, 0 }, { 4, 0 }, { 4, 2 }, { 2, 2 }, { 2, 4 }, { 0, 4 } };
  g_autoptr(SalGeometry) polygons = make_ring(ring, G_N_ELEMENTS(ring));
  g_assert_cmpint(locate(polygons, 1, 1), ==, SAL_WHERE_INSIDE);
  g_assert_cmpint(locate(polygons, 1, 2), ==, SAL_WHERE_INSIDE); /* level with corners */
  g_assert_cmpint(locate(polygons, 3, 3), ==, SAL_WHERE_OUTSIDE);
  g_assert_cmpint(locate(polygons, -1, 2), ==, SAL_WHERE_OUTSIDE);
  g_assert_cmpint(locate(polygons, -1, 0), ==, SAL_WHERE_OUTSIDE);
  g_assert_cmpint(locate(polygons, -1, 4), ==, SAL_WHERE_OUTSIDE);
  g_assert_cmpint(locate(polygons, 5, 2), ==, SAL_WHERE_OUTSIDE);
  for (guint i = 0; i < G_N_ELEMENTS(ring); i++) {
    const SalPoint next = ring[(i + 1) % G_N_ELEMENTS(ring)];
    g_assert_cmpint(locate(polygons, ring[i].x, ring[i].y), ==, SAL_WHERE_ON_EDGE);
    g_assert_cmpint(locate(polygons, (ring[i].x + next.x) / 2, (ring[i].y + next.y) / 2), ==,
                    SAL_WHERE_ON_EDGE);
  }
}

/* Coordinates that are multiples of 2^-40, so that 128 bits hold the determinant. */
static double
draw(GRand *random)
{
  return (double)(gint64)(g_rand_double(random) * 0x1p20) / 0x1p20 +
         g_rand_int_range(random, -4, 5) * 0x1p-40;
}

static void
a_side_is_exact(void)
{
  g_autoptr(GRand) random = random_new();
  guint n_on_line = 0;
  for (guint trial = 0; trial < 100000; trial++) {
    const SalPoint a = { draw(random), draw(random) }, b = { draw(random), draw(random) };
    const double t = g_rand_int_range(random, 0, 5) / 4.0;
    const double step = g_rand_int_range(random, -1, 2) * 0x1p-40;
    const SalPoint p = { round((a.x + t * (b.x - a.x)) * 0x1p40) * 0x1p-40,
                         round((a.y + t * (b.y - a.y)) * 0x1p40) * 0x1p-40 + step };
    const __int128 ax = (__int128)(a.x * 0x1p40), ay = (__int128)(a.y * 0x1p40);
    const __int128 bx = (__int128)(b.x * 0x1p40), by = (__int128)(b.y * 0x1p40);
    const __int128 px = (__int128)(p.x * 0x1p40), py = (__int128)(p.y * 0x1p40);
    const __int128 determinant = (ax - px) * (by - py) - (ay - py) * (bx - px);
    g_assert_cmpint(sal_locate_side(a, b, p), ==, (determinant > 0) - (determinant < 0));
    n_on_line += determinant == 0;
  }
  g_assert_cmpuint(n_on_line, >, 1000);
}

/* A star with many rays around a hole, on a coarse grid, so that points lie on its edges and level with corners. */
static SalGeometry *
make_star(GRand *random)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  const guint n = (guint)g_rand_int_range(random, 5, 40);
  for (guint i = 0; i < n; i++) {
    const double angle = 2 * G_PI * i / n, radius = g_rand_double_range(random, 12, 30);
    sal_geometry_add_point(polygons, round(radius * cos(angle)), round(radius * sin(angle)));
  }
  sal_geometry_end_part(polygons);
  for (guint i = 0; i < 4; i++)
    sal_geometry_add_point(polygons, i == 1 || i == 2 ? 4 : -4, i >= 2 ? 4 : -4);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  return polygons;
}

static GEOSGeometry *
make_geos(GEOSContextHandle_t geos, const SalGeometry *polygons)
{
  GEOSGeometry *rings[2];
  for (guint part = 0; part < 2; part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos, n, 2);
    for (guint i = 0; i < n; i++)
      GEOSCoordSeq_setXY_r(geos, sequence, i, points[i].x, points[i].y);
    rings[part] = GEOSGeom_createLinearRing_r(geos, sequence);
  }
  return GEOSGeom_createPolygon_r(geos, rings[0], &rings[1], 1);
}

static SalWhere
ask_geos(GEOSContextHandle_t geos, const GEOSGeometry *polygon, SalPoint p)
{
  GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geos, p.x, p.y);
  const SalWhere where = GEOSContains_r(geos, polygon, point) == 1     ? SAL_WHERE_INSIDE
                         : GEOSIntersects_r(geos, polygon, point) == 1 ? SAL_WHERE_ON_EDGE
                                                                       : SAL_WHERE_OUTSIDE;
  GEOSGeom_destroy_r(geos, point);
  return where;
}

static void
agrees_with_geos(void)
{
  enum { N = 400 };
  g_autoptr(GRand) random = random_new();
  GEOSContextHandle_t geos = GEOS_init_r();
  guint n_on_edge = 0;
  for (guint trial = 0; trial < 40; trial++) {
    SalPoint points[N];
    SalWhere where[N];
    g_autoptr(SalGeometry) polygons = make_star(random);
    GEOSGeometry *polygon = make_geos(geos, polygons);
    for (guint i = 0; i < N; i++)
      points[i] =
          (SalPoint){ g_rand_int_range(random, -64, 65) / 2.0, g_rand_int_range(random, -64, 65) / 2.0 };
    g_autoptr(SalPointSet) set = sal_point_set_new(points, N);
    sal_point_set_locate(set, polygons, where);
    for (guint i = 0; GEOSisValid_r(geos, polygon) == 1 && i < N; i++) {
      g_assert_cmpint(where[i], ==, ask_geos(geos, polygon, points[i]));
      n_on_edge += where[i] == SAL_WHERE_ON_EDGE;
    }
    GEOSGeom_destroy_r(geos, polygon);
  }
  GEOS_finish_r(geos);
  g_assert_cmpuint(n_on_edge, >, 50);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/locating/tells-inside-from-outside-and-from-the-edge",
                  tells_inside_from_outside_and_from_the_edge);
  g_test_add_func("/locating/a-side-is-exact", a_side_is_exact);
  g_test_add_func("/locating/agrees-with-geos", agrees_with_geos);
  return g_test_run();
}
