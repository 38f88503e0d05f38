/* Adds up a change from parts of its period, one after the other. */
#pragma once

#include "data/change/change.h"

/* Empties what was gained, lost and redefined, so that parts can be added; the two ends stay. keeps_geometry:
 * the polygons of parts are collected, too. */
void sal_change_begin_parts(SalChange *change, gboolean keeps_geometry);

/* Adds a part. is_reset: what it gained and lost is redefined. */
void sal_change_add_part(SalChange *change, const SalChange *part, gboolean is_reset);

/* To be called after the last part: dissolves the polygons. Error: GEOMETRY. */
gboolean sal_change_end_parts(SalChange *change, GError **error);
