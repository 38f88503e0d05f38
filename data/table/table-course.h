/* What happened inside periods, in the formats of the table. */
#pragma once

#include "data/base/json.h"
#include "data/table/table-columns.h"

/* Adds to the open JSON object what the steps of a change tell: "redefined_km2", and unless they were not
 * looked at "turnover_gained_km2", "turnover_lost_km2", "largest_step", "unchanged_since" and "steps". */
void sal_course_add_json(const SalRow *row, SalJson *json);

/* Adds the columns redefined_km2 and turnover_km2 of CSV. The second is empty for regions and if the steps were not
 * looked at. */
void sal_course_add_columns(SalTableColumns *columns);

/* Appends a line for each step of a change that is doubted, or taken out because the user accepted it as a
 * reset. */
void sal_course_append_text(const SalChange *change, const SalCellsUnit *unit, GString *text);
