/* Land from lines of the coast, which have land on their left and sea on their right: joined to chains, cut at a frame and closed
 * along its edge. */
#pragma once

#include "data/geometry/geometry.h"

/* What keeps lines from being a coast. */
typedef struct {
  guint n;          /* pieces of which it is so; 0: nothing is wrong */
  SalPoint first;   /* where the westernmost one is */
  const char *what; /* what they do, "end within the frame"; static */
} SalOsmCoastFault;

/* The land within a frame: valid polygons in lon/lat, whose points on the frame's edge are exactly there. They are empty if no
 * line enters the frame. The order of the lines has no influence. NULL: the lines are no coast, and fault says why.
 * Owned by the caller. */
SalGeometry *sal_osm_coast_make_land(const SalGeometry *lines, SalBox frame, SalOsmCoastFault *fault);
