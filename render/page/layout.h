/* Where things stand on the page, in millimetres; the same for every period of a run. */
#pragma once

#include "data/change/run.h"
#include "render/drawing/textblock.h"
#include "render/page/legend.h"
#include "render/page/page.h"

typedef struct {
  double margin_mm;
  gboolean is_compact; /* a very narrow page: default title and credit in short */
  gboolean has_strip; /* the legend is a strip below the maps; the default subtitle of a small page leaves the
                         numbers to it */
  SalTextBlock title, subtitle, credit;
  SalLegend *legend;                             /* without scale bar */
  double title_y, subtitle_y, strip_y, credit_y; /* tops of the blocks */
  SalRect content;                               /* what is left for maps and charts */
} SalLayout;

/* pages: the legend entries of all pages (GArray of SalLegendEntry). Errors: RENDER (page too small, a text
 * that does not fit, an unknown placeholder). */
SalLayout *
sal_layout_new(const SalPageOptions *options, const SalRun *run, const GPtrArray *pages, GError **error);
void sal_layout_free(SalLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalLayout, sal_layout_free)

/* Whether a page is so narrow that its words are fewer and smaller. */
gboolean sal_layout_is_narrow(const SalPageOptions *options);

/* The map's and the chart's part of the content, for a page with both: the chart stands below the map, or at
 * its right where the content is wide. */
void sal_layout_split_chart(const SalLayout *layout, double gap_mm, SalRect *map, SalRect *chart);

/* The cells of small multiples, row by row: as many columns as make maps of this aspect (width by height)
 * largest.
 */
typedef struct {
  guint n_columns, n_rows;
  double width_mm, height_mm;  /* of a map */
  double step_x_mm, step_y_mm; /* from one map to the next */
  SalPoint first;              /* the top left corner of the first map */
} SalCells;

typedef struct {
  double heading_mm; /* above each map, with the gap below it */
  double gap_mm;     /* between cells */
} SalCellSizes;

/* Error: RENDER, if maps would be smaller than 10 mm. */
gboolean sal_layout_find_cells(const SalLayout *layout, guint n, double aspect, SalCellSizes sizes,
                               SalCells *cells, GError **error);
