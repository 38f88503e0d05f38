#include "library/shard.h"

#include "data/base/error.h"

#include <string.h>

#define MOST 100000

static gboolean
parse_number(const char *text, guint64 most, guint *number)
{
  guint64 value;
  if (!g_ascii_string_to_unsigned(text, 10, 1, most, &value, NULL))
    return FALSE;
  *number = (guint)value;
  return TRUE;
}

gboolean
sal_shard_parse(const char *text, SalShard *shard, GError **error)
{
  *shard = SAL_SHARD_WHOLE;
  if (text == NULL)
    return TRUE;
  SalShard parsed;
  const char *slash = strchr(text, '/');
  g_autofree char *first = g_strndup(text, slash != NULL ? (gsize)(slash - text) : strlen(text));
  if (slash != NULL && parse_number(slash + 1, MOST, &parsed.count) &&
      parse_number(first, parsed.count, &parsed.number)) {
    *shard = parsed;
    return TRUE;
  }
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "expected K/N, with N from 1 to %d and K from 1 to N, such as 2/4, got '%s'", MOST,
                       quoted);
}

gboolean
sal_shard_is_part(const SalShard *shard)
{
  return shard->count > 1;
}

gboolean
sal_shard_has(const SalShard *shard, guint index)
{
  return index % shard->count == shard->number - 1;
}

gboolean
sal_shard_has_whole(const SalShard *shard)
{
  return shard->number == 1;
}

char *
sal_shard_describe_none(const SalShard *shard, guint n, const char *what)
{
  return g_strdup_printf("shard %u/%u has nothing to write: there %s %u %s%s", shard->number, shard->count,
                         n == 1 ? "is" : "are", n, what, n == 1 ? "" : "s");
}
