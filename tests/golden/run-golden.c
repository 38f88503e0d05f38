/* Goldens: a page of the Korea example, or with data=synthetic of the run that tests/pages makes, in three
 * layers, cheapest first: its text dump, its decoded pixels, and the structure of its SVG. SVG and PDF drawn
 * by other programs are held against the PNG, see SVG_TOLERANCE and PDF_TOLERANCE. A case is a folder with
 * case.ini, page.txt, page.png and structure.txt. What differs is written to the build folder as
 * CASE.page.txt, CASE.page.png, CASE.diff.png and CASE.structure.txt. SALIENT_GOLDEN_UPDATE=1 writes the
 * goldens instead. */
#include "../pages/synthetic.h"
#include "data/base/error.h"
#include "data/change/changes.h"
#include "render/page/extent.h"
#include "render/page/page.h"
#include "render/words/words-load.h"
#include "render/write/writer.h"
#include "styles/loader.h"

#include <cairo.h>
#include <stdlib.h>
#include <string.h>

/* A pixel differs when a channel is off by more than CHANNEL_TOLERANCE of 255; at most PIXEL_TOLERANCE of all
 * may. */
#define CHANNEL_TOLERANCE 8
#define PIXEL_TOLERANCE 0.0005
#define N_SYNTHETIC 12 /* months */
#define FORMAT_CHANNEL 32
#define FINER 4 /* times: poppler moves lines to whole pixels, which is drawn finer and averaged */

/* Other programs draw the same pictures again when sanitizers look at ours: once is enough. */
#ifdef __SANITIZE_ADDRESS__
#define HAS_OTHER_PROGRAMS FALSE
#else
#define HAS_OTHER_PROGRAMS TRUE
#endif

typedef cairo_surface_t Surface;
static void
surface_free(Surface *surface)
{
  if (surface != NULL)
    cairo_surface_destroy(surface);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Surface, surface_free)

typedef struct {
  char *name, *folder;
  char *style_name, *basemap, *period, *title, *map_crs, *words, *lang, *data;
  SalPageLayout layout;
  int width_px, height_px, n_insets;
  gboolean has_graticule;
  double dpi;
} Case;

static char *source_root, *output_folder;
static SalChanges *korea;
static GPtrArray *synthetic;
static SalAreaModel *model;

static void
case_free(gpointer data)
{
  Case *c = data;
  g_free(c->name);
  g_free(c->folder);
  g_free(c->style_name);
  g_free(c->basemap);
  g_free(c->period);
  g_free(c->title);
  g_free(c->map_crs);
  g_free(c->words);
  g_free(c->lang);
  g_free(c->data);
  g_free(c);
}

static Case *
read_case(const char *name)
{
  g_autoptr(GKeyFile) file = g_key_file_new();
  Case *c = g_new0(Case, 1);
  c->name = g_strdup(name);
  c->folder = g_build_filename(source_root, "tests/golden", name, NULL);
  g_autofree char *path = g_build_filename(c->folder, "case.ini", NULL);
  g_autoptr(GError) error = NULL;
  g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error(error);
  c->style_name = g_key_file_get_string(file, "page", "style", NULL);
  c->basemap = g_key_file_get_string(file, "page", "basemap", NULL);
  c->period = g_key_file_get_string(file, "page", "period", NULL);
  c->title = g_key_file_get_string(file, "page", "title", NULL);
  c->map_crs = g_key_file_get_string(file, "page", "map_crs", NULL);
  c->words = g_key_file_get_string(file, "page", "words", NULL);
  c->lang = g_key_file_get_string(file, "page", "lang", NULL);
  c->data = g_key_file_get_string(file, "page", "data", NULL);
  g_autofree char *layout = g_key_file_get_string(file, "page", "layout", NULL);
  sal_page_layout_parse(layout != NULL ? layout : "map", &c->layout, &error);
  g_assert_no_error(error);
  c->n_insets = g_key_file_get_integer(file, "page", "insets", NULL);
  c->has_graticule = g_key_file_get_boolean(file, "page", "graticule", NULL);
  c->width_px = g_key_file_get_integer(file, "page", "width_px", NULL);
  c->height_px = g_key_file_get_integer(file, "page", "height_px", NULL);
  c->dpi = g_key_file_get_double(file, "page", "dpi", NULL);
  return c;
}

