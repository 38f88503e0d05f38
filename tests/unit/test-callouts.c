#include "render/names/callouts.h"

#include "data/base/error.h"
#include "render/map/clusters.h"
#include "render/names/markers.h"
#include "styles/loader.h"

#include <math.h>
#include <string.h>

static const SalRect FRAME = { 6, 20, 270, 180 };

typedef struct {
  SalMap *map;
  SalStyle *style;
  SalAreaModel *model;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;
  fixture->map = sal_map_new((SalBox){ 35, 47, 40, 50 }, NULL, FRAME, &error);
  g_assert_no_error(error);
  fixture->style = sal_style_load("default", &error);
  g_assert_no_error(error);
  fixture->model = sal_area_model_new("ellipsoid", &error);
  g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
  sal_map_free(fixture->map);
  sal_style_free(fixture->style);
  sal_area_model_free(fixture->model);
}

/* A part of so many kilometres across, about. */
static void
add_part(SalGeometry *polygons, double lon, double lat, double km)
{
  const double y = km / 111.2 / 2, x = y / cos(lat * G_PI / 180);
  for (int i = 0; i < 16; i++) {
    const double angle = 2 * G_PI * i / 16;
    sal_geometry_add_point(polygons, lon + x * cos(angle), lat + y * sin(angle));
  }
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

typedef struct {
  const SalGeometry *gained, *lost;
  const GArray *obstacles, *labels, *places; /* each may be NULL */
  gboolean is_comparison, without_names;
  const SalCalloutPin *pins;
  guint n_pins;
  const double *outside_m2; /* of six groups */
} Scene;

/* Callouts for the six largest groups of a scene. */
static GArray *
place_scene(const Fixture *fixture, const Scene *scene)
{
  g_autoptr(GArray) groups = sal_change_groups_find(scene->gained, scene->lost, fixture->model);
  sal_change_groups_find_places(groups, scene->gained, scene->lost, scene->places);
  g_autoptr(SalGeometry) page =
      sal_map_project(fixture->map, scene->gained != NULL ? scene->gained : scene->lost);
  g_autoptr(SalCover) started = sal_callouts_start_cover(fixture->map, &(SalCalloutSights){ NULL }),
                      cover = sal_callouts_finish_cover(started, page, NULL);
  const SalCalloutOptions options = { .style = fixture->style,
                                      .groups = (const SalChangeGroup *)(void *)groups->data,
                                      .n_groups = MIN(groups->len, 6),
                                      .gained = scene->gained,
                                      .lost = scene->lost,
                                      .cover = cover,
                                      .obstacles = scene->obstacles,
                                      .labels = scene->labels,
                                      .has_names = !scene->without_names,
                                      .is_comparison = scene->is_comparison,
                                      .pins = scene->pins,
                                      .n_pins = scene->n_pins,
                                      .outside_m2 = scene->outside_m2 };
  return sal_callouts_place(fixture->map, &options);
}

static GArray *
place(const Fixture *fixture, const SalGeometry *gained, const SalGeometry *lost, const GArray *obstacles)
{
  return place_scene(fixture, &(Scene){ .gained = gained, .lost = lost, .obstacles = obstacles });
}

static const SalCallout *
get(const GArray *callouts, guint index)
{
  g_assert_cmpuint(index, <, callouts->len);
  return &g_array_index(callouts, SalCallout, index);
}

static void
test_says_the_exact_number(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS), lost = sal_geometry_new(SAL_POLYGONS);
  add_part(gained, 37, 48, 20);
  add_part(gained, 37.2, 48, 4);
  add_part(lost, 38.5, 49, 13);
  g_autoptr(GArray) callouts = place(fixture, gained, lost, NULL);
  g_assert_cmpuint(callouts->len, ==, 2);
  const double exact = sal_area_measure(fixture->model, gained) / 1e6;
  g_autofree char *text = g_strdup_printf("+%.0f\u00a0km²", round(exact));
  g_assert_cmpstr(get(callouts, 0)->text, ==, text);
  g_assert_true(get(callouts, 1)->is_lost);
  g_assert_true(g_str_has_prefix(get(callouts, 1)->text, "\u2212"));
}

