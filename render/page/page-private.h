/* What the files of a page share. */
#pragma once

#include "data/change/cumulative.h"
#include "render/page/chart.h"
#include "render/page/layout.h"
#include "render/page/page.h"
#include "render/page/panel.h"

/* A small map in a frame of its own on the main map: a zoomed sector, or the locator. */
typedef struct {
  char *id, *title; /* "inset-a", "Inset A" */
  SalPanel *panel;
  SalLayer *backing;   /* the frame's ground, below the panel */
  SalLayer *furniture; /* letter, scale bar, outline of the main map: above it */
  gboolean is_locator; /* shows its ground alone */
  SalStyle *style;     /* of the locator, shallow: its names are lent by the page's style; NULL: the page's */
} SalInset;

/* What stands above a small multiple: the period with its net, without the unit, or the period alone. */
typedef enum { SAL_HEADING_FULL, SAL_HEADING_BARE, SAL_HEADING_PERIOD } SalHeadingDetail;

struct _SalPage {
  SalPageOptions options; /* its texts are copies */
  char *texts[8];         /* what the options' texts point to */
  SalRun *run;
  SalLayout *layout;
  SalBasemap *basemap;
  SalPanel *panel; /* the main map, or the first of small multiples */
  SalLayer *paper;
  gboolean has_disputed;         /* disputed borders are in sight */
  SalRect legend_rect, bar_rect; /* on the map; of no width: not there */
  GArray *furniture;             /* SalTurnedRect: what stands on the main map, with a margin */
  GPtrArray *fixed;              /* SalLayer: furniture of the main map that all periods share */
  GPtrArray *insets;             /* SalInset */
  SalLayer *outlines;            /* of the insets' sectors, on the main map; NULL: none */
  SalGeometry *sector_lines;     /* the same as lines, which names and callouts should not cover */
  SalGeometry *changed;          /* in any period of the run and drawn, on the main map */
  SalChart *chart;               /* NULL: none */
  double heading_scale;          /* of the type size of their headings */
  SalHeadingDetail heading_detail;
  SalCells cells;         /* of small multiples */
  SalContent *cumulative; /* of that layout, else NULL */
  SalCumulative *parts;   /* whose polygons it lends */
};

/* What a page is made of, each in its own file: prepares page; then adds maps and charts to a drawing and
 * returns the legend entries (GArray of SalLegendEntry) of what was drawn. */
gboolean sal_page_prepare_map(SalPage *page, GPtrArray *remarks, GError **error);
GArray *sal_page_draw_map(const SalPage *page, const SalChange *change, SalDrawing *drawing);
gboolean sal_page_prepare_grid(SalPage *page, GPtrArray *remarks, GError **error);
GArray *sal_page_draw_grid(const SalPage *page, SalDrawing *drawing);

/* Finds where legend, insets, locator and north arrow stand on the main map and makes them. held: at the
 * run's end, page mm, may be NULL. Error: RENDER, for what does not fit. */
gboolean sal_page_furnish(SalPage *page, const SalGeometry *held, GError **error);
void sal_inset_free(SalInset *inset);

/* Makes the layout and the main panel: with the legend entry of disputed borders if they are in sight.
 * find_frame says where on the laid-out page the panel's map stands. */
typedef gboolean (*SalPageFindFrame)(SalPage *page, SalRect *frame, GError **error);
gboolean sal_page_fit(SalPage *page, SalPageFindFrame find_frame, GPtrArray *remarks, GError **error);

/* What of a run matters for where labels stand, in page mm; each may be NULL. */
typedef struct {
  const SalGeometry *changed; /* in any of its periods */
  const SalGeometry *held;    /* at its end */
  const GArray *obstacles;    /* SalTurnedRect */
} SalPanelSights;

/* The areas of one period, or of a comparison. */
SalContent *sal_page_make_content(const SalPage *page, const SalChange *change);

/* The labels of a panel. GArray of SalLabel. */
GArray *sal_page_place_labels(const SalPage *page, const SalPanel *panel, const SalPanelSights *sights,
                              guint max_labels);

/* The corner of a frame where a piece hides least of what changed: bottom left unless another is better.
 * changed (page mm) may be NULL. avoid_top_left: something stands there. */
SalRect sal_page_find_corner(SalRect frame, SalRect size, double gap_mm, const SalGeometry *changed,
                             gboolean avoid_top_left);

/* All that changed in the run and is drawn, on a map's page; may overlap. */
SalGeometry *sal_page_project_changes(const SalPage *page, const SalMap *map);
/* What is held at the end of the run, on a map's page; NULL if that is not known. */
SalGeometry *sal_page_project_held(const SalPage *page, const SalMap *map);
