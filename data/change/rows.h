/* Changes as rows of numbers that add up as printed. */
#pragma once

#include "data/change/changes.h"
#include "data/change/row.h"

/* Rows (GArray of SalRow) in the order of changes, which they lend. If pieces add up exactly in the area
 * model, the rows of regions and of what lies in none add up to the row of their whole. */
GArray *sal_rows_compute(const SalChanges *changes, const SalAreaModel *model);

/* Whether there are rows of regions. */
gboolean sal_rows_have_regions(const GArray *rows);

/* The classes of rows, in their order, each once; the names are lent. */
GPtrArray *sal_rows_list_classes(const GArray *rows);
