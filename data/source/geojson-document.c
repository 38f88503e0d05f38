#include "data/source/geojson-document.h"

#include "data/source/geojson-shape.h"

#include <string.h>

#define GDAL_HEAD_BYTES 6000 /* by these GDAL decides which of its drivers reads a file */

static void
clear_record(gpointer data)
{
  sal_feature_free(((SalGeojsonRecord *)data)->feature);
}

static void
document_init(SalGeojsonDocument *document, const char *bytes, gsize length)
{
  const gsize mark = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  *document = (SalGeojsonDocument){ .scan = { bytes + mark, bytes + length, FALSE },
                                    .length = length,
                                    .fields = sal_json_fields_new(),
                                    .values = g_array_new(FALSE, FALSE, sizeof(SalJsonValue)),
                                    .texts = g_string_chunk_new(4096),
                                    .records = g_array_new(FALSE, FALSE, sizeof(SalGeojsonRecord)) };
  g_array_set_clear_func(document->records, clear_record);
}

void
sal_geojson_document_clear(SalGeojsonDocument *document)
{
  sal_json_fields_free(document->fields);
  g_array_unref(document->values);
  g_string_chunk_free(document->texts);
  g_array_unref(document->records);
  g_free(document->name);
}

static const char *
skip_space(const char *p)
{
  return p + strspn(p, " \t\r\n\v\f");
}

/* Behind the key's colon; NULL if there is no key of this name, or no colon behind the first. */
static const char *
find_value(const char *text, const char *quoted_key)
{
  const char *p = strstr(text, quoted_key);
  p = p != NULL ? skip_space(p + strlen(quoted_key)) : NULL;
  return p != NULL && *p == ':' ? skip_space(p + 1) : NULL;
}

/* Whether GDAL would read the features one by one, which differs in much from reading a tree of JSON: if it finds
 * these two early enough, and no sign of a TopoJSON. */
static gboolean
is_streamed(const char *bytes, gsize length)
{
  g_autofree char *head = g_strndup(bytes, MIN(length, GDAL_HEAD_BYTES));
  const char *features = find_value(head, "\"features\"");
  if (features == NULL || *features != '[')
    return FALSE;
  for (const char *type = head; (type = find_value(type, "\"type\"")) != NULL;)
    if (g_str_has_prefix(type, "\"FeatureCollection\""))
      return TRUE;
  return FALSE;
}

/* What makes GDAL, or the look at a file before it is given to GDAL, see something else in it. */
static const char *const suspicious[] = { "Topology", "spatialReference", "exceededTransferLimit" };

static gboolean
is_suspicious(const SalJsonText *text)
{
  for (guint i = 0; i < G_N_ELEMENTS(suspicious); i++)
    if (sal_json_text_is(text, suspicious[i]))
      return TRUE;
  return FALSE;
}

static gboolean
read_plain(SalGeojsonDocument *document, const char **plain)
{
  SalJsonText text;
  if (!sal_json_read_text(&document->scan, &text) || is_suspicious(&text))
    return sal_json_fail(&document->scan);
  if (!text.has_escapes) {
    *plain = g_string_chunk_insert_len(document->texts, text.bytes, (gssize)text.length);
    return TRUE;
  }
  g_autofree char *copy = sal_json_text_copy(&text);
  *plain = g_string_chunk_insert(document->texts, copy);
  return TRUE;
}

static gboolean
read_number_value(SalGeojsonDocument *document, SalJsonValue *value)
{
  SalDecimal number;
  if (!sal_json_read_number(&document->scan, &number))
    return FALSE;
  value->kind = number.is_integer ? SAL_JSON_INTEGER : SAL_JSON_REAL;
  if (number.is_integer)
    value->integer = number.integer;
  else
    value->real = number.value;
  return TRUE;
}

static gboolean
read_value(SalGeojsonDocument *document, SalJsonValue *value)
{
  switch (sal_json_peek(&document->scan)) {
  case '"':
    value->kind = SAL_JSON_TEXT;
    return read_plain(document, &value->text);
  case 't':
    *value = (SalJsonValue){ .kind = SAL_JSON_BOOLEAN, .integer = TRUE };
    return sal_json_read_word(&document->scan, "true");
  case 'f':
    *value = (SalJsonValue){ .kind = SAL_JSON_BOOLEAN, .integer = FALSE };
    return sal_json_read_word(&document->scan, "false");
  case 'n':
    value->kind = SAL_JSON_NULL;
    return sal_json_read_word(&document->scan, "null");
  default:
    return read_number_value(document, value);
  }
}

