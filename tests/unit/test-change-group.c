#include "data/change/change-group.h"

#include "data/geometry/ground.h"

#include <math.h>

/* A square of so many metres a side around a point that lies east and north of (37, 48). */
static void
add_square(SalGeometry *polygons, double east_m, double north_m, double side_m)
{
  static const int xs[] = { -1, 1, 1, -1 }, ys[] = { -1, -1, 1, 1 };
  const SalPoint scale = sal_ground_get_scale(48);
  for (int i = 0; i < 4; i++)
    sal_geometry_add_point(polygons, 37 + (east_m + xs[i] * side_m / 2) / scale.x,
                           48 + (north_m + ys[i] * side_m / 2) / scale.y);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

static GArray *
find(const SalGeometry *gained, const SalGeometry *lost)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  return sal_change_groups_find(gained, lost, model);
}

static const SalChangeGroup *
get(const GArray *groups, guint index)
{
  g_assert_cmpuint(index, <, groups->len);
  return &g_array_index(groups, SalChangeGroup, index);
}

static void
add_place(GArray *places, const char *name, double population, SalPoint offset_m)
{
  const SalPoint scale = sal_ground_get_scale(48);
  const SalPlace place = { .name = g_strdup(name),
                           .lon = 37 + offset_m.x / scale.x,
                           .lat = 48 + offset_m.y / scale.y,
                           .population = population,
                           .rank = sal_place_find_rank(population) };
  g_array_append_val(places, place);
}

static void
test_joins_what_is_within_the_gap(void)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  add_square(gained, 0, 0, 2000);
  add_square(gained, 6900, 0, 2000);  /* 4.9 km from the first */
  add_square(gained, 14100, 0, 2000); /* 5.2 km from the second */
  g_autoptr(GArray) groups = find(gained, NULL);
  g_assert_cmpuint(groups->len, ==, 2);
  g_assert_cmpuint(get(groups, 0)->polygons->len, ==, 2);
  g_assert_cmpfloat_with_epsilon(get(groups, 0)->area_m2, 8e6, 2e4);
  g_assert_cmpfloat_with_epsilon(get(groups, 1)->area_m2, 4e6, 1e4);
}

static void
test_ends_a_group_at_its_reach(void)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 20; i++)
    add_square(gained, 5000 * i, 0, 3000 - i);
  g_autoptr(GArray) groups = find(gained, NULL);
  g_assert_cmpuint(groups->len, ==, 2);
  for (guint i = 0; i < groups->len; i++) {
    const SalBox box = get(groups, i)->box;
    const double m = sal_ground_measure_m((SalPoint){ box.xmin, box.ymin }, (SalPoint){ box.xmax, box.ymax });
    g_assert_cmpfloat(m, <=, SAL_CHANGE_GROUP_REACH_M * 1.001);
  }
}

static void
test_keeps_gained_and_lost_apart(void)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS), lost = sal_geometry_new(SAL_POLYGONS);
  add_square(gained, 0, 0, 2000);
  add_square(lost, 2000, 0, 3000);
  g_autoptr(GArray) groups = find(gained, lost);
  g_assert_cmpuint(groups->len, ==, 2);
  g_assert_true(get(groups, 0)->is_lost);
  g_assert_false(get(groups, 1)->is_lost);
  g_autoptr(GArray) none = find(NULL, NULL);
  g_assert_cmpuint(none->len, ==, 0);
}

/* All parts are in a group once, in whatever order they come. */
static void
test_counts_every_part_once(void)
{
  for (int round = 0; round < 20; round++) {
    g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
    for (int i = 0; i < 40; i++)
      add_square(gained, g_test_rand_double_range(-5e4, 5e4), 4000 * i, g_test_rand_double_range(100, 3000));
    g_autoptr(GArray) groups = find(gained, NULL);
    g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
    double sum_m2 = 0;
    guint n = 0;
    for (guint i = 0; i < groups->len; i++) {
      sum_m2 += get(groups, i)->area_m2;
      n += get(groups, i)->polygons->len;
      g_assert_true(i == 0 || get(groups, i)->area_m2 <= get(groups, i - 1)->area_m2);
    }
    g_assert_cmpuint(n, ==, 40);
    g_assert_cmpfloat_with_epsilon(sum_m2, sal_area_measure(model, gained), 1);
  }
}

static const SalPoint MIDDLE = { 37, 48 };

