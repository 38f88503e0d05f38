/* What Cairo cannot write into a PDF: layers (optional content groups), figures with their alternative texts, the
 * language, metadata, and colours of a press. So it writes each layer as a page of its own, and here these pages are laid on each
 * other. */
#pragma once

#include "render/write/pdf-stack.h"

/* Makes a PDF of Cairo's, whose pages are the layers: those of the first page, then those of the second, and so on. Each becomes a
 * form that is shown as an optional content group of its title. Layers of the same id on several pages are one group, with the
 * words with which all their titles begin. Everything else is copied. The same input gives the same bytes. Owned by the caller. Error: RENDER if the pieces that are needed are not
 * where Cairo writes them. */
GBytes *sal_pdf_stack_layers(GBytes *pdf, const SalPdfLayersOptions *options, GError **error);
