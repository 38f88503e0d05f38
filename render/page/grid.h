/* Small multiples: a map for each period, all of one extent and scale, under one legend. */
#pragma once

#include "render/page/state.h"

/* See prepare and draw of SalLayout. */
gboolean sal_page_prepare_grid(SalPage *page, GPtrArray *remarks, GError **error);
GArray *sal_page_draw_grid(const SalPage *page, const SalChange *change, SalDrawing *drawing);
