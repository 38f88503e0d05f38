/* Notes of outputs that show changes: their period, class, region and figures, as tables have them. */
#pragma once

#include "library/made.h"

#include "data/change/changes.h"
#include "data/change/row.h"

/* The note of a file that shows one change, or the sum of a run. */
SalMade sal_made_of_row(const char *name, const SalRow *row);
/* The note of a file with the rows of some changes (SalChange), which may be none. If they are of one class, the figures are
 * its sum, as summaries have it: without regions, and without resets that were accepted. */
SalMade sal_made_of_changes(const char *name, const GPtrArray *changes, const SalAreaModel *model);
/* The note of a map of a comparison. state: what the sides hold. */
SalMade sal_made_of_state(const char *name, const SalChange *state);
