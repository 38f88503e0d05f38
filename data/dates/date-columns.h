/* Tables with a column for each date, as in ctr_20240101: a layout that cannot be read as it is. */
#pragma once

#include <glib.h>

/* TRUE unless two or more of the names (NULL-terminated, or NULL) hold a day of their own; FORMAT error that
 * says how to make a file of each. */
gboolean sal_date_columns_check(const char *const *field_names, GError **error);
