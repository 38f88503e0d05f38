/* Land from lines of the coast, which have land on their left and sea on their right: joined to chains, cut at a frame and closed
 * along its edge. */
#pragma once

#include "data/geometry/geometry.h"

typedef enum {
  SAL_OSM_COAST_WRAPS, /* an edge is longer than 180 degrees */
  SAL_OSM_COAST_FORKS,
  SAL_OSM_COAST_ENDS, /* within the frame */
  SAL_OSM_COAST_TAKES_NO_TURNS,
  SAL_OSM_COAST_HAS_WRONG_SIDE,
  SAL_OSM_COAST_CROSSES
} SalOsmCoastFaultKind;

/* What keeps lines from being a coast. */
typedef struct {
  guint n;        /* pieces of which it is so; 0: nothing is wrong */
  SalPoint first; /* where the westernmost one is */
  SalOsmCoastFaultKind kind;
} SalOsmCoastFault;

/* "3 lines end within the frame, the westernmost at 1.5000,0.6000"; for a fault only. Owned by the caller. */
char *sal_osm_coast_tell(const SalOsmCoastFault *fault);

/* The land within a frame: valid polygons in lon/lat, whose points on the frame's edge are exactly there. They are empty if no
 * line enters the frame. The order of the lines has no influence. NULL: the lines are no coast, and fault says why.
 * Owned by the caller. */
SalGeometry *sal_osm_coast_make_land(const SalGeometry *lines, SalBox frame, SalOsmCoastFault *fault);
