/* A bar chart of a run: net of each period as a bar, gained and lost thin behind it, one axis for all
 * pictures.
 *
 * All of a chart but the emphasis of one period is settled when it is made, from the figures of all periods.
 * Immutable once made; safe in any thread. */
#pragma once

#include "data/change/change.h"
#include "render/drawing/drawing.h"
#include "render/words/words.h"

typedef enum {
  SAL_CHART_KNOWN,
  SAL_CHART_INCOMPLETE, /* a part of a period: its bar is hatched */
  SAL_CHART_RESET,    /* perhaps no movement: hollow, cut at the axis' ends, marked with a diamond on top; the
                         axis does not count it */
  SAL_CHART_ACCEPTED, /* no movement: the same, without gained and lost and in the axis' colour */
  SAL_CHART_UNKNOWN   /* no figures: the whole column is hatched */
} SalChartState;

typedef struct {
  SalDay from; /* its first day */
  SalChartState state;
  double gained_km2, lost_km2, net_km2;
} SalChartPeriod;

/* Colours and type. The fills count; lines are drawn as they are given. */
typedef struct {
  SalAreaStyle gained, lost; /* of the emphasised period */
  SalAreaStyle bar, gross;   /* of the others: net; gained and lost */
  SalLineStyle axis, grid;
  SalTextStyle text; /* in its final size */
  const char *font_family;
} SalChartStyle;

typedef struct {
  const SalChartPeriod *periods; /* in order; lent until sal_chart_new() returns */
  guint n_periods;
  SalEvery every;
  const SalChartStyle *style;  /* copied, but for the name of the font, which outlives the chart */
  const char *const *headings; /* what the bars are; see render/page/chart-head.h */
  const SalWords *words;       /* of labels and numbers, lent until sal_chart_new() returns; NULL: English */
  const char *mean_text;       /* says what the line at mean_km2 is; NULL: no line */
  double mean_km2;
  const char *reset_text; /* says what a diamond is; NULL: nothing does */
} SalChartOptions;

typedef struct _SalChart SalChart;

/* The figures and the state of a change as a chart shows them. */
SalChartPeriod sal_chart_describe(const SalChange *change);

/* The chart in rect (page mm), with heading and labels. Errors: RENDER, for a rectangle below 40 x 20 mm or
 * no periods. */
SalChart *sal_chart_new(const SalChartOptions *options, SalRect rect, GError **error);
void sal_chart_free(SalChart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalChart, sal_chart_free)

/* Draws all of it with period number current emphasised; none is where there is no such number. */
void sal_chart_draw(const SalChart *chart, guint current, SalLayer *layer);
