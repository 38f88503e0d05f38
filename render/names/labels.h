/* Labels: where each name stands so that none covers another, a marker, or the furniture, and so that little
 * of what the map is about is hidden. Placed once for all periods of a run; what a period's callouts need is
 * then taken out, and nothing moves. */
#pragma once

#include "data/places/places.h"
#include "render/map/map.h"
#include "render/names/placement.h"

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

#define SAL_LABELS_NEARNESS 2.5 /* a usual SalLabelOptions.nearness */

/* The labels that fit, most important first, inside the frame, clear of obstacles. The same input gives the
 * same labels. GArray of SalLabel. */
GArray *sal_labels_place(const SalMap *map, const GArray *places, const SalLabelOptions *options);

/* The labels that are clear of obstacles (SalTurnedRect) and stand where they stood. GArray of SalLabel. */
GArray *sal_labels_filter(const GArray *labels, const GArray *obstacles);

/* How many labels suit a frame: the smaller, the denser. */
guint sal_labels_get_suitable_number(SalRect frame);

/* The text style of a label. */
const SalTextStyle *sal_label_get_text_style(const SalLabel *label, const SalStyle *style);

/* A layer "places": names, then dots; without items if there are none. */
SalLayer *sal_labels_make_layer(const SalStyle *style, SalRect frame, const GArray *labels);
