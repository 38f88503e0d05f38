/* What a series is made of: its snapshots before they are read, and how their dates were found. For series.c
 * alone. */
#pragma once

#include "data/series/lifetimes.h"
#include "data/series/series.h"

typedef struct {
  const SalSeriesOptions *options;
  SalReadOptions read; /* how features are read */
  const SalClasses *classes;
  GPtrArray *remarks;  /* appended to */
  GArray *entries;     /* SalEntry: result */
  GPtrArray *features; /* GPtrArray of SalFeature an entry, where they had to be read; else NULL: result */
  SalLifetimes *lifetimes; /* where features have two dates; else NULL: result */
  SalKinds *kinds;         /* of the first file that had to be read and has some; else NULL: result */
} SalListing;

void sal_entry_clear(gpointer data);

/* "path 'value'" as messages name an entry; owned by the caller. */
char *sal_entry_describe(const SalEntry *entry);

/* Lists and dates the sources, in any order. Errors as sal_series_open(). */
gboolean sal_entries_list(SalListing *listing, GError **error);

/* Puts entries in date order and leaves one a day: pages of one file are joined, of several moments the last
 * counts. Errors as sal_series_open(). */
gboolean sal_entries_sort(SalListing *listing, GError **error);
