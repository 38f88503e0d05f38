/* Records, streaks and what was held before, in JSON. */
#pragma once

#include "data/base/json.h"
#include "data/change/change.h"

/* Adds the member "records" to the open JSON object: an object, or null where none were looked for, as in rows of
 * regions. */
void sal_standing_add_json(const SalStanding *standing, SalJson *json);

/* Adds the member "records_among" to the open JSON object: for each class, which periods were compared and which do
 * not count. Adds nothing if none were compared. */
void sal_compared_add_json(const GPtrArray *compared, SalJson *json);
