/* Random texts that are GeoJSON, nearly so, or broken. */
#pragma once

#include <glib.h>
#include <string.h>

#define PICK(random, list) (list)[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(list))]

static inline gboolean
happens(GRand *random, guint one_in)
{
  return g_rand_int_range(random, 0, (gint32)one_in) == 0;
}

static inline void
add_space(GRand *random, GString *text)
{
  static const char *const spaces[] = { " ", "\n", "\t", "\r\n", "  " };
  if (happens(random, 6))
    g_string_append(text, PICK(random, spaces));
}

static inline void
add_number(GRand *random, GString *text)
{
  static const char *const odd[] = { "0",
                                     "-0",
                                     "-0.0",
                                     "1e2",
                                     "1E+2",
                                     "0.1e-5",
                                     "1.7976931348623157e308",
                                     "1e400",
                                     "1e4000",
                                     "5e-324",
                                     "01",
                                     "1.",
                                     "-",
                                     "9007199254740993",
                                     "123456789012345678",
                                     "12345678901234567890",
                                     "-2147483648",
                                     "2147483648",
                                     "0.30000000000000004",
                                     "37.80000000000000071054",
                                     "1e23",
                                     "8.5e22",
                                     "+1",
                                     ".5" };
  if (happens(random, 600))
    g_string_append(text, PICK(random, odd));
  else if (happens(random, 3))
    g_string_append_printf(text, "%d", g_rand_int_range(random, -90, 91));
  else
    g_string_append_printf(text, "%.*f", g_rand_int_range(random, 1, 19),
                           g_rand_double_range(random, -89, 89));
}

/* A text in quotes. */
static inline void
add_text(GRand *random, GString *text)
{
  static const char *const usual[] = { "",          "occupied",       "2024-08-01",
                                       "2024/8/1",  "2024-13-01",     "a/b",
                                       "5-3",       "2024-08-32",     "12-",
                                       "a-b:c",     "\\u0416",        "\xd0\x96",
                                       "true",      "\\ud83d\\ude00", "\\n\\t\\\"\\\\",
                                       "\\/",       "\xff\xfe",       "\xc3",
                                       "12",        "type",           "1-2-3x",
                                       "2024--1-1", "\\u0041",        "9999-12-31" };
  static const char *const odd[] = { "24-08-01",    "2024-08-01T12:00:00Z",
                                     "12:30",       " 2024-08-01",
                                     "2024-08-01 ", "-5",
                                     "1:2:3",       "2024-08",
                                     "\\ud83d",     "\\q",
                                     "Topology",    "2024-08-0001",
                                     "0000-1-1",    "99999-01-01",
                                     "2024-1- 1",   "\\u0000",
                                     "2024-08-01x", "20240801" };
  g_string_append_printf(text, "\"%s\"", happens(random, 40) ? PICK(random, odd) : PICK(random, usual));
}

static inline void
add_value(GRand *random, GString *text)
{
  static const char *const numbers[] = { "-0",
                                         "-0.0",
                                         "1e2",
                                         "1E+2",
                                         "0.1e-5",
                                         "1e400",
                                         "2147483648",
                                         "1e15",
                                         "123456.789",
                                         "-2147483649",
                                         "123456789012345678",
                                         "0.30000000000000004",
                                         "1e22",
                                         "3.0" };
  static const char *const words[] = { "true", "false", "null", "null", "[]", "{\"a\":1}", "[1,2]", "nul" };
  const gint32 kind = g_rand_int_range(random, 0, 20);
  if (kind < 9)
    add_text(random, text);
  else if (kind < 14)
    g_string_append_printf(text, "%d", g_rand_int_range(random, -3, 40));
  else if (kind < 15)
    g_string_append(text, PICK(random, numbers));
  else if (kind < 17)
    add_number(random, text);
  else
    g_string_append(text, words[g_rand_int_range(random, 0, happens(random, 30) ? 8 : 4)]);
}

/* Mostly another name for each place among the properties. */
static inline void
add_name(GRand *random, GString *text, guint place)
{
  static const char *const names[] = {
    "date", "name", "n", "layer", "Date", "x", "y", "z", "type", "features"
  };
  static const char *const odd[] = { "id",
                                     "_id",
                                     "_rev",
                                     "OGR_STYLE",
                                     "crs",
                                     "",
                                     "\\u0061",
                                     "\xd0\x96",
                                     "\xff",
                                     "geometry",
                                     "exceededTransferLimit",
                                     "properties",
                                     "fill",
                                     "ID" };
  g_string_append_printf(text, "\"%s\"",
                         happens(random, 150)  ? PICK(random, odd)
                         : happens(random, 60) ? PICK(random, names)
                                               : names[place * 2 + (guint)g_rand_int_range(random, 0, 2)]);
}

