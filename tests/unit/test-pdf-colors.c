#include "data/base/error.h"
#include "render/write/pdf-objects.h"
#include "render/write/writer.h"
#include "tests/unit/raster.h"

#include <gio/gio.h>

/* From Debian's libgs-common. */
#define PRESS "/usr/share/color/icc/ghostscript/default_cmyk.icc"

static char *
unpack(GBytes *packed)
{
  gsize size;
  const char *data = g_bytes_get_data(packed, &size);
  g_autoptr(GInputStream) memory = g_memory_input_stream_new_from_data(data, (gssize)size, NULL);
  g_autoptr(GZlibDecompressor) inflate = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr(GInputStream) stream = g_converter_input_stream_new(memory, G_CONVERTER(inflate));
  char *text = g_malloc0(4096);
  g_assert_true(g_input_stream_read_all(stream, text, 4095, NULL, NULL, NULL));
  return text;
}

static char *
recode(const SalPdfColors *colors, const char *content, SalPdfInkUse *use)
{
  g_autoptr(GBytes) packed = sal_pdf_colors_compress(content, strlen(content));
  gsize size;
  const char *data = g_bytes_get_data(packed, &size);
  g_autoptr(GBytes) recoded = sal_pdf_colors_recode(colors, data, size, use);
  g_assert_nonnull(recoded);
  return unpack(recoded);
}

/* NULL where there is no profile. */
static SalInks *
load_press(void)
{
  g_autoptr(GError) error = NULL;
  if (!g_file_test(PRESS, G_FILE_TEST_EXISTS)) {
    g_test_skip("no " PRESS);
    return NULL;
  }
  SalInks *inks = sal_inks_load(PRESS, &error);
  g_assert_no_error(error);
  return inks;
}

static void
grey_has_the_lightness_of_the_colour(void)
{
  const SalPdfColors grey = { .space = SAL_PDF_GREY };
  g_autofree char *text = recode(&grey, "0.5 0.5 0.5 rg 1 0 0 RG 0 0 1 rg\n(1 0 0 rg) Tj 1 0 0 re", NULL);
  g_assert_cmpstr(text, ==, "0.5 g 0.4984 G 0.2979 g\n(1 0 0 rg) Tj 1 0 0 re");
}

static void
greys_are_black_ink_alone(void)
{
  g_autoptr(SalInks) inks = load_press();
  if (inks == NULL)
    return;
  const SalPdfColors press = { SAL_PDF_CMYK, inks };
  g_autofree char *text = recode(&press, "0.1 0.1 0.1 rg 1 1 1 RG", NULL);
  g_assert_cmpstr(text, ==, "0 0 0 1 k /salOver gs 0 0 0 0 K /salKnock gs");
  double last = 1, cmyk[4];
  for (guint i = 0; i <= 100; i++) {
    const double rgb[] = { i / 100.0, i / 100.0, i / 100.0 };
    sal_inks_find(inks, rgb, cmyk);
    g_assert_cmpfloat(cmyk[0] + cmyk[1] + cmyk[2], ==, 0);
    g_assert_cmpfloat(cmyk[3], <=, last);
    last = cmyk[3];
  }
}

static void
ink_is_counted(void)
{
  g_autoptr(SalInks) inks = load_press();
  if (inks == NULL)
    return;
  const SalPdfColors press = { SAL_PDF_CMYK, inks };
  SalPdfInkUse use = { 0 };
  g_autofree char *pale = recode(&press, "0.9 0.85 0.8 rg", &use);
  g_assert_cmpfloat(use.most_ink, >, 0);
  g_assert_cmpfloat(use.most_ink, <, 1);
  g_autofree char *deep = recode(&press, "0.05 0 0.1 rg", &use);
  g_assert_cmpfloat(use.most_ink, >, 2);
}

