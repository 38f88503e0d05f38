#include "render/write/pdf-book.h"

#include "render/drawing/textline.h"
#include "render/write/player.h"

#include <cairo-pdf.h>

static cairo_status_t
append(void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
add_page(cairo_t *cr, cairo_surface_t *surface, const SalPdfPage *page, guint number,
         const SalCairoOptions *how, GError **error)
{
  g_autofree char *link = g_strdup_printf("page=%u pos=[0 0]", number);
  cairo_pdf_surface_set_size(surface, sal_drawing_get_width_mm(page->drawing) * SAL_PT_PER_MM,
                             sal_drawing_get_height_mm(page->drawing) * SAL_PT_PER_MM);
  cairo_pdf_surface_set_page_label(surface, page->name);
  cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, page->name, link, 0);
  if (!sal_cairo_play(cr, page->drawing, how, error))
    return FALSE;
  cairo_show_page(cr);
  return TRUE;
}

GBytes *
sal_pdf_write_book(const SalPdfPage *pages, guint n, const char *title, SalTextMode text_mode, GError **error)
{
  g_autoptr(GByteArray) pdf = g_byte_array_new();
  const SalCairoOptions how = { .is_outlined = text_mode == SAL_TEXT_OUTLINE };
  g_autoptr(cairo_surface_t) surface = cairo_pdf_surface_create_for_stream(
      append, pdf, sal_drawing_get_width_mm(pages[0].drawing) * SAL_PT_PER_MM,
      sal_drawing_get_height_mm(pages[0].drawing) * SAL_PT_PER_MM);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Salient " SAL_VERSION);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                 ""); /* else it is the time of day */
  g_autoptr(cairo_t) cr = cairo_create(surface);
  cairo_scale(cr, SAL_PT_PER_MM, SAL_PT_PER_MM);
  for (guint i = 0; i < n; i++)
    if (!add_page(cr, surface, &pages[i], i + 1, &how, error))
      return NULL;
  if (!sal_cairo_check(cairo_status(cr), error))
    return NULL;
  cairo_surface_finish(surface);
  if (!sal_cairo_check(cairo_surface_status(surface), error))
    return NULL;
  return g_byte_array_free_to_bytes(g_steal_pointer(&pdf));
}
