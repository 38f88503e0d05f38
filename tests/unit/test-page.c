#include "render/page/page.h"

#include "data/base/error.h"
#include "render/drawing/text.h"
#include "render/map/layers.h"
#include "render/map/scalebar.h"
#include "render/page/boxes.h"
#include "render/page/extent.h"
#include "render/words/captions.h"
#include "render/words/credit.h"
#include "render/words/wording.h"
#include "styles/loader.h"
#include "styles/page-template-load.h"
#include "tests/pages/page-check.h"

#include <math.h>
#include <string.h>

#define MM_PER_INCH 25.4
#define N_MONTHS 6

typedef struct {
  double width_mm, height_mm;
} Size;

static const Size SIZES[] = {
  { 1600 / 144.0 * MM_PER_INCH, 1200 / 144.0 * MM_PER_INCH },
  { 1200 / 144.0 * MM_PER_INCH, 675 / 144.0 * MM_PER_INCH },
  { 1080 / 144.0 * MM_PER_INCH, 1920 / 144.0 * MM_PER_INCH },
  { 183, 137.25 },
  { 89, 66.75 },
  { 120, 120 },
  { 200, 60 },
  { 60, 45 },
  { 420, 297 },
  { 297, 420 },
};

static SalGeometry *
rectangle_new(SalBox box)
{
  SalGeometry *geometry = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(geometry, box.xmin, box.ymin);
  sal_geometry_add_point(geometry, box.xmax, box.ymin);
  sal_geometry_add_point(geometry, box.xmax, box.ymax);
  sal_geometry_add_point(geometry, box.xmin, box.ymax);
  sal_geometry_end_part(geometry);
  sal_geometry_end_polygon(geometry);
  return geometry;
}

/* All east of a meridian in the Donbas, with a bulge to 37.2 on request. */
static SalSnapshot *
snapshot_new(SalDay day, double west, gboolean has_bulge)
{
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  SalFeature *feature = g_new0(SalFeature, 1);
  feature->polygons = rectangle_new((SalBox){ west, 47, 39.5, 49.5 });
  g_ptr_array_add(features, feature);
  if (has_bulge) {
    g_autoptr(SalGeometry) bulge = rectangle_new((SalBox){ 37.2, 48, 38, 48.1 });
    sal_geometry_append(feature->polygons, bulge);
  }
  g_autoptr(GError) error = NULL;
  const SalSnapshotOptions options = { .class_name = g_intern_static_string("control") };
  SalSnapshot *snapshot = sal_snapshot_new(day, "front.geojson", features, &options, &error);
  g_assert_no_error(error);
  return snapshot;
}

static const SalGeometry *
get_polygons(const SalSnapshot *snapshot)
{
  return g_array_index(snapshot->areas, SalControlArea, 0).polygons;
}

static SalChange *
change_new(SalSnapshot *from, SalSnapshot *to, const SalAreaModel *model)
{
  g_autoptr(GError) error = NULL;
  SalChange *change = g_new0(SalChange, 1);
  change->period = (SalPeriod){ .from = from->day, .to = to->day };
  sal_period_name(&change->period, SAL_EVERY_MONTH, from->day);
  change->from_snapshot = from->day, change->to_snapshot = to->day;
  change->class_name = g_intern_static_string("control");
  change->region = g_intern_static_string("");
  change->from = sal_snapshot_ref(from), change->to = sal_snapshot_ref(to);
  change->gained = sal_geometry_difference(get_polygons(to), get_polygons(from), &error);
  g_assert_no_error(error);
  change->lost = sal_geometry_difference(get_polygons(from), get_polygons(to), &error);
  g_assert_no_error(error);
  change->gained_m2 = sal_area_measure(model, change->gained);
  change->lost_m2 = sal_area_measure(model, change->lost);
  change->area_from_m2 = sal_area_measure(model, get_polygons(from));
  change->area_to_m2 = sal_area_measure(model, get_polygons(to));
  return change;
}

static SalAreaModel *
model_new(void)
{
  g_autoptr(GError) error = NULL;
  SalAreaModel *model = sal_area_model_new("ellipsoid", &error);
  g_assert_no_error(error);
  return model;
}

/* Six months: a front that goes to and fro, one month without loss, one without any change. */
static GPtrArray *
run_new(void)
{
  static const double fronts[N_MONTHS + 1] = { 38, 37.9, 37.95, 37.7, 37.7, 37.72, 37.5 };
  static const gboolean bulges[N_MONTHS + 1] = { FALSE, TRUE, TRUE, FALSE, FALSE, FALSE, TRUE };
  g_autoptr(SalAreaModel) model = model_new();
  GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  g_autoptr(SalSnapshot) last = NULL;
  for (int i = 0; i <= N_MONTHS; i++) {
    g_autoptr(SalSnapshot) snapshot =
        snapshot_new(sal_day_from_civil(2024 + (7 + i) / 12, (7 + i) % 12 + 1, 1), fronts[i], bulges[i]);
    if (last != NULL)
      g_ptr_array_add(changes, change_new(last, snapshot, model));
    g_clear_pointer(&last, sal_snapshot_unref);
    last = g_steal_pointer(&snapshot);
  }
  return changes;
}

static SalStyle *
style_new(const char *name)
{
  g_autoptr(GError) error = NULL;
  SalStyle *style = sal_style_load(name, &error);
  g_assert_no_error(error);
  return style;
}

static SalPageOptions
options_for(const SalStyle *style, const GPtrArray *changes, Size size)
{
  return (SalPageOptions){ .width_mm = size.width_mm,
                           .height_mm = size.height_mm,
                           .style = style,
                           .extent = sal_page_find_extent(changes, NULL),
                           .basemap = "auto",
                           .changes = changes };
}

static SalPage *
page_new(const SalPageOptions *options)
{
  g_autoptr(GError) error = NULL;
  SalPage *page = sal_page_new(options, NULL, &error);
  g_assert_no_error(error);
  return page;
}

static SalDrawing *
draw(const SalPage *page, const GPtrArray *changes, guint index)
{
  g_autoptr(GError) error = NULL;
  SalDrawing *drawing = sal_page_draw(page, g_ptr_array_index(changes, index), &error);
  g_assert_no_error(error);
  return drawing;
}

