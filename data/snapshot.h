/* A snapshot: the situation at one date, as control areas by class, each valid and dissolved. */
#pragma once

#include "data/calendar.h"
#include "data/front.h"
#include "data/geometry.h"
#include "data/source.h"
#include "data/tiling.h"

typedef struct {
  const char *name;      /* interned; "control" unless the user named classes */
  SalGeometry *polygons; /* lon/lat; valid, dissolved; may be empty */
} SalControlArea;

typedef struct {
  SalDay day;                 /* after the shift */
  char *path;                 /* where it came from */
  GArray *areas;              /* SalControlArea, in the order of the series' classes */
  GPtrArray *remarks;         /* utf8: what was repaired, left out or assumed, with its place */
  guint n_features;           /* as read, with a geometry */
  guint n_polygons, n_points; /* of the control areas */
  guint n_null;               /* features without geometry */
  guint n_other;              /* features without a geometry of the kind that is used */
  guint n_repaired;           /* features repaired */
} SalSnapshot;

/* What makes control areas of features. */
typedef struct {
  const char *class_name;       /* interned */
  const SalGeometry *territory; /* NULL: the features are areas, else they are front lines */
  const SalSide *side;          /* with territory */
} SalSnapshotOptions;

/* Builds the snapshot of a day from the features of one file (element-type SalFeature). Every feature is
 * checked and repaired by itself, then all are dissolved. Errors: FORMAT (nothing of the kind that is used),
 * GEOMETRY (beyond repair, with the feature; fronts that do not cut). */
SalSnapshot *sal_snapshot_new(SalDay day, const char *path, const GPtrArray *features,
                              const SalSnapshotOptions *options, GError **error);

/* Leaves of the control areas what lies in tiles; that may be nothing. Only for a snapshot that nobody else
 * has yet. Error: GEOMETRY. */
gboolean sal_snapshot_clip(SalSnapshot *snapshot, const SalTiling *tiles, GError **error);

SalSnapshot *sal_snapshot_ref(SalSnapshot *snapshot);
void sal_snapshot_unref(SalSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalSnapshot, sal_snapshot_unref)

/* The polygons of a class (interned name), lent; NULL if the snapshot has no such class. */
const SalGeometry *sal_snapshot_get_polygons(const SalSnapshot *snapshot, const char *class_name);
