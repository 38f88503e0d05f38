/* The values of fields over all snapshots of a series, for who wants to define classes. */
#pragma once

#include "data/series/series.h"
#include "data/series/values.h"

typedef struct {
  char **fields;     /* NULL-terminated */
  GPtrArray *values; /* SalValues of each */
  guint n_features;  /* with a geometry, of all snapshots */
  guint n_snapshots;
} SalListedValues;

/* Reads the snapshots from day first to day last, each SAL_DAY_NONE for no bound, of a series that was
 * opened with these listed_fields. Errors: whatever reading gives; USAGE for a field that no file has, with
 * those that there are, and for a span without snapshots. */
SalListedValues *sal_listed_values_new(const SalSeries *series, const char *const *fields, SalDay first,
                                       SalDay last, const SalWork *work, GError **error);
void sal_listed_values_free(SalListedValues *listed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalListedValues, sal_listed_values_free)
