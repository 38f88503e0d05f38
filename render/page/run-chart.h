/* The chart of a page: the run as bars, at its map. */
#pragma once

#include "render/page/state.h"

/* The part of the page's content that the map has, and that the chart has: the chart stands below the map,
 * or at its right where the content is wide. */
void sal_page_split_chart(const SalPage *page, SalRect *map, SalRect *chart);

/* Makes the chart of the run; a run without any period has nothing to chart. Error: RENDER. */
gboolean sal_page_make_chart(SalPage *page, GError **error);

/* Adds the chart to a drawing, with the period of a change emphasised. */
void sal_page_draw_chart(const SalPage *page, const SalChange *change, SalDrawing *drawing);
