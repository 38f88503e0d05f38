#include "data/base/error.h"
#include "render/write/pdf-layers.h"
#include "render/write/writer.h"
#include "tests/unit/raster.h"

#include <cairo-pdf.h>
#include <dlfcn.h>

static void
test_pdf_looks_like_the_png(void)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) png = write_png(drawing), pdf = write_pdf(drawing);
  g_autoptr(cairo_surface_t) expected = decode(png), actual = rasterize_pdf(pdf);
  if (actual != NULL)
    assert_alike(expected, actual, 2, 0.01);
}

static void
test_pdf_holds_text_and_title(void)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) pdf = write_pdf(drawing);
  g_assert_cmpmem(g_bytes_get_data(pdf, NULL), 5, "%PDF-", 5);
  g_auto(Scratch) scratch = scratch_new(pdf);
  g_autofree char *text = run((const char *const[]){ "pdftotext", scratch.in, "-", NULL });
  g_autofree char *info = run((const char *const[]){ "pdfinfo", scratch.in, NULL });
  if (text == NULL || info == NULL)
    return;
  g_assert_nonnull(strstr(text, "Pokrovsk"));
  g_assert_nonnull(strstr(text, "Слов’янськ"));
  g_assert_nonnull(strstr(info, "Change in November"));
  g_assert_nonnull(strstr(info, "453.543 x 340.157 pts"));
  g_assert_nonnull(strstr(info, "Salient " SAL_VERSION));
  g_assert_null(strstr(info, "CreationDate"));
}

/* The file with one stretch of text in the place of another of its length. */
static GBytes *
replace(GBytes *file, const char *from, const char *to)
{
  gsize size;
  const char *data = g_bytes_get_data(file, &size);
  g_autofree char *copy = g_memdup2(data, size);
  char *found = memmem(copy, size, from, strlen(from));
  g_assert_nonnull(found);
  g_assert_cmpuint(strlen(from), ==, strlen(to));
  memcpy(found, to, strlen(to));
  return g_bytes_new_take(g_steal_pointer(&copy), size);
}

static guint
count_ink(cairo_surface_t *surface)
{
  guint n = 0;
  for (int y = 0; y < HEIGHT_PX; y++)
    for (int x = 0; x < WIDTH_PX; x++)
      n += (pixel_at(surface, x, y) & 0xFFFFFF) != 0xFFFFFF;
  return n;
}

static void
test_pdf_has_layers(void)
{
  static const char *const names[] = {
    "/Name <FEFF00500061007000650072>",                                 /* Paper */
    "/Name <FEFF004700610069006E00650064002000260020006C006F00730074>", /* Gained & lost */
    "/Name <FEFF004C006100620065006C0073>",                             /* Labels */
  };
  g_autoptr(SalDrawing) drawing = sample_new();
  sal_drawing_add_layer(drawing, sal_layer_new("empty", "Nothing"));
  g_autoptr(GBytes) pdf = write_pdf(drawing), hidden = replace(pdf, "/ON [", "/OFF[");
  gsize size;
  const char *data = g_bytes_get_data(pdf, &size);
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    g_assert_nonnull(memmem(data, size, names[i], strlen(names[i])));
  g_assert_null(memmem(data, size, "/F3 ", 4));
  g_autoptr(cairo_surface_t) shown_pixels = rasterize_pdf(pdf), hidden_pixels = rasterize_pdf(hidden);
  if (shown_pixels == NULL)
    return;
  g_assert_cmpuint(count_ink(shown_pixels), >, 100000);
  g_assert_cmpuint(count_ink(hidden_pixels), ==, 0);
}

static void
test_pdf_is_sound(void)
{
  g_autoptr(SalDrawing) drawing = sample_new(), empty = sal_drawing_new(10, 10, FAMILIES, NULL, NULL);
  const SalDrawing *drawings[] = { drawing, empty };
  for (guint i = 0; i < G_N_ELEMENTS(drawings); i++) {
    g_autoptr(GBytes) pdf = write_pdf(drawings[i]);
    g_auto(Scratch) scratch = scratch_new(pdf);
    g_autofree char *output = run((const char *const[]){ "qpdf", "--check", scratch.in, NULL });
    if (output == NULL)
      return;
    g_assert_nonnull(strstr(output, "No syntax or stream encoding errors found"));
  }
}

/* What a PDF holds once its streams are unpacked; NULL without the program. */
static char *
unpack(GBytes *pdf, gsize *size)
{
  g_auto(Scratch) scratch = scratch_new(pdf);
  char *data = NULL;
  g_autofree char *output = run(
      (const char *const[]){ "qpdf", "--qdf", "--object-streams=disable", scratch.in, scratch.out, NULL });
  if (output != NULL)
    g_assert_true(g_file_get_contents(scratch.out, &data, size, NULL));
  return data;
}

