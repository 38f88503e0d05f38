/* What stands under the periods of a chart, and under which of them where there is no room for all. */
#pragma once

#include "data/dates/calendar.h"
#include "render/page/chart-texts.h"
#include "render/words/words.h"

/* All lent, used by the call only. */
typedef struct {
  const SalWords *words; /* NULL: English */
  SalEvery every;
  const SalDay *days; /* the first day of each period; n_days of them */
  guint n_days;
  SalRect rect, plot; /* of the whole chart, and of its bars, a column for each period */
  double row_y[2];    /* the baselines of periods, and of their years */
} SalChartAxis;

/* Adds the labels to the texts. */
void sal_chart_axis_label(const SalChartAxis *options, SalChartTexts *texts);