static void
test_sums_what_lies_close_together(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  add_part(gained, 37, 48, 10);
  add_part(gained, 37.17, 48, 10);
  add_part(gained, 38.5, 48, 10);
  g_autoptr(GArray) clusters = sal_clusters_find(fixture->map, gained, 3, 40);
  g_assert_cmpuint(clusters->len, ==, 2);
  g_assert_cmpuint(g_array_index(clusters, SalCluster, 0).polygons->len, ==, 2);
  g_autoptr(GArray) narrow = sal_clusters_find(fixture->map, gained, 3, 8);
  g_assert_cmpuint(narrow->len, ==, 3);
}

/* A list with one town that lies so many degrees north of (37, 48). */
static GArray *
make_town(const char *name, double north_deg)
{
  GArray *places = sal_place_list_new();
  const SalPlace place = { .name = g_strdup(name), .lon = 37, .lat = 48 + north_deg, .population = 20000 };
  g_array_append_val(places, place);
  return places;
}

static char *
name_area(const Fixture *fixture, const GArray *places, gboolean without_names)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  add_part(gained, 37, 48, 12);
  const Scene scene = { .gained = gained, .places = places, .without_names = without_names };
  g_autoptr(GArray) callouts = place_scene(fixture, &scene);
  return g_strdup(get(callouts, 0)->name);
}

static void
test_says_where(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(GArray) at = make_town("Town", 0), away = make_town("Town", 0.15), far = make_town("Town", 0.5);
  g_autofree char *long_name = g_strnfill(200, 'x');
  g_autoptr(GArray) endless = make_town(long_name, 0);
  g_autofree char *near = name_area(fixture, at, FALSE), *south = name_area(fixture, away, FALSE),
                  *none = name_area(fixture, far, FALSE), *bare = name_area(fixture, at, TRUE),
                  *too_long = name_area(fixture, endless, FALSE);
  g_assert_cmpstr(near, ==, "Town");
  g_assert_cmpstr(south, ==, "South of Town");
  g_assert_null(none);
  g_assert_null(bare);
  g_assert_null(too_long);
}

/* An arm that reaches from a wide block to the town. */
static void
test_points_near_its_place(Fixture *fixture, gconstpointer unused)
{
  static const SalPoint outline[] = { { 36.95, 47.97 }, { 37.5, 47.97 }, { 37.5, 47.85 }, { 37.7, 47.85 },
                                      { 37.7, 48.15 },  { 37.5, 48.15 }, { 37.5, 48.03 }, { 36.95, 48.03 } };
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < G_N_ELEMENTS(outline); i++)
    sal_geometry_add_point(gained, outline[i].x, outline[i].y);
  sal_geometry_end_part(gained);
  sal_geometry_end_polygon(gained);
  g_autoptr(GArray) places = make_town("Town", 0);
  g_autoptr(GArray) near = place_scene(fixture, &(Scene){ .gained = gained, .places = places }),
                    wide = place(fixture, gained, NULL, NULL);
  SalPoint town, block;
  g_assert_true(sal_map_project_point(fixture->map, 37, 48, &town.x, &town.y));
  g_assert_true(sal_map_project_point(fixture->map, 37.6, 48, &block.x, &block.y));
  g_assert_nonnull(get(near, 0)->name);
  g_assert_cmpfloat(hypot(get(near, 0)->to.x - town.x, get(near, 0)->to.y - town.y), <, 8);
  g_assert_cmpfloat(fabs(get(wide, 0)->to.x - block.x), <, 4);
}

static void
block(GArray *obstacles, double xmin, double ymin, double xmax, double ymax)
{
  const SalTurnedRect rect = sal_turned_rect_new((SalRect){ xmin, ymin, xmax - xmin, ymax - ymin });
  g_array_append_val(obstacles, rect);
}

/* A strip of the page that is as high as a number alone. */
static void
test_goes_without_a_name_for_which_there_is_no_room(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect)),
                    places = make_town("Town", 0);
  add_part(gained, 37, 48, 12);
  SalPoint at;
  g_assert_true(sal_map_project_point(fixture->map, 37, 48, &at.x, &at.y));
  block(obstacles, FRAME.x, FRAME.y, FRAME.x + FRAME.width, at.y - 3);
  block(obstacles, FRAME.x, at.y + 3, FRAME.x + FRAME.width, FRAME.y + FRAME.height);
  const Scene scene = { .gained = gained, .places = places, .obstacles = obstacles };
  g_autoptr(GArray) callouts = place_scene(fixture, &scene);
  g_assert_null(get(callouts, 0)->name);
  g_assert_true(g_str_has_prefix(get(callouts, 0)->text, "+"));
}

