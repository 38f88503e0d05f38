#include "data/base/error.h"
#include "render/drawing/hatch.h"
#include "render/drawing/text.h"
#include "render/write/writer.h"
#include "tests/unit/raster.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static guint32
u32_at(const guint8 *data)
{
  guint32 value;
  memcpy(&value, data, 4);
  return GUINT32_FROM_BE(value);
}

static void
test_png_has_size_and_resolution(void)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) png = write_png(drawing), clear = write_transparent_png(drawing);
  const guint8 *data = g_bytes_get_data(png, NULL), *clear_data = g_bytes_get_data(clear, NULL);
  g_assert_cmpmem(data, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpmem(data + 12, 4, "IHDR", 4);
  g_assert_cmpuint(u32_at(data + 16), ==, WIDTH_PX);
  g_assert_cmpuint(u32_at(data + 20), ==, HEIGHT_PX);
  g_assert_cmpuint(data[25], ==, 2);
  g_assert_cmpuint(clear_data[25], ==, 6);
  g_assert_cmpmem(data + 37, 4, "pHYs", 4);
  g_assert_cmpuint(u32_at(data + 41), ==, 10000);
  g_assert_cmpuint(u32_at(data + 45), ==, 10000);
  g_assert_cmpuint(data[49], ==, 1);
  g_assert_cmpuint(u32_at(data + 54), ==, 10 + strlen("Change in November"));
  g_assert_cmpmem(data + 58, 4 + 10 + 18, "iTXtTitle\0\0\0\0\0Change in November", 4 + 10 + 18);
}

static void
test_png_has_exact_pixels(void)
{
  const SalColor glass = { 0xFF, 0x00, 0x00, 0x80 };
  g_autoptr(SalDrawing) drawing = drawing_new("Pixels");
  SalLayer *layer = sal_layer_new("boxes", NULL);
  sal_layer_add_rect(layer, (SalRect){ 10, 10, 20, 10 }, &(SalAreaStyle){ .fill = RED });
  sal_layer_add_rect(layer, (SalRect){ 50, 10, 20, 10 }, &(SalAreaStyle){ .fill = glass });
  sal_drawing_add_layer(drawing, layer);
  g_autoptr(GBytes) png = write_png(drawing), clear = write_transparent_png(drawing);
  g_autoptr(cairo_surface_t) opaque = decode(png), transparent = decode(clear);
  g_assert_cmphex(pixel_at(opaque, 100, 100), ==, 0xFFC2362B);
  g_assert_cmphex(pixel_at(opaque, 299, 199), ==, 0xFFC2362B);
  g_assert_cmphex(pixel_at(opaque, 99, 100), ==, 0xFFFFFFFF);
  g_assert_cmphex(pixel_at(opaque, 300, 199), ==, 0xFFFFFFFF);
  g_assert_cmphex(pixel_at(opaque, 600, 150), ==, 0xFFFF7F7F);
  g_assert_cmphex(pixel_at(transparent, 100, 100), ==, 0xFFC2362B);
  g_assert_cmphex(pixel_at(transparent, 99, 100), ==, 0);
  g_assert_cmphex(pixel_at(transparent, 600, 150), ==, 0x80800000);
}

/* Even-odd over all rings, and nothing outside the clip. */
static void
test_png_keeps_holes_and_clips(void)
{
  g_autoptr(SalDrawing) drawing = drawing_new("Holes");
  SalLayer *layer = sal_layer_new("areas", NULL);
  sal_layer_set_clip(layer, (SalRect){ 0, 0, 80, HEIGHT_MM });
  sal_layer_add_area(layer, blob_new(80, 60, 40), &(SalAreaStyle){ .fill = RED }, NULL);
  sal_drawing_add_layer(drawing, layer);
  g_autoptr(GBytes) png = write_png(drawing);
  g_autoptr(cairo_surface_t) surface = decode(png);
  g_assert_cmphex(pixel_at(surface, 550, 600), ==, 0xFFC2362B);
  g_assert_cmphex(pixel_at(surface, 750, 600), ==, 0xFFFFFFFF);
  g_assert_cmphex(pixel_at(surface, 1050, 600), ==, 0xFFFFFFFF);
}

