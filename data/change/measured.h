/* What a snapshot measures, from the cache on disk: its areas and the length of its edges follow from the snapshot and the
 * area model alone. */
#pragma once

#include "data/base/cache.h"
#include "data/geometry/area.h"
#include "data/series/snapshot.h"

/* Of one snapshot. All is lent. */
typedef struct {
  SalCache *cache; /* NULL: none */
  const SalSnapshot *snapshot;
  const SalAreaModel *model;
  guint n_classes;
  double *areas_m2, *lines_m; /* of each class: its area, and the length of all its edges */
} SalMeasured;

/* Fills in what was kept. FALSE: nothing, and the numbers are as before. */
gboolean sal_measured_find(const SalMeasured *measured);
/* Keeps the numbers, if the cache knows the snapshot and the area model needs no PROJ. */
void sal_measured_keep(const SalMeasured *measured);