static gboolean
holds(const char *data, gsize size, const char *text)
{
  return memmem(data, size, text, strlen(text)) != NULL;
}

/* A reader's program finds one figure that says what it shows, in its language. */
static void
test_pdf_is_a_tagged_figure(void)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  sal_drawing_set_language(drawing, "uk");
  sal_drawing_set_description(drawing, "A");
  g_autoptr(GBytes) pdf = write_pdf(drawing);
  gsize size;
  const char *data = g_bytes_get_data(pdf, &size);
  g_assert_true(holds(data, size, "/Lang (uk)"));
  g_assert_true(holds(data, size, "/DisplayDocTitle true"));
  g_assert_true(holds(data, size, "/Alt <FEFF004300680061006E0067006500200069006E"));
  g_assert_true(holds(data, size, "002E00200041>")); /* ". A" */
  g_auto(Scratch) scratch = scratch_new(pdf);
  g_autofree char *structure = run((const char *const[]){ "pdfinfo", "-struct-text", scratch.in, NULL });
  if (structure == NULL)
    return;
  g_assert_nonnull(strstr(structure, "Document\n  Figure:"));
  g_assert_nonnull(strstr(structure, "/BBox"));
}

static SalDrawing *
grey_new(SalColor fill)
{
  const SalTextStyle text = {
    .size_pt = 10, .color = { 0x22, 0x22, 0x22, 0xFF }, .halo = WHITE, .halo_mm = 0.4
  };
  SalDrawing *drawing = drawing_new("1 0 0 rg (grey)");
  SalLayer *layer = sal_layer_new("change", NULL);
  sal_layer_add_area(layer, blob_new(60, 60, 40), &(SalAreaStyle){ .fill = fill, .outline = { INK, 0.3 } },
                     NULL);
  sal_layer_add_text(layer, "(0 0 0 rg) \\", 40, 30, SAL_ANCHOR_START, 0, &text);
  sal_drawing_add_layer(drawing, layer);
  return drawing;
}

static void
test_grey_pdf_is_black_ink_alone(void)
{
  g_autoptr(SalDrawing) drawing = grey_new((SalColor){ 0x77, 0x77, 0x77, 0xC0 });
  g_autoptr(GBytes) pdf = write_pdf(drawing), again = write_pdf(drawing), png = write_png(drawing);
  g_assert_true(g_bytes_equal(pdf, again));
  gsize size = 0;
  g_autofree char *data = unpack(pdf, &size);
  if (data == NULL)
    return;
  g_assert_false(holds(data, size, "DeviceRGB"));
  g_assert_false(holds(data, size, " rg\n") || holds(data, size, " rg ") || holds(data, size, " RG "));
  g_assert_true(holds(data, size, "0.466667 g "));
  g_assert_true(holds(data, size, "1 G "));
  g_autoptr(cairo_surface_t) expected = decode(png), actual = rasterize_pdf(pdf);
  if (actual != NULL)
    assert_alike(expected, actual, 1, 0.01);
}

static void
test_one_colour_keeps_all_colours(void)
{
  g_autoptr(SalDrawing) drawing = grey_new(RED);
  g_autoptr(GBytes) pdf = write_pdf(drawing);
  gsize size = 0;
  g_autofree char *data = unpack(pdf, &size);
  if (data == NULL)
    return;
  g_assert_true(holds(data, size, "DeviceRGB"));
  g_assert_true(holds(data, size, "0.133333 0.133333 0.133333 rg"));
}

static void
test_pdf_layers_refuse_another_layout(void)
{
  g_autoptr(SalDrawing) drawing = drawing_new("Plain");
  g_autoptr(GBytes) pdf = write_pdf(drawing);
  g_autoptr(GPtrArray) layers = g_ptr_array_new();
  const SalPdfSheet sheet = { .width_pt = 10, .height_pt = 10, .layers = layers };
  const SalPdfLayersOptions options = { .sheets = &sheet, .n = 1 };
  g_ptr_array_add(layers, (gpointer)sal_drawing_get_layer(drawing, 0));
  g_autoptr(GBytes) again = sal_pdf_stack_layers(pdf, &options, NULL);
  g_assert_null(again); /* its resources are in the page */
  for (gsize size = 0; size < g_bytes_get_size(pdf) - 8; size += 3) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) part = g_bytes_new_from_bytes(pdf, 0, size);
    g_assert_null(sal_pdf_stack_layers(part, &options, &error));
    g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
    g_assert_true(g_str_has_prefix(error->message, "PDF: expected "));
  }
}

