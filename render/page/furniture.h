/* The furniture of the main map: legend, scale bar, insets, locator and north arrow. */
#pragma once

#include "render/page/furniture-sights.h"

/* Finds where each piece stands on the main map, and makes it. remarks (utf8) receives which pieces do not stand where the option
 * `positions` wants them. Errors: RENDER, for what does not fit; CRS, IO. */
gboolean
sal_page_furnish(SalPage *page, const SalFurnitureSights *sights, GPtrArray *remarks, GError **error);
