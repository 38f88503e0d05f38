/* Series whose areas are of several kinds and count as one class all the same, because the user chose none. */
#pragma once

#include "data/series/series.h"

/* Opens a series. Where no class is defined and something tells the areas of the first snapshot apart, its
 * snapshots have groups by that field: sal_series_get_group_field() says which. Reads the first snapshot.
 * Errors: as sal_series_open() and sal_series_load(). */
SalSeries *sal_series_open_by_kinds(const SalSeriesOptions *options, GError **error);

/* What is noted of a series that was opened with these options and has been read: that all areas count as one
 * class although something tells them apart. NULL: nothing does, or a class, layer or filter was chosen.
 * Owned by the caller. */
char *sal_series_describe_kinds(const SalSeries *series, const SalSeriesOptions *options);
