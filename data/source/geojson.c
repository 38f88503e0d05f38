#include "data/source/geojson.h"

#include "data/source/bounds.h"
#include "data/source/columns.h"
#include "data/source/geojson-document.h"
#include "data/source/names.h"
#include "data/source/plain-file.h"
#include "data/source/pseudo.h"

#include <string.h>

#define MAX_BYTES (1 << 30) /* larger files are read by GDAL, piece by piece */

/* A document that is read, and what is wanted of it. */
typedef struct {
  const char *path;
  const SalReadOptions *options;
  const SalGeojsonDocument *document;
  SalFeatures *result;
  const char *layer;   /* interned */
  int *wanted;         /* for each wanted field the document's; -1: none; below: a pseudo-field */
  SalKindTally *tally; /* NULL: kinds are not wanted */
  GArray *columns;     /* guint: of the tally, for each field; SAL_NO_COLUMN: a date's */
} Reading;

/* The value that a record has in a field; NULL if it has none. */
static const SalJsonValue *
find_value_of(const SalGeojsonDocument *document, const SalGeojsonRecord *record, guint field)
{
  for (guint i = 0; i < record->n_values; i++) {
    const SalJsonValue *value = &g_array_index(document->values, SalJsonValue, record->first_value + i);
    if (value->field == field)
      return value;
  }
  return NULL;
}

static char *
format_value(const Reading *reading, const SalGeojsonRecord *record, guint field)
{
  const SalJsonValue *value = find_value_of(reading->document, record, field);
  return value != NULL ? sal_json_fields_format(reading->document->fields, value) : NULL;
}

static void
read_values(const Reading *reading, const SalGeojsonRecord *record)
{
  const char *const *fields = reading->options->fields;
  SalFeature *feature = record->feature;
  feature->n_values = fields != NULL ? g_strv_length((char **)fields) : 0;
  feature->values = g_new0(char *, feature->n_values + 1);
  for (guint i = 0; i < feature->n_values; i++) {
    const int index = reading->wanted[i];
    if (index < -1) {
      feature->values[i] = sal_pseudo_make_name((SalPseudo)(-2 - index), reading->path, reading->layer);
    } else if (index >= 0) {
      g_autofree char *text = format_value(reading, record, (guint)index);
      feature->values[i] = text != NULL ? g_utf8_make_valid(text, -1) : NULL;
    }
  }
}

/* Counts an area by what may tell it from others. */
static void
count_kinds(const Reading *reading, const SalGeojsonRecord *record)
{
  SalKindTally *tally = reading->tally;
  const char *date = reading->options->n_required_fields > 0 ? record->feature->values[0] : NULL;
  sal_kind_tally_begin(tally, date != NULL ? date : "");
  sal_kind_tally_add(tally, SAL_KIND_LAYER, reading->layer);
  for (guint i = 0; i < reading->columns->len; i++) {
    const guint column = g_array_index(reading->columns, guint, i);
    if (column == SAL_NO_COLUMN || !sal_kind_tally_is_open(tally, column))
      continue;
    const guint field = sal_json_fields_get_at(reading->document->fields, i);
    g_autofree char *text = format_value(reading, record, field);
    if (text != NULL)
      sal_kind_tally_add(tally, column, text);
  }
}

static gboolean
to_lonlat(const Reading *reading, SalFeature *feature)
{
  SalGeometry **const geometries[] = { &feature->points, &feature->lines, &feature->polygons };
  GArray **strays = reading->options->leave_out_strays ? &feature->strays : NULL;
  for (guint i = 0; i < G_N_ELEMENTS(geometries); i++)
    if (*geometries[i] != NULL && !sal_positions_to_lonlat(NULL, geometries[i], strays, NULL))
      return FALSE;
  return TRUE;
}

/* Moves the features to the result. FALSE if GDAL is to say what is wrong with one. */
static gboolean
take_features(const Reading *reading)
{
  const SalGeojsonDocument *document = reading->document;
  SalFeatures *result = reading->result;
  for (guint i = 0; i < document->records->len; i++) {
    SalGeojsonRecord *record = &g_array_index(document->records, SalGeojsonRecord, i);
    record->feature->layer = reading->layer;
    read_values(reading, record);
    if (!to_lonlat(reading, record->feature))
      return FALSE;
    if (reading->tally != NULL && record->feature->polygons != NULL)
      count_kinds(reading, record);
    g_ptr_array_add(result->features, g_steal_pointer(&record->feature));
    if (!sal_features_count_last(result, document->length, reading->options->max_bytes, NULL))
      return FALSE;
  }
  result->n_null = document->n_features - document->records->len;
  return TRUE;
}

/* The first field of a name, in any case, by their places; else a pseudo-field. */
static int
find_field(const SalJsonFields *fields, const char *name)
{
  SalPseudo pseudo;
  for (guint i = 0; i < sal_json_fields_get_n(fields); i++) {
    const guint field = sal_json_fields_get_at(fields, i);
    if (g_ascii_strcasecmp(sal_json_fields_get_name(fields, field), name) == 0)
      return (int)field;
  }
  return sal_pseudo_find(name, &pseudo) ? -2 - (int)pseudo : -1;
}

