/* What changed from one snapshot of a series to the next. */
#pragma once

#include "data/change/inspection-options.h"
#include "data/series/drift.h"
#include "data/series/snapshot.h"

typedef struct {
  SalDriftKind kind;
  SalDrift corners;  /* how the outlines of all classes differ */
  double changed_m2; /* gained and lost, over all classes */
  double noise_m2;   /* the largest noise in what one class gained, or in what it lost */
  guint n_noise_parts;
  double border_gained_m2,
      border_lost_m2;        /* over all classes: redrawn border (data/change/border.h); 0 without one */
  gboolean has_other_fields; /* the files have other fields than before */
  SalFieldDrift fields;      /* if so, which; unset otherwise */
} SalSinceLast;

/* Compares two snapshots of one series. Error: GEOMETRY. */
gboolean sal_since_last_init(SalSinceLast *since, const SalSnapshot *last, const SalSnapshot *snapshot,
                             const SalInspectionOptions *options, GError **error);
void sal_since_last_clear(SalSinceLast *since);
