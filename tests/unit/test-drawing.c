#include "render/drawing/digest.h"
#include "render/drawing/drawing.h"
#include "render/drawing/hatch.h"

#include <math.h>
#include <string.h>

static const SalColor RED = { 0xC2, 0x36, 0x2B, 0xFF };
static const SalColor GLASS = { 0xFF, 0xFF, 0xFF, 0x80 };

static SalGeometry *
box_new(double x, double y, double width, double height)
{
  SalGeometry *box = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(box, x, y);
  sal_geometry_add_point(box, x + width, y);
  sal_geometry_add_point(box, x + width, y + height);
  sal_geometry_add_point(box, x, y + height);
  sal_geometry_end_part(box);
  sal_geometry_end_polygon(box);
  return box;
}

static void
test_keeps_a_shared_layer(void)
{
  const SalAreaStyle style = { .fill = RED };
  SalLayer *layer = sal_layer_new("land", "Land");
  sal_layer_add_rect(layer, (SalRect){ 1, 2, 3, 4 }, &style);
  SalDrawing *first = sal_drawing_new(10, 10, "Inter", NULL, NULL);
  g_autoptr(SalDrawing) second = sal_drawing_new(20, 10, "Inter", NULL, NULL);
  sal_drawing_add_layer(first, sal_layer_ref(layer));
  sal_drawing_add_layer(second, layer);
  sal_drawing_free(first);
  g_assert_cmpuint(sal_layer_get_n_items(sal_drawing_get_layer(second, 0)), ==, 1);
  g_assert_cmpstr(sal_layer_get_title(sal_drawing_get_layer(second, 0)), ==, "Land");
}

static gpointer
ref_and_unref(gpointer layer)
{
  for (int i = 0; i < 20000; i++)
    sal_layer_unref(sal_layer_ref(layer));
  return NULL;
}

static void
test_counts_references_across_threads(void)
{
  g_autoptr(SalLayer) layer = sal_layer_new("land", NULL);
  GThread *threads[4];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("layer", ref_and_unref, layer);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_thread_join(threads[i]);
  g_assert_cmpstr(sal_layer_get_id(layer), ==, "land");
}

static void
test_leaves_out_what_draws_nothing(void)
{
  const SalAreaStyle area = { .fill = RED };
  const SalLineStyle line = { RED, 1 };
  const SalTextStyle text = { .size_pt = 8, .color = RED };
  g_autoptr(SalLayer) layer = sal_layer_new("empty", NULL);
  sal_layer_add_area(layer, sal_geometry_new(SAL_POLYGONS), &area, NULL);
  sal_layer_add_line(layer, sal_geometry_new(SAL_LINES), &line, NULL);
  sal_layer_add_text(layer, "\x01\x02", 1, 1, SAL_ANCHOR_START, 0, &text);
  sal_layer_add_dot(layer, 1, 1, 0, &area);
  g_assert_cmpuint(sal_layer_get_n_items(layer), ==, 0);
}

