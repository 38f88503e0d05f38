#include "data/base/csv.h"

#include "data/base/error.h"
#include "data/base/plain.h"

#include <string.h>

#define LINE_MAX_BYTES 65536
#define CELLS_MAX 256
#define FILE_MAX_BYTES ((gsize)2 << 30)

typedef struct {
  GString *line;
  char *cells[CELLS_MAX];
  SalCsvRow row;
} Reader;

GBytes *
sal_csv_load(const char *path, GError **error)
{
  if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
    sal_error_set(error, SAL_ERROR_IO, "expected a file, got nothing of that name");
    return NULL;
  }
  if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
    sal_error_set(error, SAL_ERROR_IO, "expected a regular file, got something else");
    return NULL;
  }
  g_autoptr(GError) reason = NULL;
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &reason);
  if (file == NULL || g_mapped_file_get_length(file) > FILE_MAX_BYTES) {
    sal_error_set(error, SAL_ERROR_IO, "expected a file of at most 2 GiB that can be read, got %s",
                  file != NULL ? "a larger one" : reason->message);
    return NULL;
  }
  return g_mapped_file_get_bytes(file);
}

static gboolean
is_control(const guchar *c)
{
  return (*c < 0x20 && *c != '\t') || *c == 0x7f || (c[0] == 0xc2 && c[1] < 0xa0 && c[1] >= 0x80);
}

/* text ends with NUL. */
static gboolean
check_line(const char *text, gsize length, GError **error)
{
  for (gsize i = 0; i < length; i++)
    if (is_control((const guchar *)text + i))
      return sal_error_set(error, SAL_ERROR_FORMAT,
                           "byte %" G_GSIZE_FORMAT ": expected text, got the control character 0x%02x", i + 1,
                           (guint)(guchar)text[i] == 0xc2 ? (guint)(guchar)text[i + 1]
                                                          : (guint)(guchar)text[i]);
  const char *end;
  if (!g_utf8_validate_len(text, length, &end))
    return sal_error_set(error, SAL_ERROR_FORMAT, "byte %" G_GSIZE_FORMAT ": expected UTF-8, got byte 0x%02x",
                         (gsize)(end - text) + 1, (guint)(guchar)*end);
  return TRUE;
}

static char
find_separator(const char *line)
{
  if (strchr(line, '\t') != NULL)
    return '\t';
  return strchr(line, ',') == NULL && strchr(line, ';') != NULL ? ';' : ',';
}

/* Unquotes a cell in place that begins with a quote. Returns what follows the closing quote; NULL: there is
 * none. */
static char *
unquote(char *cell)
{
  char *to = cell;
  for (char *from = cell + 1; *from != '\0'; from++) {
    if (*from == '"' && *++from != '"') {
      *to = '\0';
      return from + strspn(from, " ");
    }
    *to++ = *from;
  }
  return NULL;
}

/* Moves *cell past leading spaces and unquotes it. Returns where it ends: at its separator, or at the NUL
 * that ends the line. NULL: it begins with a quote that has no end. */
static char *
end_cell(const SalCsvRow *row, char **cell)
{
  if (row->separator != '\t')
    *cell += strspn(*cell, " ");
  if (**cell == '"' && row->separator != '\t')
    return unquote(*cell);
  return *cell + strcspn(*cell, (char[]){ row->separator, '\0' });
}

static gboolean
split(Reader *reader, GError **error)
{
  SalCsvRow *row = &reader->row;
  row->n_cells = 0;
  for (char *cell = reader->line->str;;) {
    if (row->n_cells == CELLS_MAX)
      return sal_error_set(error, SAL_ERROR_FORMAT, "expected at most %d columns, got more", CELLS_MAX);
    char *end = end_cell(row, &cell);
    const char separator = end != NULL ? *end : '\0';
    if (end == NULL || (separator != '\0' && separator != row->separator))
      return sal_error_set(error, SAL_ERROR_FORMAT, "column %u: expected a quote at the cell's end, got %s",
                           row->n_cells + 1, end == NULL ? "none" : "text after it");
    *end = '\0';
    reader->cells[row->n_cells++] = g_strchomp(cell);
    if (separator == '\0')
      return TRUE;
    cell = end + 1;
  }
}

