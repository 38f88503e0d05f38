#include "data/source/crs-said.h"

#include "data/source/envelope.h"

#include <string.h>

/* All of text is letters, digits or some of others. */
static gboolean
consists_of(const char *text, const char *others)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum(*text) && strchr(others, *text) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
starts_with_one_of(const char *text, const char *const *starts)
{
  for (guint i = 0; starts[i] != NULL; i++)
    if (g_ascii_strncasecmp(text, starts[i], strlen(starts[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Where a word stands in bytes, whatever its case; NULL: nowhere. */
static const char *
find_word(const char *bytes, gsize length, const char *word)
{
  const gsize n = strlen(word);
  const char capital = g_ascii_toupper(word[0]), small = g_ascii_tolower(word[0]);
  for (const char *p = bytes; length >= n && p <= bytes + length - n; p++)
    if ((*p == capital || *p == small) && g_ascii_strncasecmp(p, word, n) == 0)
      return p;
  return NULL;
}

/* Whether a value, which follows its key or stands in quotes, begins with a text and is no list. */
static gboolean
begins_with(const char *p, const char *end, const char *text)
{
  const gsize n = strlen(text);
  while (p < end && strchr("\\\", ", *p) != NULL)
    p++;
  return (gsize)(end - p) >= n && g_ascii_strncasecmp(p, text, n) == 0 && (p + n == end || p[n] != ',');
}

/* Words that are followed by the name of a file, unless they are followed by what PROJ knows without one. */
static const struct {
  const char *word, *harmless;
} reaching[] = {
  { "init=", "epsg:" }, { "grids=", "@null" }, { "\"PROJ4_GRIDS\"", "@null" }, { "PARAMETERFILE", NULL },
  { "catalog=", NULL }, { "file=", NULL },     { "proj=pipeline", NULL },
};

gboolean
sal_crs_said_reaches_out(const char *bytes, gsize length)
{
  const char *const end = bytes + length;
  for (guint i = 0; i < G_N_ELEMENTS(reaching); i++) {
    for (const char *p = bytes; (p = find_word(p, (gsize)(end - p), reaching[i].word)) != NULL;) {
      p += strlen(reaching[i].word);
      if (reaching[i].harmless == NULL || !begins_with(p, end, reaching[i].harmless))
        return TRUE;
    }
  }
  return FALSE;
}

static gboolean
is_code(const char *text)
{
  static const char *const authorities[] = { "EPSG:", "ESRI:", "OGC:", "CRS:", "IGNF:", "AUTO:", NULL };
  static const char *const sites[] = { "http://www.opengis.net/", "https://www.opengis.net/",
                                       "http://opengis.net/", "https://opengis.net/", NULL };
  static const char *const names[] = { "WGS84", "WGS72", "NAD27", "NAD83", "CRS84", NULL };
  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp(text, names[i]) == 0)
      return TRUE;
  if (g_ascii_strncasecmp(text, "urn:", 4) == 0)
    return consists_of(text, ":._,-");
  if (starts_with_one_of(text, sites))
    return consists_of(text, ":/._#%&=?-");
  return starts_with_one_of(text, authorities) && consists_of(text, ":._,+-");
}

/* WKT, or a PROJ string. */
static gboolean
is_definition(const char *text)
{
  const gsize n_letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");
  return (n_letters > 2 && (text[n_letters] == '[' || text[n_letters] == '(')) ||
         g_str_has_prefix(text, "+proj=") || g_str_has_prefix(text, "+init=");
}

gboolean
sal_crs_said_is_plain(const char *text)
{
  return is_code(text) || (is_definition(text) && !sal_crs_said_reaches_out(text, strlen(text)));
}

/* Keeps a text that is found, the first that is not plain before any other. */
static void
keep(char **said, char *text)
{
  if (*said != NULL && (sal_crs_said_is_plain(text) || !sal_crs_said_is_plain(*said))) {
    g_free(text);
    return;
  }
  g_free(*said);
  *said = text;
}

/* The value of an attribute or element whose name ends at p; NULL: none begins here. Owned by the caller. */
static char *
copy_xml_value(const char *p, const char *end)
{
  while (p < end && g_ascii_isspace(*p))
    p++;
  if (p >= end || *p++ != '=')
    return NULL;
  while (p < end && g_ascii_isspace(*p))
    p++;
  if (p >= end || (*p != '"' && *p != '\''))
    return NULL;
  const char *close = memchr(p + 1, *p, (gsize)(end - p - 1));
  return close != NULL ? g_strndup(p + 1, (gsize)(close - p - 1)) : NULL;
}

void
sal_crs_said_hide_links(char *text, gsize length)
{
  static const char word[] = "schemaLocation";
  const char *const end = text + length;
  for (char *p = text; (p = memmem(p, (gsize)(end - p), word, strlen(word))) != NULL; p += strlen(word))
    memcpy(p, "notSaid", strlen("notSaid"));
}

/* What is no attribute with a value that can be read is taken out as well. */
static void
take_from_xml(char *text, gsize length, char **said)
{
  sal_crs_said_hide_links(text, length);
  static const char word[] = "srsName";
  const char *const end = text + length;
  for (char *p = text; (p = memmem(p, (gsize)(end - p), word, strlen(word))) != NULL;) {
    char *value = copy_xml_value(p + strlen(word), end);
    if (value == NULL || !sal_crs_said_is_plain(value))
      memcpy(p, "notSaid", strlen(word));
    if (value != NULL)
      keep(said, value);
    p += strlen(word);
  }
}

#define MANY_CRS 100 /* members of that name in one object; a file has one */

/* The member's key, behind its quote, loses its first letter. Behind the last member of a name the one before it
 * would count; where there is no end of them, the text is no JSON any more. */
static void
take_from_json(char *text, gsize length, char **said)
{
  gsize at;
  for (guint i = 0; i <= MANY_CRS; i++) {
    char *name = sal_envelope_find_crs(text, length, &at);
    if (name == NULL)
      return;
    const gboolean is_plain = sal_crs_said_is_plain(name);
    if (!is_plain)
      text[at + 1] = '_';
    keep(said, name);
    if (is_plain)
      return;
  }
  memset(text, 'x', length);
}

/* "\\u0063rs" is "crs" to whoever reads JSON. Writes ASCII's letters, digits and some signs as they are; the
 * length becomes that of the shorter text. */
static gsize
unescape(char *text, gsize length)
{
  gsize n = 0;
  for (gsize i = 0; i < length;) {
    const gboolean is_escape = text[i] == '\\' && i + 1 < length;
    const gboolean is_code = is_escape && length - i >= 6 && strncmp(text + i, "\\u00", 4) == 0 &&
                             g_ascii_isxdigit(text[i + 4]) && g_ascii_isxdigit(text[i + 5]);
    const int code = is_code ? g_ascii_xdigit_value(text[i + 4]) * 16 + g_ascii_xdigit_value(text[i + 5]) : 0;
    if (g_ascii_isalnum(code) || (code != 0 && strchr(" +:/.=@_-", code) != NULL)) {
      text[n++] = (char)code;
      i += 6;
      continue;
    }
    if (is_escape)
      text[n++] = text[i++];
    text[n++] = text[i++];
  }
  return n;
}

gsize
sal_crs_said_take(SalContent content, char *text, gsize length, char **said)
{
  *said = NULL;
  if (content == SAL_CONTENT_XML) {
    take_from_xml(text, length, said);
  } else if (content == SAL_CONTENT_JSON) {
    length = unescape(text, length);
    take_from_json(text, length, said);
  }
  return length;
}
