#include "data/base/error.h"
#include "render/drawing/digest.h"
#include "render/write/pdf-colors.h"
#include "render/write/player-image.h"
#include "render/write/png-image.h"
#include "render/write/svg-dark.h"
#include "tests/unit/raster.h"

static const char LOGO[] =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><rect width='20' height='20' "
    "fill='#c2362b'/><circle cx='30' cy='10' r='10' fill='#2a6faf'/></svg>";

static GBytes *
bytes_of(const char *text)
{
  return g_bytes_new_static(text, strlen(text));
}

/* A slope of colours with a clear left half. */
static SalImage *
pixels_new(int width, int height)
{
  guint8 *rgba = g_malloc0(4 * (gsize)width * (gsize)height);
  for (int y = 0; y < height; y++) {
    for (int x = width / 2; x < width; x++) {
      guint8 *pixel = rgba + 4 * ((gsize)y * (gsize)width + (gsize)x);
      pixel[0] = (guint8)(255 * x / width), pixel[1] = (guint8)(255 * y / height), pixel[2] = 0x40,
      pixel[3] = 255;
    }
  }
  return sal_image_new(width, height, rgba);
}

static SalImage *
logo_new(void)
{
  g_autoptr(GBytes) svg = bytes_of(LOGO);
  g_autoptr(GError) error = NULL;
  SalImage *image = sal_image_new_from_svg(svg, &error);
  g_assert_no_error(error);
  return image;
}

/* Takes the image, which is on the page n times. */
static SalDrawing *
page_new(SalImage *image, guint n, double opacity)
{
  SalDrawing *drawing = drawing_new("Images");
  SalLayer *layer = sal_layer_new("images", "Images");
  for (guint i = 0; i < n; i++)
    sal_layer_add_image(layer, sal_image_ref(image), (SalRect){ 10 + 50 * i, 20, 40, 20 + 30 * i }, opacity,
                        NULL);
  sal_drawing_add_layer(drawing, layer);
  sal_image_unref(image);
  return drawing;
}

static void
test_png_comes_back(void)
{
  g_autoptr(SalImage) image = pixels_new(37, 23);
  g_autoptr(GBytes) png = sal_png_of_image(image), again = sal_png_of_image(image);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalImage) read = sal_image_new_from_png(png, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(sal_image_get_digest(read), ==, sal_image_get_digest(image));
  g_assert_true(g_bytes_equal(png, again));
}

/* Grey, grey with alpha, colour, colour with alpha. */
static void
test_png_has_the_channels_it_needs(void)
{
  for (guint i = 0; i < 4; i++) {
    guint8 *rgba = g_memdup2((const guint8[]){ 9, 9, 9, 255, 8, 8, 8, 255 }, 8);
    rgba[4] = i & 2 ? 99 : 8;
    rgba[7] = i & 1 ? 99 : 255;
    g_autoptr(SalImage) image = sal_image_new(2, 1, rgba);
    g_autoptr(GBytes) png = sal_png_of_image(image);
    g_assert_cmpuint(((const guint8 *)g_bytes_get_data(png, NULL))[25], ==, (i & 2) + 4 * (i & 1));
  }
}

