/* Steps over JSON value by value without building anything, so that large files cost little. */
#include "data/source/envelope.h"

#include <string.h>

#define NOWHERE G_MAXSIZE

typedef struct {
  const char *text;
  gsize length;
} Json;

static gsize
skip_space(const Json *json, gsize at)
{
  while (at < json->length && g_ascii_isspace(json->text[at]))
    at++;
  return at;
}

/* One past a string that begins at a double quote. */
static gsize
skip_string(const Json *json, gsize at)
{
  for (at++; at < json->length && json->text[at] != '"'; at++)
    at += json->text[at] == '\\';
  return at < json->length ? at + 1 : NOWHERE;
}

/* One past a value: a string, a balanced object or array, or a word. */
static gsize
skip_value(const Json *json, gsize at)
{
  gsize depth = 0;
  while (at < json->length) {
    const char c = json->text[at];
    if (c == '"') {
      at = skip_string(json, at);
      if (at == NOWHERE || depth == 0)
        return at;
      continue;
    }
    if (depth == 0 && (c == ',' || c == '}' || c == ']'))
      return at;
    depth += c == '{' || c == '[';
    depth -= c == '}' || c == ']';
    at++;
    if (depth == 0 && (c == '}' || c == ']'))
      return at;
  }
  return NOWHERE;
}

typedef struct {
  gsize key, value, end; /* where they begin, the key at its quote; one past the value */
} Member;

/* The member of an object that begins at or after a position; FALSE at the object's end. */
static gboolean
read_member(const Json *json, gsize at, Member *member)
{
  at = skip_space(json, at);
  if (at >= json->length || json->text[at] != '"')
    return FALSE;
  member->key = at;
  at = skip_string(json, at);
  at = at != NOWHERE ? skip_space(json, at) : NOWHERE;
  if (at >= json->length || json->text[at] != ':')
    return FALSE;
  member->value = skip_space(json, at + 1);
  member->end = skip_value(json, member->value);
  return member->end != NOWHERE;
}

/* Where the next member is looked for. */
static gsize
skip_comma(const Json *json, gsize at)
{
  at = skip_space(json, at);
  return at < json->length && json->text[at] == ',' ? at + 1 : at;
}

static gboolean
is_text(const Json *json, gsize at, const char *quoted)
{
  const gsize n = strlen(quoted);
  return n <= json->length - at && strncmp(json->text + at, quoted, n) == 0;
}

static gboolean
is_collection(const Json *json, const Member *outer)
{
  Member member;
  if (json->text[outer->value] != '{')
    return FALSE;
  for (gsize at = outer->value + 1; read_member(json, at, &member); at = skip_comma(json, member.end))
    if (is_text(json, member.key, "\"type\""))
      return is_text(json, member.value, "\"FeatureCollection\"");
  return FALSE;
}

/* Where the outermost value begins, behind a byte order mark. */
static gsize
skip_start(const Json *json)
{
  const gboolean marked = json->length >= 3 && memcmp(json->text, "\xef\xbb\xbf", 3) == 0;
  return skip_space(json, marked ? 3 : 0);
}

gboolean
sal_envelope_find(const char *text, gsize length, gsize *begin, gsize *end)
{
  const Json json = { text, length };
  Member member;
  const gsize start = skip_start(&json);
  if (start >= length || text[start] != '{')
    return FALSE;
  for (gsize at = start + 1; read_member(&json, at, &member); at = skip_comma(&json, member.end)) {
    if (!is_collection(&json, &member))
      continue;
    *begin = member.value;
    *end = member.end;
    return TRUE;
  }
  return FALSE;
}

/* Of an id, only a Unix time in seconds or milliseconds says a date. */
static gboolean
is_unix_time(const char *text)
{
  const gsize n = strspn(text, "0123456789");
  return text[n] == '\0' && (n == 10 || n == 13);
}

/* A number or a text as it is written, without quotes; NULL for anything else. Owned by the caller. */
static char *
copy_scalar(const Json *json, const Member *member)
{
  gsize begin = member->value, end = member->end;
  if (json->text[begin] == '{' || json->text[begin] == '[')
    return NULL;
  if (json->text[begin] == '"') {
    begin++;
    end--;
  }
  char *text = g_utf8_make_valid(json->text + begin, (gssize)(end - begin));
  return g_strstrip(text);
}

void
sal_envelope_list_dates(const char *text, gsize length, GPtrArray *texts)
{
  static const char *const keys[] = { "\"id\"",   "\"datetime\"", "\"date\"",     "\"timestamp\"",
                                      "\"time\"", "\"updated\"",  "\"generated\"" };
  const Json json = { text, length };
  char *found[G_N_ELEMENTS(keys)] = { NULL };
  Member member;
  const gsize start = skip_start(&json);
  if (start >= length || text[start] != '{')
    return;
  for (gsize at = start + 1; read_member(&json, at, &member); at = skip_comma(&json, member.end))
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
      if (found[i] == NULL && is_text(&json, member.key, keys[i]))
        found[i] = copy_scalar(&json, &member);
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (found[i] != NULL && (i > 0 || is_unix_time(found[i])))
      g_ptr_array_add(texts, found[i]);
    else
      g_free(found[i]);
  }
}

