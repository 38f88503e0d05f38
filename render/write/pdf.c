/* sal_pdf_write(): Cairo writes the pages, and pdf-layers.c makes layers of them. */
#include "render/drawing/textline.h"
#include "render/write/pdf-layers.h"
#include "render/write/player.h"
#include "render/write/writer.h"
#include "render/write/xmp.h"

#include <cairo-pdf.h>
#include <stdlib.h>

#define MOST_INK 3.0 /* of four: 300 % */

static cairo_status_t
append(void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Cairo writes the time of day unless it is told a date; an empty one leaves the entry out. */
static void
set_metadata(cairo_surface_t *surface, const SalDrawing *drawing)
{
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, sal_drawing_get_title(drawing));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, sal_drawing_get_description(drawing));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Salient " SAL_VERSION);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

/* All layers on one page. */
static gboolean
play_flat(cairo_t *cr, const SalDrawing *drawing, const SalCairoOptions *options, GError **error)
{
  if (!sal_cairo_play(cr, drawing, options, error))
    return FALSE;
  cairo_show_page(cr);
  return TRUE;
}

/* Each layer that has something on it on a page of its own; names receives theirs. */
static gboolean
play_layers(cairo_t *cr, const SalDrawing *drawing, const SalCairoOptions *options, GPtrArray *names,
            GError **error)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    if (sal_layer_get_n_items(layer) == 0)
      continue;
    if (!sal_cairo_play_layer(cr, drawing, layer, options, error))
      return FALSE;
    cairo_show_page(cr);
    g_ptr_array_add(names, (gpointer)sal_layer_get_title(layer));
  }
  return TRUE;
}

/* What Cairo writes: a page for each layer, whose names are received; without names one page. */
static GBytes *
write_pages(const SalDrawing *drawing, const SalCairoOptions *how, GPtrArray *names, GError **error)
{
  g_autoptr(GByteArray) pdf = g_byte_array_new();
  g_autoptr(cairo_surface_t) surface =
      cairo_pdf_surface_create_for_stream(append, pdf, sal_drawing_get_width_mm(drawing) * SAL_PT_PER_MM,
                                          sal_drawing_get_height_mm(drawing) * SAL_PT_PER_MM);
  /* Later versions pack the objects that are to be found again. */
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
  set_metadata(surface, drawing);
  g_autoptr(cairo_t) cr = cairo_create(surface);
  cairo_scale(cr, SAL_PT_PER_MM, SAL_PT_PER_MM);
  if (!(names != NULL ? play_layers(cr, drawing, how, names, error) : play_flat(cr, drawing, how, error)) ||
      !sal_cairo_check(cairo_status(cr), error))
    return NULL;
  cairo_surface_finish(surface);
  if (!sal_cairo_check(cairo_surface_status(surface), error))
    return NULL;
  return g_byte_array_free_to_bytes(g_steal_pointer(&pdf));
}

static void
remark_once(GPtrArray *remarks, char *remark)
{
  if (remarks == NULL || g_ptr_array_find_with_equal_func(remarks, remark, g_str_equal, NULL))
    g_free(remark);
  else
    g_ptr_array_add(remarks, remark);
}

/* What dries slowly and rubs off on the next sheet. */
static void
remark_ink(GPtrArray *remarks, const SalPdfInkUse *use)
{
  if (use->most_ink > MOST_INK)
    remark_once(remarks,
                g_strdup_printf("PDF: a colour has %.0f %% of ink, more than the %.0f %% that most presses "
                                "stand: a style with paler colours needs less",
                                100 * use->most_ink, 100 * MOST_INK));
}

/* Shades of grey alone are DeviceGray without being asked for. */
static SalPdfColors
choose_colors(const SalDrawing *drawing, const SalPdfOptions *how)
{
  const gboolean is_grey = how->colors.space == SAL_PDF_PLAIN && sal_pdf_is_grey(drawing);
  return is_grey ? (SalPdfColors){ .space = SAL_PDF_GREY } : how->colors;
}

/* What the picture shows, for those who cannot see it. Owned by the caller. */
static char *
make_alt(const SalDrawing *drawing)
{
  const char *title = sal_drawing_get_title(drawing), *description = sal_drawing_get_description(drawing);
  return g_strconcat(title, *title != '\0' && *description != '\0' ? ". " : "", description, NULL);
}

/* With layers. is_odd receives whether what Cairo wrote is not what was expected, and not the drawing is at fault. */
static GBytes *
write_stacked(const SalDrawing *drawing, const SalPdfOptions *how, const SalCairoOptions *play,
              SalPdfInkUse *use, gboolean *is_odd, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  g_autoptr(GBytes) pages = write_pages(drawing, play, names, error);
  *is_odd = FALSE;
  if (pages == NULL || names->len == 0)
    return g_steal_pointer(&pages);
  g_autofree char *alt = make_alt(drawing), *xmp = sal_xmp_make_packet(drawing);
  const SalPdfLayersOptions options = { .width_pt = sal_drawing_get_width_mm(drawing) * SAL_PT_PER_MM,
                                        .height_pt = sal_drawing_get_height_mm(drawing) * SAL_PT_PER_MM,
                                        .names = names,
                                        .alt = alt,
                                        .language = sal_drawing_get_language(drawing),
                                        .xmp = xmp,
                                        .colors = choose_colors(drawing, how),
                                        .use = use };
  GBytes *stacked = sal_pdf_stack_layers(pages, &options, error);
  *is_odd = stacked == NULL;
  return stacked;
}

GBytes *
sal_pdf_write(const SalDrawing *drawing, const SalPdfOptions *how, GPtrArray *remarks, GError **error)
{
  SalPdfInkUse use = { 0 };
  SalCairoOptions play = { .is_outlined = how->text_mode == SAL_TEXT_OUTLINE,
                           .is_grey = sal_pdf_is_grey(drawing) };
  gboolean is_odd;
  g_autoptr(GError) fault = NULL;
  GBytes *pdf = write_stacked(drawing, how, &play, &use, &is_odd, &fault);
  if (pdf == NULL && is_odd && how->colors.space != SAL_PDF_PLAIN) {
    /* The gradients of an SVG have colours where nobody looks for them; its pixels have none. */
    play.has_flat_images = TRUE;
    g_clear_error(&fault);
    pdf = write_stacked(drawing, how, &play, &use, &is_odd, &fault);
    if (pdf != NULL)
      remark_once(remarks,
                  g_strdup("PDF: the colours of an SVG, perhaps a gradient, cannot be converted: it is "
                           "drawn as pixels at 600 dpi"));
    is_odd = FALSE; /* colours of no press must not pass for what was asked for */
  }
  if (pdf != NULL)
    remark_ink(remarks, &use);
  if (pdf != NULL || !is_odd) {
    if (pdf == NULL)
      g_propagate_error(error, g_steal_pointer(&fault));
    return pdf;
  }
  remark_once(remarks, g_strdup_printf("%s; it is written without layers, tags and record", fault->message));
  return write_pages(drawing, &play, NULL, error);
}
