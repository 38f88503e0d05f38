/* Reads the layers of an opened source feature by feature. */
#include "data/source/source.h"

#include "data/base/error.h"
#include "data/base/secrets.h"
#include "data/geometry/crs.h"
#include "data/source/bounds.h"
#include "data/source/columns.h"
#include "data/source/envelope.h"
#include "data/source/fetch.h"
#include "data/source/gdal.h"
#include "data/source/geojson.h"
#include "data/source/open.h"
#include "data/source/plain-file.h"
#include "data/source/schema.h"
#include "data/source/shape.h"
#include "data/source/vsi.h"

#include <string.h>

/* One layer being read. */
typedef struct {
  const char *path;
  const SalOpenSource *source;
  OGRLayerH layer;
  const char *name;        /* interned */
  SalTransform *transform; /* NULL: no CRS known */
  int *field_indices;      /* one a wanted field; -1: none; below: a pseudo-field */
  const SalReadOptions *options;
  SalKindTally *tally; /* NULL: kinds are not wanted */
  GArray *columns;     /* guint: of the tally, for each of the layer's fields; SAL_NO_COLUMN: a date's */
  SalFeatures *result;
} Reading;

static gboolean
feature_to_lonlat(const Reading *reading, SalFeature *feature, GError **error)
{
  SalGeometry **const kinds[] = { &feature->points, &feature->lines, &feature->polygons };
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    GArray **strays = reading->options->leave_out_strays ? &feature->strays : NULL;
    if (*kinds[i] != NULL && !sal_positions_to_lonlat(reading->transform, kinds[i], strays, error))
      return FALSE;
  }
  return TRUE;
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
get_pseudo_value(const Reading *reading, OGRFeatureH ogr, SalPseudo pseudo)
{
  const char *style = pseudo == SAL_PSEUDO_STYLE ? OGR_F_GetStyleString(ogr) : NULL;
  switch (pseudo) {
  case SAL_PSEUDO_STYLE:
    return style != NULL ? g_utf8_make_valid(style, -1) : NULL;
  case SAL_PSEUDO_FILL:
  case SAL_PSEUDO_STROKE:
    return find_colour(ogr, pseudo == SAL_PSEUDO_FILL ? OGRSTCBrush : OGRSTCPen);
  default:
    return sal_pseudo_make_name(pseudo, reading->path, reading->name);
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
      feature->values[i] = get_pseudo_value(reading, ogr, (SalPseudo)(-2 - index));
  }
}

/* Counts an area by what may tell it from others. */
static void
count_kinds(const Reading *reading, OGRFeatureH ogr, const SalFeature *feature)
{
  SalKindTally *tally = reading->tally;
  const char *date = reading->options->n_required_fields > 0 ? feature->values[0] : NULL;
  sal_kind_tally_begin(tally, date != NULL ? date : "");
  sal_kind_tally_add(tally, SAL_KIND_LAYER, reading->name);
  for (guint i = 0; i < reading->columns->len; i++) {
    const guint column = g_array_index(reading->columns, guint, i);
    if (column != SAL_NO_COLUMN && sal_kind_tally_is_open(tally, column) &&
        OGR_F_IsFieldSetAndNotNull(ogr, (int)i))
      sal_kind_tally_add(tally, column, OGR_F_GetFieldAsString(ogr, (int)i));
  }
  if (!sal_kind_tally_is_open(tally, SAL_KIND_FILL) || OGR_F_GetStyleString(ogr) == NULL)
    return;
  g_autofree char *colour = find_colour(ogr, OGRSTCBrush);
  sal_kind_tally_add(tally, SAL_KIND_FILL, colour);
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
  sal_shape_add(feature, geometry);
  if (!feature_to_lonlat(reading, feature, error)) {
    g_prefix_error(error, "feature %u: ", number);
    return FALSE;
  }
  if (reading->tally != NULL && feature->polygons != NULL)
    count_kinds(reading, ogr, feature);
  g_ptr_array_add(reading->result->features, g_steal_pointer(&feature));
  return sal_features_count_last(reading->result, reading->source->file_bytes, reading->options->max_bytes,
                                 error);
}

