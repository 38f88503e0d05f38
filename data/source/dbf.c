/* dBASE III: a head of 32 bytes, 32 bytes for each field, a byte 0x0d, then rows of fixed length, each with a mark. */
#include "data/source/dbf.h"

#include "data/base/window.h"

#include <string.h>

#define HEAD_BYTES 32
#define FIELD_BYTES 32
#define NAME_BYTES 11
#define LATIN_1 0x57         /* the mark of ISO 8859-1 */
#define MAX_INTEGER_WIDTH 18 /* from here on GDAL takes a number for a real one */
#define MAX_NUMBER_WIDTH 64

typedef struct {
  char type;    /* 'C', 'N' or 'F'; 0: no such field */
  guint offset; /* in the row */
  guint width;
  guint n_decimals;
} Column;

struct _SalDbf {
  SalWindow *window;
  GArray *columns; /* Column, one for each wanted field */
  guint n_rows, head_bytes, row_bytes;
  gboolean is_latin_1; /* otherwise UTF-8, or what passes for it */
};

static guint
get_16(const guint8 *bytes)
{
  return bytes[0] | (guint)bytes[1] << 8;
}

static guint
get_32(const guint8 *bytes)
{
  return get_16(bytes) | get_16(bytes + 2) << 16;
}

/* Adds the column of a wanted field; FALSE if it is of a kind that is left to GDAL. */
static gboolean
add_column(SalDbf *dbf, const guint8 *head, const char *wanted)
{
  Column column = { 0 };
  guint offset = 1;
  for (guint at = HEAD_BYTES; at + FIELD_BYTES < dbf->head_bytes && head[at] != 0x0d; at += FIELD_BYTES) {
    const guint8 *field = head + at;
    g_autofree char *name = g_strndup((const char *)field, NAME_BYTES);
    const Column found = { (char)field[11], offset, field[16], field[17] };
    offset += field[16];
    if (column.type == 0 && g_ascii_strcasecmp(name, wanted) == 0)
      column = found;
  }
  const gboolean is_known = column.type == 0 || strchr("CNF", column.type) != NULL;
  const gboolean fits = column.type != 'C' ? column.width <= MAX_NUMBER_WIDTH : column.n_decimals == 0;
  g_array_append_val(dbf->columns, column);
  return is_known && fits && offset <= dbf->row_bytes;
}

/* FALSE if the text is in none of the encodings that are known here. */
static gboolean
find_encoding(SalDbf *dbf, const char *stem, guint8 mark)
{
  g_autofree char *path = g_strconcat(stem, ".cpg", NULL), *upper = g_strconcat(stem, ".CPG", NULL);
  g_autofree char *name = NULL;
  if (g_file_test(upper, G_FILE_TEST_EXISTS))
    return FALSE;
  if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
    dbf->is_latin_1 = mark == LATIN_1;
    return mark == LATIN_1 || mark == 0;
  }
  g_autoptr(SalWindow) window = sal_window_open(path);
  const gsize n = window != NULL ? (gsize)MIN(sal_window_get_size(window), 16) : 0;
  const guint8 *bytes = n > 0 ? sal_window_look(window, 0, n) : NULL;
  if (bytes == NULL)
    return FALSE;
  name = g_strstrip(g_strndup((const char *)bytes, n));
  return g_ascii_strcasecmp(name, "UTF-8") == 0;
}

static gboolean
read_head(SalDbf *dbf, const char *stem, const char *const *fields)
{
  const guint8 *head = sal_window_look(dbf->window, 0, HEAD_BYTES);
  if (head == NULL || head[0] != 3)
    return FALSE;
  dbf->n_rows = get_32(head + 4);
  dbf->head_bytes = get_16(head + 8);
  dbf->row_bytes = get_16(head + 10);
  if (!find_encoding(dbf, stem, head[29]) || dbf->row_bytes == 0 ||
      dbf->head_bytes + (guint64)dbf->n_rows * dbf->row_bytes > sal_window_get_size(dbf->window))
    return FALSE;
  head = sal_window_look(dbf->window, 0, dbf->head_bytes);
  for (guint i = 0; head != NULL && fields != NULL && fields[i] != NULL; i++)
    if (!add_column(dbf, head, fields[i]))
      return FALSE;
  return head != NULL;
}

