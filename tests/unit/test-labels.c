#include "render/names/labels.h"

#include "data/base/error.h"
#include "render/map/basemap-load.h"
#include "styles/loader.h"

#include <math.h>
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
test_villages_fill_the_room_between_the_others(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = random_places_new(300), regions = places_new();
  add_place(regions, "DISTRICT", 37, 48.5, 0);
  g_array_index(regions, SalPlace, 0).kind = SAL_PLACE_DISTRICT;
  SalLabelOptions options = { .style = style, .max_labels = 20, .regions = regions };
  g_autoptr(GArray) few = sal_labels_place(map, places, &options);
  options.max_villages = 100;
  g_autoptr(GArray) many = sal_labels_place(map, places, &options);
  g_assert_cmpuint(many->len, >, few->len + 20);
  for (guint i = 0; i < few->len; i++) {
    const SalLabel *a = &g_array_index(few, SalLabel, i), *b = &g_array_index(many, SalLabel, i);
    g_assert_true(a->place == b->place && a->x == b->x && a->y == b->y && !b->is_village);
  }
  guint n_districts = 0;
  for (guint i = 0; i < many->len; i++) {
    const SalLabel *label = &g_array_index(many, SalLabel, i);
    n_districts += label->place->kind == SAL_PLACE_DISTRICT;
    g_assert_true(i < few->len || label->is_village);
    for (guint j = 0; j < i; j++)
      g_assert_false(sal_turned_rect_overlaps(label->box, g_array_index(many, SalLabel, j).box));
  }
  g_assert_cmpuint(n_districts, ==, 1);
}