static const SalLayer *
find_layer(const SalDrawing *drawing, const char *id)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    if (g_str_equal(sal_layer_get_id(layer), id))
      return layer;
  }
  return NULL;
}

static gboolean
has_text(const SalLayer *layer, const char *text)
{
  for (guint i = 0; layer != NULL && i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->type == SAL_ITEM_TEXT && strstr(item->text.text, text) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
assert_legend_says_what_is_drawn(const SalDrawing *drawing)
{
  const SalLayer *legend = find_layer(drawing, "legend");
  g_assert_cmpint(has_text(legend, "Gained"), ==, find_layer(drawing, "gained") != NULL);
  g_assert_cmpint(has_text(legend, "Lost"), ==, find_layer(drawing, "lost") != NULL);
  g_assert_cmpint(has_text(legend, "Held"), ==, find_layer(drawing, "held") != NULL);
}

/* Large type leaves no map on a small page, which is refused. */
static gboolean
has_room(const SalStyle *style, Size size)
{
  return style->title_text.size_pt <= 20 || MIN(size.width_mm, size.height_mm) >= 65;
}

static void
test_holds_on_every_size_style_and_period(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  const char *const *names = sal_style_get_builtin_names();
  for (guint i = 0; names[i] != NULL; i++) {
    g_autoptr(SalStyle) style = style_new(names[i]);
    for (guint j = 0; j < G_N_ELEMENTS(SIZES); j++) {
      if (!PAGE_CHECK_IS_TRIED(j, i) || !has_room(style, SIZES[j]))
        continue;
      const SalPageOptions options = options_for(style, changes, SIZES[j]);
      g_autoptr(SalPage) page = page_new(&options);
      for (guint k = 0; k < changes->len; k++) {
        g_autoptr(SalDrawing) drawing = draw(page, changes, k);
        page_check(drawing, "page");
        assert_legend_says_what_is_drawn(drawing);
      }
    }
  }
}

static void
test_legend_leaves_out_what_is_not_there(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  const SalPageOptions options = options_for(style, changes, SIZES[0]);
  g_autoptr(SalPage) page = page_new(&options);
  g_autoptr(SalDrawing) only_gained = draw(page, changes, 0), only_lost = draw(page, changes, 1);
  g_autoptr(SalDrawing) both = draw(page, changes, 2), neither = draw(page, changes, 3);
  g_assert_nonnull(find_layer(only_gained, "gained"));
  g_assert_null(find_layer(only_gained, "lost"));
  g_assert_null(find_layer(only_lost, "gained"));
  g_assert_nonnull(find_layer(only_lost, "lost"));
  g_assert_nonnull(find_layer(both, "gained"));
  g_assert_nonnull(find_layer(both, "lost"));
  g_assert_null(find_layer(neither, "gained"));
  g_assert_null(find_layer(neither, "lost"));
  g_assert_true(has_text(find_layer(neither, "title"), "no change"));
}

static void
test_legend_leaves_out_what_is_out_of_frame(void)
{
  g_autoptr(GPtrArray) changes = run_new(), remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalStyle) style = style_new("default");
  SalPageOptions options = options_for(style, changes, SIZES[0]);
  g_autoptr(SalAreaModel) model = model_new();
  options.area_model = model;
  options.basemap = "none";
  options.extent = (SalBox){ 39.2, 47.5, 39.3, 47.6 };
  g_autoptr(SalPage) inland = sal_page_new(&options, remarks, NULL);
  g_autoptr(SalDrawing) held = draw(inland, changes, 2);
  assert_legend_says_what_is_drawn(held);
  g_assert_null(find_layer(held, "gained"));
  g_assert_nonnull(find_layer(held, "held"));
  const char *const remark = "extent: the changes lie outside the frame";
  g_assert_true(g_ptr_array_find_with_equal_func(remarks, remark, g_str_equal, NULL));
  g_ptr_array_set_size(remarks, 0);
  options.extent = (SalBox){ 100, -40, 140, -30 };
  g_autoptr(SalPage) abroad = sal_page_new(&options, remarks, NULL);
  g_autoptr(SalDrawing) nothing = draw(abroad, changes, 2);
  g_assert_null(find_layer(nothing, "held"));
  assert_legend_says_what_is_drawn(nothing);
  g_assert_true(has_text(find_layer(nothing, "legend"), "0 of +"));
  g_assert_true(g_ptr_array_find_with_equal_func(remarks, remark, g_str_equal, NULL));
  g_ptr_array_set_size(remarks, 0);
  options.extent = sal_page_find_extent(changes, NULL);
  g_autoptr(SalPage) usual = sal_page_new(&options, remarks, NULL);
  g_assert_false(g_ptr_array_find_with_equal_func(remarks, remark, g_str_equal, NULL));
}

static void
test_no_coast_along_the_rim_of_the_world(void)
{
  g_autoptr(SalStyle) style = style_new("default");
  g_autoptr(SalMap) map = sal_map_new((SalBox){ 0, -90, 360, -60 }, NULL, (SalRect){ 0, 0, 200, 150 }, NULL);
  g_autoptr(SalGeometry) land = rectangle_new((SalBox){ -180, -90, -1e-6, -70 });
  g_autoptr(SalGeometry) nothing = sal_geometry_new(SAL_LINES);
  const SalBasemap basemap = { .land = land,
                               .rivers = nothing,
                               .borders = nothing,
                               .disputed_borders = nothing,
                               .admin1_borders = nothing };
  g_autoptr(SalGround) ground = sal_ground_new(map, &basemap, style);
  g_assert_cmpuint(sal_geometry_get_n_points(ground->coast), >, 10);
  for (guint i = 0; i < sal_geometry_get_n_points(ground->coast); i++) {
    const SalPoint point = g_array_index(ground->coast->points, SalPoint, i);
    double lon, lat;
    g_assert_true(sal_map_unproject_point(map, point.x, point.y, &lon, &lat));
    g_assert_true(lat > -70.1);
  }
}

static void
test_layers_are_in_order(void)
{
  static const char *const order[] = { "paper",    "sea",    "land",    "held",      "lost",
                                       "gained",   "rivers", "admin-1", "borders",   "places",
                                       "neatline", "title",  "legend",  "scale-bar", "credit" };
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  const SalPageOptions options = options_for(style, changes, SIZES[0]);
  g_autoptr(SalPage) page = page_new(&options);
  g_autoptr(SalDrawing) drawing = draw(page, changes, 2);
  guint next = 0;
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const char *id = sal_layer_get_id(sal_drawing_get_layer(drawing, i));
    while (next < G_N_ELEMENTS(order) && !g_str_equal(order[next], id))
      next++;
    g_assert_cmpuint(next, <, G_N_ELEMENTS(order));
  }
}

