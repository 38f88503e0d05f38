/* What the small maps on the main map show: insets the largest groups of change, a locator the
 * surroundings. */
#pragma once

#include "data/change/change.h"
#include "data/geometry/area.h"
#include "render/map/map.h"

typedef struct {
  SalBox box;   /* lon/lat, xmax may exceed 180; on the main map it fits into rect */
  SalRect rect; /* on the main map, page mm, in the aspect of the inset; its middle is that of the box */
  SalBox group; /* lon/lat: the groups for which it is made; the inset shows them whole, with a margin */
  double km2;   /* gained and lost of all groups inside */
  double share; /* of all groups of the run that the main map shows */
} SalSector;

typedef struct {
  const SalMap *map;                      /* the main map */
  const SalAreaModel *area_model;         /* NULL: there are no sectors */
  double inset_width_mm, inset_height_mm; /* of an inset's frame on the page */
  guint n;                                /* at most so many */
  double least_zoom;                      /* an inset's scale is at least so many times larger; 0: 2 */
  gboolean
      needed_only; /* only for groups that are too small to be read on the main map, and count for much */
} SalSectorOptions;

/* Sectors around the largest groups of change (data/change/change-group.h) in any period of a run, the largest
 * first. Each holds its largest group whole, and others near it. Sectors do not overlap. A group that would fill
 * more than an inset, or with what is near it has less than 4 % of the change, has none. changes: SalChange.
 * GArray of SalSector, owned by the caller. */
GArray *sal_sectors_find(const GPtrArray *changes, const SalSectorOptions *options);

/* The sector that shows a box (lon/lat) in an inset's frame; km2 and share are 0. FALSE if the map does not
 * show it, or it is too large. n, least_zoom and needed_only are not used. */
gboolean sal_sector_frame(SalBox box, const SalSectorOptions *options, SalSector *sector);

/* The lon/lat box that a locator shows around that of a frame: six times as wide for a small frame, three
 * times for a large one. Empty for a frame that needs no locator, higher than 40 degrees or wider than 60.
 * xmin is in -180..180, xmax may exceed 180. */
SalBox sal_locator_find_box(SalBox frame_box);