static void
test_leaves_out_small_namesakes(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = places_new();
  add_place(places, "Donetsk", 39.9, 48.3, 48000);
  add_place(places, "Donetsk", 37.8, 48.0, 900000);
  add_place(places, "Novoselivka", 36.5, 49.0, 1000);
  add_place(places, "Novoselivka", 36.0, 48.0, 800);
  style->detail.places_people = 0;
  const SalLabelOptions options = { .style = style, .max_labels = 10 };
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  g_assert_cmpuint(labels->len, ==, 3);
  g_assert_cmpfloat(g_array_index(labels, SalLabel, 0).place->population, ==, 900000);
  for (guint i = 1; i < 3; i++)
    g_assert_cmpstr(g_array_index(labels, SalLabel, i).place->name, ==, "Novoselivka");
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
add_box(SalGeometry *polygons, double x, double y, double width, double height)
{
  sal_geometry_add_point(polygons, x, y);
  sal_geometry_add_point(polygons, x + width, y);
  sal_geometry_add_point(polygons, x + width, y + height);
  sal_geometry_add_point(polygons, x, y + height);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

/* What is small is named beside the change and left out elsewhere. */
static void
test_names_hamlets_near_the_change(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = places_new();
  add_place(places, "Near", 37, 48.5, 900);
  add_place(places, "Away", 39, 48.5, 900);
  add_place(places, "Town", 39.2, 49.3, 30000);
  double x, y;
  g_assert_true(sal_map_project_point(map, 37, 48.5, &x, &y));
  g_autoptr(SalGeometry) change = sal_geometry_new(SAL_POLYGONS);
  add_box(change, x + 1, y + 2, 4, 3);
  const SalLabelOptions options = {
    .style = style, .max_labels = 10, .nearness = SAL_LABELS_NEARNESS, .changed = change
  };
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  g_assert_cmpuint(labels->len, ==, 2);
  g_assert_cmpstr(g_array_index(labels, SalLabel, 0).place->name, ==, "Near");
  g_assert_cmpstr(g_array_index(labels, SalLabel, 1).place->name, ==, "Town");
}

/* A name over the front where there is room beside it would hide what the map is about. */
static void
test_does_not_cross_the_front(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = places_new();
  add_place(places, "Kramatorsk", 37.5, 48.5, 150000);
  double x, y;
  g_assert_true(sal_map_project_point(map, 37.5, 48.5, &x, &y));
  g_autoptr(SalGeometry) held = sal_geometry_new(SAL_POLYGONS);
  add_box(held, x + 3, y - 60, 80, 120);
  const SalLabelOptions options = { .style = style, .max_labels = 10, .held = held };
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  g_assert_cmpuint(labels->len, ==, 1);
  g_assert_cmpint(g_array_index(labels, SalLabel, 0).anchor, ==, SAL_ANCHOR_END);
}

/* A name moves for a line and a symbol of the user's own, and stays where it has no other way. */
static void
test_keeps_clear_of_own_layers(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = places_new();
  add_place(places, "Kramatorsk", 37.5, 48.5, 150000);
  double x, y;
  g_assert_true(sal_map_project_point(map, 37.5, 48.5, &x, &y));
  g_autoptr(SalGeometry) line = sal_geometry_new(SAL_LINES), all = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, x + 3, y - 60);
  sal_geometry_add_point(line, x + 3, y + 60);
  sal_geometry_end_part(line);
  g_autoptr(SalTaken) symbols = sal_taken_new(sal_map_get_frame(map));
  sal_taken_add(symbols, (SalTurnedRect){ x + 3, y, 2, 120, 0 }, 0);
  for (int i = -100; i <= 100; i++) {
    sal_geometry_add_point(all, x + i / 4.0, y - 25);
    sal_geometry_add_point(all, x + i / 4.0, y + 25);
    sal_geometry_end_part(all);
  }
  const SalLabelOptions by_line = { .style = style, .max_labels = 10, .own_lines = line },
                        by_symbol = { .style = style, .max_labels = 10, .own_symbols = symbols },
                        crowded = { .style = style, .max_labels = 10, .own_lines = all };
  const SalLabelOptions *const options[] = { &by_line, &by_symbol, &crowded };
  for (guint i = 0; i < G_N_ELEMENTS(options); i++) {
    g_autoptr(GArray) labels = sal_labels_place(map, places, options[i]);
    g_assert_cmpuint(labels->len, ==, 1);
    g_assert_cmpint(g_array_index(labels, SalLabel, 0).anchor, ==, i < 2 ? SAL_ANCHOR_END : SAL_ANCHOR_START);
  }
}

static void
test_takes_out_what_obstacles_cover(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = random_places_new(300);
  const SalLabelOptions options = { .style = style, .max_labels = 60 };
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  const SalTurnedRect callout = { 140, 110, 100, 40, 0 }, leader = { 60, 60, 80, 0.5, 45 };
  g_array_append_val(obstacles, callout);
  g_array_append_val(obstacles, leader);
  g_autoptr(GArray) stay = sal_labels_filter(labels, obstacles);
  g_assert_cmpuint(stay->len, ==, labels->len); /* they are cities, all of them */
  for (guint i = 0; i < labels->len; i++)
    g_array_index(labels, SalLabel, i).must_stay = FALSE;
  g_autoptr(GArray) left = sal_labels_filter(labels, obstacles);
  g_assert_cmpuint(left->len, >, 0);
  g_assert_cmpuint(left->len, <, labels->len);
  for (guint i = 0, j = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    if (sal_turned_rect_overlaps(label->box, callout) || sal_turned_rect_overlaps(label->box, leader) ||
        sal_turned_rect_overlaps(label->dot_box, callout) || sal_turned_rect_overlaps(label->dot_box, leader))
      continue;
    const SalLabel *kept = &g_array_index(left, SalLabel, j++);
    g_assert_true(kept->place == label->place && kept->x == label->x && kept->y == label->y);
  }
  g_autoptr(GArray) all = sal_labels_filter(labels, NULL);
  g_assert_cmpuint(all->len, ==, labels->len);
}

static gboolean
names(const GArray *labels, const SalPlace *place)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_array_index(labels, SalLabel, i).place == place)
      return TRUE;
  return FALSE;
}

/* Of places that crowd each other, whichever a page must name is named, and in one spot on all pages. */
static void
test_names_the_news_of_every_page(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  for (int round = 0; round < 5; round++) {
    g_autoptr(GArray) places = sal_place_list_new();
    for (int i = 0; i < 60; i++)
      add_place(places, "Velyka Novosilka", 37 + g_test_rand_double_range(-0.15, 0.15),
                48 + g_test_rand_double_range(-0.1, 0.1), 2000);
    g_autoptr(GHashTable) all = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < places->len; i++)
      g_hash_table_add(all, &g_array_index(places, SalPlace, i));
    const SalLabelOptions options = { .style = style, .max_labels = 200, .news = all };
    g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
    g_autoptr(GArray) plain = sal_labels_choose(labels, NULL);
    g_assert_cmpuint(plain->len, <, labels->len); /* there are reserves */
    assert_clear(plain);
    for (guint i = 0; i < places->len; i++) {
      const SalPlace *place = &g_array_index(places, SalPlace, i);
      g_autoptr(GHashTable) news = g_hash_table_new(NULL, NULL);
      g_hash_table_add(news, (gpointer)place);
      g_autoptr(GArray) page = sal_labels_choose(labels, news);
      g_assert_true(names(page, place));
      assert_clear(page);
    }
  }
}

