#include "render/labels.h"

#include "data/error.h"
#include "render/basemap.h"

#include <string.h>

static const SalRect FRAME = { 6, 20, 270, 180 };

static SalMap *
map_new(void)
{
  g_autoptr(GError) error = NULL;
  SalMap *map = sal_map_new((SalBox){ 35, 47, 40, 50 }, NULL, FRAME, &error);
  g_assert_no_error(error);
  return map;
}

static SalStyle *
style_new(void)
{
  g_autoptr(GError) error = NULL;
  SalStyle *style = sal_style_load("default", &error);
  g_assert_no_error(error);
  return style;
}

static void
clear_place(gpointer place)
{
  g_free(((SalPlace *)place)->name);
}

static GArray *
places_new(void)
{
  GArray *places = g_array_new(FALSE, FALSE, sizeof(SalPlace));
  g_array_set_clear_func(places, clear_place);
  return places;
}

static void
add_place(GArray *places, const char *name, double lon, double lat, double population)
{
  const SalPlace place = {
    .name = g_strdup(name), .lon = lon, .lat = lat, .population = population, .rank = 4
  };
  g_array_append_val(places, place);
}

static GArray *
random_places_new(guint n)
{
  GArray *places = places_new();
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf("%.*s", g_test_rand_int_range(3, 14), "Abcdefghijklmno");
    add_place(places, name, g_test_rand_double_range(34, 41), g_test_rand_double_range(46, 51),
              2e6 - i * 800.0);
  }
  return places;
}

static void
assert_clear(const GArray *labels)
{
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    const SalBox box = sal_turned_rect_get_box(label->box);
    g_assert_cmpfloat(box.xmin, >=, FRAME.x);
    g_assert_cmpfloat(box.ymin, >=, FRAME.y);
    g_assert_cmpfloat(box.xmax, <=, FRAME.x + FRAME.width);
    g_assert_cmpfloat(box.ymax, <=, FRAME.y + FRAME.height);
    for (guint j = 0; j < labels->len; j++) {
      const SalLabel *other = &g_array_index(labels, SalLabel, j);
      g_assert_false(i != j && sal_turned_rect_overlaps(label->box, other->box));
      g_assert_false(i != j && other->has_dot && sal_turned_rect_overlaps(label->box, other->dot_box));
    }
  }
}

static void
test_keeps_names_apart(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  for (int round = 0; round < 5; round++) {
    g_autoptr(GArray) places = random_places_new(400);
    const SalLabelOptions options = { .style = style, .max_labels = 1000 };
    g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
    g_assert_cmpuint(labels->len, >, 50);
    assert_clear(labels);
  }
}

static void
test_gives_the_same_labels_again(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = random_places_new(300);
  const SalLabelOptions options = { .style = style, .max_labels = 60 };
  g_autoptr(GArray) first = sal_labels_place(map, places, &options);
  g_autoptr(GArray) second = sal_labels_place(map, places, &options);
  g_assert_cmpuint(first->len, ==, second->len);
  for (guint i = 0; i < first->len; i++) {
    const SalLabel *a = &g_array_index(first, SalLabel, i), *b = &g_array_index(second, SalLabel, i);
    g_assert_true(a->place == b->place && a->x == b->x && a->y == b->y && a->anchor == b->anchor);
  }
}

static void
test_names_the_important_first(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = random_places_new(300);
  const SalLabelOptions options = { .style = style, .max_labels = 20 };
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  g_assert_cmpuint(labels->len, ==, 20);
  for (guint i = 1; i < labels->len; i++)
    g_assert_true(g_array_index(labels, SalLabel, i - 1).place < g_array_index(labels, SalLabel, i).place);
}

static void
test_stays_clear_of_furniture(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = random_places_new(400);
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  const SalTurnedRect furniture = { 145, 110, 90, 60, 20 };
  g_array_append_val(obstacles, furniture);
  const SalLabelOptions options = { .style = style, .obstacles = obstacles, .max_labels = 1000 };
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  for (guint i = 0; i < labels->len; i++)
    g_assert_false(sal_turned_rect_overlaps(g_array_index(labels, SalLabel, i).box, furniture));
}

static void
test_leaves_the_change_in_sight(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = places_new();
  add_place(places, "Donetsk", 37.5, 48.5, 1e6);
  SalLabelOptions options = { .style = style, .max_labels = 10 };
  g_autoptr(GArray) before = sal_labels_place(map, places, &options);
  const SalLabel *label = &g_array_index(before, SalLabel, 0);
  g_assert_cmpint(label->anchor, ==, SAL_ANCHOR_START);
  g_autoptr(SalGeometry) change = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(change, label->dot_x + 1, label->dot_y - 30);
  sal_geometry_add_point(change, label->dot_x + 30, label->dot_y - 30);
  sal_geometry_add_point(change, label->dot_x + 30, label->dot_y + 30);
  sal_geometry_add_point(change, label->dot_x + 1, label->dot_y + 30);
  sal_geometry_end_part(change);
  sal_geometry_end_polygon(change);
  options.changed = change;
  g_autoptr(GArray) after = sal_labels_place(map, places, &options);
  g_assert_cmpuint(after->len, ==, 1);
  g_assert_cmpint(g_array_index(after, SalLabel, 0).anchor, ==, SAL_ANCHOR_END);
}

