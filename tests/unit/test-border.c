#include "data/change/border.h"

#include "data/geometry/area.h"

/* A degree of latitude at the equator is 110.574 km, one of longitude 111.320 km: 2 km are 0.01809 and 0.01797 degrees. */

static void
add_box(SalGeometry *polygons, double xmin, double ymin, double xmax, double ymax)
{
  sal_geometry_add_point(polygons, xmin, ymin);
  sal_geometry_add_point(polygons, xmax, ymin);
  sal_geometry_add_point(polygons, xmax, ymax);
  sal_geometry_add_point(polygons, xmin, ymax);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

static SalGeometry *
box_new(double xmin, double ymin, double xmax, double ymax)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  add_box(polygons, xmin, ymin, xmax, ymax);
  return polygons;
}

static void
add_line(SalGeometry *lines, double ax, double ay, double bx, double by)
{
  sal_geometry_add_point(lines, ax, ay);
  sal_geometry_add_point(lines, bx, by);
  sal_geometry_end_part(lines);
}

/* The equator from 0 to 1 degree east. */
static SalBorder *
equator_new(double width_m)
{
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  add_line(lines, 0, 0, 1, 0);
  return sal_border_new(lines, width_m, "equator");
}

static gboolean
has_edge(const SalBorder *border, double ax, double ay, double bx, double by)
{
  return sal_border_has_edge(border, (SalPoint){ ax, ay }, (SalPoint){ bx, by });
}

static void
test_its_zone_is_as_wide_as_it_says(void)
{
  g_autoptr(SalBorder) border = equator_new(2000);
  g_assert_cmpstr(sal_border_get_name(border), ==, "equator");
  g_assert_cmpfloat(sal_border_get_width_m(border), ==, 2000);
  g_assert_true(sal_border_has_point(border, (SalPoint){ 0.5, 0.01808 }));
  g_assert_false(sal_border_has_point(border, (SalPoint){ 0.5, 0.0181 }));
  g_assert_true(sal_border_has_point(border, (SalPoint){ 1.0179, 0 }));
  g_assert_false(sal_border_has_point(border, (SalPoint){ 1.018, 0 }));
  g_assert_true(has_edge(border, 0.1, 0.018, 0.9, -0.018));
  g_assert_false(has_edge(border, 0.1, 0.019, 0.9, 0.019));
  g_assert_false(has_edge(border, 0.5, 0, 0.5, 0.03));
}

/* Both ends and the middle are on the border, and what lies between them is 27 km away. */
static void
test_long_edges_are_followed_all_along(void)
{
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < 3; i++)
    add_line(lines, 0.5 * i - 0.001, 0, 0.5 * i + 0.001, 0);
  g_autoptr(SalBorder) border = sal_border_new(lines, 2000, NULL);
  g_assert_true(sal_border_has_point(border, (SalPoint){ 0.5, 0 }));
  g_assert_false(has_edge(border, 0, 0, 1, 0));
  g_assert_true(has_edge(border, 0.49, 0, 0.51, 0));
}

/* Whether a box is redrawn border where half a degree north of the equator is held. */
static gboolean
is_redrawn(const SalBorder *border, const SalGeometry *box, gboolean is_lost)
{
  g_autoptr(SalGeometry) held = box_new(0, 0, 1, 0.5);
  g_autoptr(SalSegments) before = sal_segments_new(held);
  return sal_border_is_redrawn(border, box, before, is_lost);
}

static void
check_box(SalGeometry *owned, gboolean is_lost, gboolean expected)
{
  g_autoptr(SalGeometry) box = owned;
  g_autoptr(SalBorder) border = equator_new(2000);
  g_assert_cmpint(is_redrawn(border, box, is_lost), ==, expected);
}

static void
test_strips_along_it_are_redrawn_border(void)
{
  check_box(box_new(0.2, 0, 0.4, 0.01), TRUE, TRUE);
  check_box(box_new(0.2, -0.01, 0.4, 0), FALSE, TRUE);
  check_box(box_new(0.2, 0, 0.4, 0.02), TRUE, FALSE); /* reaches out of the zone */
  check_box(box_new(0.2, -0.02, 0.4, 0), FALSE, FALSE);
}

/* The western edge of what was held is a front where it leaves the zone, 0.9 km from a strip in the corner. */
static void
test_strips_near_a_front_are_none(void)
{
  check_box(box_new(0, 0, 0.1, 0.01), TRUE, FALSE);
  check_box(box_new(0.01, 0, 0.1, 0.01), TRUE, FALSE);
  check_box(box_new(0.02, 0, 0.1, 0.01), TRUE, TRUE);
}

static void
test_what_is_gained_apart_is_none(void)
{
  check_box(box_new(0.2, -0.012, 0.4, -0.005), FALSE, FALSE);
  check_box(box_new(0.2, -0.012, 0.4, -0.000001), FALSE, TRUE); /* a decimetre is a touch */
}

