#include "data/source.h"

#include "data/crs.h"
#include "data/envelope.h"
#include "data/error.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

/* Edges that are straight in another CRS are split to stay this close in degrees (0.1 m). */
#define SPLIT_TOLERANCE_DEG 1e-6

/* Each reads the file it is given and what belongs to it (a shapefile's .dbf), nothing else. */
static const char *const file_drivers[] = { "GeoJSON",    "GeoJSONSeq",     "ESRIJSON",
                                            "TopoJSON",   "ESRI Shapefile", "GPKG",
                                            "FlatGeobuf", "LIBKML",         "KML",
                                            "GML",        "OpenFileGDB",    NULL };
static const char *const database_drivers[] = { "PostgreSQL", NULL };

typedef struct {
  GString *message; /* the first that GDAL gave since it was cleared */
} Listener;

/* In the order of sal_source_pseudo_fields; as an index of a field: -2 - this. */
enum { PSEUDO_FILE, PSEUDO_FOLDER, PSEUDO_LAYER, PSEUDO_STYLE, PSEUDO_FILL, PSEUDO_STROKE };

const char *const sal_source_pseudo_fields[] = { "file", "folder", "layer", "style", "fill", "stroke", NULL };

/* One layer being read. */
typedef struct {
  const char *path;
  OGRLayerH layer;
  const char *name;        /* interned */
  SalTransform *transform; /* NULL: no CRS known */
  int *field_indices;      /* one a wanted field; -1: none; below: a pseudo-field */
  const SalReadOptions *options;
  SalFeatures *result;
} Reading;

static void
register_drivers(void)
{
  static gsize done = 0;
  if (g_once_init_enter(&done)) {
    CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "0");
    CPLSetConfigOption("LIBKML_RESOLVE_STYLE", "YES");
    CPLSetConfigOption("LIBKML_EXTERNAL_STYLE", "NO");
    CPLSetConfigOption("GML_SKIP_RESOLVE_ELEMS", "ALL");
    CPLSetConfigOption("GDAL_NUM_THREADS", "1");
    GDALAllRegister();
    g_once_init_leave(&done, 1);
  }
}

static void CPL_STDCALL
listen(CPLErr level, CPLErrorNum number, const char *message)
{
  Listener *listener = CPLGetErrorHandlerUserData();
  if (level >= CE_Failure && listener->message->len == 0)
    g_string_assign(listener->message, message);
}

void
sal_feature_free(SalFeature *feature)
{
  if (feature == NULL)
    return;
  sal_geometry_free(feature->points);
  sal_geometry_free(feature->lines);
  sal_geometry_free(feature->polygons);
  for (guint i = 0; i < feature->n_values; i++)
    g_free(feature->values[i]);
  g_free(feature->values);
  g_free(feature);
}

void
sal_features_free(SalFeatures *features)
{
  if (features == NULL)
    return;
  g_ptr_array_unref(features->features);
  g_free(features->crs_name);
  g_strfreev(features->field_names);
  g_free(features->has_field);
  g_free(features);
}

static void
add_points(SalGeometry *geometry, OGRGeometryH ogr)
{
  const int n = OGR_G_GetPointCount(ogr);
  const guint start = geometry->points->len;
  if (n <= 0)
    return;
  g_array_set_size(geometry->points, start + (guint)n);
  SalPoint *points = &g_array_index(geometry->points, SalPoint, start);
  OGR_G_GetPoints(ogr, &points->x, sizeof *points, &points->y, sizeof *points, NULL, 0);
  sal_geometry_end_part(geometry);
}

static gboolean
is_closed(OGRGeometryH ring)
{
  const int n = OGR_G_GetPointCount(ring);
  return n == 0 ||
         (OGR_G_GetX(ring, 0) == OGR_G_GetX(ring, n - 1) && OGR_G_GetY(ring, 0) == OGR_G_GetY(ring, n - 1));
}

static void
add_polygon(SalFeature *feature, OGRGeometryH ogr)
{
  const int n_rings = OGR_G_GetGeometryCount(ogr);
  for (int i = 0; i < n_rings; i++) {
    OGRGeometryH ring = OGR_G_GetGeometryRef(ogr, i);
    feature->n_unclosed += !is_closed(ring);
    add_points(feature->polygons, ring);
  }
  sal_geometry_end_polygon(feature->polygons);
}

static void
ensure(SalGeometry **geometry, SalGeometryType type)
{
  if (*geometry == NULL)
    *geometry = sal_geometry_new(type);
}

