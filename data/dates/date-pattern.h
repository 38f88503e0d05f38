/* A regular expression that says where in a name the date is.
 *
 * For dates.c alone; what the patterns are is told in calendar.h. */
#pragma once

#include "data/dates/calendar.h"

/* Errors: USAGE, naming the pattern. */
GRegex *sal_date_pattern_compile(const char *pattern, GError **error);

/* Whether its groups are the parts of a date, else one of them holds it. */
gboolean sal_date_pattern_has_parts(const GRegex *regex);

/* Reads the date from the parts that the groups hold. name is UTF-8. Errors: FORMAT. */
gboolean sal_date_pattern_read(const GRegex *regex, const char *name, SalDate *date, GError **error);

/* The text of the group that holds the date, which may be empty; owned by the caller. name is UTF-8. Errors:
 * FORMAT, NULL. */
char *sal_date_pattern_cut(const GRegex *regex, const char *name, GError **error);