/* Databases say only on reading that they do not understand a filter. */
static gboolean
fail_reading(const Reading *reading, const GString *message, guint n_read, GError **error)
{
  const char *where = reading->options->where;
  const SalGeopackage *geopackage = reading->source->screened.geopackage;
  if (geopackage != NULL && !sal_geopackage_check_steps(geopackage, error))
    return FALSE;
  const gboolean filter_failed = where != NULL && n_read == 0;
  g_autofree char *quoted = sal_error_quote(filter_failed ? where : message->str);
  if (filter_failed)
    return sal_error_set_option(error, SAL_ERROR_FORMAT, "where",
                                "expected a filter on the layer's fields, got '%s'", quoted);
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected readable features, got '%s' after %u of them",
                       quoted, n_read);
}

static gboolean
read_features(const Reading *reading, const GString *message, GError **error)
{
  guint number = reading->result->features->len + reading->result->n_null;
  gboolean ok = TRUE;
  OGRFeatureH ogr;
  OGR_L_ResetReading(reading->layer);
  while (ok && (ogr = OGR_L_GetNextFeature(reading->layer)) != NULL) {
    ok = read_feature(reading, ogr, ++number, error);
    OGR_F_Destroy(ogr);
  }
  return ok && (message->len == 0 || fail_reading(reading, message, number, error));
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
    const char *field = options->fields[i];
    g_return_val_if_fail(field != NULL, FALSE);
    reading->field_indices[i] = sal_schema_find_field(reading->layer, field);
    reading->result->has_field[i] |= reading->field_indices[i] != -1;
    if (reading->field_indices[i] != -1 || optional)
      continue;
    return sal_schema_refuse_field(reading->layer, field, error);
  }
  return TRUE;
}

/* The tally's column of each field, in their order. */
static GArray *
find_columns(const Reading *reading)
{
  g_auto(GStrv) names = sal_schema_list_fields(reading->layer);
  return sal_columns_find(reading->tally, names, reading->options);
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

static gboolean
find_transform(Reading *reading, GError **error)
{
  const char *given = reading->options->source_crs;
  SalFeatures *result = reading->result;
  g_autofree char *crs = NULL;
  if (given == NULL && !sal_open_source_find_crs(reading->source, reading->layer, &crs, error))
    return FALSE;
  OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(reading->layer);
  if (result->crs_name == NULL && srs != NULL && OSRGetName(srs) != NULL)
    result->crs_name = g_utf8_make_valid(OSRGetName(srs), -1);
  else if (result->crs_name == NULL && srs == NULL)
    result->crs_name = g_strdup(crs);
  const char *wanted = given != NULL ? given : crs;
  if (wanted == NULL || wanted[0] == '\0') {
    result->crs_assumed = TRUE;
    return TRUE;
  }
  g_string_truncate(reading->source->message, 0); /* what was said of the CRS does not concern the features */
  reading->transform = get_transform(wanted, error);
  return reading->transform != NULL;
}

static gboolean
set_filters(const Reading *reading, const GString *message, GError **error)
{
  const SalReadOptions *options = reading->options;
  if (options->where != NULL && OGR_L_SetAttributeFilter(reading->layer, options->where) != OGRERR_NONE) {
    g_autofree char *quoted = sal_error_quote(message->str);
    return sal_error_set_option(error, SAL_ERROR_FORMAT, "where",
                                "expected a filter on the layer's fields, got '%s'", quoted);
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
  char **names = sal_schema_list_fields(layer);
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
  const SalOpenSource *source;
  SalKindTally *tally; /* NULL: kinds are not wanted */
  SalFeatures *result;
} Opened;

static gboolean
read_layer(const Opened *opened, OGRLayerH layer, GError **error)
{
  const GString *message = opened->source->message;
  g_autofree char *name = g_utf8_make_valid(OGR_L_GetName(layer), -1);
  Reading reading = { .path = opened->path,
                      .layer = layer,
                      .name = g_intern_string(name),
                      .options = opened->options,
                      .source = opened->source,
                      .tally = opened->tally,
                      .result = opened->result };
  if (!sal_bound_check(SAL_BOUND_FIELDS, (guint)OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer)),
                       opened->options->max_bytes, error))
    return FALSE;
  merge_fields(opened->result, layer);
  g_autoptr(GArray) columns = opened->tally != NULL ? find_columns(&reading) : NULL;
  reading.columns = columns;
  const gboolean ok = find_transform(&reading, error) && find_fields(&reading, error) &&
                      set_filters(&reading, message, error) && read_features(&reading, message, error);
  g_free(reading.field_indices);
  return ok;
}

