#include "data/table/table-border.h"

#include "data/base/cells.h"
#include "data/base/csv.h"
#include "data/base/error.h"

/* The index is the place of the figure in the row. */
static void
write_km2(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  sal_csv_append_km2(text, G_STRUCT_MEMBER(gint64, row, index));
}

void
sal_border_add_columns(const SalBorder *border, SalTableColumns *columns)
{
  static const SalTableColumn added[] = {
    { "border_gained_km2", SAL_COLUMN_NUMBER, "km2",
      "gained where a border was drawn anew, away from the front", write_km2,
      G_STRUCT_OFFSET(SalRow, border_gained) },
    { "border_lost_km2", SAL_COLUMN_NUMBER, "km2", "lost where a border was drawn anew, away from the front",
      write_km2, G_STRUCT_OFFSET(SalRow, border_lost) },
  };
  sal_table_columns_add(columns, added, border != NULL ? G_N_ELEMENTS(added) : 0);
}

void
sal_border_add_json_source(const SalBorder *border, SalJson *json)
{
  if (border == NULL)
    return;
  sal_json_add_source(json, "border_source", sal_border_get_name(border));
  sal_json_add_decimal(json, "border_width_km", sal_border_get_width_m(border) / 1000, 3);
}

static void
add_figure(SalJson *json, const char *key, gboolean is_known, gint64 m2)
{
  if (is_known)
    sal_json_add_km2(json, key, m2);
  else
    sal_json_add_string(json, key, NULL);
}

void
sal_border_add_json(const SalRow *row, SalJson *json)
{
  add_figure(json, "border_gained_km2", row->change->has_border, row->border_gained);
  add_figure(json, "border_lost_km2", row->change->has_border, row->border_lost);
}

void
sal_border_add_json_summary(const SalSummary *summary, const SalBorder *border, SalJson *json)
{
  add_figure(json, "sum_border_gained_km2", border != NULL, summary->border.gained);
  add_figure(json, "sum_border_lost_km2", border != NULL, summary->border.lost);
}

static void
append_turnover(GString *text, SalTurnover turnover, const SalCellsUnit *unit)
{
  g_autofree char *net = sal_cells_format_count(unit, turnover.net, TRUE),
                  *gained = sal_cells_format_count(unit, turnover.gained, FALSE),
                  *lost = sal_cells_format_count(unit, turnover.lost, FALSE);
  g_string_append_printf(text, "net %s %s (gained %s, lost %s)", net, sal_cells_get_unit_name(unit), gained,
                         lost);
}

void
sal_border_append_text(const SalTableContext *context, const SalSummary *summary, const SalTurnover *rounded,
                       GString *text)
{
  if (context->border == NULL)
    return;
  SalTurnover redrawn =
      sal_turnover_divide(&summary->border, 1, sal_cells_get_digit_m2(context->unit), FALSE);
  redrawn.gained = MIN(redrawn.gained, rounded->gained);
  redrawn.lost = MIN(redrawn.lost, rounded->lost);
  redrawn.net = redrawn.gained - redrawn.lost;
  const SalTurnover rest = { rounded->gained - redrawn.gained, rounded->lost - redrawn.lost,
                             rounded->net - redrawn.net };
  g_string_append_printf(text, "%s: of this, redrawn border: ", summary->class_name);
  append_turnover(text, redrawn, context->unit);
  g_string_append(text, "; without it: ");
  append_turnover(text, rest, context->unit);
  g_string_append_c(text, '\n');
}

void
sal_border_append_text_definition(const SalBorder *border, GString *text)
{
  if (border == NULL)
    return;
  char width[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *quoted = sal_error_quote_path(sal_border_get_name(border));
  g_ascii_formatd(width, sizeof width, "%g", sal_border_get_width_m(border) / 1000);
  g_string_append_printf(
      text,
      "redrawn border: what is gained or lost within %s km of %s and no nearer to a front; it is "
      "part of gained, lost and net\n",
      width, quoted);
}

/* Takes the cells. */
static void
add_cells(GPtrArray *grid, guint row, char *first, char *second)
{
  char **cells = grid->pdata[row];
  const guint n = g_strv_length(cells);
  cells = g_renew(char *, cells, n + 3);
  cells[n] = first;
  cells[n + 1] = second;
  cells[n + 2] = NULL;
  grid->pdata[row] = cells;
}

/* The figures of a cell. */
static SalTurnover
find_shown(const SalRow *exact, const SalTableContext *context)
{
  const gboolean additive = sal_area_model_is_additive(context->area_model);
  const SalTurnover border = { exact->border_gained, exact->border_lost, 0 };
  if (context->rate != SAL_RATE_NONE)
    return sal_turnover_divide(&border, sal_rate_count(context->rate, sal_change_get_days(exact->change)),
                               sal_cells_get_digit_m2(context->unit), FALSE);
  const SalRow row = sal_row_round(exact->change, sal_cells_get_digit_m2(context->unit), additive);
  return (SalTurnover){ row.border_gained, row.border_lost, 0 };
}

void
sal_border_widen_grid(GPtrArray *grid, const GPtrArray *rows, const SalTableContext *context)
{
  const char *unit = sal_rate_get_unit(context->rate), *area_unit = sal_cells_get_unit_name(context->unit);
  if (context->border == NULL)
    return;
  add_cells(grid, 0, g_strconcat("Border gained ", area_unit, unit != NULL ? "/" : NULL, unit, NULL),
            g_strconcat("Border lost ", area_unit, unit != NULL ? "/" : NULL, unit, NULL));
  for (guint i = 0; i < rows->len; i++) {
    const SalTurnover shown = find_shown(rows->pdata[i], context);
    add_cells(grid, i + 1, sal_cells_format_count(context->unit, shown.gained, FALSE),
              sal_cells_format_count(context->unit, shown.lost, FALSE));
  }
}
