/* Time and yield of label placement: random places on a page of 282 x 212 mm, beside two simpler ways over
 * the same places: each name at the first of eight positions that is free, and each at its upper right or not
 * at all. The
 * processor time of the quickest of several runs counts. */
#include "data/base/error.h"
#include "render/drawing/text.h"
#include "render/names/cover.h"
#include "render/names/labels.h"
#include "render/names/placement.h"
#include "styles/loader.h"

#include <math.h>
#include <time.h>

#define MIN_TIME_MS 300.0

static const SalRect FRAME = { 6, 20, 270, 180 };

static GArray *
make_places(guint n)
{
  GRand *random = g_rand_new_with_seed(1);
  GArray *places = g_array_new(FALSE, FALSE, sizeof(SalPlace));
  for (guint i = 0; i < n; i++) {
    const SalPlace place = { .name = g_strdup_printf("%.*s%u", g_rand_int_range(random, 2, 10),
                                                     "Abcdefghijklmno", i),
                             .lon = g_rand_double_range(random, 34.5, 40.5),
                             .lat = g_rand_double_range(random, 46.8, 50.2),
                             .population = 2e6 / (1 + i * 0.02),
                             .rank = 4 };
    g_array_append_val(places, place);
  }
  g_rand_free(random);
  return places;
}

static void
free_places(GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    g_free(g_array_index(places, SalPlace, i).name);
  g_array_unref(places);
}

/* A front across the frame with changes along it. */
static SalGeometry *
make_change(void)
{
  GRand *random = g_rand_new_with_seed(2);
  SalGeometry *change = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 200; i++) {
    const double x = 140 + 40 * sin(i / 20.0) + g_rand_double_range(random, -3, 3), y = 25 + i * 0.85;
    for (int j = 0; j < 30; j++) {
      const double r = g_rand_double_range(random, 0.6, 1.8), angle = 2 * G_PI * j / 30;
      sal_geometry_add_point(change, x + r * cos(angle), y + r * sin(angle));
    }
    sal_geometry_end_part(change);
    sal_geometry_end_polygon(change);
  }
  g_rand_free(random);
  return change;
}

/* Appends the boxes of names (SalTurnedRect). */
typedef void (*Placer)(const SalMap *map, const GArray *places, const SalLabelOptions *options,
                       GArray *boxes);

static void
place_by_search(const SalMap *map, const GArray *places, const SalLabelOptions *options, GArray *boxes)
{
  g_autoptr(GArray) labels = sal_labels_place(map, places, options);
  for (guint i = 0; i < labels->len; i++)
    g_array_append_val(boxes, g_array_index(labels, SalLabel, i).box);
}

/* In the places' order, the first of n_positions around the dot that is free. */
static void
place_first_free(const SalMap *map, const GArray *places, const SalLabelOptions *options, guint n_positions,
                 GArray *boxes)
{
  static const int sides[] = { 1, 1, 1, -1, -1, -1, 0, 0 }, heights[] = { -1, 0, 1, -1, 0, 1, -1, 1 };
  const SalStyle *style = options->style;
  g_autoptr(SalTaken) taken = sal_taken_new(FRAME);
  for (guint i = 0; i < places->len && boxes->len < options->max_labels; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    SalTurnedRect dot = { .width = 1.6, .height = 1.6 };
    if (!sal_map_project_point(map, place->lon, place->lat, &dot.x, &dot.y) || !sal_taken_is_free(taken, dot))
      continue;
    const SalTextExtents extents = sal_text_measure(place->name, style->font_family, &style->place_text[2]);
    for (guint j = 0; j < n_positions; j++) {
      SalTurnedRect box = { .width = extents.width_mm + 1.5, .height = extents.cap_height_mm + 2 };
      box.x = dot.x + sides[j] * (box.width / 2 + 0.4);
      box.y = dot.y + heights[j] * (sides[j] == 0 ? box.height / 2 + 0.8 : box.height / 2);
      const SalBox edge = sal_turned_rect_get_box(box);
      if (edge.xmin < FRAME.x || edge.ymin < FRAME.y || edge.xmax > FRAME.x + FRAME.width ||
          edge.ymax > FRAME.y + FRAME.height || !sal_taken_is_free(taken, box))
        continue;
      sal_taken_add(taken, dot, i);
      sal_taken_add(taken, box, i);
      g_array_append_val(boxes, box);
      break;
    }
  }
}

static void
place_at_eight(const SalMap *map, const GArray *places, const SalLabelOptions *options, GArray *boxes)
{
  place_first_free(map, places, options, 8, boxes);
}

static void
place_at_one(const SalMap *map, const GArray *places, const SalLabelOptions *options, GArray *boxes)
{
  place_first_free(map, places, options, 1, boxes);
}

/* How much of the change boxes hide, in mm2. */
static double
measure_hidden(const GArray *boxes, const SalGeometry *changed)
{
  g_autoptr(SalCover) cover = sal_cover_new(FRAME);
  sal_cover_add_areas(cover, changed, 1);
  sal_cover_finish(cover);
  double sum = 0;
  for (guint i = 0; i < boxes->len; i++)
    sum += sal_cover_measure(cover, g_array_index(boxes, SalTurnedRect, i));
  return sum;
}

static void
bench(const char *name, Placer placer, const SalMap *map, const GArray *places,
      const SalLabelOptions *options)
{
  double best = INFINITY, total = 0;
  g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  do {
    g_array_set_size(boxes, 0);
    const clock_t start = clock();
    placer(map, places, options, boxes);
    const double ms = 1000.0 * (double)(clock() - start) / CLOCKS_PER_SEC;
    best = MIN(best, ms);
    total += ms;
  } while (total < MIN_TIME_MS);
  g_print("| %6u | %7u | %-20s | %6u | %6.0f | %8.2f |\n", places->len, options->max_labels, name, boxes->len,
          measure_hidden(boxes, options->changed), best);
}

int
main(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalMap) map = sal_map_new((SalBox){ 35, 47, 40, 50 }, NULL, FRAME, &error);
  g_autoptr(SalStyle) style = map != NULL ? sal_style_load("default", &error) : NULL;
  if (style == NULL)
    g_error("%s", error->message);
  g_autoptr(SalGeometry) change = make_change();
  g_print("| places | at most | way | placed | change hidden mm2 | ms |\n|--:|--:|---|--:|--:|--:|\n");
  const guint sizes[] = { 200, 2000, 20000 }, limits[] = { 41, 1000 };
  for (guint i = 0; i < G_N_ELEMENTS(sizes) * G_N_ELEMENTS(limits); i++) {
    GArray *places = make_places(sizes[i / 2]);
    const SalLabelOptions options = {
      .style = style, .max_labels = limits[i % 2], .nearness = SAL_LABELS_NEARNESS, .changed = change
    };
    bench("by cost and search", place_by_search, map, places, &options);
    bench("first free of eight", place_at_eight, map, places, &options);
    bench("upper right or none", place_at_one, map, places, &options);
    free_places(places);
  }
  return 0;
}
