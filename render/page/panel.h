/* A panel: a map of the page with all that it shows. The main map, each inset, the locator and the small
 * multiples are panels. Ground and labels of a panel are made once, and each drawing adds the areas of a
 * content. A panel is not changed after it has been finished, and is then safe in any thread. */
#pragma once

#include "data/geometry/area.h"
#include "render/map/layers.h"
#include "render/map/outside.h"
#include "render/map/own-layer.h"
#include "render/names/labels.h"
#include "render/page/content.h"

typedef struct {
  const SalStyle *style;          /* lent */
  const SalBasemap *basemap;      /* used by sal_panel_new() only */
  const SalAreaModel *area_model; /* of the numbers of changed parts, lent; NULL: they have no numbers */
  const SalGeometry *aoi; /* what lies outside is veiled; used by sal_panel_new() only; NULL: nothing is */
  gboolean is_of_region;  /* that is a region, and the rest was looked at as well */
  const GPtrArray *own_layers; /* SalOwnLayer, lent; NULL: none */
} SalPanelOptions;

typedef struct _SalPanel SalPanel;

/* Takes map. */
SalPanel *sal_panel_new(SalMap *map, const SalPanelOptions *options);
void sal_panel_free(SalPanel *panel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPanel, sal_panel_free)

const SalMap *sal_panel_get_map(const SalPanel *panel);
const SalGround *sal_panel_get_ground(const SalPanel *panel);
/* Finds what its frame does not show. Lent. */
const SalOutside *sal_panel_get_outside(const SalPanel *panel);
/* Whether something that was not looked at is in the frame. */
gboolean sal_panel_has_veil(const SalPanel *panel);
/* The labels (GArray of SalLabel) on the maps of a set, see sal_page_find_label_set(); lent; NULL: none. */
const GArray *sal_panel_get_labels(const SalPanel *panel, guint set);

/* Makes the layers that all drawings of the panel share. Takes labels (SalLabel, whose places outlive the
 * panel) and graticule; both may be NULL. */
void sal_panel_finish(SalPanel *panel, GArray *labels, SalLayer *graticule);

/* Adds the labels of another set; takes labels. Those of the first set are there by then. */
void sal_panel_add_labels(SalPanel *panel, GArray *labels);

/* Says under which SalPanelView.id and .title the panel is drawn, so that drawings share the layers of that name,
 * too. After it has been finished. */
void sal_panel_set_name(SalPanel *panel, const char *id, const char *title);

/* Whether anything of own layer number `index` is in the frame, on the map of a period; NULL: of any. After the panel has
 * been finished. */
gboolean sal_panel_shows_own(const SalPanel *panel, guint index, const SalPeriod *period);

/* In what one drawing of a panel differs from others. */
typedef struct {
  const char *id;      /* put before the ids of layers and items, with '-'; NULL: nothing */
  const char *title;   /* put before the titles of layers, with ": "; NULL: nothing */
  double dx_mm, dy_mm; /* how far it is moved from the frame of its map */
  guint label_set;     /* whose labels stand on it */
  GHashTable *news;    /* a set of SalPlace, which must be named; NULL: none */
  const GArray
      *covered;    /* SalTurnedRect: labels that they touch are left out unless they must stay; NULL: none */
  SalLayer *marks; /* of settlements, below names; lent; NULL: none */
  GHashTable *marked;      /* a set of SalPlace: these have marks instead of dots; NULL: none have */
  const SalPeriod *period; /* of which own layers show what has a day; lent; NULL: all of it is shown */
  SalLayer *own_labels;    /* of own layers, over names; lent; NULL: none */
  SalLayer *notes;         /* below names; lent; NULL: none */
  SalLayer *callouts;      /* lent; NULL: none */
  SalLayer *own_callouts;  /* above them; lent; NULL: none */
  SalLayer *outlines;      /* of insets, below names and callouts; lent; NULL: none */
} SalPanelView;

/* Adds the layers of a panel, with the areas of a content, to a drawing, in the order of the style. shown
 * (a set, may be NULL) receives the ids of the areas of which anything is drawn. */
void sal_panel_draw(const SalPanel *panel, const SalContent *content, const SalPanelView *view,
                    SalDrawing *drawing, GHashTable *shown);
