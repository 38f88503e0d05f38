/* Entries in the order of their dates, one for each day. */
#pragma once

#include "data/series/entry-list.h"

/* Sorts entries that stand in any order. Files of one moment are joined if the classes tell files apart or if
 * they are pages of one answer; of several moments of a day the last counts, which is remarked. Error (FORMAT):
 * files of one moment that are neither, with the names of two. */
gboolean sal_entries_sort(SalEntryList *list, GError **error);
