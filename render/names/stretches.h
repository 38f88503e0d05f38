/* Stretches of rivers and other lines that a straight name can follow. */
#pragma once

#include "data/geometry/geometry.h"

#define SAL_STRETCH_MOST_BEND_MM 2.6 /* how much a stretch may bend */

typedef struct {
  SalPoint middle;       /* of its chord, mm */
  double angle_deg;      /* within +-90 */
  double up_mm, down_mm; /* how far it bends to either side of the chord */
  double off_middle_mm;  /* how far along the line it is from the line's middle */
} SalStretch;

/* The stretches, each about length_mm long, of the river that passes nearest to a point; none if no river
 * is near. rivers: lines, page mm, may be NULL. GArray of SalStretch, owned by the caller. */
GArray *sal_stretches_find(const SalGeometry *rivers, SalPoint at, double length_mm);

/* Those of all lines (page mm). GArray of SalStretch, owned by the caller. */
GArray *sal_stretches_list(const SalGeometry *lines, double length_mm);
