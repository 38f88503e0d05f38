/* What each region has of a run's snapshots and changes.
 *
 * Where areas add up exactly, only the first snapshot of each chain of periods is cut by the regions; from
 * there on only what changed is, and areas accumulate. Where they do not (geodesic, EPSG:N), every snapshot
 * is cut. Adding is safe from several threads as long as each snapshot and each change is added once. */
#pragma once

#include "data/change/change.h"
#include "data/change/region.h"
#include "data/geometry/area.h"
#include "data/series/pairing.h"

typedef struct _SalTally SalTally;

/* Lends all of it. */
SalTally *sal_tally_new(const SalRegions *regions, const SalAreaModel *model, const SalPairing *pairing,
                        guint n_classes);
void sal_tally_free(SalTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTally, sal_tally_free)

/* Cuts a snapshot's polygons of a class if they are needed; entry as in the pairing. Error: GEOMETRY. */
gboolean sal_tally_add_snapshot(SalTally *tally, guint entry, guint class_index, const SalGeometry *polygons,
                                GError **error);

/* Cuts what changed in a pair by the regions. whole is that change, with its geometry; the rows of regions
 * keep theirs if asked to. Error: GEOMETRY. */
gboolean sal_tally_add_change(SalTally *tally, guint pair, guint class_index, const SalChange *whole,
                              gboolean keep_geometry, GError **error);

/* Takes the wholes (SalChange, by pair and class) and gives them with a row for each region and for what lies
 * in none after each. To be called once, after everything was added. */
GPtrArray *sal_tally_collect(SalTally *tally, GPtrArray *wholes);
