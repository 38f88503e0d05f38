/* Pages of random sizes, layouts, styles, frames, places and texts: no text covers another or leaves its frame. Bytes
 * for the page, then lines: title, subtitle, credit, then a place a line. */
#include "file.h"

#include "tests/pages/page-check.h"
#include "tests/pages/synthetic.h"

#include "data/base/error.h"
#include "render/page/extent.h"
#include "render/page/page.h"
#include "render/words/words-load.h"
#include "styles/loader.h"

#define N_MONTHS 5
#define MAX_PLACES 30
#define LEAST_MM 50

/* What is made once. */
typedef struct {
  SalAreaModel *model;
  GPtrArray *changes;
  SalStyle *styles[6];
  SalWords *words[4];
} Ground;

static const Ground *
get_ground(void)
{
  static Ground ground = { NULL };
  static const char *const languages[] = { "en", "de", "uk", "pl" };
  if (ground.model != NULL)
    return &ground;
  ground.model = sal_area_model_new("ellipsoid", NULL);
  ground.changes = synthetic_run_new(N_MONTHS, ground.model);
  const char *const *names = sal_style_get_builtin_names();
  for (guint i = 0; i < G_N_ELEMENTS(ground.styles); i++)
    ground.styles[i] = sal_style_load(names[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS(ground.words); i++)
    ground.words[i] = sal_words_load(languages[i], NULL);
  return &ground;
}

/* A table of places around the changes, with what the lines say as names. Owned by the caller. */
static char *
put_places(FuzzBytes *bytes, SalBox box)
{
  g_autoptr(GString) table = g_string_new("name,lon,lat,population\n");
  for (guint i = 0; i < MAX_PLACES && bytes->size > 4; i++) {
    const double x = box.xmin + fuzz_take(bytes) / 255.0 * (box.xmax - box.xmin);
    const double y = box.ymin + fuzz_take(bytes) / 255.0 * (box.ymax - box.ymin);
    const guint people = 1U << fuzz_choose(bytes, 23);
    g_autofree char *line = fuzz_take_line(bytes);
    g_auto(GStrv) pieces = g_strsplit(line, "\"", -1);
    g_autofree char *name = g_strjoinv("\"\"", pieces);
    g_string_append_printf(table, "\"%s\",%.5f,%.5f,%u\n", name, x, y, people);
  }
  return fuzz_put("places.csv", (const uint8_t *)table->str, table->len);
}

static void
check_page(const SalPage *page)
{
  const SalRun *run = sal_page_get_run(page);
  for (guint i = 0; i < MIN(run->changes->len, 2); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SalDrawing) drawing = sal_page_draw(page, run->changes->pdata[i], &error);
    fuzz_check_error(drawing != NULL, error);
    if (drawing != NULL)
      page_check(drawing, "page");
  }
  g_assert_cmpuint(page_check_n_faults, ==, 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  FuzzBytes bytes = { data, size };
  const Ground *ground = get_ground();
  const guint flags = fuzz_take(&bytes);
  SalPageOptions options = {
    .width_mm = LEAST_MM + fuzz_take(&bytes) * 1.5,
    .height_mm = LEAST_MM + fuzz_take(&bytes) * 1.5,
    .style = ground->styles[fuzz_choose(&bytes, G_N_ELEMENTS(ground->styles))],
    .words = ground->words[fuzz_choose(&bytes, G_N_ELEMENTS(ground->words))],
    .layout = (SalPageLayout)fuzz_choose(&bytes, SAL_LAYOUT_CUMULATIVE + 1),
    .extent = sal_page_find_extent(ground->changes, NULL),
    .basemap = "none",
    .borders = "none",
    .changes = ground->changes,
    .area_model = ground->model,
    .n_callouts = flags & 1 ? SAL_PAGE_AUTO_CALLOUTS : 0,
    .n_insets = flags & 2 ? SAL_PAGE_AUTO_INSETS : 0,
    .has_callout_names = (flags & 4) != 0,
    .has_graticule = (flags & 8) != 0,
    .units = flags & 16 ? SAL_SCALE_MILES : SAL_SCALE_KM,
    .n_threads = 1,
  };
  g_autofree char *title = fuzz_take_line(&bytes), *subtitle = fuzz_take_line(&bytes);
  g_autofree char *credit = fuzz_take_line(&bytes), *path = put_places(&bytes, options.extent);
  const char *const files[] = { path, NULL };
  const SalPlaceQuery places = { .box = options.extent, .files = files };
  options.places = &places;
  options.title = *title != '\0' ? title : NULL;
  options.subtitle = *subtitle != '\0' ? subtitle : NULL;
  options.credit = *credit != '\0' ? credit : NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(SalPage) page = sal_page_new(&options, NULL, &error);
  fuzz_check_error(page != NULL, error);
  if (page != NULL)
    check_page(page);
  return 0;
}
