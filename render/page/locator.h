/* The locator of a page: a small map of where the main map lies. */
#pragma once

#include "render/page/state.h"

/* The lon/lat box that the locator shows; empty if the page wants none. */
SalBox sal_page_find_locator(const SalPage *page);

/* Makes the locator, in its frame on the main map. Errors: CRS, RENDER, IO (base map). */
gboolean sal_page_add_locator(SalPage *page, SalBox box, SalRect rect, GError **error);
