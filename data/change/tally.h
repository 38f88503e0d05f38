/* Finds how much of the snapshots and changes of a run each region has.
 *
 * If areas add up exactly, only the first snapshot of each chain of periods is cut by the regions. From there
 * on only what changed is cut, and areas accumulate. If they do not add up (geodesic, EPSG:N), every snapshot
 * is cut. Several threads may add at once, as long as each snapshot and each change is added only once. */
#pragma once

#include "data/change/change.h"
#include "data/change/region.h"
#include "data/geometry/area.h"
#include "data/series/pairing.h"

typedef struct _SalTally SalTally;

/* All arguments are lent. */
SalTally *sal_tally_new(const SalRegions *regions, const SalAreaModel *model, const SalPairing *pairing,
                        guint n_classes);
void sal_tally_free(SalTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTally, sal_tally_free)

/* Cuts the polygons of a class in a snapshot by the regions, if they are needed. entry: as in the pairing.
 * Error: GEOMETRY. */
gboolean sal_tally_add_snapshot(SalTally *tally, guint entry, guint class_index, const SalGeometry *polygons,
                                GError **error);

/* Cuts what changed in a pair by the regions. whole is that change, with its geometry. The changes of regions
 * keep theirs if keep_geometry is TRUE. Error: GEOMETRY. */
gboolean sal_tally_add_change(SalTally *tally, guint pair, guint class_index, const SalChange *whole,
                              gboolean keep_geometry, GError **error);

/* Adds up what changed in a pair from parts of its period (see data/change/change-parts.h), in place of what
 * sal_tally_add_change() added. part is lent, with its geometry. Errors: GEOMETRY. */
void sal_tally_begin_parts(SalTally *tally, guint pair, guint class_index, gboolean keep_geometry);
gboolean sal_tally_add_part(SalTally *tally, guint pair, guint class_index, const SalChange *part,
                            gboolean is_reset, GError **error);
gboolean sal_tally_end_parts(SalTally *tally, guint pair, guint class_index, GError **error);

/* Takes the wholes (SalChange, by pair and class), and returns them, each followed by the changes of its
 * regions and of what lies in none. To be called once, after everything was added. */
GPtrArray *sal_tally_collect(SalTally *tally, GPtrArray *wholes);
