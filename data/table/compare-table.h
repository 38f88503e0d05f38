/* Comparisons as a table: text, CSV, JSON or Markdown.
 *
 * Areas are rounded once, to 1e-6 km2 (in tables for people to 1e-3 km2), such that printed rows add up as
 * printed: area of A = agreed + only A, area of B = agreed + only B, and where pieces add up exactly, rows of
 * regions to their whole. Nets are those that a table of one side alone prints. */
#pragma once

#include "data/change/revisions.h"
#include "data/table/compare-context.h"
#include "data/table/table.h"

/* The whole table. revisions may be NULL; then comparisons is not. CSV shows the days of revisions if there
 * are any, else the comparisons. Owned by the caller. */
char *sal_compare_format(const SalComparisons *comparisons, const SalRevisions *revisions,
                         const SalCompareContext *context, SalTableFormat format);
