/* Layers (optional content groups) in a PDF. Cairo cannot write them, so it writes each layer as a page of
 * its own, and here these pages are laid on each other. */
#pragma once

#include <glib.h>

typedef struct {
  double width_pt, height_pt;
  const GPtrArray *names; /* of the layers, UTF-8: one for each page, the lowest first */
} SalPdfLayersOptions;

/* Makes a PDF of one page from Cairo's PDF, whose pages are the layers. Each becomes a form that is shown
 * as an optional content group of its name. Everything else is copied. The same input gives the same
 * bytes. Owned by the caller. Error: RENDER if the pieces that are needed are not where Cairo writes them. */
GBytes *sal_pdf_stack_layers(GBytes *pdf, const SalPdfLayersOptions *options, GError **error);
