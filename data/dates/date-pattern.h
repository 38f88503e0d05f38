/* A regular expression that says where in a name the date is.
 *
 * For dates.c alone; calendar.h says what patterns there are. */
#pragma once

#include "data/dates/calendar.h"

/* Error: USAGE, with the pattern, if it is no regular expression or has other groups than calendar.h says. */
GRegex *sal_date_pattern_compile(const char *pattern, GError **error);

/* Whether the groups are the parts of a date. If not, a single group holds the whole date. */
gboolean sal_date_pattern_has_parts(const GRegex *regex);

/* Reads the date from groups that are its parts. name is UTF-8. Error: FORMAT, if the pattern does not match
 * or the date does not exist. */
gboolean sal_date_pattern_read(const GRegex *regex, const char *name, SalDate *date, GError **error);

/* The text of the group that holds the date; it may be empty. name is UTF-8. Owned by the caller. NULL and a
 * FORMAT error if the pattern does not match. */
char *sal_date_pattern_cut(const GRegex *regex, const char *name, GError **error);
