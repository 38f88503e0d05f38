#include "data/geometry/wrap.h"

#include "data/geometry/area.h"

#include <math.h>

static SalGeometry *
make_box(double west, double south, double east, double north)
{
  SalGeometry *box = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(box, west, south);
  sal_geometry_add_point(box, east, south);
  sal_geometry_add_point(box, east, north);
  sal_geometry_add_point(box, west, north);
  sal_geometry_end_part(box);
  sal_geometry_end_polygon(box);
  return box;
}

static SalGeometry *
wrap_box(double west, double east)
{
  g_autoptr(GError) error = NULL;
  SalGeometry *wrapped = sal_wrap_longitudes(make_box(west, 50, east, 51), &error);
  g_assert_no_error(error);
  return wrapped;
}

static void
what_lies_within_stays_as_it_is(void)
{
  SalGeometry *box = make_box(-180, 50, 180, 51);
  g_autoptr(SalGeometry) wrapped = sal_wrap_longitudes(box, NULL);
  g_assert_true(wrapped == box);
}

static void
assert_across(double west, double east)
{
  g_autoptr(SalGeometry) wrapped = wrap_box(west, east);
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalGeometry) plain = make_box(10, 50, 10 + east - west, 51);
  const SalBox box = sal_geometry_get_box(wrapped);
  g_assert_cmpuint(sal_geometry_get_n_polygons(wrapped), ==, 2);
  g_assert_cmpfloat(box.xmin, ==, -180);
  g_assert_cmpfloat(box.xmax, ==, 180);
  g_assert_true(sal_geometry_contains(wrapped, 179.5, 50.5));
  g_assert_true(sal_geometry_contains(wrapped, -179.5, 50.5));
  g_assert_false(sal_geometry_contains(wrapped, 0, 50.5));
  g_assert_cmpfloat(fabs(sal_area_measure(model, wrapped) - sal_area_measure(model, plain)), <, 1);
}

static void
an_area_across_the_antimeridian_is_cut_in_two(void)
{
  assert_across(179, 181);
  assert_across(-181.5, -179);
}

static void
an_area_beyond_it_is_moved(void)
{
  g_autoptr(SalGeometry) wrapped = wrap_box(190, 200);
  const SalBox box = sal_geometry_get_box(wrapped);
  g_assert_cmpuint(sal_geometry_get_n_polygons(wrapped), ==, 1);
  g_assert_cmpfloat(box.xmin, ==, -170);
  g_assert_cmpfloat(box.xmax, ==, -160);
}

static void
nothing_is_nothing(void)
{
  g_autoptr(SalGeometry) wrapped = sal_wrap_longitudes(sal_geometry_new(SAL_POLYGONS), NULL);
  g_assert_true(sal_geometry_is_empty(wrapped));
}

static void
a_line_goes_the_short_way_round(void)
{
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  const double lons[] = { 172, 179, -179, -172, 179 }, expected[] = { 172, 179, 181, 188, 179 };
  for (guint part = 0; part < 2; part++) {
    for (guint i = 0; i < G_N_ELEMENTS(lons); i++)
      sal_geometry_add_point(lines, lons[i], i);
    sal_geometry_end_part(lines);
  }
  sal_wrap_lines(lines);
  for (guint part = 0; part < 2; part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    for (guint i = 0; i < n; i++)
      g_assert_cmpfloat(points[i].x, ==, expected[i]);
  }
  g_assert_cmpfloat(sal_wrap_towards(-179, 540), ==, 541);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/wrap/what-lies-within-stays-as-it-is", what_lies_within_stays_as_it_is);
  g_test_add_func("/wrap/an-area-across-the-antimeridian-is-cut-in-two",
                  an_area_across_the_antimeridian_is_cut_in_two);
  g_test_add_func("/wrap/an-area-beyond-it-is-moved", an_area_beyond_it_is_moved);
  g_test_add_func("/wrap/nothing-is-nothing", nothing_is_nothing);
  g_test_add_func("/wrap/a-line-goes-the-short-way-round", a_line_goes_the_short_way_round);
  return g_test_run();
}