/* Cities are named whatever they hide, and where villages are in the news. */
static void
test_names_all_cities(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = random_places_new(300);
  g_autoptr(GHashTable) news = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < places->len; i++) {
    g_array_index(places, SalPlace, i).population = i < 6 ? 900000 : 500;
    if (i >= 6)
      g_hash_table_add(news, &g_array_index(places, SalPlace, i));
  }
  g_autoptr(SalGeometry) changed = sal_geometry_new(SAL_POLYGONS);
  add_box(changed, FRAME.x, FRAME.y, FRAME.width, FRAME.height);
  const SalLabelOptions options = { .style = style, .max_labels = 6, .changed = changed, .news = news };
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  for (guint i = 0; i < 6; i++) {
    const SalPlace *city = &g_array_index(places, SalPlace, i);
    double x, y;
    if (sal_map_project_point(map, city->lon, city->lat, &x, &y) && x > FRAME.x + 3 && y > FRAME.y + 3 &&
        x < FRAME.x + FRAME.width - 3 && y < FRAME.y + FRAME.height - 3)
      g_assert_true(names(labels, city));
  }
}

/* In a crowd, a city makes way for the news by moving, not by going. */
static void
test_moves_a_city_for_the_news(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  guint n_lost = 0, n_pages = 0;
  for (int round = 0; round < 40; round++) {
    g_autoptr(GArray) places = random_places_new(9);
    g_autoptr(GHashTable) all = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < places->len; i++) {
      SalPlace *place = &g_array_index(places, SalPlace, i);
      const double angle = g_test_rand_double_range(0, 2 * G_PI), away = g_test_rand_double_range(0.06, 0.3);
      place->lon = 37.5 + (i == 0 ? 0 : away * cos(angle));
      place->lat = 48.5 + (i == 0 ? 0 : 0.6 * away * sin(angle));
      place->population = i == 0 ? 900000 : 500;
      g_hash_table_add(all, place);
    }
    const SalLabelOptions options = { .style = style, .max_labels = 200, .news = all };
    g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
    for (guint i = 1; i < places->len; i++) {
      g_autoptr(GHashTable) news = g_hash_table_new(NULL, NULL);
      g_hash_table_add(news, &g_array_index(places, SalPlace, i));
      g_autoptr(GArray) page = sal_labels_choose(labels, news);
      assert_clear(page);
      n_pages++;
      n_lost += !names(page, &g_array_index(places, SalPlace, 0));
    }
  }
  g_assert_cmpuint(n_pages, ==, 320);
  g_assert_cmpuint(n_lost, ==, 0);
}

static void
add_named(GArray *places, SalPlaceKind kind, const char *name, double lon, double lat)
{
  add_place(places, name, lon, lat, 0);
  g_array_index(places, SalPlace, places->len - 1).kind = kind;
}

/* The distance from a river's line to the nearest point of a name's box. */
static double
measure_gap(const SalGeometry *river, SalTurnedRect box)
{
  double gap = 0;
  while (gap < 50) {
    for (guint i = 1; i < sal_geometry_get_n_points(river); i++) {
      const SalPoint a = g_array_index(river->points, SalPoint, i - 1),
                     b = g_array_index(river->points, SalPoint, i);
      if (sal_turned_rect_overlaps(sal_turned_rect_grow(box, gap), sal_turned_rect_new_line(a, b, 0.01)))
        return gap;
    }
    gap += 0.1;
  }
  return gap;
}

/* Beside its line, turned as that runs, and to be read from left to right. */
static void
test_writes_rivers_along_their_course(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  for (int round = 0; round < 40; round++) {
    const double course_deg = -180 + 9 * round, angle = course_deg * G_PI / 180;
    g_autoptr(GArray) places = places_new();
    add_named(places, SAL_PLACE_RIVER, "Siverskyi", 37.5, 48.5);
    double x, y;
    g_assert_true(sal_map_project_point(map, 37.5, 48.5, &x, &y));
    g_autoptr(SalGeometry) river = sal_geometry_new(SAL_LINES);
    for (int i = -40; i <= 40; i++) {
      const double bend = 0.3 * sin(i / 3.0);
      sal_geometry_add_point(river, x + i * cos(angle) + bend * sin(angle),
                             y - i * sin(angle) + bend * cos(angle));
    }
    sal_geometry_end_part(river);
    const SalLabelOptions options = { .style = style, .max_labels = 10, .rivers = river };
    g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
    g_assert_cmpuint(labels->len, ==, 1);
    const SalLabel *label = &g_array_index(labels, SalLabel, 0);
    g_assert_false(label->has_dot);
    g_assert_cmpfloat(fabs(label->angle_deg), <=, 90);
    g_assert_cmpfloat(fabs(remainder(label->angle_deg - course_deg, 180)), <, 5);
    const double gap = measure_gap(river, label->box);
    g_assert_cmpfloat(gap, <, 1.5);
  }
}

