#include "render/map/graticule.h"

#include "boxes.h"
#include "render/map/north.h"
#include "render/words/words-load.h"

#include <math.h>

#define FAMILIES "Inter, DejaVu Sans"

static const SalRect FRAME = { 6, 20, 150, 110 };
static const SalLineStyle LINE = { .color = { 0x99, 0x99, 0x99, 0xFF }, .width_mm = 0.12 };
static const SalTextStyle TEXT = { .size_pt = 6.5, .weight = 400, .color = { 0x22, 0x22, 0x22, 0xFF } };

static SalMap *
map_new(SalBox box, const char *crs)
{
  g_autoptr(GError) error = NULL;
  SalMap *map = sal_map_new(box, crs, FRAME, &error);
  g_assert_no_error(error);
  return map;
}

static void
test_formats_degrees(void)
{
  static const struct {
    double deg;
    gboolean is_latitude;
    const char *text;
  } cases[] = { { 36, FALSE, "36°E" },  { -36, FALSE, "36°W" },    { 36.5, FALSE, "36°30′E" },
                { 48, TRUE, "48°N" },   { -8.25, TRUE, "8°15′S" }, { 0, FALSE, "0°" },
                { 180, FALSE, "180°" }, { -180, FALSE, "180°" },   { 190, FALSE, "170°W" },
                { 540, FALSE, "180°" }, { 0, TRUE, "0°" },         { 2.0 / 60, FALSE, "0°02′E" } };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = sal_graticule_format(cases[i].deg, cases[i].is_latitude, NULL);
    g_assert_cmpstr(text, ==, cases[i].text);
  }
}

static void
test_says_sides_in_other_languages(void)
{
  static const struct {
    const char *language;
    double deg;
    gboolean is_latitude;
    const char *text;
  } cases[] = { { "de", 36, FALSE, "36°O" },
                { "fr", -36, FALSE, "36°O" },
                { "ru", 48, TRUE, "48°\u00a0с.\u00a0ш." },
                { "uk", 36.5, FALSE, "36°30′\u00a0сх.\u00a0д." },
                { "uk", 0, FALSE, "0°" } };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SalWords) words = sal_words_load(cases[i].language, &error);
    g_assert_no_error(error);
    g_autofree char *text = sal_graticule_format(cases[i].deg, cases[i].is_latitude, words);
    g_assert_cmpstr(text, ==, cases[i].text);
  }
}

static void
test_is_tidy_everywhere(void)
{
  static const struct {
    SalBox box;
    const char *crs;
    double lon_deg, lat_deg;
  } cases[] = { { { 33, 46, 40, 50 }, NULL, 2, 2 },
                { { 37, 48, 37.8, 48.5 }, NULL, 1.0 / 3, 1.0 / 6 },
                { { 165, -25, 195, 10 }, NULL, 10, 10 },
                { { -180, 60, 180, 90 }, NULL, 30, 20 },
                { { -180, -85, 180, 85 }, NULL, 30, 30 },
                { { 20, 60, 60, 75 }, "EPSG:3035", 20, 10 },
                { { 37, 48, 37.02, 48.01 }, NULL, 1.0 / 60, 1.0 / 60 } };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(SalMap) map = map_new(cases[i].box, cases[i].crs);
    const SalRect obstacle = { FRAME.x, FRAME.y + 80, 40, 30 };
    const SalGraticuleOptions options = { &LINE, &TEXT, FAMILIES, &obstacle, 1, NULL };
    const SalGraticuleStep step = sal_graticule_choose_step(map);
    g_test_message("case %u: %g x %g degrees", i, step.lon_deg, step.lat_deg);
    g_assert_cmpfloat_with_epsilon(step.lon_deg, cases[i].lon_deg, 1e-9);
    g_assert_cmpfloat_with_epsilon(step.lat_deg, cases[i].lat_deg, 1e-9);
    g_autoptr(GArray) rects = g_array_new(FALSE, FALSE, sizeof(SalRect));
    g_autoptr(SalLayer) lines = sal_graticule_make_lines(map, &options);
    g_autoptr(SalLayer) labels = sal_graticule_make_labels(map, &options, rects);
    assert_tidy(lines, FRAME, FAMILIES);
    assert_tidy(labels, FRAME, FAMILIES);
    g_assert_cmpuint(rects->len, ==, sal_layer_get_n_items(labels));
    for (guint j = 0; j < rects->len; j++)
      g_assert_false(rects_overlap(g_array_index(rects, SalRect, j), obstacle));
    if (cases[i].box.xmax - cases[i].box.xmin < 0.1)
      continue;
    g_assert_cmpuint(rects->len, >=, 3);
    g_assert_cmpuint(sal_layer_get_n_items(lines), >=, 3);
  }
}