static void
add_slanted_strip(SalLayer *layer, double x)
{
  SalGeometry *strip = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(strip, x, 10);
  sal_geometry_add_point(strip, x + 7.3, 10);
  sal_geometry_add_point(strip, x + 37.3, 90);
  sal_geometry_add_point(strip, x + 30, 90);
  sal_geometry_end_part(strip);
  sal_geometry_end_polygon(strip);
  sal_layer_add_area(layer, strip, &(SalAreaStyle){ .fill = RED }, NULL);
}

static void
test_png_has_no_seams(void)
{
  g_autoptr(SalDrawing) drawing = drawing_new("Seams");
  SalLayer *layer = sal_layer_new("strips", NULL);
  for (int i = 0; i < 8; i++)
    add_slanted_strip(layer, 20 + 7.3 * i);
  sal_drawing_add_layer(drawing, layer);
  g_autoptr(GBytes) png = write_png(drawing);
  g_autoptr(cairo_surface_t) surface = decode(png);
  for (int x = 450; x < 700; x++) {
    const guint32 pixel = pixel_at(surface, x, 500);
    g_assert_cmpuint((pixel >> 16) & 0xFF, <=, 0xC2 + 2);
    g_assert_cmpuint(pixel & 0xFF, <=, 0x2B + 2);
  }
}

static void
test_refuses_absurd_sizes(void)
{
  static const int sizes[][2] = {
    { 0, 10 }, { 10, -1 }, { 20001, 10 }, { 20000, 20000 }, { G_MAXINT, G_MAXINT }
  };
  g_autoptr(SalDrawing) drawing = sample_new();
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autoptr(GError) png_error = NULL, svg_error = NULL;
    g_assert_null(sal_png_write(
        drawing, &(SalPngOptions){ .width_px = sizes[i][0], .height_px = sizes[i][1] }, &png_error));
    g_assert_error(png_error, SAL_ERROR, SAL_ERROR_RENDER);
    g_assert_nonnull(strstr(png_error->message, "expected "));
    g_assert_null(sal_svg_write(drawing, &(SalSvgOptions){ sizes[i][0], sizes[i][1] }, &svg_error));
    g_assert_error(svg_error, SAL_ERROR, SAL_ERROR_RENDER);
  }
}

static void
test_same_bytes_in_every_thread(void)
{
  GThread *threads[4];
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GPtrArray) expected = write_in_all_formats(drawing);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("write", write_in_all_formats, drawing);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autoptr(GPtrArray) files = g_thread_join(threads[i]);
    for (guint j = 0; j < files->len; j++)
      g_assert_true(g_bytes_equal(files->pdata[j], expected->pdata[j]));
  }
}

/* Numbers and dates are the same whatever the environment says. */
static void
test_same_bytes_in_every_locale(void)
{
  static const char *const locales[] = { "de_DE.UTF-8", "uk_UA.UTF-8", "ar_EG.UTF-8", "C.UTF-8" };
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GPtrArray) expected = write_in_all_formats(drawing);
  for (guint i = 0; i < G_N_ELEMENTS(locales); i++) {
    if (setlocale(LC_ALL, locales[i]) == NULL)
      continue;
    g_autoptr(GPtrArray) files = write_in_all_formats(drawing);
    for (guint j = 0; j < files->len; j++)
      g_assert_true(g_bytes_equal(files->pdata[j], expected->pdata[j]));
  }
  setlocale(LC_ALL, "C.UTF-8");
}

static void
test_svg_looks_like_the_png(void)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) png = write_png(drawing), svg = write_svg(drawing);
  g_autoptr(cairo_surface_t) expected = decode(png), actual = rasterize_svg(svg);
  if (actual != NULL)
    assert_alike(expected, actual, 0.5, 0.002);
}

/* Browsers put glyphs at other fractions of a pixel; outlines differ by their antialiasing only. */
static void
test_svg_looks_like_the_png_in_a_browser(void)
{
  static const struct {
    SalSvgOptions options;
    double mean_limit, share_limit;
  } cases[] = { { { WIDTH_PX, HEIGHT_PX, NULL, SAL_TEXT_REAL, FALSE }, 1, 0.004 },
                { { WIDTH_PX, HEIGHT_PX, "a-", SAL_TEXT_REAL, TRUE }, 1, 0.004 },
                { { WIDTH_PX, HEIGHT_PX, NULL, SAL_TEXT_OUTLINE, FALSE }, 0.5, 0.0005 } };
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) png = write_png(drawing);
  g_autoptr(cairo_surface_t) expected = decode(png);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GBytes) svg = sal_svg_write(drawing, &cases[i].options, NULL);
    g_autoptr(cairo_surface_t) actual = rasterize_in_browser(svg);
    if (actual == NULL)
      return;
    assert_alike(expected, actual, cases[i].mean_limit, cases[i].share_limit);
  }
}

