/* Lists what a series is made of: the entries of its sources, by day. */
#pragma once

#include "data/series/entry-list.h"

/* Expands the sources of the options, finds the dates of what they hold, and leaves one entry for each day.
 * Errors: as sal_series_open(). */
gboolean sal_entries_list(SalEntryList *list, GError **error);
