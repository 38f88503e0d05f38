/* Rates: what changed, divided by the days that it took from one snapshot to the other. */
#pragma once

#include <glib.h>

#define SAL_DAYS_PER_MONTH 30.4375 /* a twelfth of 365.25 */

typedef enum { SAL_RATE_NONE, SAL_RATE_DAY, SAL_RATE_MONTH } SalRate;

/* Reads per-day or per-month. Error: USAGE. */
gboolean sal_rate_parse(const char *text, SalRate *rate, GError **error);

/* "per-day", "per-month", and "day", "month"; static. NULL for SAL_RATE_NONE. */
const char *sal_rate_get_name(SalRate rate);
const char *sal_rate_get_unit(SalRate rate);

/* How many of the rate's units so many days are: what a change is to be divided by. */
double sal_rate_count(SalRate rate, int days);
