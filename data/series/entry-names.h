/* Lists entries whose dates are in the names of files, archives, folders or layers, or in JSON files beside
 * their features. */
#pragma once

#include "data/series/entry-list.h"

/* Lists paths (utf8) by the dates in the names of files; unless all of them have one, in the names of
 * archives; then in those of layers; then in what JSON files say beside their features. Databases are listed
 * by their layers. Errors: as sal_dates_find(). */
gboolean sal_entries_list_by_names(SalEntryList *list, const GPtrArray *paths, GError **error);

/* Whether a date field stands for something that is no field: "@envelope", "@layer", "@folder". */
gboolean sal_entries_is_carrier(const char *date_field);

/* Lists paths by what the date field of the options stands for. Errors: as sal_dates_find() and
 * sal_source_list_layers(); FORMAT if nothing has a date. */
gboolean sal_entries_list_by_carrier(SalEntryList *list, const GPtrArray *paths, GError **error);
