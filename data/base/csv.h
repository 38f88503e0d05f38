/* Rows of cells in text: comma-, semicolon- or tab-separated values.
 *
 * A row is a line. Cells may be quoted as in CSV ("" is a quote) except in tab-separated text; a quoted cell
 * does not go over a line's end. Lines that are empty or begin with '#' are skipped. Text must be UTF-8
 * without control characters; a byte order mark and CR LF are taken. */
#pragma once

#include <glib.h>

typedef struct {
  guint line; /* 1 for the first of the text */
  char separator;
  char **cells; /* without surrounding white space; lent for the call, may be written to */
  guint n_cells;
} SalCsvRow;

/* Takes a row. Its error is prefixed with the line. */
typedef gboolean (*SalCsvFunc)(const SalCsvRow *row, gpointer data, GError **error);

/* The text of a regular file, at most 2 GiB. Error: IO. */
GBytes *sal_csv_load(const char *path, GError **error);

/* Calls func with each row. The first tells the separator: a tab if it has one, else a semicolon if it has no
 * comma. Error: FORMAT (line and what is wrong: NUL, another control character, no UTF-8, a line above 64
 * KiB, more than 256 cells, a quote without its end), or func's. */
gboolean sal_csv_read(GBytes *text, SalCsvFunc func, gpointer data, GError **error);
