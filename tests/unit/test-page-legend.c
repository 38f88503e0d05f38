/* Where the legend of a page with many entries stands, and how its rows are divided. */
#include "render/page/legend-rows.h"
#include "render/page/page.h"
#include "styles/loader.h"
#include "styles/page-template-load.h"

#include <string.h>

#define N_KINDS 24

static guint
count_rows(const guint *columns, guint n, guint column)
{
  guint n_rows = 0;
  for (guint i = 0; i < n; i++)
    n_rows += columns[i] == column;
  return n_rows;
}

static void
test_columns_are_of_like_height(void)
{
  SalLegendRow rows[10];
  guint columns[10];
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
    rows[i] = (SalLegendRow){ 4, FALSE };
  g_assert_cmpfloat_with_epsilon(sal_legend_rows_divide(rows, 10, 1, columns), 40, 1e-9);
  g_assert_cmpuint(columns[9], ==, 0);
  g_assert_cmpfloat_with_epsilon(sal_legend_rows_divide(rows, 10, 3, columns), 16, 1e-9);
  g_assert_cmpuint(count_rows(columns, 10, 0), ==, 4);
  g_assert_cmpuint(count_rows(columns, 10, 2), ==, 2);
  g_assert_cmpfloat_with_epsilon(sal_legend_rows_divide(rows, 10, 99, columns), 4, 1e-9);
  g_assert_cmpfloat_with_epsilon(sal_legend_rows_divide(rows, 0, 2, columns), 0, 1e-9);
  rows[7].height_mm = 30;
  g_assert_cmpfloat_with_epsilon(sal_legend_rows_divide(rows, 10, 2, columns), 38, 1e-9);
}

/* A heading at the foot of a column would be about nothing. */
static void
test_headings_stay_with_their_rows(void)
{
  SalLegendRow rows[] = { { 4, FALSE }, { 4, FALSE }, { 4, TRUE }, { 4, FALSE }, { 4, FALSE }, { 4, FALSE } };
  guint columns[G_N_ELEMENTS(rows)];
  g_assert_cmpfloat_with_epsilon(sal_legend_rows_divide(rows, G_N_ELEMENTS(rows), 2, columns), 16, 1e-9);
  g_assert_cmpuint(columns[2], ==, columns[3]);
}

static SalGeometry *
rectangle_new(double west, double south, double east, double north)
{
  SalGeometry *geometry = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(geometry, west, south);
  sal_geometry_add_point(geometry, east, south);
  sal_geometry_add_point(geometry, east, north);
  sal_geometry_add_point(geometry, west, north);
  sal_geometry_add_point(geometry, west, south);
  sal_geometry_end_part(geometry);
  sal_geometry_end_polygon(geometry);
  return geometry;
}

/* A month in which an area was gained. */
static GPtrArray *
changes_new(void)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  SalChange *change = g_new0(SalChange, 1);
  const SalDay day = sal_day_from_civil(2024, 8, 1);
  change->period = (SalPeriod){ .from = day, .to = day + 31, .name = "2024-08" };
  change->class_name = g_intern_static_string("control"), change->region = "";
  change->from_snapshot = day, change->to_snapshot = day + 31;
  change->gained = rectangle_new(37.8, 48.2, 38.2, 48.5);
  change->lost = sal_geometry_new(SAL_POLYGONS);
  change->gained_m2 = 1e9, change->area_from_m2 = 1e11, change->area_to_m2 = 1.01e11;
  g_ptr_array_add(changes, change);
  return changes;
}

