#include "data/base/secrets.h"

#include <string.h>

#define MASK "***"
#define URL_SIGN "://"
#define PIECE_MIN 3 /* bytes; a shorter part of a password may be a part of any word */

/* What a query asks for, and no more than that. Whatever is not among them may be a secret. */
static const char *const harmless_keys[] = {
  "bbox",    "count",   "crs",      "date",      "day",     "f",      "format",       "from",
  "lang",    "layer",   "layers",   "limit",     "month",   "offset", "outsr",        "page",
  "part",    "request", "service",  "srs",       "srsname", "start",  "resultoffset", "time",
  "to",      "type",    "typename", "typenames", "version", "year",   "outfields",    "resultrecordcount",
  "sslmode", NULL
};

/* A text being masked. hidden, if any, collects what is left out. */
typedef struct {
  GString *out;
  GPtrArray *hidden;   /* utf8 */
  const char *last_at; /* the last "@" of the text, or NULL; used for URLs */
} Masking;

static void
hide(const Masking *masking, const char *secret, gsize length)
{
  if (masking->hidden != NULL && length > 0)
    g_ptr_array_add(masking->hidden, g_strndup(secret, length));
}

/* Queries */

static gboolean
is_harmless(const char *key, gsize length)
{
  g_autofree char *lower = g_ascii_strdown(key, (gssize)length);
  return g_strv_contains(harmless_keys, lower);
}

/* "***" and what punctuation a message may have behind it. */
static gboolean
is_masked(const char *value, gsize length)
{
  if (length < strlen(MASK) || strncmp(value, MASK, strlen(MASK)) != 0)
    return FALSE;
  for (gsize i = strlen(MASK); i < length; i++)
    if (!g_ascii_ispunct(value[i]))
      return FALSE;
  return TRUE;
}

/* Appends a value, or the mask in its place. */
static void
append_value(const Masking *masking, const char *value, gsize length)
{
  if (length == 0 || is_masked(value, length)) {
    g_string_append_len(masking->out, value, (gssize)length);
    return;
  }
  g_string_append(masking->out, MASK);
  hide(masking, value, length);
}

/* Appends "?a=b&c=d#e" with its values masked. */
static void
append_query(const Masking *masking, const char *query, gsize length)
{
  const char *end = query + length;
  for (const char *p = query; p < end;) {
    const char *key = p + 1; /* behind the separator */
    const char *next = key;
    while (next < end && strchr("?&;#", *next) == NULL)
      next++;
    const char *equals = memchr(key, '=', (gsize)(next - key));
    const char *value = equals != NULL ? equals + 1 : key;
    g_string_append_len(masking->out, p, (gssize)(value - p));
    if (equals != NULL && is_harmless(key, (gsize)(equals - key)))
      g_string_append_len(masking->out, value, (gssize)(next - value));
    else
      append_value(masking, value, (gsize)(next - value));
    p = next;
  }
}

/* URLs */

static gsize
count_to_space(const char *text)
{
  gsize n = 0;
  while (text[n] != '\0' && !g_ascii_isspace(text[n]))
    n++;
  return n;
}

static const char *
find_in(const char *begin, const char *end, const char *set)
{
  for (const char *p = begin; p < end; p++)
    if (strchr(set, *p) != NULL)
      return p;
  return NULL;
}

static const char *
find_last(const char *begin, const char *end, char c)
{
  for (const char *p = end; p > begin; p--)
    if (p[-1] == c)
      return p - 1;
  return NULL;
}

/* Where the query or fragment begins: at the first "?" or "#" that is not inside a password. It is inside if
 * an "@" follows without a "=" before it. */
static const char *
find_query(const char *url, const char *end)
{
  for (const char *from = url, *sign; (sign = find_in(from, end, "?#")) != NULL;) {
    const char *at = memchr(sign, '@', (gsize)(end - sign));
    if (at == NULL || memchr(sign, '=', (gsize)(at - sign)) != NULL)
      return sign;
    from = at + 1;
  }
  return end;
}

/* Whether what stands before the first slash is no "host" or "host:80" but "user:password". */
static gboolean
has_password(const char *begin, const char *end)
{
  const char *bracket = *begin == '[' ? memchr(begin, ']', (gsize)(end - begin)) : NULL;
  const char *from = bracket != NULL ? bracket : begin;
  const char *colon = memchr(from, ':', (gsize)(end - from));
  for (const char *p = colon != NULL ? colon + 1 : end; p < end; p++)
    if (!g_ascii_isdigit(*p))
      return TRUE;
  return FALSE;
}

static gboolean
is_web(const char *text, const char *sign)
{
  const char *begin = sign;
  while (begin > text && g_ascii_isalnum(begin[-1]))
    begin--;
  return sign - begin >= 4 && g_ascii_strncasecmp(begin, "http", 4) == 0;
}

/* Masks what stands before the host. A user's name is not told either, but it is no secret. */
static void
append_user(const Masking *masking, const char *user, const char *end)
{
  const char *colon = memchr(user, ':', (gsize)(end - user));
  g_string_append(masking->out, MASK);
  if (colon != NULL)
    hide(masking, colon + 1, (gsize)(end - colon - 1));
}