static void
test_ids_are_made_of_names(void)
{
  static const struct {
    const char *name, *id;
  } names[] = {
    { "Velyka Novosilka", "label-velyka-novosilka" },
    { "Mar'yinka (old)", "label-mar-yinka-old" },
    { "Zürich", "label-zurich" },
    { "\u041e\u0441\u043a\u0456\u043b", "label-u41eu441u43au456u43b" },
    { "\"><b>", "label-b" },
    { "", "label" },
    { "\xff!", "label" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *id = sal_id_new("label", names[i].name);
    g_assert_cmpstr(id, ==, names[i].id);
  }
}

static void
test_groups_hold_what_is_added_to_them(void)
{
  const SalTextStyle text = { .size_pt = 8, .color = RED };
  const SalDrawingGroup york = { "label-york", "label", "York" };
  g_autoptr(SalLayer) layer = sal_layer_new("places", NULL);
  for (guint i = 0; i < 2; i++) {
    sal_layer_begin_group(layer, &york);
    sal_layer_add_text(layer, "York", 1, 1, SAL_ANCHOR_START, 0, &text);
    sal_layer_add_dot(layer, 1, 1, 1, &(SalAreaStyle){ .fill = RED });
    sal_layer_end_group(layer);
  }
  sal_layer_add_text(layer, "alone", 1, 1, SAL_ANCHOR_START, 0, &text);
  g_assert_cmpstr(sal_layer_get_item(layer, 0)->group->id, ==, "label-york");
  g_assert_true(sal_layer_get_item(layer, 0)->group == sal_layer_get_item(layer, 1)->group);
  g_assert_cmpstr(sal_layer_get_item(layer, 2)->group->id, ==, "label-york-2");
  g_assert_null(sal_layer_get_item(layer, 4)->group);
}

static void
test_refuses_ids_that_are_none(void)
{
  static const char *const ids[] = { "", "a b", "a\"b", "ä", "<g>" };
  for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
    g_test_expect_message(NULL, G_LOG_LEVEL_CRITICAL, "*is_id*");
    g_assert_null(sal_layer_new(ids[i], "x"));
    g_test_assert_expected_messages();
  }
}

static void
test_refuses_data_that_cannot_be_attributes(void)
{
  static const char *const data[][5] = { { "", "1" }, { "km\"2", "1" }, { "Km2", "1" }, { "a", "1", "b" } };
  for (guint i = 0; i < G_N_ELEMENTS(data); i++) {
    g_autoptr(SalLayer) layer = sal_layer_new("change", NULL);
    g_autoptr(SalGeometry) box = box_new(1, 1, 1, 1);
    g_test_expect_message(NULL, G_LOG_LEVEL_CRITICAL, "*is_info*");
    sal_layer_add_area(layer, box, &(SalAreaStyle){ .fill = RED }, &(SalItemInfo){ .data = data[i] });
    g_test_assert_expected_messages();
    g_assert_cmpuint(sal_layer_get_n_items(layer), ==, 0);
  }
}

static void
test_refuses_a_second_layer_of_one_id(void)
{
  g_autoptr(SalDrawing) drawing = sal_drawing_new(10, 10, "Inter", NULL, NULL);
  g_autoptr(SalLayer) twin = sal_layer_new("land", NULL);
  sal_drawing_add_layer(drawing, sal_layer_new("land", NULL));
  g_test_expect_message(NULL, G_LOG_LEVEL_CRITICAL, "*contains*");
  sal_drawing_add_layer(drawing, twin);
  g_test_assert_expected_messages();
  g_assert_cmpuint(sal_drawing_get_n_layers(drawing), ==, 1);
}

static void
test_cleans_text_and_titles(void)
{
  const SalTextStyle style = { .size_pt = 8, .color = RED };
  g_autoptr(SalLayer) layer = sal_layer_new("labels", "La\x07"
                                                      "bels\n");
  sal_layer_add_text(layer, "a\tb\xff\x1b[0m\xef\xbf\xbe", 1, 1, SAL_ANCHOR_START, 0, &style);
  g_assert_cmpstr(sal_layer_get_title(layer), ==, "Labels ");
  g_assert_cmpstr(sal_layer_get_item(layer, 0)->text.text, ==, "a b\xef\xbf\xbd[0m");
}

static void
test_dots_are_round(void)
{
  const SalAreaStyle style = { .fill = RED };
  static const double diameters[] = { 0.01, 0.5, 2, 100 };
  for (guint i = 0; i < G_N_ELEMENTS(diameters); i++) {
    const double r = diameters[i] / 2;
    g_autoptr(SalLayer) layer = sal_layer_new("dots", NULL);
    sal_layer_add_dot(layer, 7, 9, 2 * r, &style);
    guint n;
    const SalPoint *points = sal_geometry_get_part(sal_layer_get_item(layer, 0)->geometry, 0, &n);
    for (guint j = 0; j + 1 < n; j++) {
      const double x = (points[j].x + points[j + 1].x) / 2, y = (points[j].y + points[j + 1].y) / 2;
      g_assert_cmpfloat_with_epsilon(hypot(points[j].x - 7, points[j].y - 9), r, 1e-9);
      g_assert_cmpfloat(hypot(x - 7, y - 9), >, r - 0.01);
    }
  }
}

