#include "dry-run.h"

#include "command-line.h"
#include "console.h"

#define MOST_NOTED 20

gboolean
dry_run_is(const SalientOptions *options)
{
  return options_have(options, "dry-run");
}

void
dry_run_note_inputs(const SalientOptions *options)
{
  if (!dry_run_is(options))
    return;
  g_auto(GStrv) inputs = salient_options_list_inputs(options);
  const guint n = g_strv_length(inputs);
  g_autoptr(GPtrArray) notes = g_ptr_array_new_null_terminated(MOST_NOTED + 1, g_free, TRUE);
  for (guint i = 0; i < n && (i < MOST_NOTED || n == MOST_NOTED + 1); i++)
    g_ptr_array_add(notes, g_strdup_printf("reads %s", inputs[i]));
  if (notes->len < n)
    g_ptr_array_add(notes,
                    g_strdup_printf("reads %u more, the last of them %s", n - notes->len, inputs[n - 1]));
  console_note(options, (const char *const *)notes->pdata);
}

gboolean
dry_run_tell(const SalientOptions *options, const char *const *paths, GError **error)
{
  if (!dry_run_is(options))
    return TRUE;
  dry_run_note_inputs(options);
  g_autofree char *list = g_strjoinv("\n", (char **)paths);
  g_autofree char *text = *list != '\0' ? g_strconcat(list, "\n", NULL) : g_strdup("");
  return console_write(text, error);
}
