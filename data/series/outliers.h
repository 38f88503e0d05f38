/* Dates that lie far apart from all others of a series: most often a year that was mistyped or misread. */
#pragma once

#include "data/series/entry.h"

/* Remarks (utf8) on the entries (GArray of SalEntry, by date) at either end that are at most a tenth of all, or
 * one, if the gap between them and the rest is
 *   - ten years and ten times as long as all the rest, or longer, or
 *   - a century or longer, and the rest shorter than that.
 * It takes three others, so that a few maps of centuries far apart are nothing odd. Only the dates themselves
 * are asked, so that the same data always give the same remarks. */
void sal_outliers_remark(const GArray *entries, GPtrArray *remarks);

/* Remarks on entries later than a day. */
void sal_outliers_remark_future(const GArray *entries, SalDay today, GPtrArray *remarks);
