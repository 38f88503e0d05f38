#include "data/change/front-course.h"

#include "data/geometry/ground.h"
#include "fixture.h"

#define SOUTH 50.0
#define NORTH 51.0

/* Three months of a front that goes east: 31, 32, 31.5, 32.5. */
static const double FRONTS[] = { 31, 32, 31.5, 32.5 };

static SalGeometry *
make_box(double west, double east)
{
  SalGeometry *box = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(box, west, SOUTH);
  sal_geometry_add_point(box, east, SOUTH);
  sal_geometry_add_point(box, east, NORTH);
  sal_geometry_add_point(box, west, NORTH);
  sal_geometry_end_part(box);
  sal_geometry_end_polygon(box);
  return box;
}

static SalSnapshot *
make_snapshot(double west, double east, SalDay day)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  SalFeature *feature = g_new0(SalFeature, 1);
  feature->polygons = make_box(west, east);
  g_ptr_array_add(features, feature);
  const SalSnapshotOptions options = { .class_name = g_intern_static_string("control") };
  SalSnapshot *snapshot = sal_snapshot_new(day, "a.geojson", features, &options, &error);
  g_assert_no_error(error);
  return snapshot;
}

/* west: where what is held begins. */
static GPtrArray *
make_changes(double west)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  for (guint i = 0; i + 1 < G_N_ELEMENTS(FRONTS); i++) {
    SalChange *change = g_new0(SalChange, 1);
    change->period = (SalPeriod){ .from = (SalDay)(30 * i), .to = (SalDay)(30 * (i + 1)) };
    change->from_snapshot = change->period.from, change->to_snapshot = change->period.to;
    change->class_name = g_intern_static_string("control");
    change->from = make_snapshot(west, FRONTS[i], change->from_snapshot);
    change->to = make_snapshot(west, FRONTS[i + 1], change->to_snapshot);
    g_ptr_array_add(changes, change);
  }
  return changes;
}

static const SalFrontPosition *
get_position(const GArray *positions, guint i)
{
  g_assert_cmpuint(i, <, positions->len);
  return &g_array_index(positions, SalFrontPosition, i);
}

/* One line from south to north. */
static void
assert_front(const SalFrontPosition *position, double lon)
{
  const double length_m = sal_ground_measure_m((SalPoint){ lon, SOUTH }, (SalPoint){ lon, NORTH });
  g_assert_cmpuint(sal_geometry_get_n_parts(position->lines), ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_points(position->lines), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat(g_array_index(position->lines->points, SalPoint, i).x, ==, lon);
  g_assert_cmpfloat_with_epsilon(position->length_m, length_m, 0.001);
}

static void
fronts_have_no_coast(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = make_changes(30);
  g_autoptr(SalTheatre) theatre = sal_theatre_new(make_box(30, 40), "the territory", 0);
  const SalFrontCourseInput input = { .changes = changes, .theatre = theatre, .max_positions = 9 };
  g_autoptr(GArray) positions = sal_front_course_new(&input, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(positions->len, ==, G_N_ELEMENTS(FRONTS));
  for (guint i = 0; i < positions->len; i++) {
    assert_front(get_position(positions, i), FRONTS[i]);
    g_assert_cmpint(get_position(positions, i)->day, ==, (int)(30 * i));
  }
}

static void
few_positions_keep_first_and_last(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = make_changes(30);
  g_autoptr(SalTheatre) theatre = sal_theatre_new(make_box(30, 40), "the territory", 0);
  const SalFrontCourseInput input = { .changes = changes, .theatre = theatre, .max_positions = 3 };
  g_autoptr(GArray) positions = sal_front_course_new(&input, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(positions->len, ==, 3);
  assert_front(get_position(positions, 0), FRONTS[0]);
  assert_front(get_position(positions, 1), FRONTS[1]);
  assert_front(get_position(positions, 2), FRONTS[3]);
}

/* The data's border lies 4 km within the country of the base map: it is no front, and the front is one. */
static void
a_border_of_the_data_is_no_front(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = make_changes(30.06);
  g_autoptr(SalTheatre) theatre = sal_theatre_new(make_box(30, 40), "Country", SAL_THEATRE_NEAR_M);
  const SalFrontCourseInput input = { .changes = changes, .theatre = theatre, .max_positions = 9 };
  g_autoptr(GArray) positions = sal_front_course_new(&input, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < positions->len; i++)
    assert_front(get_position(positions, i), FRONTS[i]);
}

/* Of a front from coast to coast that data draw with two points, both lie at the theatre's edge, but the line does not. */
static void
a_straight_front_from_coast_to_coast_is_no_border(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = make_changes(30);
  g_autoptr(SalTheatre) theatre = sal_theatre_new(make_box(30, 33), "Country", SAL_THEATRE_NEAR_M);
  const SalFrontCourseInput input = { .changes = changes, .theatre = theatre, .max_positions = 9 };
  g_autoptr(GArray) positions = sal_front_course_new(&input, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < positions->len; i++)
    assert_front(get_position(positions, i), FRONTS[i]);
}

/* A strip along the border that is held is no border: its edge is a front, however near. */
static void
a_strip_along_the_border_has_a_front(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = make_changes(30.9);
  g_autoptr(SalTheatre) theatre = sal_theatre_new(make_box(30.9, 40), "Country", SAL_THEATRE_NEAR_M);
  const SalFrontCourseInput input = { .changes = changes, .theatre = theatre, .max_positions = 9 };
  g_autoptr(GArray) positions = sal_front_course_new(&input, &error);
  g_assert_no_error(error);
  assert_front(get_position(positions, 0), FRONTS[0]);
}

static void
what_is_cut_off_is_no_front(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = make_changes(30);
  g_autoptr(SalGeometry) within = make_box(30.5, 31.7);
  g_autoptr(SalTheatre) theatre = sal_theatre_new(make_box(30, 40), "the territory", 0);
  const SalFrontCourseInput input = {
    .changes = changes, .theatre = theatre, .within = within, .max_positions = 9
  };
  g_autoptr(GArray) positions = sal_front_course_new(&input, &error);
  g_assert_no_error(error);
  assert_front(get_position(positions, 0), FRONTS[0]);
  g_assert_true(sal_geometry_is_empty(get_position(positions, 1)->lines));
  assert_front(get_position(positions, 2), FRONTS[2]);
}

static void
without_a_theatre_all_edges_are_fronts(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = make_changes(30);
  const SalFrontCourseInput input = { .changes = changes, .max_positions = 9 };
  g_autoptr(GArray) positions = sal_front_course_new(&input, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(sal_geometry_get_n_points(get_position(positions, 0)->lines), ==, 5);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/front-course/fronts-have-no-coast", fronts_have_no_coast);
  g_test_add_func("/front-course/few-positions-keep-first-and-last", few_positions_keep_first_and_last);
  g_test_add_func("/front-course/a-border-of-the-data-is-no-front", a_border_of_the_data_is_no_front);
  g_test_add_func("/front-course/a-straight-front-from-coast-to-coast-is-no-border",
                  a_straight_front_from_coast_to_coast_is_no_border);
  g_test_add_func("/front-course/a-strip-along-the-border-has-a-front", a_strip_along_the_border_has_a_front);
  g_test_add_func("/front-course/what-is-cut-off-is-no-front", what_is_cut_off_is_no_front);
  g_test_add_func("/front-course/without-a-theatre-all-edges-are-fronts",
                  without_a_theatre_all_edges_are_fronts);
  return g_test_run();
}
