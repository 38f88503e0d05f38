#include "render/write/pdf-source.h"

#include "data/base/error.h"

#include <string.h>

void
sal_pdf_source_clear(SalPdfSource *source)
{
  g_clear_pointer(&source->offsets, g_array_unref);
  g_clear_pointer(&source->ends, g_array_unref);
  g_clear_pointer(&source->pages, g_array_unref);
}

gboolean
sal_pdf_fail(const char *what, GError **error)
{
  return sal_error_set(error, SAL_ERROR_RENDER, "PDF: expected %s where Cairo writes it, got something else",
                       what);
}

/* A copy of a stretch of the file as text: up to its first NUL. */
static char *
copy_text(const SalPdfSource *source, gsize from, gsize to)
{
  return g_strndup(source->data + from, to - from);
}

gsize
sal_pdf_number_after(const char *text, const char *word)
{
  const char *found = text != NULL ? strstr(text, word) : NULL;
  return found != NULL ? (gsize)g_ascii_strtoull(found + strlen(word), NULL, 10) : 0;
}

guint
sal_pdf_source_count(const SalPdfSource *source)
{
  return source->offsets->len - 1;
}

char *
sal_pdf_source_copy_dictionary(const SalPdfSource *source, guint object)
{
  if (object == 0 || object > sal_pdf_source_count(source))
    return NULL;
  const gsize from = g_array_index(source->offsets, gsize, object);
  char *text = copy_text(source, from, g_array_index(source->ends, gsize, object));
  char *stream = strstr(text, "\nstream");
  if (stream != NULL)
    *stream = '\0';
  return text;
}

static int
compare_offsets(gconstpointer a, gconstpointer b)
{
  const gsize x = *(const gsize *)a, y = *(const gsize *)b;
  return (x > y) - (x < y);
}

/* An object ends where the next one, or the table of objects, begins. */
static void
find_ends(SalPdfSource *source)
{
  g_autoptr(GArray) sorted = g_array_copy(source->offsets);
  g_array_append_val(sorted, source->xref_offset);
  g_array_sort(sorted, compare_offsets);
  for (guint i = 0; i < source->offsets->len; i++) {
    const gsize offset = g_array_index(source->offsets, gsize, i);
    guint next = 0, end = sorted->len - 1;
    while (next < end) {
      const guint middle = (next + end) / 2;
      if (g_array_index(sorted, gsize, middle) <= offset)
        next = middle + 1;
      else
        end = middle;
    }
    g_array_append_val(source->ends, g_array_index(sorted, gsize, next));
  }
}

/* Whether each object stands where the table says. */
static gboolean
check_objects(const SalPdfSource *source, GError **error)
{
  for (guint i = 1; i < source->offsets->len; i++) {
    const gsize offset = g_array_index(source->offsets, gsize, i);
    g_autofree char *start = g_strdup_printf("%u 0 obj", i);
    const gsize length = strlen(start);
    if (source->xref_offset - offset < length || memcmp(source->data + offset, start, length) != 0)
      return sal_pdf_fail("a table of objects", error);
  }
  return TRUE;
}

/* Lines of 20 bytes, the first for no object. */
static gboolean
read_table(SalPdfSource *source, GError **error)
{
  static const char *const tail = "startxref\n";
  const gsize tail_size = MIN(source->size, 64);
  g_autofree char *end = copy_text(source, source->size - tail_size, source->size);
  source->xref_offset = sal_pdf_number_after(end, tail);
  if (source->xref_offset == 0 || source->xref_offset >= source->size)
    return sal_pdf_fail("a table of objects", error);
  g_autofree char *table = copy_text(source, source->xref_offset, source->size);
  const gsize n = sal_pdf_number_after(table, "xref\n0 ");
  const char *line = strchr(table + strlen("xref\n") * (n > 0), '\n');
  if (n == 0 || line == NULL || strlen(line) < 20 * n)
    return sal_pdf_fail("a table of objects", error);
  for (gsize i = 0; i < n; i++) {
    const gsize offset = (gsize)g_ascii_strtoull(line + 1 + 20 * i, NULL, 10);
    if (offset >= source->xref_offset)
      return sal_pdf_fail("a table of objects", error);
    g_array_append_val(source->offsets, offset);
  }
  find_ends(source);
  source->root = (guint)sal_pdf_number_after(line, "/Root ");
  source->info = (guint)sal_pdf_number_after(line, "/Info ");
  if (source->info == 0 || source->info > sal_pdf_source_count(source))
    return sal_pdf_fail("a table of objects", error);
  return check_objects(source, error);
}

static void
read_pages(SalPdfSource *source)
{
  g_autofree char *root = sal_pdf_source_copy_dictionary(source, source->root);
  source->tree = (guint)sal_pdf_number_after(root, "/Pages ");
  g_autofree char *tree = sal_pdf_source_copy_dictionary(source, source->tree);
  const char *kid = tree != NULL ? strstr(tree, "/Kids [") : NULL;
  for (kid = kid != NULL ? kid + strlen("/Kids [") : NULL; kid != NULL; kid = strchr(kid, 'R')) {
    kid += *kid == 'R';
    const guint page = (guint)g_ascii_strtoull(kid, NULL, 10);
    if (page == 0)
      break;
    g_array_append_val(source->pages, page);
  }
}

gboolean
sal_pdf_source_read(SalPdfSource *source, GBytes *pdf, GError **error)
{
  source->data = g_bytes_get_data(pdf, &source->size);
  source->offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
  source->ends = g_array_new(FALSE, FALSE, sizeof(gsize));
  source->pages = g_array_new(FALSE, FALSE, sizeof(guint));
  if (!read_table(source, error))
    return FALSE;
  read_pages(source);
  return TRUE;
}
