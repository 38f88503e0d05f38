/* Puts names, callouts and notes where they stood in an earlier run, as the file says that the option `positions` names. */
#pragma once

#include "library/values.h"

/* Reads the file, and adds what it says to wishes (SalNameWish) and notes (SalNote), of which what the user said comes
 * first. What it says of callouts and notes that there are no more is told in remarks (utf8). For SALIENT_LAYOUT the file
 * need not be there yet. Errors: IO, FORMAT, with the file, the line and the key. */
gboolean sal_positions_load(const SalientOptions *options, GArray *wishes, GPtrArray *notes,
                            GPtrArray *remarks, GError **error);

/* Checks, before data are read, that SALIENT_LAYOUT can write: each map names a file if the option `write` is there, and
 * outputs are no inputs. Errors: USAGE, IO. */
gboolean sal_positions_check(const SalientOptions *options, GError **error);

/* Reads the text of the file; "" where the option names none, or SALIENT_LAYOUT one that is not there yet. Owned by the
 * caller. Error: IO. */
char *sal_positions_read(const SalientOptions *options, gsize *length, GError **error);