/* Own layers, each of one symbol or, if they are everywhere, of many all over the map. */
static GPtrArray *
kinds_new(gboolean is_everywhere)
{
  GPtrArray *layers = g_ptr_array_new_with_free_func((GDestroyNotify)sal_own_layer_free);
  for (guint i = 0; i < N_KINDS; i++) {
    SalOwnLayer *own = sal_own_layer_new();
    own->id = g_strdup_printf("own-kind-%02u", i), own->title = g_strdup_printf("Kind %u of events", i);
    own->has_entry = own->has_points = TRUE;
    own->below = SAL_STYLE_LAYER_PLACES;
    own->mark = (SalAreaStyle){ .fill = { 0, 0, 0, 255 } };
    own->marks.symbol_mm = 2.2;
    SalOwnFeature *feature = g_new0(SalOwnFeature, 1);
    feature->points = sal_geometry_new(SAL_POINTS);
    feature->day = SAL_DAY_NONE;
    for (guint j = 0; j < (is_everywhere ? 40 : 1); j++) {
      sal_geometry_add_point(feature->points, is_everywhere ? 36.6 + 0.07 * j : 38,
                             is_everywhere ? 47.6 + 0.07 * i : 48.3);
      sal_geometry_end_part(feature->points);
    }
    sal_own_layer_add(own, feature);
    g_ptr_array_add(layers, own);
  }
  return layers;
}

static const SalLayer *
find_layer(const SalDrawing *drawing, const char *id)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++)
    if (g_str_equal(sal_layer_get_id(sal_drawing_get_layer(drawing, i)), id))
      return sal_drawing_get_layer(drawing, i);
  return NULL;
}

static SalBox
get_box(const SalLayer *layer)
{
  SalBox box = sal_box_empty();
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->type != SAL_ITEM_TEXT && item->geometry != NULL)
      box = sal_box_union(box, sal_geometry_get_box(item->geometry));
  }
  return box;
}

static SalDrawing *
draw(const SalPageOptions *options, GPtrArray *remarks)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalPage) page = sal_page_new(options, remarks, &error);
  g_assert_no_error(error);
  SalDrawing *drawing = sal_page_draw(page, options->changes->pdata[0], &error);
  g_assert_no_error(error);
  return drawing;
}

static gboolean
has_remark(const GPtrArray *remarks, const char *start)
{
  for (guint i = 0; i < remarks->len; i++)
    if (g_str_has_prefix(remarks->pdata[i], start))
      return TRUE;
  return FALSE;
}

static void
test_a_long_legend_leaves_symbols_in_sight(void)
{
  g_autoptr(GPtrArray) changes = changes_new(), few = kinds_new(FALSE), many = kinds_new(TRUE),
                       remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  SalPageOptions options = { .width_mm = 280,
                             .height_mm = 210,
                             .style = style,
                             .extent = { 37, 47.7, 39, 49 },
                             .basemap = "none",
                             .changes = changes,
                             .own_layers = few };
  g_autoptr(SalDrawing) box = draw(&options, remarks);
  g_assert_false(has_remark(remarks, "legend"));
  options.own_layers = many;
  g_autoptr(SalDrawing) strip = draw(&options, remarks);
  g_assert_false(has_remark(remarks, "legend"));
  const SalBox on_map = get_box(find_layer(box, "legend")), below = get_box(find_layer(strip, "legend")),
               frame = get_box(find_layer(strip, "neatline"));
  g_assert_cmpfloat(on_map.ymin, <, frame.ymax);
  g_assert_cmpfloat(below.ymin, >, frame.ymax);
}

/* In how many columns the labels of kinds stand. */
static guint
count_columns(const SalLayer *legend)
{
  g_autoptr(GHashTable) xs = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < sal_layer_get_n_items(legend); i++) {
    const SalItem *item = sal_layer_get_item(legend, i);
    if (item->type == SAL_ITEM_TEXT && g_str_has_prefix(item->text.text, "Kind"))
      g_hash_table_add(xs, GINT_TO_POINTER((int)(item->text.x * 10)));
  }
  return g_hash_table_size(xs);
}

/* So long that two columns are too wide for a small map. */
static void
lengthen_titles(GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++) {
    SalOwnLayer *own = layers->pdata[i];
    g_free(own->title);
    own->title = g_strdup_printf("Kind %u of many more events", i);
  }
}

