/* The page of a map of regions: its frame, its furniture and the values in the regions. Towns have no names there, and
 * it has neither callouts nor insets. */
#pragma once

#include "render/page/state.h"

/* See SalLayout.prepare and .draw. */
gboolean sal_page_prepare_regions(SalPage *page, GPtrArray *remarks, GError **error);
GArray *sal_page_draw_regions(const SalPage *page, const SalChange *change, SalDrawing *drawing);