static void
add_geometry(SalFeature *feature, OGRGeometryH ogr)
{
  const OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(ogr));
  if (OGR_G_IsEmpty(ogr))
    return;
  if (type == wkbPoint) {
    ensure(&feature->points, SAL_POINTS);
    add_points(feature->points, ogr);
  } else if (type == wkbLineString) {
    ensure(&feature->lines, SAL_LINES);
    add_points(feature->lines, ogr);
  } else if (type == wkbPolygon || type == wkbTriangle) {
    ensure(&feature->polygons, SAL_POLYGONS);
    add_polygon(feature, ogr);
  } else if (OGR_G_HasCurveGeometry(ogr, TRUE)) {
    OGRGeometryH linear = OGR_G_GetLinearGeometry(ogr, 0, NULL);
    add_geometry(feature, linear);
    OGR_G_DestroyGeometry(linear);
  } else {
    const int n = OGR_G_GetGeometryCount(ogr);
    for (int i = 0; i < n; i++)
      add_geometry(feature, OGR_G_GetGeometryRef(ogr, i));
  }
}

static gboolean
is_position(SalPoint p)
{
  return p.x >= -360 && p.x <= 540 && p.y >= -90 && p.y <= 90;
}

static gboolean
check_positions(const SalGeometry *geometry, GError **error)
{
  for (guint i = 0; i < geometry->points->len; i++) {
    const SalPoint p = g_array_index(geometry->points, SalPoint, i);
    if (!is_position(p))
      return sal_error_set(error, SAL_ERROR_GEOMETRY,
                           "vertex %u: expected a longitude and a latitude in degrees, got (%.10g, %.10g)",
                           i + 1, p.x, p.y);
  }
  return TRUE;
}

static gboolean
check_finite(const SalGeometry *geometry, GError **error)
{
  for (guint i = 0; i < geometry->points->len; i++) {
    const SalPoint p = g_array_index(geometry->points, SalPoint, i);
    if (!isfinite(p.x) || !isfinite(p.y))
      return sal_error_set(error, SAL_ERROR_GEOMETRY, "vertex %u: expected finite coordinates, got (%g, %g)",
                           i + 1, p.x, p.y);
  }
  return TRUE;
}

/* Brings one geometry to lon/lat in place. Without a CRS the numbers must be degrees. */
static gboolean
to_lonlat(const Reading *reading, SalGeometry **geometry, GError **error)
{
  if (*geometry == NULL)
    return TRUE;
  if (!check_finite(*geometry, error))
    return FALSE;
  if (reading->transform == NULL || sal_transform_is_identity(reading->transform)) {
    if (check_positions(*geometry, error))
      return TRUE;
    if (reading->transform == NULL)
      g_prefix_error(error, "no CRS in the file (name it with --source-crs): ");
    return FALSE;
  }
  SalGeometry *moved = sal_transform_geometry(reading->transform, *geometry, SPLIT_TOLERANCE_DEG, error);
  if (moved == NULL)
    return FALSE;
  sal_geometry_free(*geometry);
  *geometry = moved;
  return check_positions(moved, error);
}

static gboolean
feature_to_lonlat(const Reading *reading, SalFeature *feature, GError **error)
{
  return to_lonlat(reading, &feature->points, error) && to_lonlat(reading, &feature->lines, error) &&
         to_lonlat(reading, &feature->polygons, error);
}

/* "#rrggbb" of the feature's brush or pen, or NULL. Owned by the caller. */
static char *
find_colour(OGRFeatureH ogr, OGRSTClassId kind)
{
  char *colour = NULL;
  OGRStyleMgrH manager = OGR_SM_Create(NULL);
  const char *style = OGR_SM_InitFromFeature(manager, ogr);
  const int n = style != NULL ? OGR_SM_GetPartCount(manager, NULL) : 0;
  for (int i = 0; i < n && colour == NULL; i++) {
    OGRStyleToolH tool = OGR_SM_GetPart(manager, i, NULL);
    int is_default = TRUE, red, green, blue, alpha;
    const gboolean wanted = tool != NULL && OGR_ST_GetType(tool) == kind;
    const char *text = !wanted             ? NULL
                       : kind == OGRSTCPen ? OGR_ST_GetParamStr(tool, OGRSTPenColor, &is_default)
                                           : OGR_ST_GetParamStr(tool, OGRSTBrushFColor, &is_default);
    if (text != NULL && !is_default && OGR_ST_GetRGBFromString(tool, text, &red, &green, &blue, &alpha))
      colour = g_strdup_printf("#%02x%02x%02x", (guint)red & 0xff, (guint)green & 0xff, (guint)blue & 0xff);
    OGR_ST_Destroy(tool);
  }
  OGR_SM_Destroy(manager);
  return colour;
}

