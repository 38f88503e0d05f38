/* What the files of a page share. */
#pragma once

#include "data/cumulative.h"
#include "render/layout.h"
#include "render/page.h"
#include "render/panel.h"

/* A zoomed sector: its own panel, and its outline on the main map. */
typedef struct {
  SalPanel *panel;
  char *id, *title;    /* "inset-a", "A" */
  SalScaleBar bar;
  SalLayer *furniture; /* letter and scale bar */
} SalInset;

struct _SalPage {
  SalPageOptions options; /* its texts are copies */
  char *texts[6];         /* what the options' texts point to */
  SalRun *run;
  SalLayout *layout;
  SalBasemap *basemap;
  SalPanel *panel;        /* the main map, or the first of small multiples */
  SalLayer *paper;
  SalRect legend_rect;    /* on the map */
  SalGeometry *changed;   /* in any period of the run and drawn, on the main map */
  gboolean has_disputed;  /* disputed borders are in sight */
  GPtrArray *insets;      /* SalInset */
  SalPanel *locator;      /* NULL: none */
  SalCells cells;         /* of small multiples */
  SalContent *cumulative; /* of that layout, else NULL */
  SalCumulative *parts;   /* whose polygons it lends */
};

/* What a page is made of, each in its own file: prepares page; then adds maps and charts to a drawing and returns the
 * legend entries (GArray of SalLegendEntry) of what was drawn. */
gboolean sal_page_prepare_map(SalPage *page, GPtrArray *remarks, GError **error);
GArray *sal_page_draw_map(const SalPage *page, const SalChange *change, SalDrawing *drawing);
void sal_page_clear_map(SalPage *page);
gboolean sal_page_prepare_grid(SalPage *page, GPtrArray *remarks, GError **error);
GArray *sal_page_draw_grid(const SalPage *page, SalDrawing *drawing);
/* Makes the layout and the main panel: with the legend entry of disputed borders if they are in sight. find_frame
 * says where on the laid-out page the panel's map stands. */
typedef gboolean (*SalPageFindFrame)(SalPage *page, SalRect *frame, GError **error);
gboolean sal_page_fit(SalPage *page, SalPageFindFrame find_frame, GPtrArray *remarks, GError **error);

/* What of a run matters for where labels stand, in page mm; each may be NULL. */
typedef struct {
  const SalGeometry *changed; /* in any of its periods */
  const SalGeometry *held;    /* at its end */
} SalPanelSights;

/* The labels of a panel, clear of the furniture. GArray of SalLabel. */
GArray *sal_page_place_labels(const SalPage *page, SalPanel *panel, const SalPanelSights *sights, guint max_labels);

/* What stands on the main map, with a margin. GArray of SalTurnedRect. */
GArray *sal_page_list_furniture(const SalPage *page);
