/* What is left of regions, in the formats of the table. Without remainders (NULL) nothing is added. */
#pragma once

#include "data/base/json.h"
#include "data/change/remainder.h"

/* The columns of CSV, each with a comma before it; empty for rows that are not of a region. */
void sal_remainder_append_csv_header(const SalRemainders *remainders, GString *text);
void sal_remainder_append_csv(const SalRemainders *remainders, const SalRow *row, GString *text);

/* The member "remainder" of a row in the open JSON object; null where the row is not of a region. */
void sal_remainder_add_json(const SalRemainders *remainders, const SalRow *row, SalJson *json);

/* The lines of a class's regions at the end of the run, where something is held and something left, and one that says what
 * they are. rows: GArray of SalRow in the order of the table. */
void sal_remainder_append_text(const SalRemainders *remainders, const GArray *rows, const char *class_name,
                               GString *text);
