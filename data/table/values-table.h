/* The values of fields as a table for people, and as JSON for programs. docs/inspect.md says what each member
 * means. */
#pragma once

#include "data/series/listed-values.h"
#include "data/table/table.h"

/* Text or JSON, owned by the caller. Error: USAGE for another format. */
char *sal_values_table_format(const SalListedValues *listed, SalTableFormat format, GError **error);
