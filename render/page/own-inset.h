/* A part of the map that a user wants enlarged. */
#pragma once

#include "data/dates/when.h"
#include "data/geometry/geometry.h"
#include "styles/style.h"

typedef struct {
  SalBox box;            /* lon/lat, xmax may exceed 180 */
  char *name;            /* what messages call it, and SVG */
  SalWhen when;          /* on which maps it is */
  SalStyleCorner corner; /* of the map in which it stands; AUTO: as the style says */
} SalOwnInset;