static void
add_dump_items(SalDrawing *drawing)
{
  const SalAreaStyle area = { .fill = RED,
                              .hatch = { GLASS, 45, 0.9, 0.2 },
                              .outline = { RED, 0.15, { 1, 0.5 }, 2 } };
  const SalTextStyle text = { 9, 600, TRUE, RED, GLASS, 0.4 };
  SalLayer *layer = sal_layer_new("change", "Change \"2024\"");
  sal_layer_set_clip(layer, (SalRect){ 5, 5, 90, 60 });
  const char *const data[] = { "period", "2024-11", "km2", "1.0 \"or so\"", NULL };
  sal_layer_add_area(layer, box_new(10, 20, 30, 5.004), &area, &(SalItemInfo){ "gained", "+1 km²", data });
  sal_layer_add_dot(layer, 50, 40, 1, &(SalAreaStyle){ .fill = RED });
  sal_drawing_add_layer(drawing, layer);
  layer = sal_layer_new("labels", NULL);
  sal_layer_add_text(layer, "Київ \\ \"x\"", -0.001, 12.345, SAL_ANCHOR_MIDDLE, -30, &text);
  sal_drawing_add_layer(drawing, layer);
}

static void
test_dumps_as_text(void)
{
  g_autoptr(SalDrawing) drawing = sal_drawing_new(100, 70.5, "Inter, DejaVu Sans", "A <title>", NULL);
  add_dump_items(drawing);
  g_autofree char *dump = sal_drawing_dump(drawing);
  const char *expected =
      "drawing 100.00 x 70.50 mm\n"
      "font \"Inter, DejaVu Sans\"\n"
      "title \"A <title>\"\n"
      "description \"\"\n"
      "layer change \"Change \\\"2024\\\"\" clip 5.00,5.00 95.00,65.00\n"
      "  area fill #C2362B hatch #FFFFFF80 0.20 every 0.90 at 45.00 outline #C2362B 0.15 dash 1.00 0.50"
      " id gained title \"+1 km²\" period=\"2024-11\" km2=\"1.0 \\\"or so\\\"\": 10.00,20.00 40.00,20.00 "
      "40.00,25.00 10.00,25.00 10.00,20.00\n"
      "  area fill #C2362B: 1 polygons, 1 parts, 37 points, box 49.50,39.50 50.50,40.50, checksum a1f18456\n"
      "layer labels \"labels\"\n"
      "  text \"Київ \\\\ \\\"x\\\"\" middle 0.00,12.35 angle -30.00 9.00pt 600 italic color #C2362B"
      " halo #FFFFFF80 0.40\n";
  g_assert_cmpstr(dump, ==, expected);
}

static SalHatchStyle
hatch_of(double angle_deg, double spacing_mm)
{
  return (SalHatchStyle){ RED, angle_deg, spacing_mm, 0.2 };
}

static void
test_hatch_fills_a_box(void)
{
  const SalHatchStyle style = hatch_of(0, 1);
  g_autoptr(SalGeometry) box = box_new(2, 0.5, 10, 4);
  g_autoptr(SalGeometry) lines = sal_hatch_lines(box, &style);
  g_assert_cmpuint(sal_geometry_get_n_parts(lines), ==, 4);
  for (guint i = 0; i < 4; i++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, i, &n);
    g_assert_cmpuint(n, ==, 2);
    g_assert_cmpfloat_with_epsilon(points[0].x, 2, 1e-9);
    g_assert_cmpfloat_with_epsilon(points[1].x, 12, 1e-9);
    g_assert_cmpfloat_with_epsilon(points[0].y, i + 1, 1e-9);
  }
}

