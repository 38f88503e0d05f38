/* Labels: where each name stands so that none covers another, a marker, or the furniture, and so that little
 * of what the map is about is hidden. Placed once for all periods of a run; what a period's callouts need is
 * then taken out, and nothing moves. */
#pragma once

#include "render/map/map.h"
#include "render/names/label.h"

#define SAL_LABELS_NEARNESS 2.5 /* a usual SalLabelOptions.nearness */

/* The labels that fit, most important first, inside the frame, clear of obstacles. The same input gives the
 * same labels. GArray of SalLabel. */
GArray *sal_labels_place(const SalMap *map, const GArray *places, const SalLabelOptions *options);

/* The labels that are clear of obstacles (SalTurnedRect) and stand where they stood. GArray of SalLabel. */
GArray *sal_labels_filter(const GArray *labels, const GArray *obstacles);

/* How many labels suit a frame: the smaller, the denser. */
guint sal_labels_get_suitable_number(SalRect frame);

/* A layer "places": names, then dots; without items if there are none. */
SalLayer *sal_labels_make_layer(const SalStyle *style, SalRect frame, const GArray *labels);
