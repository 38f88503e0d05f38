/* How often did ground change hands? Every step of a run, from one snapshot to the next, turns over what it gains and
 * what it loses; how many steps turn a place over is how often it changed hands.
 *
 * The areas are those of the overlays of the steps, noded with each other (see data/overlay/coverage.h), so that the sum
 * of times and area is what all steps gained and lost. */
#pragma once

#include "data/change/change.h"
#include "data/geometry/area.h"

typedef struct {
  guint n_times;
  SalGeometry *polygons; /* lon/lat */
  double m2, held_m2;    /* all of it, and what of it is held at the end */
} SalTurnoverLevel;

typedef struct {
  GArray *levels;     /* SalTurnoverLevel, by times, each larger than a square metre; they do not overlap */
  SalGeometry *never; /* lon/lat: held from the start of the run to its end */
  double never_m2;
  double moved_m2; /* what all steps gained and lost together */
  guint n_steps;
  int usual_days; /* the median of their lengths; 0: the periods themselves were taken for steps */
} SalTurnover;

void sal_turnover_free(SalTurnover *turnover);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTurnover, sal_turnover_free)

/* All lent. */
typedef struct {
  const GPtrArray *changes; /* SalChange of one class in order, at least one, with their geometry */
  const GArray
      *steps; /* SalStep of the class, which keep what changed; NULL or empty: the changes are the steps */
  const SalGeometry *region; /* lon/lat: outside of it nothing counts; NULL: all does */
  const SalAreaModel *model;
  guint64 max_bytes; /* as in SalOverlayOptions */
} SalTurnoverInput;

/* Steps that the user takes for resets turn nothing over. Errors: as sal_coverage_compute(). */
SalTurnover *sal_turnover_compute(const SalTurnoverInput *input, GError **error);
