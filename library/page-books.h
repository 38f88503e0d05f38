/* PDFs that hold all pictures of a page, which are written by themselves: `report.pages.pdf`. */
#pragma once

#include "library/pictures.h"

/* The bytes of the PDF of a page's pictures, which are `n` from number `first` on; cover: a page that it begins with; NULL: none. Draws several
 * at once. Owned by the caller. Error: RENDER. */
typedef struct {
  const SalientPages *pages;
  const SalPage *cover;
  guint first, n;
} SalPageBook;

GBytes *sal_page_book_make(const SalPageBook *book, const SalWork *work, GError **error);