static void
test_leaves_out_hamlets(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = places_new();
  add_place(places, "City", 37, 48.5, 1e6);
  add_place(places, "Hamlet", 38, 48.5, 300);
  add_place(places, "Far", 60, 48.5, 1e6);
  const SalLabelOptions options = { .style = style, .max_labels = 10 };
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  g_assert_cmpuint(labels->len, ==, 1);
  g_assert_cmpstr(g_array_index(labels, SalLabel, 0).place->name, ==, "City");
}

static void
test_places_two_thousand_quickly(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = random_places_new(2000);
  const SalLabelOptions options = { .style = style, .max_labels = 60 };
  g_test_timer_start();
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  g_test_minimized_result(g_test_timer_elapsed(), "2,000 candidate places, %u labels", labels->len);
  g_assert_cmpuint(labels->len, ==, 60);
}

static const SalPlace *
find_place(const SalBasemap *basemap, const char *name)
{
  for (guint i = 0; i < basemap->places->len; i++) {
    const SalPlace *place = &g_array_index(basemap->places, SalPlace, i);
    if (g_str_equal(place->name, name))
      return place;
  }
  return NULL;
}

static SalBasemap *
load_basemap(const char *name, SalBox box, GPtrArray *remarks, GError **error)
{
  const SalBasemapQuery query = { .box = box, .name = name };
  return sal_basemap_load(&query, remarks, error);
}

static void
test_reads_natural_earth(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalBasemap) basemap = load_basemap("auto", (SalBox){ 124, 33, 132, 43 }, remarks, &error);
  g_assert_no_error(error);
  if (basemap->folder == NULL) {
    g_assert_cmpuint(remarks->len, ==, 1);
    g_test_skip("Natural Earth is not installed");
    return;
  }
  g_assert_cmpuint(remarks->len, ==, 0);
  g_assert_true(sal_geometry_contains(basemap->land, 127, 37.5));
  g_assert_false(sal_geometry_contains(basemap->land, 131.5, 38.5));
  g_assert_false(sal_geometry_is_empty(basemap->rivers));
  g_assert_false(sal_geometry_is_empty(basemap->borders));
  g_assert_false(sal_geometry_is_empty(basemap->admin1_borders));
  const SalBox line_1953 = sal_geometry_get_box(basemap->disputed_borders);
  g_assert_true(line_1953.ymin > 37 && line_1953.ymax < 39);
  g_assert_cmpstr(g_array_index(basemap->places, SalPlace, 0).name, ==, "Seoul");
  g_assert_nonnull(find_place(basemap, "Bucheon"));
  g_assert_null(find_place(basemap, "Puch'on"));
}

static void
test_reads_across_the_antimeridian(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalBasemap) basemap = load_basemap("auto", (SalBox){ 172, 60, 196, 70 }, NULL, &error);
  g_assert_no_error(error);
  if (basemap->folder == NULL) {
    g_test_skip("Natural Earth is not installed");
    return;
  }
  g_assert_true(sal_geometry_contains(basemap->land, 175, 67));
  g_assert_true(sal_geometry_contains(basemap->land, 185, 66.5));
  g_assert_cmpfloat(sal_geometry_get_box(basemap->land).xmax, >, 190);
}

static void
test_does_without_a_base_map(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalBasemap) none = load_basemap("none", (SalBox){ 124, 33, 132, 43 }, NULL, &error);
  g_assert_no_error(error);
  g_assert_null(none->folder);
  g_assert_true(sal_geometry_is_empty(none->land));
  g_autoptr(SalBasemap) missing = load_basemap("/nowhere", (SalBox){ 124, 33, 132, 43 }, NULL, &error);
  g_assert_null(missing);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
  g_assert_cmpstr(error->message, ==,
                  "base map '/nowhere': expected a folder with ne_10m_land.shp, got none");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/labels/keeps-names-apart", test_keeps_names_apart);
  g_test_add_func("/labels/gives-the-same-labels-again", test_gives_the_same_labels_again);
  g_test_add_func("/labels/names-the-important-first", test_names_the_important_first);
  g_test_add_func("/labels/stays-clear-of-furniture", test_stays_clear_of_furniture);
  g_test_add_func("/labels/leaves-the-change-in-sight", test_leaves_the_change_in_sight);
  g_test_add_func("/labels/leaves-out-hamlets", test_leaves_out_hamlets);
  g_test_add_func("/labels/places-two-thousand-quickly", test_places_two_thousand_quickly);
  g_test_add_func("/basemap/reads-natural-earth", test_reads_natural_earth);
  g_test_add_func("/basemap/reads-across-the-antimeridian", test_reads_across_the_antimeridian);
  g_test_add_func("/basemap/does-without-a-base-map", test_does_without_a_base_map);
  return g_test_run();
}
