/* Where dates may be, if they are not where they were looked for. */
#pragma once

#include "data/series/entry-list.h"

/* " (field 'date' holds dates: ‹date-field› date)" if a field of a file (utf8) has a date in every feature;
 * otherwise "". Owned by the caller. */
char *sal_entry_hint_field(const SalEntryList *list, const char *path);

/* Adds to the error about one of n_files files that a run can go on without it, unless the error leads on by itself
 * already, or an option or the call is at fault (USAGE). Returns FALSE. */
gboolean sal_entry_hint_skipping(guint n_files, GError **error);
