/* A scale bar: a round length in two halves, labelled with 0, the half and the whole. It is in kilometres
 * or in miles, or there is a bar for both, one above the other. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/words/words.h"

typedef enum { SAL_SCALE_KM, SAL_SCALE_MILES, SAL_SCALE_BOTH } SalScaleUnits;

typedef struct {
  const SalStyle *style; /* lent, outlives the bar */
  const SalWords *words; /* lent, outlives the bar; NULL: English */
  SalScaleUnits units;
  double text_scale; /* of the style's type size */
} SalScaleBarOptions;

/* One of the bars. */
typedef struct {
  double unit_m;    /* of the unit of its numbers: kilometre, metre, mile or foot */
  SalWord unit;     /* what that is called */
  double length_m;  /* 1, 2 or 5 times a power of ten of the unit */
  double length_mm; /* on the page */
} SalScaleRuler;

typedef struct {
  SalScaleBarOptions options;
  SalScaleRuler rulers[2];
  guint n_rulers;
  SalTextStyle text;          /* of the numbers */
  SalColor ground;            /* of the hollow half */
  double width_mm, height_mm; /* with its numbers */
} SalScaleBar;

/* The longest round lengths that fit within max_mm at m_per_mm, the scale of the map at one point. The bar
 * is right at that point only. */
SalScaleBar sal_scale_bar_choose(double m_per_mm, double max_mm, const SalScaleBarOptions *options);

/* Draws the bar; the top left corner of its box is at x, y. */
void sal_scale_bar_draw(const SalScaleBar *bar, SalLayer *layer, double x_mm, double y_mm);