/* A web page with pictures beside each other, each 800 px wide; NULL: none there. */
static cairo_surface_t *
show_side_by_side(GBytes *left, GBytes *right)
{
  GBytes *const pictures[] = { left, right };
  g_autoptr(GString) page = g_string_new("<!DOCTYPE html><meta charset=\"utf-8\"><body style=\"margin:0\">");
  for (guint i = 0; i < G_N_ELEMENTS(pictures); i++) {
    if (pictures[i] == NULL)
      continue;
    gsize size;
    const char *svg = g_bytes_get_data(pictures[i], &size);
    g_string_append_printf(page, "<div style=\"position:absolute;top:0;left:%upx;width:800px\">", 800 * i);
    g_string_append_len(page, svg, (gssize)size);
    g_string_append(page, "</div>");
  }
  return rasterize_page(page->str);
}

static void
assert_half_is_same(cairo_surface_t *a, cairo_surface_t *b, int from)
{
  guint n_ink = 0;
  for (int y = 0; y < 600; y++)
    for (int x = from; x < from + 800; x++) {
      g_assert_cmphex(pixel_at(a, x, y), ==, pixel_at(b, x, y));
      n_ink += (pixel_at(a, x, y) & 0xFFFFFF) != 0xFFFFFF;
    }
  g_assert_cmpuint(n_ink, >, 10000);
}

/* Pictures in one web page are drawn as each alone is, with prefixes of their own, with one for both, and without. */
static void
test_inlined_svgs_do_not_disturb_each_other(void)
{
  static const char *const prefixes[][2] = { { "a-", "b-" }, { "m-", "m-" }, { NULL, NULL } };
  g_autoptr(SalDrawing) first = sample_new(), second = drawing_new("Other");
  SalLayer *layer = sal_layer_new("change", "Change");
  sal_layer_set_clip(layer, (SalRect){ 20, 20, 60, 90 });
  sal_layer_add_area(layer, blob_new(70, 60, 40), &(SalAreaStyle){ .fill = BLUE }, NULL);
  sal_drawing_add_layer(second, layer);
  sal_drawing_add_layer(second, labels_new());
  g_autoptr(cairo_surface_t) left_alone = NULL, right_alone = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
    SalSvgOptions options = { .width_px = WIDTH_PX, .height_px = HEIGHT_PX, .is_responsive = TRUE };
    options.id_prefix = prefixes[i][0];
    g_autoptr(GBytes) left = sal_svg_write(first, &options, NULL);
    options.id_prefix = prefixes[i][1];
    g_autoptr(GBytes) right = sal_svg_write(second, &options, NULL);
    if (i == 0) { /* alone, a picture looks the same with any prefix */
      left_alone = show_side_by_side(left, NULL);
      right_alone = left_alone != NULL ? show_side_by_side(NULL, right) : NULL;
    }
    g_autoptr(cairo_surface_t) both = right_alone != NULL ? show_side_by_side(left, right) : NULL;
    if (both == NULL)
      return;
    assert_half_is_same(both, left_alone, 0);
    assert_half_is_same(both, right_alone, 800);
  }
}

static void
test_outlined_svg_looks_like_the_png(void)
{
  const SalSvgOptions options = { .width_px = WIDTH_PX,
                                  .height_px = HEIGHT_PX,
                                  .text_mode = SAL_TEXT_OUTLINE };
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) png = write_png(drawing), svg = sal_svg_write(drawing, &options, NULL);
  g_autoptr(cairo_surface_t) expected = decode(png), actual = rasterize_svg(svg);
  if (actual != NULL)
    assert_alike(expected, actual, 0.5, 0.0001);
}

/* First and last column with ink in rows [from, to), in pixels with their coverage. */
static double
ink_width(cairo_surface_t *surface, int from, int to)
{
  double left = WIDTH_PX, right = 0;
  for (int y = from; y < to; y++) {
    for (int x = 0; x < WIDTH_PX; x++) {
      const double ink = (255 - (pixel_at(surface, x, y) & 0xFF)) / (255.0 - INK.b);
      if (ink < 0.05)
        continue;
      left = fmin(left, x + 1 - ink);
      right = fmax(right, x + ink);
    }
  }
  return right - left;
}

