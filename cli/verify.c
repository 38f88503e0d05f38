/* The verb verify: derives what a manifest tells of once more, and says whether it is the same. */
#include "console.h"
#include "progress.h"
#include "verbs.h"

enum { EXIT_DIFFERS = 1 };

gboolean
verify_run(const CommandLine *line, GError **error)
{
  g_autoptr(Progress) progress = progress_new(line->options);
  g_autoptr(SalientVerification) verification = salient_verification_compute(line->options, error);
  progress_erase(progress);
  if (verification == NULL)
    return FALSE;
  g_autofree char *format = salient_options_get(line->options, "format");
  g_autofree char *text = salient_verification_format(verification, format != NULL ? format : "text", error);
  if (text == NULL || !console_write(text, error))
    return FALSE;
  if (!salient_verification_is_identical(verification))
    *line->status = EXIT_DIFFERS;
  return TRUE;
}
