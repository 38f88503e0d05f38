#include "render/map/own-layer.h"
#include "render/names/line-sites.h"
#include "render/names/own-labels.h"

#include <math.h>
#include <string.h>

/* A frame of 100 mm x 100 mm that shows two degrees each way round 0, 0. */
static SalMap *
make_map(void)
{
  SalMap *map = sal_map_new((SalBox){ -1, -1, 1, 1 }, NULL, (SalRect){ 0, 0, 100, 100 }, NULL);
  g_assert_nonnull(map);
  return map;
}

static SalOwnFeature *
make_point(double lon, double lat, double value, SalDay day, const char *label)
{
  SalOwnFeature *feature = g_new0(SalOwnFeature, 1);
  feature->points = sal_geometry_new(SAL_POINTS);
  sal_geometry_add_point(feature->points, lon, lat);
  sal_geometry_end_part(feature->points);
  feature->value = value, feature->day = day, feature->label = g_strdup(label);
  return feature;
}

static SalOwnFeature *
make_line(double x0, double y0, double x1, double y1)
{
  SalOwnFeature *feature = g_new0(SalOwnFeature, 1);
  feature->lines = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(feature->lines, x0, y0);
  sal_geometry_add_point(feature->lines, x1, y1);
  sal_geometry_end_part(feature->lines);
  feature->day = SAL_DAY_NONE;
  return feature;
}

static SalOwnLayer *
make_layer(void)
{
  SalOwnLayer *own = sal_own_layer_new();
  own->id = g_strdup("own-test"), own->title = g_strdup("test");
  own->line = (SalLineStyle){ .color = { 0, 0, 0, 255 }, .width_mm = 1 };
  own->mark = own->area = (SalAreaStyle){ .fill = { 0, 0, 0, 255 } };
  own->marks.symbol_mm = 4;
  own->text = (SalTextStyle){ .size_pt = 8, .weight = 400, .color = { 0, 0, 0, 255 } };
  return own;
}

static SalDay
find_day(const SalOwnLayer *own, SalDay from, SalDay to, guint n_expected)
{
  guint n;
  const SalPeriod period = { .from = from, .to = to };
  SalOwnRaster *const *rasters = sal_own_layer_find_rasters(own, &period, &n);
  g_assert_cmpuint(n, ==, n_expected);
  return rasters != NULL ? rasters[0]->day : SAL_DAY_NONE;
}

/* Of several days the newest counts; all rasters of one day are drawn. */
static void
test_days_of_rasters(void)
{
  static const SalDay days[] = { 10, 20, 20, 30 };
  g_autoptr(SalOwnLayer) own = make_layer();
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    g_ptr_array_add(own->rasters, sal_own_raster_new(NULL));
    ((SalOwnRaster *)own->rasters->pdata[i])->day = days[i];
  }
  g_assert_cmpint(find_day(own, 0, 10, 0), ==, SAL_DAY_NONE);
  g_assert_cmpint(find_day(own, 0, 11, 1), ==, 10);
  g_assert_cmpint(find_day(own, 0, 30, 2), ==, 20);
  g_assert_cmpint(find_day(own, 21, 30, 0), ==, SAL_DAY_NONE);
  g_assert_cmpint(find_day(own, 40, 50, 0), ==, SAL_DAY_NONE);
  own->dates = SAL_OWN_UNTIL;
  g_assert_cmpint(find_day(own, 0, 10, 0), ==, SAL_DAY_NONE);
  g_assert_cmpint(find_day(own, 21, 30, 2), ==, 20);
  g_assert_cmpint(find_day(own, 40, 50, 1), ==, 30);
  guint n;
  g_assert_cmpint(sal_own_layer_find_rasters(own, NULL, &n)[0]->day, ==, 30);
  own->when.first = 60;
  g_assert_cmpint(find_day(own, 40, 50, 0), ==, SAL_DAY_NONE);
}

