/* Computes what changed hands from a series. */
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
  const SalRegions *regions;     /* changes of these as well; NULL: of the whole only; lent */
  double min_width_m;            /* parts of the change that are nowhere as wide are noise; 0: none is */
  gboolean numbers_only;         /* without from, to, gained, lost: memory does not grow with the series */
  gboolean keeps_unused_classes; /* optional classes to which nothing belongs have changes of zeros */
  const char *const *accepted_resets; /* days or names of periods, NULL-terminated; NULL: none */
} SalChangeOptions;

/* Whether there are changes (SalChange) of a class (interned): an optional one that is not used has none. */
gboolean sal_changes_have_class(const GPtrArray *changes, const char *class_name);

/* Computes all changes. Optional classes to which nothing belongs on any date have none, unless they are
 * kept. Errors: as sal_pairing_new() and sal_class_use_check(); USAGE (an area of interest in which no
 * snapshot has any area; an accepted reset that is no day or period); CRS, as sal_change_measure(); GEOMETRY,
 * naming the period; whatever reading a snapshot can give. */
SalChanges *sal_changes_compute(const SalSeries *series, const SalChangeOptions *options, const SalWork *work,
                                GError **error);

/* Measures what differs between the two ends of a change, and splits noise off. Takes the overlay's
 * geometry. */
void sal_change_take_overlay(SalChange *change, SalOverlay *overlay, const SalChangeOptions *options);

/* Measures polygons of a snapshot. Error: CRS, naming the snapshot, if the area model cannot show all of
 * them. */
gboolean sal_change_measure(const SalAreaModel *model, const SalSnapshot *snapshot,
                            const SalGeometry *polygons, double *m2, GError **error);