static const GPtrArray *
get_changes(const Case *c)
{
  return g_strcmp0(c->data, "synthetic") == 0 ? synthetic : korea->changes;
}

static const SalChange *
find_change(const GPtrArray *changes, const char *period)
{
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    if (strcmp(change->period.name, period) == 0)
      return change;
  }
  g_error("no period %s", period);
}

static SalDrawing *
draw_case(const Case *c)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalStyle) style = sal_style_load(c->style_name, &error);
  g_assert_no_error(error);
  g_autoptr(SalWords) words = sal_words_load(c->words != NULL ? c->words : "en", &error);
  g_assert_no_error(error);
  const SalPlaceQuery places = { .lang = c->lang };
  const GPtrArray *changes = get_changes(c);
  const SalExtentPage page_size = { c->width_px / c->dpi * 25.4, c->height_px / c->dpi * 25.4,
                                    c->layout == SAL_LAYOUT_GRID };
  const SalPageOptions options = { .width_mm = c->width_px / c->dpi * 25.4,
                                   .height_mm = c->height_px / c->dpi * 25.4,
                                   .style = style,
                                   .layout = c->layout,
                                   .n_insets = (guint)c->n_insets,
                                   .n_callouts = SAL_PAGE_AUTO_CALLOUTS,
                                   .has_callout_names = TRUE,
                                   .names_countries = TRUE,
                                   .names_regions = TRUE,
                                   .has_locator = TRUE,
                                   .has_graticule = c->has_graticule,
                                   .extent = sal_page_find_extent(changes, &page_size),
                                   .map_crs = c->map_crs,
                                   .basemap = c->basemap,
                                   .places = c->lang != NULL ? &places : NULL,
                                   .words = words,
                                   .title = c->title,
                                   .area_model = model,
                                   .changes = changes };
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalPage) page = sal_page_new(&options, remarks, &error);
  g_assert_no_error(error);
  SalDrawing *drawing = sal_page_draw(page, find_change(changes, c->period), &error);
  g_assert_no_error(error);
  return drawing;
}

static gboolean
is_updating(void)
{
  return g_getenv("SALIENT_GOLDEN_UPDATE") != NULL;
}

static void
write_file(const char *path, const void *data, gsize size)
{
  g_autoptr(GError) error = NULL;
  g_file_set_contents(path, data, (gssize)size, &error);
  g_assert_no_error(error);
}

static char *
get_actual_path(const Case *c, const char *name)
{
  g_autofree char *file = g_strdup_printf("%s.%s", c->name, name);
  return g_build_filename(output_folder, file, NULL);
}

static void
compare_text(const Case *c, const char *name, const char *actual)
{
  g_autofree char *golden_path = g_build_filename(c->folder, name, NULL);
  g_autofree char *expected = NULL;
  if (is_updating()) {
    write_file(golden_path, actual, strlen(actual));
    return;
  }
  const gboolean there = g_file_get_contents(golden_path, &expected, NULL, NULL);
  if (there && strcmp(expected, actual) == 0)
    return;
  g_autofree char *actual_path = get_actual_path(c, name);
  write_file(actual_path, actual, strlen(actual));
  g_test_message("differs: diff %s %s", golden_path, actual_path);
  g_test_fail();
}

typedef struct {
  const guchar *data;
  gsize left;
} Bytes;

static cairo_status_t
read_bytes(void *closure, unsigned char *to, unsigned int n)
{
  Bytes *bytes = closure;
  if (n > bytes->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy(to, bytes->data, n);
  bytes->data += n;
  bytes->left -= n;
  return CAIRO_STATUS_SUCCESS;
}

static Surface *
decode(const void *data, gsize size)
{
  Bytes bytes = { data, size };
  return cairo_image_surface_create_from_png_stream(read_bytes, &bytes);
}

/* Marks the pixels that differ in black on white in diff and returns how many there are. */
static guint
mark_differences(Surface *expected, Surface *actual, Surface *diff)
{
  const int width = cairo_image_surface_get_width(actual), height = cairo_image_surface_get_height(actual);
  const int stride = cairo_image_surface_get_stride(actual);
  const guchar *a = cairo_image_surface_get_data(expected), *b = cairo_image_surface_get_data(actual);
  guchar *d = cairo_image_surface_get_data(diff);
  guint n = 0;
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      const int i = y * stride + 4 * x;
      gboolean differs = FALSE;
      for (int k = 0; k < 3; k++)
        differs = differs || abs(a[i + k] - b[i + k]) > CHANNEL_TOLERANCE;
      memset(d + i, differs ? 0 : 255, 4);
      n += differs;
    }
  }
  cairo_surface_mark_dirty(diff);
  return n;
}

