#include "library/key-values.h"

#include "data/base/error.h"

#include <string.h>

/* Whether a key with its '=' begins here, or the one that needs none. */
static gboolean
is_key(const char *text, const char *bare)
{
  const gsize n = strspn(text, "abcdefghijklmnopqrstuvwxyz-");
  const gboolean is_bare = bare != NULL && n == strlen(bare) && g_str_has_prefix(text, bare) &&
                           (text[n] == ',' || text[n] == '\0');
  return n > 0 && (text[n] == '=' || is_bare);
}

/* The comma before the next key, or the end. */
static const char *
find_end(const char *text, const char *bare)
{
  for (const char *comma = strchr(text, ','); comma != NULL; comma = strchr(comma + 1, ','))
    if (is_key(comma + 1, bare) && (comma == text || comma[-1] != '\\'))
      return comma;
  return text + strlen(text);
}

/* Without the backslashes before commas. */
static char *
read_value(const char *start, const char *end)
{
  g_autofree char *raw = g_strndup(start, (gsize)(end - start));
  g_auto(GStrv) parts = g_strsplit(raw, "\\,", -1);
  return g_strjoinv(",", parts);
}

char *
sal_key_values_take_value(const char **text, const char *bare)
{
  const char *end = find_end(*text, bare);
  char *value = read_value(*text, end);
  *text = *end != '\0' ? end + 1 : end;
  return value;
}

char *
sal_key_values_take_key(const char **text)
{
  const gsize n = strcspn(*text, "=,");
  char *key = g_strndup(*text, n);
  *text += n + ((*text)[n] == '=' ? 1 : 0);
  return key;
}

gboolean
sal_key_values_set_unknown(const char *key, const char *option, const char *const *names, GError **error)
{
  g_autofree char *list = g_strjoinv(", ", (char **)names), *quoted = sal_error_quote(key),
                  *hint = sal_error_suggest(key, names);
  return sal_error_set_option(error, SAL_ERROR_USAGE, option, "expected keys among %s, got '%s'%s", list,
                              quoted, hint);
}

static gboolean
check_key(GHashTable *values, const char *key, const char *option, const char *const *names, GError **error)
{
  if (!g_strv_contains(names, key))
    return sal_key_values_set_unknown(key, option, names, error);
  return !g_hash_table_contains(values, key) ||
         sal_error_set_option(error, SAL_ERROR_USAGE, option, "%s: expected it once, got it again", key);
}

GHashTable *
sal_key_values_parse(const char *text, const char *option, const char *const *names, GError **error)
{
  g_autoptr(GHashTable) values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  if (!is_key(text, NULL)) {
    g_autofree char *quoted = sal_error_quote(text);
    sal_error_set_option(error, SAL_ERROR_USAGE, option, "expected KEY=VALUE,... with keys as %s, got '%s'",
                         names[0], quoted);
    return NULL;
  }
  while (*text != '\0') {
    g_autofree char *key = sal_key_values_take_key(&text);
    if (!check_key(values, key, option, names, error))
      return NULL;
    g_hash_table_insert(values, g_steal_pointer(&key), sal_key_values_take_value(&text, NULL));
  }
  return g_steal_pointer(&values);
}

void
sal_key_values_append(GString *text, const char *key, const char *value, const char *bare)
{
  g_string_append_printf(text, "%s%s=", text->len > 0 ? "," : "", key);
  for (const char *p = value; *p != '\0'; p++) {
    if (*p == ',' && (is_key(p + 1, bare) || (p > value && p[-1] == '\\')))
      g_string_append_c(text, '\\');
    g_string_append_c(text, *p);
  }
}
