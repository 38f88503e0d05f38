/* Tables that have a column for each date, such as ctr_20240101. They cannot be read as they are. */
#pragma once

#include <glib.h>

/* FALSE if two of the names (NULL-terminated, or NULL) contain different days. Error: FORMAT, with advice how
 * to make a file of each column. */
gboolean sal_date_columns_check(const char *const *field_names, GError **error);
