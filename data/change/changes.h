/* What changed hands, computed from a series. */
#pragma once

#include "data/change/change.h"
#include "data/geometry/area.h"
#include "data/overlay/overlay.h"
#include "data/series/series.h"

typedef struct {
  SalPeriodOptions periods;
  SalSample sample;
  int max_gap_days;
  const SalAreaModel *area_model;
  SalOverlayMethod overlay;
  const SalRegions *regions; /* rows for these as well; NULL: for the whole only; lent */
  double min_width_m;        /* parts of the change nowhere as wide are noise; 0: none is */
  gboolean numbers_only; /* leave out from, to, gained and lost: memory then does not grow with the series */
  gboolean keeps_unused_classes;      /* optional classes to which nothing belongs have changes of zeros */
  const char *const *accepted_resets; /* days or names of periods, NULL-terminated; NULL: none */
} SalChangeOptions;

/* Errors: no whole period, a single snapshot (USAGE); a boundary of a requested period without a snapshot
 * within max_gap_days (FORMAT, naming the boundary and the nearest snapshot); an area of interest in which no
 * snapshot has any area (USAGE); whatever reading a snapshot can give. Optional classes to which nothing
 * belongs on any date have no changes, unless they are kept. */
SalChanges *sal_changes_compute(const SalSeries *series, const SalChangeOptions *options, const SalWork *work,
                                GError **error);

/* Measures what differs between a change's two ends and splits off what is noise. Takes the overlay's
 * geometry. */
void sal_change_take_overlay(SalChange *change, SalOverlay *overlay, const SalChangeOptions *options);

/* Measures polygons of a snapshot. Error CRS, naming the snapshot: the area model cannot show all of them. */
gboolean sal_change_measure(const SalAreaModel *model, const SalSnapshot *snapshot,
                            const SalGeometry *polygons, double *m2, GError **error);
