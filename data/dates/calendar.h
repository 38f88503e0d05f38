/* Days, dates in names and fields, and the periods that a series is cut into.
 *
 * A day is counted from 1970-01-01 in the proleptic Gregorian calendar; it has no time zone. */
#pragma once

#include <glib.h>

typedef gint32 SalDay;

#define SAL_DAY_NONE G_MININT32

typedef enum { SAL_EVERY_DAYS, SAL_EVERY_WEEK, SAL_EVERY_MONTH, SAL_EVERY_QUARTER, SAL_EVERY_YEAR } SalEvery;

typedef struct {
  SalEvery every;
  int days; /* for SAL_EVERY_DAYS: 1 or more */
} SalCadence;

/* Where in its month, quarter or year a period begins: SAL_BOUNDARY_FIRST runs from its first day to the next
 * one's first; SAL_BOUNDARY_LAST from the last day before it to its own last day; 1..31 from that day of the
 * month to that day of the next period's first month, clamped to the month's length. */
#define SAL_BOUNDARY_FIRST 0
#define SAL_BOUNDARY_LAST (-1)

/* Which week, month, quarter or year it is. */
typedef struct {
  SalEvery every;
  int year;   /* a week belongs to the year that ISO 8601 counts it in */
  int number; /* of the week, month or quarter in its year, from 1; 0 for years and days */
} SalPeriodUnit;

typedef struct {
  SalDay from, to;    /* the boundary days: the change is what differs between the two */
  SalPeriodUnit unit; /* what it is, or is a part of */
  SalPeriodUnit last; /* of several periods that were joined: what the last one is */
  gboolean is_joined;
  char name[28]; /* 2024-11, 2024-W45, 2024-Q4, 2024; for days the first day, 2024-11-03; for several joined
                    periods the first and the last, 2024-08--2025-05 */
  gboolean partial; /* cut short at its start or its end */
} SalPeriod;

typedef struct {
  SalCadence cadence;
  int boundary;                 /* SAL_BOUNDARY_FIRST, SAL_BOUNDARY_LAST, or a day of the month */
  SalDay span_first, span_last; /* first and last day asked for, both included; SAL_DAY_NONE: not given */
  gboolean partial;             /* keep an incomplete rest at either end */
} SalPeriodOptions;

/* A date found in a text. */
typedef struct {
  SalDay day;
  int second;          /* of the day, or -1 where no clock time is given */
  const char *reading; /* the form that was read, e.g. "YYYYMMDD"; static */
  const char *reason; /* why that form and no other that the name admits; static; NULL: there was no choice */
} SalDate;

/* The day of a civil date, or SAL_DAY_NONE if there is no such day. */
SalDay sal_day_from_civil(int year, int month, int day);
void sal_day_to_civil(SalDay day, int *year, int *month, int *month_day);

/* "2024-08-01", or "-0499-01-01" in 500 BC: ISO 8601 has a year 0. Owned by the caller. */
char *sal_day_format(SalDay day);

/* Reads "2024-08-01" alone. Error: USAGE. */
gboolean sal_day_parse(const char *text, SalDay *day, GError **error);

/* Reads what --from and --to take: 2024-08-01, 2024-08, 2024-W32, 2024-Q3 or 2024, as the first and last day
 * of what it names. Error: USAGE, naming the text and the forms expected. */
gboolean sal_span_parse(const char *text, SalDay *first, SalDay *last, GError **error);

/* Reads month|week|quarter|year|Nd. Error: USAGE. */
gboolean sal_cadence_parse(const char *text, SalCadence *cadence, GError **error);

/* Reads first|last|DAY (1..31). Error: USAGE. */
gboolean sal_boundary_parse(const char *text, int *boundary, GError **error);

/* Sets a period's unit and name: those of the week, month, quarter or year that holds the day, or for
 * SAL_EVERY_DAYS the day's. */
void sal_period_name(SalPeriod *period, SalEvery every, SalDay day);

/* From the start of one period to the end of another one, which may be the same. */
SalPeriod sal_period_join(const SalPeriod *first, const SalPeriod *last);

