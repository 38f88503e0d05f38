/* The table as CSV. */
#pragma once

#include "data/change/row.h"
#include "data/table/table-context.h"

/* The rows (GArray of SalRow) with their headings. Owned by the caller. */
char *sal_table_format_csv(const GArray *rows, const SalTableContext *context);
