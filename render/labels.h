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
} SalLabel;

/* The labels that fit, most important first: greedy over eight positions around each dot, inside the frame, clear of
 * obstacles (SalRect, mm). The same input gives the same labels. max_labels bounds their number. GArray of SalLabel. */
GArray *sal_labels_place(const SalMap *map, const GArray *places, const SalStyle *style, const GArray *obstacles,
                         guint max_labels);
