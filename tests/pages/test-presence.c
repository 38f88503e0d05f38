/* That what a reader looks for is there, on every layout, style and size: the name of the place that the largest
 * change is known by, the cities, and one number for one place. Over 24 months made by a formula, and over the
 * archive's months where there is one. */
#include "page-check.h"
#include "synthetic.h"

#include "data/base/cache.h"
#include "data/base/work.h"
#include "render/names/importance.h"
#include "render/page/extent.h"
#include "render/page/inset.h"
#include "render/page/page.h"
#include "render/page/state.h"
#include "render/words/wording.h"
#include "styles/loader.h"

#include <math.h>
#include <string.h>

#define MM_PER_INCH 25.4
#define N_MONTHS 24
#define RIM_MM 12.0    /* so near to the frame's edge a name may find no room */
#define SMALL_MM 150.0 /* the width of pages that are tried with each period alone */
#define LEAST_NAMES 2  /* of an inset: no more places may be known there */
#define TWIN_MM 4.0    /* so near to a larger city the dots of two make one */

typedef struct {
  const char *name;
  double width_mm, height_mm;
} Size;

#define PX_MM (MM_PER_INCH / 144.0)

static const Size SIZES[] = {
  { "600x450", 600 * PX_MM, 450 * PX_MM },
  { "1080x1080", 1080 * PX_MM, 1080 * PX_MM },
  { "1080x1920", 1080 * PX_MM, 1920 * PX_MM },
  { "1600x1200", 1600 * PX_MM, 1200 * PX_MM },
  { "3840x2160", 3840 * PX_MM, 2160 * PX_MM },
  { "90 mm", 90, 120 },
  { "A3", 420, 297 },
};

static const struct {
  const char *name;
  SalPageLayout layout;
} LAYOUTS[] = { { "map", SAL_LAYOUT_MAP },           { "map+chart", SAL_LAYOUT_MAP_CHART },
                { "grid", SAL_LAYOUT_GRID },         { "cumulative", SAL_LAYOUT_CUMULATIVE },
                { "turnover", SAL_LAYOUT_TURNOVER }, { "fronts", SAL_LAYOUT_FRONTS } };

static guint n_insets; /* that were looked at */
static SalAreaModel *model;
static SalCache *cache;                /* most pages have a base map in common */
static GPtrArray *synthetic, *archive; /* SalChange; archive NULL: there is none */

/* The texts of a page below a prefix of layer ids. */
static GPtrArray *
collect_texts(const SalDrawing *drawing, const char *layer_end, const char *layer_start)
{
  GPtrArray *texts = g_ptr_array_new();
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    const char *id = sal_layer_get_id(layer);
    if (!g_str_has_suffix(id, layer_end) || !g_str_has_prefix(id, layer_start))
      continue;
    for (guint j = 0; j < sal_layer_get_n_items(layer); j++) {
      const SalItem *item = sal_layer_get_item(layer, j);
      if (item->type == SAL_ITEM_TEXT)
        g_ptr_array_add(texts, item->text.text);
    }
  }
  return texts;
}

static gboolean
has_text(const GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal(texts->pdata[i], text))
      return TRUE;
  return FALSE;
}

static gboolean
is_well_inside(const SalMap *map, const SalPlace *place)
{
  const SalRect frame = sal_map_get_frame(map);
  double x, y;
  return sal_map_project_point(map, place->lon, place->lat, &x, &y) && x > frame.x + RIM_MM &&
         y > frame.y + RIM_MM / 2 && x < frame.x + frame.width - RIM_MM &&
         y < frame.y + frame.height - RIM_MM / 2;
}

G_GNUC_PRINTF(1, 2) static void fail(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_test_message("%s", message);
  g_test_fail();
}

/* Whether the scale bar of small multiples covers the place: in bold type and many maps it may have no other
 * corner. */
static gboolean
is_under_bar(const SalPage *page, const SalPlace *place)
{
  double x, y;
  const SalRect bar = page->bar_rect;
  return sal_map_project_point(sal_panel_get_map(page->panel), place->lon, place->lat, &x, &y) &&
         page->layout->has_multiples && x > bar.x - 2 && y > bar.y - 2 && x < bar.x + bar.width + 2 &&
         y < bar.y + bar.height + 2;
}

/* The largest change's place is named, on its map. */
static void
check_news(const SalPage *page, const SalChange *change, const GPtrArray *names, const char *what)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const GArray *groups = sal_highlights_get_groups(page->highlights, change);
  if (groups == NULL || groups->len == 0)
    return;
  const SalPlace *place = g_array_index(groups, SalChangeGroup, 0).nearby.place;
  if (place != NULL && is_well_inside(map, place) && !is_under_bar(page, place) &&
      !has_text(names, place->name))
    fail("%s, %s: '%s' is not named, where most changed", what, change->period.name, place->name);
}