static void
test_writes_a_winding_river_nowhere(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = places_new();
  add_named(places, SAL_PLACE_RIVER, "Meander", 37.5, 48.5);
  double x, y;
  g_assert_true(sal_map_project_point(map, 37.5, 48.5, &x, &y));
  g_autoptr(SalGeometry) river = sal_geometry_new(SAL_LINES);
  for (int i = -200; i <= 200; i++)
    sal_geometry_add_point(river, x + i * 0.2, y + 3 * sin(i / 5.0));
  sal_geometry_end_part(river);
  const SalLabelOptions options = { .style = style, .max_labels = 10, .rivers = river };
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  g_assert_cmpuint(labels->len, ==, 0);
}

static void
test_writes_waters_level_and_without_dots(void)
{
  g_autoptr(SalMap) map = map_new();
  g_autoptr(SalStyle) style = style_new();
  g_autoptr(GArray) places = places_new();
  add_named(places, SAL_PLACE_WATER, "Sea of Azov", 36.5, 47.5);
  add_named(places, SAL_PLACE_AREA, "Donbas", 38.5, 48.5);
  add_place(places, "Port", 36.5, 47.5, 500000);
  const SalLabelOptions options = { .style = style, .max_labels = 10 };
  g_autoptr(GArray) labels = sal_labels_place(map, places, &options);
  g_assert_cmpuint(labels->len, ==, 3);
  assert_clear(labels);
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    g_assert_cmpfloat(label->angle_deg, ==, 0);
    g_assert_true(label->has_dot == (label->place->kind == SAL_PLACE_SETTLEMENT));
    g_assert_cmpfloat(hypot(label->box.x - label->dot_x, label->box.y - label->dot_y), <, 12);
  }
  g_autoptr(SalLayer) layer = sal_labels_make_layer(style, FRAME, labels);
  g_assert_cmpuint(sal_layer_get_n_items(layer), ==, 4);
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
                  "base map '/nowhere': expected a folder with ne_10m_land.shp, or a .gpkg that 'salient "
                  "basemap' wrote, got none");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/labels/keeps-names-apart", test_keeps_names_apart);
  g_test_add_func("/labels/gives-the-same-labels-again", test_gives_the_same_labels_again);
  g_test_add_func("/labels/names-the-important-first", test_names_the_important_first);
  g_test_add_func("/labels/villages-fill-the-room-between-the-others",
                  test_villages_fill_the_room_between_the_others);
  g_test_add_func("/labels/leaves-out-small-namesakes", test_leaves_out_small_namesakes);
  g_test_add_func("/labels/stays-clear-of-furniture", test_stays_clear_of_furniture);
  g_test_add_func("/labels/leaves-the-change-in-sight", test_leaves_the_change_in_sight);
  g_test_add_func("/labels/leaves-out-hamlets", test_leaves_out_hamlets);
  g_test_add_func("/labels/names-hamlets-near-the-change", test_names_hamlets_near_the_change);
  g_test_add_func("/labels/does-not-cross-the-front", test_does_not_cross_the_front);
  g_test_add_func("/labels/names-the-news-of-every-page", test_names_the_news_of_every_page);
  g_test_add_func("/labels/names-all-cities", test_names_all_cities);
  g_test_add_func("/labels/moves-a-city-for-the-news", test_moves_a_city_for_the_news);
  g_test_add_func("/labels/takes-out-what-obstacles-cover", test_takes_out_what_obstacles_cover);
  g_test_add_func("/labels/keeps-clear-of-own-layers", test_keeps_clear_of_own_layers);
  g_test_add_func("/labels/writes-rivers-along-their-course", test_writes_rivers_along_their_course);
  g_test_add_func("/labels/writes-a-winding-river-nowhere", test_writes_a_winding_river_nowhere);
  g_test_add_func("/labels/writes-waters-level-and-without-dots", test_writes_waters_level_and_without_dots);
  g_test_add_func("/labels/places-two-thousand-quickly", test_places_two_thousand_quickly);
  g_test_add_func("/basemap/reads-natural-earth", test_reads_natural_earth);
  g_test_add_func("/basemap/reads-across-the-antimeridian", test_reads_across_the_antimeridian);
  g_test_add_func("/basemap/does-without-a-base-map", test_does_without_a_base_map);
  return g_test_run();
}
