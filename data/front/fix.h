/* What was done to front lines so that they close. */
#pragma once

#include "data/geometry/geometry.h"

typedef enum {
  SAL_FRONT_JOINED,   /* two loose ends were joined */
  SAL_FRONT_EXTENDED, /* a loose end was extended to the outline */
  SAL_FRONT_DROPPED,  /* a dangle was dropped; it reached from its loose end to where it hung */
  SAL_FRONT_N_FIXES
} SalFrontFixKind;

typedef struct {
  SalFrontFixKind kind;
  SalPoint from, to; /* lon, lat */
  double length_m;   /* of a dangle: measured along it */
} SalFrontFix;
