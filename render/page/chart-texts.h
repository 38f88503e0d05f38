/* The texts of a chart in their places, all in one font. */
#pragma once

#include "render/drawing/drawing.h"

typedef struct {
  const char *font_family; /* lent */
  SalTextStyle style;
  double line_mm, ascent_mm, cap_mm; /* of the font: line to line, and above the baseline */
  GArray *texts;
} SalChartTexts;

void sal_chart_texts_init(SalChartTexts *texts, const char *font_family, const SalTextStyle *style);
void sal_chart_texts_clear(SalChartTexts *texts);

double sal_chart_texts_measure_mm(const SalChartTexts *texts, const char *text);
/* Takes text; y is that of its baseline. */
void sal_chart_texts_add(SalChartTexts *texts, char *text, double x, double y, SalAnchor anchor);
void sal_chart_texts_draw(const SalChartTexts *texts, SalLayer *layer);
