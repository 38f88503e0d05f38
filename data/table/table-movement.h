/* Movement in the formats of the table. */
#pragma once

#include "data/base/json.h"
#include "data/table/table-columns.h"

/* Adds the member "movement" to the open JSON object. */
void sal_movement_add_json(const SalMovement *movement, SalJson *json);

/* Adds an array of the largest areas that changed hands to the open JSON object; an empty one for NULL. */
void sal_movement_add_json_areas(const SalMovement *movement, SalJson *json, const char *key);

/* Adds the columns advance_km, retreat_km and km2_per_day of CSV, which are empty for rows without movement. */
void sal_movement_add_columns(SalTableColumns *columns);

/* Appends the line of a class in the summary, from rows (GArray of SalRow); none if nothing moved. */
void sal_movement_append_summary(GString *text, const GArray *rows, const char *class_name);