/* Whether a larger city is so near that both are one spot of the map; on a small page, the one that has a name may be
 * the smaller. */
static gboolean
is_twin(const SalPage *page, const SalPlace *place, const GPtrArray *names)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  SalPoint at, other;
  if (!sal_map_project_point(map, place->lon, place->lat, &at.x, &at.y))
    return FALSE;
  for (guint i = 0; i < page->basemap->places->len; i++) {
    const SalPlace *larger = &g_array_index(page->basemap->places, SalPlace, i);
    const gboolean is_larger =
        larger->population > place->population ||
        (page->options.width_mm < SMALL_MM && larger != place && has_text(names, larger->name));
    if (is_larger && larger->kind == SAL_PLACE_SETTLEMENT &&
        sal_map_project_point(map, larger->lon, larger->lat, &other.x, &other.y) &&
        hypot(at.x - other.x, at.y - other.y) < TWIN_MM)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_within(SalRect rect, SalPoint at)
{
  return rect.width > 0 && at.x > rect.x - RIM_MM && at.y > rect.y - 2 &&
         at.x < rect.x + rect.width + RIM_MM && at.y < rect.y + rect.height + 2;
}

/* The legend of many periods and its scale bar may have no place where they leave all cities room. */
static gboolean
is_under_legend(const SalPage *page, const SalPlace *place)
{
  SalPoint at;
  return page->run_content != NULL &&
         sal_map_project_point(sal_panel_get_map(page->panel), place->lon, place->lat, &at.x, &at.y) &&
         (is_within(page->legend_rect, at) || is_within(page->bar_rect, at));
}

static void
check_cities(const SalPage *page, const GPtrArray *names, const char *period, const char *what)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalLabelOptions options = { .style = page->options.style };
  g_autoptr(SalImportance) importance = sal_importance_new(map, &options);
  for (guint i = 0; i < page->basemap->places->len; i++) {
    const SalPlace *place = &g_array_index(page->basemap->places, SalPlace, i);
    if (sal_importance_is_city(importance, place) && is_well_inside(map, place) &&
        !is_twin(page, place, names) && !is_under_legend(page, place) && !has_text(names, place->name))
      fail("%s, %s: the city '%s' is not named", what, period, place->name);
  }
}

/* Every callout's number is that of its place and period, on all sizes. known: "2024-05 Town +" -> "+12 km2". */
static void
check_numbers(GHashTable *known, const SalDrawing *drawing, const SalChange *change, const char *what)
{
  g_autoptr(GPtrArray) texts = collect_texts(drawing, "callouts", "callouts");
  for (guint i = 0; i + 1 < texts->len; i++) {
    const char *name = texts->pdata[i], *number = texts->pdata[i + 1];
    if (strstr(name, "km²") != NULL || strstr(number, "km²") == NULL)
      continue;
    g_autofree char *key = g_strdup_printf("%s %s %d", change->period.name, name, *number == '+');
    const char *other = g_hash_table_lookup(known, key);
    if (other != NULL && !g_str_equal(other, number))
      fail("%s, %s: '%s' has %s, and %s elsewhere", what, change->period.name, name, number, other);
    g_hash_table_insert(known, g_steal_pointer(&key), g_strdup(number));
  }
}

typedef struct {
  const GPtrArray *changes;
  SalPageLayout layout;
  const Size *size;
  const char *style_name;
  GHashTable *known; /* see check_numbers() */
  gboolean has_insets;
} Combination;

static gboolean
holds(SalBox box, SalBox part)
{
  return part.xmin >= box.xmin && part.ymin >= box.ymin && part.xmax <= box.xmax && part.ymax <= box.ymax;
}

static gboolean
has_layer(const SalDrawing *drawing, const char *id_start)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++)
    if (g_str_has_prefix(sal_layer_get_id(sal_drawing_get_layer(drawing, i)), id_start))
      return TRUE;
  return FALSE;
}

/* Each inset that is drawn holds its groups whole, and has names to know it by. */
static void
check_insets(const SalPage *page, const SalDrawing *drawing, const char *period, const char *what)
{
  for (guint i = 0; i < page->insets->len; i++) {
    const SalInset *inset = page->insets->pdata[i];
    g_autofree char *layer = g_strconcat(inset->id, "-places", NULL);
    if (inset->is_locator || !has_layer(drawing, inset->id))
      continue;
    n_insets++;
    if (!holds(inset->sector.box, inset->sector.group))
      fail("%s, %s: inset %u cuts its group", what, period, i);
    g_autoptr(GPtrArray) names = collect_texts(drawing, layer, layer);
    if (names->len < LEAST_NAMES)
      fail("%s, %s: inset %u has %u names", what, period, i, names->len);
  }
}

