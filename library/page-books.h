/* PDFs that hold all pictures of a page, which are written by themselves: `report.pages.pdf`. */
#pragma once

#include "library/pictures.h"

/* A page's pictures, which are `n` from number `first` on; cover: a page of the whole run that comes first; NULL: none. */
typedef struct {
  const SalientPages *pages;
  const SalPage *cover;
  guint first, n;
} SalPageBook;

/* The bytes of the PDF. Draws several pictures at once. Remarks are those of the pictures. Owned by the caller. Error: RENDER. */
GBytes *sal_page_book_make(const SalPageBook *book, const SalWork *work, GError **error);