static inline void
add_properties(GRand *random, GString *text)
{
  static const char *const odd[] = { "null", "[]", "7", "\"x\"" };
  if (happens(random, 100)) {
    g_string_append(text, PICK(random, odd));
    return;
  }
  const guint turn = happens(random, 2) ? 0 : (guint)g_rand_int_range(random, 0, 5);
  g_string_append_c(text, '{');
  for (gint32 i = 0, n = g_rand_int_range(random, 0, 5); i < n; i++) {
    if (i > 0)
      g_string_append_c(text, ',');
    add_space(random, text);
    add_name(random, text, ((guint)i + turn) % 5);
    g_string_append_c(text, ':');
    add_space(random, text);
    add_value(random, text);
  }
  g_string_append_c(text, '}');
}

static inline void
add_position(GRand *random, GString *text)
{
  static const char *const odd[] = { "[]",        "[1]",        "null",      "[1,null]",
                                     "[\"1\",2]", "[1,2,null]", "[1,2,3,4]", "{}" };
  if (happens(random, 1000)) {
    g_string_append(text, PICK(random, odd));
    return;
  }
  g_string_append_c(text, '[');
  for (gint32 i = 0, n = happens(random, 6) ? 3 : 2; i < n; i++) {
    if (i > 0)
      g_string_append_c(text, ',');
    add_space(random, text);
    add_number(random, text);
  }
  add_space(random, text);
  g_string_append_c(text, ']');
}

static inline void
add_lists(GRand *random, GString *text, guint depth)
{
  if (depth == 0) {
    add_position(random, text);
    return;
  }
  if (happens(random, 400)) {
    g_string_append(text, happens(random, 2) ? "[]" : "null");
    return;
  }
  g_string_append_c(text, '[');
  const gsize start = text->len;
  for (gint32 i = 0, n = g_rand_int_range(random, depth == 1 ? 2 : 1, depth == 1 ? 7 : 3); i < n; i++) {
    if (i > 0)
      g_string_append_c(text, ',');
    add_space(random, text);
    add_lists(random, text, depth - 1);
  }
  if (depth == 1 && happens(random, 2)) { /* closed */
    g_autofree char *first = g_strndup(text->str + start, strcspn(text->str + start, "]") + 1);
    g_string_append_printf(text, ",%s", first);
  }
  g_string_append_c(text, ']');
}

static inline void
add_geometry(GRand *random, GString *text, guint depth)
{
  static const struct {
    const char *name;
    guint depth;
  } kinds[] = { { "Point", 0 },           { "MultiPoint", 1 },   { "LineString", 1 },
                { "MultiLineString", 2 }, { "Polygon", 2 },      { "Polygon", 2 },
                { "MultiPolygon", 3 },    { "MultiPolygon", 3 }, { "GeometryCollection", 9 },
                { "polygon", 2 },         { "Circle", 0 } };
  if (happens(random, 25)) {
    g_string_append(text, happens(random, 3) ? "{}" : "null");
    return;
  }
  const guint kind = (guint)g_rand_int_range(random, 0, happens(random, 80) ? 11 : 9);
  const gboolean is_collection = kinds[kind].depth == 9, is_type_last = happens(random, 5);
  g_string_append_c(text, '{');
  if (!is_type_last)
    g_string_append_printf(text, "\"type\":\"%s\",", kinds[kind].name);
  add_space(random, text);
  g_string_append(text, is_collection ? "\"geometries\":" : "\"coordinates\":");
  if (is_collection) {
    g_string_append_c(text, '[');
    for (gint32 i = 0, n = g_rand_int_range(random, depth > 0, depth > 3 ? 2 : 3); i < n; i++) {
      if (i > 0)
        g_string_append_c(text, ',');
      add_geometry(random, text, depth + 1);
    }
    g_string_append_c(text, ']');
  } else {
    add_lists(random, text, kinds[kind].depth);
  }
  if (is_type_last)
    g_string_append_printf(text, ",\"type\":\"%s\"", kinds[kind].name);
  if (happens(random, 200))
    g_string_append(text, ",\"bbox\":[1,2,3,4]");
  g_string_append_c(text, '}');
}