static guint
count_differences(const Case *c, Surface *expected, Surface *actual)
{
  const int width = cairo_image_surface_get_width(actual), height = cairo_image_surface_get_height(actual);
  g_assert_cmpint(cairo_image_surface_get_width(expected), ==, width);
  g_assert_cmpint(cairo_image_surface_get_height(expected), ==, height);
  g_autoptr(Surface) diff = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  const guint n = mark_differences(expected, actual, diff);
  g_autofree char *path = get_actual_path(c, "diff.png");
  if (n > 0)
    cairo_surface_write_to_png(diff, path);
  return n;
}

static void
compare_pixels(const Case *c, GBytes *png)
{
  gsize size, golden_size;
  const void *data = g_bytes_get_data(png, &size);
  g_autofree char *golden_path = g_build_filename(c->folder, "page.png", NULL);
  g_autofree char *golden = NULL;
  if (is_updating()) {
    write_file(golden_path, data, size);
    return;
  }
  g_assert_true(g_file_get_contents(golden_path, &golden, &golden_size, NULL));
  g_autoptr(Surface) expected = decode(golden, golden_size);
  g_autoptr(Surface) actual = decode(data, size);
  const guint n = count_differences(c, expected, actual);
  const double share = n / ((double)c->width_px * c->height_px);
  if (share <= PIXEL_TOLERANCE)
    return;
  g_autofree char *actual_path = get_actual_path(c, "page.png");
  write_file(actual_path, data, size);
  g_test_message("%.3f %% of the pixels differ by more than %d: see %s", 100 * share, CHANNEL_TOLERANCE,
                 actual_path);
  g_test_fail();
}

/* The tree of an SVG without its geometry: elements, ids (without checksums), layers' names and texts; runs
 * of alike elements as one line. */
typedef struct {
  GString *text;
  guint depth;
  char *last;
  guint n_last;
} Outline;

static void
flush_run(Outline *outline)
{
  if (outline->n_last > 0)
    g_string_append_printf(outline->text, outline->n_last > 1 ? "%s x%u\n" : "%s\n", outline->last,
                           outline->n_last);
  g_clear_pointer(&outline->last, g_free);
  outline->n_last = 0;
}

static void
add_line(Outline *outline, char *line)
{
  if (outline->last != NULL && strcmp(outline->last, line) != 0)
    flush_run(outline);
  g_free(outline->last);
  outline->last = line;
  outline->n_last++;
}

static void
start_element(GMarkupParseContext *context, const char *name, const char **keys, const char **values,
              gpointer data, GError **error)
{
  Outline *outline = data;
  const char *id = "", *label = "";
  for (guint i = 0; keys[i] != NULL; i++) {
    if (strcmp(keys[i], "id") == 0)
      id = values[i];
    else if (strcmp(keys[i], "inkscape:label") == 0)
      label = values[i];
  }
  const gboolean has_checksum = strcmp(name, "clipPath") == 0 || strcmp(name, "text") == 0;
  const char *checksum_end = has_checksum ? strchr(id, '-') : NULL;
  add_line(outline,
           g_strdup_printf("%*s%s%s%s%s%s", (int)(2 * outline->depth), "", name, *id != '\0' ? " #" : "",
                           checksum_end != NULL ? checksum_end + 1 : id, *label != '\0' ? " " : "", label));
  outline->depth++;
}

static void
end_element(GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  ((Outline *)data)->depth--;
}

static void
add_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Outline *outline = data;
  g_autofree char *content = g_strstrip(g_strndup(text, length));
  const gboolean is_style = strcmp(g_markup_parse_context_get_element(context), "style") == 0;
  if (content[0] != '\0' && !is_style)
    add_line(outline, g_strdup_printf("%*s'%s'", (int)(2 * outline->depth), "", content));
}

