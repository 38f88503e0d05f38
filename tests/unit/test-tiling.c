#include "data/geometry/tiling.h"

#include "fixture.h"
#include "random.h"

static double
get_plane_area(const SalGeometry *polygons)
{
  double total = 0;
  for (guint polygon = 0; polygon < sal_geometry_get_n_polygons(polygons); polygon++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
      double area = 0;
      for (guint i = 1; i < n; i++)
        area += (p[i - 1].x - p[0].x) * (p[i].y - p[0].y) - (p[i].x - p[0].x) * (p[i - 1].y - p[0].y);
      total += part == first ? fabs(area) / 2 : -fabs(area) / 2;
    }
  }
  return total;
}

static void
add_square(SalGeometry *polygons, double x, double y, double size)
{
  const double corners[][2] = { { x, y }, { x + size, y }, { x + size, y + size }, { x, y + size } };
  for (guint i = 0; i < 4; i++)
    sal_geometry_add_point(polygons, corners[i][0], corners[i][1]);
  sal_geometry_end_part(polygons);
}

static SalGeometry *
make_square_at(double x, double y, double size)
{
  SalGeometry *square = sal_geometry_new(SAL_POLYGONS);
  add_square(square, x, y, size);
  sal_geometry_end_polygon(square);
  return square;
}

static GPtrArray *
new_tiles(void)
{
  return g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
}

/* Two squares side by side, from 0 to 1 and from 1 to 2; the second has a hole from 1.4 to 1.6. */
static SalTiling *
make_pair(void)
{
  g_autoptr(GPtrArray) tiles = new_tiles();
  SalGeometry *holed = sal_geometry_new(SAL_POLYGONS);
  add_square(holed, 1, 0, 1);
  add_square(holed, 1.4, 0.4, 0.2);
  sal_geometry_end_polygon(holed);
  g_ptr_array_add(tiles, make_square_at(0, 0, 1));
  g_ptr_array_add(tiles, holed);
  return sal_tiling_new(tiles);
}

static GPtrArray *
cut(const SalTiling *tiling, const SalGeometry *polygons, gboolean with_rest)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *pieces = sal_tiling_cut(tiling, polygons, with_rest, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pieces->len, ==, sal_tiling_get_n_tiles(tiling) + 1);
  return pieces;
}

static void
assert_cut(const SalTiling *tiling, double x, double y, double size, const double expected[3])
{
  g_autoptr(SalGeometry) square = make_square_at(x, y, size);
  g_autoptr(GPtrArray) pieces = cut(tiling, square, TRUE);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon(get_plane_area(pieces->pdata[i]), expected[i], 1e-12);
}

static void
knows_what_lies_where(void)
{
  g_autoptr(SalTiling) tiling = make_pair();
  assert_cut(tiling, 0.1, 0.1, 0.1, (double[]){ 0.01, 0, 0 });
  assert_cut(tiling, 1.1, 0.1, 0.1, (double[]){ 0, 0.01, 0 });
  assert_cut(tiling, 1.45, 0.45, 0.1, (double[]){ 0, 0, 0.01 });
  assert_cut(tiling, 3, 0.1, 0.1, (double[]){ 0, 0, 0.01 });
  assert_cut(tiling, -1, 0.1, 0.1, (double[]){ 0, 0, 0.01 });
  assert_cut(tiling, 0.95, 0.1, 0.1, (double[]){ 0.005, 0.005, 0 });
  assert_cut(tiling, 0, 0, 1, (double[]){ 1, 0, 0 });
  assert_cut(tiling, 1.3, 0.3, 0.4, (double[]){ 0, 0.12, 0.04 });
  assert_cut(tiling, -1, -1, 4, (double[]){ 1, 0.96, 14.04 });
}

static void
leaves_the_rest_out_when_told(void)
{
  g_autoptr(SalTiling) tiling = make_pair();
  g_autoptr(SalGeometry) square = make_square_at(-1, -1, 4);
  g_autoptr(SalGeometry) other = make_square_at(5, 5, 1);
  sal_geometry_append(square, other);
  g_autoptr(GPtrArray) pieces = cut(tiling, square, FALSE);
  g_assert_cmpfloat_with_epsilon(get_plane_area(pieces->pdata[1]), 0.96, 1e-12);
  g_assert_true(sal_geometry_is_empty(pieces->pdata[2]));
}

static void
nothing_is_cut_into_nothing(void)
{
  g_autoptr(SalTiling) tiling = make_pair();
  g_autoptr(SalGeometry) empty = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(GPtrArray) pieces = cut(tiling, empty, TRUE);
  for (guint i = 0; i < pieces->len; i++)
    g_assert_true(sal_geometry_is_empty(pieces->pdata[i]));
}

