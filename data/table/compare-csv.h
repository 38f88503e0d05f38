/* Comparisons and revisions as CSV. */
#pragma once

#include "data/change/revisions.h"

/* The comparisons, from rows (GArray of SalComparedRow). has_periods: with the nets of periods. Owned by the
 * caller. */
char *sal_compare_format_csv(const GArray *rows, gboolean has_periods);

/* The days of revisions. Owned by the caller. */
char *sal_revisions_format_csv(const SalRevisions *revisions);
