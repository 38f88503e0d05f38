#include "data/change/published.h"

#include "data/base/csv.h"
#include "data/base/error.h"

#include <math.h>
#include <string.h>

#define MAX_ROWS 100000u
#define MAX_M2 1e15 /* more than the earth has */
#define KEY_BREAK "\x1f"

static const char *const kind_names[] = { "net", "gained", "lost", "area", NULL };

static const struct {
  const char *name;
  double m2;
} units[] = { { "km2", 1e6 }, { "sqmi", 1609.344 * 1609.344 }, { "ha", 1e4 } };

/* Columns that hold texts, each in a field of the figure. */
static const struct {
  const char *name, *read_as;
  gsize offset;
} texts[] = {
  { "source", "the source", G_STRUCT_OFFSET(SalPublishedFigure, source) },
  { "definition", "the definition", G_STRUCT_OFFSET(SalPublishedFigure, definition) },
  { "published", "the date of publication", G_STRUCT_OFFSET(SalPublishedFigure, published) },
  { "note", "the note", G_STRUCT_OFFSET(SalPublishedFigure, note) },
};

typedef enum { USE_NONE, USE_PERIOD, USE_UNIT, USE_TOLERANCE, USE_TEXT, USE_FIGURE } Use;

typedef struct {
  Use use;
  guint text; /* of USE_TEXT: its row */
  SalFigureKind kind;
  int unit; /* of USE_FIGURE: its row; -1: the column `unit` tells */
} Column;

struct _SalPublished {
  char *path;
  GArray *columns;      /* Column; empty before the header */
  GPtrArray *described; /* utf8 */
  GArray *figures;      /* SalPublishedFigure */
  GHashTable *known;    /* source, period and kind: line */
};

static void
figure_clear(gpointer data)
{
  SalPublishedFigure *figure = data;
  g_free(figure->source);
  g_free(figure->period);
  g_free(figure->text);
  g_free(figure->definition);
  g_free(figure->published);
  g_free(figure->note);
}

void
sal_published_free(SalPublished *published)
{
  if (published == NULL)
    return;
  g_free(published->path);
  g_array_unref(published->columns);
  g_ptr_array_unref(published->described);
  g_array_unref(published->figures);
  g_hash_table_unref(published->known);
  g_free(published);
}

const char *
sal_figure_kind_get_name(SalFigureKind kind)
{
  return kind_names[kind];
}

/* The header */

static int
find_unit(const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS(units); i++)
    if (g_ascii_strcasecmp(name, units[i].name) == 0)
      return (int)i;
  return -1;
}

/* The kind of figures that a column's name begins with; rest receives what follows it: "", or "_" and more. */
static gboolean
parse_kind(const char *name, SalFigureKind *kind, const char **rest)
{
  static const char *const words[] = { "net", "gained", "lost", "area", "figure" };
  static const SalFigureKind kinds[] = { SAL_FIGURE_NET, SAL_FIGURE_GAINED, SAL_FIGURE_LOST, SAL_FIGURE_AREA,
                                         SAL_FIGURE_NET };
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    const gsize n = strlen(words[i]);
    if (g_ascii_strncasecmp(name, words[i], n) == 0 && (name[n] == '\0' || name[n] == '_')) {
      *kind = kinds[i];
      *rest = name + n;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
is_period(const char *name)
{
  return g_ascii_strcasecmp(name, "period") == 0 || g_ascii_strcasecmp(name, "month") == 0;
}

/* A column that holds no figures. */
static Column
parse_plain(const char *name)
{
  if (is_period(name))
    return (Column){ .use = USE_PERIOD };
  if (g_ascii_strcasecmp(name, "unit") == 0)
    return (Column){ .use = USE_UNIT };
  if (g_ascii_strcasecmp(name, "tolerance") == 0)
    return (Column){ .use = USE_TOLERANCE };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    if (g_ascii_strcasecmp(name, texts[i].name) == 0)
      return (Column){ .use = USE_TEXT, .text = i };
  return (Column){ .use = USE_NONE };
}

static gboolean
parse_column(const char *name, gboolean has_units, Column *column, GError **error)
{
  const char *rest;
  SalFigureKind kind;
  g_autofree char *quoted = sal_error_quote(name);
  if (!parse_kind(name, &kind, &rest)) {
    *column = parse_plain(name);
    return TRUE;
  }
  *column = (Column){ .use = USE_FIGURE, .kind = kind, .unit = *rest == '_' ? find_unit(rest + 1) : -1 };
  if (*rest == '_' && column->unit < 0)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected a column of km2, sqmi or ha, got '%s'", quoted);
  return column->unit >= 0 || has_units ||
         sal_error_set(error, SAL_ERROR_FORMAT,
                       "expected a unit in the name of the column (%s_km2, %s_sqmi or %s_ha) or in a column "
                       "'unit', got '%s'",
                       kind_names[kind], kind_names[kind], kind_names[kind], quoted);
}

static char *
describe_column(const char *name, const Column *column)
{
  g_autofree char *quoted = sal_error_quote(name);
  switch (column->use) {
  case USE_PERIOD:
    return g_strdup_printf("'%s' as the period", quoted);
  case USE_UNIT:
    return g_strdup_printf("'%s' as the unit", quoted);
  case USE_TOLERANCE:
    return g_strdup_printf("'%s' as what counts as agreement", quoted);
  case USE_TEXT:
    return g_strdup_printf("'%s' as %s", quoted, texts[column->text].read_as);
  case USE_FIGURE:
    return g_strdup_printf("'%s' as the %s in %s", quoted, kind_names[column->kind],
                           column->unit >= 0 ? units[column->unit].name : "the row's unit");
  case USE_NONE:
  default:
    return g_strdup_printf("'%s' not at all", quoted);
  }
}

static gboolean
has_use(const GArray *columns, Use use)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index(columns, Column, i).use == use)
      return TRUE;
  return FALSE;
}