static gboolean
read_line(Reader *reader, const char *text, gsize length, GError **error)
{
  if (length > 0 && text[length - 1] == '\r')
    length--;
  if (length > LINE_MAX_BYTES)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected at most %d bytes, got %" G_GSIZE_FORMAT,
                         LINE_MAX_BYTES, length);
  g_string_truncate(reader->line, 0);
  g_string_append_len(reader->line, text, (gssize)length);
  if (!check_line(reader->line->str, length, error))
    return FALSE;
  const char first = reader->line->str[strspn(reader->line->str, " \t")];
  if (first == '\0' || first == '#') {
    reader->row.n_cells = 0;
    return TRUE;
  }
  if (reader->row.separator == '\0')
    reader->row.separator = find_separator(reader->line->str);
  return split(reader, error);
}

static gboolean
read_rows(Reader *reader, GBytes *bytes, SalCsvFunc func, gpointer data, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data(bytes, &length);
  if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
    text += 3, length -= 3;
  while (length > 0) {
    const char *newline = memchr(text, '\n', length);
    const gsize size = newline != NULL ? (gsize)(newline - text) : length;
    reader->row.line++;
    if (!read_line(reader, text, size, error) ||
        (reader->row.n_cells > 0 && !func(&reader->row, data, error))) {
      g_prefix_error(error, "line %u: ", reader->row.line);
      return FALSE;
    }
    const gsize used = MIN(size + 1, length);
    text += used, length -= used;
  }
  return TRUE;
}

gboolean
sal_csv_read(GBytes *text, SalCsvFunc func, gpointer data, GError **error)
{
  Reader reader = { .line = g_string_new(NULL) };
  reader.row.cells = reader.cells;
  const gboolean read = read_rows(&reader, text, func, data, error);
  g_string_free(reader.line, TRUE);
  return read;
}

void
sal_csv_append_km2(GString *text, gint64 m2)
{
  const guint64 size = m2 < 0 ? -(guint64)m2 : (guint64)m2;
  g_string_append_printf(text, "%s%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, m2 < 0 ? "-" : "",
                         size / 1000000, size % 1000000);
}

static gboolean
is_unfit(gunichar c)
{
  return sal_plain_is_control(c) || sal_plain_is_turn(c);
}

/* What a spreadsheet may take off before it looks at a cell. */
static gboolean
is_skipped(gunichar c)
{
  return g_unichar_isspace(c) || g_unichar_iszerowidth(c);
}

/* The signs that begin a formula, and their full-width forms. */
static gboolean
begins_formula(const char *text)
{
  static const gunichar signs[] = { '=', '+', '-', '@', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20 };
  while (*text != '\0' && is_skipped(g_utf8_get_char(text)))
    text = g_utf8_next_char(text);
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
    if (g_utf8_get_char(text) == signs[i])
      return TRUE;
  return FALSE;
}

char *
sal_csv_defuse(const char *text)
{
  g_autofree char *clean = sal_plain_replace(text, is_unfit);
  return begins_formula(clean) ? g_strconcat("'", clean, NULL) : g_steal_pointer(&clean);
}

void
sal_csv_append_field(GString *text, const char *value)
{
  g_autofree char *cell = sal_csv_defuse(value);
  if (strpbrk(cell, ",\"") == NULL) {
    g_string_append(text, cell);
    return;
  }
  g_auto(GStrv) parts = g_strsplit(cell, "\"", -1);
  g_autofree char *doubled = g_strjoinv("\"\"", parts);
  g_string_append_printf(text, "\"%s\"", doubled);
}
