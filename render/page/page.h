/* A page: title, subtitle, maps, charts, legend, scale bar and credit, laid out in millimetres. What all
 * pages of a run share (frames, base map, label positions) is made once; drawing a period adds its changes.
 * Immutable once made; safe in any thread. */
#pragma once

#include "data/change/change.h"
#include "data/change/run.h"
#include "render/map/basemap.h"
#include "render/map/map.h"
#include "render/map/scalebar.h"
#include "render/words/words.h"

typedef enum {
  SAL_LAYOUT_MAP,        /* a page a period: its map */
  SAL_LAYOUT_MAP_CHART,  /* and the net change of all periods as bars */
  SAL_LAYOUT_GRID,       /* one page: a small map for each period */
  SAL_LAYOUT_CUMULATIVE, /* one page: what was gained and is still held, coloured by when */
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
  const char *title; /* NULL: a neutral default; may hold {period} {from} {to} {class} {gained} {lost} {net}
                        {region} {source} {mean} {n} */
  const char *subtitle;    /* NULL: period, gained, lost, net */
  const char *credit;      /* put before the snapshots' dates; NULL: none */
  const SalWords *words;   /* lent, outlives the page; NULL: English */
  SalScaleUnits units;     /* of the scale bar */
  const char *compared[2]; /* what A and B are called where changes are states of comparisons: only for
                              SAL_LAYOUT_MAP; NULL: they are changes */
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

typedef struct _SalPage SalPage;

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

/* The box that shows where things changed: gained and lost areas that make up nearly all of the change of the
 * run, with a margin, so that specks far away do not shrink the map. changes: SalChange. Empty if nothing
 * changed. */
SalBox sal_page_find_extent(const GPtrArray *changes);

/* "2024-08": "August 2024"; weeks, quarters, years and days likewise; partial periods say "to DATE". Owned by
 * the caller. */
char *sal_page_describe_period(const SalWords *words, const SalPeriod *period);
