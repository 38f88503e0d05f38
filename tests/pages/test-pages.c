/* What must hold on any page, over every layout, style and size: the Korea example and 36 months made by a
 * formula. */
#include "page-check.h"
#include "synthetic.h"

#include "data/base/cache.h"
#include "data/base/error.h"
#include "data/base/work.h"
#include "render/page/extent.h"
#include "render/page/page.h"
#include "styles/loader.h"

#define MM_PER_INCH 25.4
#define N_MONTHS 36

typedef struct {
  const char *name;
  double width_mm, height_mm;
} Size;

static const Size SIZES[] = {
  { "1600x1200", 1600 / 144.0 * MM_PER_INCH, 1200 / 144.0 * MM_PER_INCH },
  { "1200x675", 1200 / 144.0 * MM_PER_INCH, 675 / 144.0 * MM_PER_INCH },
  { "1080x1920", 1080 / 144.0 * MM_PER_INCH, 1920 / 144.0 * MM_PER_INCH },
  { "183 mm", 183, 137.25 },
  { "89 mm", 89, 89 * 4 / 3.0 },
  { "A4", 297, 210 },
  { "A3", 420, 297 },
};

static const struct {
  const char *name;
  SalPageLayout layout;
} LAYOUTS[] = { { "map", SAL_LAYOUT_MAP },           { "map+chart", SAL_LAYOUT_MAP_CHART },
                { "grid", SAL_LAYOUT_GRID },         { "cumulative", SAL_LAYOUT_CUMULATIVE },
                { "turnover", SAL_LAYOUT_TURNOVER }, { "fronts", SAL_LAYOUT_FRONTS } };

static SalAreaModel *model;
static SalCache *cache; /* most pages have a base map in common */
static SalChanges *korea;
static GPtrArray *synthetic;

static SalChanges *
load_korea(void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_build_filename(g_getenv("SALIENT_SOURCE_ROOT"), "examples/korea-1950", NULL);
  g_autofree char *territory = g_build_filename(folder, "territory.geojson", NULL);
  g_autofree char *fronts = g_build_filename(folder, "fronts", NULL);
  char *sources[] = { fronts, NULL };
  const SalSide side = { SAL_SIDE_POINT, { 126.6, 41.0 } };
  const SalSeriesOptions series_options = { .sources = sources, .territory = territory, .side = &side };
  g_autoptr(SalSeries) series = sal_series_open(&series_options, &error);
  g_assert_no_error(error);
  const SalChangeOptions options = {
    .periods = { { SAL_EVERY_MONTH, 0 }, SAL_BOUNDARY_FIRST, SAL_DAY_NONE, SAL_DAY_NONE, FALSE },
    .sample = SAL_SAMPLE_EXACT,
    .area_model = model
  };
  SalChanges *changes = sal_changes_compute(series, &options, NULL, &error);
  g_assert_no_error(error);
  return changes;
}

static void
draw_and_check(const SalPage *page, const GPtrArray *shown, const char *what)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalDrawing) last = NULL;
  for (guint i = 0; i < shown->len; i++) {
    const SalChange *change = shown->pdata[i];
    g_autofree char *name = g_strdup_printf("%s, %s", what, change->period.name);
    SalDrawing *drawing = sal_page_draw(page, change, &error);
    g_assert_no_error(error);
    page_check(drawing, name);
    if (last != NULL)
      page_check_neighbours(last, drawing, name);
    g_clear_pointer(&last, sal_drawing_free);
    last = drawing;
  }
}

/* What one page is made of. */
typedef struct {
  const GPtrArray *changes;
  SalPageLayout layout;
  const Size *size;
  const char *style_name;
} Combination;

