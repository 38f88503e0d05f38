#include "data/change/change-parts.h"
#include "data/change/movement.h"

#include "data/geometry/ground.h"
#include "data/geometry/outline.h"

#include <math.h>

/* Ten kilometres at 48 degrees north. */
#define LAT 48.0
#define TEN_KM_LAT_DEG (10000 / 111183.4)

static void
add_box(SalGeometry *polygons, double xmin, double ymin, double xmax, double ymax)
{
  sal_geometry_add_point(polygons, xmin, ymin);
  sal_geometry_add_point(polygons, xmax, ymin);
  sal_geometry_add_point(polygons, xmax, ymax);
  sal_geometry_add_point(polygons, xmin, ymax);
  sal_geometry_end_part(polygons);
}

static SalGeometry *
make_box(double xmin, double ymin, double xmax, double ymax)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  add_box(polygons, xmin, ymin, xmax, ymax);
  sal_geometry_end_polygon(polygons);
  return polygons;
}

static SalMovement *
compute(const SalGeometry *from, const SalGeometry *to, const SalGeometry *gained, const SalGeometry *lost)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  return sal_movement_compute(&(SalMovementInput){ from, to, gained, lost, model });
}

static void
assert_near(double value, double expected, double relative)
{
  g_assert_cmpfloat_with_epsilon(value, expected, fabs(expected) * relative);
}

/* The geodesic from (30, 48) to (31, 48) is 74,627.8 m, to (30, 49) 111,191.6 m; from (0, 0) to (1, 0) it is
 * 111,319.5 m (GeographicLib). */
static void
measures_distances_on_the_ground(void)
{
  assert_near(sal_ground_measure_m((SalPoint){ 0, 0 }, (SalPoint){ 1, 0 }), 111319.491, 1e-6);
  assert_near(sal_ground_measure_m((SalPoint){ 30, 48 }, (SalPoint){ 31, 48 }), 74627.8, 1e-4);
  assert_near(sal_ground_measure_m((SalPoint){ 30, 48 }, (SalPoint){ 30, 49 }), 111191.6, 1e-4);
  assert_near(sal_ground_measure_m((SalPoint){ 179.5, 0 }, (SalPoint){ -179.5, 0 }), 111319.491, 1e-6);
}

static void
a_square_that_advances_ten_kilometres_advanced_ten_kilometres(void)
{
  const double edge = LAT, end = LAT + TEN_KM_LAT_DEG;
  g_autoptr(SalGeometry) from = make_box(30, 47, 31, edge), to = make_box(30, 47, 31, end);
  g_autoptr(SalGeometry) gained = make_box(30, edge, 31, end), lost = sal_geometry_new(SAL_POLYGONS);
  g_autofree SalMovement *movement = compute(from, to, gained, lost);
  g_assert_cmpuint(movement->n_largest, ==, 1);
  assert_near(movement->advance_m, 10000, 1e-3);
  g_assert_cmpfloat(movement->retreat_m, ==, 0);
  g_assert_cmpfloat(movement->advance_at.y, ==, end);
  g_assert_false(movement->largest[0].is_lost);
  g_assert_cmpfloat(movement->largest[0].front_gap_m, ==, 0);
  assert_near(movement->largest[0].front_reach_m, 10000, 1e-3);
  assert_near(movement->largest[0].centroid.x, 30.5, 1e-9);
  assert_near(movement->largest[0].centroid.y, (edge + end) / 2, 1e-9);
  assert_near(movement->largest[0].area_m2, 10000 * 74.5e3, 2e-2);
}

static void
a_square_that_falls_back_retreats_by_as_much(void)
{
  const double edge = LAT, end = LAT + TEN_KM_LAT_DEG;
  g_autoptr(SalGeometry) from = make_box(30, 47, 31, end), to = make_box(30, 47, 31, edge);
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS), lost = make_box(30, edge, 31, end);
  g_autofree SalMovement *movement = compute(from, to, gained, lost);
  assert_near(movement->retreat_m, 10000, 1e-3);
  g_assert_cmpfloat(movement->advance_m, ==, 0);
  g_assert_true(movement->largest[0].is_lost);
}

static void
nothing_that_changed_moves_nothing(void)
{
  g_autoptr(SalGeometry) same = make_box(30, 47, 31, 48), none = sal_geometry_new(SAL_POLYGONS);
  g_autofree SalMovement *movement = compute(same, same, none, none);
  g_assert_cmpuint(movement->n_largest, ==, 0);
  g_assert_cmpfloat(movement->advance_m, ==, 0);
  g_assert_cmpfloat(movement->retreat_m, ==, 0);
}

