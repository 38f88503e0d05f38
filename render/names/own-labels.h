/* The labels of layers of the user's own. */
#pragma once

#include "render/map/own-layer.h"
#include "render/names/taken.h"

/* What labels are placed by. All is lent. */
typedef struct {
  const GPtrArray *layers; /* SalOwnLayer, the most important first */
  const SalPeriod *period; /* see sal_own_layer_shows() */
  const char *font_family;
  SalTaken *symbols; /* of all layers, which labels cover where there is no other way; NULL: none */
  guint *n_left_out; /* receives how many labels of what is in the frame found no spot; NULL: not wanted */
} SalOwnLabelOptions;

/* Writes each label beside its symbol, along its line, again and again if that is long, or inside its area, wherever it lies in the frame and
 * clear of obstacles (GArray of SalTurnedRect), to which it is added then; one that finds no such spot is left out.
 * Returns a layer "own-labels", possibly without items, owned by the caller. */
SalLayer *sal_own_labels_place(const SalMap *map, const SalOwnLabelOptions *options, GArray *obstacles);
