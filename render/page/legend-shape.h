/* The form of the legend on the main map: a box of one column, unless that hides what the map is about. */
#pragma once

#include "render/page/furniture-sights.h"

/* Gives the legend its scale bar. */
void sal_page_set_bar(SalPage *page);

/* The same, and gives its box so many columns that it hides least, if one column hides change or symbols of own layers wherever it
 * stands. Returns whether it still hides so much of them that a strip below the map is better. */
gboolean sal_page_shape_legend(SalPage *page, const SalFurnitureSights *sights);

/* Remarks (utf8) what the legend hides where it stands. */
void sal_page_report_hidden(const SalPage *page, const SalFurnitureSights *sights, GPtrArray *remarks);