static void
an_advance_from_nothing_has_no_distance(void)
{
  g_autoptr(SalGeometry) to = make_box(30, 47, 31, 48), none = sal_geometry_new(SAL_POLYGONS);
  g_autofree SalMovement *movement = compute(none, to, to, none);
  g_assert_true(isnan(movement->advance_m));
  g_assert_true(isnan(movement->largest[0].front_gap_m));
}

static void
a_retreat_to_nothing_has_no_distance(void)
{
  g_autoptr(SalGeometry) from = make_box(30, 47, 31, 48), none = sal_geometry_new(SAL_POLYGONS);
  g_autofree SalMovement *movement = compute(from, none, none, from);
  g_assert_true(isnan(movement->retreat_m));
  g_assert_cmpfloat(movement->largest[0].front_gap_m, ==, 0);
}

/* Ten kilometres at the edge, a pocket a hundred kilometres away: the pocket is listed, and no advance. */
static void
what_appears_apart_is_no_advance(void)
{
  const double edge = LAT, end = LAT + TEN_KM_LAT_DEG;
  g_autoptr(SalGeometry) from = make_box(30, 47, 31, edge), none = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(SalGeometry) moved = make_box(30, edge, 31, end);
  add_box(moved, 30, LAT + 1, 30.1, LAT + 1.1);
  sal_geometry_end_polygon(moved);
  g_autofree SalMovement *gain = compute(from, from, moved, none), *loss = compute(from, from, none, moved);
  assert_near(gain->advance_m, 10000, 1e-3);
  assert_near(loss->retreat_m, 10000, 1e-3);
  g_assert_cmpuint(gain->n_largest, ==, 2);
  assert_near(gain->largest[1].front_gap_m, 111191.6, 1e-3);
  g_autoptr(SalGeometry) pocket = sal_geometry_extract_polygon(moved, 1);
  g_autofree SalMovement *alone = compute(from, from, pocket, none);
  g_assert_cmpfloat(alone->advance_m, ==, 0);
}

/* Two areas 4 km apart and one that is larger than either, but alone. */
static void
areas_near_each_other_are_a_group(void)
{
  g_autoptr(SalGeometry) from = make_box(30, 47, 31, 48), none = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(SalGeometry) gained = make_box(31, 47, 31.2, 47.1);
  add_box(gained, 31, 47.136, 31.2, 47.236);
  sal_geometry_end_polygon(gained);
  add_box(gained, 35, 47, 35.3, 47.1);
  sal_geometry_end_polygon(gained);
  g_autofree SalMovement *movement = compute(from, from, gained, none),
                         *loss = compute(from, from, none, gained);
  assert_near(movement->largest[0].centroid.x, 35.15, 1e-9);
  assert_near(movement->group.area_m2, movement->largest[1].area_m2 + movement->largest[2].area_m2, 1e-9);
  assert_near(movement->group.centroid.x, 31.1, 1e-9);
  g_assert_false(movement->group.is_lost);
  g_assert_true(loss->group.is_lost);
  assert_near(movement->group_part_m2, movement->largest[1].area_m2, 1e-2);
}

static void
the_five_largest_come_in_order(void)
{
  g_autoptr(SalGeometry) from = make_box(30, 47, 31, 48), to = sal_geometry_copy(from);
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS), lost = sal_geometry_new(SAL_POLYGONS);
  const double sizes[] = { 0.3, 0.1, 0.7, 0.2, 0.6, 0.5, 0.4 };
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    SalGeometry *side = i % 2 == 0 ? gained : lost;
    add_box(side, 32 + i, 47, 32 + i + sizes[i], 47.1);
    sal_geometry_end_polygon(side);
  }
  g_autofree SalMovement *movement = compute(from, to, gained, lost);
  const double order[] = { 34, 36, 37, 38, 32 };
  g_assert_cmpuint(movement->n_largest, ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat(floor(movement->largest[i].centroid.x), ==, order[i]);
  g_assert_true(movement->largest[2].is_lost);
  assert_near(movement->largest[4].front_gap_m, 76.05e3, 1e-2);
}

/* Six squares of one size: the last is left out. */
static void
areas_of_one_size_keep_their_order(void)
{
  g_autoptr(SalGeometry) from = make_box(30, 47, 31, 48), none = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < SAL_MOVEMENT_MAX_AREAS + 1; i++) {
    add_box(gained, 32 + 2 * i, 47, 33 + 2 * i, 48);
    sal_geometry_end_polygon(gained);
  }
  g_autofree SalMovement *movement = compute(from, from, gained, none);
  g_assert_cmpuint(movement->n_largest, ==, SAL_MOVEMENT_MAX_AREAS);
  for (guint i = 0; i < SAL_MOVEMENT_MAX_AREAS; i++)
    assert_near(movement->largest[i].centroid.x, 32.5 + 2 * i, 1e-9);
}

