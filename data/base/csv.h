/* Rows of cells in text: comma-, semicolon- or tab-separated values.
 *
 * Each line is one row. Cells may be quoted as in CSV, where "" inside quotes stands for one quote, but not
 * in tab-separated text. A quoted cell must end on its line. Empty lines and lines that begin with '#' are
 * skipped. The text must be UTF-8 without control characters; it may begin with a byte order mark, and lines
 * may end with CR LF. */
#pragma once

#include <glib.h>

typedef struct {
  guint line; /* from 1 */
  char separator;
  char **cells; /* without white space after them and, unless separated by tabs, without spaces before them;
                   lent for the call; func may change the text */
  guint n_cells;
} SalCsvRow;

/* Handles one row. sal_csv_read() prefixes its error with the line. */
typedef gboolean (*SalCsvFunc)(const SalCsvRow *row, gpointer data, GError **error);

/* Calls func with each row until it fails. The first row decides the separator of all: a tab if the row has
 * one, else a semicolon if it has one but no comma, else a comma. Errors: those of func; FORMAT for a control
 * character, bytes that are not UTF-8, a line of more than 64 KiB, more than 256 cells, or a quote that does
 * not end with its cell. Each names the line. */
gboolean sal_csv_read(GBytes *text, SalCsvFunc func, gpointer data, GError **error);

/* The same for a regular file of at most 2 GiB, of which 64 KiB are in memory at a time. Another program may
 * change the file meanwhile. Errors: as sal_csv_read(); IO, without the path: it cannot be read, or was cut
 * short while it was read. */
gboolean sal_csv_read_file(const char *path, SalCsvFunc func, gpointer data, GError **error);

/* A text as a cell that no spreadsheet runs as a formula and no terminal obeys: control characters, line
 * separators and what embeds, overrides or isolates a reading direction become U+FFFD, invalid UTF-8
 * likewise, and an apostrophe precedes a text whose first letter is one of "= + - @" or of their full-width
 * forms. Other texts come back as they are. Owned by the caller. */
char *sal_csv_defuse(const char *text);

/* Appends a text to a row as sal_csv_defuse() makes it, quoted where RFC 4180 wants it. */
void sal_csv_append_field(GString *text, const char *value);
/* Appends a number with so many decimals, at most 9; nothing for NaN. */
void sal_csv_append_decimal(GString *text, double value, int decimals);
/* Appends whole m2 as km2 with 6 decimals. */
void sal_csv_append_km2(GString *text, gint64 m2);
