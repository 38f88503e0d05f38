/* The blocks of a page, stacked in millimetres: title, subtitle, legend strip, credit, and the room that
 * is left for maps and charts. They are the same for every period of a run. */
#pragma once

#include "render/drawing/textblock.h"
#include "render/page/legend.h"
#include "render/page/texts.h"

typedef struct {
  double margin_mm;
  gboolean is_narrow;  /* the page's words are fewer and smaller */
  gboolean is_compact; /* a very narrow page: usual titles and credits are short */
  gboolean has_strip;  /* the legend is a strip below the maps; the usual subtitle of a small page leaves the
                          numbers to it */
  SalTextBlock title, subtitle, credit;
  SalLegend *legend;                             /* without scale bar */
  double title_y, subtitle_y, strip_y, credit_y; /* tops of the blocks */
  SalRect content;                               /* what is left for maps and charts */
} SalBlocks;

/* All lent, used by the call only. */
typedef struct {
  const SalPageOptions *page;
  const SalLayout *layout;
  const SalCaptionOptions *captions;
  const SalRun *run;
  const GPtrArray *pages;          /* the legend entries of all pages: GArray of SalLegendEntry */
  const SalCumulative *cumulative; /* of a cumulative map; else NULL */
} SalBlockOptions;

/* Errors: RENDER (page too small, a text that does not fit, an unknown placeholder). */
SalBlocks *sal_blocks_new(const SalBlockOptions *options, GError **error);
void sal_blocks_free(SalBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBlocks, sal_blocks_free)

/* Whether a page is so narrow that its words are fewer and smaller. */
gboolean sal_blocks_is_narrow(const SalPageOptions *page);