static SalDrawing *
ruler_new(const char *letter, const char *line, const SalTextStyle *style)
{
  SalDrawing *drawing = drawing_new("Widths");
  SalLayer *layer = sal_layer_new("text", NULL);
  sal_layer_add_text(layer, letter, 10, 30, SAL_ANCHOR_START, 0, style);
  sal_layer_add_text(layer, line, 10, 80, SAL_ANCHOR_START, 0, style);
  sal_drawing_add_layer(drawing, layer);
  return drawing;
}

/* Many letters are wider than one by the same length in the drawing and by measure, whatever the bearings. */
static void
assert_widths(cairo_surface_t *surface, double expected_mm, double tolerance_px)
{
  const double drawn = ink_width(surface, 600, 1000) - ink_width(surface, 100, 500);
  g_test_message("drawn %.2f px, measured %.2f px", drawn, expected_mm * 10);
  g_assert_cmpfloat_with_epsilon(drawn, expected_mm * 10, tolerance_px);
}

static void
test_text_is_as_wide_as_measured(void)
{
  static const char *const lines[] = { "HHHHHHHHHHHHHHHHHHHHHHHHH", "ИИИИИИИИИИИИИИИИИИИИ" };
  static const double sizes[] = { 6.5, 9.3, 13 };
  for (guint i = 0; i < G_N_ELEMENTS(lines) * G_N_ELEMENTS(sizes); i++) {
    const SalTextStyle style = text_style_of(sizes[i % 3]);
    const char *line = lines[i / 3];
    g_autofree char *letter = g_utf8_substring(line, 0, 1);
    const double expected_mm = sal_text_measure(line, FAMILIES, &style).width_mm -
                               sal_text_measure(letter, FAMILIES, &style).width_mm;
    g_autoptr(SalDrawing) drawing = ruler_new(letter, line, &style);
    g_autoptr(GBytes) png = write_png(drawing), svg = write_svg(drawing), pdf = write_pdf(drawing);
    g_autoptr(cairo_surface_t) png_pixels = decode(png);
    assert_widths(png_pixels, expected_mm, 0.5);
    g_autoptr(cairo_surface_t) pdf_pixels = rasterize_pdf(pdf), svg_pixels = rasterize_svg(svg);
    if (pdf_pixels != NULL)
      assert_widths(pdf_pixels, expected_mm, 1.5); /* pdftoppm places glyphs by quarter pixels */
    if (svg_pixels != NULL)
      assert_widths(svg_pixels, expected_mm, 1);
  }
}

