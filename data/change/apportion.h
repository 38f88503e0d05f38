/* Rounds the rows of regions so that they add up to the row of their whole as it is printed. */
#pragma once

#include "data/change/row.h"

/* Changes the rounded numbers of parts until they add up to that of their whole: one unit at a time, each
 * added to or taken from the largest. parts: the first of n numbers; each is stride bytes after the one
 * before. n must be 1 or more. */
void sal_apportion_level(gint64 whole, gint64 *parts, gsize stride, guint n);
/* The same for parts of another figure of the same rows, of which each row has no more than its limit; the limits are at
 * least the whole in sum. What rounding left above a limit goes to rows that have some of it, and if need be to any. */
void sal_apportion_level_within(gint64 whole, gint64 *parts, gsize stride, guint n, const gint64 *limits);

/* Rounds the rows of regions (GArray of SalRow, in 1e-6 km2) so that they add up to the row of their whole,
 * and each begins as the one before has ended. Only for area models in which pieces add up exactly. */
void sal_rows_apportion(GArray *rows);