/* A small page may have no room for many maps, and says so. */
static gboolean
is_small(const Combination *c)
{
  return c->layout == SAL_LAYOUT_GRID && MIN(c->size->width_mm, c->size->height_mm) < 200;
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
check_combination(const Combination *c, guint max_shown)
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
                                   .has_callout_names = TRUE,
                                   .names_countries = TRUE,
                                   .names_regions = TRUE,
                                   .has_locator = TRUE,
                                   .has_graticule = TRUE,
                                   .cache = cache };
  g_autofree char *what = g_strdup_printf("%s, %s, %s, %s", c->changes == synthetic ? "synthetic" : "Korea",
                                          c->style_name, get_name(c->layout), c->size->name);
  g_autoptr(SalPage) page = sal_page_new(&options, NULL, &error);
  if (page == NULL && is_small(c)) {
    g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
    return;
  }
  g_assert_no_error(error);
  const SalRun *run = sal_page_get_run(page);
  g_autoptr(GPtrArray) shown = g_ptr_array_new();
  for (guint i = 0; i < MIN(run->changes->len, max_shown); i++)
    g_ptr_array_add(shown, run->changes->pdata[i]);
  draw_and_check(page, shown, what);
}

/* A layout that differs from a cumulative map in its areas alone is tried on a few pages. */
static gboolean
is_like_another(SalPageLayout layout)
{
  return layout > SAL_LAYOUT_CUMULATIVE;
}

/* The default style on every size, the others on every second one. */
static void
check_layout(const GPtrArray *changes, SalPageLayout layout, guint max_shown)
{
  const char *const *styles = sal_style_get_builtin_names();
  for (guint i = 0; i < G_N_ELEMENTS(SIZES); i++)
    for (guint j = 0; styles[j] != NULL; j++) {
      const Combination combination = { changes, layout, &SIZES[i], styles[j] };
      const gboolean is_default = PAGE_CHECK_SIZE_IS_TRIED(i) && g_str_equal(styles[j], "default");
      if (is_like_another(layout) ? (i + j) % 6 == 0
                                  : (i % 2 == 0 && PAGE_CHECK_IS_TRIED(i, j)) || is_default)
        check_combination(&combination, sal_page_layout_is_of_run(layout) ? 1 : max_shown);
    }
}

static void
test_korea(gconstpointer layout)
{
  check_layout(korea->changes, (SalPageLayout)GPOINTER_TO_UINT(layout), 2);
}

static void
test_synthetic(gconstpointer layout)
{
  check_layout(synthetic, (SalPageLayout)GPOINTER_TO_UINT(layout), 2);
}

static void
test_36_months(void)
{
  const Combination combination = { synthetic, SAL_LAYOUT_MAP_CHART, &SIZES[0], "default" };
  check_combination(&combination, N_MONTHS);
}

static void
test_37_months_are_too_many(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = synthetic_run_new(SAL_MAX_MULTIPLES + 1, model);
  g_autoptr(SalStyle) style = sal_style_load("default", &error);
  const SalPageOptions options = { .width_mm = 420,
                                   .height_mm = 297,
                                   .style = style,
                                   .layout = SAL_LAYOUT_GRID,
                                   .extent = sal_page_find_extent(changes, NULL),
                                   .changes = changes,
                                   .area_model = model };
  g_autoptr(SalPage) page = sal_page_new(&options, NULL, &error);
  g_assert_null(page);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
  g_assert_nonnull(g_strstr_len(error->message, -1, "2 to 36 periods, got 37"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_autoptr(GError) error = NULL;
  model = sal_area_model_new("ellipsoid", &error);
  g_assert_no_error(error);
  korea = load_korea();
  synthetic = synthetic_run_new(N_MONTHS, model);
  for (guint i = 0; i < G_N_ELEMENTS(LAYOUTS); i++) {
    g_autofree char *first = g_strdup_printf("/pages/korea/%s", LAYOUTS[i].name);
    g_autofree char *second = g_strdup_printf("/pages/synthetic/%s", LAYOUTS[i].name);
    g_test_add_data_func(first, GUINT_TO_POINTER(LAYOUTS[i].layout), test_korea);
    g_test_add_data_func(second, GUINT_TO_POINTER(LAYOUTS[i].layout), test_synthetic);
  }
  g_test_add_func("/pages/36-months-agree-in-their-labels", test_36_months);
  g_test_add_func("/pages/37-months-are-too-many-for-small-multiples", test_37_months_are_too_many);
  cache = sal_cache_open();
  const int status = g_test_run();
  sal_cache_close(cache);
  g_ptr_array_unref(synthetic);
  sal_changes_free(korea);
  sal_area_model_free(model);
  return status;
}
