/* Tables on stdout and in files. */
#pragma once

#include "salient.h"

/* What is told as a table, in a form by name, or in a file. */
typedef struct {
  gpointer object;
  char *(*format)(gpointer object, const char *format, GError **error);
  gboolean (*write)(gpointer object, const char *path, GError **error);
} Table;

/* Writes a table to each of paths (NULL-terminated; NULL or none: to stdout alone). "-" is stdout: text on a
 * terminal and CSV elsewhere, unless the option `format` says otherwise. Error: IO. */
gboolean
tables_write(const Table *table, const SalientOptions *options, const char *const *paths, GError **error);
