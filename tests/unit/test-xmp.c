#include "render/write/writer.h"
#include "render/write/xmp.h"

#include <string.h>

#define HOSTILE "{\"class\": \"a<b>&\\\"]]></salient:record>\xef\xbf\xbe\x01\"}"

static SalDrawing *
make_drawing(const char *record)
{
  static const SalAreaStyle style = { .fill = { 0, 0, 0, 255 } };
  SalDrawing *drawing = sal_drawing_new(40, 30, "sans", "A <title> & more", "Says \"what\"");
  SalLayer *layer = sal_layer_new("areas", "Areas");
  sal_layer_add_rect(layer, (SalRect){ 1, 1, 20, 20 }, &style);
  sal_drawing_add_layer(drawing, layer);
  sal_drawing_set_language(drawing, "en");
  sal_drawing_set_record(drawing, record);
  return drawing;
}

static void
add_text(GMarkupParseContext *context, const char *text, gsize size, gpointer data, GError **error)
{
  (void)error;
  if (g_str_equal(g_markup_parse_context_get_element(context), "salient:record"))
    g_string_append_len(data, text, (gssize)size);
}

/* What a parser of XML reads as the record. */
static char *
read_record(const char *xml)
{
  static const GMarkupParser parser = { .text = add_text };
  GString *record = g_string_new(NULL);
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, record, NULL);
  g_autoptr(GError) error = NULL;
  g_assert_true(g_markup_parse_context_parse(context, xml, -1, &error));
  g_assert_no_error(error);
  g_assert_true(g_markup_parse_context_end_parse(context, &error));
  g_assert_no_error(error);
  return g_string_free(record, FALSE);
}

static void
any_record_stays_text(void)
{
  g_autoptr(SalDrawing) drawing = make_drawing(HOSTILE);
  g_autofree char *rdf = sal_xmp_make_rdf(drawing), *record = read_record(rdf);
  g_assert_cmpstr(record, ==, "{\"class\": \"a<b>&\\\"]]></salient:record>\uFFFD\uFFFD\"}");
}

/* Where the bytes of a file hold a text. */
static const char *
find(GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size);
  return memmem(data, size, text, strlen(text));
}

static void
each_format_holds_the_same_packet(void)
{
  g_autoptr(SalDrawing) drawing = make_drawing(HOSTILE);
  g_autofree char *rdf = sal_xmp_make_rdf(drawing), *packet = sal_xmp_make_packet(drawing);
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GBytes) png = sal_png_write(drawing, &(SalPngOptions){ .width_px = 80, .height_px = 60 }, NULL);
  g_autoptr(GBytes) pdf =
      sal_pdf_write(drawing, &(SalPdfOptions){ .text_mode = SAL_TEXT_REAL }, remarks, NULL);
  g_autoptr(GBytes) svg = sal_svg_write(drawing, &(SalSvgOptions){ .width_px = 80, .height_px = 60 }, NULL);
  g_assert_nonnull(find(png, packet));
  g_assert_nonnull(find(png, "Software"));
  g_assert_nonnull(find(pdf, packet));
  g_assert_nonnull(find(pdf, "/Metadata "));
  g_assert_nonnull(find(svg, rdf));
  g_assert_cmpuint(remarks->len, ==, 0);
}

static void
without_a_record_there_is_none(void)
{
  g_autoptr(SalDrawing) drawing = make_drawing(NULL);
  g_autoptr(GBytes) png = sal_png_write(drawing, &(SalPngOptions){ .width_px = 80, .height_px = 60 }, NULL);
  g_autoptr(GBytes) pdf = sal_pdf_write(drawing, &(SalPdfOptions){ .text_mode = SAL_TEXT_REAL }, NULL, NULL);
  g_autoptr(GBytes) svg = sal_svg_write(drawing, &(SalSvgOptions){ .width_px = 80, .height_px = 60 }, NULL);
  g_assert_null(sal_xmp_make_rdf(drawing));
  g_assert_null(sal_xmp_make_packet(drawing));
  g_assert_null(find(png, "xmp"));
  g_assert_null(find(pdf, "/Metadata"));
  g_assert_null(find(svg, "<metadata"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/xmp/any-record-stays-text", any_record_stays_text);
  g_test_add_func("/xmp/each-format-holds-the-same-packet", each_format_holds_the_same_packet);
  g_test_add_func("/xmp/without-a-record-there-is-none", without_a_record_there_is_none);
  return g_test_run();
}
