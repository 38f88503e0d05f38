/* Which corner of the map the furniture takes: the one where it hides least. */
#pragma once

#include "render/drawing.h"

/* What furniture may hide, all in page millimetres; each may be NULL. */
typedef struct {
  const SalGeometry *changed; /* of all periods of the run */
  const SalGeometry *held;    /* at its end */
  const SalGeometry *land;
} SalHidden;

/* The rectangle of a size (its x and y do not count) in one of the frame's corners, inset_mm from its sides. Hiding
 * change counts most, then held territory, then land. The same input gives the same corner. */
SalRect sal_corner_choose(SalRect frame, SalRect size, double inset_mm, const SalHidden *hidden);
