#include "data/base/json-slices.h"

#include "data/base/error.h"

#include <string.h>

#define MOST_LEVELS 64

typedef struct {
  const char *start, *p, *end;
} Scan;

static gboolean skip_value(Scan *scan, guint level, GArray *slices);

static void
skip_space(Scan *scan)
{
  while (scan->p < scan->end && strchr(" \t\r\n", *scan->p) != NULL && *scan->p != '\0')
    scan->p++;
}

static gboolean
skip_char(Scan *scan, char c)
{
  if (scan->p >= scan->end || *scan->p != c)
    return FALSE;
  scan->p++;
  return TRUE;
}

static gboolean
skip_escape(Scan *scan)
{
  if (scan->p >= scan->end || *scan->p == '\0' || strchr("\"\\/bfnrtu", *scan->p) == NULL)
    return FALSE;
  const guint n_digits = *scan->p++ == 'u' ? 4 : 0;
  for (guint i = 0; i < n_digits; i++)
    if (scan->p >= scan->end || !g_ascii_isxdigit(*scan->p++))
      return FALSE;
  return TRUE;
}

static gboolean
skip_string(Scan *scan)
{
  if (!skip_char(scan, '"'))
    return FALSE;
  while (scan->p < scan->end && *scan->p != '"') {
    if ((guchar)*scan->p < 0x20)
      return FALSE;
    if (*scan->p++ == '\\' && !skip_escape(scan))
      return FALSE;
  }
  return skip_char(scan, '"');
}

static gboolean
skip_digits(Scan *scan)
{
  const char *first = scan->p;
  while (scan->p < scan->end && g_ascii_isdigit(*scan->p))
    scan->p++;
  return scan->p > first;
}

static gboolean
skip_number(Scan *scan)
{
  skip_char(scan, '-');
  if (!skip_char(scan, '0') && !skip_digits(scan))
    return FALSE;
  if (skip_char(scan, '.') && !skip_digits(scan))
    return FALSE;
  if (!skip_char(scan, 'e') && !skip_char(scan, 'E'))
    return TRUE;
  if (!skip_char(scan, '+'))
    skip_char(scan, '-');
  return skip_digits(scan);
}

static gboolean
skip_word(Scan *scan)
{
  static const char *const words[] = { "true", "false", "null" };
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    const gsize n = strlen(words[i]);
    if ((gsize)(scan->end - scan->p) >= n && memcmp(scan->p, words[i], n) == 0) {
      scan->p += n;
      return TRUE;
    }
  }
  return FALSE;
}

/* A key and its colon. */
static gboolean
skip_key(Scan *scan, SalJsonSlice *slice)
{
  slice->key = scan->p;
  if (!skip_string(scan))
    return FALSE;
  slice->n_key = (gsize)(scan->p - slice->key);
  skip_space(scan);
  const gboolean has_colon = skip_char(scan, ':');
  skip_space(scan);
  return has_colon;
}

/* An object or array, after its first bracket. slices: receives what is in it; NULL: not wanted. */
static gboolean
skip_content(Scan *scan, char close, guint level, GArray *slices)
{
  skip_space(scan);
  if (skip_char(scan, close))
    return TRUE;
  do {
    SalJsonSlice slice = { NULL };
    skip_space(scan);
    if (close == '}' && !skip_key(scan, &slice))
      return FALSE;
    slice.text = scan->p;
    if (!skip_value(scan, level + 1, NULL))
      return FALSE;
    slice.n = (gsize)(scan->p - slice.text);
    if (slices != NULL)
      g_array_append_val(slices, slice);
    skip_space(scan);
  } while (skip_char(scan, ','));
  return skip_char(scan, close);
}

static gboolean
skip_value(Scan *scan, guint level, GArray *slices)
{
  if (scan->p >= scan->end || level > MOST_LEVELS)
    return FALSE;
  if (skip_char(scan, '{'))
    return skip_content(scan, '}', level, slices);
  if (skip_char(scan, '['))
    return skip_content(scan, ']', level, slices);
  if (*scan->p == '"')
    return skip_string(scan);
  return *scan->p == '-' || g_ascii_isdigit(*scan->p) ? skip_number(scan) : skip_word(scan);
}

