/* What a PDF has besides its pages: layers, tags, bookmarks, metadata, and the profile of its colours. */
#pragma once

#include "render/write/pdf-stack.h"

void sal_pdf_document_write(SalPdfStack *stack);
