/* --picture: front lines as they were made whole, a picture for each snapshot. */
#pragma once

#include "common.h"

/* Before any data is read. Error: USAGE, IO (a folder that cannot be). */
gboolean front_picture_check(const Arguments *arguments, GError **error);

/* Draws every snapshot of a series of fronts, also those that cannot be closed. Nothing without --picture.
 * Errors: USAGE (several snapshots and no {date}), and whatever reading, drawing and writing can give. */
gboolean front_picture_write(const Arguments *arguments, const Settings *settings, const SalSeries *series,
                             GError **error);
