/* The page of a map of regions: its frame, its furniture and the values in the regions. Towns have no names there, and
 * it has neither callouts of changes nor insets. */
#pragma once

#include "render/page/annotations.h"

/* See SalLayout.prepare and .draw. */
gboolean sal_page_prepare_regions(SalPage *page, GPtrArray *remarks, GError **error);
/* Finds the user's notes and callouts for the page of a change, clear of furniture and values. */
void sal_page_annotate_regions(const SalPage *page, const SalChange *change, SalAnnotations *annotations);
GArray *sal_page_draw_regions(const SalPage *page, const SalChange *change, SalDrawing *drawing);
