/* Where the names and values of a map's regions stand: in the same spot on the pages of all periods. A value without room
 * in its region stands outside of all regions, with a leader, and without room there in its region without the name. None covers another or furniture. */
#pragma once

#include "render/page/state.h"

typedef struct {
  const char *id;      /* interned: of the region's area in the content */
  char **lines;        /* its name */
  double scale;        /* of the type sizes */
  SalRect box;         /* of name and value */
  gboolean has_leader; /* from foot, in the region, to the box */
  SalPoint foot;
} SalRegionSpot;

/* Finds the spots (SalRegionSpot) of all regions on the main map of a page, furniture first. n_left_out receives how many
 * regions in sight have no room. Owned by the caller. */
GArray *sal_region_spots_find(const SalPage *page, guint *n_left_out);

/* A layer "values" with a group for each region of a content that has a spot. Owned by the caller. */
SalLayer *sal_region_spots_make_layer(const SalPage *page, const SalContent *content);
