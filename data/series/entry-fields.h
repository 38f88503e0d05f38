/* Entries whose dates stand in fields of features: all features of one date make up a snapshot, or each holds
 * from one day to another. */
#pragma once

#include "data/series/entry-list.h"

/* Lists paths (utf8) by the date field, or the two fields of valid days, of the options. Features are read for
 * that; a database is asked for the dates alone. Errors: whatever reading a file can give, with its path;
 * FORMAT (a value that is no date, with the feature; no features); USAGE (databases beside files). */
gboolean sal_entries_list_by_fields(SalEntryList *list, const GPtrArray *paths, GError **error);