static gboolean
has_column(const SalCsvRow *row, const char *name)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (g_ascii_strcasecmp(row->cells[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* Each kind of column once: of two, neither could be meant. */
static gboolean
check_once(const SalCsvRow *row, const GArray *columns, GError **error)
{
  for (guint i = 0; i < columns->len; i++)
    for (guint j = 0; j < i; j++) {
      const Column *a = &g_array_index(columns, Column, i), *b = &g_array_index(columns, Column, j);
      if (a->use == USE_NONE || a->use != b->use || a->kind != b->kind || a->text != b->text)
        continue;
      g_autofree char *first = sal_error_quote(row->cells[j]), *second = sal_error_quote(row->cells[i]);
      return sal_error_set(error, SAL_ERROR_FORMAT, "expected one of the columns '%s' and '%s', got both",
                           first, second);
    }
  return TRUE;
}

static gboolean
read_header(SalPublished *published, const SalCsvRow *row, GError **error)
{
  const gboolean has_units = has_column(row, "unit");
  g_autofree char *joined = g_strjoinv(", ", row->cells), *known = sal_error_quote(joined);
  for (guint i = 0; i < row->n_cells; i++) {
    Column column = { 0 };
    if (!parse_column(row->cells[i], has_units, &column, error))
      return FALSE;
    g_array_append_val(published->columns, column);
    g_ptr_array_add(published->described, describe_column(row->cells[i], &column));
  }
  if (!check_once(row, published->columns, error))
    return FALSE;
  if (!has_use(published->columns, USE_PERIOD))
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected a column 'period' or 'month', got '%s'", known);
  return has_use(published->columns, USE_FIGURE) ||
         sal_error_set(
             error, SAL_ERROR_FORMAT,
             "expected a column of figures, such as net_km2, gained_km2, lost_km2 or area_km2, got '%s'",
             known);
}

/* Rows */

static const char *
get_cell(const SalCsvRow *row, guint column)
{
  return column < row->n_cells ? row->cells[column] : "";
}

static const char *
find_cell(const SalPublished *published, const SalCsvRow *row, Use use)
{
  for (guint i = 0; i < published->columns->len; i++)
    if (g_array_index(published->columns, Column, i).use == use)
      return get_cell(row, i);
  return "";
}

static gboolean
blame_cell(const char *expected, const char *text, GError **error)
{
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected %s, got '%s'", expected, quoted);
}

/* Reads digits with a sign and a decimal point, but no exponent, so that the last digit is known. n_decimals: receives
 * their number. */
static gboolean
parse_number(const char *text, double *number, int *n_decimals)
{
  const char *digits = text + (*text == '-' || *text == '+');
  const gsize n_whole = strspn(digits, "0123456789");
  const gboolean has_point = digits[n_whole] == '.';
  const gsize n_after = has_point ? strspn(digits + n_whole + 1, "0123456789") : 0;
  if (n_whole == 0 || digits[n_whole + has_point + n_after] != '\0' || (has_point && n_after == 0))
    return FALSE;
  *number = g_ascii_strtod(text, NULL);
  *n_decimals = (int)MIN(n_after, 300);
  return TRUE;
}

static gboolean
parse_figure(SalPublishedFigure *figure, double unit_m2, const char *tolerance, GError **error)
{
  double number, allowed = 0;
  int n_decimals, n;
  if (!parse_number(figure->text, &number, &n_decimals) || !(fabs(number * unit_m2) <= MAX_M2))
    return blame_cell("a number such as 363 or 448.3", figure->text, error);
  if (*tolerance != '\0' && (!parse_number(tolerance, &allowed, &n) || allowed < 0))
    return blame_cell("a tolerance from 0 on", tolerance, error);
  if (number < 0 && figure->kind != SAL_FIGURE_NET)
    return blame_cell("a number from 0 on, as only a net can be below", figure->text, error);
  figure->m2 = number * unit_m2;
  figure->tolerance_m2 = (*tolerance != '\0' ? allowed : pow(10, -n_decimals) / 2) * unit_m2;
  return TRUE;
}

static gboolean
check_new(SalPublished *published, const SalPublishedFigure *figure, GError **error)
{
  g_autofree char *key = g_strjoin(KEY_BREAK, figure->source, figure->period, kind_names[figure->kind], NULL);
  const guint line = GPOINTER_TO_UINT(g_hash_table_lookup(published->known, key));
  g_autofree char *period = sal_error_quote(figure->period), *source = sal_error_quote(figure->source);
  if (line == 0) {
    g_hash_table_insert(published->known, g_steal_pointer(&key), GUINT_TO_POINTER(figure->line));
    return TRUE;
  }
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "expected one %s of '%s' for each source ('%s'), got another one in line %u",
                       kind_names[figure->kind], period, source, line);
}

static gboolean
check_texts(const SalPublishedFigure *figure, GError **error)
{
  SalDay first, last;
  if (!sal_span_parse(figure->period, &first, &last, NULL))
    return blame_cell("a period such as 2024-11, 2024-W45, 2024-Q4 or 2024", figure->period, error);
  return *figure->published == '\0' || sal_span_parse(figure->published, &first, &last, NULL) ||
         blame_cell("a date of publication such as 2024-12-02", figure->published, error);
}

static gboolean
read_figure(SalPublished *published, const SalCsvRow *row, guint index, GError **error)
{
  const Column *column = &g_array_index(published->columns, Column, index);
  const char *unit_text = find_cell(published, row, USE_UNIT);
  const int unit = column->unit >= 0 ? column->unit : find_unit(unit_text);
  SalPublishedFigure figure = { .line = row->line, .kind = column->kind };
  if (unit < 0)
    return blame_cell("the unit km2, sqmi or ha", unit_text, error);
  figure.unit = units[unit].name;
  figure.text = g_strdup(get_cell(row, index));
  figure.period = g_strdup(find_cell(published, row, USE_PERIOD));
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    G_STRUCT_MEMBER(char *, &figure, texts[i].offset) = g_strdup("");
  for (guint i = 0; i < published->columns->len; i++) {
    const Column *other = &g_array_index(published->columns, Column, i);
    if (other->use != USE_TEXT)
      continue;
    char **field = &G_STRUCT_MEMBER(char *, &figure, texts[other->text].offset);
    g_free(*field);
    *field = g_strdup(get_cell(row, i));
  }
  g_array_append_val(published->figures, figure);
  return parse_figure(&g_array_index(published->figures, SalPublishedFigure, published->figures->len - 1),
                      units[unit].m2, find_cell(published, row, USE_TOLERANCE), error) &&
         check_texts(&figure, error) && check_new(published, &figure, error);
}

static gboolean
read_row(const SalCsvRow *row, gpointer data, GError **error)
{
  SalPublished *published = data;
  gboolean has_figure = FALSE;
  if (published->columns->len == 0)
    return read_header(published, row, error);
  if (published->figures->len >= MAX_ROWS)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected at most %u figures, got more", MAX_ROWS);
  for (guint i = 0; i < published->columns->len; i++) {
    if (g_array_index(published->columns, Column, i).use != USE_FIGURE || *get_cell(row, i) == '\0')
      continue;
    has_figure = TRUE;
    if (!read_figure(published, row, i, error))
      return FALSE;
  }
  return has_figure || sal_error_set(error, SAL_ERROR_FORMAT, "expected a figure, got none");
}

SalPublished *
sal_published_read(const char *path, GError **error)
{
  g_autoptr(SalPublished) published = g_new0(SalPublished, 1);
  g_autofree char *quoted = sal_error_quote_path(path);
  published->path = g_strdup(path);
  published->columns = g_array_new(FALSE, FALSE, sizeof(Column));
  published->described = g_ptr_array_new_with_free_func(g_free);
  published->figures = g_array_new(FALSE, FALSE, sizeof(SalPublishedFigure));
  g_array_set_clear_func(published->figures, figure_clear);
  published->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  if (!sal_csv_read_file(path, read_row, published, error)) {
    g_prefix_error(error, "%s: ", quoted);
    return NULL;
  }
  if (published->figures->len > 0)
    return g_steal_pointer(&published);
  sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected %s, got none", quoted,
                published->columns->len == 0 ? "a header" : "figures");
  return NULL;
}

const char *
sal_published_get_file(const SalPublished *published)
{
  return published->path;
}

guint
sal_published_get_n(const SalPublished *published)
{
  return published->figures->len;
}

const SalPublishedFigure *
sal_published_get(const SalPublished *published, guint index)
{
  return &g_array_index(published->figures, SalPublishedFigure, index);
}

const GPtrArray *
sal_published_get_columns(const SalPublished *published)
{
  return published->described;
}
