#include "data/table/basis.h"

#include "data/base/csv.h"

#include <string.h>

static const char *const NAMES[SAL_N_BASES + 1] = { "area_model", "definition", "program", "options", NULL };

gboolean
sal_basis_parse_form(const char *text, SalBasisForm *form, GError **error)
{
  static const char *const forms[] = { "none", "columns", "comment", NULL };
  for (guint i = 0; forms[i] != NULL; i++)
    if (g_str_equal(text, forms[i])) {
      *form = (SalBasisForm)i;
      return TRUE;
    }
  g_autofree char *quoted = sal_error_quote(text), *hint = sal_error_suggest(text, forms);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected none, columns or comment, got '%s'%s", quoted, hint);
}

void
sal_basis_clear(SalBasis *basis)
{
  for (guint i = 0; i < SAL_N_BASES; i++)
    g_clear_pointer(&basis->values[i], g_free);
}

const char *const *
sal_basis_get_names(void)
{
  return NAMES;
}

void
sal_basis_add_columns(SalTableColumns *columns)
{
  static const char *const descriptions[SAL_N_BASES] = {
    [SAL_BASIS_AREA_MODEL] = "the area model",
    [SAL_BASIS_DEFINITION] = "what the class is, and how the figures are counted",
    [SAL_BASIS_PROGRAM] = "the program with its version",
    [SAL_BASIS_OPTIONS] = "the options that were set, as JSON",
  };
  for (guint i = 0; i < SAL_N_BASES; i++) {
    const SalTableColumn like = { NULL, SAL_COLUMN_TEXT, NULL, descriptions[i] };
    sal_table_columns_add_like(columns, &like, NAMES[i], 0);
  }
}

/* The cells behind those of a row, each after its comma. */
static char *
make_cells(char *const *values)
{
  GString *cells = g_string_new(NULL);
  for (guint i = 0; i < SAL_N_BASES; i++) {
    g_string_append_c(cells, ',');
    sal_csv_append_field(cells, values[i]);
  }
  return g_string_free(cells, FALSE);
}

/* A row ends with a line feed outside of quotes. */
static char *
put_columns(const SalBasis *basis, const char *csv)
{
  g_autofree char *header = make_cells((char *const *)NAMES), *cells = make_cells(basis->values);
  GString *text = g_string_new(NULL);
  const char *next = header;
  gboolean is_quoted = FALSE;
  for (const char *c = csv; *c != '\0'; c++) {
    is_quoted ^= *c == '"';
    if (*c == '\n' && !is_quoted) {
      g_string_append(text, next);
      next = cells;
    }
    g_string_append_c(text, *c);
  }
  return g_string_free(text, FALSE);
}

static char *
put_comment(const SalBasis *basis, const char *csv)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < SAL_N_BASES; i++) {
    g_autofree char *value = sal_csv_defuse(basis->values[i]);
    g_string_append_printf(text, "# %s: %s\n", NAMES[i], value);
  }
  g_string_append(text, csv);
  return g_string_free(text, FALSE);
}

char *
sal_basis_put_csv(const SalBasis *basis, char *csv)
{
  g_autofree char *owned = csv;
  switch (basis->form) {
  case SAL_BASIS_COLUMNS:
    return put_columns(basis, owned);
  case SAL_BASIS_COMMENT:
    return put_comment(basis, owned);
  case SAL_BASIS_NONE:
    break;
  }
  return g_steal_pointer(&owned);
}
