/* The verb merge: joins what the shards of a run printed. */
#include "console.h"
#include "verbs.h"

#include <string.h>

static gboolean
goes_to_stdout(const SalientOptions *options)
{
  const char *const *outputs = salient_options_get_list(options, "output");
  return outputs == NULL || outputs[0] == NULL || g_strv_contains(outputs, "-");
}

gboolean
merge_run(const CommandLine *line, GError **error)
{
  g_autofree char *text = salient_merge_format(line->options, error);
  return text != NULL && salient_merge_write(line->options, text, error) &&
         (!goes_to_stdout(line->options) || console_write(text, error));
}
