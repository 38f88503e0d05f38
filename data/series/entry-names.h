/* Entries whose dates stand in names: of files, archives, folders or layers; or in files beside their
 * features. */
#pragma once

#include "data/series/entry-list.h"

/* Lists paths (utf8) by the dates in the names of files; where not all of those hold one, in the names of
 * archives; then of layers; then by what JSON files say beside their features. Databases: by layers.
 * Errors: as sal_dates_find(). */
gboolean sal_entries_list_by_names(SalEntryList *list, const GPtrArray *paths, GError **error);

/* Whether a date field stands for something that is no field: "@envelope", "@layer", "@folder". */
gboolean sal_entries_is_carrier(const char *date_field);

/* Lists paths by the carrier that the options' date field stands for. Errors: as sal_dates_find(), as
 * sal_source_list_layers(); FORMAT where nothing holds a date. */
gboolean sal_entries_list_by_carrier(SalEntryList *list, const GPtrArray *paths, GError **error);
