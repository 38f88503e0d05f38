/* The insets of a page: the busiest sectors of the main map, zoomed in. */
#pragma once

#include "render/map/sectors.h"
#include "render/page/state.h"

/* The sectors for insets of a size. GArray of SalSector, owned by the caller. */
GArray *sal_page_find_sectors(const SalPage *page, SalRect inset);

/* Makes the inset of each sector, in its frame among frames, and their outlines on the main map. Errors: CRS,
 * RENDER. */
gboolean sal_page_add_insets(SalPage *page, const GArray *sectors, const SalRect *frames, GError **error);
