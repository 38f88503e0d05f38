/* Names of random places on a map with random obstacles: none covers another, a dot or an obstacle, and all stay in
 * the frame. */
#include "fuzz.h"

#include "data/base/error.h"
#include "render/names/labels.h"
#include "styles/loader.h"

#include <math.h>

#define MAX_PLACES 60
#define SLACK_MM 1e-6

static const SalRect FRAME = { 6, 20, 270, 180 };
static const SalBox EXTENT = { 35, 47, 40, 50 };

/* Of a map and a style that are made once. */
typedef struct {
  SalMap *map;
  SalStyle *styles[3];
} Ground;

static const Ground *
get_ground(void)
{
  static Ground ground = { NULL };
  static const char *const names[] = { "default", "bold", "print" };
  if (ground.map == NULL) {
    ground.map = sal_map_new(EXTENT, NULL, FRAME, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
      ground.styles[i] = sal_style_load(names[i], NULL);
  }
  return &ground;
}

static GArray *
take_places(FuzzBytes *bytes)
{
  GArray *places = sal_place_list_new();
  while (bytes->size > 6 && places->len < MAX_PLACES) {
    const guint kind = fuzz_take(bytes);
    SalPlace place = { .lon = EXTENT.xmin - 0.5 + fuzz_take(bytes) * 6.0 / 255,
                       .lat = EXTENT.ymin - 0.5 + fuzz_take(bytes) * 4.0 / 255,
                       .population = pow(2, fuzz_choose(bytes, 24)),
                       .kind = kind % 8 == 1   ? SAL_PLACE_WATER
                               : kind % 8 == 2 ? SAL_PLACE_AREA
                                               : SAL_PLACE_SETTLEMENT,
                       .is_forced = kind % 16 == 3 };
    place.rank = sal_place_find_rank(place.population);
    place.name = fuzz_take_line(bytes);
    if (*place.name != '\0')
      g_array_append_val(places, place);
    else
      g_free(place.name);
  }
  return places;
}

static GArray *
take_obstacles(FuzzBytes *bytes)
{
  GArray *obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  const guint n = fuzz_choose(bytes, 4);
  for (guint i = 0; i < n; i++) {
    const SalTurnedRect rect = { FRAME.x + fuzz_take(bytes), FRAME.y + fuzz_take(bytes) * 0.7,
                                 1 + fuzz_take(bytes) / 2, 1 + fuzz_take(bytes) / 4, 0 };
    g_array_append_val(obstacles, rect);
  }
  return obstacles;
}

static void
check_label(const GArray *labels, guint index, const GArray *obstacles)
{
  const SalLabel *label = &g_array_index(labels, SalLabel, index);
  const SalBox box = sal_turned_rect_get_box(label->box);
  g_assert_true(box.xmin >= FRAME.x - SLACK_MM && box.ymin >= FRAME.y - SLACK_MM);
  g_assert_true(box.xmax <= FRAME.x + FRAME.width + SLACK_MM &&
                box.ymax <= FRAME.y + FRAME.height + SLACK_MM);
  for (guint i = 0; i < obstacles->len; i++)
    g_assert_false(sal_turned_rect_overlaps(label->box, g_array_index(obstacles, SalTurnedRect, i)));
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *other = &g_array_index(labels, SalLabel, i);
    g_assert_false(i != index && sal_turned_rect_overlaps(label->box, other->box));
    g_assert_false(i != index && other->has_dot && sal_turned_rect_overlaps(label->box, other->dot_box));
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  FuzzBytes bytes = { data, size };
  const Ground *ground = get_ground();
  const SalStyle *style = ground->styles[fuzz_choose(&bytes, G_N_ELEMENTS(ground->styles))];
  const guint max_labels = 1 + fuzz_choose(&bytes, MAX_PLACES);
  g_autoptr(GArray) obstacles = take_obstacles(&bytes);
  g_autoptr(GArray) places = take_places(&bytes);
  const SalLabelOptions options = { .style = style, .obstacles = obstacles, .max_labels = max_labels };
  g_autoptr(GArray) labels = sal_labels_place(ground->map, places, &options);
  g_autoptr(GArray) chosen = sal_labels_choose(labels, NULL);
  for (guint i = 0; i < chosen->len; i++)
    check_label(chosen, i, obstacles);
  sal_layer_unref(sal_labels_make_layer(style, FRAME, chosen));
  return 0;
}