static SalBox
get_box_of_first_item(const SalDrawing *drawing, const char *id)
{
  return sal_geometry_get_box(sal_layer_get_item(find_layer(drawing, id), 0)->geometry);
}

static void
test_nothing_jumps_between_periods(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  for (guint i = 0; i < G_N_ELEMENTS(SIZES); i++) {
    const SalPageOptions options = options_for(style, changes, SIZES[i]);
    g_autoptr(SalPage) page = page_new(&options);
    g_autoptr(SalDrawing) first = draw(page, changes, 0);
    const SalBox frame = get_box_of_first_item(first, "neatline"),
                 legend = get_box_of_first_item(first, "legend");
    for (guint j = 1; j < changes->len; j++) {
      g_autoptr(SalDrawing) drawing = draw(page, changes, j);
      page_check_neighbours(first, drawing, "a period");
      const SalBox other_frame = get_box_of_first_item(drawing, "neatline");
      g_assert_cmpmem(&frame, sizeof frame, &other_frame, sizeof other_frame);
      g_assert_cmpfloat(get_box_of_first_item(drawing, "legend").xmin, ==, legend.xmin);
    }
  }
}

static void
test_same_page_twice(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  const SalPageOptions options = options_for(style, changes, SIZES[0]);
  g_autoptr(SalPage) first = page_new(&options), second = page_new(&options);
  g_autoptr(SalDrawing) a = draw(first, changes, 2), b = draw(second, changes, 2);
  g_autofree char *dump_a = sal_drawing_dump(a), *dump_b = sal_drawing_dump(b);
  g_assert_cmpstr(dump_a, ==, dump_b);
}

static void
test_scale_bar_is_right(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  SalPageOptions options = options_for(style, changes, SIZES[0]);
  options.basemap = "none";
  g_autoptr(SalPage) page = page_new(&options);
  g_autoptr(SalDrawing) drawing = draw(page, changes, 0);
  const SalLayer *bar = find_layer(drawing, "scale-bar");
  const SalBox half = sal_geometry_get_box(sal_layer_get_item(bar, 0)->geometry);
  g_assert_true(has_text(bar, "100\xc2\xa0km"));
  const SalBox gained = get_box_of_first_item(drawing, "gained");
  const double km_per_mm = 50 / (half.xmax - half.xmin), expected_km = 278.0;
  g_assert_cmpfloat_with_epsilon((gained.ymax - gained.ymin) * km_per_mm / expected_km, 1, 0.005);
}

static void
test_scale_bar_groups_thousands(void)
{
  g_autoptr(SalStyle) style = style_new("default");
  const SalScaleBarOptions options = { .style = style, .text_scale = 1 };
  const SalScaleBar bar = sal_scale_bar_choose(100000, 30, &options);
  g_assert_cmpfloat(bar.rulers[0].length_m, ==, 2e6);
  g_autoptr(SalLayer) layer = sal_layer_new("scale-bar", "Scale bar");
  sal_scale_bar_draw(&bar, layer, 10, 10);
  g_assert_true(has_text(layer, "1,000"));
  g_assert_true(has_text(layer, "2,000\xc2\xa0km"));
}

static void
test_marks_a_change_too_small_to_see(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  SalPageOptions options = options_for(style, changes, SIZES[3]);
  options.basemap = "none";
  g_autoptr(SalPage) page = page_new(&options);
  SalChange *change = g_ptr_array_index(changes, 0);
  sal_geometry_free(change->gained);
  change->gained = rectangle_new((SalBox){ 38, 48, 38.002, 48.002 });
  change->gained_m2 = 0.033e6;
  change->area_to_m2 = change->area_from_m2 + change->gained_m2 - change->lost_m2;
  g_autoptr(SalDrawing) drawing = draw(page, changes, 0);
  const SalLayer *gained = find_layer(drawing, "gained");
  const SalItem *ring = sal_layer_get_item(gained, sal_layer_get_n_items(gained) - 1);
  const SalBox box = sal_geometry_get_box(ring->geometry);
  g_assert_cmpint(ring->type, ==, SAL_ITEM_LINE);
  g_assert_cmpfloat(box.xmax - box.xmin, >, style->place_dot_mm[0] * 1.5);
  g_assert_cmpint(ring->line.color.r, ==, style->gained.outline.color.r);
  g_assert_true(has_text(find_layer(drawing, "legend"), "+0.03"));
}

static void
test_credit_names_stand_ins_and_sources(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalAreaModel) model = model_new();
  SalChange *change = g_ptr_array_index(changes, 0);
  change->to_snapshot += 1;
  g_autoptr(GError) error = NULL;
  const SalCaptionOptions options = { .credit = "Data: {source}",
                                      .area_model = model,
                                      .date_shift_days = { -1, -1 } };
  const SalCaptionSubject subject = { .change = change };
  g_autofree char *credit = sal_captions_make_credit(&options, &subject, SAL_CREDIT_WITH_BASEMAP, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(
      credit, ==,
      "Data: front.geojson. Situation of 1 August and 2 September 2024 (for 1 September 2024), 32 "
      "days. File dates \xe2\x88\x92\x31\xc2\xa0\x64\x61y. Area on the WGS\xc2\xa0\x38\x34 ellipsoid. "
      "Base map: Natural Earth.");
}

