/* The legend's entries of a base map of the user's: roads, railways, built-up areas and woods. */
#pragma once

#include "render/page/state.h"

/* Adds those that are asked for, drawn and in sight on the page's map. Lakes and rivers need no words. */
void sal_page_add_basemap_entries(const SalPage *page, GArray *entries);
