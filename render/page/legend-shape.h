/* The form of the legend on the main map: a box of one column, unless that hides what the map is about. */
#pragma once

#include "render/page/furniture-sights.h"

/* Gives the legend its scale bar. */
void sal_page_set_bar(SalPage *page);

typedef enum {
  SAL_LEGEND_STANDS,
  SAL_LEGEND_HIDES, /* so much of what the map is about, wherever it stands, that a strip below the map is better */
  SAL_LEGEND_HAS_NO_ROOM /* on the map */
} SalLegendFit;

/* Gives it the scale bar, too, and its box so many columns that it hides least, if one column has no room or hides change or
 * symbols of own layers wherever it stands. */
SalLegendFit sal_page_shape_legend(SalPage *page, const SalFurnitureSights *sights);

/* Remarks (utf8) what the legend hides where it stands. */
void sal_page_report_hidden(const SalPage *page, const SalFurnitureSights *sights, GPtrArray *remarks);
