#include "render/names/body-names.h"

#include "render/names/labels.h"
#include "render/names/name-wishes.h"
#include "styles/loader.h"

#include <math.h>
#include <string.h>

static const SalRect FRAME = { 0, 0, 200, 150 };

typedef struct {
  SalStyle *style;
  SalMap *map;
  GArray *places;
} Scene;

/* A map of 1:250,000 or so. */
static void
scene_init(Scene *scene)
{
  g_autoptr(GError) error = NULL;
  scene->style = sal_style_load("default", &error);
  g_assert_no_error(error);
  scene->map = sal_map_new((SalBox){ 37, 48, 37.6, 48.3 }, NULL, FRAME, &error);
  g_assert_no_error(error);
  scene->places = sal_place_list_new();
}

static void
scene_clear(Scene *scene)
{
  sal_style_free(scene->style);
  sal_map_free(scene->map);
  g_array_unref(scene->places);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

/* Adds a rectangle of the page as a lake or a wood. */
static void
add_body(const Scene *scene, SalPlaceKind kind, const char *name, SalRect rect)
{
  const SalPoint corners[] = { { rect.x, rect.y },
                               { rect.x + rect.width, rect.y },
                               { rect.x + rect.width, rect.y + rect.height },
                               { rect.x, rect.y + rect.height } };
  SalPlace place = { .name = g_strdup(name), .kind = kind, .rank = 9, .is_body = TRUE };
  place.polygons = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++) {
    double lon, lat;
    g_assert_true(sal_map_unproject_point(scene->map, corners[i].x, corners[i].y, &lon, &lat));
    sal_geometry_add_point(place.polygons, lon, lat);
  }
  sal_geometry_end_part(place.polygons);
  sal_geometry_end_polygon(place.polygons);
  const SalPoint middle = sal_geometry_get_inner_point(place.polygons, 0);
  place.lon = middle.x, place.lat = middle.y;
  g_array_append_val(scene->places, place);
}

static GArray *
place(const Scene *scene, const SalLabelOptions *more)
{
  SalLabelOptions options = *more;
  options.style = scene->style;
  options.max_labels = 10;
  return sal_labels_place(scene->map, scene->places, &options);
}

static void
names_stand_inside_of_what_holds_them(void)
{
  g_auto(Scene) scene;
  scene_init(&scene);
  add_body(&scene, SAL_PLACE_WATER, "Long Lake", (SalRect){ 20, 20, 60, 6 });
  add_body(&scene, SAL_PLACE_WATER, "Pond", (SalRect){ 120, 20, 5, 5 });
  add_body(&scene, SAL_PLACE_AREA, "Dark Forest",
           (SalRect){ 150, 60, 200, 60 }); /* the frame shows a quarter */
  const SalLabelOptions none = { .max_labels = 0 };
  g_autoptr(GArray) labels = place(&scene, &none);
  g_assert_cmpuint(labels->len, ==, 2);
  const SalLabel *wood = &g_array_index(labels, SalLabel, 0), *lake = &g_array_index(labels, SalLabel, 1);
  g_assert_cmpstr(wood->text, ==, "Dark Forest"); /* the larger one first */
  g_assert_cmpfloat(wood->box.x + wood->box.width / 2, <, 201);
  g_assert_cmpfloat(wood->box.x - wood->box.width / 2, >, 149);
  g_assert_cmpstr(lake->text, ==, "Long Lake");
  g_assert_cmpfloat(fabs(lake->box.x - 50), <, 2);
  g_assert_cmpfloat(fabs(lake->box.y - 23), <, 1.5);
  g_assert_false(lake->has_dot);
  g_assert_true(sal_label_get_text_style(lake, scene.style) == &scene.style->water_text);
}

static void
names_keep_clear_and_stand_once(void)
{
  g_auto(Scene) scene;
  scene_init(&scene);
  add_body(&scene, SAL_PLACE_WATER, "Twin Lake", (SalRect){ 20, 20, 40, 10 });
  add_body(&scene, SAL_PLACE_WATER, "Twin Lake", (SalRect){ 20, 32, 40, 9 });
  add_body(&scene, SAL_PLACE_WATER, "Hidden Lake", (SalRect){ 100, 20, 60, 10 });
  const SalTurnedRect over = { .x = 130, .y = 25, .width = 58, .height = 9 };
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  g_array_append_val(obstacles, over);
  const SalLabelOptions blocked = { .obstacles = obstacles };
  g_autoptr(GArray) labels = place(&scene, &blocked);
  g_assert_cmpuint(labels->len, ==, 1);
  g_assert_cmpfloat(g_array_index(labels, SalLabel, 0).box.y, <, 31);
}

static void
wishes_options_and_scale_hold(void)
{
  g_auto(Scene) scene;
  scene_init(&scene);
  add_body(&scene, SAL_PLACE_WATER, "Long Lake", (SalRect){ 20, 20, 60, 20 });
  add_body(&scene, SAL_PLACE_AREA, "Dark Forest", (SalRect){ 20, 60, 60, 20 });
  const SalLabelOptions dry = { .has_no_waters = TRUE };
  g_autoptr(GArray) woods = place(&scene, &dry);
  g_assert_cmpuint(woods->len, ==, 1);
  SalNameWish hidden = { .is_hidden = TRUE }, moved = {
    .text = (char *)"Mere", .has_offset = TRUE, .offset_mm = { -15, 5 }, .is_found = TRUE
  };
  g_autoptr(GHashTable) wishes = g_hash_table_new(NULL, NULL);
  g_hash_table_insert(wishes, &g_array_index(scene.places, SalPlace, 0), &moved);
  g_hash_table_insert(wishes, &g_array_index(scene.places, SalPlace, 1), &hidden);
  const SalLabelOptions wished = { .wishes = wishes };
  g_autoptr(GArray) lakes = place(&scene, &wished);
  g_assert_cmpuint(lakes->len, ==, 1);
  const SalLabel *lake = &g_array_index(lakes, SalLabel, 0);
  g_assert_cmpstr(lake->text, ==, "Mere");
  g_assert_cmpfloat(hypot(lake->x - lake->dot_x + 15, lake->y - lake->dot_y - 5), <, 0.8);
  scene.style->detail.lakes = scene.style->detail.woods = 100000;
  const SalLabelOptions none = { .max_labels = 0 };
  g_autoptr(GArray) nothing = place(&scene, &none);
  g_assert_cmpuint(nothing->len, ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/body-names/names-stand-inside-of-what-holds-them", names_stand_inside_of_what_holds_them);
  g_test_add_func("/body-names/names-keep-clear-and-stand-once", names_keep_clear_and_stand_once);
  g_test_add_func("/body-names/wishes-options-and-scale-hold", wishes_options_and_scale_hold);
  return g_test_run();
}
