/* Places the names on a map so that they cover neither each other nor dots nor furniture, and hide little
 * of what the map is about. They are placed once for all periods of a run. Names that are in the way of a
 * period's callouts are left out on its page, and all others stay where they are. */
#pragma once

#include "render/map/map.h"
#include "render/names/label.h"

#define SAL_LABELS_NEARNESS 2.5 /* the usual SalLabelOptions.nearness */

/* The labels that fit inside the frame and are clear of obstacles, the most important first. The same
 * input gives the same labels. GArray of SalLabel, owned by the caller. */
GArray *sal_labels_place(const SalMap *map, const GArray *places, const SalLabelOptions *options);

/* Those of the labels that are clear of obstacles (SalTurnedRect). GArray of SalLabel, owned by the
 * caller. */
GArray *sal_labels_filter(const GArray *labels, const GArray *obstacles);

/* How many labels suit a frame. They are denser in a small one. */
guint sal_labels_get_suitable_number(SalRect frame);

/* A layer "places" with a group "label-NAME" for each name and its dot, without items if there are no labels.
 * Owned by the caller. */
SalLayer *sal_labels_make_layer(const SalStyle *style, SalRect frame, const GArray *labels);
