/* The scale of a chart in the unit of its areas: its range, and where its ticks are. */
#pragma once

#include "render/words/words.h"

typedef struct {
  double low, high; /* takes in 0 and at least one tick beside it */
  double step;      /* from tick to tick; round */
} SalChartScale;

/* A scale for a range, which takes in 0, on a plot of this height: a step that leaves each tick its line
 * of text, and at most five ticks or so. */
SalChartScale sal_chart_scale_choose(double low, double high, double height_mm, double line_mm);

guint sal_chart_scale_count_ticks(const SalChartScale *scale);
double sal_chart_scale_get_tick(const SalChartScale *scale, guint index);
/* How far down the plot a value stands, 0 to 1. What lies outside the range stands at its end. */
double sal_chart_scale_find(const SalChartScale *scale, double area);

/* A tick's number with as many decimals as it needs, at most three. Owned by the caller. */
char *sal_chart_scale_format(const SalWords *words, double area);
