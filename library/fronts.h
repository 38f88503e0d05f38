/* The option `picture`: front lines as they were made whole, a picture for each snapshot. */
#pragma once

#include "library/settings.h"

/* Before any data is read. Error: USAGE, IO (a folder that cannot be). */
gboolean sal_fronts_check(const SalientOptions *options, GError **error);

/* Draws every snapshot of a series of fronts, also those that cannot be closed. Does nothing without
 * `picture`.
 * Errors: USAGE (several snapshots and no {date}), and whatever reading, drawing and writing can give. */
gboolean sal_fronts_write(const SalientOptions *options, const SalSettings *settings, const SalSeries *series,
                          GError **error);