static GByteArray *
repaint(const SalPdfColors *colors, const char *filter, gsize n_bytes)
{
  static const guint8 pixels[12] = { 255, 255, 255, 0, 0, 0, 255, 0, 0, 255, 255, 255 };
  g_autoptr(GBytes) packed = sal_pdf_colors_compress(pixels, n_bytes);
  g_autofree char *dictionary =
      g_strdup_printf("<< /Type /XObject\n   /Subtype /Image\n   /Width 2\n   /Height 2\n   /ColorSpace "
                      "/DeviceRGB\n   /BitsPerComponent 8\n   /Length 7 0 R\n   /Filter /%s\n>>",
                      filter);
  gsize size;
  const char *stream = g_bytes_get_data(packed, &size);
  const SalPdfRepaint how = { colors, 0, NULL };
  g_assert_true(sal_pdf_object_has_colors(dictionary));
  return sal_pdf_object_repaint(&how, dictionary, stream, size);
}

static void
pictures_are_converted_or_refused(void)
{
  const SalPdfColors grey = { .space = SAL_PDF_GREY };
  g_autoptr(GByteArray) picture = repaint(&grey, "FlateDecode", 12);
  g_assert_nonnull(picture);
  g_autofree char *text = g_strndup((const char *)picture->data, picture->len);
  g_assert_nonnull(strstr(text, "/ColorSpace /DeviceGray"));
  g_assert_null(strstr(text, "0 R"));
  const char *stream = strstr(text, "\nstream\n") + strlen("\nstream\n");
  g_autoptr(GBytes) packed = g_bytes_new((const char *)picture->data + (stream - text),
                                         picture->len - (gsize)(stream - text) - strlen("\nendstream\n"));
  g_autofree char *pixels = unpack(packed);
  g_assert_cmpmem(pixels, 4, "\xFF\0\x7F\xFF", 4);
  g_autoptr(GByteArray) jpeg = repaint(&grey, "DCTDecode", 12), cut = repaint(&grey, "FlateDecode", 9);
  g_assert_null(jpeg);
  g_assert_null(cut);
  g_autoptr(SalInks) inks = load_press();
  const SalPdfColors press = { SAL_PDF_CMYK, inks };
  g_autoptr(GByteArray) in_ink = inks != NULL ? repaint(&press, "FlateDecode", 12) : NULL;
  if (inks != NULL)
    g_assert_nonnull(memmem(in_ink->data, in_ink->len, "/DeviceCMYK", strlen("/DeviceCMYK")));
}

static void
assert_is_sound(const SalPdfColors *colors, const char *present)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  const SalPdfOptions how = { .text_mode = SAL_TEXT_REAL, .colors = *colors };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = sal_pdf_write(drawing, &how, NULL, &error);
  g_assert_no_error(error);
  g_autoptr(GBytes) again = sal_pdf_write(drawing, &how, NULL, NULL);
  g_assert_true(g_bytes_equal(pdf, again));
  gsize size;
  const char *data = g_bytes_get_data(pdf, &size);
  g_assert_null(memmem(data, size, "/DeviceRGB", strlen("/DeviceRGB")));
  g_assert_nonnull(memmem(data, size, present, strlen(present)));
  g_auto(Scratch) scratch = scratch_new(pdf);
  g_autofree char *checked = run((const char *const[]){ "qpdf", "--check", scratch.in, NULL });
  g_autofree char *text = run((const char *const[]){ "pdftotext", scratch.in, "-", NULL });
  if (checked != NULL)
    g_assert_nonnull(strstr(checked, "No syntax or stream encoding errors found"));
  if (text != NULL)
    g_assert_nonnull(strstr(text, "Pokrovsk"));
}

static void
pages_have_no_other_colours(void)
{
  g_autoptr(SalInks) inks = load_press();
  assert_is_sound(&(SalPdfColors){ .space = SAL_PDF_RGB }, "/DefaultRGB [/ICCBased ");
  assert_is_sound(&(SalPdfColors){ .space = SAL_PDF_GREY }, "/CS /DeviceGray");
  if (inks != NULL)
    assert_is_sound(&(SalPdfColors){ SAL_PDF_CMYK, inks }, "/S /GTS_PDFX");
}

/* A page with an image, which is not kept. */
static SalDrawing *
page_with(SalImage *image, double opacity)
{
  SalDrawing *drawing = drawing_new("Images");
  SalLayer *layer = sal_layer_new("images", "Images");
  sal_layer_add_image(layer, image, (SalRect){ 10, 20, 40, 20 }, opacity, NULL);
  sal_drawing_add_layer(drawing, layer);
  return drawing;
}

