/* Which expectations hold, with the figures of a run. Without any (NULL) nothing is added. */
#pragma once

#include "data/base/json.h"
#include "data/change/expectations.h"

/* The member "expectations": counts, and the checks that do not hold. */
void sal_expectations_add_json(const SalExpectations *expectations, SalJson *json);
/* "expectations: 141 of 141 checks hold (checks.csv)", and a line for each that does not. */
void sal_expectations_append_text(const SalExpectations *expectations, GString *text);
