/* Moments: clock times with an offset from UTC, and what calendar and clock show of them in a time zone.
 *
 * For dates.c, date-field.c and date-pattern.c alone. */
#pragma once

#include "data/dates/calendar.h"

/* A time zone by its IANA name, or UTC for NULL. Owned by the caller. Error USAGE: there is none of that
 * name. */
GTimeZone *sal_time_zone_new(const char *name, GError **error);

/* Sets day, second and moment of a date to what calendar and clock show at a moment, in seconds since 1970. */
void sal_date_set_moment(SalDate *date, gint64 moment, GTimeZone *zone);

/* Finds the moment of a date whose day and second are those of the zone. A clock time that autumn repeats is
 * that of winter time. Does nothing to a date without a clock time. */
void sal_date_find_moment(SalDate *date, GTimeZone *zone);

/* Reads the offset from UTC at the start of a text: +HH, +HHMM or +HH:MM, or the same with a minus; a Z, UTC or
 * GMT that no letter or digit follows. Returns the end; NULL: there is none. */
const char *sal_moment_match_offset(const char *text, int *seconds);