/* A box of one column is higher than the map: it has more, or is a strip if they are too wide, wherever the style has it. */
static void
test_a_legend_higher_than_the_map_has_another_form(void)
{
  g_autoptr(GPtrArray) changes = changes_new(), few = kinds_new(FALSE),
                       remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  SalPageOptions options = { .width_mm = 240,
                             .height_mm = 140,
                             .style = style,
                             .extent = { 37, 47.7, 39, 49 },
                             .basemap = "none",
                             .changes = changes,
                             .own_layers = few };
  g_autoptr(SalDrawing) columns = draw(&options, remarks);
  g_assert_cmpuint(count_columns(find_layer(columns, "legend")), ==, 2);
  style->furniture.legend = SAL_STYLE_CORNER_BOTTOM_LEFT;
  g_autoptr(SalDrawing) pinned = draw(&options, remarks);
  g_assert_cmpuint(count_columns(find_layer(pinned, "legend")), ==, 2);
  style->furniture.legend = SAL_STYLE_CORNER_AUTO;
  lengthen_titles(few);
  options.width_mm = 125;
  g_autoptr(SalDrawing) strip = draw(&options, remarks);
  g_assert_cmpfloat(get_box(find_layer(strip, "legend")).ymin, >,
                    get_box(find_layer(strip, "neatline")).ymax);
}

/* Nor does a strip leave the map any room: the error says what to do. */
static void
test_a_legend_without_any_room_is_an_error(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = changes_new(), few = kinds_new(FALSE);
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  lengthen_titles(few);
  const SalPageOptions options = { .width_mm = 125,
                                   .height_mm = 94,
                                   .style = style,
                                   .extent = { 37, 47.7, 39, 49 },
                                   .basemap = "none",
                                   .changes = changes,
                                   .own_layers = few };
  g_autoptr(SalPage) page = sal_page_new(&options, NULL, &error);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
  g_assert_nonnull(strstr(error->message, "expected room for a legend of "));
  g_assert_nonnull(strstr(error->message, "fewer kinds"));
}

/* Where the style says where the legend stands, it stands there, and what it hides is said. */
static void
test_what_a_legend_hides_is_said(void)
{
  g_autoptr(GPtrArray) changes = changes_new(), many = kinds_new(TRUE),
                       remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  style->furniture.legend = SAL_STYLE_CORNER_TOP_LEFT;
  const SalPageOptions options = { .width_mm = 280,
                                   .height_mm = 210,
                                   .style = style,
                                   .extent = { 37, 47.7, 39, 49 },
                                   .basemap = "none",
                                   .changes = changes,
                                   .own_layers = many };
  g_autoptr(SalDrawing) drawing = draw(&options, remarks);
  g_assert_true(has_remark(
      remarks,
      "legend: where the style has it (furniture.legend) is no room for it: it hides some of the symbols"));
}

static const SalItem *
find_text(const SalLayer *layer, const char *text)
{
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->type == SAL_ITEM_TEXT && g_str_equal(item->text.text, text))
      return item;
  }
  return NULL;
}

/* In a box of a template that is too low for a list, which becomes higher, in columns. */
static void
test_a_long_legend_of_a_template_has_columns(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = changes_new(), few = kinds_new(FALSE),
                       remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  g_autoptr(SalPageTemplate) template = sal_page_template_load("sidebar", NULL, &error);
  g_assert_no_error(error);
  const SalPageOptions options = { .width_mm = 297,
                                   .height_mm = 210,
                                   .style = style,
                                   .template = template,
                                   .extent = { 37, 47.7, 39, 49 },
                                   .basemap = "none",
                                   .changes = changes,
                                   .own_layers = few };
  g_autoptr(SalDrawing) drawing = draw(&options, remarks);
  const SalLayer *legend = find_layer(drawing, "legend");
  g_autoptr(GHashTable) xs = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < N_KINDS; i++) {
    g_autofree char *text = g_strdup_printf("Kind %u of events", i);
    const SalItem *item = find_text(legend, text);
    g_assert_nonnull(item);
    g_hash_table_add(xs, GINT_TO_POINTER((int)(item->text.x * 10)));
  }
  g_assert_cmpuint(g_hash_table_size(xs), <=, 2);
}