static void
assert_credit(const char *own, const char *parts, double lost_km2, const char *expected)
{
  const SalDay day = sal_day_from_civil(2025, 11, 1);
  const SalChange change = { .period = { .from = day, .to = day + 30 },
                             .from_snapshot = day,
                             .to_snapshot = day + 30,
                             .gained_m2 = 396.426e6,
                             .lost_m2 = lost_km2 * 1e6,
                             .area_to_m2 = (396.426 - lost_km2) * 1e6 };
  SalCaptionOptions options = { .credit = own };
  const SalCaptionSubject subject = { .change = &change, .shows_sums = TRUE };
  g_autoptr(GError) error = NULL;
  sal_credit_parse_parts(parts, &options.credit_left_out, &error);
  g_assert_no_error(error);
  g_autofree char *credit = sal_captions_make_credit(&options, &subject, SAL_CREDIT_WITH_BASEMAP, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(credit, ==, expected);
}

/* 396 - 30 is not 367. */
static void
test_credit_has_the_parts_that_are_wanted(void)
{
  assert_credit(NULL, "situation", 0, "Situation of 1 November and 1 December 2025.");
  assert_credit("Ours", "all", 0,
                "Ours. Situation of 1 November and 1 December 2025. Area on the WGS\u00a084 ellipsoid. "
                "Base map: Natural Earth.");
  assert_credit("Ours!", "area,rounding", 29.574,
                "Ours! Area on the WGS\u00a084 ellipsoid. Figures are rounded.");
  assert_credit("Ours", "rounding", 29.426, "Ours");
  assert_credit("Ours", "none", 29.574, "Ours");
  assert_credit(NULL, "none", 29.574, "");
  assert_credit("Ours", "all,-situation,-rounding", 29.574,
                "Ours. Area on the WGS\u00a084 ellipsoid. Base map: Natural Earth.");
  guint left_out;
  g_assert_true(sal_credit_parse_parts("-layers", &left_out, NULL));
  g_assert_cmpuint(left_out, ==, SAL_CREDIT_LAYERS);
  g_assert_true(sal_credit_parse_parts("-shift,area", &left_out, NULL));
  g_assert_cmpuint(left_out & SAL_CREDIT_SHIFT, !=, 0);
  g_assert_cmpuint(left_out & (SAL_CREDIT_AREA | SAL_CREDIT_LAYERS), ==, 0);
  g_assert_false(sal_credit_parse_parts("all,area", &left_out, NULL));
  g_assert_false(sal_credit_parse_parts("layers", &left_out, NULL));
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_credit_parse_parts("area,bsemap", &left_out, &error));
  g_assert_cmpstr(
      error->message, ==,
      "expected all, none or some of situation, definition, area, rounding, basemap, border, got 'bsemap' "
      "(did you mean 'basemap'?)");
}

static void
assert_subtitle(const SalChange *change, gboolean is_short, const char *expected)
{
  const SalCaptionOptions options = { 0 };
  const SalCaptionSubject subject = { .change = change };
  g_autofree char *subtitle = sal_captions_make_subtitle(&options, &subject, is_short, NULL);
  g_assert_cmpstr(subtitle, ==, expected);
}

static void
test_says_no_change_only_where_there_is_none(void)
{
  const SalDay day = sal_day_from_civil(2024, 12, 31);
  SalChange change = { .period = { .from = day, .to = day + 1 },
                       .from_snapshot = day,
                       .to_snapshot = day + 1 };
  assert_subtitle(&change, FALSE, "31 Dec 2024 to 1 Jan 2025 \xc2\xb7 no change");
  change.gained_m2 = 400;
  assert_subtitle(&change, FALSE, "31 Dec 2024 to 1 Jan 2025 \xc2\xb7 less than 0.01\xc2\xa0km\xc2\xb2");
  change.gained_m2 = 0, change.to_snapshot = day;
  assert_subtitle(&change, FALSE,
                  "31 Dec 2024 to 1 Jan 2025 \xc2\xb7 no snapshot of 1 Jan 2025: change unknown");
  assert_subtitle(&change, TRUE, "31 Dec 2024 to 1 Jan 2025 \xc2\xb7 change unknown");
  change.from_snapshot = change.to_snapshot = day + 1;
  assert_subtitle(&change, FALSE,
                  "31 Dec 2024 to 1 Jan 2025 \xc2\xb7 no snapshot of 31 Dec 2024: change unknown");
}

/* The legend has gained and lost. */
static void
test_subtitle_has_what_the_legend_lacks(void)
{
  const SalDay day = sal_day_from_civil(2025, 11, 1);
  g_autoptr(SalGeometry) none = sal_geometry_new(SAL_POLYGONS);
  SalChange change = { .period = { .from = day, .to = day + 30 },
                       .from_snapshot = day,
                       .to_snapshot = day + 30,
                       .gained_m2 = 520e6,
                       .lost_m2 = 5e6,
                       .area_to_m2 = 515e6 };
  assert_subtitle(&change, FALSE, "1 Nov to 1 Dec 2025 \xc2\xb7 net\u00a0+515\u00a0km²");
  change.lost = none; /* noise alone, which is not drawn */
  assert_subtitle(&change, FALSE,
                  "1 Nov to 1 Dec 2025 \xc2\xb7 gained\u00a0520\u00a0km², lost\u00a05.0\u00a0km², "
                  "net\u00a0+515\u00a0km²");
  change.lost_m2 = 0, change.area_to_m2 = 520e6;
  assert_subtitle(&change, FALSE, "1 Nov to 1 Dec 2025");
  assert_subtitle(&change, TRUE, "1 Nov to 1 Dec 2025");
}

static void
assert_page_fails(SalPageOptions options, SalError code, const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalPage) page = sal_page_new(&options, NULL, &error);
  g_assert_null(page);
  g_assert_error(error, SAL_ERROR, (int)code);
  if (message != NULL)
    g_assert_cmpstr(error->message, ==, message);
}

