/* The furniture of the main map: legend, scale bar, insets, locator and north arrow. */
#pragma once

#include "render/page/state.h"

/* Finds where each piece stands on the main map, and makes it. held: at the run's end, page mm, may be NULL.
 * Errors: RENDER, for what does not fit; CRS, IO. */
gboolean sal_page_furnish(SalPage *page, const SalGeometry *held, GError **error);
