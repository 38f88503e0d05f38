/* Place labels: where each name stands so that none covers another, a marker, or the furniture. */
#pragma once

#include "render/basemap.h"
#include "render/map.h"

typedef struct {
  const SalPlace *place; /* lent */
  guint rank;            /* index into the style's place ranks */
  double dot_x, dot_y;   /* mm */
  double x, y;           /* of the text's baseline anchor, mm */
  SalAnchor anchor;
  SalRect box; /* that the text takes with its halo, mm */
} SalLabel;

typedef struct {
  const SalStyle *style;
  const GArray *obstacles;  /* SalRect, mm: never covered; NULL: none */
  const SalGeometry *avoid; /* polygons, mm: covered as little as can be; NULL: none */
  guint max_labels;
} SalLabelOptions;

/* The labels that fit, most important first: greedy over eight positions around each dot, inside the frame,
 * clear of obstacles. The same input gives the same labels. GArray of SalLabel. */
GArray *sal_labels_place(const SalMap *map, const GArray *places, const SalLabelOptions *options);

/* How many labels suit a frame: the smaller, the denser. */
guint sal_labels_get_suitable_number(SalRect frame);