/* The middle of the area is taken; the leader ends elsewhere in it. */
static void
test_points_beside_an_obstacle(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS), page = NULL;
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  add_part(gained, 37, 48, 60);
  SalPoint at;
  g_assert_true(sal_map_project_point(fixture->map, 37, 48, &at.x, &at.y));
  block(obstacles, at.x - 4, at.y - 4, at.x + 4, at.y + 4);
  g_autoptr(GArray) callouts = place(fixture, gained, NULL, obstacles);
  const SalPoint end = get(callouts, 0)->to;
  page = sal_map_project(fixture->map, gained);
  g_assert_true(sal_geometry_contains(page, end.x, end.y));
  g_assert_cmpfloat(MAX(fabs(end.x - at.x), fabs(end.y - at.y)), >, 4);
}

static void
test_has_no_callout_outside_the_frame(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  add_part(gained, 37, 48, 40);
  add_part(gained, 60, 49, 300);
  g_autoptr(GArray) callouts = place(fixture, gained, NULL, NULL);
  g_assert_cmpuint(callouts->len, ==, 1);
  g_autoptr(GArray) clusters = sal_clusters_find(fixture->map, gained, 3, 40);
  g_assert_cmpuint(clusters->len, ==, 1);
}

/* A name that must stay is covered by nothing, even if a callout has no room then. */
static void
test_never_covers_what_must_stay(Fixture *fixture, gconstpointer unused)
{
  for (int round = 0; round < 40; round++) {
    g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
    g_autoptr(GArray) labels = g_array_new(FALSE, TRUE, sizeof(SalLabel));
    g_autoptr(GArray) town = make_town("Town", 0);
    double x, y;
    add_part(gained, 37, 48, 12);
    g_assert_true(sal_map_project_point(fixture->map, 37, 48, &x, &y));
    for (int i = 0; i < 60; i++) {
      const SalLabel label = { .place = &g_array_index(town, SalPlace, 0),
                               .importance = 5,
                               .must_stay = i % 2 == 0,
                               .box = { x + g_test_rand_double_range(-40, 40),
                                        y + g_test_rand_double_range(-30, 30), 14, 3, 0 } };
      g_array_append_val(labels, label);
    }
    g_autoptr(GArray) callouts = place_scene(fixture, &(Scene){ .gained = gained, .labels = labels });
    for (guint i = 0; i < callouts->len; i++)
      for (guint j = 0; j < labels->len; j++)
        g_assert_false(g_array_index(labels, SalLabel, j).must_stay &&
                       sal_turned_rect_overlaps(sal_turned_rect_new(get(callouts, i)->box),
                                                g_array_index(labels, SalLabel, j).box));
  }
}

static void
test_points_into_the_area(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 6; i++)
    add_part(gained, 35.5 + 0.8 * i, g_test_rand_double_range(47.3, 49.7), g_test_rand_double_range(12, 25));
  g_autoptr(SalGeometry) page = sal_map_project(fixture->map, gained);
  g_autoptr(GArray) callouts = place(fixture, gained, NULL, NULL);
  g_assert_cmpuint(callouts->len, >, 0);
  for (guint i = 0; i < callouts->len; i++) {
    const SalCallout *callout = get(callouts, i);
    g_assert_true(sal_geometry_contains(page, callout->to.x, callout->to.y));
    const SalTurnedRect from = { callout->from.x, callout->from.y, 0.01, 0.01, 0 };
    g_assert_true(sal_turned_rect_overlaps(sal_turned_rect_new(callout->box), from));
  }
}

static gboolean
crosses(const SalCallout *a, const SalCallout *b)
{
  return sal_turned_rect_overlaps(sal_turned_rect_new_line(a->from, a->to, 0.01),
                                  sal_turned_rect_new_line(b->from, b->to, 0.01));
}

