/* What the program published before, beside what a run publishes now. Without a record (NULL) nothing is added. */
#pragma once

#include "data/base/json.h"
#include "data/change/own-record.h"
#include "data/table/table-context.h"

/* The member "own_record". */
void sal_own_add_json(const SalOwnRun *run, SalJson *json);
/* A line for each figure that was revised, and what the marks mean. model: of the run. */
void sal_own_append_text(const SalTableContext *context, GString *text);
