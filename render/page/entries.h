/* The legend entries of a page: those of its areas, and of what the ground of its map needs. */
#pragma once

#include "render/page/state.h"

/* The entries that each page of the run has at most: GPtrArray of GArray of SalLegendEntry, owned by the
 * caller. Without the changes of a run they are those of a usual change. */
GPtrArray *sal_page_list_entries(const SalPage *page);

/* Adds the entries of own layers, of what was not looked at, of disputed borders and of a base map of the user's, each if it is in sight on the page of
 * a change; NULL: on any page. */
void sal_page_add_ground_entries(const SalPage *page, const SalChange *change, GArray *entries);
