/* The main map of a page, with its furniture, the chart of the run and the callouts of a period. */
#pragma once

#include "render/page/state.h"

/* See prepare and draw of SalLayout. */
gboolean sal_page_prepare_map(SalPage *page, GPtrArray *remarks, GError **error);
GArray *sal_page_draw_map(const SalPage *page, const SalChange *change, SalDrawing *drawing);
