/* When was it taken? What changed hands over a run of periods and stayed so, cut by the period in which it
 * was last gained. */
#pragma once

#include "data/change/change.h"
#include "data/geometry/area.h"

typedef struct {
  guint first, last; /* numbers of the periods in which it was last gained, both included */
  /* lon/lat: held at the end of the run, not at its start, and last gained in these periods; may be empty. */
  SalGeometry *polygons;
  double m2;
} SalCumulativePart;

typedef struct {
  GArray *parts;             /* SalCumulativePart, in the order of periods; they do not overlap */
  SalGeometry *lost;         /* held at the start of the run, not at its end */
  double gained_m2, lost_m2; /* gained is the sum of the parts */
  SalGeometry *redefined;    /* what accepted resets added or removed, in neither of the above; NULL: none */
  double redefined_gained_m2, redefined_lost_m2;
} SalCumulative;

void sal_cumulative_free(SalCumulative *cumulative);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalCumulative, sal_cumulative_free)

/* changes: SalChange of one class in order, at least one, computed with their geometry. What was gained in
 * periods that are missing between them counts with the next one that is there. If there are more than max_parts periods, equally many are joined
 * into each part, the last of which may have fewer. region: lon/lat, valid: that of the changes, whose snapshots are those of
 * the whole; NULL: they are of the whole. Error: GEOMETRY. */
SalCumulative *sal_cumulative_compute(const GPtrArray *changes, const SalAreaModel *model, guint max_parts,
                                      const SalGeometry *region, GError **error);
