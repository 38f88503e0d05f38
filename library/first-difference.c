#include "library/first-difference.h"

#include "data/base/plain.h"

#include <string.h>

#define SHOWN_CHARACTERS 80

typedef struct {
  GMappedFile *file;
  const char *bytes;
  gsize n;
} Content;

static void
content_clear(Content *content)
{
  g_clear_pointer(&content->file, g_mapped_file_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Content, content_clear)

static gboolean
content_open(Content *content, const char *path)
{
  *content =
      (Content){ g_file_test(path, G_FILE_TEST_IS_REGULAR) ? g_mapped_file_new(path, FALSE, NULL) : NULL, "",
                 0 };
  if (content->file == NULL)
    return FALSE;
  content->n = g_mapped_file_get_length(content->file);
  if (content->n > 0)
    content->bytes = g_mapped_file_get_contents(content->file);
  return TRUE;
}

/* The line around a byte, as it can be shown. Owned by the caller. */
static char *
show_line(const Content *content, gsize at)
{
  gsize first = at, last = at;
  while (first > 0 && content->bytes[first - 1] != '\n')
    first--;
  while (last < content->n && content->bytes[last] != '\n')
    last++;
  if (at >= content->n && first == at)
    return g_strdup("the end");
  g_autofree char *line = g_strndup(content->bytes + first, last - first);
  g_autofree char *shown = sal_plain_show(line, SHOWN_CHARACTERS);
  return g_strdup_printf("'%s'", shown);
}

static char *
show_byte(const Content *content, gsize at)
{
  return at < content->n ? g_strdup_printf("0x%02x", (guchar)content->bytes[at]) : g_strdup("the end");
}

static gboolean
is_text(const Content *content)
{
  return g_utf8_validate(content->bytes, (gssize)content->n, NULL); /* a text has no NUL */
}

static char *
describe(const Content *expected, const Content *found, gsize at)
{
  if (!is_text(expected) || !is_text(found)) {
    g_autofree char *one = show_byte(expected, at), *other = show_byte(found, at);
    return g_strdup_printf("byte %" G_GSIZE_FORMAT ": expected %s, got %s", at + 1, one, other);
  }
  gsize line = 1;
  for (gsize i = 0; i < at; i++)
    line += expected->bytes[i] == '\n' ? 1 : 0;
  g_autofree char *one = show_line(expected, at), *other = show_line(found, at);
  return g_strdup_printf("line %" G_GSIZE_FORMAT ": expected %s, got %s", line, one, other);
}

char *
sal_first_difference_describe(const char *expected, const char *found)
{
  g_auto(Content) one = { NULL }, other = { NULL };
  if (!content_open(&one, expected) || !content_open(&other, found))
    return NULL;
  const gsize n = MIN(one.n, other.n);
  gsize at = 0;
  while (at < n && one.bytes[at] == other.bytes[at])
    at++;
  return at == one.n && at == other.n ? NULL : describe(&one, &other, at);
}
