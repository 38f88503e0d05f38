/* What is left of regions, in the formats of the table. Without remainders (NULL) nothing is added. */
#pragma once

#include "data/base/json.h"
#include "data/change/remainder.h"
#include "data/table/table-columns.h"

/* Adds the columns of CSV, which are empty for rows that are not of a region. */
void sal_remainder_add_columns(const SalRemainders *remainders, SalTableColumns *columns);

/* The member "remainder" of a row in the open JSON object; null where the row is not of a region. */
void sal_remainder_add_json(const SalRemainders *remainders, const SalRow *row, SalJson *json);

/* The lines of a class's regions at the end of the run, where something is held and something left, and one that says what
 * they are. rows: GArray of SalRow in the order of the table. */
void sal_remainder_append_text(const SalTableContext *context, const GArray *rows, const char *class_name,
                               GString *text);
