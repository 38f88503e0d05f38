/* Layers (optional content groups) in a PDF, which Cairo cannot write: it writes each layer as a page of its
 * own, and these pages are laid one on another. */
#pragma once

#include <glib.h>

typedef struct {
  double width_pt, height_pt;
  const GPtrArray *names; /* of the layers, UTF-8: one a page, from the lowest up */
} SalPdfLayersOptions;

/* Makes a PDF of one page from the pages of Cairo's PDF, which are the layers. Each becomes a form, shown as an
 * optional content group of its name. Everything else is copied. The same input gives the same bytes. Error:
 * RENDER if the PDF is not laid out as Cairo's are. */
GBytes *sal_pdf_stack_layers(GBytes *pdf, const SalPdfLayersOptions *options, GError **error);
