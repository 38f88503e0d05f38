/* Which corner of the map the furniture takes: the one where it hides least. */
#pragma once

#include "render/legend.h"

/* What furniture may hide, all in page millimetres; each may be NULL. */
typedef struct {
  const SalGeometry *changed; /* of all periods of the run */
  const SalGeometry *held;    /* at its end */
  const SalGeometry *land;
} SalHidden;

/* Hiding change counts most, then held territory, then land. The same input gives the same corner. */
SalCorner sal_corner_choose(SalRect frame, const SalLegend *legend, const SalHidden *hidden);
