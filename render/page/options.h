/* What a page shows and how, as its maker says it. */
#pragma once

#include "data/geometry/area.h"
#include "data/places/places.h"
#include "render/map/scalebar.h"
#include "render/words/words.h"
#include "styles/style.h"

typedef enum {
  SAL_LAYOUT_MAP,        /* a page for each period: its map */
  SAL_LAYOUT_MAP_CHART,  /* and the net change of all periods as bars */
  SAL_LAYOUT_GRID,       /* one page: a small map for each period */
  SAL_LAYOUT_CUMULATIVE, /* one page: what was gained and is still held, coloured by when */
  SAL_LAYOUT_COMPARISON, /* a page for each period: what only A, what only B and what both hold */
  SAL_N_LAYOUTS
} SalPageLayout;

#define SAL_MAX_MULTIPLES 36
#define SAL_PAGE_AUTO_CALLOUTS G_MAXUINT

typedef struct {
  double width_mm, height_mm;
  const SalStyle *style; /* lent, outlives the page */
  SalPageLayout layout;
  SalBox extent;               /* lon/lat that the frame shows at least */
  const char *map_crs;         /* NULL: default */
  const char *basemap;         /* auto, none or a folder; NULL: auto */
  const char *borders;         /* defacto, none or a file; NULL: defacto */
  const SalPlaceQuery *places; /* language, spellings and files of the names; NULL: English ones; used by
                                  sal_page_new() only */
  const char *title, *subtitle, *credit; /* templates, see render/words/captions.h; NULL: the usual ones */
  const SalWords *words;                 /* lent, outlives the page; NULL: English */
  SalScaleUnits units;                   /* of the scale bar */
  const char *compared[2]; /* what A and B are called, for SAL_LAYOUT_COMPARISON: changes are states of
                              comparisons then */
  const char *class_name;  /* interned; whose change is shown, others as they stand; NULL: the first one's */
  const SalAreaModel *area_model; /* lent, outlives the page */
  int date_shift_days[2];         /* of A and of B where two sources are compared, else both the same */
  guint n_insets;                 /* the busiest sectors, zoomed in; 0: none */
  guint n_callouts;     /* at most so many changes with their number on the map, or SAL_PAGE_AUTO_CALLOUTS */
  gboolean has_locator; /* a small map of where the frame is, where there is room */
  gboolean has_graticule;
  /* SalChange: all of the run, lent, outlive the page: for what must not differ between its pages, for charts
   * and for other classes; NULL: usual sizes are assumed. */
  const GPtrArray *changes;
} SalPageOptions;

/* See render/page/page.h. */
typedef struct _SalPage SalPage;
