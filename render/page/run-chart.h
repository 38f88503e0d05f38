/* The chart of a page: the run as bars, at its map. */
#pragma once

#include "render/page/state.h"

/* Whether a run has a chart: one period alone is no course of things, nor are maps of regions and comparisons. Before the changes
 * are known there is room for a chart. */
gboolean sal_page_may_have_chart(const SalPage *page);

/* The part of the page's content that the map has, and that the chart has: the chart stands below the map,
 * or at its right where the content is wide. */
void sal_page_split_chart(const SalPage *page, SalRect *map, SalRect *chart);

/* Makes the chart of the run; a run without any period has nothing to chart. Error: RENDER. */
gboolean sal_page_make_chart(SalPage *page, GError **error);

/* Adds the chart to a drawing, with the period of a change emphasised. */
void sal_page_draw_chart(const SalPage *page, const SalChange *change, SalDrawing *drawing);

/* The chart of the run in a rectangle of its own, owned by the caller. has_heading: it says what the bars are, not only what
 * is thin. Error: RENDER. */
SalChart *sal_page_chart_run(const SalPage *page, SalRect rect, gboolean has_heading, GError **error);
/* What the line of the mean says. Owned by the caller. */
char *sal_page_describe_mean(const SalPage *page);