/* What one day's Cairo may write instead, of the same length. */
static const struct {
  const char *from, *to;
} alterations[] = {
  { "startxref", "startXref" },   { "xref\n", "Xref\n" },           { "/Root ", "/Boot " },
  { "/Info ", "/Into " },         { "/Pages ", "/Leaves" },         { "/Kids [", "/Kids\n[" },
  { "/Contents ", "/Contents[" }, { "/Resources ", "/Resources[" }, { " 0 obj\n<<", " 1 obj\n<<" },
};

static int alteration = -1; /* of what Cairo writes with layers; -1: none */
static guint n_altered;
static cairo_write_func_t write_unaltered;

static cairo_status_t
write_altered(void *closure, const unsigned char *data, unsigned int length)
{
  const char *from = alterations[alteration].from, *to = alterations[alteration].to;
  g_autofree unsigned char *copy = g_memdup2(data, length);
  unsigned char *found = memmem(copy, length, from, strlen(from));
  if (found != NULL)
    memcpy(found, to, strlen(to));
  n_altered += found != NULL;
  return write_unaltered(closure, copy, length);
}

/* Stands before Cairo's own function of the name, to which it passes on. */
cairo_surface_t *
cairo_pdf_surface_create_for_stream(cairo_write_func_t write_func, void *closure, double width_in_points,
                                    double height_in_points)
{
  cairo_surface_t *(*create)(cairo_write_func_t, void *, double, double) = NULL;
  *(void **)&create = dlsym(RTLD_NEXT, "cairo_pdf_surface_create_for_stream");
  const gboolean is_altered = alteration >= 0 && n_altered == 0;
  write_unaltered = write_func;
  return create(is_altered ? write_altered : write_func, closure, width_in_points, height_in_points);
}

static void
assert_is_flat_and_sound(GBytes *pdf)
{
  gsize size;
  const char *data = g_bytes_get_data(pdf, &size);
  g_assert_null(memmem(data, size, "/OCG", strlen("/OCG")));
  g_auto(Scratch) scratch = scratch_new(pdf);
  g_autofree char *output = run((const char *const[]){ "qpdf", "--check", scratch.in, NULL });
  if (output != NULL)
    g_assert_nonnull(strstr(output, "No syntax or stream encoding errors found"));
}

static void
test_pdf_does_without_layers(void)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) png = write_png(drawing);
  g_autoptr(cairo_surface_t) expected = decode(png);
  for (alteration = 0; alteration < (int)G_N_ELEMENTS(alterations); alteration++) {
    g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    n_altered = 0;
    g_autoptr(GBytes) pdf =
        sal_pdf_write(drawing, &(SalPdfOptions){ .text_mode = SAL_TEXT_REAL }, remarks, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(n_altered, >, 0);
    n_altered = 0;
    g_autoptr(GBytes) again =
        sal_pdf_write(drawing, &(SalPdfOptions){ .text_mode = SAL_TEXT_REAL }, remarks, NULL);
    g_assert_cmpuint(remarks->len, ==, 1);
    g_assert_true(g_str_has_prefix(remarks->pdata[0], "PDF: expected "));
    g_assert_true(g_str_has_suffix(remarks->pdata[0], "; it is written without layers, tags and record"));
    g_assert_true(g_bytes_equal(pdf, again));
    assert_is_flat_and_sound(pdf);
    g_autoptr(cairo_surface_t) actual = alteration == 0 ? rasterize_pdf(pdf) : NULL;
    if (actual != NULL)
      assert_alike(expected, actual, 2, 0.01);
  }
  alteration = -1;
}

/* Two pages, of which one has a layer more, and a layer whose title differs in a figure. */
static void
make_pages(SalDrawing *drawings[2], SalPdfPage pages[2])
{
  static const char *const names[] = { "August", "Серпень" },
                           *const gained[] = { "Gained +1 km²", "Gained +12 km²" },
                           *const ids[] = { "held", "land" };
  for (guint i = 0; i < 2; i++) {
    drawings[i] = sample_new();
    sal_drawing_set_record(drawings[i], names[i]);
    for (guint j = 0; j < 2; j++) {
      SalLayer *layer = sal_layer_new(j == 0 ? "gained" : ids[i], j == 0 ? gained[i] : ids[i]);
      sal_layer_add_line(layer, wave_new(20 + 5 * j), &(SalLineStyle){ BLUE, 0.5 }, NULL);
      sal_drawing_add_layer(drawings[i], layer);
    }
    pages[i] = (SalPdfPage){ drawings[i], names[i] };
  }
}

static guint
count(GBytes *pdf, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data(pdf, &size), *end = data + size;
  guint n = 0;
  for (const char *at = data; (at = memmem(at, (gsize)(end - at), text, strlen(text))) != NULL; at++)
    n++;
  return n;
}

