/* The verb cache: tells of the cache, or empties it. */
#include "console.h"
#include "verbs.h"

static gboolean
fail(const char *got, GError **error)
{
  g_set_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE, "expected info or clear, got %s", got);
  return FALSE;
}

/* Prints a text, which it takes. */
static gboolean
print(char *text, GError **error)
{
  g_autofree char *owned = text;
  return owned != NULL && console_write(owned, error);
}

gboolean
cache_run(const CommandLine *line, GError **error)
{
  static const char *const names[] = { "info", "clear", NULL };
  const char *const *operands = (const char *const *)line->operands->pdata;
  if (line->operands->len == 0)
    return fail("nothing", error);
  if (line->operands->len > 1)
    return fail("more than one word", error);
  if (g_str_equal(operands[0], "info"))
    return print(salient_cache_describe(error), error);
  if (g_str_equal(operands[0], "clear"))
    return print(salient_cache_clear(error), error);
  const char *nearest = salient_find_nearest(operands[0], names);
  g_autofree char *quoted = salient_quote(operands[0]);
  g_autofree char *got = nearest != NULL ? g_strdup_printf("'%s' (did you mean '%s'?)", quoted, nearest)
                                         : g_strdup_printf("'%s'", quoted);
  return fail(got, error);
}