static char *
get_pseudo_value(const Reading *reading, OGRFeatureH ogr, int pseudo)
{
  const char *style = pseudo == PSEUDO_STYLE ? OGR_F_GetStyleString(ogr) : NULL;
  switch (pseudo) {
  case PSEUDO_FILE:
    return g_utf8_make_valid(sal_source_get_base_name(reading->path), -1);
  case PSEUDO_FOLDER: {
    g_autofree char *folder = g_path_get_dirname(reading->path);
    g_autofree char *absolute = g_canonicalize_filename(folder, NULL);
    return g_utf8_make_valid(sal_source_get_base_name(absolute), -1);
  }
  case PSEUDO_LAYER:
    return g_strdup(reading->name);
  case PSEUDO_STYLE:
    return style != NULL ? g_utf8_make_valid(style, -1) : NULL;
  default:
    return find_colour(ogr, pseudo == PSEUDO_FILL ? OGRSTCBrush : OGRSTCPen);
  }
}

static void
read_values(const Reading *reading, OGRFeatureH ogr, SalFeature *feature)
{
  const char *const *fields = reading->options->fields;
  feature->n_values = fields != NULL ? g_strv_length((char **)fields) : 0;
  feature->values = g_new0(char *, feature->n_values + 1);
  for (guint i = 0; i < feature->n_values; i++) {
    const int index = reading->field_indices[i];
    if (index >= 0 && OGR_F_IsFieldSetAndNotNull(ogr, index))
      feature->values[i] = g_utf8_make_valid(OGR_F_GetFieldAsString(ogr, index), -1);
    else if (index < -1)
      feature->values[i] = get_pseudo_value(reading, ogr, -2 - index);
  }
}

static gboolean
read_feature(const Reading *reading, OGRFeatureH ogr, guint number, GError **error)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef(ogr);
  if (geometry == NULL || OGR_G_IsEmpty(geometry)) {
    reading->result->n_null++;
    return TRUE;
  }
  g_autoptr(SalFeature) feature = g_new0(SalFeature, 1);
  feature->number = number;
  feature->layer = reading->name;
  read_values(reading, ogr, feature);
  add_geometry(feature, geometry);
  if (!feature_to_lonlat(reading, feature, error)) {
    g_prefix_error(error, "feature %u: ", number);
    return FALSE;
  }
  g_ptr_array_add(reading->result->features, g_steal_pointer(&feature));
  return TRUE;
}

/* Databases say only on reading that they do not understand a filter. */
static gboolean
fail_reading(const Reading *reading, const Listener *listener, guint n_read, GError **error)
{
  const char *where = reading->options->where;
  const gboolean filter_failed = where != NULL && n_read == 0;
  g_autofree char *quoted = sal_error_quote(filter_failed ? where : listener->message->str);
  if (filter_failed)
    return sal_error_set(error, SAL_ERROR_FORMAT,
                         "--where: expected a filter on the layer's fields, got '%s'", quoted);
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected readable features, got '%s' after %u of them",
                       quoted, n_read);
}

static gboolean
read_features(const Reading *reading, const Listener *listener, GError **error)
{
  guint number = reading->result->features->len + reading->result->n_null;
  gboolean ok = TRUE;
  OGRFeatureH ogr;
  OGR_L_ResetReading(reading->layer);
  while (ok && (ogr = OGR_L_GetNextFeature(reading->layer)) != NULL) {
    ok = read_feature(reading, ogr, ++number, error);
    OGR_F_Destroy(ogr);
  }
  return ok && (listener->message->len == 0 || fail_reading(reading, listener, number, error));
}

static char **
list_fields(OGRLayerH layer)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  const int n = OGR_FD_GetFieldCount(definition);
  char **names = g_new0(char *, n + 1);
  for (int i = 0; i < n; i++)
    names[i] = g_utf8_make_valid(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)), -1);
  return names;
}

/* Where a wanted field is found: its own index, that of a pseudo-field, or -1. */
static int
find_field(OGRLayerH layer, const char *name)
{
  static const char prefix[] = "ogr_";
  const int index = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), name);
  if (index >= 0)
    return index;
  const gboolean prefixed = g_ascii_strncasecmp(name, prefix, strlen(prefix)) == 0;
  const char *plain = prefixed ? name + strlen(prefix) : name;
  for (int i = 0; sal_source_pseudo_fields[i] != NULL; i++)
    if (g_ascii_strcasecmp(plain, sal_source_pseudo_fields[i]) == 0)
      return -2 - i;
  return -1;
}

