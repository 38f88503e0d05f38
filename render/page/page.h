/* The pages of a run: title, subtitle, maps, charts, legend, scale bar and credit, laid out in
 * millimetres. What they share (frames, base map, positions of labels) is made once, and drawing the page
 * of a period adds its changes. Immutable once made; safe in any thread. */
#pragma once

#include "data/change/run.h"
#include "data/change/turnover.h"
#include "render/drawing/drawing.h"
#include "render/page/options.h"

/* remarks (utf8, may be NULL) receives what the user should know, for example that there is no base map,
 * or none of the changes in the frame. Errors: RENDER (a page below 60 x 45 mm or too small for its
 * furniture; too many periods for small multiples; an inset without room), CRS, IO (base map). */
SalPage *sal_page_new(const SalPageOptions *options, GPtrArray *remarks, GError **error);
void sal_page_free(SalPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPage, sal_page_free)

/* The page of one period. If the layout has one page for the whole run, change is ignored and may be NULL.
 * Owned by the caller. Error: RENDER, for example for a title that does not fit in three lines. */
SalDrawing *sal_page_draw(const SalPage *page, const SalChange *change, GError **error);

/* The periods of the class that the pages show. Lent. */
const SalRun *sal_page_get_run(const SalPage *page);

/* What the main map of a page shows, or each of its small multiples. */
typedef struct {
  SalBox extent;       /* lon/lat: the box that was fitted into the frame */
  const char *crs;     /* of the map, lent */
  double scale;        /* the denominator at the frame's middle: 2e6 is 1:2,000,000 */
  gboolean has_border; /* what follows is known */
  const char *country; /* English, whose border is meant below; NULL: it is one that is stated */
  double gained_at_border_km2, lost_at_border_km2; /* in the borderland (data/change/borderland.h) */
  double gained_outside_km2, lost_outside_km2;     /* what changed outside of the frame */
} SalPageFrame;

/* Sets what the frame says of the border, which the credit of the page says. change: as in sal_page_draw(). */
void sal_page_measure_border(const SalPage *page, const SalChange *change, SalPageFrame *frame);

/* change: as in sal_page_draw(). */
SalPageFrame sal_page_describe_frame(const SalPage *page, const SalChange *change);

/* What a map of turnover shows, lent; NULL: the layout is another one. */
const SalTurnover *sal_page_get_turnover(const SalPage *page);

/* Where the front was (SalFrontPosition), by day, on a map of fronts; lent; NULL: the layout is another one. */
const GArray *sal_page_get_positions(const SalPage *page);

/* Whether a layout shows all periods on one page. */
gboolean sal_page_layout_is_of_run(SalPageLayout layout);
/* Whether it needs regions and their changes. */
gboolean sal_page_layout_has_regions(SalPageLayout layout);
/* Reads map|map+chart|grid|cumulative|regions|shares|turnover|fronts. Error: USAGE. */
gboolean sal_page_layout_parse(const char *text, SalPageLayout *layout, GError **error);
