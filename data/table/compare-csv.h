/* Comparisons and revisions as CSV. */
#pragma once

#include "data/change/revisions.h"
#include "data/table/compare-context.h"

/* The comparisons, from rows (GArray of SalComparedRow), with the nets of periods if there are any. Owned by the
 * caller. */
char *sal_compare_format_csv(const GArray *rows, const SalCompareContext *context);

/* The days of revisions. Owned by the caller. */
char *sal_revisions_format_csv(const SalRevisions *revisions);
