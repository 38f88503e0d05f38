/* Puts names, callouts and notes where they stood in an earlier run, as the file says that the option `positions` names. */
#pragma once

#include "library/values.h"

/* What positions are added to; all is lent. */
typedef struct {
  GArray *wishes;     /* SalNameWish */
  GPtrArray *notes;   /* SalNote */
  GArray *pins;       /* SalPosition: of callouts of changes and of furniture */
  GPtrArray *remarks; /* utf8 */
} SalPositionsTarget;

/* Reads the file, and adds what it says to all of these; what the user said in other ways comes first. What it says of
 * callouts and notes that there are no more is told in remarks. For SALIENT_LAYOUT the file need not be there yet. Errors:
 * IO, FORMAT, with the file, the line and the key. */
gboolean sal_positions_load(const SalientOptions *options, const SalPositionsTarget *into, GError **error);

/* Checks, before data are read, that SALIENT_LAYOUT can write: each map names a file if the option `write` is there, and
 * outputs are no inputs. Errors: USAGE, IO. */
gboolean sal_positions_check(const SalientOptions *options, GError **error);

/* Reads the text of the file; "" where the option names none, or SALIENT_LAYOUT one that is not there yet. Owned by the
 * caller. Error: IO. */
char *sal_positions_read(const SalientOptions *options, gsize *length, GError **error);
