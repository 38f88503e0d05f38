/* Brings entries into the order of their dates and leaves one for each day. */
#pragma once

#include "data/series/entry-list.h"

/* Sorts entries, which may be in any order. Files of one moment are joined if the classes tell files apart,
 * or if the files are pages of one answer. If a day has several moments, the last one counts, which is
 * remarked. Error (FORMAT): several files of one moment that cannot be joined, with the names of two. */
gboolean sal_entries_sort(SalEntryList *list, GError **error);