static char *
outline_svg(GBytes *svg)
{
  static const GMarkupParser parser = { start_element, end_element, add_text, NULL, NULL };
  Outline outline = { g_string_new(NULL), 0, NULL, 0 };
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, &outline, NULL);
  g_autoptr(GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data(svg, &size);
  g_markup_parse_context_parse(context, data, (gssize)size, &error);
  g_assert_no_error(error);
  flush_run(&outline);
  return g_string_free(outline.text, FALSE);
}

/* How far two pictures may be apart, and are: the mean over all channels, and the share of pixels of which
 * one is off by more than FORMAT_CHANNEL. */
typedef struct {
  double mean, share;
} Distance;

static const Distance SVG_TOLERANCE = { 0.25, 0.001 }, PDF_TOLERANCE = { 2, 0.02 };
/* Spaced letters stand half a space further right in rsvg, which puts half of it before the first one. SVG says, and
 * browsers do, that all of it follows each letter. */
static const Distance SPACED_SVG_TOLERANCE = { 1.5, 0.015 };

static Distance
measure_distance(Surface *expected, Surface *actual)
{
  const int width = cairo_image_surface_get_width(actual), height = cairo_image_surface_get_height(actual);
  const guchar *a = cairo_image_surface_get_data(expected), *b = cairo_image_surface_get_data(actual);
  double sum = 0, n_off = 0;
  for (int y = 0; y < height; y++) {
    const guchar *row_a = a + (gsize)y * cairo_image_surface_get_stride(expected),
                 *row_b = b + (gsize)y * cairo_image_surface_get_stride(actual);
    for (int x = 0; x < width; x++) {
      int most = 0;
      for (int k = 0; k < 3; k++) {
        const int off = abs(row_a[4 * x + k] - row_b[4 * x + k]);
        sum += off;
        most = MAX(most, off);
      }
      n_off += most > FORMAT_CHANNEL;
    }
  }
  return (Distance){ sum / (3.0 * width * height), n_off / ((double)width * height) };
}

/* Draws a file by another program; NULL where it is not installed. */
static Surface *
rasterise(const char *const *command, const char *path)
{
  g_autofree char *program = g_find_program_in_path(command[0]);
  if (program == NULL) {
    g_test_message("%s is not installed: its picture is not compared", command[0]);
    return NULL;
  }
  g_autoptr(GError) error = NULL;
  int status;
  g_autofree char *complaints = NULL;
  g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &complaints, &status,
               &error);
  g_assert_no_error(error);
  g_assert_cmpstr(complaints, ==, "");
  g_assert_cmpint(status, ==, 0);
  Surface *surface = cairo_image_surface_create_from_png(path);
  g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

/* The mean of each square of FINER x FINER pixels. */
static Surface *
shrink(Surface *fine)
{
  const int width = cairo_image_surface_get_width(fine) / FINER,
            height = cairo_image_surface_get_height(fine) / FINER;
  Surface *coarse = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  const guchar *from = cairo_image_surface_get_data(fine);
  guchar *to = cairo_image_surface_get_data(coarse);
  const int from_stride = cairo_image_surface_get_stride(fine),
            to_stride = cairo_image_surface_get_stride(coarse);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < 4 * width; x++) {
      int sum = 0;
      for (int i = 0; i < FINER * FINER; i++)
        sum += from[(y * FINER + i / FINER) * from_stride + (x / 4 * FINER + i % FINER) * 4 + x % 4];
      to[y * to_stride + x] = (guchar)(sum / (FINER * FINER));
    }
  cairo_surface_mark_dirty(coarse);
  return coarse;
}

static void
assert_agrees(const Case *c, Surface *expected, Surface *actual, const Distance *tolerance)
{
  if (actual == NULL)
    return;
  const Distance distance = measure_distance(expected, actual);
  g_test_message("%s, %s: %.3f of 255 from the PNG in the mean, %.3f %% of the pixels by more than %d",
                 c->name, tolerance != &PDF_TOLERANCE ? "SVG" : "PDF", distance.mean, 100 * distance.share,
                 FORMAT_CHANNEL);
  g_assert_cmpfloat(distance.mean, <=, tolerance->mean);
  g_assert_cmpfloat(distance.share, <=, tolerance->share);
}

