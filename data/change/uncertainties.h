/* Finds how sure the figures of all changes of a run are. */
#pragma once

#include "data/change/change-options.h"
#include "data/change/changes.h"
#include "data/change/position.h"

/* All is lent. */
typedef struct {
  const SalSeries *series;
  const SalChangeOptions *options; /* of the run */
  gboolean cutoff, model;          /* whether these kinds are wanted; position is if it is stated */
  SalPositionOptions position;
  const SalBorder
      *border; /* its edges are no front, as those of territory and area of interest; NULL: none */
} SalUncertaintyQuery;

/* Gives every change of the whole (not those of regions) its uncertainty. Reads the snapshots that it needs once more;
 * those that cannot be used leave their figures out. Errors: USAGE, if the error that is stated for the position is more
 * than the width of an area throughout the run, with the option; CRS, as sal_spread_models_init(). */
gboolean sal_uncertainties_find(SalChanges *changes, const SalUncertaintyQuery *query, const SalWork *work,
                                GError **error);
