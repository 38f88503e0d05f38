/* Tables of cells that people read: aligned text and Markdown, and numbers as they stand in them. */
#pragma once

#include <glib.h>

/* Tables for people show three decimals of a km2. */
#define SAL_CELLS_UNIT_M2 1000

/* "67,123.456" from thousandths of a km2, with a sign if asked for; a minus is a true one. Owned by the
 * caller. */
char *sal_cells_format_units(gint64 units, gboolean with_sign);

/* The same of a number in km2. */
char *sal_cells_format_km2(double km2, gboolean with_sign);

/* Appends a cell (UTF-8), set left or right in so many columns of a terminal: wide letters take two. */
void sal_cells_append_padded(GString *text, const char *cell, glong width, gboolean right);

/* Appends a grid (rows of cells, char ** NULL-terminated, equally many in each; the first are headings): the
 * first n_text_columns are set left, the others right. */
void sal_cells_append_text(GString *text, const GPtrArray *grid, guint n_text_columns);
void sal_cells_append_markdown(GString *text, const GPtrArray *grid, guint n_text_columns);

/* Appends lines of notes as Markdown paragraphs. */
void sal_cells_append_markdown_notes(GString *text, const char *lines);
