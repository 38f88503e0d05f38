/* Changes divided by the numbers of a table of the user's. Without one (NULL) nothing is added. Rows of regions have
 * nothing, because the numbers are of the whole. */
#pragma once

#include "data/base/json.h"
#include "data/change/per-table.h"
#include "data/table/table-columns.h"

/* Adds the columns per_value and net_km2_per_unit of CSV. */
void sal_per_add_columns(const SalPerTable *table, SalTableColumns *columns);

/* The member "per" of a row, and "per_table" of all: the file, the column and the credit. */
void sal_per_add_json(const SalPerTable *table, const SalRow *row, SalJson *json);
void sal_per_add_json_table(const SalPerTable *table, SalJson *json);

/* The line of a class in the summary, over the periods that are no accepted resets. */
void sal_per_append_text(const SalTableContext *context, const GArray *rows, const char *class_name,
                         GString *text);
