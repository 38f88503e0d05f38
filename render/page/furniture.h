/* The furniture of the main map: legend, scale bar, insets, locator and north arrow. */
#pragma once

#include "render/page/state.h"

/* Finds where each piece stands on the main map, and makes it. held: at the run's end, page mm, may be NULL.
 * remarks (utf8) receives which pieces do not stand where the option `positions` wants them. Errors: RENDER, for what does not fit; CRS, IO. */
gboolean sal_page_furnish(SalPage *page, const SalGeometry *held, GPtrArray *remarks, GError **error);