static inline void
add_feature(GRand *random, GString *text)
{
  static const char *const odd[] = { ",\"bbox\":[1,2,3,4]",   ",\"title\":\"x\"",
                                     ",\"id\":\"a\"",         ",\"id\":-1",
                                     ",\"id\":null",          ",\"ID\":3",
                                     ",\"type\":\"Feature\"", ",\"Geometry\":null" };
  const gboolean is_geometry_first = happens(random, 3);
  g_string_append(text, happens(random, 200) ? "{\"type\":\"feature\"" : "{\"type\":\"Feature\"");
  if (happens(random, 4))
    g_string_append_printf(text, ",\"id\":%d", g_rand_int_range(random, 0, 9));
  for (guint i = 0; i < 2; i++) {
    g_string_append_c(text, ',');
    add_space(random, text);
    if (is_geometry_first == (i == 0)) {
      g_string_append(text, "\"geometry\":");
      add_geometry(random, text, 0);
    } else {
      g_string_append(text, "\"properties\":");
      add_properties(random, text);
    }
  }
  if (happens(random, 60))
    g_string_append(text, PICK(random, odd));
  g_string_append_c(text, '}');
}

static inline void
add_outermost(GRand *random, GString *text)
{
  static const char *const usual[] = {
    "\"name\":\"areas\"",
    "\"name\":\"\\u0416 1\"",
    "\"bbox\":[1,2,3,4]",
    "\"generator\":\"x\"",
    "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}}",
    "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4326\"}}",
    "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4326\"}}",
    "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3857\"}}",
    "\"crs\":null",
    "\"metadata\":{\"features\":[{\"type\":\"Feature\"}],\"type\":1}",
    "\"numberMatched\":12",
    "\"name\":7",
    "\"name\":\"\"",
    "\"exceededTransferLimit\":true",
    "\"properties\":{\"exceededTransferLimit\":true}",
    "\"type\":\"FeatureCollection\"",
    "\"features\":[]",
    "\"CRS\":{}",
    "\"spatialReference\":{\"wkid\":4326}",
    "\"objects\":{},\"arcs\":[[1,2]]",
    "\"description\":\"x\"",
    "\"\\u0063rs\":{}",
    "\"links\":[{\"type\":\"Topology\"}]"
  };
  g_string_append(text, PICK(random, usual));
}

/* A FeatureCollection. Owned by the caller. */
static inline GString *
make_geojson(GRand *random)
{
  GString *text = g_string_new(happens(random, 30) ? "\xef\xbb\xbf{" : "{");
  add_space(random, text);
  g_string_append(text, "\"type\":\"FeatureCollection\",");
  for (guint i = 0; i < 2 && happens(random, 3); i++) {
    add_outermost(random, text);
    g_string_append_c(text, ',');
  }
  g_string_append(text, "\"features\":[");
  for (gint32 i = 0, n = g_rand_int_range(random, 0, 6); i < n; i++) {
    if (i > 0)
      g_string_append_c(text, ',');
    add_feature(random, text);
  }
  g_string_append_c(text, ']');
  if (happens(random, 6)) {
    g_string_append_c(text, ',');
    add_outermost(random, text);
  }
  g_string_append(text, happens(random, 40) ? "}\n{}" : "}\n");
  return text;
}

/* Changes some bytes. */
static inline void
spoil(GRand *random, GString *text)
{
  static const char bytes[] = "{}[]\",:0123456789.-+eE \n\\utfn\x80\xff";
  for (gint32 i = 0, n = g_rand_int_range(random, 1, 4); i < n && text->len > 2; i++) {
    const gint32 at = g_rand_int_range(random, 0, (gint32)text->len);
    const gint32 wanted = g_rand_int_range(random, 1, 12), length = MIN(wanted, (gint32)text->len - at);
    const char byte = bytes[g_rand_int_range(random, 0, (gint32)sizeof bytes)];
    switch (g_rand_int_range(random, 0, 6)) {
    case 0:
      text->str[at] = byte;
      break;
    case 1:
      g_string_insert_c(text, at, byte);
      break;
    case 2:
      g_string_erase(text, at, length);
      break;
    case 3: {
      g_autofree char *slice = g_memdup2(text->str + at, (gsize)length);
      g_string_insert_len(text, at, slice, length);
      break;
    }
    case 4:
      g_string_truncate(text, happens(random, 4) ? (gsize)at : text->len);
      break;
    default:
      text->str[at] = (char)(text->str[at] ^ (1 << g_rand_int_range(random, 0, 8)));
    }
  }
}