/* A ring of many corners with a hole. */
static SalGeometry *
star_new(GRand *random)
{
  SalGeometry *star = sal_geometry_new(SAL_POLYGONS);
  for (int ring = 0; ring < 2; ring++) {
    for (int i = 0; i < 60; i++) {
      const double r = ring == 0 ? g_rand_double_range(random, 20, 40) : g_rand_double_range(random, 5, 15);
      sal_geometry_add_point(star, 50 + r * cos(i * G_PI / 30), 50 + r * sin(i * G_PI / 30));
    }
    sal_geometry_end_part(star);
  }
  sal_geometry_end_polygon(star);
  return star;
}

static double
length_of(const SalGeometry *lines)
{
  double length = 0;
  for (guint i = 0; i < sal_geometry_get_n_parts(lines); i++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, i, &n);
    length += hypot(points[1].x - points[0].x, points[1].y - points[0].y);
  }
  return length;
}

static double
area_of(const SalGeometry *polygon)
{
  double sum = 0;
  for (guint ring = 0; ring < 2; ring++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygon, ring, &n);
    double area = 0;
    for (guint i = 0; i + 1 < n; i++)
      area += (points[i].x * points[i + 1].y - points[i + 1].x * points[i].y) / 2;
    sum += ring == 0 ? fabs(area) : -fabs(area);
  }
  return sum;
}

static void
test_hatch_stays_inside_at_any_angle(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(20240801);
  for (int angle = -90; angle < 360; angle += 13) {
    const SalHatchStyle style = hatch_of(angle, 0.5);
    g_autoptr(SalGeometry) star = star_new(random);
    g_autoptr(SalGeometry) lines = sal_hatch_lines(star, &style);
    for (guint i = 0; i < sal_geometry_get_n_parts(lines); i++) {
      guint n;
      const SalPoint *p = sal_geometry_get_part(lines, i, &n);
      g_assert_true(sal_geometry_contains(star, (p[0].x + p[1].x) / 2, (p[0].y + p[1].y) / 2));
    }
    g_assert_cmpfloat_with_epsilon(length_of(lines) * 0.5 / area_of(star), 1, 0.01);
  }
}

static void
test_hatch_continues_in_the_neighbour(void)
{
  const SalHatchStyle style = hatch_of(45, 0.9);
  g_autoptr(SalGeometry) left = box_new(10, 10, 13, 20), right = box_new(23, 10, 9, 20),
                         both = box_new(10, 10, 22, 20);
  g_autoptr(SalGeometry) a = sal_hatch_lines(left, &style), b = sal_hatch_lines(right, &style);
  g_autoptr(SalGeometry) whole = sal_hatch_lines(both, &style);
  g_assert_cmpfloat_with_epsilon(length_of(a) + length_of(b), length_of(whole), 0.05);
}

static void
test_hatch_is_bounded(void)
{
  const SalHatchStyle fine = hatch_of(30, 1e-9), none = { RED, 0, 1, 0 };
  g_autoptr(SalGeometry) box = box_new(0, 0, 10, 10), huge = box_new(-1e300, -1e9, 1e300, 2e9),
                         odd = box_new(NAN, 0, 5, 5);
  g_autoptr(SalGeometry) a = sal_hatch_lines(box, &fine), b = sal_hatch_lines(huge, &fine);
  g_autoptr(SalGeometry) c = sal_hatch_lines(odd, &fine), d = sal_hatch_lines(box, &none);
  g_assert_cmpuint(sal_geometry_get_n_parts(a), <, 150);
  g_assert_cmpuint(sal_geometry_get_n_parts(b), <, 3000000);
  g_assert_true(sal_geometry_is_empty(c));
  g_assert_true(sal_geometry_is_empty(d));
}

#define N_VARIANTS 16

