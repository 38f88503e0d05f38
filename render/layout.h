/* Where things stand on the page, in millimetres; the same for every period of a run. */
#pragma once

#include "render/legend.h"
#include "render/page.h"
#include "render/textblock.h"

typedef struct {
  double margin_mm;
  gboolean is_compact; /* a very narrow page: default title and credit in short */
  gboolean has_strip;  /* a small map: the legend is a strip below it, the default subtitle leaves the numbers
                          to it */
  SalTextBlock title, subtitle, credit;
  SalLegend legend;                              /* without scale bar */
  double title_y, subtitle_y, strip_y, credit_y; /* tops of the blocks */
  SalRect frame;
} SalLayout;

/* has_disputed: disputed borders are in sight and need a legend entry. Errors: RENDER (page too small, a text
 * that does not fit, an unknown placeholder). */
gboolean
sal_layout_compute(SalLayout *layout, const SalPageOptions *options, gboolean has_disputed, GError **error);
