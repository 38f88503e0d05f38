/* Rows of regions rounded such that they add up to the row of their whole as printed. */
#pragma once

#include "data/change/row.h"

/* Moves rounded numbers of parts until they add up to that of their whole: a unit at a time, each from or to the
 * largest. parts: the first of n numbers, each stride bytes after the one before. */
void sal_apportion_level(gint64 whole, gint64 *parts, gsize stride, guint n);

/* Rounds the rows of regions (GArray of SalRow, in 1e-6 km2) so that they add up to the row of their whole and
 * each begins as the one before has ended. Only for models in which pieces add up exactly. */
void sal_rows_apportion(GArray *rows);
