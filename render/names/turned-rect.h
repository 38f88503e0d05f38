/* Rectangles of the page that may be turned, such as that of a name along a river. */
#pragma once

#include "render/drawing/drawing.h"

typedef struct {
  double x, y; /* of its middle, mm */
  double width, height;
  double angle_deg; /* counter-clockwise about its middle */
} SalTurnedRect;

SalTurnedRect sal_turned_rect_new(SalRect upright);
/* The rectangle round a straight line. */
SalTurnedRect sal_turned_rect_new_line(SalPoint from, SalPoint to, double thickness_mm);
SalTurnedRect sal_turned_rect_grow(SalTurnedRect rect, double margin_mm);
SalBox sal_turned_rect_get_box(SalTurnedRect rect);
/* Whether two rectangles share more than an edge. */
gboolean sal_turned_rect_overlaps(SalTurnedRect a, SalTurnedRect b);
