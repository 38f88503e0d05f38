/* Days, the dates in names and fields, and the periods that a series is divided into.
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
  char name[28];    /* 2024-11, 2024-W45, 2024-Q4 or 2024; 2024-11-03, the first day, for SAL_EVERY_DAYS and
                    SAL_EVERY_SNAPSHOT; the names of the first and the last, 2024-08--2025-05, if is_joined */
  gboolean partial; /* its start or its end is cut off */
  gboolean begins_late, ends_early; /* if partial: which of them; neither is set if that is not known */
} SalPeriod;

/* A date found in a text. */
typedef struct {
  SalDay day;
  int second;          /* of the day; -1: the text has no clock time */
  const char *reading; /* the form in which the date is written, e.g. "YYYYMMDD"; static */
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
/* What people call a period of that length: "day", "week", "month", "quarter", "year", else "period"; static. */
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

/* Finds the dates in the names of the files of one series. Returns a GArray of SalDate in the order of names,
 * which are base names with or without a suffix.
 *
 * A name can often be read in several forms; which one is right is decided for all names together. The most
 * specific form that fits every name is taken. If no form fits every name, each name is read in its own most
 * specific form, provided that all of them then say a day, or all a month, or all a year. Among forms that
 * are equally specific, these are left out as long as another one remains: those that give every name the
 * same day, those that make the series over a hundred times as long as another does (as when days are taken
 * for years), and those whose first day lies before 2010.
 *
 * The forms are:
 *   days    YYYYMMDD; YYYY-MM-DD, also with _ . / or a space; DD.MM.YYYY; DD-MM-YYYY and MM-DD-YYYY, also
 *           with _ / or a space; DDMMYYYY; MMDDYYYY; DDMONYYYY, MONDDYYYY, YYYYMONDD and DDMONYY with or without
 *           separators; the last day of ranges such as "October 26-27, 2024" and "26-27 October 2024";
 *           YYMMDD, DDMMYY, MMDDYY, YY_MM_DD, DD_MM_YY and MM_DD_YY
 *   months  YYYY-MM, YYYYMM, MONYYYY, YYYYMON
 *   years   YYYY, unless something else in the name may be a part of a date: 2024-W32 is not read
 * MON is an English month in any case, in full, in three letters or as "Sept"; beside it, a year in which a
 * digit was typed twice is understood (02FEB22024). A day may be followed by a clock time: HHMM, HHMMSS,
 * HH:MM[:SS] or HH-MM[-SS] after a T, an underscore, a hyphen or a space, or HHMM[SS] right after YYYYMMDD.
 * Years are 1000 to 2999; two digits mean 1970 to 2069.
 *
 * pattern may be NULL. Otherwise it is a regular expression that says where in a name the date is, by
 *   the groups (?<y>), (?<m>) and (?<d>), and optionally (?<H>), (?<M>) and (?<S>); or
 *   the group (?<y>) without (?<m>) and (?<d>), a year of one to five digits that stands for its first day;
 *   it is a year before Christ if a group (?<bc>) matches some text; or
 *   a single group, whose text is read as a name is.
 *
 * places may be NULL. Otherwise it says for each name what errors call it. Errors: FORMAT, prefixed with
 * the place, if a name has no date, has one without a year, or says less than the other names; if several
 * forms fit all names but give different days (it names two of them and their days); if the pattern does not
 * match a name, or matches no date. USAGE for a pattern that cannot be used. */
GArray *sal_dates_find(const char *const *names, const char *const *places, guint n_names,
                       const char *pattern, GError **error);

/* Reads the date in a field of a file: ISO 8601 (before the year 0 with a minus: -0499-01-01), 2024/08/01,
 * 20240801, 01.08.2024, 1 August 2024, August 1, 2024, or "Thu, 01 Aug 2024" as in HTTP, each with or without
 * a clock time and an offset from UTC; or the time since 1970 in seconds (10 digits) or milliseconds (13
 * digits). A clock time with an offset, and the time since 1970, are moments: day and second are what
 * calendar and clock show in time_zone at that moment. time_zone is an IANA name, or NULL for UTC. Errors:
 * FORMAT; USAGE for an unknown time zone. */
gboolean sal_date_parse(const char *text, const char *time_zone, SalDate *date, GError **error);

/* Reads a year as its first day: 1914, 500 BC, 500 BCE or -500. The last three are the same year, because
 * people count years without a year 0. FALSE if the text is not such a year. -0499 is not read, since it
 * could mean 499 BC here and is 500 BC in an ISO date. */
gboolean sal_date_parse_year(const char *text, SalDate *date);
