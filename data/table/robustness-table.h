/* How robust the figures of a run are, as CSV: a row for each change of the whole as it is, and for each other choice that
 * could have been made, by its kind (data/change/uncertainty.h). Kinds are not added up. */
#pragma once

#include "data/table/table-columns.h"

/* What the columns are, without writers, because a row of it is no row of another table. Owned by the caller. */
SalTableColumns *sal_robustness_table_list_columns(void);
/* The table of rows (GArray of SalRow), of which those of regions are left out. Owned by the caller. */
char *sal_robustness_table_format_csv(const GArray *rows);
