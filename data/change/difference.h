/* How much differs between two snapshots, as numbers alone, from the cache on disk where it was computed before. */
#pragma once

#include "data/base/cache.h"
#include "data/geometry/area.h"
#include "data/overlay/overlay.h"
#include "data/series/snapshot.h"

/* All is lent. */
typedef struct {
  SalCache *cache; /* NULL: none */
  const SalAreaModel *model;
  SalOverlayOptions overlay;
} SalDifferenceOptions;

typedef struct {
  double gained_m2, lost_m2;
  double net_m2; /* the difference of both areas: in models that are not exact not quite gained - lost */
} SalDifference;

/* Measures what differs in a class, by its index, which both snapshots have. Errors: as sal_overlay_compute(); CRS, as
 * sal_change_measure(). */
gboolean
sal_difference_measure(const SalDifferenceOptions *options, const SalSnapshot *from, const SalSnapshot *to,
                       guint class_index, SalDifference *difference, GError **error);