/* A drawing in which one thing differs from variant 0. */
static SalDrawing *
variant_new(guint variant)
{
  static const char *const data[] = { "km2", "5", NULL }, *const other_data[] = { "km2", "6", NULL };
  const SalDrawingGroup group = { "label-york", "label", variant == 1 ? "York" : NULL };
  const SalItemInfo info = { "area", variant == 2 ? "Tip" : NULL, variant == 3 ? other_data : data };
  SalAreaStyle area = { .fill = RED, .hatch = hatch_of(45, variant == 4 ? 0.9 : 0.8) };
  SalLineStyle line = { RED, variant == 5 ? 0.3 : 0.2, { 1, 2, 3, 4 }, variant == 6 ? 4 : 2 };
  SalTextStyle text = {
    .size_pt = 8, .weight = variant == 7 ? 700 : 400, .color = RED, .halo_mm = variant == 8
  };
  SalLayer *layer = sal_layer_new("layer", variant == 9 ? "Another" : "Layer");
  area.outline = line;
  if (variant == 10)
    sal_layer_set_clip(layer, (SalRect){ 0, 0, 10, 10 });
  sal_layer_begin_group(layer, &group);
  sal_layer_add_area(layer, box_new(variant == 11 ? 1e-9 : 0, 0, 10, 10), &area, &info);
  sal_layer_end_group(layer);
  sal_layer_add_text(layer, variant == 12 ? "Leeds" : "York", 5, variant == 13 ? 5.001 : 5, SAL_ANCHOR_START,
                     0, &text);
  SalDrawing *drawing = sal_drawing_new(100, variant == 14 ? 101 : 100, "DejaVu Sans", "Title",
                                        variant == 15 ? "Other" : "Description");
  sal_drawing_add_layer(drawing, layer);
  return drawing;
}

static void
test_digest_tells_what_differs(void)
{
  g_autoptr(GHashTable) digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < N_VARIANTS; i++) {
    g_autoptr(SalDrawing) drawing = variant_new(i), again = variant_new(i);
    g_autofree char *digest = sal_drawing_digest(drawing), *same = sal_drawing_digest(again);
    g_assert_cmpstr(digest, ==, same);
    g_assert_true(g_hash_table_add(digests, g_steal_pointer(&digest)));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/drawing/keeps-a-shared-layer-until-its-last-drawing", test_keeps_a_shared_layer);
  g_test_add_func("/drawing/counts-references-across-threads", test_counts_references_across_threads);
  g_test_add_func("/drawing/leaves-out-what-draws-nothing", test_leaves_out_what_draws_nothing);
  g_test_add_func("/drawing/ids-are-made-of-names", test_ids_are_made_of_names);
  g_test_add_func("/drawing/groups-hold-what-is-added-to-them", test_groups_hold_what_is_added_to_them);
  g_test_add_func("/drawing/refuses-ids-that-are-none", test_refuses_ids_that_are_none);
  g_test_add_func("/drawing/refuses-data-that-cannot-be-attributes",
                  test_refuses_data_that_cannot_be_attributes);
  g_test_add_func("/drawing/refuses-a-second-layer-of-one-id", test_refuses_a_second_layer_of_one_id);
  g_test_add_func("/drawing/cleans-text-and-titles", test_cleans_text_and_titles);
  g_test_add_func("/drawing/dots-are-round", test_dots_are_round);
  g_test_add_func("/drawing/dumps-as-text", test_dumps_as_text);
  g_test_add_func("/drawing/digest-tells-what-differs", test_digest_tells_what_differs);
  g_test_add_func("/hatch/fills-a-box", test_hatch_fills_a_box);
  g_test_add_func("/hatch/stays-inside-at-any-angle", test_hatch_stays_inside_at_any_angle);
  g_test_add_func("/hatch/continues-in-the-neighbour", test_hatch_continues_in_the_neighbour);
  g_test_add_func("/hatch/is-bounded", test_hatch_is_bounded);
  return g_test_run();
}