static gboolean
find_fields(Reading *reading, GError **error)
{
  const SalReadOptions *options = reading->options;
  const guint n = options->fields != NULL ? g_strv_length((char **)options->fields) : 0;
  reading->field_indices = g_new0(int, n + 1);
  if (n > 0 && reading->result->has_field == NULL)
    reading->result->has_field = g_new0(guint8, n);
  for (guint i = 0; i < n; i++) {
    const gboolean optional = options->fields_optional && i >= options->n_required_fields;
    reading->field_indices[i] = find_field(reading->layer, options->fields[i]);
    reading->result->has_field[i] |= reading->field_indices[i] != -1;
    if (reading->field_indices[i] != -1 || optional)
      continue;
    g_auto(GStrv) names = list_fields(reading->layer);
    g_autofree char *list = g_strjoinv(", ", names);
    g_autofree char *known = sal_error_quote(list);
    g_autofree char *wanted = sal_error_quote(options->fields[i]);
    g_autofree char *suggestion = sal_error_suggest(options->fields[i], (const char *const *)names);
    return sal_error_set(error, SAL_ERROR_FORMAT,
                         "field '%s': expected one of the layer's fields (%s), got none of that name%s",
                         wanted, known, suggestion);
  }
  return TRUE;
}

/* The transformation that a thread used last: a series' files have one CRS, and to make a transformation
 * costs a fifth of reading a file. */
typedef struct {
  char *crs;
  SalTransform *transform;
} LastTransform;

static void
free_last_transform(gpointer data)
{
  LastTransform *last = data;
  g_free(last->crs);
  sal_transform_free(last->transform);
  g_free(last);
}

static GPrivate last_transform = G_PRIVATE_INIT(free_last_transform);

/* Lent until the thread asks for another one. */
static SalTransform *
get_transform(const char *crs, GError **error)
{
  LastTransform *last = g_private_get(&last_transform);
  if (last != NULL && strcmp(last->crs, crs) == 0)
    return last->transform;
  SalTransform *transform = sal_transform_new(crs, SAL_CRS_LONLAT, error);
  if (transform == NULL)
    return NULL;
  last = g_new(LastTransform, 1);
  *last = (LastTransform){ g_strdup(crs), transform };
  g_private_replace(&last_transform, last);
  return transform;
}

static char *
export_wkt(OGRSpatialReferenceH srs)
{
  const char *const options[] = { "FORMAT=WKT2_2019", NULL };
  char *wkt = NULL;
  OSRExportToWktEx(srs, &wkt, options);
  char *copy = g_strdup(wkt);
  CPLFree(wkt);
  return copy;
}

static gboolean
find_transform(Reading *reading, GError **error)
{
  OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(reading->layer);
  SalFeatures *result = reading->result;
  if (result->crs_name == NULL && srs != NULL && OSRGetName(srs) != NULL)
    result->crs_name = g_utf8_make_valid(OSRGetName(srs), -1);
  g_autofree char *wkt = reading->options->source_crs != NULL ? g_strdup(reading->options->source_crs)
                         : srs != NULL                        ? export_wkt(srs)
                                                              : NULL;
  if (wkt == NULL || wkt[0] == '\0') {
    result->crs_assumed = TRUE;
    return TRUE;
  }
  reading->transform = get_transform(wkt, error);
  return reading->transform != NULL;
}

static gboolean
set_filters(const Reading *reading, const Listener *listener, GError **error)
{
  const SalReadOptions *options = reading->options;
  if (options->where != NULL && OGR_L_SetAttributeFilter(reading->layer, options->where) != OGRERR_NONE) {
    g_autofree char *quoted = sal_error_quote(listener->message->str);
    return sal_error_set(error, SAL_ERROR_FORMAT,
                         "--where: expected a filter on the layer's fields, got '%s'", quoted);
  }
  const SalBox *box = options->lonlat_box;
  if (box != NULL && reading->transform != NULL && sal_transform_is_identity(reading->transform))
    OGR_L_SetSpatialFilterRect(reading->layer, box->xmin, box->ymin, box->xmax, box->ymax);
  return TRUE;
}

