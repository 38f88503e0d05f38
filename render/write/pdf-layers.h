/* What Cairo cannot write into a PDF: layers (optional content groups), a figure with its alternative text, the
 * language, and colours of a press. So it writes each layer as a page of its own, and here these pages are laid on each other. */
#pragma once

#include "render/write/pdf-colors.h"

typedef struct {
  double width_pt, height_pt;
  const GPtrArray *names; /* of the layers, UTF-8: one for each page, the lowest first */
  const char *alt;        /* what the figure that the page is shows, UTF-8; NULL: the page is not tagged */
  const char *language;   /* as BCP 47 writes it; NULL: not known */
  const char *xmp;        /* the packet of its metadata; NULL: none */
  SalPdfColors colors;    /* in GREY and CMYK all of them are rewritten */
  SalPdfInkUse *use;      /* receives what was met of them; NULL: nobody asks */
} SalPdfLayersOptions;

/* Makes a PDF of one page from Cairo's PDF, whose pages are the layers. Each becomes a form that is shown
 * as an optional content group of its name. Everything else is copied. The same input gives the same
 * bytes. Owned by the caller. Error: RENDER if the pieces that are needed are not where Cairo writes them. */
GBytes *sal_pdf_stack_layers(GBytes *pdf, const SalPdfLayersOptions *options, GError **error);
