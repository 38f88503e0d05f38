/* How the rows of a legend are divided into columns. */
#pragma once

#include <glib.h>

typedef struct {
  double height_mm;
  gboolean is_heading; /* of the rows behind it: it is not the last of a column */
} SalLegendRow;

/* Divides rows, in their order, into at most n_columns columns, the highest of which is as low as can be. columns receives the
 * column of each row, from 0; NULL: not wanted. Returns the height of the highest one. */
double sal_legend_rows_divide(const SalLegendRow *rows, guint n_rows, guint n_columns, guint *columns);