static void
a_hole_is_no_part_of_the_centroid(void)
{
  g_autoptr(SalGeometry) from = make_box(30, 47, 31, 48), none = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  add_box(gained, 31, 47, 33, 48);
  add_box(gained, 31, 47.25, 32, 47.75);
  sal_geometry_end_polygon(gained);
  g_autofree SalMovement *movement = compute(from, from, gained, none);
  assert_near(movement->largest[0].centroid.x, (32 * 2 - 31.5 * 0.5) / 1.5, 1e-9);
}

/* The coast is the territory's outline; the front runs once from west to east. */
static void
a_front_is_what_is_not_the_edge_of_the_territory(void)
{
  g_autoptr(SalGeometry) territory = make_box(0, 0, 2, 2), held = make_box(0, 0, 2, 1);
  g_autoptr(SalOutline) border = sal_outline_new(territory);
  const double around_m = sal_outline_measure_m(held, NULL);
  assert_near(sal_outline_measure_m(held, border), 2 * 111302.65, 1e-4);
  assert_near(around_m, 2 * (111319.49 + 111302.65 + 110574.4), 1e-4);
  g_assert_cmpfloat(sal_outline_measure_m(territory, border), ==, 0);
}

/* A box to the north of another one, by so many metres. */
static SalGeometry *
make_box_above(const SalGeometry *box, double gap_m)
{
  const SalBox below = sal_geometry_get_box(box);
  const double gap_deg = gap_m / sal_ground_get_scale(below.ymax).y;
  return make_box(below.xmin + 0.01, below.ymax + gap_deg, below.xmax - 0.01, below.ymax + 0.1);
}

/* Less than a metre is no distance; a front within ten centimetres of the outline is none. */
static void
knows_how_near_is_on_it(void)
{
  const double gaps_m[] = { 0.05, 0.5, 2 };
  g_autoptr(SalGeometry) box = make_box(30, LAT, 30.1, LAT + 0.1);
  g_autoptr(SalOutline) outline = sal_outline_new(box);
  for (guint i = 0; i < G_N_ELEMENTS(gaps_m); i++) {
    g_autoptr(SalGeometry) above = make_box_above(box, gaps_m[i]);
    const double around_m = sal_outline_measure_m(above, NULL),
                 side_m = 0.08 * sal_ground_get_scale(LAT + 0.1).x;
    const double left_m = gaps_m[i] < 0.1 ? around_m - side_m : around_m;
    g_assert_cmpint(sal_outline_touches(outline, above, 0), ==, gaps_m[i] < 1);
    g_assert_cmpfloat_with_epsilon(sal_outline_find_nearest_m(outline, above), gaps_m[i] < 1 ? 0 : gaps_m[i],
                                   1e-3);
    g_assert_cmpfloat_with_epsilon(sal_outline_measure_m(above, outline), left_m, 0.1);
  }
}

/* The nearest of many edges, against looking at each. */
static void
finds_the_furthest_as_looking_at_every_edge_does(void)
{
  g_autoptr(SalGeometry) wave = sal_geometry_new(SAL_POLYGONS), far = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < 500; i++)
    sal_geometry_add_point(wave, 30 + cos(i * G_PI / 250) * (1 + 0.2 * sin(i)),
                           48 + sin(i * G_PI / 250) * (1 + 0.2 * cos(3.0 * i)));
  sal_geometry_end_part(wave);
  sal_geometry_end_polygon(wave);
  for (guint i = 0; i < 60; i++)
    sal_geometry_add_point(far, 30 + 2.5 * cos(i * G_PI / 30), 48 + 1.8 * sin(i * G_PI / 30));
  sal_geometry_end_part(far);
  sal_geometry_end_polygon(far);
  g_autoptr(SalOutline) outline = sal_outline_new(wave);
  double furthest = 0, nearest = INFINITY;
  for (guint i = 0; i < sal_geometry_get_n_points(far); i++) {
    const SalPoint p = g_array_index(far->points, SalPoint, i);
    double least = INFINITY;
    for (guint j = 1; j < sal_geometry_get_n_points(wave); j++) {
      const SalPoint a = g_array_index(wave->points, SalPoint, j - 1),
                     b = g_array_index(wave->points, SalPoint, j);
      for (guint k = 0; k <= 50; k++)
        least = MIN(least, sal_ground_measure_m(
                               p, (SalPoint){ a.x + (b.x - a.x) * k / 50, a.y + (b.y - a.y) * k / 50 }));
    }
    furthest = MAX(furthest, least);
    nearest = MIN(nearest, least);
  }
  SalPoint where;
  assert_near(sal_outline_find_furthest_m(outline, far, &where), furthest, 1e-3);
  assert_near(sal_outline_find_nearest_m(outline, far), nearest, 1e-3);
}