SalDbf *
sal_dbf_open(const char *stem, const char *const *fields)
{
  g_autofree char *path = g_strconcat(stem, ".dbf", NULL);
  g_autoptr(SalDbf) dbf = g_new0(SalDbf, 1);
  dbf->columns = g_array_new(FALSE, FALSE, sizeof(Column));
  dbf->window = sal_window_open(path);
  return dbf->window != NULL && read_head(dbf, stem, fields) ? g_steal_pointer(&dbf) : NULL;
}

void
sal_dbf_close(SalDbf *dbf)
{
  if (dbf == NULL)
    return;
  sal_window_close(dbf->window);
  g_array_unref(dbf->columns);
  g_free(dbf);
}

guint
sal_dbf_get_n_rows(const SalDbf *dbf)
{
  return dbf->n_rows;
}

/* A number as GDAL writes it: an integer without zeros in front, a real one with the field's decimals. FALSE if it is
 * none. */
static gboolean
write_number(const Column *column, const char *text, char **value)
{
  const gboolean is_real = column->n_decimals > 0 || column->width > MAX_INTEGER_WIDTH;
  char *end = NULL, buffer[G_ASCII_DTOSTR_BUF_SIZE + MAX_NUMBER_WIDTH], format[16];
  if (text[strspn(text, is_real ? "0123456789-.eE+" : "0123456789-")] != '\0')
    return FALSE;
  if (!is_real) {
    *value = g_strdup_printf("%" G_GINT64_FORMAT, g_ascii_strtoll(text, &end, 10));
    return *end == '\0';
  }
  const double number = g_ascii_strtod(text, &end);
  g_snprintf(format, sizeof format, "%%.%uf", column->n_decimals);
  if (*end != '\0' || !(ABS(number) < 1e15) || column->n_decimals > 30)
    return FALSE;
  *value = g_strdup(g_ascii_formatd(buffer, sizeof buffer, format, number));
  return TRUE;
}

/* FALSE if the value is not plain. */
static gboolean
read_value(const SalDbf *dbf, const Column *column, const guint8 *row, char **value)
{
  if (column->type == 0)
    return TRUE;
  g_autofree char *text = g_strndup((const char *)row + column->offset, column->width);
  char *begin = text + strspn(text, " ");
  for (gsize n = strlen(begin); n > 0 && begin[n - 1] == ' '; n--)
    begin[n - 1] = '\0';
  if (*begin == '\0' || (column->type != 'C' && *begin == '*'))
    return TRUE;
  if (column->type != 'C')
    return write_number(column, begin, value);
  *value = dbf->is_latin_1 ? g_convert(begin, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL)
                           : g_utf8_make_valid(begin, -1);
  return *value != NULL;
}

char **
sal_dbf_read(SalDbf *dbf, guint row)
{
  const guint64 offset = dbf->head_bytes + (guint64)row * dbf->row_bytes;
  const guint8 *bytes = row < dbf->n_rows ? sal_window_look(dbf->window, offset, dbf->row_bytes) : NULL;
  if (bytes == NULL || bytes[0] != ' ')
    return NULL;
  char **values = g_new0(char *, dbf->columns->len + 1);
  for (guint i = 0; i < dbf->columns->len; i++) {
    if (read_value(dbf, &g_array_index(dbf->columns, Column, i), bytes, &values[i]))
      continue;
    for (guint k = 0; k <= i; k++)
      g_free(values[k]);
    g_free(values);
    return NULL;
  }
  return values;
}