static double
get_width(const SalItem *item)
{
  const SalBox box = sal_geometry_get_box(item->geometry);
  return box.xmax - box.xmin;
}

static void
test_dates(void)
{
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnLayer) own = make_layer();
  const SalPeriod period = { .from = 10, .to = 20 };
  for (SalDay day = 9; day <= 20; day++)
    sal_own_layer_add(own, make_point(0.01 * day, 0, 0, day, NULL));
  sal_own_layer_add(own, make_point(0, 0.5, 0, SAL_DAY_NONE, NULL));
  sal_own_layer_join(own);
  g_autoptr(SalLayer) within = sal_own_layer_draw(own, map, NULL, &period);
  g_assert_cmpuint(sal_layer_get_n_items(within), ==, 10 + 1);
  own->dates = SAL_OWN_UNTIL;
  g_autoptr(SalLayer) until = sal_own_layer_draw(own, map, NULL, &period);
  g_assert_cmpuint(sal_layer_get_n_items(until), ==, 11 + 1);
  g_autoptr(SalLayer) all = sal_own_layer_draw(own, map, NULL, NULL);
  g_assert_cmpuint(sal_layer_get_n_items(all), ==, 12 + 1);
}

static void
test_sizes(void)
{
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnLayer) own = make_layer();
  own->marks.is_sized = TRUE, own->marks.symbol = SAL_SYMBOL_DIAMOND;
  sal_own_layer_add(own, make_point(0, 0, 100, SAL_DAY_NONE, NULL));
  sal_own_layer_add(own, make_point(0.5, 0, 25, SAL_DAY_NONE, NULL));
  sal_own_layer_add(own, make_point(0.2, 0, 0, SAL_DAY_NONE, NULL));
  SalOwnFeature *line = make_line(5, 5, 6, 6); /* has no symbol that its value could make larger */
  line->value = 1000;
  sal_own_layer_add(own, line);
  sal_own_layer_join(own);
  g_autoptr(SalLayer) layer = sal_own_layer_draw(own, map, NULL, NULL);
  g_assert_cmpuint(sal_layer_get_n_items(layer), ==, 2);
  g_assert_cmpfloat_with_epsilon(get_width(sal_layer_get_item(layer, 0)), 4, 1e-9);
  g_assert_cmpfloat_with_epsilon(get_width(sal_layer_get_item(layer, 1)), 2, 1e-9);
}

/* No symbol is a speck, and none is larger than it may be. */
static void
test_least_sizes(void)
{
  g_autoptr(SalOwnLayer) own = make_layer();
  own->marks.is_sized = TRUE, own->marks.largest_value = 1e6;
  for (guint i = 0; i < SAL_N_SYMBOLS; i++) {
    own->marks.symbol = (SalSymbol)i, own->marks.symbol_mm = 5;
    const double least = sal_mark_sizes_get_mm(&own->marks, 1);
    g_assert_cmpfloat_with_epsilon(least * least * sal_symbol_get_share(own->marks.symbol), 1.44, 1e-9);
    g_assert_true(sal_mark_sizes_is_raised(&own->marks, 1));
    g_assert_false(sal_mark_sizes_is_raised(&own->marks, 1e6));
    g_assert_cmpfloat_with_epsilon(sal_mark_sizes_get_mm(&own->marks, 0), 0, 1e-9);
    own->marks.symbol_mm = 0.5;
    g_assert_cmpfloat_with_epsilon(sal_mark_sizes_get_mm(&own->marks, 1), 0.5, 1e-9);
  }
}

