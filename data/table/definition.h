/* What the figures of a table mean, in one sentence that can stand alone. */
#pragma once

#include "data/table/compare-context.h"
#include "data/table/table-context.h"

/* When gross figures are counted, which depends on the length of the periods: "at the end of each month", "at each
 * snapshot". Owned by the caller. */
char *sal_definition_describe_gross(SalCadence cadence);

/* What classes are, how net follows from areas, when gained and lost are counted, and what an area is. Owned by the
 * caller. */
char *sal_definition_make(const SalTableContext *context);
/* The same of a table of places: who holds one, and when that is looked at. */
char *sal_definition_make_of_places(const SalTableContext *context);
/* The same of a comparison. */
char *sal_definition_make_compared(const SalCompareContext *context);
