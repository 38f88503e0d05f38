/* The option `picture`: a picture of each snapshot shows its front lines and how they were made whole. */
#pragma once

#include "library/settings.h"

/* Checks the options before data is read. Errors: USAGE; IO for a file that cannot be written. */
gboolean sal_fronts_check(const SalientOptions *options, GError **error);

/* Draws every snapshot of a series of front lines, even those that cannot be closed. Does nothing without
 * `picture`. Errors: USAGE if there are several snapshots and no {date} in the name; any error of reading,
 * drawing and writing. */
gboolean sal_fronts_write(const SalientOptions *options, const SalSettings *settings, const SalSeries *series,
                          GError **error);