static void
test_crosses_the_antimeridian(void)
{
  g_autoptr(SalMap) map = map_new((SalBox){ 165, -25, 195, 10 }, NULL);
  const SalGraticuleOptions options = { &LINE, &TEXT, FAMILIES, NULL, 0, NULL };
  g_autoptr(SalLayer) labels = sal_graticule_make_labels(map, &options, NULL);
  g_assert_true(has_text(labels, "180°"));
  g_assert_true(has_text(labels, "170°E"));
  g_assert_true(has_text(labels, "170°W"));
  g_assert_true(has_text(labels, "0°"));
}

/* Where something covers the left edge, parallels are labelled on the right; where something covers the lower
 * edge, meridians are labelled above. */
static void
test_labels_go_to_the_edge_that_is_free(void)
{
  const SalRect obstacles[] = { { FRAME.x, FRAME.y, 20, FRAME.height },
                                { FRAME.x, FRAME.y + FRAME.height - 10, FRAME.width, 10 } };
  g_autoptr(SalMap) map = map_new((SalBox){ 33, 46, 40, 50 }, NULL);
  const SalGraticuleOptions options = { &LINE, &TEXT, FAMILIES, obstacles, G_N_ELEMENTS(obstacles), NULL };
  g_autoptr(SalLayer) labels = sal_graticule_make_labels(map, &options, NULL);
  g_assert_true(has_text(labels, "48°N"));
  g_assert_true(has_text(labels, "36°E"));
}

/* The parallel at the frame's top bends across its edge; a label there would stand on a meridian. */
static void
test_a_line_along_an_edge_is_not_labelled(void)
{
  g_autoptr(SalMap) map = map_new((SalBox){ 37, 48, 37.8, 48.5 }, NULL);
  const SalGraticuleOptions options = { &LINE, &TEXT, FAMILIES, NULL, 0, NULL };
  g_autoptr(SalLayer) labels = sal_graticule_make_labels(map, &options, NULL);
  g_assert_true(has_text(labels, "48°20′N"));
  g_assert_true(has_text(labels, "37°E"));
  g_assert_false(has_text(labels, "48°30′N"));
}

/* The four meridians that reach a pole, as they pass close to it. */
static void
test_four_meridians_reach_the_pole(void)
{
  g_autoptr(SalMap) map = map_new((SalBox){ -180, 60, 180, 90 }, NULL);
  const SalGraticuleOptions options = { &LINE, &TEXT, FAMILIES, NULL, 0, NULL };
  g_autoptr(SalLayer) lines = sal_graticule_make_lines(map, &options);
  guint n = 0;
  for (guint i = 0; i < sal_layer_get_n_items(lines); i++) {
    const SalGeometry *line = sal_layer_get_item(lines, i)->geometry;
    for (guint j = 0; j < line->points->len; j++) {
      const SalPoint *point = &g_array_index(line->points, SalPoint, j);
      if (hypot(point->x - FRAME.x - FRAME.width / 2, point->y - FRAME.y - FRAME.height / 2) > 0.5)
        continue;
      n++;
      break;
    }
  }
  g_assert_cmpuint(n, ==, 4);
}

static void
test_lines_follow_their_degree(void)
{
  g_autoptr(SalMap) map = map_new((SalBox){ 33, 46, 40, 50 }, NULL);
  const SalGraticuleOptions options = { &LINE, &TEXT, FAMILIES, NULL, 0, NULL };
  const SalGraticuleStep step = sal_graticule_choose_step(map);
  g_autoptr(SalLayer) lines = sal_graticule_make_lines(map, &options);
  for (guint i = 0; i < sal_layer_get_n_items(lines); i++) {
    const SalGeometry *line = sal_layer_get_item(lines, i)->geometry;
    for (guint j = 0; j < line->points->len; j++) {
      const SalPoint *point = &g_array_index(line->points, SalPoint, j);
      double lon, lat;
      g_assert_true(sal_map_unproject_point(map, point->x, point->y, &lon, &lat));
      const double off = MIN(fabs(remainder(lon, step.lon_deg)), fabs(remainder(lat, step.lat_deg)));
      g_assert_cmpfloat(off, <, 0.01);
    }
  }
}