static void
test_refuses_what_does_not_fit(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  SalPageOptions options = options_for(style, changes, SIZES[0]);
  options.width_mm = 59;
  assert_page_fails(options, SAL_ERROR_RENDER, "page: expected at least 60 x 45 mm, got 59.0 x 211.7 mm");
  options = options_for(style, changes, SIZES[0]);
  options.title = "Gains in {perod}";
  assert_page_fails(options, SAL_ERROR_RENDER,
                    "title: placeholder: expected one of {period} {from} {to} {class} {gained} {lost} {net} "
                    "{region} {source} {mean} {mean_month} {n} {net_value} {period_long} {since} {holder} "
                    "{headline} {sentence} {alt}, "
                    "got '{perod}' (did you mean 'period'?)");
  g_autofree char *long_title = g_strnfill(900, 'm');
  options.title = long_title;
  assert_page_fails(options, SAL_ERROR_RENDER, NULL);
  options.title = "Title";
  options.map_crs = "EPSG:4326";
  assert_page_fails(options, SAL_ERROR_CRS, NULL);
}

static guint
count_texts(const SalLayer *layer)
{
  guint n = 0;
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++)
    n += sal_layer_get_item(layer, i)->type == SAL_ITEM_TEXT;
  return n;
}

static void
test_wraps_and_shrinks_a_long_title(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  SalPageOptions options = options_for(style, changes, SIZES[3]);
  options.basemap = "none";
  options.title = "A title of many words that says in {period} what the reader could have seen on the map";
  g_autoptr(SalPage) wrapped = page_new(&options);
  g_autoptr(SalDrawing) two_lines = draw(wrapped, changes, 0);
  const SalLayer *title = find_layer(two_lines, "title");
  g_assert_cmpuint(count_texts(title), ==, 3);
  g_assert_cmpfloat(sal_layer_get_item(title, 0)->text.style.size_pt, ==, style->title_text.size_pt);
  options.title =
      "A title of many words that says in {period} what the reader could have seen on the map, and goes on "
      "about "
      "it for so long that it has to be set in smaller type, which it is, down to three quarters of its size";
  g_autoptr(SalPage) shrunk = page_new(&options);
  g_autoptr(SalDrawing) small = draw(shrunk, changes, 0);
  const double size = sal_layer_get_item(find_layer(small, "title"), 0)->text.style.size_pt;
  g_assert_cmpfloat(size, <, style->title_text.size_pt);
  g_assert_cmpfloat(size, >=, style->title_text.size_pt * 0.75 - 1e-6);
  page_check(small, "page");
}

static void
test_does_without_changes_and_base_map(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  SalPageOptions options = options_for(style, changes, SIZES[0]);
  options.basemap = "none";
  options.changes = NULL;
  g_autoptr(SalPage) page = page_new(&options);
  for (guint i = 0; i < changes->len; i++) {
    g_autoptr(SalDrawing) drawing = draw(page, changes, i);
    g_assert_null(find_layer(drawing, "sea"));
    g_assert_false(has_text(find_layer(drawing, "credit"), "Natural Earth"));
    page_check(drawing, "page");
  }
}

/* The size of a built-in template, as library/frame.c knows it by name. */
static Size
find_template_size(const SalPageTemplate *template)
{
  static const struct {
    const char *name;
    Size size;
  } sizes[] = { { "a4", { 297, 210 } },
                { "a4-portrait", { 210, 297 } },
                { "90x105mm", { 90, 105 } },
                { "slide", { 1920 / 220.0 * MM_PER_INCH, 1080 / 220.0 * MM_PER_INCH } },
                { "story", { 1080 / 264.0 * MM_PER_INCH, 1920 / 264.0 * MM_PER_INCH } },
                { "1600x1200", { 1600 / 144.0 * MM_PER_INCH, 1200 / 144.0 * MM_PER_INCH } } };
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
    if (g_str_equal(sizes[i].name, template->size))
      return sizes[i].size;
  g_error("%s: its size is not among those of the test", template->name);
}

static SalPageTemplate *
template_new(const char *name)
{
  g_autoptr(GError) error = NULL;
  SalPageTemplate *template = sal_page_template_load(name, NULL, &error);
  g_assert_no_error(error);
  return template;
}

/* All that a layer draws but the halo of its letters lies in a rectangle. */
static void
assert_texts_lie_in(const SalLayer *layer, const SalStyle *style, SalRect rect)
{
  for (guint i = 0; layer != NULL && i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->type != SAL_ITEM_TEXT)
      continue;
    const SalTextExtents extents = sal_text_measure(item->text.text, style->font_family, &item->text.style);
    const double before = item->text.anchor == SAL_ANCHOR_START ? 0
                          : item->text.anchor == SAL_ANCHOR_END ? 1
                                                                : 0.5;
    const double left = item->text.x - before * extents.width_mm;
    g_assert_cmpfloat(left, >=, rect.x - 0.05);
    g_assert_cmpfloat(left + extents.width_mm, <=, rect.x + rect.width + 0.05);
    g_assert_cmpfloat(item->text.y - extents.cap_height_mm, >=, rect.y - 0.05);
    g_assert_cmpfloat(item->text.y, <=, rect.y + rect.height + 0.05);
  }
}

/* The layer of a box. */
static const SalLayer *
find_box_layer(const SalDrawing *drawing, const SalTemplateBox *box)
{
  g_autofree char *id = g_strconcat("box-", box->name, NULL);
  const SalLayer *own = find_layer(drawing, id);
  return own != NULL ? own : find_layer(drawing, sal_page_template_list_kinds()[box->kind]);
}

