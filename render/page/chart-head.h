/* What stands above the plot of a chart: its heading, and the keys of its mean and of its resets. */
#pragma once

#include "render/page/chart-texts.h"

#define SAL_CHART_DIAMOND_MM 1.0 /* half of a reset's mark */

typedef struct {
  /* Longest first, NULL-terminated: the first one that fits is taken, and the last one is cut if it must be. */
  const char *const *headings;
  const char *mean_text, *reset_text; /* NULL: no such key */
} SalChartHeadOptions;

typedef struct {
  double height_mm;
  SalRect mean_key;   /* a sample of the mean's line, a point high */
  SalPoint reset_key; /* the middle of a diamond */
} SalChartHead;

/* Adds heading and keys to the texts, at the top of a rectangle. */
SalChartHead sal_chart_head_place(const SalChartHeadOptions *options, SalRect rect, SalChartTexts *texts);
