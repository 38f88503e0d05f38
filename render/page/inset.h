/* A small map in a frame of its own on the main map: a zoomed sector, or the locator. */
#pragma once

#include "data/dates/when.h"
#include "render/map/sectors.h"
#include "render/page/panel.h"

/* What a content shows as changed on an inset. */
typedef struct {
  double added_km2, lost_km2; /* as on the page; 0 where the panel has no area model */
  gboolean is_empty;          /* nothing changed there */
} SalInsetFigure;

/* What it shows of one period beside the areas. All is lent. */
typedef struct {
  const SalPeriod *period;
  guint label_set;                /* see SalPanelView.label_set */
  SalLayer *marks;                /* of settlements; NULL: there are none */
  GHashTable *marked;             /* see SalPanelView.marked */
  SalLayer *own_labels;           /* NULL: there are none */
  SalLayer *notes, *own_callouts; /* NULL: there are none */
  const GArray *covered;          /* see SalPanelView.covered */
  GHashTable *ids;                /* receives those of the areas that it draws; NULL: not wanted */
} SalInsetView;

typedef struct {
  char *id, *title; /* "inset-a", "Inset A" */
  SalPanel *panel;
  SalLayer *backing;   /* the frame's ground, below the panel */
  SalLayer *furniture; /* letter, scale bar, outline of the main map: above it */
  SalSector sector;    /* not of the locator */
  gboolean is_locator; /* shows its ground alone */
  gboolean is_asked;   /* by the user: it is drawn even if nothing changed there, */
  SalWhen when;        /* on these maps */
  GArray *obstacles;   /* SalTurnedRect: its letter and scale bar; NULL: none */
  SalPoint figure;     /* where the figure stands, mm: its left end on the baseline */
  SalStyle *style; /* of the locator; a shallow copy, whose names the page's style lends; NULL: the page's */
} SalInset;

/* Without a panel. style: of the page. */
SalInset *sal_inset_new(const SalStyle *style, const char *id, const char *title, SalRect rect);
void sal_inset_free(SalInset *inset);

SalInsetFigure sal_inset_measure(const SalInset *inset, const SalContent *content, const SalAreaModel *model);

/* Adds the inset, with the content of the main map, to a drawing. figure: a layer above all; NULL: none. */
void sal_inset_draw(const SalInset *inset, const SalContent *content, const SalInsetView *shown,
                    SalLayer *figure, SalDrawing *drawing);
