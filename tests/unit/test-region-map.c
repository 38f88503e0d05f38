#include "render/page/layout.h"
#include "render/page/page.h"
#include "render/page/region-spots.h"

#include "fixture.h"
#include "styles/loader.h"

#include <math.h>

/* Steps are round numbers that hold the largest change, and a bound belongs to the step below it. */
static void
test_steps_are_round_numbers(void)
{
  static const double cases[][4] = { { 612, 100, 500, 1000 }, { 480, 50, 200, 500 }, { 500, 50, 200, 500 },
                                     { 10, 1, 5, 10 },        { 0.02, 0.1, 0.5, 1 }, { 0, 0.1, 0.5, 1 } };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const SalRegionScale scale = sal_region_scale_new(cases[i][0], 1);
    for (guint j = 0; j < SAL_REGION_N_STEPS; j++) {
      g_assert_cmpfloat_with_epsilon(scale.bounds_km2[j], cases[i][j + 1], 1e-9);
      g_assert_cmpuint(sal_region_scale_find_step(&scale, -scale.bounds_km2[j]), ==, j);
      if (j > 0)
        g_assert_cmpuint(sal_region_scale_find_step(&scale, scale.bounds_km2[j - 1] * 1.01), ==, j);
    }
  }
  static const double percents[] = { 0.01, 20, 20.1, 60, 99.9, 100 };
  static const guint fifths[] = { 0, 0, 1, 2, 4, 4 };
  for (guint i = 0; i < G_N_ELEMENTS(percents); i++)
    g_assert_cmpuint(sal_region_scale_find_fifth(percents[i]), ==, fifths[i]);
}

/* In every style the steps get stronger, and losses are hatched, which a grey copy shows as well. */
static void
test_looks_are_told_apart(void)
{
  const char *const *names = sal_style_get_builtin_names();
  for (guint i = 0; names[i] != NULL; i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SalStyle) style = sal_style_load(names[i], &error);
    g_assert_no_error(error);
    for (guint is_loss = 0; is_loss < 2; is_loss++) {
      double last = sal_color_contrast(style->land.fill, style->land.fill);
      for (guint step = 0; step < SAL_REGION_N_STEPS; step++) {
        const SalAreaStyle look = sal_region_scale_make_step(style, step, is_loss);
        const double contrast = sal_color_contrast(look.fill, style->land.fill);
        g_assert_cmpfloat(contrast, >, last * 1.15);
        g_assert_cmpint(look.hatch.width_mm > 0, ==, is_loss);
        if (is_loss)
          g_assert_cmpfloat(sal_color_contrast(look.hatch.color, look.fill), >, 1.4);
        last = contrast;
      }
    }
  }
}

/* A row of three regions of 1 degree, a tiny one among them, and one in which nothing happens. */
typedef struct {
  SalRegions *regions;
  SalAreaModel *model;
  SalStyle *style;
  GPtrArray *all;     /* SalChange of the whole, of regions and of none */
  GPtrArray *changes; /* those of the whole; lent */
} Scene;

