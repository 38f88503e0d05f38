/* The list of a series' entries while it is made: what the ways to find dates start from, and where they put
 * what they find. */
#pragma once

#include "data/base/fault.h"
#include "data/series/entry.h"
#include "data/series/fields.h"
#include "data/series/lifetimes.h"
#include "data/series/series-options.h"

typedef struct {
  const SalSeriesOptions *options;
  SalReadOptions read; /* how features are read, except for their fields */
  const SalClasses *classes;
  SalFields *fields;       /* lent; receives the date fields if features are read for them */
  GPtrArray *remarks;      /* lent; appended to */
  GPtrArray *faults;       /* lent; receives the files that cannot be used; NULL: the first is an error */
  GArray *entries;         /* result: SalEntry */
  SalLifetimes *lifetimes; /* result: if features have two dates; otherwise NULL */
  SalKinds *kinds;         /* result: of the first file that had to be read and has some; otherwise NULL */
} SalEntryList;

/* Appends an entry of that date and returns it. It has its day, path and found_in; the caller sets the rest. */
SalEntry *sal_entry_list_add(SalEntryList *list, const char *path, const SalDate *date, const char *found_in);

/* Appends a remark, and returns it, lent. */
char *sal_entry_list_remark(SalEntryList *list, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Decides what follows from an error about a path (utf8), as sal_faults_take(). */
gboolean sal_entry_list_take_fault(SalEntryList *list, const char *path, GError *why, GError **error);

/* The same about an entry. */
gboolean
sal_entry_list_take_entry_fault(SalEntryList *list, const SalEntry *entry, GError *why, GError **error);

/* Fails if there are no entries: all files have faults. */
gboolean sal_entry_list_check_any(const SalEntryList *list, GError **error);

/* Whether any of the paths (utf8) is a database. */
gboolean sal_entry_list_has_database(const GPtrArray *paths);

/* Sets the error (FORMAT) that there are no features or, if where is not NULL, none that pass this filter.
 * Returns FALSE. */
gboolean sal_entry_list_set_none(const char *where, GError **error);
