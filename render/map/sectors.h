/* What small maps beside the main one show: the busiest sectors for insets, and the wider context for a
 * locator.
 */
#pragma once

#include "data/change/change.h"
#include "render/map/map.h"

typedef struct {
  SalBox box;   /* lon/lat, xmax may exceed 180; on the main map it fits in rect */
  SalRect rect; /* on the main map, page mm; the box's middle is its middle; in the inset's aspect */
  double km2;   /* gained and lost inside */
  double share; /* of all the change of the run that the main map shows */
} SalSector;

typedef struct {
  const SalMap *map;                      /* the main map */
  double inset_width_mm, inset_height_mm; /* of an inset's frame on the page */
  guint n;                                /* at most so many */
  double least_zoom;                      /* how many times larger an inset's scale is at least; 0: 2.5 */
} SalSectorOptions;

/* The sectors with the most change (gained and lost) of a run, busiest first: SalSector. Disjoint; fewer than
 * n where what is left is below 4 % of the change. Owned by the caller. changes: SalChange. */
GArray *sal_sectors_find(const GPtrArray *changes, const SalSectorOptions *options);

/* The lon/lat box that a locator map shows around a frame's: six times as wide for a small frame, three times
 * for a large one. Empty for a frame that needs none: higher than 40 degrees or wider than 60. xmin is in
 * -180..180, xmax may exceed 180. */
SalBox sal_locator_find_box(SalBox frame_box);
