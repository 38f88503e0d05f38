#include "render/names/callouts.h"

#include "data/base/error.h"
#include "render/map/clusters.h"
#include "render/names/markers.h"
#include "render/words/comparison.h"
#include "styles/loader.h"

#include <math.h>

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

static SalFigures
make_figures(const Fixture *fixture, const SalGeometry *gained, const SalGeometry *lost)
{
  const SalChange change = {
    .gained_m2 = gained != NULL ? sal_area_measure(fixture->model, gained) : 0,
    .lost_m2 = lost != NULL ? sal_area_measure(fixture->model, lost) : 0,
    .area_from_m2 = 5e10,
    .area_to_m2 = 5e10 + (gained != NULL ? sal_area_measure(fixture->model, gained) : 0) -
                  (lost != NULL ? sal_area_measure(fixture->model, lost) : 0),
  };
  return sal_figures_compute(&change);
}

static GArray *
place(const Fixture *fixture, const SalGeometry *gained, const SalGeometry *lost, const GArray *obstacles)
{
  const SalFigures figures = make_figures(fixture, gained, lost);
  g_autoptr(SalGeometry) page = sal_map_project(fixture->map, gained != NULL ? gained : lost);
  const SalCalloutSights sights = { .changed = page };
  g_autoptr(SalCover) cover = sal_callouts_make_cover(fixture->map, &sights);
  const SalCalloutOptions options = { .style = fixture->style,
                                      .area_model = fixture->model,
                                      .figures = &figures,
                                      .gained = gained,
                                      .lost = lost,
                                      .cover = cover,
                                      .obstacles = obstacles,
                                      .max_callouts = 6 };
  return sal_callouts_place(fixture->map, &options);
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
  g_assert_cmpfloat_with_epsilon(get(callouts, 0)->km2, round(exact), 1e-9);
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
  g_autoptr(GArray) callouts = place(fixture, gained, NULL, NULL);
  g_assert_cmpuint(callouts->len, ==, 2);
  g_assert_cmpfloat_with_epsilon(get(callouts, 0)->km2, 2 * get(callouts, 1)->km2, 2);
}

static void
test_leaves_out_what_is_not_worth_naming(Fixture *fixture, gconstpointer unused)
{
  g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS);
  add_part(gained, 37, 48, 40);
  add_part(gained, 38.5, 49, 5);
  add_part(gained, 60, 49, 300); /* outside the frame */
  g_autoptr(SalGeometry) inside = sal_geometry_new(SAL_POLYGONS);
  add_part(inside, 37, 48, 40);
  add_part(inside, 38.5, 49, 5);
  g_autoptr(GArray) callouts = place(fixture, inside, NULL, NULL);
  g_assert_cmpuint(callouts->len, ==, 1);
  g_autoptr(GArray) clusters = sal_clusters_find(fixture->map, gained, 3, 40);
  g_assert_cmpuint(clusters->len, ==, 2);
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

/* One of the polygons, which stand far apart, prints as this number. */
static gboolean
is_a_part(const Fixture *fixture, const SalGeometry *polygons, double km2)
{
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) part = sal_geometry_extract_polygon(polygons, i);
    if (fabs(sal_figures_round_km2(sal_area_measure(fixture->model, part) / 1e6) - km2) < 1e-9)
      return TRUE;
  }
  return FALSE;
}

static void
test_rounds_each_number_by_itself(Fixture *fixture, gconstpointer unused)
{
  for (int round = 0; round < 40; round++) {
    g_autoptr(SalGeometry) gained = sal_geometry_new(SAL_POLYGONS), lost = sal_geometry_new(SAL_POLYGONS);
    const int n = g_test_rand_int_range(1, 6);
    for (int i = 0; i < n; i++) {
      add_part(gained, 35.6 + i, 48, g_test_rand_double_range(0.5, 6));
      add_part(lost, 35.6 + i, 49, g_test_rand_double_range(0.5, 6));
    }
    g_autoptr(GArray) callouts = place(fixture, gained, lost, NULL);
    g_assert_cmpuint(callouts->len, >, 0);
    for (guint i = 0; i < callouts->len; i++) {
      const SalCallout *callout = get(callouts, i);
      g_assert_true(is_a_part(fixture, callout->is_lost ? lost : gained, callout->km2));
    }
  }
}

