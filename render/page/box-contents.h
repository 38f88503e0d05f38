/* What stands in the boxes of a template besides title, map, chart, legend and credit: columns of text, key figures,
 * tables, logos and bars. Type sizes are chosen once, so that they are the same on all pages of a run. Immutable once
 * made; safe in any thread. */
#pragma once

#include "render/page/boxes.h"
#include "render/page/state.h"

/* The contents for a page that is laid out; the page outlives them. remarks: see sal_page_new(). Owned by the caller. Errors,
 * with the template's file and line: RENDER, for a text that does not fit in its least type size or has an unknown placeholder; IO and
 * FORMAT, for a logo. */
SalBoxContents *sal_box_contents_new(const SalPage *page, GPtrArray *remarks, GError **error);
void sal_box_contents_free(SalBoxContents *contents);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBoxContents, sal_box_contents_free)

/* The height of what the box of a number (of page->blocks->boxes) holds on the page that needs most, without its padding; below 0: not
 * known here, as that of a legend. */
double sal_box_contents_measure_mm(const SalBoxContents *contents, guint number);

/* Adds a layer for each box: of those that stand before the map in the template, or of the rest. contents: NULL has none.
 * Error: RENDER. */
gboolean sal_box_contents_draw(const SalBoxContents *contents, const SalPage *page, const SalChange *change,
                               gboolean is_before, SalDrawing *drawing, GError **error);