/* Disjoint tiles: each random shape without the ones before. */
static SalTiling *
random_tiling(GRand *random)
{
  const SalPoint centre = { 35, 48 };
  g_autoptr(GPtrArray) tiles = new_tiles();
  g_autoptr(SalGeometry) taken = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < 5; i++) {
    g_autoptr(SalGeometry) shape = random_polygons(random, random_near(random, centre, 1), 1);
    g_ptr_array_add(tiles, sal_geometry_difference(shape, taken, NULL));
    sal_geometry_append(taken, tiles->pdata[i]);
    SalGeometry *joined = sal_geometry_dissolve(taken, NULL);
    sal_geometry_free(taken);
    taken = joined;
  }
  return sal_tiling_new(tiles);
}

static void
pieces_are_those_of_geos_and_add_up(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint turn = 0; turn < 200; turn++) {
    g_autoptr(SalTiling) tiling = random_tiling(random);
    const SalPoint centre = random_near(random, (SalPoint){ 35, 48 }, 1.5);
    g_autoptr(SalGeometry) shape = random_polygons(random, centre, turn % 2 ? 1 : 0.05);
    g_autoptr(GPtrArray) pieces = cut(tiling, shape, TRUE);
    double sum = get_plane_area(pieces->pdata[pieces->len - 1]);
    for (guint i = 0; i + 1 < pieces->len; i++) {
      g_autoptr(SalGeometry) oracle = sal_geometry_intersection(shape, sal_tiling_get_tile(tiling, i), NULL);
      const double area = get_plane_area(pieces->pdata[i]);
      g_assert_cmpfloat_with_epsilon(area, get_plane_area(oracle), 1e-12);
      sum += area;
    }
    g_assert_cmpfloat_with_epsilon(sum, get_plane_area(shape), 1e-12);
  }
}

/* Tiles that nest: each an L around the corner of those that follow. */
static SalTiling *
make_nested(guint n)
{
  g_autoptr(GPtrArray) tiles = new_tiles();
  for (guint i = 0; i < n; i++) {
    const double low = 0.9 * i / n, high = low + 0.5 / n;
    const double corners[][2] = { { low, low },   { 1, low },  { 1, high },
                                  { high, high }, { high, 1 }, { low, 1 } };
    SalGeometry *tile = sal_geometry_new(SAL_POLYGONS);
    for (guint k = 0; k < 6; k++)
      sal_geometry_add_point(tile, corners[k][0], corners[k][1]);
    sal_geometry_end_part(tile);
    sal_geometry_end_polygon(tile);
    g_ptr_array_add(tiles, tile);
  }
  return sal_tiling_new(tiles);
}

/* Squares side by side. */
static SalTiling *
make_mosaic(guint n)
{
  g_autoptr(GPtrArray) tiles = new_tiles();
  for (guint i = 0; i < n * n; i++)
    g_ptr_array_add(tiles, make_square_at((double)(i % n) / n, (double)(i / n) / n, 1.0 / n));
  return sal_tiling_new(tiles);
}

static void
assert_cut_as_by_geos(const SalTiling *tiling, const SalGeometry *shape)
{
  g_autoptr(GPtrArray) pieces = cut(tiling, shape, TRUE);
  double sum = get_plane_area(pieces->pdata[pieces->len - 1]);
  for (guint i = 0; i + 1 < pieces->len; i++) {
    g_autoptr(SalGeometry) oracle = sal_geometry_intersection(shape, sal_tiling_get_tile(tiling, i), NULL);
    const double area = get_plane_area(pieces->pdata[i]);
    g_assert_cmpfloat_with_epsilon(area, get_plane_area(oracle), 1e-12);
    sum += area;
  }
  g_assert_cmpfloat_with_epsilon(sum, get_plane_area(shape), 1e-12);
}

static void
many_tiles_at_once_give_the_same(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalTiling) nested = make_nested(200);
  g_autoptr(SalTiling) mosaic = make_mosaic(14);
  for (guint turn = 0; turn < 10; turn++) {
    g_autoptr(SalGeometry) shape =
        random_polygons(random, random_near(random, (SalPoint){ 0.5, 0.5 }, 0.5), 1);
    assert_cut_as_by_geos(nested, shape);
    assert_cut_as_by_geos(mosaic, shape);
  }
  g_autoptr(SalGeometry) around = make_square_at(-1, -1, 3);
  assert_cut_as_by_geos(nested, around);
  assert_cut_as_by_geos(mosaic, around);
  g_autoptr(GPtrArray) pieces = cut(mosaic, around, FALSE);
  g_assert_true(sal_geometry_is_empty(pieces->pdata[pieces->len - 1]));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tiling/knows-what-lies-where", knows_what_lies_where);
  g_test_add_func("/tiling/leaves-the-rest-out-when-told", leaves_the_rest_out_when_told);
  g_test_add_func("/tiling/nothing-is-cut-into-nothing", nothing_is_cut_into_nothing);
  g_test_add_func("/tiling/pieces-are-those-of-geos-and-add-up", pieces_are_those_of_geos_and_add_up);
  g_test_add_func("/tiling/many-tiles-at-once-give-the-same", many_tiles_at_once_give_the_same);
  return g_test_run();
}
