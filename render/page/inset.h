/* A small map in a frame of its own on the main map: a zoomed sector, or the locator. */
#pragma once

#include "render/page/panel.h"

typedef struct {
  char *id, *title; /* "inset-a", "Inset A" */
  SalPanel *panel;
  SalLayer *backing;   /* the frame's ground, below the panel */
  SalLayer *furniture; /* letter, scale bar, outline of the main map: above it */
  gboolean is_locator; /* shows its ground alone */
  SalStyle *style; /* of the locator; a shallow copy, whose names the page's style lends; NULL: the page's */
} SalInset;

/* Without a panel. style: of the page. */
SalInset *sal_inset_new(const SalStyle *style, const char *id, const char *title, SalRect rect);
void sal_inset_free(SalInset *inset);

/* Adds the inset, with the content of the main map, to a drawing. */
void sal_inset_draw(const SalInset *inset, const SalContent *content, SalDrawing *drawing);
