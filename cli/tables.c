#include "tables.h"

#include "console.h"

#include <unistd.h>

static gboolean
print(const Table *table, const SalientOptions *options, GError **error)
{
  g_autofree char *format = salient_options_get(options, "format");
  const char *usual = isatty(STDOUT_FILENO) ? "text" : "csv";
  g_autofree char *text = table->format(table->object, format != NULL ? format : usual, error);
  return text != NULL && console_write(text, error);
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