static void
assert_refuses_png(const guint8 *data, gsize size, const char *message)
{
  g_autoptr(GBytes) bytes = g_bytes_new(data, size);
  g_autoptr(GError) error = NULL;
  g_assert_null(sal_image_new_from_png(bytes, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_true(g_str_has_prefix(error->message, message));
}

static void
test_refuses_broken_pngs(void)
{
  g_autoptr(SalImage) image = pixels_new(40, 40);
  g_autoptr(GBytes) png = sal_png_of_image(image);
  gsize size;
  g_autofree guint8 *data = g_memdup2(g_bytes_get_data(png, &size), g_bytes_get_size(png));
  size = g_bytes_get_size(png);
  assert_refuses_png(data, 0, "expected a PNG, got another file");
  assert_refuses_png((const guint8 *)LOGO, sizeof LOGO, "expected a PNG, got another file");
  assert_refuses_png(data, size / 2, "expected a PNG that can be decoded, got '");
  data[16] = 0x70;
  assert_refuses_png(data, size,
                     "expected a PNG of at most 64 megapixels and 32767 px a side, got 1879048232 x 40 px");
}

static void
test_reads_the_size_of_an_svg(void)
{
  static const struct {
    const char *svg;
    double width, height; /* 0: it is refused */
  } cases[] = {
    { LOGO, 40, 20 },
    { "<svg xmlns='http://www.w3.org/2000/svg' width='1in' height='48'/>", 96, 48 },
    { "<svg xmlns='http://www.w3.org/2000/svg'><rect width='2' height='2'/></svg>", 0, 0 },
    { "<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e9'/>", 0, 0 },
    { "<svg xmlns='http://www.w3.org/2000/svg' width='-1' height='1'/>", 0, 0 },
    { "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 5000'/>", 0, 0 },
    { "<html/>", 0, 0 },
    { "", 0, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GBytes) svg = bytes_of(cases[i].svg);
    g_autoptr(GError) error = NULL;
    g_autoptr(SalImage) image = sal_image_new_from_svg(svg, &error);
    g_test_message("%s: %s", cases[i].svg, error != NULL ? error->message : "read");
    g_assert_true((image != NULL) == (cases[i].width > 0));
    if (image == NULL) {
      g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
      g_assert_true(g_str_has_prefix(error->message, "expected an SVG"));
      continue;
    }
    g_assert_cmpfloat(sal_image_get_width_px(image), ==, cases[i].width);
    g_assert_cmpfloat(sal_image_get_height_px(image), ==, cases[i].height);
  }
}

/* A file that an SVG names is not opened: what it would show stays white. */
static void
test_svg_shows_no_other_file(void)
{
  g_autoptr(SalImage) red = NULL;
  red = sal_image_new(1, 1, g_memdup2((const guint8[]){ 255, 0, 0, 255 }, 4));
  g_autoptr(GBytes) png = sal_png_of_image(red);
  g_auto(Scratch) scratch = scratch_new(png);
  g_autofree char *text =
      g_strdup_printf("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
                      "width='10' height='10'><image width='10' height='10' xlink:href='file://%s'/></svg>",
                      scratch.in);
  g_autoptr(GBytes) svg = bytes_of(text);
  g_autoptr(SalDrawing) drawing = page_new(sal_image_new_from_svg(svg, NULL), 1, 1);
  g_autoptr(GBytes) picture = write_png(drawing);
  g_autoptr(cairo_surface_t) surface = decode(picture);
  g_assert_cmphex(pixel_at(surface, 300, 300), ==, 0xFFFFFFFF);
}

/* Pixels that fall on the picture's own are copied, at the edge as well. */
static void
test_pixels_are_copied(void)
{
  g_autoptr(SalImage) image = pixels_new(200, 100);
  const guint8 *rgba = sal_image_get_rgba(image);
  g_autoptr(SalDrawing) drawing = drawing_new("Exact");
  SalLayer *layer = sal_layer_new("images", NULL);
  sal_layer_add_image(layer, sal_image_ref(image), (SalRect){ 30.1, 40.3, 20, 10 }, 1, NULL);
  sal_layer_add_image(layer, sal_image_ref(image), (SalRect){ 30.1, 70.3, 20, 10 }, 0.5, NULL);
  sal_drawing_add_layer(drawing, layer);
  g_autoptr(GBytes) png = write_png(drawing);
  g_autoptr(cairo_surface_t) surface = decode(png);
  for (int x = 0; x < 200; x++) {
    const guint8 *pixel = rgba + 4 * x;
    const guint32 expected =
        pixel[3] == 0 ? 0xFFFFFFFF : 0xFF000000 | (guint)pixel[0] << 16 | (guint)pixel[1] << 8 | pixel[2];
    g_assert_cmphex(pixel_at(surface, 301 + x, 403), ==, expected);
  }
  g_assert_cmphex(pixel_at(surface, 300, 403), ==, 0xFFFFFFFF);
  g_assert_cmphex(pixel_at(surface, 501, 403), ==, 0xFFFFFFFF);
  g_assert_cmpint(pixel_difference(pixel_at(surface, 500, 703), 0xFFFE7F9F), <=, 2);
}

static void
test_looks_the_same_everywhere(void)
{
  for (guint i = 0; i < 4; i++) {
    g_autoptr(SalDrawing) drawing =
        page_new(i < 2 ? pixels_new(400, 200) : logo_new(), 1 + i % 2, 1 - 0.4 * (i % 2));
    g_autoptr(GBytes) png = write_png(drawing), svg = write_svg(drawing), pdf = write_pdf(drawing);
    g_autoptr(cairo_surface_t) expected = decode(png), of_svg = rasterize_svg(svg),
                               of_pdf = rasterize_pdf(pdf);
    if (of_svg != NULL)
      assert_alike(expected, of_svg, 0.3, 0.002);
    if (of_pdf != NULL)
      assert_alike(expected, of_pdf, 1, 0.004);
  }
}

static void
test_svg_in_a_browser(void)
{
  for (guint i = 0; i < 2; i++) {
    g_autoptr(SalDrawing) drawing = page_new(i == 0 ? pixels_new(160, 90) : logo_new(), 2, 0.6);
    g_autoptr(GBytes) png = write_png(drawing), svg = write_svg(drawing);
    g_autoptr(cairo_surface_t) expected = decode(png), actual = rasterize_in_browser(svg);
    if (actual != NULL)
      assert_alike(expected, actual, 0.5, 0.002);
  }
}

static guint
count(GBytes *bytes, const char *needle)
{
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size), *end = data + size;
  guint n = 0;
  while ((data = memmem(data, (gsize)(end - data), needle, strlen(needle))) != NULL)
    n++, data++;
  return n;
}

static void
test_is_in_the_file_once(void)
{
  g_autoptr(SalDrawing) drawing = page_new(pixels_new(50, 50), 3, 1), logos = page_new(logo_new(), 3, 1);
  SalLayer *layer = sal_layer_new("more", NULL);
  sal_layer_add_image(layer, pixels_new(50, 50), (SalRect){ 100, 100, 10, 10 }, 1,
                      &(SalItemInfo){ "more", "More", NULL });
  sal_drawing_add_layer(drawing, layer);
  g_autoptr(GBytes) svg = write_svg(drawing), svg_logos = write_svg(logos), pdf = write_pdf(drawing);
  g_assert_cmpuint(count(svg, "data:image/png;base64,"), ==, 1);
  g_assert_cmpuint(count(svg, "<use "), ==, 4);
  g_assert_cmpuint(count(svg, "<title>More</title></use>"), ==, 1);
  g_assert_cmpuint(count(svg_logos, "rgb(76.07843"), ==, 1); /* the square of the logo */
  g_assert_cmpuint(count(svg_logos, "<use "), ==, 3);
  g_assert_cmpuint(count(svg_logos, "data:"), ==, 0);
  g_assert_cmpuint(count(pdf, "/Subtype /Image"), ==, 2); /* and its alpha */
}

/* A gradient, a clip, a mask and a text, each with an id. */
static void
test_svg_keeps_its_parts_apart(void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip(
      "Cairo 1.16 keeps what it draws of groups for its SVG surfaces, which is told as leaks of ours");
  return;
#endif
  g_autoptr(GBytes) logo =
      bytes_of("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 "
               "20'><script>alert(1)</script><defs><linearGradient id='g'>"
               "<stop stop-color='red'/><stop offset='1' stop-color='blue'/></linearGradient><clipPath "
               "id='c'><circle cx='10' cy='10' "
               "r='8'/></clipPath></defs><rect width='20' height='20' fill='url(#g)' clip-path='url(#c)' "
               "opacity='.5'/>"
               "<text x='22' y='12' font-size='8'>Ab</text></svg>");
  g_autoptr(SalDrawing) drawing = page_new(sal_image_new_from_svg(logo, NULL), 1, 1);
  g_autoptr(GBytes) png = write_png(drawing), svg = write_svg(drawing), again = write_svg(drawing);
  g_assert_true(g_bytes_equal(svg, again));
  g_assert_cmpuint(count(svg, "script"), ==, 0);
  g_autofree char *text = g_strndup(g_bytes_get_data(svg, NULL), g_bytes_get_size(svg));
  g_autoptr(GRegex) reference = g_regex_new("(?:url\\(|href=\")#([^)\"]+)", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  guint n = 0;
  for (g_regex_match(reference, text, 0, &match); g_match_info_matches(match);
       g_match_info_next(match, NULL), n++) {
    g_autofree char *id = g_match_info_fetch(match, 1), *place = g_strdup_printf(" id=\"%s\"", id);
    g_assert_cmpuint(count(svg, place), ==, 1);
  }
  g_assert_cmpuint(n, >, 3);
  g_autoptr(cairo_surface_t) expected = decode(png), actual = rasterize_svg(svg);
  if (actual != NULL)
    assert_alike(expected, actual, 0.3, 0.002);
}

static void
test_logo_stays_vector_in_pdf(void)
{
  g_autoptr(SalDrawing) drawing = page_new(logo_new(), 1, 1);
  g_autoptr(GBytes) pdf = write_pdf(drawing);
  g_assert_cmpuint(count(pdf, "/Subtype /Image"), ==, 0);
}

static SalImage *
grey_new(gboolean is_svg)
{
  g_autoptr(GBytes) svg = bytes_of("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'>"
                                   "<rect width='1' height='1' fill='#777'/></svg>");
  return is_svg ? sal_image_new_from_svg(svg, NULL)
                : sal_image_new(2, 1, g_memdup2((const guint8[]){ 90, 90, 90, 255, 9, 9, 9, 128 }, 8));
}

/* Grey images leave a grey page in black ink, and one with colours keeps all colours. */
static void
test_grey_pdf_counts_images(void)
{
  for (guint i = 0; i < 4; i++) {
    g_autoptr(SalDrawing) drawing = page_new(i < 2    ? grey_new(i)
                                             : i == 2 ? pixels_new(9, 9)
                                                      : logo_new(),
                                             1, 1);
    g_autoptr(GBytes) pdf = write_pdf(drawing);
    g_assert_true(sal_pdf_is_grey(drawing) == (i < 2));
    g_assert_true((count(pdf, "/DeviceRGB") == 0) == (i < 2));
  }
}

/* As a press that has black ink alone is given them. */
static void
test_colours_become_grey_where_asked(void)
{
  for (guint i = 0; i < 2; i++) {
    g_autoptr(SalDrawing) drawing = page_new(i == 0 ? pixels_new(50, 50) : logo_new(), 1, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(cairo_surface_t) surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 160, 120);
    cairo_t *cr = cairo_create(surface);
    const SalItem *item = sal_layer_get_item(sal_drawing_get_layer(drawing, 1), 0);
    g_assert_true(sal_cairo_draw_image(cr, item, &(SalCairoImageOptions){ .is_grey = TRUE }, &error));
    cairo_destroy(cr);
    g_assert_cmphex(pixel_at(surface, 40, 30) & 0xFFFFFF, !=, 0);
    for (int x = 10; x < 50; x++) {
      const guint32 pixel = pixel_at(surface, x, 30);
      g_assert_cmphex(pixel >> 8 & 0xFFFF, ==, pixel & 0xFFFF);
    }
  }
}

static void
test_digest_and_dump_tell_images_apart(void)
{
  g_autoptr(SalDrawing) a = page_new(pixels_new(50, 50), 1, 1), b = page_new(pixels_new(50, 50), 1, 1);
  g_autoptr(SalDrawing) c = page_new(pixels_new(50, 51), 1, 1), d = page_new(pixels_new(50, 50), 1, 0.5);
  g_autofree char *of_a = sal_drawing_digest(a), *of_b = sal_drawing_digest(b), *of_c = sal_drawing_digest(c),
                  *of_d = sal_drawing_digest(d), *dump = sal_drawing_dump(d);
  g_assert_cmpstr(of_a, ==, of_b);
  g_assert_cmpstr(of_a, !=, of_c);
  g_assert_cmpstr(of_a, !=, of_d);
  g_assert_nonnull(
      strstr(dump, "  image pixels 50 x 50 px at 10.00,20.00 50.00,40.00 opacity 0.50, checksum "));
  g_assert_true(sal_svg_dark_matches(a, b));
  g_assert_false(sal_svg_dark_matches(a, c));
  g_assert_false(sal_svg_dark_matches(a, d));
}

static gpointer
write_all_formats(gpointer drawing)
{
  return write_in_all_formats(drawing);
}

static void
test_same_bytes_in_every_thread(void)
{
  GThread *threads[3];
  g_autoptr(SalDrawing) drawing = page_new(logo_new(), 1, 0.5);
  SalLayer *layer = sal_layer_new("more", NULL);
  sal_layer_add_image(layer, pixels_new(500, 500), (SalRect){ 90, 10, 50, 50 }, 1, NULL);
  sal_drawing_add_layer(drawing, layer);
  g_autoptr(GPtrArray) expected = write_in_all_formats(drawing);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("write", write_all_formats, drawing);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autoptr(GPtrArray) files = g_thread_join(threads[i]);
    for (guint j = 0; j < files->len; j++)
      g_assert_true(g_bytes_equal(files->pdata[j], expected->pdata[j]));
  }
}

static void
test_leaves_out_what_draws_nothing(void)
{
  g_autoptr(SalLayer) layer = sal_layer_new("images", NULL);
  sal_layer_add_image(layer, pixels_new(2, 2), (SalRect){ 0, 0, 0, 10 }, 1, NULL);
  sal_layer_add_image(layer, pixels_new(2, 2), (SalRect){ 0, 0, 10, NAN }, 1, NULL);
  sal_layer_add_image(layer, pixels_new(2, 2), (SalRect){ 0, 0, 10, 10 }, 0, NULL);
  g_assert_cmpuint(sal_layer_get_n_items(layer), ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/image/png-comes-back", test_png_comes_back);
  g_test_add_func("/image/png-has-the-channels-it-needs", test_png_has_the_channels_it_needs);
  g_test_add_func("/image/refuses-broken-pngs", test_refuses_broken_pngs);
  g_test_add_func("/image/reads-the-size-of-an-svg", test_reads_the_size_of_an_svg);
  g_test_add_func("/image/svg-shows-no-other-file", test_svg_shows_no_other_file);
  g_test_add_func("/image/pixels-are-copied", test_pixels_are_copied);
  g_test_add_func("/image/looks-the-same-everywhere", test_looks_the_same_everywhere);
  g_test_add_func("/image/svg-in-a-browser", test_svg_in_a_browser);
  g_test_add_func("/image/is-in-the-file-once", test_is_in_the_file_once);
  g_test_add_func("/image/svg-keeps-its-parts-apart", test_svg_keeps_its_parts_apart);
  g_test_add_func("/image/logo-stays-vector-in-pdf", test_logo_stays_vector_in_pdf);
  g_test_add_func("/image/grey-pdf-counts-images", test_grey_pdf_counts_images);
  g_test_add_func("/image/colours-become-grey-where-asked", test_colours_become_grey_where_asked);
  g_test_add_func("/image/digest-and-dump-tell-images-apart", test_digest_and_dump_tell_images_apart);
  g_test_add_func("/image/same-bytes-in-every-thread", test_same_bytes_in_every_thread);
  g_test_add_func("/image/leaves-out-what-draws-nothing", test_leaves_out_what_draws_nothing);
  return g_test_run();
}
