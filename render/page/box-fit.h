/* Blocks of a page in the boxes of its template, which are as high as what they hold (render/page/box-flow.h). */
#pragma once

#include "render/page/state.h"

/* Lays out page->blocks in the template of the page. options: without boxes. Errors: those of sal_blocks_new(), sal_boxes_place() and
 * sal_box_contents_new(). */
gboolean sal_box_fit(SalPage *page, const SalBlockOptions *options, GError **error);