/* Sizes of several kinds stand below the name of their field, and look like no kind. */
static void
test_sizes_say_of_what(void)
{
  g_autoptr(GPtrArray) changes = changes_new(), kinds = kinds_new(FALSE),
                       remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  g_ptr_array_set_size(kinds, 2);
  for (guint i = 0; i < kinds->len; i++) {
    SalOwnLayer *own = kinds->pdata[i];
    own->group = g_intern_static_string("own-events");
    own->size_name = g_strdup("casualties");
    own->marks = (SalMarkSizes){ .symbol = SAL_SYMBOL_STAR, .symbol_mm = 5, .is_sized = TRUE };
    own->marks.largest_value = 50, own->marks.least_value = 1;
    own->mark.fill = (SalColor){ 255, 0, 0, 255 };
    ((SalOwnFeature *)own->features->pdata[0])->value = 50;
  }
  const SalPageOptions options = { .width_mm = 280,
                                   .height_mm = 210,
                                   .style = style,
                                   .extent = { 37, 47.7, 39, 49 },
                                   .basemap = "none",
                                   .changes = changes,
                                   .own_layers = kinds };
  g_autoptr(SalDrawing) drawing = draw(&options, remarks);
  const SalLayer *legend = find_layer(drawing, "legend");
  g_assert_nonnull(find_text(legend, "casualties"));
  guint n_red = 0;
  for (guint i = 0; i < sal_layer_get_n_items(legend); i++) {
    const SalItem *item = sal_layer_get_item(legend, i);
    n_red += item->type == SAL_ITEM_AREA && item->area.fill.r == 255 && item->area.fill.g == 0;
  }
  g_assert_cmpuint(n_red, ==, 2);
}

/* A strip of what was lost that is too narrow for the map, but not for its inset. */
static void
test_what_an_inset_shows_has_an_entry(void)
{
  g_autoptr(GPtrArray) changes = changes_new(), remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  SalChange *change = changes->pdata[0];
  g_clear_pointer(&change->gained, sal_geometry_free);
  g_clear_pointer(&change->lost, sal_geometry_free);
  change->gained = rectangle_new(38, 48.3, 38.1, 48.36),
  change->lost = rectangle_new(38.1, 48.3, 38.1002, 48.36);
  change->lost_m2 = 3e6;
  const SalPageOptions options = { .width_mm = 280,
                                   .height_mm = 210,
                                   .style = style,
                                   .extent = { 37, 47.7, 39, 49 },
                                   .basemap = "none",
                                   .n_insets = 1,
                                   .area_model = model,
                                   .changes = changes };
  g_autoptr(SalDrawing) drawing = draw(&options, remarks);
  g_assert_null(find_layer(drawing, "lost"));
  g_assert_nonnull(find_layer(drawing, "inset-a-lost"));
  g_assert_nonnull(find_text(find_layer(drawing, "legend"), "Lost"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/page-legend/columns-are-of-like-height", test_columns_are_of_like_height);
  g_test_add_func("/page-legend/headings-stay-with-their-rows", test_headings_stay_with_their_rows);
  g_test_add_func("/page-legend/a-long-legend-leaves-symbols-in-sight",
                  test_a_long_legend_leaves_symbols_in_sight);
  g_test_add_func("/page-legend/a-legend-higher-than-the-map-has-another-form",
                  test_a_legend_higher_than_the_map_has_another_form);
  g_test_add_func("/page-legend/a-legend-without-any-room-is-an-error",
                  test_a_legend_without_any_room_is_an_error);
  g_test_add_func("/page-legend/what-a-legend-hides-is-said", test_what_a_legend_hides_is_said);
  g_test_add_func("/page-legend/a-long-legend-of-a-template-has-columns",
                  test_a_long_legend_of_a_template_has_columns);
  g_test_add_func("/page-legend/sizes-say-of-what", test_sizes_say_of_what);
  g_test_add_func("/page-legend/what-an-inset-shows-has-an-entry", test_what_an_inset_shows_has_an_entry);
  return g_test_run();
}