static void
add_box(SalGeometry *polygons, SalRect box)
{
  sal_geometry_add_point(polygons, box.x, box.y);
  sal_geometry_add_point(polygons, box.x + box.width, box.y);
  sal_geometry_add_point(polygons, box.x + box.width, box.y + box.height);
  sal_geometry_add_point(polygons, box.x, box.y + box.height);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

/* A speck, a strip and a square of which only the last has room for strokes 0.8 mm apart. */
static void
test_hatch_leaves_narrow_parts_out(void)
{
  g_autoptr(SalGeometry) parts = sal_geometry_new(SAL_POLYGONS);
  add_box(parts, (SalRect){ 10, 10, 0.6, 0.6 });
  add_box(parts, (SalRect){ 10, 20, 30, 0.7 });
  add_box(parts, (SalRect){ 10, 30, 1, 1 });
  const SalHatchStyle style = { INK, -45, 0.8, 0.25 };
  g_autoptr(SalGeometry) lines = sal_hatch_lines(parts, &style);
  g_assert_false(sal_geometry_is_empty(lines));
  g_assert_cmpfloat(sal_geometry_get_box(lines).ymin, >=, 30);
}

static SalDrawing *
hatched_new(const SalRect *boxes, guint n)
{
  const SalHatchStyle hatch = { INK, 45, 1.3, 0.4 };
  SalDrawing *drawing = drawing_new("Hatched");
  SalLayer *layer = sal_layer_new("areas", NULL);
  for (guint i = 0; i < n; i++)
    sal_layer_add_rect(layer, boxes[i], &(SalAreaStyle){ .hatch = hatch });
  sal_drawing_add_layer(drawing, layer);
  return drawing;
}

/* Two areas that touch look as one. */
static void
test_hatch_joins_across_neighbours(void)
{
  const SalRect halves[] = { { 20, 20, 37.3, 60 }, { 57.3, 20, 50, 60 } }, whole = { 20, 20, 87.3, 60 };
  g_autoptr(SalDrawing) two = hatched_new(halves, 2), one = hatched_new(&whole, 1);
  g_autoptr(GBytes) two_svg = write_svg(two), one_svg = write_svg(one), one_pdf = write_pdf(one);
  g_autoptr(GBytes) two_png = write_png(two), one_png = write_png(one), two_pdf = write_pdf(two);
  g_autoptr(cairo_surface_t) a = decode(two_png), b = decode(one_png);
  assert_alike(a, b, 0.05, 0);
  g_autoptr(cairo_surface_t) c = rasterize_svg(two_svg), d = rasterize_svg(one_svg);
  if (c != NULL)
    assert_alike(c, d, 0.05, 0);
  g_autoptr(cairo_surface_t) e = rasterize_pdf(two_pdf), f = rasterize_pdf(one_pdf);
  if (e != NULL)
    assert_alike(e, f, 0.1, 0.0005);
}

/* Each area keeps its own lines, and none leaves it. */
static void
test_hatches_overlap(void)
{
  const SalHatchStyle rising = { RED, 45, 1.3, 0.4 }, falling = { BLUE, -45, 1.3, 0.4 };
  g_autoptr(SalDrawing) drawing = drawing_new("Overlap");
  SalLayer *layer = sal_layer_new("areas", NULL);
  sal_layer_add_rect(layer, (SalRect){ 20, 20, 60, 60 }, &(SalAreaStyle){ .hatch = rising });
  sal_layer_add_rect(layer, (SalRect){ 50, 20, 60, 60 }, &(SalAreaStyle){ .hatch = falling });
  sal_drawing_add_layer(drawing, layer);
  g_autoptr(GBytes) png = write_png(drawing);
  g_autoptr(cairo_surface_t) pixels = decode(png);
  guint n_red[3] = { 0 }, n_blue[3] = { 0 }; /* in columns: the first area, both, the second */
  for (int y = 0; y < HEIGHT_PX; y++) {
    for (int x = 0; x < WIDTH_PX; x++) {
      const guint32 pixel = pixel_at(pixels, x, y);
      const int column = x < 497 ? 0 : x < 803 ? 1 : 2;
      n_red[column] += pixel == 0xFFC2362B;
      n_blue[column] += pixel == 0xFF2A6FAF;
    }
  }
  g_assert_cmpuint(n_red[0], >, 10000);
  g_assert_cmpuint(n_red[1], >, 5000);
  g_assert_cmpuint(n_red[2], ==, 0);
  g_assert_cmpuint(n_blue[0], ==, 0);
  g_assert_cmpuint(n_blue[1], >, 10000);
  g_assert_cmpuint(n_blue[2], >, 10000);
}

int
main(int argc, char **argv)
{
  setlocale(LC_ALL, "C.UTF-8");
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/writers/png-has-size-and-resolution", test_png_has_size_and_resolution);
  g_test_add_func("/writers/png-has-exact-pixels", test_png_has_exact_pixels);
  g_test_add_func("/writers/png-keeps-holes-and-clips", test_png_keeps_holes_and_clips);
  g_test_add_func("/writers/png-has-no-seams-between-areas", test_png_has_no_seams);
  g_test_add_func("/writers/refuse-absurd-sizes", test_refuses_absurd_sizes);
  g_test_add_func("/writers/same-bytes-in-every-thread", test_same_bytes_in_every_thread);
  g_test_add_func("/writers/same-bytes-in-every-locale", test_same_bytes_in_every_locale);
  g_test_add_func("/writers/svg-looks-like-the-png", test_svg_looks_like_the_png);
  g_test_add_func("/writers/svg-looks-like-the-png-in-a-browser", test_svg_looks_like_the_png_in_a_browser);
  g_test_add_func("/writers/inlined-svgs-do-not-disturb-each-other",
                  test_inlined_svgs_do_not_disturb_each_other);
  g_test_add_func("/writers/outlined-svg-looks-like-the-png", test_outlined_svg_looks_like_the_png);
  g_test_add_func("/writers/text-is-as-wide-as-measured", test_text_is_as_wide_as_measured);
  g_test_add_func("/writers/hatch-leaves-narrow-parts-out", test_hatch_leaves_narrow_parts_out);
  g_test_add_func("/writers/hatch-joins-across-neighbours", test_hatch_joins_across_neighbours);
  g_test_add_func("/writers/hatches-overlap", test_hatches_overlap);
  return g_test_run();
}
