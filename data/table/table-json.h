/* The table as JSON. */
#pragma once

#include "data/base/json.h"
#include "data/change/row.h"
#include "data/table/table-context.h"

/* Adds the figures of a row as members of the open JSON object. */
void sal_row_add_json(const SalRow *row, SalJson *json);

/* Adds what figures were computed with: sources, area model, periods, classes, definition. */
void sal_table_add_json_context(SalJson *json, const SalTableContext *context);
/* Adds the summaries of rows (GArray of SalRow), one for each class that is told, as "summary". */
void sal_table_add_json_summaries(SalJson *json, const GArray *rows, const SalTableContext *context);

/* The rows (GArray of SalRow), their summary, what they were computed with, and remarks (utf8). Owned by the
 * caller. */
char *sal_table_format_json(const GArray *rows, const GPtrArray *remarks, const SalTableContext *context);