/* Takes a value that does not matter. */
static void
skip(SalJsonScan *scan)
{
  const char *const start = scan->at;
  if (!sal_json_skip(scan))
    return;
  const gsize length = (gsize)(scan->at - start);
  for (guint i = 0; i < G_N_ELEMENTS(suspicious); i++)
    if (memmem(start, length, suspicious[i], strlen(suspicious[i])) != NULL)
      sal_json_fail(scan);
}

#define LONGEST_NAME 255

static gboolean
add_value(SalGeojsonDocument *document, const SalJsonText *name, SalJsonValue *value)
{
  char plain[LONGEST_NAME + 1];
  if (name->length > LONGEST_NAME || is_suspicious(name))
    return FALSE;
  memcpy(plain, name->bytes, name->length);
  plain[name->length] = '\0';
  if (!sal_json_fields_add(document->fields, plain, value))
    return FALSE;
  g_array_append_vals(document->values, value, 1);
  return TRUE;
}

static void
read_properties(SalGeojsonDocument *document)
{
  guint n = 0;
  SalJsonText name;
  SalJsonValue value = { 0 };
  sal_json_fields_begin_feature(document->fields);
  if (!sal_json_take(&document->scan, '{'))
    return;
  while (sal_json_next_member(&document->scan, &n, &name))
    if (!read_value(document, &value) || !add_value(document, &name, &value))
      sal_json_fail(&document->scan);
}

static void
read_id(SalGeojsonDocument *document)
{
  SalDecimal id;
  if (sal_json_read_number(&document->scan, &id) && (!id.is_integer || id.integer < 0))
    sal_json_fail(&document->scan);
  document->has_ids = TRUE;
}

static void
expect_text(SalJsonScan *scan, const char *expected)
{
  SalJsonText text;
  if (!sal_json_read_text(scan, &text) || !sal_json_text_is(&text, expected))
    sal_json_fail(scan);
}

/* The members of a feature, each of which may occur once. */
typedef enum { HAS_TYPE = 1, HAS_PROPERTIES = 2, HAS_GEOMETRY = 4, HAS_ID = 8, HAS_BBOX = 16 } Members;

static Members
read_member(SalGeojsonDocument *document, const SalJsonText *name, SalFeature *feature)
{
  SalJsonScan *scan = &document->scan;
  if (sal_json_text_is(name, "type")) {
    expect_text(scan, "Feature");
    return HAS_TYPE;
  }
  if (sal_json_text_is(name, "properties")) {
    read_properties(document);
    return HAS_PROPERTIES;
  }
  if (sal_json_text_is(name, "geometry")) {
    sal_geojson_shape_read(scan, feature);
    return HAS_GEOMETRY;
  }
  if (sal_json_text_is(name, "id")) {
    read_id(document);
    return HAS_ID;
  }
  if (sal_json_text_is(name, "bbox"))
    skip(scan);
  else
    sal_json_fail(scan);
  return HAS_BBOX;
}

static void
read_feature(SalGeojsonDocument *document)
{
  static const guint needed = HAS_TYPE | HAS_PROPERTIES | HAS_GEOMETRY;
  guint n = 0, members = 0;
  SalJsonText name;
  g_autoptr(SalFeature) feature = g_new0(SalFeature, 1);
  const guint first_value = document->values->len;
  feature->number = ++document->n_features;
  sal_json_take(&document->scan, '{');
  while (sal_json_next_member(&document->scan, &n, &name)) {
    const Members member = read_member(document, &name, feature);
    if ((members & member) != 0)
      sal_json_fail(&document->scan);
    members |= member;
  }
  if ((members & needed) != needed)
    sal_json_fail(&document->scan);
  if (feature->points == NULL && feature->lines == NULL && feature->polygons == NULL)
    return;
  const SalGeojsonRecord record = { g_steal_pointer(&feature), first_value,
                                    document->values->len - first_value };
  g_array_append_val(document->records, record);
}

