/* A label: the name of a place, where it stands on the page. */
#pragma once

#include "data/places/place.h"
#include "render/drawing/text.h"
#include "render/names/turned-rect.h"

#define SAL_LABEL_PADDING_MM 0.35 /* kept free around a name beyond its halo, and around a dot */

typedef struct {
  const SalPlace *place; /* lent */
  guint rank;            /* of a settlement: index into the style's place ranks */
  double importance;
  gboolean has_dot;
  double dot_x, dot_y; /* mm; where the place is */
  double x, y;         /* of the text's baseline anchor, mm */
  SalAnchor anchor;
  double angle_deg;      /* counter-clockwise about the anchor; within +-90 */
  SalTurnedRect box;     /* that the text takes with its halo */
  SalTurnedRect dot_box; /* that the dot takes; of no size without one */
} SalLabel;

/* What matters for how much a label is worth and where it may stand. */
typedef struct {
  const SalStyle *style;
  const GArray *obstacles; /* SalTurnedRect: never covered; NULL: none */
  guint max_labels;        /* of settlements; a quarter of it for rivers, waters and areas */
  double nearness;         /* what lying at the change adds to importance, which is 1 to 7 for places from
                              hamlets to capitals; less with distance; 0: none */
  /* In page mm, each may be NULL. */
  const SalGeometry *changed; /* of all periods of the run: near to it places matter, and it stays in sight */
  const SalGeometry *held;    /* at the run's end: its edge is the front line */
  const SalGeometry *land;    /* polygons: a sea or a lake is named only where it is drawn, outside them */
  const SalGeometry *coast, *borders; /* lines: crossed if need be */
  const SalGeometry *rivers;          /* lines that names of rivers follow; without one no river is
                                         named */
} SalLabelOptions;

/* The text style of a label. */
const SalTextStyle *sal_label_get_text_style(const SalLabel *label, const SalStyle *style);

/* A label's text measured, and what is kept free of it. */
typedef struct {
  SalTextExtents extents;
  double above_mm, below_mm; /* of the baseline */
  double pad_mm;             /* all around */
} SalLabelText;

SalLabelText sal_label_measure(const SalLabel *label, const SalStyle *style);

/* Sets the box of a text whose baseline's middle is at x, y, turned by the label's angle. */
void sal_label_set_box(SalLabel *label, const SalLabelText *text, double x, double y);
