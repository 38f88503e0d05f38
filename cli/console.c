#include "console.h"

#include "command-line.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* fwrite() would lose what a signal interrupts. */
static gboolean
write_all(const char *bytes, gsize length)
{
  while (length > 0) {
    const ssize_t n = write(STDOUT_FILENO, bytes, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    bytes += n;
    length -= (gsize)n;
  }
  return TRUE;
}

gboolean
console_write_bytes(const void *bytes, gsize length, GError **error)
{
  if (fflush(stdout) == 0 && write_all(bytes, length))
    return TRUE;
  const int why = errno;
  g_set_error(error, G_FILE_ERROR, why == EDQUOT ? G_FILE_ERROR_NOSPC : (int)g_file_error_from_errno(why),
              "stdout: expected to write %" G_GSIZE_FORMAT " bytes, got '%s'", length, g_strerror(why));
  return FALSE;
}

gboolean
console_write(const char *text, GError **error)
{
  return console_write_bytes(text, strlen(text), error);
}

void
console_fail(const char *message)
{
  const char *const messages[] = { message, NULL };
  g_auto(GStrv) lines = salient_remarks_summarise(messages);
  fprintf(stderr, "salient: %s\n", lines[0]);
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
