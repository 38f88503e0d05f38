#include "library/source-list.h"

#include "data/base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF" /* editors on Windows begin files with it */

enum { MAX_BYTES = 256 << 20 };

/* What a file holds, of at most MAX_BYTES, so that endless files end too. NULL: errno says why not. */
static char *
read_file(const char *path, gsize *length)
{
  FILE *file = fopen(path, "rbe");
  GByteArray *bytes = file != NULL ? g_byte_array_new() : NULL;
  char part[1 << 16];
  gsize n = 0;
  while (file != NULL && bytes->len <= MAX_BYTES && (n = fread(part, 1, sizeof part, file)) > 0)
    g_byte_array_append(bytes, (const guint8 *)part, (guint)n);
  int fault = file == NULL || ferror(file) ? errno : 0;
  if (file != NULL)
    fclose(file);
  if (fault == 0 && bytes->len > MAX_BYTES)
    fault = EFBIG;
  errno = fault;
  if (fault != 0) {
    g_clear_pointer(&bytes, g_byte_array_unref);
    return NULL;
  }
  *length = bytes->len;
  g_byte_array_append(bytes, (const guint8 *)"", 1);
  return (char *)g_byte_array_free(bytes, FALSE);
}

/* Names that end with a line feed may have been written on Windows, where they end with two characters. */
static void
add_name(GPtrArray *names, const char *from, gsize n, char end)
{
  n -= end == '\n' && n > 0 && from[n - 1] == '\r';
  if (n > 0)
    g_ptr_array_add(names, g_strndup(from, n));
}

GPtrArray *
sal_source_list_read(const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *text = read_file(path, &length);
  const int fault = errno;
  g_autofree char *quoted = sal_error_quote_path(path);
  if (text == NULL) {
    sal_error_set(error, SAL_ERROR_IO, "expected a list of sources in '%s', got '%s'", quoted,
                  g_strerror(fault));
    sal_error_mark_errno(error, fault);
    return NULL;
  }
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  const char end = memchr(text, '\0', length) != NULL ? '\0' : '\n';
  for (gsize i = g_str_has_prefix(text, BOM) ? strlen(BOM) : 0; i < length;) {
    const char *stop = memchr(text + i, end, length - i);
    const gsize n = stop != NULL ? (gsize)(stop - text) - i : length - i;
    add_name(names, text + i, n, end);
    i += n + 1;
  }
  if (names->len > 0)
    return g_steal_pointer(&names);
  sal_error_set(error, SAL_ERROR_FORMAT, "expected names of sources in '%s', one a line, got none", quoted);
  return NULL;
}