static gboolean
read_layers(const Opened *opened, GDALDatasetH dataset, GError **error)
{
  const SalReadOptions *options = opened->options;
  const gboolean all = options->layers == NULL || options->layers[0] == NULL;
  const int n = GDALDatasetGetLayerCount(dataset);
  if (!sal_bound_check(SAL_BOUND_LAYERS, (guint)n, options->max_bytes, error) ||
      !sal_schema_check_layers(dataset, options->layers, error))
    return FALSE;
  for (int i = 0; i < n; i++) {
    OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
    const gboolean wanted = all || g_strv_contains(options->layers, OGR_L_GetName(layer));
    if (wanted && !read_layer(opened, layer, error)) {
      g_autofree char *name = sal_error_quote(OGR_L_GetName(layer));
      if (n > 1)
        g_prefix_error(error, "layer '%s': ", name);
      return FALSE;
    }
  }
  return TRUE;
}

SalFeatures *
sal_source_read(const char *path, const SalReadOptions *options, GError **error)
{
  SalFeatures *plain = options->through_gdal ? NULL : sal_geojson_read(path, options);
  if (plain != NULL)
    return plain;
  g_auto(SalOpenSource) source;
  g_autoptr(SalFeatures) result = sal_features_new();
  if (!sal_open_source(&source, path, options, error))
    return NULL;
  result->has_more = sal_open_source_has_more(&source);
  g_autoptr(SalKindTally) tally = options->tells_kinds ? sal_kind_tally_new() : NULL;
  if (!read_layers(&(Opened){ path, options, &source, tally, result }, source.dataset, error))
    return NULL;
  result->kinds = tally != NULL ? sal_kind_tally_end(tally) : NULL;
  return g_steal_pointer(&result);
}

GPtrArray *
sal_source_list_layers(const char *path, const SalReadOptions *options, GError **error)
{
  char *plain = sal_geojson_find_layer(path);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  if (plain != NULL) {
    g_ptr_array_add(names, plain);
    return g_steal_pointer(&names);
  }
  g_auto(SalOpenSource) source;
  if (!sal_open_source(&source, path, options, error))
    return NULL;
  char **list = sal_schema_list_layers(source.dataset);
  for (guint i = 0; list[i] != NULL; i++)
    g_ptr_array_add(names, list[i]);
  g_free(list);
  return g_steal_pointer(&names);
}

GPtrArray *
sal_source_list_own_dates(const char *path, const SalReadOptions *options)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  gsize n_bytes = 0;
  g_autofree char *plain = sal_plain_file_read(path, SAL_ENVELOPE_MAX_BYTES, &n_bytes);
  if (plain != NULL) {
    sal_envelope_list_dates(plain, n_bytes, texts);
    return texts;
  }
  SalVsi vsi;
  g_autoptr(GString) message = g_string_new(NULL);
  if (!sal_gdal_load(NULL))
    return texts;
  sal_vsi_begin(&vsi, message);
  char *copy = sal_fetch_is_wanted(path) ? sal_fetch(path, options->bodies, options->max_bytes, NULL) : NULL;
  GByte *bytes = NULL;
  vsi_l_offset length = 0;
  if (sal_vsi_check_file(path, options->max_bytes, NULL) &&
      VSIIngestFile(NULL, copy != NULL ? copy : path, &bytes, &length, SAL_ENVELOPE_MAX_BYTES))
    sal_envelope_list_dates((const char *)bytes, (gsize)length, texts);
  VSIFree(bytes);
  sal_vsi_forget(copy);
  sal_vsi_end(&vsi);
  return texts;
}

const char *
sal_source_get_gdal_version(void)
{
  return GDAL_RELEASE_NAME;
}