/* is_fixed: all stands in its box; else boxes flow. */
static void
check_template(const char *name, const SalStyle *style, const GPtrArray *changes, SalPageLayout layout,
               gboolean is_fixed)
{
  g_autoptr(SalPageTemplate) template = template_new(name);
  template->is_fixed = is_fixed;
  const Size size = find_template_size(template);
  g_autoptr(GArray) boxes = sal_boxes_place(template, size.width_mm, size.height_mm, NULL);
  SalPageOptions options = options_for(style, changes, size);
  g_autoptr(SalAreaModel) model = model_new();
  g_assert_nonnull(boxes);
  options.area_model = model;
  options.template = template;
  options.layout = layout;
  g_autoptr(SalPage) page = page_new(&options);
  for (guint i = 0; i < (sal_page_layout_is_of_run(layout) ? 1 : changes->len); i++) {
    g_autoptr(SalDrawing) drawing = draw(page, changes, i);
    g_autofree char *what = g_strdup_printf("%s, layout %u", name, layout);
    page_check(drawing, what);
    for (guint j = 0; is_fixed && j < boxes->len; j++) {
      const SalPlacedBox *placed = &g_array_index(boxes, SalPlacedBox, j);
      if (placed->box->kind != SAL_BOX_MAP)
        assert_texts_lie_in(find_box_layer(drawing, placed->box), style, placed->rect);
    }
  }
}

static void
test_templates_hold_every_layout(void)
{
  static const SalPageLayout layouts[] = { SAL_LAYOUT_MAP, SAL_LAYOUT_MAP_CHART, SAL_LAYOUT_CUMULATIVE,
                                           SAL_LAYOUT_TURNOVER, SAL_LAYOUT_FRONTS };
  g_autoptr(GPtrArray) changes = run_new();
  const char *const *names = sal_page_template_get_builtin_names();
  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS(layouts); j++) {
      g_autoptr(SalStyle) style = style_new(j == 0 ? "default" : j == 1 ? "newspaper" : "dark");
      /* A chart has no room beside the map of a column. */
      if (!PAGE_CHECK_IS_TRIED(i, j) ||
          (g_str_equal(names[i], "print-column") && layouts[j] == SAL_LAYOUT_MAP_CHART))
        continue;
      check_template(names[i], style, changes, layouts[j], TRUE);
      check_template(names[i], style, changes, layouts[j], FALSE);
    }
}

/* The map's box has all of them, and a period alone leaves its chart's room to the map. */
static void
test_templates_share_their_room(void)
{
  g_autoptr(GPtrArray) changes = run_new(), one = g_ptr_array_new();
  g_autoptr(SalStyle) style = style_new("default");
  g_autoptr(SalPageTemplate) template = template_new("report");
  g_autoptr(SalAreaModel) model = model_new();
  check_template("slide", style, changes, SAL_LAYOUT_GRID, FALSE);
  SalPageOptions options = options_for(style, changes, find_template_size(template));
  options.area_model = model;
  options.template = template;
  g_autoptr(SalPage) page = page_new(&options);
  g_ptr_array_add(one, changes->pdata[0]);
  options.changes = one;
  g_autoptr(SalPage) alone = page_new(&options);
  const double scale = sal_page_describe_frame(page, changes->pdata[0]).scale,
               larger = sal_page_describe_frame(alone, changes->pdata[0]).scale;
  g_autoptr(SalDrawing) drawing = draw(alone, one, 0);
  g_assert_null(find_layer(drawing, "chart"));
  g_assert_nonnull(find_layer(drawing, "box-table"));
  g_assert_cmpfloat(larger, <=, scale);
  page_check(drawing, "a period alone");
}

static void
assert_describes(const char *expected, SalEvery every, gboolean partial, SalDay from, SalDay to)
{
  SalPeriod period = { .from = from, .to = to, .partial = partial };
  sal_period_name(&period, every, from);
  g_autofree char *description = sal_wording_describe_period(NULL, &period);
  g_assert_cmpstr(description, ==, expected);
}

static void
test_describes_periods(void)
{
  const SalDay november = sal_day_from_civil(2024, 11, 1), december = sal_day_from_civil(2024, 12, 1);
  assert_describes("November 2024", SAL_EVERY_MONTH, FALSE, november, december);
  assert_describes("November 2024 (1 to 16 Nov 2024)", SAL_EVERY_MONTH, TRUE, november, november + 15);
  assert_describes("week 45 of 2024", SAL_EVERY_WEEK, FALSE, november + 3, november + 10);
  assert_describes("Q4 2024", SAL_EVERY_QUARTER, FALSE, november - 31, december + 31);
  assert_describes("2024", SAL_EVERY_YEAR, FALSE, november - 305, december + 31);
  assert_describes("3 Nov 2024", SAL_EVERY_DAYS, FALSE, november + 2, november + 3);
  assert_describes("3 to 10 Nov 2024", SAL_EVERY_DAYS, FALSE, november + 2, november + 9);
  assert_describes("28 Nov to 5 Dec 2024", SAL_EVERY_DAYS, FALSE, november + 27, november + 34);
  assert_describes("28 Dec 2024 to 4 Jan 2025", SAL_EVERY_DAYS, FALSE, december + 27, december + 34);
}

/* A run of one period without snapshots. */
static GPtrArray *
bare_run_new(SalGeometry *gained, SalGeometry *lost)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  SalChange *change = g_new0(SalChange, 1);
  change->gained = gained, change->lost = lost;
  g_ptr_array_add(changes, change);
  return changes;
}

static void
test_extent_shows_the_change_but_no_specks(void)
{
  SalGeometry *gained = rectangle_new((SalBox){ 36, 48, 37, 49 });
  g_autoptr(SalGeometry) speck = rectangle_new((SalBox){ 20, 40, 20.01, 40.01 });
  sal_geometry_append(gained, speck);
  g_autoptr(GPtrArray) changes = bare_run_new(gained, rectangle_new((SalBox){ 38, 48, 38.5, 48.2 }));
  const SalBox box = sal_page_find_extent(changes, NULL);
  g_assert_cmpfloat_with_epsilon(box.xmin, 36 - 2.5 * 0.08, 1e-9);
  g_assert_cmpfloat_with_epsilon(box.xmax, 38.5 + 2.5 * 0.08, 1e-9);
  g_assert_cmpfloat_with_epsilon(box.ymin, 48 - 0.08, 1e-9);
  g_assert_cmpfloat_with_epsilon(box.ymax, 49 + 0.08, 1e-9);
}

