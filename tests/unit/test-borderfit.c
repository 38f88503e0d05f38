#include "data/places/borderfit.h"

static void
add_line(SalGeometry *geometry, const SalPoint *points, guint n)
{
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(geometry, points[i].x, points[i].y);
  sal_geometry_end_part(geometry);
  if (geometry->type == SAL_POLYGONS)
    sal_geometry_end_polygon(geometry);
}

/* A border along the equator. */
static SalGeometry *
border_new(void)
{
  static const SalPoint points[] = { { 0, 0 }, { 3, 0 } };
  SalGeometry *border = sal_geometry_new(SAL_LINES);
  add_line(border, points, G_N_ELEMENTS(points));
  return border;
}

/* An area from 1 to 2 degrees east that ends at a latitude in the north, and so far south of it. */
static SalGeometry *
area_new(double north, double height)
{
  const SalPoint points[] = {
    { 1, north }, { 1.5, north + 0.01 }, { 2, north }, { 2, north - height }, { 1, north - height }
  };
  SalGeometry *area = sal_geometry_new(SAL_POLYGONS);
  add_line(area, points, G_N_ELEMENTS(points));
  return area;
}

static gboolean
has_point(const SalGeometry *geometry, double x, double y)
{
  for (guint i = 0; i < geometry->points->len; i++) {
    const SalPoint point = g_array_index(geometry->points, SalPoint, i);
    if (ABS(point.x - x) < 1e-9 && ABS(point.y - y) < 1e-9)
      return TRUE;
  }
  return FALSE;
}

static void
test_edge_along_a_border_is_the_border(void)
{
  g_autoptr(SalGeometry) border = border_new(), area = area_new(0.02, 1);
  g_autoptr(SalGeometry) stretches = sal_border_fit_find(area, border);
  g_assert_cmpuint(sal_geometry_get_n_parts(stretches), ==, 1);
  const SalBox box = sal_geometry_get_box(stretches);
  g_assert_cmpfloat_with_epsilon(box.xmin, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon(box.xmax, 2, 1e-9);
  g_autoptr(SalGeometry) fitted = sal_border_fit(border, stretches);
  g_assert_cmpuint(sal_geometry_get_n_parts(fitted), ==, 3);
  g_assert_true(has_point(fitted, 1.5, 0.03));
  g_assert_true(has_point(fitted, 0, 0));
  g_assert_true(has_point(fitted, 3, 0));
  for (guint i = 0; i < fitted->points->len; i++) {
    const SalPoint point = g_array_index(fitted->points, SalPoint, i);
    g_assert_false(point.y < 0.001 && point.x > 1.1 && point.x < 1.9);
  }
}

/* A fitted border still divides what it divided, also from one stretch to the next. */
static void
test_fitted_border_has_no_gap(void)
{
  static const SalPoint box[] = { { 0, -2 }, { 3, -2 }, { 3, 2 }, { 0, 2 }, { 0, -2 } };
  static const SalPoint west[] = { { 1, 0.02 }, { 1.394, 0.03 }, { 1.394, -1 }, { 1, -1 } },
                        east[] = { { 1.399, 0.03 }, { 2, 0.02 }, { 2, -1 }, { 1.399, -1 } };
  g_autoptr(SalGeometry) border = border_new(), areas = sal_geometry_new(SAL_POLYGONS);
  add_line(areas, west, G_N_ELEMENTS(west));
  add_line(areas, east, G_N_ELEMENTS(east));
  g_autoptr(SalGeometry) stretches = sal_border_fit_find(areas, border);
  g_assert_cmpuint(sal_geometry_get_n_parts(stretches), ==, 2);
  g_autoptr(SalGeometry) fitted = sal_border_fit(border, stretches);
  add_line(fitted, box, G_N_ELEMENTS(box));
  g_autoptr(SalGeometry) noded = sal_geometry_node(fitted, NULL);
  g_autoptr(SalGeometry) faces = sal_geometry_polygonize(noded, NULL, NULL, NULL);
  g_assert_cmpuint(sal_geometry_get_n_polygons(faces), >=, 2);
  for (guint i = 0; i < sal_geometry_get_n_polygons(faces); i++) {
    g_autoptr(SalGeometry) face = sal_geometry_extract_polygon(faces, i);
    g_assert_false(sal_geometry_contains(face, 1.5, 1) && sal_geometry_contains(face, 1.5, -1));
  }
}

static void
test_other_edges_are_not(void)
{
  g_autoptr(SalGeometry) border = border_new();
  /* too far away; a strip along the border, neither side of which is the border; too short */
  g_autoptr(SalGeometry) far = area_new(0.08, 1), strip = area_new(0.02, 0.03),
                         narrow = sal_geometry_new(SAL_POLYGONS);
  const SalPoint points[] = { { 1, 0.01 }, { 1.1, 0.01 }, { 1.1, -1 }, { 1, -1 } };
  add_line(narrow, points, G_N_ELEMENTS(points));
  const SalGeometry *areas[] = { far, strip, narrow };
  for (guint i = 0; i < G_N_ELEMENTS(areas); i++) {
    g_autoptr(SalGeometry) stretches = sal_border_fit_find(areas[i], border);
    g_autoptr(SalGeometry) fitted = sal_border_fit(border, stretches);
    g_assert_true(sal_geometry_is_empty(stretches));
    g_assert_cmpuint(sal_geometry_get_n_points(fitted), ==, 2);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/borderfit/edge-along-a-border-is-the-border", test_edge_along_a_border_is_the_border);
  g_test_add_func("/borderfit/fitted-border-has-no-gap", test_fitted_border_has_no_gap);
  g_test_add_func("/borderfit/other-edges-are-not", test_other_edges_are_not);
  return g_test_run();
}
