#include "data/source/json-scan.h"

#include <string.h>

#define MAX_DEPTH 32

gboolean
sal_json_fail(SalJsonScan *scan)
{
  scan->failed = TRUE;
  scan->at = scan->end;
  return FALSE;
}

/* Between the items of an array or object, or at its end. */
static gboolean
next(SalJsonScan *scan, guint *n, char close)
{
  const char c = sal_json_peek(scan);
  if (c == close) {
    scan->at++;
    return FALSE;
  }
  if (c == '\0' || (*n > 0 && !sal_json_take(scan, ',')))
    return sal_json_fail(scan);
  ++*n;
  return TRUE;
}

gboolean
sal_json_next_item(SalJsonScan *scan, guint *n)
{
  return next(scan, n, ']');
}

gboolean
sal_json_next_member(SalJsonScan *scan, guint *n, SalJsonText *name)
{
  if (!next(scan, n, '}') || !sal_json_read_text(scan, name) || !sal_json_take(scan, ':'))
    return FALSE;
  return (!name->has_escapes && name->length > 0) || sal_json_fail(scan);
}

/* The four digits behind "\\u"; 0 if they are none, as for the zero itself. */
static gunichar
read_code(const char *p, const char *end)
{
  gunichar code = 0;
  if (end - p < 4)
    return 0;
  for (guint i = 0; i < 4; i++) {
    if (!g_ascii_isxdigit(p[i]))
      return 0;
    code = code * 16 + (gunichar)g_ascii_xdigit_value(p[i]);
  }
  return code;
}

/* Appends the character of an escape whose 'u' stands at p. Returns one past it; NULL if it has none. */
static const char *
unescape_code(const char *p, const char *end, GString *plain)
{
  gunichar code = read_code(p + 1, end);
  if (code == 0 || (code >= 0xdc00 && code < 0xe000))
    return NULL;
  p += 5;
  if (code >= 0xd800 && code < 0xdc00) {
    const gunichar low = end - p > 2 && p[0] == '\\' && p[1] == 'u' ? read_code(p + 2, end) : 0;
    if (low < 0xdc00 || low > 0xdfff)
      return NULL;
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    p += 6;
  }
  g_string_append_unichar(plain, code);
  return p;
}

/* Behind a backslash, behind which something stands. */
static const char *
unescape(const char *p, const char *end, GString *plain)
{
  static const char letters[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  if (*p == 'u')
    return unescape_code(p, end, plain);
  const char *letter = memchr(letters, *p, strlen(letters));
  if (letter == NULL)
    return NULL;
  g_string_append_c(plain, values[letter - letters]);
  return p + 1;
}

/* The text without its escapes, owned by the caller; NULL if one of them is not taken. */
static char *
unescape_all(const SalJsonText *text)
{
  g_autoptr(GString) plain = g_string_sized_new(text->length);
  const char *const end = text->bytes + text->length;
  for (const char *p = text->bytes; p < end;) {
    if (*p != '\\') {
      g_string_append_c(plain, *p++);
      continue;
    }
    p = unescape(p + 1, end, plain);
    if (p == NULL)
      return NULL;
  }
  return g_string_free(g_steal_pointer(&plain), FALSE);
}

static gboolean
check_escapes(const SalJsonText *text)
{
  g_autofree char *plain = unescape_all(text);
  return plain != NULL;
}

gboolean
sal_json_read_text(SalJsonScan *scan, SalJsonText *text)
{
  if (!sal_json_take(scan, '"'))
    return FALSE;
  const char *p = scan->at;
  *text = (SalJsonText){ .bytes = p };
  for (; p < scan->end && *p != '"'; p++) {
    if ((guchar)*p < ' ')
      return sal_json_fail(scan);
    if (*p == '\\') {
      text->has_escapes = TRUE;
      p++;
    }
  }
  if (p >= scan->end)
    return sal_json_fail(scan);
  text->length = (gsize)(p - text->bytes);
  scan->at = p + 1;
  return !text->has_escapes || check_escapes(text) || sal_json_fail(scan);
}

gboolean
sal_json_read_number(SalJsonScan *scan, SalDecimal *number)
{
  sal_json_peek(scan);
  const char *after = sal_decimal_read(scan->at, scan->end, number);
  if (after == NULL)
    return sal_json_fail(scan);
  scan->at = after;
  return TRUE;
}

gboolean
sal_json_read_word(SalJsonScan *scan, const char *word)
{
  const gsize n = strlen(word);
  sal_json_peek(scan);
  if ((gsize)(scan->end - scan->at) < n || memcmp(scan->at, word, n) != 0)
    return sal_json_fail(scan);
  scan->at += n;
  return TRUE;
}

static gboolean
skip_scalar(SalJsonScan *scan, char first)
{
  SalJsonText text;
  SalDecimal number;
  switch (first) {
  case '"':
    return sal_json_read_text(scan, &text);
  case 't':
    return sal_json_read_word(scan, "true");
  case 'f':
    return sal_json_read_word(scan, "false");
  case 'n':
    return sal_json_read_word(scan, "null");
  default:
    return sal_json_read_number(scan, &number);
  }
}

static gboolean
skip(SalJsonScan *scan, guint depth)
{
  const char first = sal_json_peek(scan);
  guint n = 0;
  SalJsonText name;
  if (first != '{' && first != '[')
    return skip_scalar(scan, first);
  if (depth >= MAX_DEPTH)
    return sal_json_fail(scan);
  scan->at++;
  while (first == '{' ? sal_json_next_member(scan, &n, &name) : sal_json_next_item(scan, &n))
    skip(scan, depth + 1);
  return !scan->failed;
}

gboolean
sal_json_skip(SalJsonScan *scan)
{
  return skip(scan, 0);
}

gboolean
sal_json_text_is(const SalJsonText *text, const char *other)
{
  return !text->has_escapes && text->length == strlen(other) && memcmp(text->bytes, other, text->length) == 0;
}

char *
sal_json_text_copy(const SalJsonText *text)
{
  return text->has_escapes ? unescape_all(text) : g_strndup(text->bytes, text->length);
}
