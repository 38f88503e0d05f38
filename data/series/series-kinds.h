/* Series whose areas are of several kinds but count as one class, because the user defined none. */
#pragma once

#include "data/series/series.h"

/* Opens a series. If no class is defined and something tells the areas of the first snapshot apart, its
 * snapshots have groups by that field, which sal_series_get_group_field() returns. Reads the first snapshot
 * for this, unless classes are defined or sources hold front lines; with leave_out_bad the first that can be
 * read. Errors: as sal_series_open() and sal_series_load(). */
SalSeries *sal_series_open_by_kinds(const SalSeriesOptions *options, GError **error);

/* Opens a series anew, with groups, after it was opened by kinds and read: nothing told the areas of its first
 * snapshot apart, but those of a later one. NULL without an error: nothing did, or it has groups already. */
SalSeries *
sal_series_reopen_by_kinds(const SalSeries *series, const SalSeriesOptions *options, GError **error);

/* A note for a series that was opened with these options and has been read: all its areas count as one class
 * although something tells them apart. NULL: nothing does, or the user chose a class, layer or filter. Owned
 * by the caller. */
char *sal_series_describe_kinds(const SalSeries *series, const SalSeriesOptions *options);
