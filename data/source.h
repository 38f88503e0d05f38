/* Files and services that OGR reads: what is in them, and features out of them. The only file that includes GDAL.
 *
 * Only drivers that read what they are pointed at are allowed, so that a hostile file cannot make the program open
 * other files, databases or the network. Coordinates are returned in lon/lat WGS 84; Z and M are dropped;
 * curves become lines. Safe in any thread. */
#pragma once

#include "data/geometry.h"

typedef struct {
  char **layers;           /* NULL: all */
  const char *where;       /* OGR attribute filter, or NULL */
  const char *source_crs;  /* overrides or supplies the CRS; NULL: the file's own */
  const SalBox *lonlat_box; /* only features that touch it; NULL: all. For sources in lon/lat */
  const char *const *fields; /* attribute values wanted, NULL-terminated; NULL: none */
  gboolean fields_optional;  /* a layer without a wanted field gives NULL values instead of an error */
} SalReadOptions;

typedef struct {
  gint64 fid;
  const char *layer;       /* interned */
  SalGeometry *points;     /* each NULL where the feature has none of the kind */
  SalGeometry *lines;
  SalGeometry *polygons;   /* as read: not repaired, not dissolved */
  char **values;           /* one a wanted field, NULL where unset; NULL-terminated list is not implied */
  guint n_values;
} SalFeature;

void sal_feature_free(SalFeature *feature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFeature, sal_feature_free)

typedef struct {
  GPtrArray *features;   /* SalFeature, in file order */
  guint n_null;          /* features whose geometry is null or empty */
  gboolean crs_assumed;  /* no CRS in the file: read as lon/lat because every coordinate can be */
  char *crs_name;        /* of the first layer, for inspect */
  char **field_names;    /* of the first layer, NULL-terminated */
  guint n_edges_split;   /* points added because edges are straight in another CRS */
} SalFeatures;

void sal_features_free(SalFeatures *features);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFeatures, sal_features_free)

/* Reads path (a file, or an OGR name such as PG:... or /vsizip/...). Errors, without the path, which the caller
 * prefixes: IO (no such file, cannot be opened), FORMAT (no known format: says what the file looks like, e.g. an HTML page;
 * truncated; an unknown layer or field, with the nearest one), GEOMETRY (a coordinate that is no position, with feature
 * and value), CRS (no CRS and numbers that cannot be degrees). */
SalFeatures *sal_source_read(const char *path, const SalReadOptions *options, GError **error);

/* What a SOURCE argument stands for: the files of a folder (not descended; visible, known suffix), of a glob, or inside a zip, or
 * the one thing named. Returns paths that sal_source_read() takes, sorted by name. n_ignored counts files of other
 * suffixes. Errors: IO (nothing there), FORMAT (a folder or archive without data files). */
GPtrArray *sal_source_expand(const char *argument, guint *n_ignored, GError **error);

/* The part of a path that can carry a date: base name, inside an archive too. Lent from path. */
const char *sal_source_get_base_name(const char *path);

/* Names and versions of GDAL for --version; static. */
const char *sal_source_get_gdal_version(void);
