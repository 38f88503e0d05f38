/* The periods that are missing inside a run, because no snapshot is near enough to their ends. What changed in
 * them is in no sum and no mean. */
#pragma once

#include "data/change/change.h"

/* changes: SalChange of one class and of the whole, by period. Returns the periods between them that are not
 * there (GArray of SalPeriod, by name and unit; their days are not exact). Owned by the caller. */
GArray *sal_missing_find(const GPtrArray *changes);
