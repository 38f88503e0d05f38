/* Comparisons and revisions for people: aligned text and Markdown. */
#pragma once

#include "data/change/revisions.h"
#include "data/table/compare-context.h"

/* rows: GArray of SalComparedRow, or NULL for no comparisons; revisions may be NULL. Owned by the caller. */
char *sal_compare_report(const GArray *rows, const SalRevisions *revisions, const SalCompareContext *context,
                         gboolean as_markdown);