static void
scene_clear(Scene *scene)
{
  sal_regions_free(scene->regions);
  sal_area_model_free(scene->model);
  sal_style_free(scene->style);
  g_ptr_array_unref(scene->changes);
  g_ptr_array_unref(scene->all);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

static SalChange *
add_change(Scene *scene, const char *region, int month, double net_km2, double held_km2)
{
  SalChange *change = g_new0(SalChange, 1);
  change->period =
      (SalPeriod){ .from = sal_day_from_civil(2024, month, 1), .to = sal_day_from_civil(2024, month + 1, 1) };
  sal_period_name(&change->period, SAL_EVERY_MONTH, change->period.from);
  change->from_snapshot = change->period.from, change->to_snapshot = change->period.to;
  change->class_name = g_intern_static_string("control");
  change->region = g_intern_string(region);
  change->region_m2 = *region != '\0' ? 8000e6 : 0;
  change->gained_m2 = MAX(net_km2, 0) * 1e6, change->lost_m2 = MAX(-net_km2, 0) * 1e6;
  change->area_to_m2 = held_km2 * 1e6, change->area_from_m2 = (held_km2 - net_km2) * 1e6;
  g_ptr_array_add(scene->all, change);
  return change;
}

static const char *const NAMES[] = { "A Long Name of a Region", "Big & <Bold>", "Third", "Tiny" };
static const double NETS[][G_N_ELEMENTS(NAMES)] = { { 612.4, 0, -4.9, 0.3 }, { -60, 12.3, 0, 1.5 } };

static void
scene_init(Scene *scene)
{
  static const char *const boxes[] = { "30 50 1", "31 50 1", "32 50 1", "30.9 49.9 0.1", "60 50 1" };
  g_autoptr(GError) error = NULL;
  g_autoptr(Folder) folder = folder_new();
  g_autoptr(GString) features = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(boxes); i++) {
    g_auto(GStrv) words = g_strsplit(boxes[i], " ", -1);
    g_autofree char *properties =
        g_strdup_printf("{\"name\":\"%s\"}", i < G_N_ELEMENTS(NAMES) ? NAMES[i] : "Untouched");
    g_autofree char *square = make_square(g_ascii_strtod(words[0], NULL), g_ascii_strtod(words[1], NULL),
                                          g_ascii_strtod(words[2], NULL), properties);
    g_string_append_printf(features, "%s%s", i > 0 ? "," : "", square);
  }
  g_autofree char *text = make_collection(features->str);
  g_autofree char *path = write_text(folder, "regions.geojson", text);
  scene->regions = sal_regions_load(path, "name", 0, &error);
  g_assert_no_error(error);
  scene->model = sal_area_model_new("ellipsoid", &error);
  g_assert_no_error(error);
  scene->style = sal_style_load("default", &error);
  g_assert_no_error(error);
  scene->all = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  scene->changes = g_ptr_array_new();
  for (guint i = 0; i < G_N_ELEMENTS(NETS); i++) {
    double net_km2 = 2;
    for (guint j = 0; j < G_N_ELEMENTS(NAMES); j++)
      net_km2 += NETS[i][j];
    g_ptr_array_add(scene->changes, add_change(scene, "", (int)i + 1, net_km2, 9000));
    for (guint j = 0; j < G_N_ELEMENTS(NAMES); j++)
      add_change(scene, NAMES[j], (int)i + 1, NETS[i][j], 2000 + 1000 * j);
    add_change(scene, "Untouched", (int)i + 1, 0, 0);
    add_change(scene, SAL_REGION_NONE, (int)i + 1, 2, 10);
  }
}

static SalPage *
page_new(const Scene *scene, SalPageLayout layout, double width_mm, double height_mm)
{
  g_autoptr(GError) error = NULL;
  const SalPageOptions options = { .width_mm = width_mm,
                                   .height_mm = height_mm,
                                   .style = scene->style,
                                   .layout = layout,
                                   .extent = { 29.8, 49.8, 33.2, 51.2 },
                                   .basemap = "none",
                                   .area_model = scene->model,
                                   .changes = scene->changes,
                                   .regions = scene->regions,
                                   .region_changes = scene->all };
  SalPage *page = sal_page_new(&options, NULL, &error);
  g_assert_no_error(error);
  return page;
}

static const SalLayer *
find_layer(const SalDrawing *drawing, const char *id)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++)
    if (g_str_equal(sal_layer_get_id(sal_drawing_get_layer(drawing, i)), id))
      return sal_drawing_get_layer(drawing, i);
  return NULL;
}

/* The texts of the group of a region, joined. Owned by the caller. */
static char *
collect_group(const SalLayer *layer, const char *title)
{
  g_autoptr(GString) texts = g_string_new(NULL);
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->type == SAL_ITEM_TEXT && item->group != NULL && g_str_equal(item->group->title, title))
      g_string_append_printf(texts, "%s%s", texts->len > 0 ? " " : "", item->text.text);
  }
  return g_strdup(texts->str);
}

static void
assert_apart(const SalPage *page)
{
  for (guint i = 0; i < page->region_spots->len; i++) {
    const SalTurnedRect box = sal_turned_rect_new(g_array_index(page->region_spots, SalRegionSpot, i).box);
    for (guint j = 0; j < i; j++)
      g_assert_false(sal_turned_rect_overlaps(
          box, sal_turned_rect_new(g_array_index(page->region_spots, SalRegionSpot, j).box)));
    for (guint j = 0; j < page->furniture->len; j++)
      g_assert_false(sal_turned_rect_overlaps(box, g_array_index(page->furniture, SalTurnedRect, j)));
  }
}

