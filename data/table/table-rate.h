/* Rates in the formats of the table. */
#pragma once

#include "data/base/json.h"
#include "data/table/summary.h"
#include "data/table/table-columns.h"

/* What changed in a row by the rate of the context, in units of unit m2; all 0 where one snapshot stands for
 * both ends. */
SalTurnover sal_rate_divide_row(const SalRow *row, const SalTableContext *context, double unit);

/* Adds the columns gained_km2_per_month, lost_km2_per_month and net_km2_per_month (or per_day), which are empty where one
 * snapshot stands for both ends. Nothing without a rate. */
void sal_rate_add_columns(const SalTableContext *context, SalTableColumns *columns);

/* Adds the same as members of the open JSON object, null where they are empty. */
void sal_rate_add_json(const SalRow *row, const SalTableContext *context, SalJson *json);
/* Adds those of all rows (GArray of SalRow) of a class together: what changed divided by all their days. */
void sal_rate_add_json_summary(const GArray *rows, const char *class_name, const SalTableContext *context,
                               SalJson *json);

/* Appends the line of a class in the summary. Parts of periods count, as their days do. */
void sal_rate_append_summary(const GArray *rows, const char *class_name, const SalTableContext *context,
                             GString *text);