/* The same page in the three formats. */
static void
compare_formats(const Case *c, GBytes *png, GBytes *svg, GBytes *pdf)
{
  gsize png_size, size;
  const void *png_data = g_bytes_get_data(png, &png_size);
  g_autoptr(Surface) expected = decode(png_data, png_size);
  g_autofree char *width = g_strdup_printf("%d", FINER * c->width_px),
                  *height = g_strdup_printf("%d", FINER * c->height_px);
  g_autofree char *svg_path = get_actual_path(c, "page.svg"), *pdf_path = get_actual_path(c, "page.pdf");
  g_autofree char *svg_png = get_actual_path(c, "svg.png"), *pdf_stem = get_actual_path(c, "pdf");
  g_autofree char *pdf_png = g_strconcat(pdf_stem, ".png", NULL);
  const void *data = g_bytes_get_data(svg, &size);
  write_file(svg_path, data, size);
  data = g_bytes_get_data(pdf, &size);
  write_file(pdf_path, data, size);
  const char *const rsvg[] = { "rsvg-convert", "-o", svg_png, svg_path, NULL };
  const char *const poppler[] = { "pdftocairo",  "-singlefile", "-png",   "-scale-to-x", width,
                                  "-scale-to-y", height,        pdf_path, pdf_stem,      NULL };
  g_autoptr(Surface) from_svg = rasterise(rsvg, svg_png);
  const gboolean is_spaced =
      g_strstr_len(g_bytes_get_data(svg, NULL), (gssize)g_bytes_get_size(svg), "letter-spacing") != NULL;
  assert_agrees(c, expected, from_svg, is_spaced ? &SPACED_SVG_TOLERANCE : &SVG_TOLERANCE);
  g_autoptr(Surface) fine = rasterise(poppler, pdf_png), from_pdf = fine != NULL ? shrink(fine) : NULL;
  assert_agrees(c, expected, from_pdf, &PDF_TOLERANCE);
}

static void
test_case(gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(SalDrawing) drawing = draw_case(c);
  g_autofree char *dump = sal_drawing_dump(drawing);
  compare_text(c, "page.txt", dump);
  g_autoptr(GBytes) png =
      sal_png_write(drawing, &(SalPngOptions){ .width_px = c->width_px, .height_px = c->height_px }, &error);
  g_assert_no_error(error);
  compare_pixels(c, png);
  g_autoptr(GBytes) svg = sal_svg_write(drawing, &(SalSvgOptions){ c->width_px, c->height_px }, &error);
  g_assert_no_error(error);
  g_autofree char *outline = outline_svg(svg);
  compare_text(c, "structure.txt", outline);
  g_autoptr(GBytes) pdf =
      sal_pdf_write(drawing, &(SalPdfOptions){ .text_mode = SAL_TEXT_REAL }, NULL, &error);
  g_assert_no_error(error);
  if (HAS_OTHER_PROGRAMS)
    compare_formats(c, png, svg, pdf);
}

static void
load_changes(void)
{
  g_autofree char *fronts = g_build_filename(source_root, "examples/korea-1950/fronts", NULL);
  g_autofree char *territory = g_build_filename(source_root, "examples/korea-1950/territory.geojson", NULL);
  char *sources[] = { fronts, NULL };
  const SalSide side = { SAL_SIDE_POINT, { 126.6, 41.0 } };
  const SalSeriesOptions series_options = { .sources = sources, .territory = territory, .side = &side };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalSeries) series = sal_series_open(&series_options, &error);
  g_assert_no_error(error);
  model = sal_area_model_new("ellipsoid", &error);
  g_assert_no_error(error);
  const SalChangeOptions options = {
    .periods = { { SAL_EVERY_MONTH, 0 }, SAL_BOUNDARY_FIRST, SAL_DAY_NONE, SAL_DAY_NONE, FALSE },
    .sample = SAL_SAMPLE_EXACT,
    .area_model = model
  };
  korea = sal_changes_compute(series, &options, NULL, &error);
  g_assert_no_error(error);
  synthetic = synthetic_run_new(N_SYNTHETIC, model);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_assert_cmpint(argc, >=, 3);
  source_root = argv[1];
  output_folder = argv[2];
  load_changes();
  g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func(case_free);
  for (int i = 3; i < argc; i++) {
    Case *c = read_case(argv[i]);
    g_autofree char *path = g_strconcat("/golden/", c->name, NULL);
    g_ptr_array_add(cases, c);
    g_test_add_data_func(path, c, test_case);
  }
  const int status = g_test_run();
  sal_changes_free(korea);
  g_ptr_array_unref(synthetic);
  sal_area_model_free(model);
  return status;
}
