/* Writes tables to stdout and to files. */
#pragma once

#include "salient.h"

/* An object that can be written as a table: as a text in a named format, or to a file. */
typedef struct {
  gpointer object;
  char *(*format)(gpointer object, const char *format, GError **error);
  gboolean (*write)(gpointer object, const char *path, GError **error);
} Table;

/* Writes a table to each of paths (NULL-terminated), or to stdout if paths is NULL or empty. "-" is stdout. A
 * table on stdout is text on a terminal and CSV elsewhere, unless the option `format` says otherwise; with `dry-run` it
 * is made and not printed. Errors:
 * IO; any error of the table's functions. */
gboolean
tables_write(const Table *table, const SalientOptions *options, const char *const *paths, GError **error);
