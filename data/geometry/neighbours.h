/* Which of many polygons may share area, found by their edges: boxes say little where polygons nest or wind
 * around each other. */
#pragma once

#include "data/geometry/geometry.h"

typedef struct {
  guint first, second; /* first < second */
} SalNeighbours;

/* Finds the pairs of members (SalGeometry, polygons in degrees) whose edges come near each other, or of which
 * one begins inside the other; in order of the first and then of the second. All others share nothing. Returns
 * a GArray of SalNeighbours, or NULL if there are more than max pairs. */
GArray *sal_neighbours_find(const GPtrArray *members, guint max);
