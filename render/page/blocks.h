/* The blocks of a page in millimetres: title, subtitle, legend, credit, and the room for maps and charts. They are
 * stacked, and maps have what is left, or stand in the boxes of a template. They are the same for every period of a
 * run. */
#pragma once

#include "render/drawing/textblock.h"
#include "render/page/boxes.h"
#include "render/page/legend.h"
#include "render/page/texts.h"

typedef struct {
  double margin_mm;
  gboolean is_narrow;  /* the page's words are fewer and smaller */
  gboolean is_compact; /* a very narrow page: usual titles and credits are short */
  gboolean has_strip;  /* the legend is a strip below the maps; the usual subtitle of a small page leaves the
                          numbers to it */
  SalTextBlock title, subtitle, credit, source;
  SalRect title_rect, subtitle_rect, credit_rect,
      source_rect;         /* where they stand; of no width: they are not on the page */
  SalLegend *legend;       /* without scale bar */
  double strip_y;          /* top of the strip */
  SalRect content;         /* what is left for maps and charts */
  GArray *boxes;           /* SalPlacedBox, of the template; NULL: there is none, and blocks are stacked */
  SalRect legend_rect;     /* of the legend beside the map; of no width: it is on the map, or a strip below */
  gboolean has_first_form; /* that legend is a list of one column in the type size that the template wants */
  SalRect chart_rect;      /* of the chart; of no width: it shares the content with the map */
  SalRect lacking;         /* how large a legend is that has no room in its box; of no width: it has */
} SalBlocks;

/* All lent, used by the call only. */
typedef struct {
  const SalPageOptions *page;
  const SalLayout *layout;
  const SalCaptionOptions *captions;
  const SalRun *run;
  const GPtrArray *pages;          /* the legend entries of all pages: GArray of SalLegendEntry */
  const SalCumulative *cumulative; /* of a cumulative map; else NULL */
  const GArray *boxes;             /* SalPlacedBox: of a template; NULL: there is none */
  gboolean wants_strip;            /* the legend must be a strip, unless it has a box of a template */
  gboolean may_grow;               /* texts of boxes may be higher than these */
} SalBlockOptions;

/* Errors: RENDER (page too small, a text that does not fit, an unknown placeholder). */
SalBlocks *sal_blocks_new(const SalBlockOptions *options, GError **error);
void sal_blocks_free(SalBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBlocks, sal_blocks_free)

/* Sets the legend of a template's box anew, which is so high: a list, or else columns or lines of entries, in the largest type that
 * fits. FALSE: none does. */
gboolean sal_blocks_fit_legend(SalBlocks *blocks, const SalBlockOptions *options, double height_mm);

/* The height of what a box holds, without its padding: of a title, subtitle, credit, source or legend. */
double sal_blocks_measure_mm(const SalBlocks *blocks, const SalPlacedBox *placed);

/* The size of the legend where it is a piece of the map's furniture; else 0. */
SalRect sal_blocks_get_map_legend_size(const SalBlocks *blocks);

/* Draws a block in its rectangle as a template aligns it, or at the top. Returns the height that it takes, or -1 with an
 * error (RENDER). */
double sal_blocks_draw_text(const SalBlocks *blocks, SalBoxKind kind, const char *text, SalLayer *layer,
                            GError **error);

/* Whether a page is so narrow that its words are fewer and smaller. */
gboolean sal_blocks_is_narrow(const SalPageOptions *page);