static void
names_the_nearest_place(void)
{
  g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(SalPlace));
  const SalPlace near = { .name = (char *)"Near", .lon = 30.5, .lat = 48.2, .population = 10, .rank = 5 },
                 far = { .name = (char *)"Far", .lon = 34, .lat = 48, .population = 1e6, .rank = 1 };
  g_array_append_val(places, far);
  g_array_append_val(places, near);
  g_autoptr(SalGeometry) from = make_box(30, 47, 31, 48), gained = make_box(30, 48, 31, 48.1),
                         none = sal_geometry_new(SAL_POLYGONS);
  g_autofree SalMovement *movement = compute(from, from, gained, none);
  sal_movement_find_places(movement, places);
  g_assert_cmpstr(movement->largest[0].place, ==, "Near");
  assert_near(movement->largest[0].place_m, 0.15 * 111187, 1e-3);
}

/* Two parts of a period of so many days, the first of which gained 10 km2 and the second lost 4. */
static double
add_up_a_rate(int days)
{
  g_autoptr(GError) error = NULL;
  SalMovement movement = { 0 };
  const SalMovement still = { 0 };
  SalChange whole = {
    .from_snapshot = 100, .to_snapshot = 100 + days, .area_to_m2 = 6e6, .movement = &movement
  };
  const SalChange gain = { .gained_m2 = 10e6, .movement = (SalMovement *)&still },
                  loss = { .lost_m2 = 4e6, .movement = (SalMovement *)&still };
  sal_change_begin_parts(&whole, FALSE);
  sal_change_add_part(&whole, &gain, FALSE);
  sal_change_add_part(&whole, &loss, FALSE);
  g_assert_true(sal_change_end_parts(&whole, &error));
  g_assert_no_error(error);
  return movement.net_m2_per_day;
}

static void
one_snapshot_at_both_ends_has_no_rate(void)
{
  g_assert_cmpfloat(add_up_a_rate(3), ==, 2e6);
  g_assert_cmpfloat(add_up_a_rate(0), ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/ground/measures-distances-on-the-ground", measures_distances_on_the_ground);
  g_test_add_func("/movement/a-square-that-advances-ten-kilometres-advanced-ten-kilometres",
                  a_square_that_advances_ten_kilometres_advanced_ten_kilometres);
  g_test_add_func("/movement/a-square-that-falls-back-retreats-by-as-much",
                  a_square_that_falls_back_retreats_by_as_much);
  g_test_add_func("/movement/nothing-that-changed-moves-nothing", nothing_that_changed_moves_nothing);
  g_test_add_func("/movement/a-retreat-to-nothing-has-no-distance", a_retreat_to_nothing_has_no_distance);
  g_test_add_func("/movement/an-advance-from-nothing-has-no-distance",
                  an_advance_from_nothing_has_no_distance);
  g_test_add_func("/movement/what-appears-apart-is-no-advance", what_appears_apart_is_no_advance);
  g_test_add_func("/movement/areas-near-each-other-are-a-group", areas_near_each_other_are_a_group);
  g_test_add_func("/movement/the-five-largest-come-in-order", the_five_largest_come_in_order);
  g_test_add_func("/movement/areas-of-one-size-keep-their-order", areas_of_one_size_keep_their_order);
  g_test_add_func("/movement/a-hole-is-no-part-of-the-centroid", a_hole_is_no_part_of_the_centroid);
  g_test_add_func("/movement/names-the-nearest-place", names_the_nearest_place);
  g_test_add_func("/movement/one-snapshot-at-both-ends-has-no-rate", one_snapshot_at_both_ends_has_no_rate);
  g_test_add_func("/outline/a-front-is-what-is-not-the-edge-of-the-territory",
                  a_front_is_what_is_not_the_edge_of_the_territory);
  g_test_add_func("/outline/knows-how-near-is-on-it", knows_how_near_is_on_it);
  g_test_add_func("/outline/finds-the-furthest-as-looking-at-every-edge-does",
                  finds_the_furthest_as_looking_at_every_edge_does);
  return g_test_run();
}
