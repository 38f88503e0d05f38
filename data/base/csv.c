#include "data/base/csv.h"

#include "data/base/error.h"
#include "data/base/plain.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE_MAX_BYTES 65536
#define LINE_KEPT_BYTES (LINE_MAX_BYTES + 5) /* with a byte order mark, a CR and one byte too many */
#define CELLS_MAX 256
#define FILE_MAX_BYTES ((gint64)2 << 30)
#define BUFFER_BYTES 65536

typedef struct {
  GString *line; /* what was read of it so far, at most LINE_KEPT_BYTES */
  gsize length;  /* how long it is so far */
  char last;     /* its last byte */
  char *cells[CELLS_MAX];
  SalCsvRow row;
  SalCsvFunc func;
  gpointer data;
} Reader;

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

/* Takes off what is no part of the line's text. */
static void
trim_line(Reader *reader)
{
  if (reader->row.line == 1 && g_str_has_prefix(reader->line->str, "\xef\xbb\xbf")) {
    g_string_erase(reader->line, 0, 3);
    reader->length -= 3;
  }
  if (reader->length > 0 && reader->last == '\r')
    reader->length--;
  g_string_truncate(reader->line, reader->length);
}

static gboolean
read_line(Reader *reader, GError **error)
{
  trim_line(reader);
  reader->row.n_cells = 0;
  if (reader->length > LINE_MAX_BYTES)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected at most %d bytes, got %" G_GSIZE_FORMAT,
                         LINE_MAX_BYTES, reader->length);
  if (!check_line(reader->line->str, reader->length, error))
    return FALSE;
  const char first = reader->line->str[strspn(reader->line->str, " \t")];
  if (first == '\0' || first == '#')
    return TRUE;
  if (reader->row.separator == '\0')
    reader->row.separator = find_separator(reader->line->str);
  return split(reader, error) && reader->func(&reader->row, reader->data, error);
}

static gboolean
end_line(Reader *reader, GError **error)
{
  reader->row.line++;
  if (!read_line(reader, error)) {
    g_prefix_error(error, "line %u: ", reader->row.line);
    return FALSE;
  }
  g_string_truncate(reader->line, 0);
  reader->length = 0;
  return TRUE;
}

/* Of a line that is too long only its length is kept. */
static void
add_bytes(Reader *reader, const char *text, gsize size)
{
  if (size == 0)
    return;
  g_string_append_len(reader->line, text, (gssize)MIN(size, LINE_KEPT_BYTES - reader->line->len));
  reader->length += size;
  reader->last = text[size - 1];
}

/* The next part of the text. */
static gboolean
read_part(Reader *reader, const char *text, gsize size, GError **error)
{
  const char *newline;
  while ((newline = memchr(text, '\n', size)) != NULL) {
    const gsize n = (gsize)(newline - text);
    add_bytes(reader, text, n);
    if (!end_line(reader, error))
      return FALSE;
    text += n + 1, size -= n + 1;
  }
  add_bytes(reader, text, size);
  return TRUE;
}

/* The last line need not end with a newline. */
static gboolean
read_end(Reader *reader, GError **error)
{
  return reader->length == 0 || end_line(reader, error);
}

gboolean
sal_csv_read(GBytes *text, SalCsvFunc func, gpointer data, GError **error)
{
  gsize size;
  const char *bytes = g_bytes_get_data(text, &size);
  Reader reader = { .line = g_string_new(NULL), .func = func, .data = data };
  reader.row.cells = reader.cells;
  const gboolean read = (size == 0 || read_part(&reader, bytes, size, error)) && read_end(&reader, error);
  g_string_free(reader.line, TRUE);
  return read;
}

/* Files */

static gboolean
set_unreadable(GError **error, const char *got)
{
  return sal_error_set(error, SAL_ERROR_IO, "expected a file of at most 2 GiB that can be read, got %s", got);
}

static gboolean
set_fault(GError **error)
{
  if (errno == ENOENT)
    return sal_error_set(error, SAL_ERROR_IO, "expected a file, got nothing of that name");
  const int why = errno;
  g_autofree char *got = g_strdup_printf("'%s'", g_strerror(why));
  set_unreadable(error, got);
  return sal_error_mark_errno(error, why);
}

static gboolean
read_chunks(Reader *reader, int fd, gint64 expected, GError **error)
{
  g_autofree char *buffer = g_malloc(BUFFER_BYTES);
  gint64 total = 0;
  for (;;) {
    const ssize_t n = read(fd, buffer, BUFFER_BYTES);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return set_fault(error);
    if (n == 0)
      break;
    total += n;
    if (total > FILE_MAX_BYTES)
      return set_unreadable(error, "a larger one");
    if (!read_part(reader, buffer, (gsize)n, error))
      return FALSE;
  }
  if (total < expected)
    return sal_error_set(error, SAL_ERROR_IO,
                         "expected a file of %" G_GINT64_FORMAT " bytes, got one that was cut short to "
                         "%" G_GINT64_FORMAT " while it was read",
                         expected, total);
  return read_end(reader, error);
}

static gboolean
read_open_file(Reader *reader, int fd, GError **error)
{
  struct stat status;
  if (fstat(fd, &status) != 0)
    return set_fault(error);
  if (!S_ISREG(status.st_mode))
    return sal_error_set(error, SAL_ERROR_IO, "expected a regular file, got something else");
  if (status.st_size > FILE_MAX_BYTES)
    return set_unreadable(error, "a larger one");
  return read_chunks(reader, fd, status.st_size, error);
}

/* It is read and not mapped: a mapped file that another program cuts short would end this one with SIGBUS. */
gboolean
sal_csv_read_file(const char *path, SalCsvFunc func, gpointer data, GError **error)
{
  /* A pipe that nobody writes to is not waited for. */
  const int fd = g_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    return set_fault(error);
  Reader reader = { .line = g_string_new(NULL), .func = func, .data = data };
  reader.row.cells = reader.cells;
  const gboolean read = read_open_file(&reader, fd, error);
  g_string_free(reader.line, TRUE);
  close(fd);
  return read;
}

void
sal_csv_append_decimal(GString *text, double value, int decimals)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE + 320];
  const char form[] = { '%', '.', (char)('0' + decimals), 'f', '\0' };
  if (!isnan(value))
    g_string_append(text, g_ascii_formatd(digits, sizeof digits, form, value));
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