static void
check_legend(double least, double largest, const double *expected, guint n_expected)
{
  double values[SAL_MARK_SIZES_MOST];
  g_autoptr(SalOwnLayer) own = make_layer();
  own->marks.is_sized = own->has_points = TRUE, own->marks.symbol_mm = 5;
  own->marks.least_value = least, own->marks.largest_value = largest;
  g_assert_cmpuint(sal_mark_sizes_choose(&own->marks, values), ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    g_assert_cmpfloat_with_epsilon(values[i], expected[i], 1e-9 * expected[i]);
}

static void
test_sizes_of_legends(void)
{
  check_legend(1, 73, (const double[]){ 50, 10 }, 2);
  check_legend(1, 20, (const double[]){ 20, 5 }, 2);
  check_legend(0.001, 0.9, (const double[]){ 0.5, 0.1 }, 2);
  check_legend(7, 7, (const double[]){ 7 }, 1);
  check_legend(1e-300, 1e15, (const double[]){ 1e15, 2e14 }, 2);
  check_legend(0, 0, NULL, 0);
}

/* Large symbols lie below small ones. */
static void
test_order_of_sizes(void)
{
  static const double values[] = { 3, 9, 1, 9, 4 }, sorted[] = { 9, 9, 4, 3, 1 };
  g_autoptr(SalOwnLayer) own = make_layer();
  own->marks.is_sized = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(values); i++)
    sal_own_layer_add(own, make_point(0.1 * i, 0, values[i], (SalDay)i, NULL));
  sal_own_layer_join(own);
  for (guint i = 0; i < G_N_ELEMENTS(values); i++)
    g_assert_cmpfloat_with_epsilon(((const SalOwnFeature *)own->features->pdata[i])->value, sorted[i], 1e-9);
  g_assert_cmpint(((const SalOwnFeature *)own->features->pdata[0])->day, ==, 1);
}

static void
test_joins(void)
{
  g_autoptr(SalOwnLayer) own = make_layer();
  for (guint i = 0; i < 5; i++)
    sal_own_layer_add(own, make_line(0, 0.1 * i, 1, 0.1 * i));
  sal_own_layer_add(own, make_point(0, 0, 0, SAL_DAY_NONE, "named"));
  sal_own_layer_join(own);
  g_assert_cmpuint(own->features->len, ==, 2);
  g_assert_cmpuint(sal_geometry_get_n_parts(((SalOwnFeature *)own->features->pdata[0])->lines), ==, 5);
}

/* The line begins where it did and ends at the back of the head, whose tip is the line's end. */
static void
test_arrow(void)
{
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnLayer) own = make_layer();
  own->has_end_arrow = TRUE;
  sal_own_layer_add(own, make_line(-0.5, 0, 0.5, 0));
  g_autoptr(SalLayer) layer = sal_own_layer_draw(own, map, NULL, NULL);
  SalPoint start, end;
  g_assert_true(sal_map_project_point(map, -0.5, 0, &start.x, &start.y));
  g_assert_true(sal_map_project_point(map, 0.5, 0, &end.x, &end.y));
  g_assert_cmpuint(sal_layer_get_n_items(layer), ==, 2);
  const SalBox head = sal_geometry_get_box(sal_layer_get_item(layer, 0)->geometry),
               line = sal_geometry_get_box(sal_layer_get_item(layer, 1)->geometry);
  g_assert_cmpfloat_with_epsilon(head.xmax, end.x, 0.05);
  g_assert_cmpfloat_with_epsilon(line.xmin, start.x, 0.05);
  g_assert_cmpfloat_with_epsilon(line.xmax, head.xmin, 0.05);
  g_assert_cmpfloat(head.ymax - head.ymin, >, own->line.width_mm);
}

static void
test_no_head_where_the_frame_cuts(void)
{
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnLayer) own = make_layer();
  own->has_start_arrow = own->has_end_arrow = TRUE;
  sal_own_layer_add(own, make_line(-0.5, 0, 3, 0.1));
  g_autoptr(SalLayer) layer = sal_own_layer_draw(own, map, NULL, NULL);
  guint n_heads = 0;
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    n_heads += item->type == SAL_ITEM_AREA;
    if (item->type == SAL_ITEM_AREA)
      g_assert_cmpfloat(sal_geometry_get_box(item->geometry).xmax, <, 50);
  }
  g_assert_cmpuint(n_heads, ==, 1);
}

