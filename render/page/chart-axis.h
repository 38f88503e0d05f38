/* What stands under the periods of a chart, and under which of them where there is no room for all. */
#pragma once

#include "data/dates/calendar.h"
#include "render/words/words.h"

/* Where the period from a day on counts from for thinning out: months from January, quarters from the first,
 * years as people count them, others by their index in the run. */
int sal_chart_axis_get_key(SalDay from, SalEvery every, guint index);
/* The distances that labels may have, in periods, ascending, then 0. Static. */
const int *sal_chart_axis_get_strides(SalEvery every);
/* How many periods a year holds, at which labels are nothing but years; 0: never. */
int sal_chart_axis_get_year_stride(SalEvery every);

/* What stands under a period, and the year that belongs below that. months: twelve short names. Owned by the
 * caller. */
char *sal_chart_axis_describe(const SalWords *words, SalDay from, SalEvery every, const char *const *months,
                              int *year_found);
