/* Comparisons as a table: text, CSV, JSON or Markdown.
 *
 * Areas are rounded once, to 1e-6 km2 (in tables for people to 1e-3 km2), so that rows add up as printed:
 * area of A = agreed + only A, area of B = agreed + only B. If pieces add up exactly, the rows of regions add
 * up to that of their whole. Nets are the same as in a table of one side alone. */
#pragma once

#include "data/change/revisions.h"
#include "data/table/compare-context.h"
#include "data/table/table.h"

/* The whole table. Either of comparisons and revisions may be NULL, but not both. CSV has the days of
 * revisions if there are any, otherwise the comparisons. Owned by the caller. */
char *sal_compare_format(const SalComparisons *comparisons, const SalRevisions *revisions,
                         const SalCompareContext *context, SalTableFormat format);
