/* A bar chart of a run. The net of each period is a bar, with gained and lost thin behind it.
 *
 * A chart is made once, from the figures of all periods, so that its axis is the same in all pictures;
 * only the emphasis of one period differs. Immutable once made; safe in any thread. */
#pragma once

#include "data/change/change.h"
#include "data/change/rate.h"
#include "render/drawing/drawing.h"
#include "render/words/words.h"

typedef enum {
  SAL_CHART_KNOWN,
  SAL_CHART_INCOMPLETE, /* part of a period: the bar is hatched */
  /* Perhaps not a movement: the bar is hollow, is cut at the ends of the axis, which does not count it, and
   * has a diamond on top. */
  SAL_CHART_RESET,
  SAL_CHART_ACCEPTED, /* not a movement: the same in the colour of the axis, without gained and lost */
  SAL_CHART_UNKNOWN   /* no figures: the whole column is hatched */
} SalChartState;

typedef struct {
  SalDay from; /* its first day */
  SalChartState state;
  double gained, lost, net; /* areas in the unit of the chart */
  const char *name;         /* the group of its bar is called after it; lent; NULL: it is no group */
} SalChartPeriod;

/* Colours and type. Of areas only the fill is used. */
typedef struct {
  SalAreaStyle gained, lost; /* of the emphasised period */
  SalAreaStyle bar, gross;   /* of the others: net; gained and lost */
  SalLineStyle axis, grid;
  SalTextStyle text; /* in its final size */
  const char *font_family;
} SalChartStyle;

typedef struct {
  const SalChartPeriod *
      periods; /* in order; lent until sal_chart_new() returns, but for their names, which outlive the chart */
  guint n_periods;
  SalEvery every;
  const SalChartStyle *style;  /* copied, except the name of the font, which outlives the chart */
  const char *const *headings; /* what the bars are, see render/page/chart-head.h */
  const SalWords *words;       /* of labels and numbers, lent until sal_chart_new() returns; NULL: English */
  const char *mean_text;       /* says what the line at mean means; NULL: no line */
  double mean;
  const char *reset_text; /* says what a diamond means; NULL: nothing says it */
} SalChartOptions;

typedef struct _SalChart SalChart;

/* The figures, in a unit of so many km2 and by a rate if there is one, and the state of a change as a chart shows them. */
SalChartPeriod sal_chart_describe(const SalChange *change, SalRate rate, double unit_km2);

/* A chart in rect (page mm), with heading and labels. Error: RENDER, for a rectangle below 40 x 20 mm or
 * without periods. */
SalChart *sal_chart_new(const SalChartOptions *options, SalRect rect, GError **error);
void sal_chart_free(SalChart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalChart, sal_chart_free)

/* Draws the chart and emphasises the period with number current, if there is one. */
void sal_chart_draw(const SalChart *chart, guint current, SalLayer *layer);
