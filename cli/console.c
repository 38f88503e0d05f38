#include "console.h"

#include "data/base/remarks.h"
#include "salient.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

gboolean
console_write(const char *text, GError **error)
{
  const gsize length = strlen(text);
  if (fwrite(text, 1, length, stdout) == length && fflush(stdout) == 0)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_IO, "stdout: expected to write %" G_GSIZE_FORMAT " bytes, got '%s'",
                       length, g_strerror(errno));
}

void
console_fail(const char *message)
{
  g_autofree char *line = sal_remark_flatten(message, BEFORE_OPTION);
  fprintf(stderr, "salient: %s\n", line);
}

void
console_note(const GPtrArray *remarks)
{
  g_autoptr(GPtrArray) lines = sal_remarks_summarise(remarks, BEFORE_OPTION);
  for (guint i = 0; i < lines->len; i++)
    fprintf(stderr, "salient: note: %s\n", (char *)lines->pdata[i]);
}
