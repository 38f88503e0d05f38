/* On which side of its front lines the holder is. */
#pragma once

#include "data/geometry/geometry.h"

/* How the holder's side is known. Users give one of the first three. */
typedef enum {
  SAL_SIDE_POINT,  /* a point that the holder has */
  SAL_SIDE_LEFT,   /* the left of each line, looking along it */
  SAL_SIDE_RIGHT,  /* the right of each line, likewise */
  SAL_SIDE_POINTS, /* points that the holder has */
  SAL_SIDE_BEFORE  /* what the holder had before */
} SalSideKind;

typedef struct {
  SalSideKind kind;
  SalPoint point;            /* for SAL_SIDE_POINT: lon, lat */
  gboolean then_previous;    /* it is the side in the first snapshot; later ones go by the one before */
  const SalGeometry *places; /* for SAL_SIDE_POINTS: the points; for SAL_SIDE_BEFORE: valid polygons; lent */
} SalSide;

/* Reads LON,LAT (within 360 and 90 degrees), left or right, or one of them after "previous:". Error:
 * USAGE. */
gboolean sal_side_parse(const char *text, SalSide *side, GError **error);
