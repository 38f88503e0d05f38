/* Lists entries whose dates are in fields of features. All features of one date make up a snapshot, or each
 * feature holds from one day to another. */
#pragma once

#include "data/series/entry-list.h"

/* Lists paths (utf8) by the date field of the options, or by the two fields that say from when to when
 * features hold. This reads the features; a database is only asked for the dates. Errors: whatever reading a
 * file can give, with its path; FORMAT (a value that is no date, with the feature; an end before its
 * beginning; no features); USAGE (databases together with files). */
gboolean sal_entries_list_by_fields(SalEntryList *list, const GPtrArray *paths, GError **error);