static void
read_features(SalGeojsonDocument *document)
{
  guint n = 0;
  sal_json_take(&document->scan, '[');
  while (sal_json_next_item(&document->scan, &n))
    read_feature(document);
}

/* Whether a name is one of WGS 84, longitude first. */
static gboolean
is_wgs84(const SalJsonText *said)
{
  static const char *const names[] = { "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326",
                                       "urn:ogc:def:crs:EPSG::4326" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (sal_json_text_is(said, names[i]))
      return TRUE;
  return FALSE;
}

/* {"type": "name", "properties": {"name": "..."}} */
static void
read_crs(SalJsonScan *scan)
{
  SalJsonText name = { 0 }, key, said;
  guint n = 0, n_inner = 0;
  sal_json_take(scan, '{');
  while (sal_json_next_member(scan, &n, &name)) {
    if (n == 1 && sal_json_text_is(&name, "type"))
      expect_text(scan, "name");
    else if (n != 2 || !sal_json_text_is(&name, "properties") || !sal_json_take(scan, '{') ||
             !sal_json_next_member(scan, &n_inner, &key) || !sal_json_text_is(&key, "name") ||
             !sal_json_read_text(scan, &said) || !is_wgs84(&said) || !sal_json_take(scan, '}'))
      sal_json_fail(scan);
  }
  if (n != 2)
    sal_json_fail(scan);
}

static void
read_layer_name(SalGeojsonDocument *document)
{
  SalJsonText text;
  if (!sal_json_read_text(&document->scan, &text) || text.length == 0)
    sal_json_fail(&document->scan);
  else
    document->name = sal_json_text_copy(&text);
}

/* Members in any other spelling of these names might be taken for them; arcs make a TopoJSON. */
static gboolean
is_misspelt(const SalJsonText *name)
{
  static const char *const words[] = { "type", "features", "name", "crs", "arcs" };
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (name->length == strlen(words[i]) && g_ascii_strncasecmp(name->bytes, words[i], name->length) == 0)
      return TRUE;
  return is_suspicious(name);
}

/* Reads a member of the outermost object. Returns which of the four it is as a bit; 0: another one. */
static guint
read_outermost(SalGeojsonDocument *document, const SalJsonText *name)
{
  SalJsonScan *scan = &document->scan;
  if (sal_json_text_is(name, "type")) {
    expect_text(scan, "FeatureCollection");
    return 1;
  }
  if (sal_json_text_is(name, "features")) {
    read_features(document);
    return 2;
  }
  if (sal_json_text_is(name, "name")) {
    read_layer_name(document);
    return 4;
  }
  if (sal_json_text_is(name, "crs")) {
    read_crs(scan);
    return 8;
  }
  if (is_misspelt(name))
    sal_json_fail(scan);
  else
    skip(scan);
  return 0;
}

static gboolean
read_outermost_object(SalGeojsonDocument *document)
{
  guint n = 0, found = 0;
  SalJsonText name;
  SalJsonScan *scan = &document->scan;
  sal_json_take(scan, '{');
  while (sal_json_next_member(scan, &n, &name)) {
    const guint bit = read_outermost(document, &name);
    if ((found & bit) != 0)
      sal_json_fail(scan);
    found |= bit;
  }
  return !scan->failed && (found & 3) == 3 && sal_json_peek(scan) == '\0' && scan->at == scan->end;
}

/* Whether GDAL would give features an "id" that is none of their properties. */
static gboolean
has_two_ids(const SalGeojsonDocument *document)
{
  for (guint i = 0; document->has_ids && i < sal_json_fields_get_n(document->fields); i++)
    if (g_ascii_strcasecmp(sal_json_fields_get_name(document->fields, i), "id") == 0)
      return TRUE;
  return FALSE;
}

gboolean
sal_geojson_document_read(SalGeojsonDocument *document, const char *bytes, gsize length)
{
  document_init(document, bytes, length);
  return memchr(bytes, '\0', length) == NULL && is_streamed(bytes, length) &&
         read_outermost_object(document) && !has_two_ids(document) && sal_json_fields_end(document->fields);
}
