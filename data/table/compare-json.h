/* Comparisons and revisions as JSON. */
#pragma once

#include "data/change/revisions.h"
#include "data/table/compare-context.h"

/* rows: GArray of SalComparedRow, or NULL for no comparisons; revisions may be NULL. Owned by the caller. */
char *
sal_compare_format_json(const GArray *rows, const SalRevisions *revisions, const SalCompareContext *context);
