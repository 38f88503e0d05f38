/* A snapshot: the situation at one date, as control areas by class, each valid and dissolved. */
#pragma once

#include "data/base/siphash.h"
#include "data/dates/calendar.h"
#include "data/front/front.h"
#include "data/geometry/geometry.h"
#include "data/geometry/tiling.h"
#include "data/series/field-values.h"

typedef struct {
  const char *name;      /* interned; "control" unless the user defined classes */
  SalGeometry *polygons; /* lon/lat; valid, dissolved; may be empty */
  guint n_features;      /* how many make it up, or its parts */
  gboolean is_composed;  /* other classes make it up */
} SalControlArea;

/* The features that have the same value in the field that the series is grouped by. */
typedef struct {
  char *name;            /* the value; "" for none; SAL_GROUP_OTHERS for all values beyond SAL_MAX_GROUPS */
  guint n_features;      /* those with a geometry of the kind that is used */
  SalGeometry *polygons; /* lon/lat; valid, dissolved; may be empty */
} SalGroup;

#define SAL_MAX_GROUPS 64
#define SAL_GROUP_OTHERS "(others)"

/* How sure it is which side of the front lines is the holder's, where that goes by the snapshots before. */
typedef struct {
  double agreement; /* the least of all shares that stayed as they were, of this snapshot and of those before
                       it, on which it rests: 0.5 to 1; 0: its sides do not go by the snapshot before */
  SalDay day;       /* of the snapshot that has it */
  guint n_weak;     /* how many of them are doubtful, see SAL_FRONT_WEAK_AGREEMENT */
  SalDay since;     /* if there are some: the first of them */
} SalSureness;

typedef struct {
  SalDay day;                 /* after the shift */
  char *path;                 /* where it came from; the first if there are several files */
  GArray *areas;              /* SalControlArea, in the order of the series' classes */
  GPtrArray *remarks;         /* utf8: what was repaired, left out or assumed, with its place */
  guint n_features;           /* as read, with a geometry */
  guint n_polygons, n_points; /* of the control areas that features make up */
  guint n_null;               /* features without geometry */
  guint n_unclassed;          /* usable features that belong to no class */
  guint n_other;              /* features without a geometry of the kind that is used */
  guint n_repaired;           /* features repaired */
  guint decimals; /* of the class with the most points, as sal_drift_get_decimals(), before clipping */
  SalSureness sureness;
  GArray *groups; /* SalGroup, by name; NULL: the series is not grouped */
  /* Of usable features, and of those that belong to no class; NULL: the user defined no classes. */
  SalFieldValues *values, *unclassed;
  char **field_names; /* of its files, each once; NULL if features were read to find their dates */
  gboolean
      has_origin; /* origin says all that the areas follow from: they come from the cache, or are kept there */
  SalSiphash origin; /* of the series' cache */
  guint8 *has_field; /* for each field of the classes: whether the files have it; NULL likewise */
} SalSnapshot;

/* How control areas are made of features. */
typedef struct {
  const SalClasses *classes;     /* NULL: one class of all features */
  const SalFields *fields;       /* which of a feature's values is which; NULL: features have none */
  gboolean exclusive;            /* what a class covers is cut out of those after it */
  const char *class_name;        /* of the one class if classes is NULL; interned */
  const SalGeometry *territory;  /* NULL: the features are areas; otherwise they are front lines */
  const SalFrontOptions *fronts; /* with territory: of each class */
  gboolean is_grouped;           /* features are grouped as well, by the group field */
  gboolean strict;               /* an invalid feature is an error and is not repaired */
  gboolean allow_empty;          /* no area at all counts as an area of 0 and is no error */
  guint64 max_bytes;             /* as in SalReadOptions */
} SalSnapshotOptions;

/* Builds the snapshot of a day from its features (element-type SalFeature). Every feature is checked and
 * repaired by itself, then those of a class are dissolved; a feature may belong to several. A class that the
 * user defined may have no area, which is remarked unless the class is optional. Errors: FORMAT (nothing of
 * the kind that is used); GEOMETRY (a feature beyond repair, with its number; fronts that do not cut); as
 * sal_front_close(). */
SalSnapshot *sal_snapshot_new(SalDay day, const char *path, const GPtrArray *features,
                              const SalSnapshotOptions *options, GError **error);

/* A snapshot that has nothing yet, to be filled by whoever knows what it holds. */
SalSnapshot *sal_snapshot_new_empty(SalDay day, const char *path);

/* A snapshot of one class (interned name). Takes polygons. */
SalSnapshot *
sal_snapshot_new_single(SalDay day, const char *path, const char *class_name, SalGeometry *polygons);

/* A snapshot with other control areas: polygons has SalGeometry for each class, of which it is robbed. All else
 * is as in another one, which has no groups. */
SalSnapshot *sal_snapshot_new_like(const SalSnapshot *like, GPtrArray *polygons);

/* The front lines of each class (GPtrArray of SalGeometry) as sal_snapshot_new() would close them. Polygons
 * are there by their outlines. */
GPtrArray *sal_snapshot_collect_fronts(const GPtrArray *features, const SalSnapshotOptions *options);

/* Cuts the control areas and groups to tiles, which may leave nothing of them. Only for a snapshot that
 * nobody else has yet. Error: GEOMETRY. */
gboolean sal_snapshot_clip(SalSnapshot *snapshot, const SalTiling *tiles, GError **error);

/* Puts the days of two snapshots before an error that is about both. */
void sal_snapshot_blame_pair(const SalSnapshot *from, const SalSnapshot *to, GError **error);

SalSnapshot *sal_snapshot_ref(SalSnapshot *snapshot);
void sal_snapshot_unref(SalSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalSnapshot, sal_snapshot_unref)

/* The polygons of a class (interned name), lent; NULL if the snapshot has no such class. */
const SalGeometry *sal_snapshot_get_polygons(const SalSnapshot *snapshot, const char *class_name);
