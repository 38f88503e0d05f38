/* Redrawn border (data/change/border.h) in the formats of the table. Without a border nothing is added, but for null in
 * JSON. */
#pragma once

#include "data/base/json.h"
#include "data/table/summary.h"
#include "data/table/table-columns.h"

/* The columns of CSV. */
void sal_border_add_columns(const SalBorder *border, SalTableColumns *columns);

/* "border_source" and "border_width_km" of the table in the open JSON object. */
void sal_border_add_json_source(const SalBorder *border, SalJson *json);
/* The members of a row, and of the summary of a class. */
void sal_border_add_json(const SalRow *row, SalJson *json);
void sal_border_add_json_summary(const SalSummary *summary, const SalBorder *border, SalJson *json);

/* The line of a class, whose sums of the run the table has rounded. */
void sal_border_append_text(const SalTableContext *context, const SalSummary *summary,
                            const SalTurnover *rounded, GString *text);
/* What redrawn border is: a line. */
void sal_border_append_text_definition(const SalBorder *border, GString *text);

/* Adds two cells to each row of a grid for people: what redrawn border gained and lost, in the unit of the context; by
 * the context's rate if it has one. The first row of the grid holds headings, and rows (SalRow) are those of the
 * others. */
void sal_border_widen_grid(GPtrArray *grid, const GPtrArray *rows, const SalTableContext *context);
