/* Days, and years, months and weeks in days.
 *
 * A day is the number of days since 1970-01-01 in the proleptic Gregorian calendar. It has no time zone. As in
 * ISO 8601, year 0 is 1 BC. Years here may lie beyond those that dates can have. */
#pragma once

#include <glib.h>

typedef gint32 SalDay;

#define SAL_DAY_NONE G_MININT32

#define SAL_YEAR_MAX 9999           /* dates have years from minus this to this */
#define SAL_CIVIL_EPOCH_DAYS 719162 /* from 0001-01-01 to 1970-01-01 */

/* a / b, rounded down. */
gint64 sal_civil_floor_div(gint64 a, gint64 b);

/* The first day of a year. */
gint64 sal_civil_year_start(int year);
/* The first day of a month, 1 to 12, and how many days it has. */
SalDay sal_civil_month_start(int year, int month);
int sal_civil_month_length(int year, int month);

/* That day of a month, 1 to 31, or the month's last day if it is shorter. month counts on from the year's
 * first and may lie in another year: 13 is the January after. */
SalDay sal_civil_month_day(int year, int month, int day);

/* The Monday on or before a day. */
SalDay sal_civil_find_monday(SalDay day);
