#include "render/player.h"
#include "render/textline.h"
#include "render/writer.h"

#include <cairo-pdf.h>
#include <stdlib.h>

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
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Salient");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

static gboolean
play(cairo_surface_t *surface, const SalDrawing *drawing, GError **error)
{
  g_autoptr(cairo_t) cr = cairo_create(surface);
  cairo_scale(cr, SAL_PT_PER_MM, SAL_PT_PER_MM);
  if (!sal_cairo_play(cr, drawing, &(SalCairoOptions){ .is_image = FALSE }, error))
    return FALSE;
  cairo_show_page(cr);
  return sal_cairo_check(cairo_status(cr), error);
}

GBytes *
sal_pdf_write(const SalDrawing *drawing, GError **error)
{
  g_autoptr(GByteArray) pdf = g_byte_array_new();
  g_autoptr(cairo_surface_t) surface =
      cairo_pdf_surface_create_for_stream(append, pdf, sal_drawing_get_width_mm(drawing) * SAL_PT_PER_MM,
                                          sal_drawing_get_height_mm(drawing) * SAL_PT_PER_MM);
  set_metadata(surface, drawing);
  if (!play(surface, drawing, error))
    return NULL;
  cairo_surface_finish(surface);
  if (!sal_cairo_check(cairo_surface_status(surface), error))
    return NULL;
  return g_byte_array_free_to_bytes(g_steal_pointer(&pdf));
}
