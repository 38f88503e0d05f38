/* Features as they come out of a source: in WGS 84 longitude and latitude, without Z and M, curves as lines.
 */
#pragma once

#include "data/source/kinds.h"
#include "data/source/positions.h"

typedef struct {
  guint number;      /* 1 for the first feature of the file */
  const char *layer; /* interned */
  const char *file;  /* NULL, or interned: the file's name, set by who joins the features of several files */
  SalGeometry *points; /* each NULL where the feature has none of the kind */
  SalGeometry *lines;
  SalGeometry *polygons; /* as read: neither repaired nor dissolved */
  guint n_unclosed;      /* rings whose ends differed; they have been closed */
  GArray *strays;        /* SalStray: vertices left out; NULL: none */
  char **values;         /* one for each wanted field, each NULL where unset; NULL if none are wanted */
  guint n_values;
} SalFeature;

void sal_feature_free(SalFeature *feature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFeature, sal_feature_free)

typedef struct {
  GPtrArray *features;         /* SalFeature, in file order */
  guint64 n_vertices, n_rings; /* of all; lines and points count as rings */
  guint n_null;                /* features whose geometry is null or empty; they are not among features */
  gboolean crs_assumed;        /* no CRS in the file: read as lon/lat because every coordinate can be */
  gboolean has_more;           /* the service that gave the file says that it did not give all */
  gboolean is_plain;           /* it was read without GDAL, so that all depends on the file's bytes alone */
  char *crs_name;              /* of the first layer; NULL if the file has none */
  char **field_names;          /* of all layers read, each once, NULL-terminated */
  guint8 *has_field;           /* for each wanted field: some layer has it; NULL if none are wanted */
  SalKinds *kinds;             /* NULL: nothing tells areas apart, or it was not asked for */
} SalFeatures;

SalFeatures *sal_features_new(void);
void sal_features_free(SalFeatures *features);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFeatures, sal_features_free)

/* Counts the last of the features. FALSE if all together are more than data/source/bounds.h allows: error FORMAT.
 * file_bytes: 0 if not known. */
gboolean
sal_features_count_last(SalFeatures *features, guint64 file_bytes, guint64 max_bytes, GError **error);
