/* Days in JSON. */
#pragma once

#include "data/base/json.h"
#include "data/dates/calendar.h"

/* Adds a day as a member of the open JSON object. */
void sal_table_add_day(SalJson *json, const char *key, SalDay day);