static void
assert_image_is_converted(const char *svg, double opacity, guint n_remarks)
{
  const SalPdfOptions how = { .colors = { .space = SAL_PDF_GREY } };
  g_autoptr(GBytes) bytes = svg != NULL ? g_bytes_new(svg, strlen(svg)) : NULL;
  SalImage *image = svg != NULL ? sal_image_new_from_svg(bytes, NULL)
                                : sal_image_new(1, 2, g_memdup2("\xFF\0\0\xFF\0\xFF\0\x7F", 8));
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalDrawing) drawing = page_with(image, opacity);
  g_autoptr(GBytes) pdf = sal_pdf_write(drawing, &how, remarks, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(remarks->len, ==, n_remarks);
  gsize size;
  const char *data = g_bytes_get_data(pdf, &size);
  g_assert_null(memmem(data, size, "/DeviceRGB", strlen("/DeviceRGB")));
  g_autoptr(cairo_surface_t) pixels = rasterize_pdf(pdf);
  for (int y = 0; pixels != NULL && y < HEIGHT_PX; y += 3)
    for (int x = 0; x < WIDTH_PX; x += 3) {
      const guint32 pixel = pixel_at(pixels, x, y);
      g_assert_cmpuint(pixel & 0xFF, ==, pixel >> 8 & 0xFF);
      g_assert_cmpuint(pixel & 0xFF, ==, pixel >> 16 & 0xFF);
    }
}

static void
images_are_converted(void)
{
#define SVG(text) "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>" text "</svg>"
  assert_image_is_converted(NULL, 1, 0);
  assert_image_is_converted(SVG("<rect width='20' height='20' fill='#c2362b'/>"), 1, 0);
  assert_image_is_converted(SVG("<rect width='20' height='20' fill='#c2362b'/><circle r='9' fill='blue'/>"),
                            0.5, 0);
  assert_image_is_converted(
      SVG("<linearGradient id='g'><stop stop-color='red'/><stop offset='1' "
          "stop-color='blue'/></linearGradient><rect width='40' height='20' fill='url(#g)'/>"),
      1, 1);
}

static void
assert_refused(const void *data, gsize size, const char *message)
{
  g_autoptr(GBytes) bytes = g_bytes_new(data, size);
  g_auto(Scratch) scratch = scratch_new(bytes);
  g_autoptr(GError) error = NULL;
  g_autofree char *expected = g_strdup_printf("%s: %s", scratch.in, message);
  g_assert_null(sal_inks_load(scratch.in, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_cmpstr(error->message, ==, expected);
}

static void
profiles_of_no_press_are_refused(void)
{
  g_autoptr(GBytes) srgb = sal_inks_make_srgb(), again = sal_inks_make_srgb();
  gsize size;
  const char *data = g_bytes_get_data(srgb, &size);
  g_autofree char *copy = g_memdup2(data, size);
  g_assert_true(g_bytes_equal(srgb, again));
  assert_refused("", 0, "expected an ICC profile, got something else");
  assert_refused(copy, 127, "expected an ICC profile, got something else");
  assert_refused(copy, size, "expected an ICC profile of CMYK, got one of 'RGB'");
  memcpy(copy + 16, "CMYK", 4);
  assert_refused(copy, size, "expected an ICC profile of a press ('prtr'), got 'mntr'");
  memcpy(copy + 12, "prtr", 4);
  assert_refused(copy, size,
                 "expected an ICC profile with tables from colours to inks and back, got one without or a "
                 "damaged one");
  assert_refused(copy, 200,
                 "expected an ICC profile with tables from colours to inks and back, got one without or a "
                 "damaged one");
  g_autoptr(GError) error = NULL;
  g_assert_null(sal_inks_load("/nowhere.icc", &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/pdf-colors/" name, function)
  ADD("grey-has-the-lightness-of-the-colour", grey_has_the_lightness_of_the_colour);
  ADD("greys-are-black-ink-alone", greys_are_black_ink_alone);
  ADD("ink-is-counted", ink_is_counted);
  ADD("pictures-are-converted-or-refused", pictures_are_converted_or_refused);
  ADD("pages-have-no-other-colours", pages_have_no_other_colours);
  ADD("images-are-converted", images_are_converted);
  ADD("profiles-of-no-press-are-refused", profiles_of_no_press_are_refused);
  return g_test_run();
}
