/* Which side of its front lines the holder is on. */
#pragma once

#include "data/geometry/geometry.h"

/* Where the holder's side is known from. Users say one of the first three. */
typedef enum {
  SAL_SIDE_POINT,  /* a point that the holder has */
  SAL_SIDE_LEFT,   /* of each line, as one looks along it */
  SAL_SIDE_RIGHT,  /* likewise */
  SAL_SIDE_POINTS, /* points that the holder has */
  SAL_SIDE_BEFORE  /* what the holder had before */
} SalSideKind;

typedef struct {
  SalSideKind kind;
  SalPoint point;         /* for SAL_SIDE_POINT: lon, lat */
  gboolean then_previous; /* holds for the first snapshot of a series, each later one goes by that before */
  const SalGeometry *places; /* SAL_SIDE_POINTS: the points, SAL_SIDE_BEFORE: valid polygons; lent */
} SalSide;

/* Reads LON,LAT or left or right, or one of them after "previous:". Error: USAGE. */
gboolean sal_side_parse(const char *text, SalSide *side, GError **error);