static void
test_scale(void)
{
  g_autoptr(SalMap) map = make_map(); /* about 1:2,200,000 */
  g_autoptr(SalOwnLayer) own = make_layer();
  own->least_scale = 2e6;
  g_assert_false(sal_own_layer_suits(own, map));
  own->least_scale = 2.5e6;
  g_assert_true(sal_own_layer_suits(own, map));
}

static const SalItem *
find_text(const SalLayer *layer, const char *text)
{
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++)
    if (strcmp(sal_layer_get_item(layer, i)->text.text, text) == 0)
      return sal_layer_get_item(layer, i);
  return NULL;
}

/* Texts stand clear of obstacles and of each other, inside the frame; what has no room is left out. */
static void
test_labels(void)
{
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnLayer) own = make_layer();
  g_autoptr(GPtrArray) layers = g_ptr_array_new();
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  g_ptr_array_add(layers, own);
  sal_own_layer_add(own, make_point(0, 0, 0, SAL_DAY_NONE, "middle"));
  sal_own_layer_add(own, make_point(0.98, 0, 0, SAL_DAY_NONE, "at the edge"));
  sal_own_layer_add(own, make_point(0, 0.6, 0, SAL_DAY_NONE, "under furniture"));
  sal_own_layer_add(own, make_point(0, -0.6, 0, 5, "of another day"));
  SalPoint at;
  g_assert_true(sal_map_project_point(map, 0, 0.6, &at.x, &at.y));
  const SalTurnedRect furniture = sal_turned_rect_new((SalRect){ at.x - 40, at.y - 10, 80, 20 });
  g_array_append_val(obstacles, furniture);
  const SalPeriod period = { .from = 10, .to = 20 };
  guint n_left_out = 0;
  g_autoptr(SalTaken) symbols = sal_taken_new(sal_map_get_frame(map));
  const SalOwnLabelOptions options = { layers, &period, "Inter", symbols, &n_left_out };
  g_autoptr(SalLayer) labels = sal_own_labels_place(map, &options, obstacles);
  g_assert_cmpuint(sal_layer_get_n_items(labels), ==, 2);
  g_assert_cmpuint(obstacles->len, ==, 3);
  g_assert_cmpuint(n_left_out, ==, 1);
  g_assert_cmpint(find_text(labels, "middle")->text.anchor, ==, SAL_ANCHOR_START);
  g_assert_cmpint(find_text(labels, "at the edge")->text.anchor, ==, SAL_ANCHOR_END);
}

/* A label goes to the other side of its symbol where another symbol is in the way. */
static void
test_labels_keep_clear_of_symbols(void)
{
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnLayer) own = make_layer();
  g_autoptr(GPtrArray) layers = g_ptr_array_new();
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  g_autoptr(SalTaken) symbols = sal_taken_new(sal_map_get_frame(map));
  g_ptr_array_add(layers, own);
  sal_own_layer_add(own, make_point(0, 0, 0, SAL_DAY_NONE, "middle"));
  SalPoint at;
  g_assert_true(sal_map_project_point(map, 0, 0, &at.x, &at.y));
  sal_taken_add(symbols, (SalTurnedRect){ at.x + 6, at.y, 3, 3, 0 }, 0);
  const SalOwnLabelOptions options = { .layers = layers, .font_family = "Inter", .symbols = symbols };
  g_autoptr(SalLayer) labels = sal_own_labels_place(map, &options, obstacles);
  g_assert_cmpint(find_text(labels, "middle")->text.anchor, ==, SAL_ANCHOR_END);
}

static SalOwnFeature *
make_named_line(const char *label, const double *xy, guint n)
{
  SalOwnFeature *feature = g_new0(SalOwnFeature, 1);
  feature->lines = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(feature->lines, xy[2 * i], xy[2 * i + 1]);
  sal_geometry_end_part(feature->lines);
  feature->day = SAL_DAY_NONE, feature->label = g_strdup(label);
  return feature;
}

