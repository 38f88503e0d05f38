/* The table as CSV. */
#pragma once

#include "data/table/table-columns.h"

/* The columns of a table of rows (GArray of SalRow): some are only there if a row has something in them, or an option asks
 * for them. Owned by the caller. */
SalTableColumns *sal_table_list_columns(const GArray *rows, const SalTableContext *context);

/* The rows with their headings. Owned by the caller. */
char *sal_table_format_csv(const GArray *rows, const SalTableContext *context);