static void
assert_apart(const GArray *callouts, const GArray *obstacles)
{
  for (guint i = 0; i < callouts->len; i++) {
    const SalCallout *callout = get(callouts, i);
    const SalTurnedRect box = sal_turned_rect_new(callout->box);
    const SalTurnedRect leader = sal_turned_rect_new_line(callout->from, callout->to, 0.1);
    g_assert_cmpfloat(callout->box.x, >=, FRAME.x);
    g_assert_cmpfloat(callout->box.y, >=, FRAME.y);
    g_assert_cmpfloat(callout->box.x + callout->box.width, <=, FRAME.x + FRAME.width);
    g_assert_cmpfloat(callout->box.y + callout->box.height, <=, FRAME.y + FRAME.height);
    for (guint j = 0; j < obstacles->len; j++) {
      const SalTurnedRect obstacle = g_array_index(obstacles, SalTurnedRect, j);
      g_assert_false(sal_turned_rect_overlaps(box, obstacle));
      g_assert_false(sal_turned_rect_overlaps(leader, obstacle));
    }
    for (guint j = 0; j < callouts->len; j++) {
      const SalCallout *other = get(callouts, j);
      g_assert_false(i != j && sal_turned_rect_overlaps(box, sal_turned_rect_new(other->box)));
      g_assert_false(i != j && sal_turned_rect_overlaps(leader, sal_turned_rect_new(other->box)));
      g_assert_false(i != j && crosses(callout, other));
    }
  }
}

static void
test_collides_with_nothing(Fixture *fixture, gconstpointer unused)
{
  guint n = 0;
  for (int round = 0; round < 40; round++) {
    g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS), lost = sal_geometry_new(SAL_POLYGONS);
    const double lon = g_test_rand_double_range(34.8, 40), lat = g_test_rand_double_range(47, 50);
    for (int i = 0; i < 12; i++)
      add_part(i % 3 == 0 ? lost : gained, lon + g_test_rand_double_range(-1, 1),
               lat + g_test_rand_double_range(-0.6, 0.6), g_test_rand_double_range(0.5, 9));
    g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
    for (int i = 0; i < 8; i++) {
      const SalTurnedRect rect = { g_test_rand_double_range(6, 276), g_test_rand_double_range(20, 200),
                                   g_test_rand_double_range(5, 40), g_test_rand_double_range(3, 20), 0 };
      g_array_append_val(obstacles, rect);
    }
    g_autoptr(GArray) callouts = place(fixture, gained, lost, obstacles);
    assert_apart(callouts, obstacles);
    n += callouts->len;
  }
  g_assert_cmpuint(n, >, 80);
}

static void
test_compares_without_signs(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) only_a = sal_geometry_new(SAL_POLYGONS), only_b = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 4; i++) {
    add_part(only_a, 35.6 + i, 49, g_test_rand_double_range(1, 4));
    add_part(only_b, 35.6 + i, 48, g_test_rand_double_range(1, 4));
  }
  const Scene scene = { .gained = only_b, .lost = only_a, .is_comparison = TRUE };
  g_autoptr(GArray) callouts = place_scene(fixture, &scene);
  g_assert_cmpuint(callouts->len, >, 0);
  for (guint i = 0; i < callouts->len; i++) {
    const SalCallout *callout = get(callouts, i);
    const SalAreaStyle *area = callout->is_lost ? &fixture->style->only_a : &fixture->style->only_b;
    g_assert_true(g_ascii_isdigit(callout->text[0]));
    g_assert_cmpmem(&callout->swatch.fill, sizeof(SalColor), &area->hatch.color, sizeof(SalColor));
  }
}

static void
test_gives_the_same_callouts_again(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 20; i++)
    add_part(gained, g_test_rand_double_range(36, 39), g_test_rand_double_range(47.5, 49.5),
             g_test_rand_double_range(2, 12));
  g_autoptr(GArray) first = place(fixture, gained, NULL, NULL);
  g_autoptr(GArray) second = place(fixture, gained, NULL, NULL);
  g_assert_cmpuint(first->len, ==, second->len);
  for (guint i = 0; i < first->len; i++) {
    g_assert_true(get(first, i)->box.x == get(second, i)->box.x);
    g_assert_true(get(first, i)->box.y == get(second, i)->box.y);
    g_assert_cmpstr(get(first, i)->text, ==, get(second, i)->text);
  }
}

static double
round_mm(double length)
{
  return round(length * 100) / 100;
}

static void
assert_same(const SalCallout *a, const SalCallout *b)
{
  g_assert_cmpmem(&a->box, sizeof a->box, &b->box, sizeof b->box);
  g_assert_cmpmem(&a->to, sizeof a->to, &b->to, sizeof b->to);
  g_assert_cmpstr(a->name, ==, b->name);
}