static SalLayer *
place_labels(const SalMap *map, SalOwnLayer *own, GArray *obstacles)
{
  g_autoptr(GPtrArray) layers = g_ptr_array_new();
  g_ptr_array_add(layers, own);
  return sal_own_labels_place(map, &(SalOwnLabelOptions){ .layers = layers, .font_family = "Inter" },
                              obstacles);
}

/* However a line is drawn, its text can be read; one that is too short for its text has it upright. */
static void
test_labels_along_lines(void)
{
  static const double rising[] = { 0.6, 0.4, -0.6, -0.4 }, falling[] = { -0.9, 0.5, -0.3, -0.1 },
                      dot[] = { 0.5, -0.5, 0.51, -0.51 };
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnLayer) own = make_layer();
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  sal_own_layer_add(own, make_named_line("rising", rising, 2));
  sal_own_layer_add(own, make_named_line("falling", falling, 2));
  sal_own_layer_add(own, make_named_line("much longer than its line", dot, 2));
  g_autoptr(SalLayer) labels = place_labels(map, own, obstacles);
  g_assert_cmpuint(sal_layer_get_n_items(labels), ==, 3);
  const double up = find_text(labels, "rising")->text.angle_deg,
               down = find_text(labels, "falling")->text.angle_deg,
               none = find_text(labels, "much longer than its line")->text.angle_deg;
  g_assert_cmpfloat(up, >, 30);
  g_assert_cmpfloat(up, <, 40);
  g_assert_cmpfloat(down, <, -40);
  g_assert_cmpfloat(down, >, -50);
  g_assert_cmpfloat_with_epsilon(none, 0, 1e-9);
  const SalItem *item = find_text(labels, "rising"); /* above the line, by its height and a gap */
  SalPoint a, b;
  g_assert_true(sal_map_project_point(map, -0.6, -0.4, &a.x, &a.y));
  g_assert_true(sal_map_project_point(map, 0.6, 0.4, &b.x, &b.y));
  const double off =
      ((item->text.x - a.x) * (b.y - a.y) - (item->text.y - a.y) * (b.x - a.x)) / hypot(b.x - a.x, b.y - a.y);
  g_assert_cmpfloat(off, >, 0.5);
  g_assert_cmpfloat(off, <, 2.5);
}

/* A long road of many pieces is one line, with few labels; none stands on an obstacle. */
static void
test_labels_of_pieces(void)
{
  g_autoptr(SalMap) map = sal_map_new((SalBox){ -1, -0.5, 1, 0.5 }, NULL, (SalRect){ 0, 0, 300, 150 }, NULL);
  g_autoptr(SalOwnLayer) own = make_layer();
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  for (int i = 0; i < 40; i++) {
    const double from = -0.99 + 0.0495 * i, to = from + 0.0495,
                 xy[] = { i % 2 ? to : from, 0, i % 2 ? from : to, 0 };
    sal_own_layer_add(own, make_named_line("M 04", xy, 2));
  }
  const SalTurnedRect furniture = sal_turned_rect_new((SalRect){ 100, 60, 100, 30 });
  g_array_append_val(obstacles, furniture);
  g_autoptr(SalLayer) labels = place_labels(map, own, obstacles);
  g_assert_cmpuint(sal_layer_get_n_items(labels), >=, 3);
  g_assert_cmpuint(sal_layer_get_n_items(labels), <=, 4);
  for (guint i = 0; i < sal_layer_get_n_items(labels); i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpfloat(fabs(sal_layer_get_item(labels, i)->text.x - sal_layer_get_item(labels, j)->text.x),
                        >=, 80);
  for (guint i = 1; i < obstacles->len; i++)
    g_assert_false(sal_turned_rect_overlaps(g_array_index(obstacles, SalTurnedRect, i), furniture));
}

/* Two lines that meet are joined, three are not, and rings end. */
static void
test_joins_of_lines(void)
{
  static const double parts[][4] = {
    { 0, 0, 1, 0 },   { 2, 0, 1, 0 },    { 2, 0, 3, 0 },   { 10, 0, 11, 0 },
    { 11, 0, 12, 1 }, { 11, 0, 12, -1 }, { 20, 0, 21, 1 }, { 21, 1, 20, 0 }
  };
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    sal_geometry_add_point(lines, parts[i][0], parts[i][1]);
    sal_geometry_add_point(lines, parts[i][2], parts[i][3]);
    sal_geometry_end_part(lines);
  }
  g_autoptr(SalGeometry) joined = sal_line_sites_join(lines);
  guint n;
  g_assert_cmpuint(sal_geometry_get_n_parts(joined), ==, 1 + 3 + 1);
  sal_geometry_get_part(joined, 0, &n);
  g_assert_cmpuint(n, ==, 4);
  sal_geometry_get_part(joined, 4, &n);
  g_assert_cmpuint(n, ==, 3);
}