static gboolean
fail(const Scan *scan, GError **error)
{
  guint line = 1;
  for (const char *p = scan->start; p < scan->p && p < scan->end; p++)
    line += *p == '\n' ? 1 : 0;
  return sal_error_set(error, SAL_ERROR_FORMAT, "line %u: expected JSON, got something else", line);
}

GArray *
sal_json_slices_read(const char *text, gsize n, GError **error)
{
  Scan scan = { text, text, text + n };
  g_autoptr(GArray) slices = g_array_new(FALSE, FALSE, sizeof(SalJsonSlice));
  skip_space(&scan);
  const gboolean is_whole = scan.p < scan.end && strchr("{[", *scan.p) != NULL && *scan.p != '\0' &&
                            g_utf8_validate(text, (gssize)n, NULL) && skip_value(&scan, 0, slices);
  skip_space(&scan);
  if (is_whole && scan.p == scan.end)
    return g_steal_pointer(&slices);
  fail(&scan, error);
  return NULL;
}

const SalJsonSlice *
sal_json_slices_find(const GArray *slices, const char *name)
{
  g_autofree char *key = g_strdup_printf("\"%s\"", name);
  const SalJsonSlice like = { key, strlen(key), NULL, 0 };
  for (guint i = 0; i < slices->len; i++)
    if (sal_json_slice_has_key(&g_array_index(slices, SalJsonSlice, i), &like))
      return &g_array_index(slices, SalJsonSlice, i);
  return NULL;
}

gboolean
sal_json_slice_is_like(const SalJsonSlice *a, const SalJsonSlice *b)
{
  return a->n == b->n && memcmp(a->text, b->text, a->n) == 0;
}

gboolean
sal_json_slice_has_key(const SalJsonSlice *slice, const SalJsonSlice *like)
{
  return slice->key != NULL && slice->n_key == like->n_key && memcmp(slice->key, like->key, like->n_key) == 0;
}

gboolean
sal_json_slice_get_number(const SalJsonSlice *slice, guint *number)
{
  guint64 value;
  g_autofree char *text = g_strndup(slice->text, MIN(slice->n, 20));
  if (slice->n > 20 || !g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT, &value, NULL))
    return FALSE;
  *number = (guint)value;
  return TRUE;
}

/* Reads four digits. */
static gunichar
read_unit(const char *digits)
{
  gunichar unit = 0;
  for (guint i = 0; i < 4; i++)
    unit = unit * 16 + (gunichar)g_ascii_xdigit_value(digits[i]);
  return unit;
}

/* Reads what stands behind a backslash; 0: it is no character. */
static gunichar
read_escape(const char **p, const char *end)
{
  static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  const char *found = strchr(plain, *(*p)++);
  if (found != NULL)
    return (gunichar)meant[found - plain];
  gunichar c = read_unit(*p);
  *p += 4;
  if (c >= 0xD800 && c < 0xDC00 && end - *p >= 6 && (*p)[0] == '\\' && (*p)[1] == 'u') {
    const gunichar low = read_unit(*p + 2);
    *p += 6;
    c = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : 0;
  }
  return g_unichar_validate(c) ? c : 0;
}

char *
sal_json_slice_get_text(const SalJsonSlice *slice)
{
  g_autoptr(GString) text = g_string_new(NULL);
  const char *end = slice->text + slice->n - 1;
  if (slice->n < 2 || *slice->text != '"')
    return NULL;
  for (const char *p = slice->text + 1; p < end;) {
    if (*p != '\\') {
      g_string_append_c(text, *p++);
      continue;
    }
    p++;
    const gunichar c = read_escape(&p, end);
    if (c == 0)
      return NULL;
    g_string_append_unichar(text, c);
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

gboolean
sal_json_slice_is_word(const SalJsonSlice *slice, const char *word)
{
  return slice->n == strlen(word) && memcmp(slice->text, word, slice->n) == 0;
}
