#include "render/page/legend-rows.h"

#define TOLERANCE_MM 1e-9

/* What stays in one column: a row, and behind headings the next one. Returns how many rows. */
static guint
find_unit(const SalLegendRow *rows, guint n_rows, guint first, double *height_mm)
{
  guint n = 0;
  *height_mm = 0;
  do
    *height_mm += rows[first + n].height_mm;
  while (rows[first + n++].is_heading && first + n < n_rows);
  return n;
}

/* Fills columns up to a height one after another. Returns how many there are; *next receives the least height with which they
 * would be filled in another way. */
static guint
fill(const SalLegendRow *rows, guint n_rows, double most_mm, double *next, guint *columns)
{
  guint column = 0;
  double filled = 0, height;
  *next = G_MAXDOUBLE;
  for (guint i = 0, n; i < n_rows; i += n) {
    n = find_unit(rows, n_rows, i, &height);
    if (filled > 0 && filled + height > most_mm + TOLERANCE_MM) {
      *next = MIN(*next, filled + height);
      column++;
      filled = 0;
    }
    filled += height;
    for (guint j = i; columns != NULL && j < i + n; j++)
      columns[j] = column;
  }
  return column + 1;
}

double
sal_legend_rows_divide(const SalLegendRow *rows, guint n_rows, guint n_columns, guint *columns)
{
  double most = 0, height;
  for (guint i = 0, n; i < n_rows; i += n) {
    n = find_unit(rows, n_rows, i, &height);
    most = MAX(most, height);
  }
  double next;
  while (fill(rows, n_rows, most, &next, columns) > MAX(n_columns, 1))
    most = next;
  return most;
}
