/* Where names, callouts and notes stood in an earlier run, in the file that the option `positions` names. */
#pragma once

#include "library/values.h"

/* Reads the file, and adds what it says to wishes (SalNameWish) and notes (SalNote), of which what the user said comes
 * first. What it says of callouts and notes that there are no more is left out. Errors: IO, FORMAT, with the file and the
 * line. */
gboolean sal_positions_load(const SalientOptions *options, GArray *wishes, GPtrArray *notes, GError **error);
