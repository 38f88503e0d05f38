/* Entries of a series that are being listed: what the ways to find dates start from, and where they put what
 * they find. */
#pragma once

#include "data/series/entry.h"
#include "data/series/fields.h"
#include "data/series/lifetimes.h"
#include "data/series/series-options.h"

typedef struct {
  const SalSeriesOptions *options;
  SalReadOptions read; /* how features are read, but for their fields */
  const SalClasses *classes;
  SalFields *fields;       /* lent; receives the fields of dates where features are read for them */
  GPtrArray *remarks;      /* lent; appended to */
  GArray *entries;         /* SalEntry: result */
  SalLifetimes *lifetimes; /* where features have two dates; else NULL: result */
  SalKinds *kinds;         /* of the first file that had to be read and has some; else NULL: result */
} SalEntryList;

/* Appends an entry of that date, and returns it; what else it has is still to be set. */
SalEntry *sal_entry_list_add(SalEntryList *list, const char *path, const SalDate *date, const char *found_in);

void sal_entry_list_remark(SalEntryList *list, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Whether any of the paths (utf8) is a database. */
gboolean sal_entry_list_has_database(const GPtrArray *paths);

/* Sets the error that there are no features, or none that pass the filter where it is not NULL (FORMAT).
 * Returns FALSE. */
gboolean sal_entry_list_set_none(const char *where, GError **error);