/* Pinned to hundredths of a millimetre, callouts come back to the last digit; one that a hand moves stands where it says. */
static void
test_comes_back_to_its_pin(Fixture *fixture, gconstpointer unused)
{
  guint n = 0;
  for (int round = 0; round < 30; round++) {
    g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS), lost = sal_geometry_new(SAL_POLYGONS);
    g_autoptr(GArray) places = sal_place_list_new(),
                      obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
    for (int i = 0; i < 6; i++) {
      const double lon = g_test_rand_double_range(36, 39), lat = g_test_rand_double_range(47.5, 49.5);
      const SalPlace place = { .lon = lon, .lat = lat, .name = g_strdup_printf("Town%d", i) };
      g_array_append_val(places, place);
      add_part(i % 3 == 0 ? lost : gained, lon, lat, g_test_rand_double_range(1, 20));
      const double x = g_test_rand_double_range(6, 250), y = g_test_rand_double_range(20, 190);
      block(obstacles, x, y, x + 25, y + 10);
    }
    Scene scene = { .gained = gained, .lost = lost, .places = places, .obstacles = obstacles };
    g_autoptr(GArray) first = place_scene(fixture, &scene);
    g_autoptr(GArray) pins = g_array_new(FALSE, FALSE, sizeof(SalCalloutPin));
    for (guint i = 0; i < first->len; i++) {
      SalCalloutPin pin = get(first, i)->pin;
      g_assert_true(get(first, i)->has_pin);
      pin.box_mm = (SalPoint){ round_mm(pin.box_mm.x), round_mm(pin.box_mm.y) };
      g_array_append_val(pins, pin);
    }
    scene.pins = (const SalCalloutPin *)(const void *)pins->data;
    scene.n_pins = pins->len;
    g_autoptr(GArray) second = place_scene(fixture, &scene);
    g_assert_cmpuint(first->len, ==, second->len);
    for (guint i = 0; i < first->len; i++)
      assert_same(get(first, i), get(second, i));
    n += first->len;
    if (first->len == 0)
      continue;
    SalCalloutPin *moved = &g_array_index(pins, SalCalloutPin, 0);
    moved->box_mm.x += moved->box_mm.x > 0 ? 1.3 : -1.3;
    g_autoptr(GArray) third = place_scene(fixture, &scene);
    for (guint i = 1; i < MIN(first->len, third->len) && first->len == third->len; i++)
      assert_same(get(first, i), get(third, i));
  }
  g_assert_cmpuint(n, >, 30);
}

static void
test_draws_what_it_takes(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  add_part(gained, 37, 48, 20);
  g_autoptr(GArray) callouts = place(fixture, gained, NULL, NULL);
  g_autoptr(SalLayer) layer = sal_callouts_make_layer(fixture->style, FRAME, callouts);
  const SalItem *text = sal_layer_get_item(layer, sal_layer_get_n_items(layer) - 1);
  g_assert_cmpint(text->type, ==, SAL_ITEM_TEXT);
  g_assert_cmpstr(text->text.text, ==, get(callouts, 0)->text);
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  sal_callouts_add_obstacles(callouts, obstacles);
  const SalTurnedRect at_text = { text->text.x, text->text.y - 1, 0.1, 0.1, 0 };
  g_assert_cmpuint(obstacles->len, ==, 2);
  g_assert_true(sal_turned_rect_overlaps(g_array_index(obstacles, SalTurnedRect, 0), at_text));
}

static void
test_rings_small_changes_beside_large_ones(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  add_part(gained, 37, 48, 1.5);
  add_part(gained, 38.5, 49, 0.6);
  add_part(gained, 38.9, 49.5, 0.05);
  g_autoptr(GArray) markers = sal_markers_find(fixture->map, gained);
  g_assert_cmpuint(markers->len, ==, 1);
  double x, y;
  g_assert_true(sal_map_project_point(fixture->map, 38.5, 49, &x, &y));
  const SalPoint at = g_array_index(markers, SalPoint, 0);
  g_assert_cmpfloat(hypot(at.x - x, at.y - y), <, 0.3);
}

static void
test_rings_nothing_that_is_seen(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  add_part(gained, 37, 48, 5);
  add_part(gained, 60, 48, 0.5); /* outside the frame */
  g_autoptr(GArray) markers = sal_markers_find(fixture->map, gained);
  g_assert_cmpuint(markers->len, ==, 0);
  g_autoptr(GArray) none = sal_markers_find(fixture->map, NULL);
  g_assert_cmpuint(none->len, ==, 0);
}

