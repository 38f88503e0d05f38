#include "render/names/area-names.h"

#include "data/base/error.h"
#include "render/names/labels.h"
#include "styles/loader.h"

#include <string.h>

static const SalRect FRAME = { 0, 0, 200, 150 };

typedef struct {
  SalStyle *style;
  SalMap *map;
  SalPlace places[2];
  SalGeometry *areas[2];
  SalTaken *symbols; /* of own layers; lent; NULL: none */
} Scene;

/* A rectangle of the page as lon/lat polygons. */
static SalGeometry *
make_area(const SalMap *map, double left, double top, double right, double bottom)
{
  const SalPoint corners[] = { { left, top }, { right, top }, { right, bottom }, { left, bottom } };
  SalGeometry *area = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++) {
    double lon, lat;
    g_assert_true(sal_map_unproject_point(map, corners[i].x, corners[i].y, &lon, &lat));
    sal_geometry_add_point(area, lon, lat);
  }
  sal_geometry_end_part(area);
  sal_geometry_end_polygon(area);
  return area;
}

static void
scene_init(Scene *scene)
{
  g_autoptr(GError) error = NULL;
  scene->style = sal_style_load("default", &error);
  g_assert_no_error(error);
  scene->map = sal_map_new((SalBox){ 30, 47, 36, 50 }, NULL, FRAME, &error);
  g_assert_no_error(error);
  scene->places[0] = (SalPlace){ .name = g_strdup("RURITANIA"), .kind = SAL_PLACE_COUNTRY };
  scene->places[1] = (SalPlace){ .name = g_strdup("STRELSAU"), .kind = SAL_PLACE_PROVINCE };
  scene->areas[0] = make_area(scene->map, -50, -50, 120, 200);
  scene->areas[1] = make_area(scene->map, 20, 20, 100, 60);
}

