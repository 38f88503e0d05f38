/* Several drawings in one PDF, a page each, with bookmarks and page labels. It has no layers, tags and records, which files
 * of one page have (render/write/pdf-layers.h), and its colours are as Cairo writes them. */
#pragma once

#include "render/write/writer.h"

typedef struct {
  const SalDrawing *drawing; /* lent */
  const char *name;          /* of its bookmark and its label: "August 2024"; lent */
} SalPdfPage;

/* title: of the document. n: at least 1. The same input gives the same bytes. Owned by the caller. Error: RENDER. */
GBytes *sal_pdf_write_book(const SalPdfPage *pages, guint n, const char *title, SalTextMode text_mode,
                           GError **error);
