#include "tables.h"

#include "console.h"
#include "dry-run.h"

#include <unistd.h>

static gboolean
print(const Table *table, const SalientOptions *options, GError **error)
{
  g_autofree char *format = salient_options_get(options, "format");
  const char *usual = isatty(STDOUT_FILENO) ? "text" : "csv", *chosen = format != NULL ? format : usual;
  g_autofree char *text = table->format(table->object, chosen, error);
  if (text != NULL && dry_run_is(options))
    return TRUE;
  if (text == NULL || !console_write(text, error))
    return FALSE;
  salient_options_note_printed(options, chosen, text);
  return TRUE;
}

gboolean
tables_write(const Table *table, const SalientOptions *options, const char *const *paths, GError **error)
{
  if (paths == NULL || paths[0] == NULL)
    return print(table, options, error);
  for (guint i = 0; paths[i] != NULL; i++)
    if (!(g_str_equal(paths[i], "-") ? print(table, options, error)
                                     : table->write(table->object, paths[i], error)))
      return FALSE;
  return TRUE;
}
