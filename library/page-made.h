/* Notes of the files that pages are written to, for a manifest. */
#pragma once

#include "library/pictures.h"

/* Whether they are wanted. */
gboolean sal_page_made_is_wanted(const SalientPages *pages);
/* Notes all files of pages that were written, also those that an update left as they were. */
void sal_page_made_add(const SalientPages *pages);
/* Notes a film that was streamed. */
void sal_page_made_add_stream(const SalientPages *pages, const char *sha256, gint64 size);
/* Notes the fonts of a drawing, if that is wanted. options: of the run. Any thread may call it. */
void sal_page_made_add_fonts(const SalientOptions *options, const SalDrawing *drawing);
/* The same for a drawing of pages. */
void sal_page_made_add_drawing(const SalientPages *pages, const SalDrawing *drawing);
