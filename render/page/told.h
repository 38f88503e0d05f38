/* What is said about a page beside it: the texts of its record, and its alternative text. */
#pragma once

#include "render/page/page.h"

typedef struct {
  char *period_label; /* "November 2025" */
  char *headline, *sentence, *alt;
} SalPageTold;

/* change: as in sal_page_draw(). text_limit: the most characters of the alternative text; 0: any number. */
void sal_page_told_make(SalPageTold *told, const SalPage *page, const SalChange *change, guint text_limit);
void sal_page_told_clear(SalPageTold *told);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalPageTold, sal_page_told_clear)

/* What the figures of a change rest on, as in the credit line of a large page, but without what its class is. Owned by the
 * caller. Error: RENDER, for a fault in the user's credit. */
char *sal_page_make_sources(const SalPage *page, const SalChange *change, GError **error);
