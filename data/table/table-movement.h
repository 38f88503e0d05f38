/* Movement in the forms of the table. */
#pragma once

#include "data/base/json.h"
#include "data/change/row.h"

/* The member "movement" of the open JSON object. */
void sal_movement_add_json(const SalMovement *movement, SalJson *json);

/* The columns advance_km, retreat_km and km2_per_day of CSV, each with a comma before it, empty for NULL. */
void sal_movement_append_csv(const SalMovement *movement, GString *text);

/* The summary's line of a class, from rows (GArray of SalRow); none if nothing moved. */
void sal_movement_append_summary(GString *text, const GArray *rows, const char *class_name);