static void
test_extent_leaves_out_slivers(void)
{
  g_autoptr(GPtrArray) changes =
      bare_run_new(rectangle_new((SalBox){ 36, 48, 37, 49 }), rectangle_new((SalBox){ 39, 40, 39.0001, 50 }));
  g_assert_cmpfloat(sal_page_find_extent(changes, NULL).xmax, <, 38);
  g_autoptr(GPtrArray) slivers = bare_run_new(rectangle_new((SalBox){ 39, 40, 39.0001, 50 }), NULL);
  g_assert_false(sal_box_is_empty(sal_page_find_extent(slivers, NULL)));
}

static void
add_box(SalGeometry *polygons, SalBox box)
{
  g_autoptr(SalGeometry) one = rectangle_new(box);
  sal_geometry_append(polygons, one);
}

/* A square of one degree, and one of a share of it far to the east. */
static SalGeometry *
near_and_far_new(double share)
{
  SalGeometry *gained = rectangle_new((SalBox){ 36, 0, 37, 1 });
  add_box(gained, (SalBox){ 60, 0, 60 + share, 1 });
  return gained;
}

static void
test_extent_holds_95_percent(void)
{
  const SalExtentPage wide = { 280, 210, FALSE }, upright = { 190, 340, FALSE },
                      multiples = { 280, 210, TRUE };
  g_autoptr(GPtrArray) little = bare_run_new(near_and_far_new(0.04), NULL),
                       more = bare_run_new(near_and_far_new(0.08), NULL),
                       much = bare_run_new(near_and_far_new(0.2), NULL);
  g_assert_cmpfloat(sal_page_find_extent(little, &wide).xmax, <, 38);
  g_assert_cmpfloat(sal_page_find_extent(more, &wide).xmax, >, 60);
  g_assert_cmpfloat(sal_page_find_extent(more, &upright).xmax, <, 38);
  g_assert_cmpfloat(sal_page_find_extent(more, &multiples).xmax, <, 38);
  g_assert_cmpfloat(sal_page_find_extent(much, &multiples).xmax, >, 60);
}

static void
test_extent_keeps_what_costs_no_scale(void)
{
  g_autoptr(SalGeometry) gained = rectangle_new((SalBox){ 36, 0, 37, 1 });
  add_box(gained, (SalBox){ 37.02, 0, 37.04, 1 });
  g_autoptr(GPtrArray) changes = bare_run_new(g_steal_pointer(&gained), NULL);
  g_assert_cmpfloat(sal_page_find_extent(changes, NULL).xmax, >, 37.04);
}

/* Of a run whose second period is little beside the first one, but half of an average one. */
static void
test_extent_shows_most_of_every_period(void)
{
  g_autoptr(GPtrArray) changes = bare_run_new(rectangle_new((SalBox){ 36, 0, 37, 1 }), NULL);
  SalChange *others[20];
  for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
    others[i] = g_new0(SalChange, 1);
    others[i]->gained = rectangle_new((SalBox){ 36, 0, 37, 1 });
    g_ptr_array_add(changes, others[i]);
  }
  sal_geometry_free(others[7]->gained);
  others[7]->gained = near_and_far_new(0.3);
  g_assert_cmpfloat(sal_page_find_extent(changes, NULL).xmax, <, 38);
  sal_geometry_free(others[7]->gained);
  others[7]->gained = near_and_far_new(0.6);
  g_assert_cmpfloat(sal_page_find_extent(changes, NULL).xmax, >, 60);
}

static void
test_map_says_what_lies_outside(void)
{
  g_autoptr(SalAreaModel) model = model_new();
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  SalPageOptions options = options_for(style, changes, SIZES[0]);
  options.basemap = "none";
  options.area_model = model;
  g_autoptr(SalPage) whole = page_new(&options);
  g_autoptr(SalDrawing) all = draw(whole, changes, 0);
  g_assert_false(has_text(find_layer(all, "legend"), "In this map"));
  g_assert_null(find_layer(all, "beyond"));
  const SalPageFrame at_large = sal_page_describe_frame(whole, changes->pdata[0]);
  g_assert_cmpfloat_with_epsilon(at_large.gained_outside_km2, 0, 1e-6);
  const SalGeometry *gained = ((SalChange *)changes->pdata[0])->gained;
  const SalBox box = sal_geometry_get_box(gained);
  options.extent = (SalBox){ box.xmin - 1, box.ymin - 1, box.xmax + 1, (box.ymin + box.ymax) / 2 };
  g_autoptr(SalPage) south = page_new(&options);
  g_autoptr(SalDrawing) part = draw(south, changes, 0);
  g_assert_true(has_text(find_layer(part, "legend"), "In this map"));
  g_assert_nonnull(find_layer(part, "beyond"));
  const SalPageFrame frame = sal_page_describe_frame(south, changes->pdata[0]);
  const SalBox rest = { -180, options.extent.ymax + 0.2, 180, 90 };
  g_autoptr(SalGeometry) far = sal_geometry_clip(gained, rest);
  g_assert_cmpfloat(frame.gained_outside_km2, <, ((SalChange *)changes->pdata[0])->gained_m2 / 1e6);
  g_assert_cmpfloat(frame.gained_outside_km2, >=, sal_area_measure(model, far) / 1e6);

  /* What is measured and not drawn, because it is noise, is no more in sight than what is drawn. */
  SalChange *change = changes->pdata[0];
  change->noise_gained_m2 = 0.01 * change->gained_m2;
  change->gained_m2 += change->noise_gained_m2;
  options.extent = (SalBox){ box.xmin - 1, box.ymin - 2, box.xmax + 1, box.ymin - 1 };
  g_autoptr(SalPage) elsewhere = page_new(&options);
  const SalPageFrame nothing = sal_page_describe_frame(elsewhere, change);
  g_assert_cmpfloat_with_epsilon(nothing.gained_outside_km2, change->gained_m2 / 1e6, 1e-6);
}

