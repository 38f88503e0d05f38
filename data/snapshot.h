/* A snapshot: the situation at one date, as control areas by class, each valid and dissolved. */
#pragma once

#include "data/calendar.h"
#include "data/geometry.h"
#include "data/source.h"

typedef struct {
  const char *name;      /* interned; "control" unless the user named classes */
  SalGeometry *polygons; /* lon/lat; valid, dissolved; may be empty */
} SalControlArea;

typedef struct {
  SalDay day;           /* after the shift */
  char *path;           /* where it came from */
  GArray *areas;        /* SalControlArea, in the order of the series' classes */
  GPtrArray *remarks;   /* utf8: what was repaired, left out or assumed, with its place */
  guint n_features, n_polygons, n_points; /* as read, of the kind that was used */
  guint n_null, n_other; /* features without geometry; features of a kind that was not used */
  guint n_repaired;      /* features repaired */
} SalSnapshot;

SalSnapshot *sal_snapshot_ref(SalSnapshot *snapshot);
void sal_snapshot_unref(SalSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalSnapshot, sal_snapshot_unref)
