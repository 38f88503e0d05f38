/* What belongs to no class, in JSON. */
#pragma once

#include "data/base/json.h"
#include "data/series/class-use.h"

/* Adds "unclassed" to the open object: how many features on how many dates, and the values that tell them from all
 * others, with the field that has them. Nothing if unclassed is NULL. */
void sal_unclassed_add_json(SalJson *json, const SalUnclassed *unclassed);
