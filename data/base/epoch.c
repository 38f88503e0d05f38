#include "data/base/epoch.h"

#include "data/base/error.h"

#define VARIABLE "SOURCE_DATE_EPOCH"
#define LAST G_GINT64_CONSTANT(253402300799) /* s: the end of the year 9999 */

gboolean
sal_epoch_find(GDateTime **moment, GError **error)
{
  const char *text = g_getenv(VARIABLE);
  guint64 seconds;
  *moment = NULL;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned(text, 10, 0, LAST, &seconds, NULL)) {
    g_autofree char *quoted = sal_error_quote(text);
    return sal_error_set(error, SAL_ERROR_USAGE, VARIABLE ": expected seconds since 1970, got '%s'", quoted);
  }
  *moment = g_date_time_new_from_unix_utc((gint64)seconds);
  return TRUE;
}