static GArray *
place_comparison(const Fixture *fixture, const SalGeometry *only_a, const SalGeometry *only_b,
                 SalFigures *figures)
{
  const SalChange state = { .gained_m2 = sal_area_measure(fixture->model, only_b),
                            .lost_m2 = sal_area_measure(fixture->model, only_a) };
  *figures = sal_comparison_compute_figures(&state);
  g_autoptr(SalGeometry) page = sal_map_project(fixture->map, only_b);
  const SalCalloutSights sights = { .changed = page };
  g_autoptr(SalCover) cover = sal_callouts_make_cover(fixture->map, &sights);
  const SalCalloutOptions options = { .style = fixture->style,
                                      .area_model = fixture->model,
                                      .figures = figures,
                                      .gained = only_b,
                                      .lost = only_a,
                                      .cover = cover,
                                      .max_callouts = 6,
                                      .is_comparison = TRUE };
  return sal_callouts_place(fixture->map, &options);
}

static void
test_compares_without_signs(Fixture *fixture, gconstpointer unused)
{
  for (int round = 0; round < 40; round++) {
    g_autoptr(SalGeometry) only_a = sal_geometry_new(SAL_POLYGONS), only_b = sal_geometry_new(SAL_POLYGONS);
    for (int i = 0; i < 4; i++) {
      add_part(only_a, 35.6 + i, 49, g_test_rand_double_range(0.2, 4));
      add_part(only_b, 35.6 + i, 48, g_test_rand_double_range(0.2, 4));
    }
    SalFigures figures;
    g_autoptr(GArray) callouts = place_comparison(fixture, only_a, only_b, &figures);
    g_assert_cmpuint(callouts->len, >, 0);
    for (guint i = 0; i < callouts->len; i++) {
      const SalCallout *callout = get(callouts, i);
      const SalAreaStyle *area = callout->is_lost ? &fixture->style->only_a : &fixture->style->only_b;
      g_assert_true(g_ascii_isdigit(callout->text[0]));
      g_assert_cmpmem(&callout->swatch.fill, sizeof(SalColor), &area->hatch.color, sizeof(SalColor));
      g_assert_true(is_a_part(fixture, callout->is_lost ? only_a : only_b, callout->km2));
    }
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

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  add_test("/callouts/says-the-exact-number", test_says_the_exact_number);
  add_test("/callouts/sums-what-lies-close-together", test_sums_what_lies_close_together);
  add_test("/callouts/leaves-out-what-is-not-worth-naming", test_leaves_out_what_is_not_worth_naming);
  add_test("/callouts/points-into-the-area", test_points_into_the_area);
  add_test("/callouts/collides-with-nothing", test_collides_with_nothing);
  add_test("/callouts/rounds-each-number-by-itself", test_rounds_each_number_by_itself);
  add_test("/callouts/compares-without-signs", test_compares_without_signs);
  add_test("/callouts/gives-the-same-callouts-again", test_gives_the_same_callouts_again);
  add_test("/callouts/draws-what-it-takes", test_draws_what_it_takes);
  add_test("/callouts/leads-to-the-rim-of-a-ring", test_leads_to_the_rim_of_a_ring);
  add_test("/markers/rings-small-changes-beside-large-ones", test_rings_small_changes_beside_large_ones);
  add_test("/markers/rings-nothing-that-is-seen", test_rings_nothing_that_is_seen);
  add_test("/markers/keeps-rings-apart", test_keeps_rings_apart);
  return g_test_run();
}
