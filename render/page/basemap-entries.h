/* The legend's entries of a base map of the user's: roads, railways, built-up areas and woods. */
#pragma once

#include "render/page/state.h"

/* Which there are, a bit each: those that are asked for, drawn and in sight on the page's map; 0 as long as it has no map. */
guint sal_page_find_basemap_entries(const SalPage *page);
/* Adds those of page->basemap_entries. Lakes and rivers need no words. */
void sal_page_add_basemap_entries(const SalPage *page, GArray *entries);