/* Appends the URL that begins at text behind "://"; returns where it ends. */
static const char *
append_url(const Masking *masking, const char *url, gboolean web)
{
  const char *end = url + count_to_space(url);
  const char *slash = find_in(url, end, "/?#");
  const char *host_end = slash != NULL ? slash : end;
  const gboolean is_user = has_password(url, host_end);
  const char *last_at = masking->last_at;
  if (is_user && memchr(url, '@', (gsize)(end - url)) == NULL && last_at != NULL && last_at >= end)
    end = last_at + count_to_space(last_at); /* a password with a space */
  const char *query = find_query(url, end);
  const char *at = find_last(url, query, '@');
  const gboolean in_path = at != NULL && at > host_end && !is_user;
  const gboolean of_web = web && memchr(url, '@', (gsize)(host_end - url)) == NULL &&
                          memchr(url, ':', (gsize)(host_end - url)) == NULL;
  if (at == NULL && is_user) {
    append_user(masking, url, end);
    return end;
  }
  if (at != NULL && !(in_path && of_web)) {
    append_user(masking, url, at);
    url = at;
  }
  g_string_append_len(masking->out, url, (gssize)(query - url));
  append_query(masking, query, (gsize)(end - query));
  return end;
}

/* "?token=abc" without a URL before it, as at the end of a file's name. */
static gboolean
is_query(const char *text)
{
  gsize n = 1;
  if (text[0] != '?')
    return FALSE;
  while (g_ascii_isalnum(text[n]) || (text[n] != '\0' && strchr("_-.", text[n]) != NULL))
    n++;
  return n > 1 && text[n] == '=';
}

static void
append_masked_urls(const Masking *masking, const char *text)
{
  for (const char *p = text; *p != '\0';) {
    if (g_str_has_prefix(p, URL_SIGN)) {
      g_string_append(masking->out, URL_SIGN);
      p = append_url(masking, p + strlen(URL_SIGN), is_web(text, p));
    } else if (is_query(p)) {
      const gsize length = count_to_space(p);
      append_query(masking, p, length);
      p += length;
    } else {
      g_string_append_c(masking->out, *p++);
    }
  }
}

/* Keys and values of libpq: password='a \' b', password = a\ b. */

static const char *
find_value_end(const char *value)
{
  const char quote = *value == '\'' || *value == '"' ? *value : '\0';
  const char *p = value + (quote != '\0');
  while (*p != '\0' && (quote != '\0' ? *p != quote : !g_ascii_isspace(*p)))
    p += *p == '\\' && p[1] != '\0' ? 2 : 1;
  return p + count_to_space(p);
}

/* Where the value of a key that begins at text begins; NULL: it is no password's. */
static const char *
find_password(const char *text)
{
  static const char *const keys[] = { "sslpassword", "password", "passwd", "pwd" };
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (g_ascii_strncasecmp(text, keys[i], strlen(keys[i])) != 0)
      continue;
    const char *sign = text + strlen(keys[i]);
    while (g_ascii_isspace(*sign))
      sign++;
    if (*sign != '=')
      continue;
    for (sign++; g_ascii_isspace(*sign);)
      sign++;
    return sign;
  }
  return NULL;
}

static void
append_masked_values(const Masking *masking, const char *text)
{
  for (const char *p = text; *p != '\0';) {
    const char *value = find_password(p);
    if (value == NULL) {
      g_string_append_c(masking->out, *p++);
      continue;
    }
    const char *end = find_value_end(value);
    g_string_append_len(masking->out, p, (gssize)(value - p));
    append_value(masking, value, (gsize)(end - value));
    p = end;
  }
}

static char *
mask(const char *text, GPtrArray *hidden)
{
  g_autoptr(GString) without_urls = g_string_new(NULL);
  GString *out = g_string_new(NULL);
  append_masked_values(&(Masking){ without_urls, hidden, NULL }, text);
  append_masked_urls(&(Masking){ out, hidden, strrchr(without_urls->str, '@') }, without_urls->str);
  return g_string_free(out, FALSE);
}

char *
sal_secrets_mask(const char *text)
{
  return mask(text, NULL);
}

/* Messages */

/* Short pieces are masked only where they stand in quotes or before an "@". */
static void
mask_piece(GString *message, const char *piece)
{
  g_autofree char *quoted = g_strdup_printf("\"%s\"", piece), *host = g_strconcat(piece, "@", NULL);
  if (strlen(piece) >= PIECE_MIN)
    g_string_replace(message, piece, MASK, 0);
  g_string_replace(message, quoted, "\"" MASK "\"", 0);
  g_string_replace(message, host, MASK "@", 0);
}

char *
sal_secrets_mask_message(const char *message, const char *source)
{
  g_autoptr(GPtrArray) hidden = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *masked = sal_secrets_mask(message);
  GString *text = g_string_new(masked);
  g_free(mask(source, hidden));
  for (guint i = 0; i < hidden->len; i++) {
    const char *secret = hidden->pdata[i];
    g_autofree char *decoded = g_uri_unescape_string(secret, NULL);
    g_auto(GStrv) pieces = g_strsplit_set(secret, "@/:?#&=' ", -1);
    mask_piece(text, secret);
    if (decoded != NULL)
      mask_piece(text, decoded);
    for (guint j = 0; pieces[j] != NULL; j++)
      if (pieces[j][0] != '\0')
        mask_piece(text, pieces[j]);
  }
  return g_string_free(text, FALSE);
}
