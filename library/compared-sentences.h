/* The sentences of a run of compare, for tables (data/table/told.h). */
#pragma once

#include "library/plan.h"

#include "data/table/told.h"

/* Lends the plan. */
SalComparedTold sal_compared_sentences_get_told(const SalPlan *plan);
