/* A point and a box, in whatever unit their owner says. */
#pragma once

#include <glib.h>

typedef struct {
  double x, y;
} SalPoint;

/* Empty when xmin > xmax. */
typedef struct {
  double xmin, ymin, xmax, ymax;
} SalBox;
