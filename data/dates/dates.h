/* The dates in names, in fields and in other texts of files. */
#pragma once

#include "data/dates/calendar.h"

/* What is asked of the names of one series. All is lent. */
typedef struct {
  const char *const *names;  /* base names with or without a suffix */
  const char *const *places; /* what errors call each of them; NULL: its name */
  guint n;
  const char *pattern;   /* says where the date is; NULL: in one of the known forms */
  const char *time_zone; /* IANA name; NULL: UTC */
} SalDateQuery;

/* Finds the dates in the names of the files of one series. Returns a GArray of SalDate in the order of names.
 *
 * A name can often be read in several forms; which one is right is decided for all names together. The most
 * specific form that fits every name is taken. If no form fits every name, each name is read in its own most
 * specific form, provided that all of them then say a day, or all a month, or all a year. Among forms that are
 * equally specific, these are left out as long as another one remains: those that give every name the same day,
 * those that make the series over a hundred times as long as another does (as when days are taken for years),
 * and those whose first day lies before 2010.
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
 * A clock time with Z, UTC, GMT or an offset (+03, +0300, +03:00; with a minus only after a T) is a moment: day
 * and second are what calendar and clock show then in the query's time zone. Without one it is a time of that
 * zone.
 *
 * The pattern may be NULL. Otherwise it is a regular expression that says where in a name the date is, by
 *   the groups (?<y>), (?<m>) and (?<d>), and optionally (?<H>), (?<M>) and (?<S>); or
 *   the group (?<y>) without (?<m>) and (?<d>), a year of one to five digits that stands for its first day;
 *   it is a year before Christ if a group (?<bc>) matches some text; or
 *   a single group, whose text is read as a name is.
 *
 * faults: GPtrArray of SalFault; receives the names that have no date, have one without a year, say another
 * thing than most names (a month only, where the others say a day), or do not match the pattern. Their day is
 * SAL_DAY_NONE. NULL: the first of them is an error (FORMAT). In both cases it is one if several forms fit all
 * names but give different days (it names two of them and their days). USAGE for a pattern or a time zone that
 * cannot be used. */
GArray *sal_dates_find(const SalDateQuery *query, GPtrArray *faults, GError **error);

/* Reads the date in a field of a file: ISO 8601 (before the year 0 with a minus: -0499-01-01), 2024/08/01,
 * 20240801, 01.08.2024, 1 August 2024, August 1, 2024, or "Thu, 01 Aug 2024" as in HTTP, each with or without
 * a clock time and an offset from UTC; or the time since 1970 in seconds (10 digits) or milliseconds (13
 * digits). A clock time with an offset, and the time since 1970, are moments: day and second are what
 * calendar and clock show in time_zone at that moment. A clock time without an offset is one of time_zone, an
 * IANA name, or NULL for UTC. Errors: FORMAT; USAGE for an unknown time zone. */
gboolean sal_date_parse(const char *text, const char *time_zone, SalDate *date, GError **error);

/* The same for texts in which a day and a month can be mistaken for each other (8/3/1914, 8-3-1914), too. They
 * are read in that order; with SAL_DATE_ORDER_NONE they are no dates. */
gboolean sal_date_parse_in_order(const char *text, SalDateOrder order, const char *time_zone, SalDate *date,
                                 GError **error);

/* Whether a text is a date only if it is known whether day or month comes first. */
gboolean sal_date_needs_order(const char *text);

/* The order in which all texts that need one are dates, if there is only one such order; NONE otherwise.
 * witness receives a text that cannot be read in the other one; lent. */
SalDateOrder sal_date_order_find(const char *const *texts, guint n, const char **witness);

/* Reads a year as its first day: 1914, 500 BC, 500 BCE or -500. The last three are the same year, because
 * people count years without a year 0. FALSE if the text is not such a year. -0499 is not read, since it
 * could mean 499 BC here and is 500 BC in an ISO date. */
gboolean sal_date_parse_year(const char *text, SalDate *date);