static void
test_map_veils_what_was_not_looked_at(void)
{
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  SalPageOptions options = options_for(style, changes, SIZES[0]);
  options.basemap = "none";
  g_autoptr(SalGeometry) all = rectangle_new((SalBox){ 0, 10, 80, 80 }),
                         part = rectangle_new((SalBox){ 37.5, 47.5, 38.5, 48.5 });
  options.aoi = all;
  g_autoptr(SalPage) whole = page_new(&options);
  g_autoptr(SalDrawing) bare = draw(whole, changes, 0);
  g_assert_null(find_layer(bare, "outside"));
  g_assert_false(has_text(find_layer(bare, "legend"), "Not looked at"));
  options.aoi = part;
  g_autoptr(SalPage) aoi = page_new(&options);
  g_autoptr(SalDrawing) veiled = draw(aoi, changes, 0);
  g_assert_nonnull(find_layer(veiled, "outside"));
  g_assert_true(has_text(find_layer(veiled, "legend"), "Not looked at"));
}

/* So that writers draw them once. */
static void
test_pages_share_what_does_not_change(void)
{
  static const char *const ids[] = { "paper",    "sea",           "land",         "borders",
                                     "neatline", "locator-frame", "locator-land", "locator-furniture" };
  g_autoptr(GPtrArray) changes = run_new();
  g_autoptr(SalStyle) style = style_new("default");
  SalPageOptions options = options_for(style, changes, SIZES[0]);
  options.has_locator = TRUE;
  g_autoptr(SalPage) page = page_new(&options);
  g_autoptr(SalDrawing) first = draw(page, changes, 0), second = draw(page, changes, 2);
  for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
    const SalLayer *layer = find_layer(first, ids[i]);
    g_assert_nonnull(layer);
    g_assert_true(layer == find_layer(second, ids[i]));
    g_assert_cmpuint(sal_layer_get_share(layer), !=, 0);
  }
  g_assert_cmpuint(sal_layer_get_share(find_layer(first, "gained")), ==, 0);
}

static void
test_extent_has_a_least_size(void)
{
  g_autoptr(GPtrArray) changes = bare_run_new(rectangle_new((SalBox){ 36, 60, 36.001, 60.001 }), NULL);
  const SalBox box = sal_page_find_extent(changes, NULL);
  g_assert_cmpfloat_with_epsilon((box.ymax - box.ymin) * 111.2, 20, 0.1);
  g_assert_cmpfloat_with_epsilon((box.xmax - box.xmin) * 111.2 / 2, 20, 0.1);
  g_autoptr(GPtrArray) nothing = bare_run_new(sal_geometry_new(SAL_POLYGONS), NULL);
  g_assert_true(sal_box_is_empty(sal_page_find_extent(nothing, NULL)));
}

static void
test_extent_crosses_the_antimeridian(void)
{
  g_autoptr(GPtrArray) changes = bare_run_new(rectangle_new((SalBox){ 178, -18, 179, -17 }),
                                              rectangle_new((SalBox){ -180, -18, -179, -17 }));
  const SalBox box = sal_page_find_extent(changes, NULL);
  g_assert_cmpfloat_with_epsilon(box.xmin, 178 - 3 * 0.08, 1e-9);
  g_assert_cmpfloat_with_epsilon(box.xmax, 181 + 3 * 0.08, 1e-9);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/page/holds-on-every-size-style-and-period", test_holds_on_every_size_style_and_period);
  g_test_add_func("/page/extent-holds-95-percent", test_extent_holds_95_percent);
  g_test_add_func("/page/extent-keeps-what-costs-no-scale", test_extent_keeps_what_costs_no_scale);
  g_test_add_func("/page/extent-shows-most-of-every-period", test_extent_shows_most_of_every_period);
  g_test_add_func("/page/map-veils-what-was-not-looked-at", test_map_veils_what_was_not_looked_at);
  g_test_add_func("/page/map-says-what-lies-outside", test_map_says_what_lies_outside);
  g_test_add_func("/page/legend-leaves-out-what-is-not-there", test_legend_leaves_out_what_is_not_there);
  g_test_add_func("/page/legend-leaves-out-what-is-out-of-frame",
                  test_legend_leaves_out_what_is_out_of_frame);
  g_test_add_func("/page/no-coast-along-the-rim-of-the-world", test_no_coast_along_the_rim_of_the_world);
  g_test_add_func("/page/layers-are-in-order", test_layers_are_in_order);
  g_test_add_func("/page/nothing-jumps-between-periods", test_nothing_jumps_between_periods);
  g_test_add_func("/page/same-page-twice", test_same_page_twice);
  g_test_add_func("/page/scale-bar-is-right", test_scale_bar_is_right);
  g_test_add_func("/page/scale-bar-groups-thousands", test_scale_bar_groups_thousands);
  g_test_add_func("/page/marks-a-change-too-small-to-see", test_marks_a_change_too_small_to_see);
  g_test_add_func("/page/credit-names-stand-ins-and-sources", test_credit_names_stand_ins_and_sources);
  g_test_add_func("/page/credit-has-the-parts-that-are-wanted", test_credit_has_the_parts_that_are_wanted);
  g_test_add_func("/page/subtitle-has-what-the-legend-lacks", test_subtitle_has_what_the_legend_lacks);
  g_test_add_func("/page/says-no-change-only-where-there-is-none",
                  test_says_no_change_only_where_there_is_none);
  g_test_add_func("/page/refuses-what-does-not-fit", test_refuses_what_does_not_fit);
  g_test_add_func("/page/wraps-and-shrinks-a-long-title", test_wraps_and_shrinks_a_long_title);
  g_test_add_func("/page/does-without-changes-and-base-map", test_does_without_changes_and_base_map);
  g_test_add_func("/page/templates-hold-every-layout", test_templates_hold_every_layout);
  g_test_add_func("/page/templates-share-their-room", test_templates_share_their_room);
  g_test_add_func("/page/describes-periods", test_describes_periods);
  g_test_add_func("/page/extent-shows-the-change-but-no-specks", test_extent_shows_the_change_but_no_specks);
  g_test_add_func("/page/extent-leaves-out-slivers", test_extent_leaves_out_slivers);
  g_test_add_func("/page/pages-share-what-does-not-change", test_pages_share_what_does_not_change);
  g_test_add_func("/page/extent-has-a-least-size", test_extent_has_a_least_size);
  g_test_add_func("/page/extent-crosses-the-antimeridian", test_extent_crosses_the_antimeridian);
  return g_test_run();
}
