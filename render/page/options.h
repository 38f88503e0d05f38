/* What the pages of a run are to show, and how. */
#pragma once

#include "data/base/cache.h"
#include "data/change/holdings.h"
#include "data/change/rate.h"
#include "data/change/region.h"
#include "data/change/theatre.h"
#include "data/geometry/area.h"
#include "data/geometry/tiling.h"
#include "data/places/places.h"
#include "render/map/own-layer.h"
#include "render/map/scalebar.h"
#include "render/names/name-wishes.h"
#include "render/names/note.h"
#include "render/page/own-inset.h"
#include "render/words/words.h"
#include "styles/page-template.h"

typedef enum {
  SAL_LAYOUT_MAP,        /* a page for each period: its map */
  SAL_LAYOUT_MAP_CHART,  /* and the net change of all periods as bars */
  SAL_LAYOUT_GRID,       /* one page: a small map for each period */
  SAL_LAYOUT_CUMULATIVE, /* one page: what was gained and is still held, coloured by when */
  SAL_LAYOUT_REGIONS,    /* a page for each period: regions coloured by their net change */
  SAL_LAYOUT_SHARES,     /* likewise by the share of each that is held at the end */
  SAL_LAYOUT_TURNOVER,   /* one page: how often ground changed hands */
  SAL_LAYOUT_FRONTS,     /* one page: where the front was at the end of each period, as lines */
  SAL_LAYOUT_COMPARISON, /* a page for each period: what only A, what only B and what both hold */
  SAL_N_LAYOUTS
} SalPageLayout;

#define SAL_MAX_MULTIPLES 36
#define SAL_PAGE_AUTO_CALLOUTS G_MAXUINT
#define SAL_PAGE_AUTO_INSETS G_MAXUINT
#define SAL_MAX_INSETS 6

typedef struct {
  double width_mm, height_mm;
  const SalStyle *style; /* lent, outlives the page */
  const SalPageTemplate
      *template;    /* where all stands; lent, outlives the page; NULL: blocks are stacked around the map */
  const char *text; /* of its column of text, in place of its own; lent, outlives the page; NULL: none */
  SalPageLayout layout;
  SalBox extent;       /* lon/lat: what the frame shows at least */
  const char *map_crs; /* NULL: default */
  const SalTiling
      *clip; /* one tile, outside of which nothing is drawn; lent, outlives the page; NULL: all is */
  const SalGeometry
      *aoi; /* lon/lat: outside of it nothing was looked at; lent, outlives the page; NULL: all was */
  const char *basemap;    /* auto, none or a folder; NULL: auto */
  const char *borders;    /* defacto, none or a file; NULL: defacto */
  const SalDay *map_date; /* lent; NULL: the end of the last period; see SalBasemapQuery */
  gboolean names_countries, names_regions, names_waters, names_districts; /* tiers of names */
  /* Language, spellings and files of the names; NULL: English ones. Used by sal_page_new() only. */
  const SalPlaceQuery *places;
  const char *title, *subtitle, *credit; /* templates, see render/words/captions.h; NULL: the usual ones */
  const SalWords *words;                 /* lent, outlives the page; NULL: English */
  SalScaleUnits units;                   /* of the scale bar */
  const char *compared[2];               /* what A and B are called, for SAL_LAYOUT_COMPARISON only */
  gboolean is_of_region;  /* aoi is a region, outside of which the page is silent, though all was looked at */
  const char *class_name; /* interned: the class whose change is shown; NULL: the first */
  const char *definition; /* what that class is, in words; NULL: nothing to say */
  const SalAreaModel *area_model; /* lent, outlives the page */
  SalRate rate;                   /* by which subtitles tell what changed as well */
  int date_shift_days[2];         /* of A and of B where two sources are compared, else the same twice */
  guint credit_left_out;          /* SalCreditPart */
  guint n_insets;                 /* of the largest groups of change; 0: none; or SAL_PAGE_AUTO_INSETS */
  const SalOwnInset *own_insets;  /* what else is to be zoomed in on; lent, outlives the page */
  guint n_own_insets;
  const GArray *name_wishes; /* SalNameWish; lent, outlives the page; NULL: none */
  const GPtrArray *notes;    /* SalNote, of the user; lent, outlives the page; NULL: none */
  const GArray *
      pins; /* SalPosition: callouts of changes and pieces of furniture; lent, outlives the page; NULL: none */
  const GPtrArray *own_layers; /* SalOwnLayer, of the user; lent, outlives the page; NULL: none */
  guint n_callouts;            /* at most so many, or SAL_PAGE_AUTO_CALLOUTS */
  gboolean has_callout_names;  /* callouts say where */
  gboolean has_locator;        /* a small map of where the frame is, if there is room */
  gboolean has_graticule;
  gboolean has_basemap_legend; /* the legend names what the map has of a base map of the user's */
  /* SalChange: of all periods and classes of the run, for SAL_LAYOUT_COMPARISON the states of comparisons.
   * Lent, outlive the page. NULL: they are not known yet, and usual sizes are assumed. */
  const GPtrArray *changes;
  /* Of layouts of regions, else NULL: the regions, and SalChange of them, among others, in the periods of changes. Lent,
   * outlive the page. */
  const SalRegions *regions;
  const GPtrArray *region_changes;
  /* SalStep of the class, which keep what changed, for SAL_LAYOUT_TURNOVER; lent, used by sal_page_new() only. NULL or
   * empty: the changes of periods are the steps. */
  const GArray *steps;
  /* Where fronts can lie, for SAL_LAYOUT_FRONTS; lent, used by sal_page_new() only. NULL: all edges of what is held are
   * fronts. */
  const SalTheatre *theatre;
  /* Who holds which place, lent, outlives the page: maps of periods mark those that changed hands. NULL: no marks. */
  const SalHoldings *holdings;
  guint64 max_bytes; /* of reading, see SalReadOptions: how often edges of steps may cross follows it */
  guint n_threads;   /* of making what all pages share; 0: one per core */
  SalCache
      *cache; /* for what the base map takes long to find; lent, used by sal_page_new() only; NULL: none */
} SalPageOptions;

/* See render/page/page.h. */
typedef struct _SalPage SalPage;