/* The periods (GArray of SalPeriod, in order) whose days lie wholly inside the span. Days of a period are
 * from..to-1, with SAL_BOUNDARY_LAST from+1..to. An end of the span that is not given is taken from
 * data_first or data_last, the days of the first and last snapshot: the outermost boundary may lie up to
 * slack_days outside the data, where a snapshot stands for it, but no period lies wholly outside. For
 * SAL_EVERY_DAYS, periods count from span_first, else from data_first. With options->partial the incomplete
 * rest at either end is kept under the name of the period that it is a rest of, marked, and cut at the span,
 * or at the data where the span ends more than slack_days beyond them. dropped, if not NULL, receives one
 * sentence for each rest that was left out, e.g. "2025-06-01 to 2025-06-02: not a whole month" (element-type
 * utf8, may be empty). slack_days is not negative, data_first not after data_last. No period: USAGE error
 * that says which days there are. Error also for a span that ends before it begins and for more than 100,000
 * periods. */
GArray *sal_periods_compute(const SalPeriodOptions *options, SalDay data_first, SalDay data_last,
                            int slack_days, GPtrArray *dropped, GError **error);

/* Dates in the names of one series' files, decided for all of them together: of the readings that every name
 * admits, the most specific; where there is none, each name by its own most specific one, provided that all
 * of them say a day, or all a month, or all a year. Readings that are equally specific are told apart by the
 * other names: out go those that give every name the same day, those that make the series a hundred times
 * longer than need be, as days taken for years do, and, where another reading is left, those that begin
 * before 2010. Names are base names without folder; suffixes are allowed.
 *
 * Read are YYYYMMDD, YYYY-MM-DD (also with _ . or a space), DD.MM.YYYY, DD-MM-YYYY, MM-DD-YYYY (not with
 * dots), DDMMYYYY, MMDDYYYY, DDMONYYYY, MONDDYYYY, YYYYMONDD, DDMONYY (English months, any case, in full,
 * three letters or "Sept", with separators or without; 02FEB22024, with a digit typed twice), the last day of
 * "October 26-27, 2024" and "26-27 October 2024", YYMMDD, DDMMYY, MMDDYY, YY_MM_DD, DD_MM_YY, MM_DD_YY;
 * YYYY-MM, YYYYMM, MONYYYY, YYYYMON; YYYY where nothing else in the name may be a part of a date (2024-W32 is
 * none). Days may have a clock time behind them: HHMM, HHMMSS, HH:MM[:SS] or HH-MM[-SS] after a T, an
 * underscore, a hyphen or a space, or the digits right after YYYYMMDD. Years are 1000 to 2999; two digits
 * mean 1970 to 2069. pattern, if not NULL, is a regular expression with named groups (?<y>)(?<m>)(?<d>) and
 * optionally (?<H>)(?<M>)(?<S>); with (?<y>) alone, a year of one to five digits whose first day is meant,
 * before Christ where an optional (?<bc>) matches anything; or with one group whose text is read as above.
 *
 * Returns a GArray of SalDate in the order of names. Errors (FORMAT, prefixed with the name, or with
 * what places has for it if that is not NULL): no date in a name, or none with its year, or one that says less
 * than the other names; readings that suit all names but give different days (names two and their days); a
 * pattern that does not match, or matches no date; USAGE for a bad pattern. */
GArray *sal_dates_find(const char *const *names, const char *const *places, guint n_names,
                       const char *pattern, GError **error);

/* Reads one date as fields of files carry it: ISO 8601 with or without time and offset, with a minus from 2
 * BC on (-0499-01-01), 2024/08/01, 20240801, 01.08.2024, 1 August 2024, August 1, 2024, an HTTP-like "Thu, 01
 * Aug 2024", each with an optional time and offset; seconds (10 digits) or milliseconds (13) since 1970. A
 * time with an offset and a Unix time are moments: day and second are those of time_zone (an IANA name, NULL:
 * UTC) at that moment. Errors: FORMAT; USAGE for an unknown zone. */
gboolean sal_date_parse(const char *text, const char *time_zone, SalDate *date, GError **error);

/* Reads a year alone as its first day: 1914, 500 BC, 500 BCE or -500, which are the same: numbers of years
 * have no year 0, as ISO dates do. -0499 may be meant either way and is not read. FALSE if text is no year.
 */
gboolean sal_date_parse_year(const char *text, SalDate *date);