/* Adds the fields that were not there yet. */
static void
merge_fields(SalFeatures *result, OGRLayerH layer)
{
  char **names = list_fields(layer);
  if (result->field_names == NULL) {
    result->field_names = names;
    return;
  }
  g_autoptr(GStrvBuilder) all = g_strv_builder_new();
  g_strv_builder_addv(all, (const char **)result->field_names);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_strv_contains((const char *const *)result->field_names, names[i]))
      g_strv_builder_add(all, names[i]);
  g_strfreev(names);
  g_strfreev(result->field_names);
  result->field_names = g_strv_builder_end(all);
}

/* One source being read. */
typedef struct {
  const char *path;
  const SalReadOptions *options;
  const Listener *listener;
  SalFeatures *result;
} Opened;

static gboolean
read_layer(const Opened *opened, OGRLayerH layer, GError **error)
{
  const Listener *listener = opened->listener;
  g_autofree char *name = g_utf8_make_valid(OGR_L_GetName(layer), -1);
  Reading reading = { .path = opened->path,
                      .layer = layer,
                      .name = g_intern_string(name),
                      .options = opened->options,
                      .result = opened->result };
  merge_fields(opened->result, layer);
  const gboolean ok = find_transform(&reading, error) && find_fields(&reading, error) &&
                      set_filters(&reading, listener, error) && read_features(&reading, listener, error);
  g_free(reading.field_indices);
  return ok;
}

static char **
list_layers(GDALDatasetH dataset)
{
  const int n = GDALDatasetGetLayerCount(dataset);
  char **names = g_new0(char *, n + 1);
  for (int i = 0; i < n; i++)
    names[i] = g_utf8_make_valid(OGR_L_GetName(GDALDatasetGetLayer(dataset, i)), -1);
  return names;
}

static gboolean
check_layers(GDALDatasetH dataset, const SalReadOptions *options, GError **error)
{
  g_auto(GStrv) names = list_layers(dataset);
  for (guint i = 0; options->layers != NULL && options->layers[i] != NULL; i++) {
    if (g_strv_contains((const char *const *)names, options->layers[i]))
      continue;
    g_autofree char *wanted = sal_error_quote(options->layers[i]);
    g_autofree char *list = g_strjoinv(", ", names);
    g_autofree char *known = sal_error_quote(list);
    g_autofree char *suggestion = sal_error_suggest(options->layers[i], (const char *const *)names);
    return sal_error_set(error, SAL_ERROR_FORMAT, "layer '%s': expected one of %s, got none of that name%s",
                         wanted, known, suggestion);
  }
  return TRUE;
}

static gboolean
read_layers(const Opened *opened, GDALDatasetH dataset, GError **error)
{
  const SalReadOptions *options = opened->options;
  const gboolean all = options->layers == NULL || options->layers[0] == NULL;
  const int n = GDALDatasetGetLayerCount(dataset);
  if (!check_layers(dataset, options, error))
    return FALSE;
  for (int i = 0; i < n; i++) {
    OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
    const gboolean wanted = all || g_strv_contains(options->layers, OGR_L_GetName(layer));
    if (wanted && !read_layer(opened, layer, error)) {
      if (n > 1)
        g_prefix_error(error, "layer '%s': ", OGR_L_GetName(layer));
      return FALSE;
    }
  }
  return TRUE;
}

/* What a file that no driver reads looks like, in a few words. Owned by the caller. */
static char *
describe_content(const char *path, const char *gdal_message)
{
  char head[512] = "";
  VSILFILE *file = VSIFOpenL(path, "rb");
  const gsize n = file != NULL ? VSIFReadL(head, 1, sizeof head - 1, file) : 0;
  if (file != NULL)
    VSIFCloseL(file);
  if (n == 0)
    return g_strdup("an empty file");
  g_autofree char *lower = g_ascii_strdown(head, -1);
  if (strstr(lower, "<!doctype html") != NULL || strstr(lower, "<html") != NULL)
    return g_strdup("an HTML page");
  if (gdal_message[0] != '\0') {
    g_autofree char *quoted = sal_error_quote(gdal_message);
    return g_strdup_printf("'%s'", quoted);
  }
  g_autofree char *start = g_strndup(g_strchug(head), 24);
  g_autofree char *quoted = sal_error_quote(start);
  return g_strdup_printf("something that starts with '%s'", quoted);
}

static gboolean
is_database(const char *path)
{
  return g_ascii_strncasecmp(path, "PG:", 3) == 0;
}

