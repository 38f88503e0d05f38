/* Measures snapshots, and what differs between two of them. */
#pragma once

#include "data/change/change-options.h"

/* Measures what differs between the two ends of a change, which are there, and splits noise and redrawn border off.
 * Takes the overlay's geometry. */
void sal_change_take_overlay(SalChange *change, SalOverlay *overlay, const SalChangeOptions *options);

/* Measures polygons of a snapshot. Error: CRS, naming the snapshot, if the area model cannot show all of
 * them. */
gboolean sal_change_measure(const SalAreaModel *model, const SalSnapshot *snapshot,
                            const SalGeometry *polygons, double *m2, GError **error);