static void
scene_clear(Scene *scene)
{
  sal_style_free(scene->style);
  sal_map_free(scene->map);
  for (guint i = 0; i < 2; i++) {
    sal_place_clear(&scene->places[i]);
    sal_geometry_free(scene->areas[i]);
  }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

/* The labels of the scene's first n areas, with an obstacle or NULL. */
static GArray *
place(const Scene *scene, guint n, const SalTurnedRect *obstacle)
{
  g_autoptr(GArray) areas = g_array_new(FALSE, FALSE, sizeof(SalNamedArea));
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  for (guint i = 0; i < n; i++) {
    const SalNamedArea area = { &scene->places[i], scene->areas[i] };
    g_array_append_val(areas, area);
  }
  if (obstacle != NULL)
    g_array_append_vals(obstacles, obstacle, 1);
  const SalLabelOptions options = {
    .style = scene->style, .areas = areas, .obstacles = obstacles, .own_symbols = scene->symbols
  };
  g_autoptr(SalCover) cover = sal_sites_make_cover(FRAME, &options);
  g_autoptr(SalSites) sites = sal_sites_new(FRAME, &options, cover);
  GArray *labels = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  sal_area_names_place(scene->map, &options, sites, labels);
  return labels;
}

static void
names_stand_inside_what_is_seen_of_their_land(void)
{
  g_auto(Scene) scene = { 0 };
  scene_init(&scene);
  g_autoptr(GArray) labels = place(&scene, 2, NULL);
  g_assert_cmpuint(labels->len, ==, 2);
  const SalLabel *country = &g_array_index(labels, SalLabel, 0), *region = country + 1;
  const SalBox at = sal_turned_rect_get_box(country->box), within = sal_turned_rect_get_box(region->box);
  g_assert_true(at.xmin >= 0 && at.xmax <= 120 && at.ymin >= 0 && at.ymax <= 150);
  g_assert_true(within.xmin >= 18 && within.xmax <= 102 && within.ymin >= 18 && within.ymax <= 62);
  g_assert_false(sal_turned_rect_overlaps(country->box, region->box));
  g_assert_cmpfloat(country->importance, >, region->importance);
}

static void
names_keep_clear_of_what_is_taken(void)
{
  g_auto(Scene) scene = { 0 };
  scene_init(&scene);
  g_autoptr(GArray) free = place(&scene, 1, NULL);
  const SalTurnedRect obstacle = g_array_index(free, SalLabel, 0).box;
  g_autoptr(GArray) labels = place(&scene, 1, &obstacle);
  g_assert_cmpuint(labels->len, ==, 1);
  g_assert_false(sal_turned_rect_overlaps(g_array_index(labels, SalLabel, 0).box, obstacle));
}

/* So many symbols across a rectangle of the page. */
static void
add_symbols(SalTaken *symbols, SalBox within, guint n)
{
  for (guint i = 0; i < n; i++) {
    const SalTurnedRect rect = { .x = within.xmin + (i + 0.5) / n * (within.xmax - within.xmin),
                                 .y = (within.ymin + within.ymax) / 2,
                                 .width = 2,
                                 .height = within.ymax - within.ymin };
    sal_taken_add(symbols, rect, i);
  }
}

static void
names_leave_symbols_of_own_layers_in_sight(void)
{
  g_auto(Scene) scene = { 0 };
  scene_init(&scene);
  g_autoptr(GArray) free = place(&scene, 1, NULL);
  const SalTurnedRect box = g_array_index(free, SalLabel, 0).box;
  g_autoptr(SalTaken) few = sal_taken_new(FRAME);
  scene.symbols = few;
  add_symbols(few, sal_turned_rect_get_box(box), 9);
  g_autoptr(GArray) moved = place(&scene, 1, NULL);
  g_assert_cmpuint(moved->len, ==, 1);
  g_assert_cmpuint(sal_taken_count(few, g_array_index(moved, SalLabel, 0).box), ==, 0);
}

/* Where there are symbols all over its land. */
static void
names_hide_few_symbols_before_they_are_left_out(void)
{
  g_auto(Scene) scene = { 0 };
  scene_init(&scene);
  g_autoptr(SalTaken) many = sal_taken_new(FRAME);
  scene.symbols = many;
  add_symbols(many, (SalBox){ 0, 0, 120, 110 }, 60);
  for (guint i = 60; i < 67; i++) /* and fewer in the south, where a name is further from the middle */
    sal_taken_add(many, (SalTurnedRect){ .x = (i - 60) * 20, .y = 130, .width = 2, .height = 36 }, i);
  g_autoptr(GArray) labels = place(&scene, 1, NULL);
  g_assert_cmpuint(labels->len, ==, 1);
  const SalTurnedRect box = g_array_index(labels, SalLabel, 0).box;
  g_assert_cmpfloat(sal_turned_rect_get_box(box).ymin, >=, 110);
  g_assert_cmpuint(sal_taken_count(many, box), >, 0);
}

/* First smaller, then not at all. */
static void
names_without_room_are_left_out(void)
{
  g_auto(Scene) scene = { 0 };
  scene_init(&scene);
  const double widths[] = { 100, 45, 15 };
  const int ranks[] = { 0, 1, -1 };
  for (guint i = 0; i < G_N_ELEMENTS(widths); i++) {
    sal_geometry_free(scene.areas[0]);
    scene.areas[0] = make_area(scene.map, 20, 20, 20 + widths[i], 60);
    g_autoptr(GArray) labels = place(&scene, 1, NULL);
    g_assert_cmpuint(labels->len, ==, ranks[i] >= 0);
    if (labels->len > 0)
      g_assert_cmpuint(g_array_index(labels, SalLabel, 0).rank, ==, (guint)ranks[i]);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/area-names/stand-inside-what-is-seen-of-their-land",
                  names_stand_inside_what_is_seen_of_their_land);
  g_test_add_func("/area-names/keep-clear-of-what-is-taken", names_keep_clear_of_what_is_taken);
  g_test_add_func("/area-names/names-leave-symbols-of-own-layers-in-sight",
                  names_leave_symbols_of_own_layers_in_sight);
  g_test_add_func("/area-names/names-hide-few-symbols-before-they-are-left-out",
                  names_hide_few_symbols_before_they_are_left_out);
  g_test_add_func("/area-names/without-room-are-left-out", names_without_room_are_left_out);
  return g_test_run();
}
