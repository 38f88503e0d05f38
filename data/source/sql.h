/* What databases are asked in SQL. */
#pragma once

#include "data/source/read-options.h"

/* The different values that a field has in a database, as the database writes them, sorted; "" stands for
 * features without a value. Of options, layers and where are used. Errors: as sal_source_read(). */
GPtrArray *
sal_source_list_values(const char *path, const SalReadOptions *options, const char *field, GError **error);

/* An attribute filter, for SalReadOptions, that selects the features that have such a value in a field and,
 * if where is not NULL, fit where as well. Owned by the caller. */
char *sal_source_make_filter(const char *field, const char *value, const char *where);
