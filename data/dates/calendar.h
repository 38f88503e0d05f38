/* Days, dates as they are found in names and fields, and the periods that a series is divided into.
 *
 * A day is the number of days since 1970-01-01 in the proleptic Gregorian calendar. It has no time zone.
 * Years are -9999 to 9999; as in ISO 8601, year 0 is 1 BC. */
#pragma once

#include "data/dates/civil.h"

/* Those that SAL_BOUNDARY_FIRST and the like apply to come last. */
typedef enum {
  SAL_EVERY_DAYS,
  SAL_EVERY_SNAPSHOT, /* from each snapshot to the next */
  SAL_EVERY_WEEK,
  SAL_EVERY_MONTH,
  SAL_EVERY_QUARTER,
  SAL_EVERY_YEAR
} SalEvery;

typedef struct {
  SalEvery every;
  int days; /* for SAL_EVERY_DAYS: 1 or more */
} SalCadence;

/* The boundary days between months, quarters or years:
 *   SAL_BOUNDARY_FIRST  the first day of each;
 *   SAL_BOUNDARY_LAST   the last day of each;
 *   1 to 31             that day of the first month of each, or the month's last day if it is shorter. */
#define SAL_BOUNDARY_FIRST 0
#define SAL_BOUNDARY_LAST (-1)

/* A week, month, quarter or year, or the year in which a period of any other kind begins. */
typedef struct {
  SalEvery every;
  int year;   /* a week belongs to the year that ISO 8601 counts it in */
  int number; /* of the week, month or quarter in its year, from 1; 0 for the other kinds */
} SalPeriodUnit;

typedef struct {
  SalDay from, to;    /* the boundary days; the change of the period is what differs between them */
  SalPeriodUnit unit; /* which week, month, quarter or year it is, or is a part of */
  SalPeriodUnit last; /* if is_joined: that of the last of the joined periods */
  gboolean is_joined;
  gboolean is_of_years; /* from and to are years of which no day is known; their first days stand for them */
  char name[28];    /* 2024-11, 2024-W45, 2024-Q4 or 2024; 2024-11-03, the first day, for SAL_EVERY_DAYS and
                    SAL_EVERY_SNAPSHOT; the names of the first and the last, 2024-08--2025-05, if is_joined */
  gboolean partial; /* its start or its end is cut off */
  gboolean begins_late, ends_early; /* if partial: which of them; neither is set if that is not known */
} SalPeriod;

/* Which comes first in dates such as 8/3/1914. */
typedef enum { SAL_DATE_ORDER_NONE, SAL_DATE_DAY_FIRST, SAL_DATE_MONTH_FIRST } SalDateOrder;

/* A date found in a text. */
typedef struct {
  SalDay day;
  int second;          /* of the day; -1: the text has no clock time */
  gint64 moment;       /* of the clock time, in seconds since 1970 by UTC; 0 without one */
  const char *reading; /* the form in which the date is written, e.g. "YYYYMMDD"; static */
  gboolean is_year;    /* only a year was told; its first day stands for it */
  const char *reason;  /* why it was read in this form and in no other; static; NULL: there was no choice */
} SalDate;

/* The day of a date; SAL_DAY_NONE if it does not exist. */
SalDay sal_day_from_civil(int year, int month, int day);
void sal_day_to_civil(SalDay day, int *year, int *month, int *month_day);

/* "2024-08-01" as in ISO 8601, or "-0499-01-01" for a day in 500 BC. Owned by the caller. */
char *sal_day_format(SalDay day);

/* Reads "2024-08-01", as sal_day_format() writes it. Error: USAGE. */
gboolean sal_day_parse(const char *text, SalDay *day, GError **error);

/* Reads a day, month, week, quarter or year (2024-08-01, 2024-08, 2024-W32, 2024-Q3 or 2024) as its first and
 * last day. Error: USAGE, with the text and the forms that are expected. */
gboolean sal_span_parse(const char *text, SalDay *first, SalDay *last, GError **error);

/* The same where months, quarters and years have that boundary: with 15, 2024-08 is 2024-08-15 to 2024-09-14.
 * With SAL_BOUNDARY_FIRST and SAL_BOUNDARY_LAST they have the days of the calendar. Days and weeks always
 * are what they are. */
gboolean
sal_span_parse_with_boundary(const char *text, int boundary, SalDay *first, SalDay *last, GError **error);

/* Reads month, week, quarter, year, snapshot or a number of days such as 10d. Error: USAGE. */
gboolean sal_cadence_parse(const char *text, SalCadence *cadence, GError **error);

/* The text that sal_cadence_parse() reads: "month", "7d". Owned by the caller. */
char *sal_cadence_format(SalCadence cadence);
/* What people call a period of that length: "day", "week", "month", "quarter", "year", else "period";
 * static. */
const char *sal_cadence_get_unit(SalCadence cadence);

/* Reads first, last or a day of the month, 1 to 31. Error: USAGE. */
gboolean sal_boundary_parse(const char *text, int *boundary, GError **error);

/* Sets unit and name of a period to those of the week, month, quarter or year that contains the day. For
 * SAL_EVERY_DAYS and SAL_EVERY_SNAPSHOT the name is the day itself. */
void sal_period_name(SalPeriod *period, SalEvery every, SalDay day);

/* The name, for a partial period with the days to which it is cut: "2024-11 (to 2024-11-29)", "2024-11 (from
 * 2024-11-04)", "2024-11 (2024-11-04 to 2024-11-29)". Owned by the caller. */
char *sal_period_make_label(const SalPeriod *period);

/* The period from the start of one period to the end of another. The two may be the same period. */
SalPeriod sal_period_join(const SalPeriod *first, const SalPeriod *last);
