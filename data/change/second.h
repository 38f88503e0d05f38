/* A second computation of changes, from the same snapshots, by the method of overlay that the first one did not use. What
 * both agree on does not rest on one program's geometry. */
#pragma once

#include "data/change/changes.h"

/* What the second method says of one change of the first. */
typedef struct {
  const SalChange *change;   /* of the first; lent */
  double gained_m2, lost_m2; /* with noise; NaN: the second method found no answer */
  const char *why;           /* why it found none; lent; NULL: it did */
} SalSecondChange;

typedef struct {
  SalOverlayMethod method;
  GArray *changes;   /* SalSecondChange, in the order of the first */
  GPtrArray *faults; /* utf8: of periods without an answer */
  SalChanges *found; /* NULL: some period has no answer, and each was computed by itself */
} SalSecond;

/* Computes the changes of a series once more. first: what sal_changes_compute() made of it with the options; lent.
 * Periods of which the second method finds no areas that close are told and are no error. Errors: otherwise as
 * sal_changes_compute(). */
SalSecond *sal_second_compute(const SalSeries *series, const SalChangeOptions *options,
                              const SalChanges *first, const SalWork *work, GError **error);
void sal_second_free(SalSecond *second);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalSecond, sal_second_free)
