/* What the small maps on the main map show: insets the sectors with the most change, a locator the
 * surroundings. */
#pragma once

#include "data/change/change.h"
#include "render/map/map.h"

typedef struct {
  SalBox box;   /* lon/lat, xmax may exceed 180; on the main map it fits into rect */
  SalRect rect; /* on the main map, page mm, in the aspect of the inset; its middle is that of the box */
  double km2;   /* gained and lost inside */
  double share; /* of all change in the run that the main map shows */
} SalSector;

typedef struct {
  const SalMap *map;                      /* the main map */
  double inset_width_mm, inset_height_mm; /* of an inset's frame on the page */
  guint n;                                /* at most so many */
  double least_zoom;                      /* an inset's scale is at least so many times larger; 0: 2.5 */
} SalSectorOptions;

/* The sectors with the most change (gained and lost) in a run, the busiest first. They do not overlap.
 * There are fewer than n where the next one would have less than 4 % of the change. changes: SalChange.
 * GArray of SalSector, owned by the caller. */
GArray *sal_sectors_find(const GPtrArray *changes, const SalSectorOptions *options);

/* The lon/lat box that a locator shows around that of a frame: six times as wide for a small frame, three
 * times for a large one. Empty for a frame that needs no locator, higher than 40 degrees or wider than 60.
 * xmin is in -180..180, xmax may exceed 180. */
SalBox sal_locator_find_box(SalBox frame_box);