/* The frame is full of map: what the base map was read for reaches to its edges. */
static void
check_ground(const SalPage *page, const char *what)
{
  const SalBox frame = sal_map_get_lonlat_box(sal_panel_get_map(page->panel)), read = page->basemap_box;
  if (read.xmin > frame.xmin || read.ymin > frame.ymin || read.xmax < frame.xmax || read.ymax < frame.ymax)
    fail("%s: the base map ends within the frame", what);
}

/* The legend of a map of turnover has each of its areas, and they are those that it counted. */
static void
check_turnover(const SalPage *page, const SalDrawing *drawing, const char *what)
{
  const SalTurnover *turnover = sal_page_get_turnover(page);
  g_autoptr(GPtrArray) texts = collect_texts(drawing, "legend", "legend");
  double km2[3] = { 0 };
  for (guint i = 0; turnover != NULL && i < turnover->levels->len; i++) {
    const SalTurnoverLevel *level = &g_array_index(turnover->levels, SalTurnoverLevel, i);
    km2[MIN(level->n_times, 3) - 1] += level->m2 / 1e6;
  }
  for (guint i = 0; turnover != NULL && i < 3; i++) {
    static const char *const labels[] = { "Changed hands once", "Changed hands twice",
                                          "Changed hands 3 times or more" };
    g_autofree char *number = sal_figures_format_km2(NULL, km2[i], FALSE);
    if (sal_figures_round_km2(NULL, km2[i]) > 0 && (!has_text(texts, labels[i]) || !has_text(texts, number)))
      fail("%s: the legend lacks '%s' %s", what, labels[i], number);
  }
}

/* The legend of a map of fronts has the date of each, and each is drawn. */
static void
check_fronts(const SalPage *page, const SalDrawing *drawing, const char *what)
{
  const GArray *positions = sal_page_get_positions(page);
  g_autoptr(GPtrArray) texts = collect_texts(drawing, "legend", "legend");
  for (guint i = 0; positions != NULL && i < positions->len; i++) {
    const SalDay day = g_array_index(positions, SalFrontPosition, i).day;
    g_autofree char *date = sal_wording_describe_day(NULL, day), *name = sal_day_format(day);
    g_autofree char *layer = g_strconcat("front-", name, NULL);
    if (!has_text(texts, date))
      fail("%s: the legend lacks the front of %s", what, date);
    if (!has_layer(drawing, layer))
      fail("%s: the front of %s is not drawn", what, date);
  }
}

static void
check_page(const SalPage *page, const Combination *c, const char *what)
{
  check_ground(page, what);
  const SalRun *run = sal_page_get_run(page);
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    g_autoptr(GError) error = NULL;
    g_autoptr(SalDrawing) drawing = sal_page_draw(page, change, &error);
    g_assert_no_error(error);
    g_autofree char *cell = g_strdup_printf("p%s", change->period.name);
    g_autoptr(GPtrArray) names =
        collect_texts(drawing, "places", c->layout == SAL_LAYOUT_GRID ? cell : "places");
    check_news(page, change, names, what);
    check_turnover(page, drawing, what);
    check_fronts(page, drawing, what);
    check_cities(page, names, change->period.name, what);
    check_numbers(c->known, drawing, change, what);
    check_insets(page, drawing, change->period.name, what);
    if (page->layout->is_of_run && !page->layout->has_multiples)
      break;
  }
}

static const char *
get_name(SalPageLayout layout)
{
  guint i = 0;
  while (LAYOUTS[i].layout != layout)
    i++;
  return LAYOUTS[i].name;
}

static void
check_combination(const Combination *c)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalStyle) style = sal_style_load(c->style_name, &error);
  g_assert_no_error(error);
  const SalPageOptions options = { .width_mm = c->size->width_mm,
                                   .height_mm = c->size->height_mm,
                                   .style = style,
                                   .layout = c->layout,
                                   .extent = sal_page_find_extent(c->changes, NULL),
                                   .changes = c->changes,
                                   .area_model = model,
                                   .n_callouts = SAL_PAGE_AUTO_CALLOUTS,
                                   .n_insets = c->has_insets ? SAL_PAGE_AUTO_INSETS : 0,
                                   .has_callout_names = TRUE,
                                   .names_countries = TRUE,
                                   .names_regions = TRUE,
                                   .has_locator = TRUE,
                                   .cache = cache };
  g_autofree char *what = g_strdup_printf("%s, %s, %s, %s", c->changes == synthetic ? "synthetic" : "archive",
                                          c->style_name, get_name(c->layout), c->size->name);
  g_autoptr(SalPage) page = sal_page_new(&options, NULL, &error);
  /* No room for so many maps, a chart, a long legend or large type. */
  if (page == NULL && !(c->layout == SAL_LAYOUT_MAP && g_str_equal(c->style_name, "default"))) {
    g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
    return;
  }
  g_assert_no_error(error);
  check_page(page, c, what);
}