static void
test_prefers_the_town_that_is_known(void)
{
  g_autoptr(GArray) places = sal_place_list_new();
  add_place(places, "Hamlet", 300, (SalPoint){ 0, 0 });
  add_place(places, "Town", 60000, (SalPoint){ 5000, 0 });
  add_place(places, "City", 900000, (SalPoint){ 17000, 0 });
  add_place(places, "Capital", 3000000, (SalPoint){ 25000, 0 }); /* too far */
  const SalNearby nearby = sal_nearby_find(places, MIDDLE, 36e6, NULL);
  g_assert_cmpstr(nearby.place->name, ==, "Town");
  g_assert_cmpfloat_with_epsilon(nearby.distance_m, 5000, 10);
  g_assert_cmpint(nearby.direction, ==, SAL_DIRECTION_NEAR);
}

static void
test_says_the_direction_from_the_place(void)
{
  for (int i = 0; i < 8; i++) {
    const double angle = i * G_PI / 4;
    g_autoptr(GArray) places = sal_place_list_new();
    add_place(places, "Town", 20000, (SalPoint){ -9000 * sin(angle), -9000 * cos(angle) });
    const SalNearby nearby = sal_nearby_find(places, MIDDLE, 4e6, NULL);
    g_assert_cmpint(nearby.direction, ==, SAL_DIRECTION_NORTH + i);
  }
  g_assert_cmpstr(sal_direction_get_name(SAL_DIRECTION_NEAR), ==, "near");
  g_assert_cmpstr(sal_direction_get_name(SAL_DIRECTION_NORTHWEST), ==, "northwest");
}

static void
test_has_no_place_where_none_is_near(void)
{
  g_autoptr(GArray) places = sal_place_list_new();
  add_place(places, "Town", 20000, (SalPoint){ 30000, 0 });
  g_assert_null(sal_nearby_find(places, MIDDLE, 4e6, NULL).place);
  g_assert_null(sal_nearby_find(NULL, MIDDLE, 4e6, NULL).place);
  add_place(places, "Stream", 0, (SalPoint){ 0, 0 });
  g_array_index(places, SalPlace, 1).kind = SAL_PLACE_RIVER;
  g_assert_null(sal_nearby_find(places, MIDDLE, 4e6, NULL).place);
  const SalNearby nearby = sal_nearby_find(places, MIDDLE, 1.6e9, NULL); /* a circle of 23 km */
  g_assert_cmpstr(nearby.place->name, ==, "Town");
  g_assert_cmpint(nearby.direction, ==, SAL_DIRECTION_WEST);
}

static void
test_gives_a_name_to_one_group_alone(void)
{
  g_autoptr(GArray) places = sal_place_list_new();
  add_place(places, "City", 900000, (SalPoint){ 4000, 0 });
  add_place(places, "Town", 9000, (SalPoint){ 8000, 0 });
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS), lost = sal_geometry_new(SAL_POLYGONS);
  add_square(gained, 0, 0, 3000);
  add_square(gained, 8000, 0, 2000); /* beyond the gap */
  add_square(gained, 4000, 8000, 1000);
  add_square(lost, 4000, -3000, 2500);
  g_autoptr(GArray) groups = find(gained, lost);
  g_assert_cmpuint(groups->len, ==, 4);
  sal_change_groups_find_places(groups, gained, lost, places);
  g_assert_cmpstr(get(groups, 0)->nearby.place->name, ==, "City");
  g_assert_true(get(groups, 1)->is_lost);
  g_assert_cmpstr(get(groups, 1)->nearby.place->name, ==, "City");
  g_assert_cmpstr(get(groups, 2)->nearby.place->name, ==, "Town");
  /* In another direction it is another name. */
  g_assert_cmpstr(get(groups, 3)->nearby.place->name, ==, "City");
  g_assert_cmpint(get(groups, 3)->nearby.direction, ==, SAL_DIRECTION_NORTH);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/change-group/joins-what-is-within-the-gap", test_joins_what_is_within_the_gap);
  g_test_add_func("/change-group/ends-a-group-at-its-reach", test_ends_a_group_at_its_reach);
  g_test_add_func("/change-group/keeps-gained-and-lost-apart", test_keeps_gained_and_lost_apart);
  g_test_add_func("/change-group/counts-every-part-once", test_counts_every_part_once);
  g_test_add_func("/nearby/prefers-the-town-that-is-known", test_prefers_the_town_that_is_known);
  g_test_add_func("/nearby/says-the-direction-from-the-place", test_says_the_direction_from_the_place);
  g_test_add_func("/nearby/has-no-place-where-none-is-near", test_has_no_place_where_none_is_near);
  g_test_add_func("/change-group/gives-a-name-to-one-group-alone", test_gives_a_name_to_one_group_alone);
  return g_test_run();
}
