#include "data/base/cells.h"

#include "data/base/markdown.h"
#include "data/base/plain.h"

#include <math.h>
#include <string.h>

#define CELL_MAX_CHARS 80
#define UNITS_PER_KM2 (1000000 / SAL_CELLS_UNIT_M2)

static const SalCellsUnit KM2 = { "km²", SAL_CELLS_UNIT_M2, 3 };
const SalCellsUnit SAL_CELLS_SQMI = { "sq mi", 2589.988110336, 3 }; /* a thousandth of (1609.344 m)² */
const SalCellsUnit SAL_CELLS_HA = { "ha", 1000, 1 };

const char *
sal_cells_get_unit_name(const SalCellsUnit *unit)
{
  return unit != NULL ? unit->name : KM2.name;
}

double
sal_cells_get_digit_m2(const SalCellsUnit *unit)
{
  return unit != NULL ? unit->digit_m2 : KM2.digit_m2;
}

/* How many last digits make one of the unit. */
static guint
count_digits(const SalCellsUnit *unit)
{
  const guint n_decimals = unit != NULL ? unit->n_decimals : KM2.n_decimals;
  guint n = 1;
  for (guint i = 0; i < n_decimals; i++)
    n *= 10;
  return n;
}

double
sal_cells_get_whole_m2(const SalCellsUnit *unit)
{
  return count_digits(unit) * sal_cells_get_digit_m2(unit);
}

char *
sal_cells_format_count(const SalCellsUnit *unit, gint64 count, gboolean with_sign)
{
  const guint n_decimals = unit != NULL ? unit->n_decimals : KM2.n_decimals;
  const guint64 whole = (guint64)ABS(count), power = count_digits(unit);
  g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, whole / power);
  GString *text = g_string_new(count < 0 ? "\xe2\x88\x92" : with_sign && count > 0 ? "+" : "");
  const gsize n = strlen(digits);
  for (gsize i = 0; i < n; i++) {
    if (i > 0 && (n - i) % 3 == 0)
      g_string_append_c(text, ',');
    g_string_append_c(text, digits[i]);
  }
  g_string_append_printf(text, ".%0*u", (int)n_decimals, (guint)(whole % power));
  return g_string_free(text, FALSE);
}

char *
sal_cells_format_units(gint64 units, gboolean with_sign)
{
  return sal_cells_format_count(NULL, units, with_sign);
}

char *
sal_cells_format_m2(const SalCellsUnit *unit, double m2, gboolean with_sign)
{
  return sal_cells_format_count(unit, (gint64)llround(m2 / sal_cells_get_digit_m2(unit)), with_sign);
}

char *
sal_cells_format_km2(double km2, gboolean with_sign)
{
  return sal_cells_format_units((gint64)llround(km2 * UNITS_PER_KM2), with_sign);
}

/* How many columns of a terminal a text takes. */
static glong
get_width(const char *text)
{
  glong width = 0;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
    const gunichar letter = g_utf8_get_char(c);
    width += g_unichar_iszerowidth(letter) ? 0 : g_unichar_iswide(letter) ? 2 : 1;
  }
  return width;
}

void
sal_cells_append_padded(GString *text, const char *cell, glong width, gboolean right)
{
  const int padding = (int)MAX(width - get_width(cell), 0);
  g_string_append_printf(text, "%*s%s%*s", right ? padding : 0, "", cell, right ? 0 : padding, "");
}

/* A row whose cells are fit for a terminal. Owned by the caller. */
static char **
show_row(char *const *cells)
{
  const guint n = g_strv_length((char **)cells);
  char **shown = g_new0(char *, n + 1);
  for (guint c = 0; c < n; c++)
    shown[c] = sal_plain_show(cells[c], CELL_MAX_CHARS);
  return shown;
}

static void
append_shown(GString *text, const GPtrArray *grid, guint n_text_columns)
{
  const guint n_columns = g_strv_length(grid->pdata[0]);
  g_autofree glong *widths = g_new0(glong, n_columns);
  for (guint i = 0; i < grid->len; i++)
    for (guint c = 0; c < n_columns; c++)
      widths[c] = MAX(widths[c], get_width(((char **)grid->pdata[i])[c]));
  for (guint i = 0; i < grid->len; i++) {
    for (guint c = 0; c < n_columns; c++) {
      sal_cells_append_padded(text, ((char **)grid->pdata[i])[c], widths[c], c >= n_text_columns);
      g_string_append(text, c + 1 < n_columns ? "  " : "");
    }
    while (text->len > 0 && text->str[text->len - 1] == ' ')
      g_string_truncate(text, text->len - 1);
    g_string_append_c(text, '\n');
  }
}

void
sal_cells_append_text(GString *text, const GPtrArray *grid, guint n_text_columns)
{
  g_autoptr(GPtrArray) shown = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  for (guint i = 0; i < grid->len; i++)
    g_ptr_array_add(shown, show_row(grid->pdata[i]));
  append_shown(text, shown, n_text_columns);
}

static void
append_markdown_row(GString *text, char *const *cells)
{
  for (guint c = 0; cells[c] != NULL; c++) {
    g_autofree char *escaped = sal_markdown_escape(cells[c], CELL_MAX_CHARS);
    g_string_append_printf(text, "| %s ", escaped);
  }
  g_string_append(text, "|\n");
}

void
sal_cells_append_markdown(GString *text, const GPtrArray *grid, guint n_text_columns)
{
  append_markdown_row(text, grid->pdata[0]);
  const guint n_columns = g_strv_length(grid->pdata[0]);
  for (guint c = 0; c < n_columns; c++)
    g_string_append(text, c >= n_text_columns ? "|---:" : "|---");
  g_string_append(text, "|\n");
  for (guint i = 1; i < grid->len; i++)
    append_markdown_row(text, grid->pdata[i]);
}

void
sal_cells_append_markdown_notes(GString *text, const char *lines)
{
  g_autofree char *chomped = g_strchomp(g_strdup(lines));
  g_auto(GStrv) parts = g_strsplit(chomped, "\n", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *escaped = sal_markdown_escape(parts[i], G_MAXUINT);
    g_string_append_printf(text, "\n%s\n", escaped);
  }
}
