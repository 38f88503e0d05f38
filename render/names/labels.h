/* Places the names on a map so that they cover neither each other nor dots nor furniture, and hide little
 * of what the map is about.
 *
 * Cities and the places in the news of a page come first: on every page that they belong to, they have a name.
 * Names are placed once for all periods of a run, so that each stands in the same spot on all pages or is left
 * out. Where names of different months compete for a spot, those that lose are reserves: a reserve stands on
 * the pages of which its place is news, and what it overlaps is left out there. A city that it overlaps has a
 * reserve as well, for these pages. */
#pragma once

#include "render/map/map.h"
#include "render/names/label.h"

#define SAL_LABELS_NEARNESS 2.5 /* the usual SalLabelOptions.nearness */

/* The labels that fit inside the frame and are clear of obstacles, the most important first, reserves among them. The
 * same input gives the same labels. GArray of SalLabel, owned by the caller. */
GArray *sal_labels_place(const SalMap *map, const GArray *places, const SalLabelOptions *options);

/* The labels of one page. news: a set of SalPlace that it must name; NULL: none. They and the cities are marked
 * as must_stay. GArray of SalLabel, owned by the caller. */
GArray *sal_labels_choose(const GArray *labels, GHashTable *news);
/* Adds the boxes and dots of those that must stay to obstacles (SalTurnedRect). labels may be NULL. */
void sal_labels_add_obstacles(const GArray *labels, GArray *obstacles);

/* Those of the labels that must stay or are clear of obstacles (SalTurnedRect). GArray of SalLabel, owned by the
 * caller. */
GArray *sal_labels_filter(const GArray *labels, const GArray *obstacles);

/* How many labels suit a frame. They are denser in a small one. */
guint sal_labels_get_suitable_number(SalRect frame);
/* How many villages may fill the room between them. */
guint sal_labels_get_number_of_villages(SalRect frame);

/* A layer "places" with a group "label-NAME" for each name and its dot, without items if there are no labels.
 * Owned by the caller. */
SalLayer *sal_labels_make_layer(const SalStyle *style, SalRect frame, const GArray *labels);
