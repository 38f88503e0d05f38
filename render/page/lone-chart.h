/* The chart of a run as a picture of its own. */
#pragma once

#include "render/page/page.h"

#define SAL_LONE_CHART_LEAST_MM 30.0 /* of height: lower ones have no room for bars and their words */

typedef struct {
  double width_mm, height_mm;
  gboolean has_heading; /* it says what the bars are */
} SalLoneChart;

/* The chart of all periods of a page's run in its style, with that of a change emphasised. change: NULL: none is. Owned by
 * the caller. Error: RENDER, for a size below 44 x 24 mm or a run without periods. */
SalDrawing *
sal_lone_chart_draw(const SalPage *page, const SalChange *change, SalLoneChart chart, GError **error);