/* Each region has its name and the number of its row, in the map and in words; what was not touched has none. */
static void
assert_values(const Scene *scene, const SalPage *page, guint period)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalDrawing) drawing = sal_page_draw(page, scene->changes->pdata[period], &error);
  g_assert_no_error(error);
  const SalLayer *values = find_layer(drawing, "values");
  const gboolean is_net = page->options.layout == SAL_LAYOUT_REGIONS;
  for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
    g_autofree char *net = sal_figures_format_km2(NULL, sal_figures_round_km2(NULL, NETS[period][i]), TRUE);
    g_autofree char *share = g_strdup_printf("%.1f%%", (2000 + 1000.0 * i) / 80);
    g_autofree char *expected = g_strdup_printf("%s %s", NAMES[i], is_net ? net : share);
    g_autofree char *printed = collect_group(values, NAMES[i]);
    g_assert_cmpstr(printed, ==, expected);
    g_assert_nonnull(strstr(sal_drawing_get_description(drawing), expected));
  }
  g_assert_null(strstr(sal_drawing_get_description(drawing), "Untouched"));
  g_autofree char *untouched = collect_group(values, "Untouched");
  g_assert_cmpstr(untouched, ==, "");
  const char *rest = strstr(sal_drawing_get_description(drawing), "In no region +2");
  g_assert_cmpint(rest != NULL, ==, is_net);
}

static void
test_prints_the_value_of_each_region(void)
{
  static const double sizes[][2] = { { 282, 212 }, { 212, 119 }, { 106, 150 }, { 106, 79 } };
  g_auto(Scene) scene = { NULL };
  scene_init(&scene);
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
    for (guint j = 0; j < 2; j++) {
      g_autoptr(SalPage) page =
          page_new(&scene, j == 0 ? SAL_LAYOUT_REGIONS : SAL_LAYOUT_SHARES, sizes[i][0], sizes[i][1]);
      assert_apart(page);
      for (guint k = 0; k < G_N_ELEMENTS(NETS); k++)
        assert_values(&scene, page, k);
    }
}

/* All pages of a run have the same classes, and those of losses only if something was lost. */
static void
test_surveys_the_run(void)
{
  g_auto(Scene) scene = { NULL };
  scene_init(&scene);
  g_autoptr(SalRegionSurvey) survey =
      sal_region_survey_new(scene.regions, scene.all, g_intern_static_string("control"), NULL);
  g_assert_true(survey->has_gain && survey->has_loss && survey->has_zero);
  g_assert_false(survey->has_empty || survey->has_redefined);
  g_assert_cmpfloat_with_epsilon(survey->scale.bounds_km2[SAL_REGION_N_STEPS - 1], 1000, 1e-9);
  for (guint i = 0; i < sal_regions_get_n_regions(scene.regions); i++)
    g_assert_cmpint(survey->is_concerned[i], ==,
                    !g_str_equal(sal_regions_get_name(scene.regions, i), "Untouched"));
  g_assert_true(sal_region_survey_is_rounded(scene.regions, scene.all, scene.changes->pdata[0], NULL));
  ((SalChange *)scene.changes->pdata[0])->accepted = TRUE;
  g_autoptr(SalRegionSurvey) reset =
      sal_region_survey_new(scene.regions, scene.all, g_intern_static_string("control"), NULL);
  g_assert_true(reset->has_redefined && reset->has_gain && reset->has_loss);
  g_assert_cmpfloat_with_epsilon(reset->scale.bounds_km2[SAL_REGION_N_STEPS - 1], 100, 1e-9);
  g_autoptr(SalRegionSurvey) other =
      sal_region_survey_new(scene.regions, scene.all, g_intern_static_string("other"), NULL);
  g_assert_false(other->has_gain || other->has_loss || other->has_zero);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/region-map/steps-are-round-numbers", test_steps_are_round_numbers);
  g_test_add_func("/region-map/looks-are-told-apart", test_looks_are_told_apart);
  g_test_add_func("/region-map/surveys-the-run", test_surveys_the_run);
  g_test_add_func("/region-map/prints-the-value-of-each-region", test_prints_the_value_of_each_region);
  return g_test_run();
}