/* All of its outline is border, and it is 11 km wide. */
static void
test_an_enclave_that_changes_hands_is_none(void)
{
  g_autoptr(SalGeometry) held = box_new(0, 0, 0.1, 0.1), lines = sal_geometry_new(SAL_LINES);
  add_line(lines, 0, 0, 0.1, 0);
  add_line(lines, 0.1, 0, 0.1, 0.1);
  add_line(lines, 0.1, 0.1, 0, 0.1);
  add_line(lines, 0, 0.1, 0, 0);
  g_autoptr(SalBorder) border = sal_border_new(lines, 2000, NULL), wide = sal_border_new(lines, 6000, NULL);
  g_autoptr(SalSegments) before = sal_segments_new(held);
  g_assert_false(sal_border_is_redrawn(border, held, before, TRUE));
  g_assert_true(sal_border_is_redrawn(wide, held, before, TRUE));
}

static void
test_splits_a_change_and_loses_nothing(void)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalBorder) border = equator_new(2000);
  g_autoptr(SalGeometry) held = box_new(0, 0, 1, 0.5), redrawn = NULL, none = NULL;
  g_autoptr(SalGeometry) lost = box_new(0.2, 0, 0.4, 0.01), strip = box_new(0.2, 0, 0.4, 0.01);
  add_box(lost, 0.6, 0.3, 0.7, 0.5);
  const double all_m2 = sal_area_measure(model, lost), strip_m2 = sal_area_measure(model, strip);
  sal_border_split(NULL, held, TRUE, &lost, &none);
  g_assert_true(sal_geometry_is_empty(none));
  g_assert_cmpuint(sal_geometry_get_n_polygons(lost), ==, 2);
  sal_border_split(border, held, TRUE, &lost, &redrawn);
  g_assert_cmpuint(sal_geometry_get_n_polygons(lost), ==, 1);
  g_assert_cmpfloat_with_epsilon(sal_area_measure(model, redrawn), strip_m2, 1e-6);
  g_assert_cmpfloat_with_epsilon(sal_area_measure(model, redrawn) + sal_area_measure(model, lost), all_m2,
                                 1e-3);
}

/* An edge on the border has no point off it, whichever way it runs, and few edges off it have none. */
static void
test_every_point_of_an_edge_on_it_is_on_it(void)
{
  guint n_on = 0, n_followed = 0, n_missed = 0;
  for (guint i = 0; i < 3000; i++) {
    g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
    for (guint j = 0; j < 6; j++)
      sal_geometry_add_point(lines, 0.05 * j, g_test_rand_double_range(-0.01, 0.01));
    sal_geometry_end_part(lines);
    g_autoptr(SalBorder) border = sal_border_new(lines, g_test_rand_double_range(200, 2500), NULL);
    const SalPoint a = { g_test_rand_double_range(0, 0.25), g_test_rand_double_range(-0.02, 0.02) };
    const SalPoint b = { a.x + g_test_rand_double_range(-0.05, 0.05), g_test_rand_double_range(-0.02, 0.02) };
    const gboolean is_on = sal_border_has_edge(border, a, b);
    guint n_off = 0;
    for (guint k = 0; k <= 200; k++) {
      const double t = k / 200.0;
      n_off += !sal_border_has_point(border, (SalPoint){ a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) });
    }
    n_on += is_on;
    n_followed += n_off == 0;
    g_assert_cmpint(is_on, ==, sal_border_has_edge(border, b, a));
    g_assert_cmpuint(n_off, <=, is_on ? 1 : 201); /* what is finer than a thousandth of it is not followed */
    n_missed += n_off == 0 && !is_on;
  }
  g_assert_cmpuint(n_on, >, 100);
  g_assert_cmpuint(n_missed, <, n_followed / 50 + 2); /* which leave the zone between two of 201 points */
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/border/its-zone-is-as-wide-as-it-says", test_its_zone_is_as_wide_as_it_says);
  g_test_add_func("/border/long-edges-are-followed-all-along", test_long_edges_are_followed_all_along);
  g_test_add_func("/border/strips-along-it-are-redrawn-border", test_strips_along_it_are_redrawn_border);
  g_test_add_func("/border/strips-near-a-front-are-none", test_strips_near_a_front_are_none);
  g_test_add_func("/border/what-is-gained-apart-is-none", test_what_is_gained_apart_is_none);
  g_test_add_func("/border/an-enclave-that-changes-hands-is-none",
                  test_an_enclave_that_changes_hands_is_none);
  g_test_add_func("/border/splits-a-change-and-loses-nothing", test_splits_a_change_and_loses_nothing);
  g_test_add_func("/border/every-point-of-an-edge-on-it-is-on-it",
                  test_every_point_of_an_edge_on_it_is_on_it);
  return g_test_run();
}
