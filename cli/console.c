#include "console.h"

#include "command-line.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

gboolean
console_write(const char *text, GError **error)
{
  const gsize length = strlen(text);
  if (fwrite(text, 1, length, stdout) == length && fflush(stdout) == 0)
    return TRUE;
  g_set_error(error, SALIENT_ERROR, SALIENT_ERROR_IO,
              "stdout: expected to write %" G_GSIZE_FORMAT " bytes, got '%s'", length, g_strerror(errno));
  return FALSE;
}

/* Makes one line for a terminal: control characters become spaces, and invalid UTF-8 is replaced. Owned by the
 * caller. */
static char *
flatten(const char *text)
{
  char *line = g_utf8_make_valid(text, -1);
  for (char *c = line; *c != '\0'; c++)
    if (g_ascii_iscntrl(*c))
      *c = ' ';
  return line;
}

void
console_fail(const char *message)
{
  g_autofree char *line = flatten(message);
  fprintf(stderr, "salient: %s\n", line);
}

void
console_note(const SalientOptions *options, const char *const *remarks)
{
  if (options_have(options, "quiet"))
    return;
  g_auto(GStrv) lines = salient_remarks_summarise(remarks);
  for (guint i = 0; lines[i] != NULL; i++)
    fprintf(stderr, "salient: note: %s\n", lines[i]);
}