static void
test_north_is_up_on_a_usual_map(void)
{
  double angle;
  g_autoptr(SalMap) map = map_new((SalBox){ 33, 46, 40, 50 }, NULL);
  g_assert_false(sal_north_find(map, &angle));
  g_assert_cmpfloat_with_epsilon(angle, 0, 0.01);
  g_autoptr(SalMap) south = map_new((SalBox){ 20, -35, 24, -32 }, NULL);
  g_assert_false(sal_north_find(south, &angle));
  g_assert_cmpfloat_with_epsilon(angle, 0, 0.01);
}

static void
test_north_is_found_where_it_is_not_up(void)
{
  double angle;
  g_autoptr(SalMap) tilted = map_new((SalBox){ 30, 44, 42, 52 }, "EPSG:3035");
  g_assert_true(sal_north_find(tilted, &angle));
  g_assert_cmpfloat(angle, <, -10);
  g_assert_cmpfloat(angle, >, -30);
  g_autoptr(SalMap) wide = map_new((SalBox){ 20, 50, 50, 65 }, NULL);
  g_assert_true(sal_north_find(wide, &angle));
  g_assert_cmpfloat_with_epsilon(angle, 0, 0.01);
}

static void
test_no_arrow_shows_the_way_around_a_pole(void)
{
  g_autoptr(SalMap) map = map_new((SalBox){ -180, 60, 180, 90 }, NULL);
  g_assert_false(sal_north_find(map, NULL));
}

static void
test_arrow_points_where_it_should(void)
{
  static const double angles[] = { 0, 30, -75, 180 };
  static const char *const letters[] = { "N", "Пн", "С", "N" };
  for (guint i = 0; i < G_N_ELEMENTS(angles); i++) {
    const SalRect square = { 20, 30, 12, 12 };
    g_autoptr(SalLayer) layer = sal_layer_new("north", "North");
    sal_north_draw(layer, letters[i], angles[i], square.x, square.y, square.width, &LINE, &TEXT, FAMILIES);
    assert_tidy(layer, square, FAMILIES);
    const SalPoint *tip = &g_array_index(sal_layer_get_item(layer, 0)->geometry->points, SalPoint, 0);
    const double angle = atan2(tip->x - 26, 36 - tip->y) * 180 / G_PI;
    g_assert_cmpfloat_with_epsilon(remainder(angle - angles[i], 360), 0, 1e-6);
    const SalItem *letter = sal_layer_get_item(layer, 1);
    g_assert_cmpstr(letter->text.text, ==, letters[i]);
    const SalRect rect = text_rect(letter, FAMILIES);
    g_assert_false(rects_overlap(rect, (SalRect){ tip->x - 0.2, tip->y - 0.2, 0.4, 0.4 }));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/graticule/formats-degrees", test_formats_degrees);
  g_test_add_func("/graticule/says-sides-in-other-languages", test_says_sides_in_other_languages);
  g_test_add_func("/graticule/is-tidy-everywhere", test_is_tidy_everywhere);
  g_test_add_func("/graticule/crosses-the-antimeridian", test_crosses_the_antimeridian);
  g_test_add_func("/graticule/labels-go-to-the-edge-that-is-free", test_labels_go_to_the_edge_that_is_free);
  g_test_add_func("/graticule/a-line-along-an-edge-is-not-labelled",
                  test_a_line_along_an_edge_is_not_labelled);
  g_test_add_func("/graticule/four-meridians-reach-the-pole", test_four_meridians_reach_the_pole);
  g_test_add_func("/graticule/lines-follow-their-degree", test_lines_follow_their_degree);
  g_test_add_func("/north/is-up-on-a-usual-map", test_north_is_up_on_a_usual_map);
  g_test_add_func("/north/is-found-where-it-is-not-up", test_north_is_found_where_it_is_not_up);
  g_test_add_func("/north/no-arrow-shows-the-way-around-a-pole", test_no_arrow_shows_the_way_around_a_pole);
  g_test_add_func("/north/arrow-points-where-it-should", test_arrow_points_where_it_should);
  return g_test_run();
}
