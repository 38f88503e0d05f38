/* A page: title, subtitle, maps, charts, legend, scale bar and credit, laid out in millimetres. What all
 * pages of a run share (frames, base map, label positions) is made once; drawing a period adds its changes.
 * Immutable once made; safe in any thread. */
#pragma once

#include "data/change/run.h"
#include "render/drawing/drawing.h"
#include "render/page/options.h"

/* Errors: RENDER (page too small for its furniture: at least 60 x 45 mm; too many periods for small
 * multiples; an inset without room), CRS, IO (base map). remarks (utf8) receives what the user should know:
 * no base map found, a font family that is not installed, a frame without any of the changes. */
SalPage *sal_page_new(const SalPageOptions *options, GPtrArray *remarks, GError **error);
void sal_page_free(SalPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPage, sal_page_free)

/* The page for one period; of layouts with one page for the run, change is ignored and may be NULL. Error:
 * RENDER, e.g. a title that does not fit in three lines. */
SalDrawing *sal_page_draw(const SalPage *page, const SalChange *change, GError **error);

/* The periods of the class that the page shows; lent. */
const SalRun *sal_page_get_run(const SalPage *page);

/* Whether a layout shows all periods on one page. */
gboolean sal_page_layout_is_of_run(SalPageLayout layout);
/* Reads map|map+chart|grid|cumulative. Error: USAGE. */
gboolean sal_page_layout_parse(const char *text, SalPageLayout *layout, GError **error);
