/* A scale bar: a round length in two halves, with 0, the half and the whole written above. */
#pragma once

#include "render/drawing.h"

typedef struct {
  double length_m;            /* 1, 2 or 5 times a power of ten */
  double length_mm;           /* on the page */
  SalTextStyle text;          /* of the numbers */
  SalColor ground;            /* of the hollow half */
  double width_mm, height_mm; /* with its numbers */
} SalScaleBar;

/* The longest round length within max_mm at m_per_mm. text_scale applies to the style's type size. */
SalScaleBar sal_scale_bar_choose(double m_per_mm, double max_mm, const SalStyle *style, double text_scale);

/* Draws the bar with its box's top left corner at x, y. */
void
sal_scale_bar_draw(const SalScaleBar *bar, const SalStyle *style, SalLayer *layer, double x_mm, double y_mm);