/* Finds a member of the object that begins at `at`: the last of that name, as JSON-C does. Returns how many there
 * are; 0 if it is no object. */
static guint
find_member(const Json *json, gsize at, const char *quoted, Member *found)
{
  guint n = 0;
  Member member;
  if (at >= json->length || json->text[at] != '{')
    return 0;
  for (at++; read_member(json, at, &member); at = skip_comma(json, member.end)) {
    if (!is_text(json, member.key, quoted))
      continue;
    *found = member;
    n++;
  }
  return n;
}

/* A text without its quotes and escapes, or a number; NULL for anything else. Owned by the caller. */
static char *
copy_plain(const Json *json, const Member *member)
{
  const gboolean quoted = json->text[member->value] == '"';
  if (!quoted && !g_ascii_isdigit(json->text[member->value]))
    return NULL;
  g_autofree char *text =
      g_strndup(json->text + member->value + quoted, member->end - member->value - (quoted ? 2 : 0));
  g_autofree char *plain = g_strcompress(text);
  return g_utf8_make_valid(plain, -1);
}

/* The name, code or link of a GeoJSON's crs. */
static char *
copy_crs_name(const Json *json, const Member *crs)
{
  static const char *const keys[] = { "\"name\"", "\"code\"", "\"urn\"", "\"href\"" };
  Member properties, member;
  if (!find_member(json, crs->value, "\"properties\"", &properties))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (!find_member(json, properties.value, keys[i], &member))
      continue;
    char *text = copy_plain(json, &member);
    if (text == NULL || text[0] == '\0' || text[strspn(text, "0123456789")] != '\0')
      return text;
    char *code = g_strconcat("EPSG:", text, NULL);
    g_free(text);
    return code;
  }
  return NULL;
}

char *
sal_envelope_find_crs(const char *text, gsize length, gsize *at)
{
  const Json json = { text, length };
  const gsize start = skip_start(&json);
  Member crs = { 0 }, wkt;
  char *said = NULL;
  if (find_member(&json, start, "\"crs\"", &crs) && !is_text(&json, crs.value, "null")) {
    said = copy_crs_name(&json, &crs);
    if (said == NULL)
      said = g_utf8_make_valid(text + crs.value, (gssize)MIN(crs.end - crs.value, 200));
  } else if (find_member(&json, start, "\"spatialReference\"", &crs) &&
             find_member(&json, crs.value, "\"wkt\"", &wkt)) {
    said = copy_plain(&json, &wkt);
  }
  *at = crs.key;
  return said;
}

/* The number of arrays that an array holds one level down: of an arc, its points. */
static guint
count_arrays(const Json *json, gsize at, gsize end)
{
  guint n = 0;
  for (at++; at < end; at++)
    n += json->text[at] == '[';
  return n;
}

/* Of each arc in an array that begins at `at` how many points it has (guint). */
static GArray *
measure_arcs(const Json *json, gsize at, gsize end)
{
  GArray *lengths = g_array_new(FALSE, FALSE, sizeof(guint));
  for (at = skip_space(json, at + 1); at < end && json->text[at] == '[';
       at = skip_space(json, skip_comma(json, at))) {
    const gsize next = skip_value(json, at);
    if (next == NOWHERE)
      break;
    const guint n = count_arrays(json, at, next);
    g_array_append_val(lengths, n);
    at = next;
  }
  return lengths;
}

/* The points of the arcs whose numbers stand between two positions; -1 is the first arc backwards. */
static guint64
add_references(const Json *json, gsize at, gsize end, const GArray *lengths)
{
  guint64 n_points = 0;
  while (at < end) {
    const gboolean is_backward = json->text[at] == '-';
    guint64 number = 0;
    at += is_backward;
    if (at >= end || !g_ascii_isdigit(json->text[at])) {
      at++;
      continue;
    }
    for (; at < end && g_ascii_isdigit(json->text[at]); at++)
      number = MIN(number * 10 + (guint64)g_ascii_digit_value(json->text[at]), G_MAXUINT32);
    if (is_backward && number > 0)
      number--;
    n_points += number < lengths->len ? g_array_index(lengths, guint, number) : 0;
  }
  return n_points;
}

guint64
sal_envelope_count_topology(const char *text, gsize length)
{
  const Json json = { text, length };
  const gsize start = skip_start(&json);
  Member arcs = { 0 }, objects = { 0 };
  guint64 n_points = 0;
  if (!find_member(&json, start, "\"arcs\"", &arcs) || !find_member(&json, start, "\"objects\"", &objects))
    return 0;
  g_autoptr(GArray) lengths = measure_arcs(&json, arcs.value, arcs.end);
  for (gsize at = objects.value; at < objects.end;) {
    const gboolean is_key = is_text(&json, at, "\"arcs\"");
    if (json.text[at] != '"') {
      at++;
      continue;
    }
    at = skip_string(&json, at);
    if (at == NOWHERE || !is_key)
      continue;
    const gsize value = skip_space(&json, skip_space(&json, at) + 1), end = skip_value(&json, value);
    if (end == NOWHERE)
      break;
    n_points += add_references(&json, value, end, lengths);
    at = end;
  }
  return n_points;
}
