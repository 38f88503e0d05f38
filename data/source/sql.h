/* What databases are asked in SQL. */
#pragma once

#include "data/source/read-options.h"

/* The different values that a field has in a database, as its own text of them, sorted; "" for none at all.
 * Of options, layers and where count. Errors as sal_source_read(). */
GPtrArray *
sal_source_list_values(const char *path, const SalReadOptions *options, const char *field, GError **error);

/* The attribute filter, for where, of features that have such a value, and fit where if it is not NULL. Owned
 * by the caller. */
char *sal_source_make_filter(const char *field, const char *value, const char *where);
