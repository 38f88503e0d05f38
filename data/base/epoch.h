/* The moment that outputs which carry a date are to be of: SOURCE_DATE_EPOCH, by which builds are made reproducible. */
#pragma once

#include <glib.h>

/* That moment in UTC, owned by the caller. *moment is NULL if the variable is not set or empty. Error USAGE: it is no number
 * of seconds since 1970. */
gboolean sal_epoch_find(GDateTime **moment, GError **error);
