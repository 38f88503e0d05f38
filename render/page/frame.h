/* Fits blocks and main map to each other. */
#pragma once

#include "render/page/state.h"

/* Lays the blocks of the page out. Error: RENDER. */
gboolean sal_page_lay_out(SalPage *page, GError **error);

/* Whether the map of the page that was laid out is much larger than its legend. */
gboolean sal_page_has_legend_room(const SalPage *page);

/* Says where on the laid-out page the map of its panel stands. */
typedef gboolean (*SalPageFindFrame)(SalPage *page, SalRect *frame, GError **error);

/* Makes the blocks and the main panel: with the legend entry of disputed borders if they are in sight.
 * remarks: see sal_page_new(). Errors: RENDER, CRS, IO (base map). */
gboolean sal_page_fit(SalPage *page, SalPageFindFrame find_frame, GPtrArray *remarks, GError **error);