static void
set_open_error(const char *path, const Listener *listener, GError **error)
{
  VSIStatBufL status;
  if (is_database(path)) {
    g_autofree char *quoted = sal_error_quote(listener->message->str);
    sal_error_set(error, SAL_ERROR_IO, "expected a database, got '%s'", quoted);
  } else if (VSIStatL(path, &status) != 0) {
    sal_error_set(error, SAL_ERROR_IO, "expected a file, got nothing there");
  } else {
    g_autofree char *content = describe_content(path, listener->message->str);
    sal_error_set(error, SAL_ERROR_FORMAT,
                  "expected a file with areas or lines (GeoJSON, KML, shapefile, ...), got %s", content);
  }
}

/* GDAL reads a GeoJSON whose CRS it does not know as WGS 84 and only mentions it. */
static gboolean
check_known_crs(const SalReadOptions *options, const Listener *listener, GError **error)
{
  g_autofree char *lower = g_ascii_strdown(listener->message->str, -1);
  if (options->source_crs != NULL || strstr(lower, "crs") == NULL)
    return TRUE;
  g_autofree char *quoted = sal_error_quote(listener->message->str);
  return sal_error_set(error, SAL_ERROR_CRS, "CRS: expected one that PROJ knows (or --source-crs), got '%s'",
                       quoted);
}

/* GDAL holds such a file in memory as well. */
#define MAX_ENVELOPE_BYTES (256 << 20)

static GDALDatasetH
open_path(const char *path, const char *const *drivers)
{
  return GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
}

/* Opens the features that a service wrapped into another JSON object, copied to memory under a name that the
 * caller unlinks and frees. NULL if the file is no such thing. */
static GDALDatasetH
open_envelope(const char *path, char **memory_name)
{
  static gint n_opened = 0;
  static const char *const drivers[] = { "GeoJSON", NULL };
  GByte *bytes = NULL;
  vsi_l_offset length = 0;
  gsize begin, end;
  if (is_database(path) || !VSIIngestFile(NULL, path, &bytes, &length, MAX_ENVELOPE_BYTES))
    return NULL;
  if (sal_envelope_find((const char *)bytes, (gsize)length, &begin, &end)) {
    *memory_name = g_strdup_printf("/vsimem/salient-envelope-%d.json", g_atomic_int_add(&n_opened, 1));
    memmove(bytes, bytes + begin, end - begin);
    VSIFCloseL(VSIFileFromMemBuffer(*memory_name, bytes, end - begin, TRUE));
    return open_path(*memory_name, drivers);
  }
  VSIFree(bytes);
  return NULL;
}

static void
unlink_memory(char *name)
{
  if (name != NULL)
    VSIUnlink(name);
  g_free(name);
}

SalFeatures *
sal_source_read(const char *path, const SalReadOptions *options, GError **error)
{
  register_drivers();
  g_autoptr(GString) message = g_string_new(NULL);
  Listener listener = { message };
  CPLPushErrorHandlerEx(listen, &listener);
  const char *const *drivers = is_database(path) ? database_drivers : file_drivers;
  char *memory_name = NULL;
  GDALDatasetH dataset = open_path(path, drivers);
  if (dataset == NULL && (dataset = open_envelope(path, &memory_name)) != NULL)
    g_string_truncate(message, 0);
  g_autoptr(SalFeatures) result = g_new0(SalFeatures, 1);
  result->features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  gboolean ok = dataset != NULL && check_known_crs(options, &listener, error);
  if (dataset == NULL)
    set_open_error(path, &listener, error);
  g_string_truncate(message, 0);
  if (ok)
    ok = read_layers(&(Opened){ path, options, &listener, result }, dataset, error);
  if (dataset != NULL)
    GDALClose(dataset);
  unlink_memory(memory_name);
  CPLPopErrorHandler();
  return ok ? g_steal_pointer(&result) : NULL;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *
sal_source_list_archive(const char *vsi_path)
{
  g_autoptr(GString) message = g_string_new(NULL);
  Listener listener = { message };
  CPLPushErrorHandlerEx(listen, &listener);
  char **names = VSIReadDirRecursive(vsi_path);
  CPLPopErrorHandler();
  if (names == NULL)
    return NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_has_suffix(names[i], "/"))
      g_ptr_array_add(paths, g_strconcat(vsi_path, "/", names[i], NULL));
  CSLDestroy(names);
  g_ptr_array_sort(paths, compare_names);
  return paths;
}

const char *
sal_source_get_gdal_version(void)
{
  return GDALVersionInfo("RELEASE_NAME");
}
