/* Which column of a tally of kinds each field of a layer is. */
#pragma once

#include "data/source/kinds.h"
#include "data/source/read-options.h"

#define SAL_NO_COLUMN G_MAXUINT /* of a field that is required: a date's */

/* The columns (guint) of fields (NULL-terminated), in their order. Owned by the caller. */
GArray *sal_columns_find(SalKindTally *tally, char *const *fields, const SalReadOptions *options);