/* All symbols fit into their circle and have room inside. */
static void
test_symbols(void)
{
  const SalAreaStyle style = { .fill = { 0, 0, 0, 255 } };
  for (guint i = 0; i < SAL_N_SYMBOLS; i++) {
    g_autoptr(SalLayer) layer = sal_layer_new("s", "s");
    sal_symbol_draw(layer, (SalSymbol)i, (SalPoint){ 5, 7 }, 4, &style, NULL);
    const SalGeometry *polygon = sal_layer_get_item(layer, 0)->geometry;
    for (guint j = 0; j < sal_geometry_get_n_points(polygon); j++) {
      const SalPoint corner = g_array_index(polygon->points, SalPoint, j);
      g_assert_cmpfloat(hypot(corner.x - 5, corner.y - 7), <=, 2 + 1e-9);
    }
    g_assert_true(sal_geometry_is_valid(polygon, NULL, NULL));
    g_assert_true(sal_geometry_contains(polygon, 5, 7));
    g_assert_nonnull(sal_symbol_list_names()[i]);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/own-layers/features-with-a-day-are-on-the-maps-of-their-period", test_dates);
  g_test_add_func("/own-layers/a-map-has-the-newest-rasters-of-its-period", test_days_of_rasters);
  g_test_add_func("/own-layers/the-area-of-a-symbol-is-proportional-to-its-value", test_sizes);
  g_test_add_func("/own-layers/no-symbol-is-a-speck", test_least_sizes);
  g_test_add_func("/own-layers/legends-show-round-sizes", test_sizes_of_legends);
  g_test_add_func("/own-layers/large-symbols-lie-below-small-ones", test_order_of_sizes);
  g_test_add_func("/own-layers/features-that-look-alike-are-joined", test_joins);
  g_test_add_func("/own-layers/the-tip-of-an-arrow-is-the-end-of-its-line", test_arrow);
  g_test_add_func("/own-layers/a-line-that-the-frame-cuts-has-no-head-there",
                  test_no_head_where_the_frame_cuts);
  g_test_add_func("/own-layers/detail-is-drawn-at-large-scales-alone", test_scale);
  g_test_add_func("/own-layers/labels-stand-clear-of-what-is-in-the-way", test_labels);
  g_test_add_func("/own-layers/labels-keep-clear-of-symbols", test_labels_keep_clear_of_symbols);
  g_test_add_func("/own-layers/labels-follow-their-lines", test_labels_along_lines);
  g_test_add_func("/own-layers/a-line-of-pieces-has-few-labels", test_labels_of_pieces);
  g_test_add_func("/own-layers/lines-that-meet-are-joined", test_joins_of_lines);
  g_test_add_func("/own-layers/symbols-fit-into-their-circle", test_symbols);
  return g_test_run();
}
