/* Names as the user wants them: a table that says which name replaces which.
 *
 * Its header has the columns from and to, and may have lon and lat to tell namesakes apart. A row is about
 * every place that has `from` among its names, in any language or spelling; if the row has a position, only
 * about places within 0.3 degrees of it. The first row that is about a place counts. */
#pragma once

#include <glib.h>

/* Gives places the names that the file has for them. Adds a line to remarks (may be NULL) if rows are about
 * no place. Errors: IO, FORMAT, with file, line and column. */
gboolean sal_spellings_apply(const char *path, GArray *places, GPtrArray *remarks, GError **error);
