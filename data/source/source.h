/* Files and services that OGR reads: what is in them, and features out of them. Only source.c, source-open.c,
 * fetch.c and vector.c, which writes, include GDAL.
 *
 * Only drivers that read what they are pointed at are allowed, so that a hostile file cannot make the program
 * open other files, databases or the network. Coordinates come out as WGS 84 longitude and latitude; Z and M
 * are dropped; curves become lines. Safe in any thread. */
#pragma once

#include "data/source/kinds.h"
#include "data/source/positions.h"

#define SAL_SOURCE_MAX_BYTES (G_GUINT64_CONSTANT(1) << 30)

typedef struct {
  const char *const *layers; /* NULL or empty: all */
  const char *where;         /* OGR attribute filter, or NULL */
  const char *source_crs;    /* replaces or supplies the CRS; NULL: the file's own */
  const SalBox *lonlat_box;  /* only features that touch it, for sources in lon/lat; NULL: all */
  const char *const *fields; /* attribute values wanted, NULL-terminated; NULL: none */
  gboolean fields_optional;  /* a layer without a wanted field gives NULL values instead of an error */
  guint n_required_fields; /* with fields_optional: so many of the first fields must be there all the same */
  gboolean tells_kinds;    /* finds what tells areas apart, of one value of the first required field if any */
  gboolean leave_out_strays; /* vertices that are no positions, if they are few; FALSE: an error */
  guint64 max_bytes; /* that a packed or downloaded file may have when unpacked; 0: SAL_SOURCE_MAX_BYTES */
} SalReadOptions;

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
  gboolean has_more;  /* the service that gave the file says that there is more than it gave at once */
  char *crs_name;     /* of the first layer; NULL if the file has none */
  char **field_names; /* of all layers read, each once, NULL-terminated */
  guint8 *has_field;  /* for each wanted field: some layer has it; NULL if none are wanted */
  SalKinds *kinds;    /* NULL: nothing tells areas apart, or it was not asked for */
} SalFeatures;

void sal_features_free(SalFeatures *features);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFeatures, sal_features_free)

/* A wanted field that a layer does not have may be one of these, with or without "ogr_" before it:
 *   file     the file's name        folder   the name of the folder or archive that it lies in
 *   layer    the layer's name       style    the feature's style as OGR spells it
 *   fill     #rrggbb of its area    stroke   #rrggbb of its line
 * NULL-terminated. */
extern const char *const sal_source_pseudo_fields[];

/* Reads path: a file, or an OGR name such as PG:..., /vsizip/... or /vsicurl/http://.... Errors, without the
 * path, which the caller prefixes: IO (no such file; a server's answer that is no file), FORMAT (no known
 * format, more than data/source/bounds.h allows, and what it looks like instead; truncated; an unknown layer
 * or field, with the nearest one), GEOMETRY (a vertex that is no position, with feature and value), CRS (an
 * unknown one; none, and numbers that cannot be degrees). */
SalFeatures *sal_source_read(const char *path, const SalReadOptions *options, GError **error);

/* What a SOURCE argument stands for: the data files of a folder (not descended, hidden ones skipped), of a
 * glob or inside an archive (zip, tar), or the one thing named. Returns paths that sal_source_read() takes,
 * sorted by name (element-type utf8). A URL (http, https) is read through /vsicurl/. max_bytes: as in
 * SalReadOptions, for archives that are packed as a whole. n_ignored is increased by the number of files that
 * have another suffix. Errors: IO (nothing there), FORMAT (a folder or archive without data files). */
GPtrArray *sal_source_expand(const char *argument, guint64 max_bytes, guint *n_ignored, GError **error);

/* The layers' names in the order of the file (utf8). Errors as sal_source_read(). */
GPtrArray *sal_source_list_layers(const char *path, guint64 max_bytes, GError **error);

/* A database, from which features can be asked for by the value of a field. */
gboolean sal_source_is_database(const char *path);

/* A database or something with a URL: no file of this machine. */
gboolean sal_source_is_remote(const char *argument);

/* The different values that a field has in a database, as its own text of them, sorted; "" for none at all.
 * Of options, layers and where count. Errors as sal_source_read(). */
GPtrArray *
sal_source_list_values(const char *path, const SalReadOptions *options, const char *field, GError **error);

/* The attribute filter, for where, of features that have such a value, and fit where if it is not NULL. Owned
 * by the caller. */
char *sal_source_make_filter(const char *field, const char *value, const char *where);

/* What a JSON file says beside its features of the date it is of: texts to try in this order. Empty where
 * path is none. */
GPtrArray *sal_source_list_own_dates(const char *path, guint64 max_bytes);

/* The path without passwords, for messages and tables. Owned by the caller. */
char *sal_source_mask(const char *path);

/* The name without the number of a page ("a_page2.json", "a?resultOffset=2000"), or NULL if it has none.
 * Owned by the caller. */
char *sal_source_strip_page(const char *name);

/* Error FORMAT if a packed file (below /vsigzip/, /vsizip/ or /vsitar/; a .kmz) unpacks to more bytes. */
gboolean sal_source_check_size(const char *path, guint64 max_bytes, GError **error);

/* The last part of a path, inside an archive too. Lent from path. */
const char *sal_source_get_base_name(const char *path);

/* The archive a path lies in, without folder: "a.zip" for "/vsizip/x/a.zip/b.shp". NULL if in none. Owned by
 * the caller. */
char *sal_source_get_archive_name(const char *path);

/* Paths of all files in an archive that is already spelled for GDAL (/vsizip/..., /vsitar/...), sorted.
 * Errors, without the path: FORMAT (one that cannot be read, or that says it holds more than max_bytes
 * allows: data/source/bounds.h).
 */
GPtrArray *sal_source_list_archive(const char *vsi_path, guint64 max_bytes, GError **error);

/* The version of GDAL, for --version; static. */
const char *sal_source_get_gdal_version(void);
