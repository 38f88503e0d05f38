/* Tables for people, as aligned text and as Markdown, and the form that numbers have in them. */
#pragma once

#include <glib.h>

/* Tables for people show km2 with three decimals, so that their last digit is 1,000 m2. */
#define SAL_CELLS_UNIT_M2 1000

/* The unit of areas in tables for people. NULL stands for km2 in all functions. */
typedef struct {
  const char *name; /* "km²" */
  double digit_m2;  /* of the last digit that is shown */
  guint n_decimals; /* that are shown */
} SalCellsUnit;

extern const SalCellsUnit SAL_CELLS_SQMI, SAL_CELLS_HA;

const char *sal_cells_get_unit_name(const SalCellsUnit *unit);
double sal_cells_get_digit_m2(const SalCellsUnit *unit);
/* How many m2 one of the unit is. */
double sal_cells_get_whole_m2(const SalCellsUnit *unit);
/* Formats a count of last digits: 12345 is "12.345" in km2 and "1,234.5" in hectares. Signs, ownership: see
 * sal_cells_format_units(). */
char *sal_cells_format_count(const SalCellsUnit *unit, gint64 count, gboolean with_sign);
/* An area, rounded to the last digit. */
char *sal_cells_format_m2(const SalCellsUnit *unit, double m2, gboolean with_sign);

/* Formats thousandths of a km2 as "67,123.456". with_sign puts a plus before positive numbers. A negative
 * number has a minus sign (U+2212), not a hyphen. Owned by the caller. */
char *sal_cells_format_units(gint64 units, gboolean with_sign);

/* Formats km2 in the same way, rounded to three decimals. Owned by the caller. */
char *sal_cells_format_km2(double km2, gboolean with_sign);

/* Appends a cell (UTF-8), padded with spaces to width columns of a terminal; right sets it to the right. Wide
 * letters take two columns. A cell that is wider stays whole. */
void sal_cells_append_padded(GString *text, const char *cell, glong width, gboolean right);

/* Append a grid as a table, and make its cells fit for that: a cell may be any text, such as a name from a
 * file, and is cut after 80 characters. In text it is shown as sal_plain_show() does, in Markdown as
 * sal_markdown_escape() does. Each row is a NULL-terminated array of cells (char **), all rows have the same
 * number of cells, and the first row holds the headings. The first n_text_columns columns are set to the
 * left, the others to the right. */
void sal_cells_append_text(GString *text, const GPtrArray *grid, guint n_text_columns);
void sal_cells_append_markdown(GString *text, const GPtrArray *grid, guint n_text_columns);

/* Appends notes, one per line, as one Markdown paragraph each, in which every letter stands for itself. */
void sal_cells_append_markdown_notes(GString *text, const char *lines);