static void
test_keeps_rings_apart(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 60; i++)
    add_part(gained, g_test_rand_double_range(36.8, 37.2), g_test_rand_double_range(47.9, 48.1), 0.4);
  g_autoptr(GArray) markers = sal_markers_find(fixture->map, gained);
  g_assert_cmpuint(markers->len, >, 2);
  for (guint i = 0; i < markers->len; i++) {
    for (guint j = 0; j < i; j++) {
      const SalPoint a = g_array_index(markers, SalPoint, i), b = g_array_index(markers, SalPoint, j);
      g_assert_cmpfloat(hypot(a.x - b.x, a.y - b.y), >=, SAL_MARKER_MM);
    }
  }
}

static void
test_leads_to_the_rim_of_a_ring(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  add_part(gained, 37, 48, 0.5);
  g_autoptr(GArray) markers = sal_markers_find(fixture->map, gained);
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  sal_markers_add_obstacles(markers, sal_markers_get_size_mm(fixture->map), obstacles);
  g_autoptr(GArray) callouts = place(fixture, gained, NULL, obstacles);
  g_assert_cmpuint(markers->len, ==, 1);
  const SalPoint at = g_array_index(markers, SalPoint, 0), to = get(callouts, 0)->to;
  g_assert_cmpfloat_with_epsilon(hypot(at.x - to.x, at.y - to.y), SAL_MARKER_MM / 2, 0.6);
}

static void
add_test(const char *name, void (*test)(Fixture *, gconstpointer))
{
  g_test_add(name, Fixture, NULL, set_up, test, tear_down);
}

static void
says_how_much_the_frame_shows(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS), lost = sal_geometry_new(SAL_POLYGONS);
  add_part(gained, 37, 48, 20);
  add_part(lost, 38.5, 49, 12);
  const double outside_m2[6] = { 112e6, 0.1e6 };
  const Scene scene = { .gained = gained, .lost = lost, .outside_m2 = outside_m2 };
  g_autoptr(GArray) callouts = place_scene(fixture, &scene);
  g_assert_cmpuint(callouts->len, ==, 2);
  const SalCallout *cut = &g_array_index(callouts, SalCallout, 0), *whole = cut + 1;
  g_assert_true(g_str_has_prefix(cut->text, "+1") && strstr(cut->text, " of +3") != NULL);
  g_assert_null(strstr(whole->text, " of "));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  add_test("/callouts/says-the-exact-number", test_says_the_exact_number);
  add_test("/callouts/sums-what-lies-close-together", test_sums_what_lies_close_together);
  add_test("/callouts/says-where", test_says_where);
  add_test("/callouts/points-near-its-place", test_points_near_its_place);
  add_test("/callouts/has-no-callout-outside-the-frame", test_has_no_callout_outside_the_frame);
  add_test("/callouts/goes-without-a-name-for-which-there-is-no-room",
           test_goes_without_a_name_for_which_there_is_no_room);
  add_test("/callouts/points-beside-an-obstacle", test_points_beside_an_obstacle);
  add_test("/callouts/never-covers-what-must-stay", test_never_covers_what_must_stay);
  add_test("/callouts/points-into-the-area", test_points_into_the_area);
  add_test("/callouts/collides-with-nothing", test_collides_with_nothing);
  add_test("/callouts/compares-without-signs", test_compares_without_signs);
  add_test("/callouts/gives-the-same-callouts-again", test_gives_the_same_callouts_again);
  add_test("/callouts/comes-back-to-its-pin", test_comes_back_to_its_pin);
  add_test("/callouts/draws-what-it-takes", test_draws_what_it_takes);
  add_test("/callouts/leads-to-the-rim-of-a-ring", test_leads_to_the_rim_of_a_ring);
  add_test("/markers/rings-small-changes-beside-large-ones", test_rings_small_changes_beside_large_ones);
  add_test("/markers/rings-nothing-that-is-seen", test_rings_nothing_that_is_seen);
  add_test("/markers/keeps-rings-apart", test_keeps_rings_apart);
  g_test_add("/callouts/says-how-much-the-frame-shows", Fixture, NULL, set_up, says_how_much_the_frame_shows,
             tear_down);
  return g_test_run();
}