static void
assert_is_sound(GBytes *pdf)
{
  g_auto(Scratch) scratch = scratch_new(pdf);
  g_autofree char *output = run((const char *const[]){ "qpdf", "--check", scratch.in, NULL });
  if (output != NULL)
    g_assert_nonnull(strstr(output, "No syntax or stream encoding errors found"));
}

/* Several pages have what one has: layers, of which those of an id are one, figures, records; and bookmarks. */
static void
test_pages_have_what_one_has(void)
{
  static const SalPdfColorSpace spaces[] = { SAL_PDF_PLAIN, SAL_PDF_RGB, SAL_PDF_GREY };
  SalDrawing *drawings[2];
  SalPdfPage pages[2];
  make_pages(drawings, pages);
  for (guint i = 0; i < G_N_ELEMENTS(spaces); i++) {
    g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
    const SalPdfOptions how = { .text_mode = SAL_TEXT_REAL, .colors.space = spaces[i] };
    g_autoptr(GBytes) pdf = sal_pdf_write_pages(pages, 2, &how, remarks, NULL);
    g_assert_cmpuint(remarks->len, ==, 0);
    g_assert_cmpuint(count(pdf, "/Type /OCG "), ==, 6); /* those of the sample, gained, held, land */
    g_assert_cmpuint(count(pdf, "/Name <FEFF004700610069006E00650064>"), ==, 1); /* Gained */
    g_assert_cmpuint(count(pdf, "/S /Figure"), ==, 2);
    g_assert_cmpuint(count(pdf, "/Count 2"), ==, 2); /* pages, bookmarks */
    g_assert_cmpuint(count(pdf, "/Title <FEFF0421"), ==, 1);
    g_assert_cmpuint(count(pdf, "/P <FEFF0421"), ==, 1);
    g_assert_cmpuint(count(pdf, "<salient:record>August<"), ==, 1);
    g_assert_cmpuint(count(pdf, "<salient:record>Серпень<"), ==, 1);
    g_assert_cmpuint(count(pdf, "/Type /Metadata"), ==, 3);
    assert_is_sound(pdf);
  }
  for (guint i = 0; i < 2; i++)
    sal_drawing_free(drawings[i]);
}

static void
test_pages_do_without_layers(void)
{
  SalDrawing *drawings[2];
  SalPdfPage pages[2];
  make_pages(drawings, pages);
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  alteration = 0, n_altered = 0;
  g_autoptr(GBytes) pdf =
      sal_pdf_write_pages(pages, 2, &(SalPdfOptions){ .text_mode = SAL_TEXT_REAL }, remarks, NULL);
  alteration = -1;
  g_assert_cmpuint(remarks->len, ==, 1);
  g_assert_true(
      g_str_has_suffix(remarks->pdata[0], "; it is written without layers, tags, bookmarks and record"));
  g_assert_cmpuint(count(pdf, "/Count 2"), ==, 1);
  assert_is_flat_and_sound(pdf);
  for (guint i = 0; i < 2; i++)
    sal_drawing_free(drawings[i]);
}

static void
test_outlined_pdf_holds_no_font(void)
{
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) png = write_png(drawing),
                    pdf =
                        sal_pdf_write(drawing, &(SalPdfOptions){ .text_mode = SAL_TEXT_OUTLINE }, NULL, NULL);
  gsize size;
  const char *data = g_bytes_get_data(pdf, &size);
  g_assert_null(memmem(data, size, "/FontFile", strlen("/FontFile")));
  g_autoptr(cairo_surface_t) expected = decode(png), actual = rasterize_pdf(pdf);
  if (actual != NULL)
    assert_alike(expected, actual, 2, 0.01);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/pdf/looks-like-the-png", test_pdf_looks_like_the_png);
  g_test_add_func("/pdf/holds-text-and-title", test_pdf_holds_text_and_title);
  g_test_add_func("/pdf/outlined-holds-no-font", test_outlined_pdf_holds_no_font);
  g_test_add_func("/pdf/has-layers", test_pdf_has_layers);
  g_test_add_func("/pdf/is-sound", test_pdf_is_sound);
  g_test_add_func("/pdf/is-a-tagged-figure", test_pdf_is_a_tagged_figure);
  g_test_add_func("/pdf/grey-is-black-ink-alone", test_grey_pdf_is_black_ink_alone);
  g_test_add_func("/pdf/one-colour-keeps-all-colours", test_one_colour_keeps_all_colours);
  g_test_add_func("/pdf/pages-have-what-one-has", test_pages_have_what_one_has);
  g_test_add_func("/pdf/pages-do-without-layers-where-cairo-writes-otherwise", test_pages_do_without_layers);
  g_test_add_func("/pdf/layers-refuse-another-layout", test_pdf_layers_refuse_another_layout);
  g_test_add_func("/pdf/does-without-layers-where-cairo-writes-otherwise", test_pdf_does_without_layers);
  return g_test_run();
}