static gboolean
find_wanted(Reading *reading)
{
  const SalReadOptions *options = reading->options;
  const guint n = options->fields != NULL ? g_strv_length((char **)options->fields) : 0;
  reading->wanted = g_new0(int, n + 1);
  reading->result->has_field = n > 0 ? g_new0(guint8, n) : NULL;
  for (guint i = 0; i < n; i++) {
    reading->wanted[i] = find_field(reading->document->fields, options->fields[i]);
    reading->result->has_field[i] = reading->wanted[i] != -1;
    if (reading->wanted[i] == -1 && !(options->fields_optional && i >= options->n_required_fields))
      return FALSE;
  }
  return TRUE;
}

static char **
list_names(const SalJsonFields *fields)
{
  const guint n = sal_json_fields_get_n(fields);
  char **names = g_new0(char *, n + 1);
  for (guint i = 0; i < n; i++)
    names[i] = g_utf8_make_valid(sal_json_fields_get_name(fields, sal_json_fields_get_at(fields, i)), -1);
  return names;
}

/* The name that GDAL gives a layer that has none of its own: the file's, up to its last dot. */
static char *
make_layer_name(const SalGeojsonDocument *document, const char *path)
{
  if (document->name != NULL)
    return g_utf8_make_valid(document->name, -1);
  const char *base = sal_source_get_base_name(path), *dot = strrchr(base, '.');
  return g_utf8_make_valid(base, dot != NULL && dot > base ? dot - base : -1);
}

static gboolean
has_layer(const SalGeojsonDocument *document, const char *name, const char *const *layers)
{
  if (layers == NULL || layers[0] == NULL)
    return TRUE;
  return layers[1] == NULL && strcmp(layers[0], name) == 0 &&
         (document->name == NULL || g_utf8_validate(document->name, -1, NULL));
}

static gboolean
is_within_bounds(const SalGeojsonDocument *document, guint64 max_bytes)
{
  return sal_bound_check(SAL_BOUND_LAYERS, 1, max_bytes, NULL) &&
         sal_bound_check(SAL_BOUND_FIELDS, sal_json_fields_get_n(document->fields), max_bytes, NULL);
}

static gboolean
read_result(Reading *reading)
{
  const SalGeojsonDocument *document = reading->document;
  SalFeatures *result = reading->result;
  g_autofree char *layer = make_layer_name(document, reading->path);
  if (!has_layer(document, layer, reading->options->layers))
    return FALSE;
  reading->layer = g_intern_string(layer);
  result->is_plain = TRUE;
  result->crs_name = g_strdup("WGS 84");
  result->field_names = list_names(document->fields);
  if (reading->tally != NULL)
    reading->columns = sal_columns_find(reading->tally, result->field_names, reading->options);
  const gboolean ok = find_wanted(reading) && take_features(reading);
  result->kinds = ok && reading->tally != NULL ? sal_kind_tally_end(reading->tally) : NULL;
  g_clear_pointer(&reading->columns, g_array_unref);
  g_free(reading->wanted);
  return ok;
}

/* Names with these bytes have a meaning of their own for GDAL. */
gboolean
sal_geojson_has_name(const char *path)
{
  static const char *const suffixes[] = { ".geojson", ".json", NULL };
  return sal_source_has_suffix(path, suffixes) && strpbrk(path, ":\\{") == NULL &&
         !g_str_has_prefix(path, "/vsi");
}

static char *
read_bytes(const char *path, gsize *length)
{
  return sal_geojson_has_name(path) ? sal_plain_file_read(path, MAX_BYTES, length) : NULL;
}

char *
sal_geojson_find_layer(const char *path)
{
  gsize length = 0;
  g_autofree char *bytes = read_bytes(path, &length);
  if (bytes == NULL)
    return NULL;
  g_auto(SalGeojsonDocument) document;
  return sal_geojson_document_read(&document, bytes, length) ? make_layer_name(&document, path) : NULL;
}

static gboolean
needs_gdal(const SalReadOptions *options)
{
  return options->where != NULL || options->source_crs != NULL || options->lonlat_box != NULL;
}

SalFeatures *
sal_geojson_read(const char *path, const SalReadOptions *options)
{
  gsize length = 0;
  g_autofree char *bytes = needs_gdal(options) ? NULL : read_bytes(path, &length);
  if (bytes == NULL)
    return NULL;
  g_auto(SalGeojsonDocument) document;
  if (!sal_geojson_document_read(&document, bytes, length) ||
      !is_within_bounds(&document, options->max_bytes))
    return NULL;
  g_autoptr(SalKindTally) tally = options->tells_kinds ? sal_kind_tally_new() : NULL;
  g_autoptr(SalFeatures) result = sal_features_new();
  Reading reading = {
    .path = path, .options = options, .document = &document, .result = result, .tally = tally
  };
  return read_result(&reading) ? g_steal_pointer(&result) : NULL;
}