/* A layout that differs from a cumulative map in its areas alone is tried on a few pages. */
static gboolean
is_like_another(SalPageLayout layout)
{
  return layout > SAL_LAYOUT_CUMULATIVE;
}

/* The default style on every size, the others on some. */
static void
check_layout(const GPtrArray *changes, SalPageLayout layout)
{
  const char *const *styles = sal_style_get_builtin_names();
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS(SIZES); i++)
    for (guint j = 0; styles[j] != NULL; j++) {
      const Combination combination = { changes, layout, &SIZES[i], styles[j], known, FALSE };
      const gboolean is_default = g_str_equal(styles[j], "default");
      if (is_like_another(layout) ? (i + j) % 6 == 0
                                  : PAGE_CHECK_IS_TRIED(i, j) && ((i + j) % 3 == 0 || is_default))
        check_combination(&combination);
    }
}

/* Each period alone, as most maps are made, on small pages and the usual one, which has insets. Those of the 600x450
 * page have no room for all that the legend says, and their maps become lower. */
static void
check_single_periods(const GPtrArray *changes)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  const SalChange *first = changes->pdata[0];
  for (guint i = 0; i < changes->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS(SIZES); j++) {
      if (((const SalChange *)changes->pdata[i])->class_name != first->class_name)
        continue;
      g_autoptr(GPtrArray) one = g_ptr_array_new();
      g_ptr_array_add(one, changes->pdata[i]);
      const gboolean is_usual = g_str_equal(SIZES[j].name, "1600x1200");
      const Combination combination = { one, SAL_LAYOUT_MAP, &SIZES[j], "default", known, is_usual };
      if ((is_usual || SIZES[j].width_mm < SMALL_MM) && PAGE_CHECK_IS_TRIED(i, j))
        check_combination(&combination);
    }
}

static void
test_synthetic(gconstpointer layout)
{
  check_layout(synthetic, (SalPageLayout)GPOINTER_TO_UINT(layout));
  if (GPOINTER_TO_UINT(layout) == SAL_LAYOUT_MAP)
    check_single_periods(synthetic);
  g_test_message("%u insets", n_insets);
}

static void
test_archive(gconstpointer layout)
{
  if (archive == NULL) {
    g_test_skip("SALIENT_ARCHIVE is not set");
    return;
  }
  check_layout(archive, (SalPageLayout)GPOINTER_TO_UINT(layout));
  if (GPOINTER_TO_UINT(layout) == SAL_LAYOUT_MAP)
    check_single_periods(archive);
  g_test_message("%u insets", n_insets);
}

/* NULL: there is none. */
static SalChanges *
load_archive(void)
{
  g_autoptr(GError) error = NULL;
  const char *folder = g_getenv("SALIENT_ARCHIVE");
  if (folder == NULL)
    return NULL;
  g_autofree char *daily = g_build_filename(folder, "daily", NULL);
  char *sources[] = { daily, NULL };
  g_autoptr(SalSeries) series = sal_series_open(&(SalSeriesOptions){ .sources = sources }, &error);
  g_assert_no_error(error);
  const SalChangeOptions options = {
    .periods = { { SAL_EVERY_MONTH, 0 }, SAL_BOUNDARY_FIRST, SAL_DAY_NONE, SAL_DAY_NONE, FALSE },
    .sample = SAL_SAMPLE_NEAREST,
    .max_gap_days = 3,
    .min_width_m = 30,
    .area_model = model
  };
  SalChanges *changes = sal_changes_compute(series, &options, NULL, &error);
  g_assert_no_error(error);
  return changes;
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  model = sal_area_model_new("ellipsoid", NULL);
  synthetic = synthetic_run_new(N_MONTHS, model);
  SalChanges *changes = load_archive();
  archive = changes != NULL ? changes->changes : NULL;
  for (guint i = 0; i < G_N_ELEMENTS(LAYOUTS); i++) {
    g_autofree char *first = g_strdup_printf("/presence/synthetic/%s", LAYOUTS[i].name);
    g_autofree char *second = g_strdup_printf("/presence/archive/%s", LAYOUTS[i].name);
    g_test_add_data_func(first, GUINT_TO_POINTER(LAYOUTS[i].layout), test_synthetic);
    g_test_add_data_func(second, GUINT_TO_POINTER(LAYOUTS[i].layout), test_archive);
  }
  cache = sal_cache_open();
  const int status = g_test_run();
  sal_cache_close(cache);
  g_ptr_array_unref(synthetic);
  sal_changes_free(changes);
  sal_area_model_free(model);
  return status;
}
