/* Names as the user wants them: a table that says which name is replaced by which.
 *
 * Its header has from and to and, to tell namesakes apart, lon and lat. A row is about every place that has
 * its `from` among its names, in any language or spelling, within 0.3 degrees if there is a position. The
 * first row that fits a place counts. */
#pragma once

#include <glib.h>

/* Gives the places of the file's rows their new names and one line in remarks (may be NULL) for rows that are
 * about no place. Errors: IO, FORMAT, with file, line and column. */
gboolean sal_spellings_apply(const char *path, GArray *places, GPtrArray *remarks, GError **error);
