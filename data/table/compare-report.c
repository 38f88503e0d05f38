#include "data/table/compare-report.h"

#include "data/base/cells.h"
#include "data/base/error.h"
#include "data/base/plain.h"
#include "data/table/compared-rows.h"
#include "data/table/definition.h"

#include <string.h>

static const char mark_unknown[] = "†", mark_opposite[] = "‡";

static gboolean
has_regions(const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index(rows, SalComparedRow, i).comparison->state->region[0] != '\0')
      return TRUE;
  return FALSE;
}

static void
add_cell(GPtrArray *cells, char *cell)
{
  g_ptr_array_add(cells, cell);
}

/* Takes the cells. */
static void
end_row(GPtrArray *grid, GPtrArray *cells)
{
  g_ptr_array_add(cells, NULL);
  g_ptr_array_add(grid, g_ptr_array_free(cells, FALSE));
}

static void
add_net_heading(GPtrArray *cells, const char *heading, SalRate rate)
{
  const char *unit = sal_rate_get_unit(rate);
  add_cell(cells, unit != NULL ? g_strdup_printf("%s/%s", heading, unit) : g_strdup(heading));
}

static void
add_headings(GPtrArray *grid, const SalCompareContext *context, gboolean with_regions)
{
  GPtrArray *cells = g_ptr_array_new();
  if (context->has_periods)
    add_cell(cells, g_strdup("Period"));
  add_cell(cells, g_strdup("Class"));
  if (with_regions)
    add_cell(cells, g_strdup("Region"));
  if (context->has_periods) {
    add_net_heading(cells, "Net A km²", context->rate);
    add_net_heading(cells, "Net B km²", context->rate);
    add_net_heading(cells, "B − A km²", context->rate);
  } else {
    add_cell(cells, g_strdup("Area A km²"));
    add_cell(cells, g_strdup("Area B km²"));
  }
  add_cell(cells, g_strdup("Agreed km²"));
  add_cell(cells, g_strdup("Only A km²"));
  add_cell(cells, g_strdup("Only B km²"));
  end_row(grid, cells);
}

static const char *
get_mark(const SalComparison *comparison)
{
  return sal_comparison_disagrees(comparison)   ? mark_opposite
         : !sal_comparison_is_known(comparison) ? mark_unknown
                                                : "";
}

/* With a rate the nets are by it, from the exact row. */
static void
add_net_cells(GPtrArray *cells, const SalComparedRow *exact, SalRate rate)
{
  const SalComparedRow row = sal_compared_row_round(exact->comparison, SAL_CELLS_UNIT_M2);
  const SalComparedRates shown =
      rate != SAL_RATE_NONE
          ? sal_compared_row_divide(exact, rate, SAL_CELLS_UNIT_M2)
          : (SalComparedRates){ .a = row.net_a, .b = row.net_b, .difference = row.difference };
  g_autofree char *difference = sal_cells_format_units(shown.difference, TRUE);
  add_cell(cells, sal_cells_format_units(shown.a, TRUE));
  add_cell(cells, sal_cells_format_units(shown.b, TRUE));
  add_cell(cells, g_strconcat(difference, get_mark(row.comparison), NULL));
}

static void
add_row(GPtrArray *grid, const SalComparedRow *exact, gboolean with_regions, SalRate rate)
{
  const SalComparison *comparison = exact->comparison;
  const SalComparedRow row = sal_compared_row_round(comparison, SAL_CELLS_UNIT_M2);
  GPtrArray *cells = g_ptr_array_new();
  if (comparison->has_nets)
    add_cell(cells, sal_period_make_label(&comparison->period));
  add_cell(cells, g_strdup(comparison->state->class_name));
  if (with_regions)
    add_cell(cells, g_strdup(comparison->state->region));
  if (comparison->has_nets) {
    add_net_cells(cells, exact, rate);
  } else {
    add_cell(cells, sal_cells_format_units(row.area_a, FALSE));
    add_cell(cells, sal_cells_format_units(row.area_b, FALSE));
  }
  add_cell(cells, sal_cells_format_units(row.agreed, FALSE));
  add_cell(cells, sal_cells_format_units(row.only_a, FALSE));
  add_cell(cells, sal_cells_format_units(row.only_b, FALSE));
  end_row(grid, cells);
}

static gboolean
is_empty(const SalComparedRow *row)
{
  return row->area_a == 0 && row->area_b == 0 && row->net_a == 0 && row->net_b == 0;
}

/* The table of comparisons. Regions in which there is nothing are left out. */
static GPtrArray *
make_grid(const GArray *rows, const SalCompareContext *context)
{
  GPtrArray *grid = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  const gboolean with_regions = has_regions(rows);
  add_headings(grid, context, with_regions);
  for (guint i = 0; i < rows->len; i++) {
    const SalComparedRow *row = &g_array_index(rows, SalComparedRow, i);
    if (row->comparison->state->region[0] == '\0' || !is_empty(row))
      add_row(grid, row, with_regions, context->rate);
  }
  return grid;
}

/* Appends how dates were shifted, if that is not the same on both sides. */
static void
append_shift(GString *text, const SalCompareContext *context, guint side)
{
  const int days = context->date_shift_days[side];
  if (context->date_shift_days[0] != context->date_shift_days[1])
    g_string_append_printf(text, ", dates shifted by %s%d day%s",
                           days < 0   ? "−"
                           : days > 0 ? "+"
                                      : "",
                           ABS(days), ABS(days) == 1 ? "" : "s");
}

/* Appends "; 2024-02-02 stands for 2024-02-01" if a boundary has no snapshot of its own. */
static void
append_stand_in(GString *text, SalDay snapshot, SalDay boundary)
{
  g_autofree char *date = sal_day_format(snapshot), *wanted = sal_day_format(boundary);
  if (snapshot != boundary)
    g_string_append_printf(text, "; %s stands for %s", date, wanted);
}

/* Appends the stand-ins for the boundaries of all periods, each once: a period begins where the one before it
 * ended. */
static void
append_stand_ins(GString *text, const GArray *rows, guint side)
{
  SalDay told = SAL_DAY_NONE;
  for (guint i = 0; i < rows->len; i++) {
    const SalComparison *comparison = g_array_index(rows, SalComparedRow, i).comparison;
    const SalSideNet *net = &comparison->nets[side];
    if (told != SAL_DAY_NONE && comparison->period.to <= told)
      continue;
    if (comparison->period.from != told)
      append_stand_in(text, net->from_snapshot, comparison->period.from);
    append_stand_in(text, net->to_snapshot, comparison->period.to);
    told = comparison->period.to;
  }
}

/* Appends a line for each side, with the snapshots that stand for the date or for boundaries of periods. */
static void
append_sides(GString *text, const GArray *rows, const SalCompareContext *context)
{
  for (guint side = 0; side < 2; side++) {
    g_autofree char *name = sal_error_quote(context->names[side]);
    g_string_append_printf(text, "%c: %s", "AB"[side], name);
    if (rows != NULL && rows->len > 0 && !context->has_periods) {
      const SalComparison *first = g_array_index(rows, SalComparedRow, 0).comparison;
      const SalDay day = side == 0 ? first->state->from_snapshot : first->state->to_snapshot;
      g_autofree char *date = sal_day_format(day);
      g_string_append_printf(text, ", snapshot of %s%s", date, day != first->period.to ? "*" : "");
    }
    append_shift(text, context, side);
    if (rows != NULL && context->has_periods)
      append_stand_ins(text, rows, side);
    g_string_append_c(text, '\n');
  }
}

/* Less than all is never "100.0", and more than nothing is never "0.0". */
static char *
format_percent(gint64 part, gint64 whole)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  const double percent = 100 * (double)part / (double)whole;
  if (part < whole && percent >= 99.95)
    return g_strdup("more than 99.9");
  if (part > 0 && percent < 0.05)
    return g_strdup("less than 0.1");
  return g_strdup(g_ascii_formatd(digits, sizeof digits, "%.1f", percent));
}

static void
append_agreement(GString *text, const SalComparison *comparison)
{
  const SalComparedRow row = sal_compared_row_round(comparison, SAL_CELLS_UNIT_M2);
  const gint64 either = row.agreed + row.only_a + row.only_b;
  g_autofree char *difference = sal_cells_format_units(row.area_b - row.area_a, TRUE);
  if (either == 0)
    return;
  g_autofree char *percent = format_percent(row.agreed, either);
  g_string_append_printf(text, "%s: agreed on %s %% of what either holds; area of B − area of A = %s km²\n",
                         comparison->state->class_name, percent, difference);
}

static void
append_disagreements(GString *text, const GArray *rows, const char *class_name)
{
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < rows->len; i++) {
    const SalComparison *comparison = g_array_index(rows, SalComparedRow, i).comparison;
    if (comparison->state->class_name == class_name && comparison->state->region[0] == '\0' &&
        sal_comparison_disagrees(comparison))
      g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", comparison->period.name);
  }
  g_string_append_printf(text, "%s: nets of opposite signs: %s\n", class_name,
                         names->len > 0 ? names->str : "none");
}

static void
append_means(GString *text, const GArray *rows, const char *class_name, SalCadence cadence)
{
  const SalComparedSummary summary = sal_compared_rows_summarise(rows, class_name, SAL_CELLS_UNIT_M2);
  if (summary.n_periods == 0)
    return;
  g_autofree char *a = sal_cells_format_km2(summary.mean_net_a_km2, TRUE);
  g_autofree char *b = sal_cells_format_km2(summary.mean_net_b_km2, TRUE);
  g_autofree char *difference = sal_cells_format_km2(summary.mean_difference_km2, TRUE);
  g_autofree char *absolute = sal_cells_format_km2(summary.mean_absolute_difference_km2, FALSE);
  g_string_append_printf(text,
                         "%s: mean net per %s: A %s, B %s km²; mean difference B − A %s km² (%s whatever its "
                         "sign) over %u whole %s%s\n",
                         class_name, sal_cadence_get_unit(cadence), a, b, difference, absolute,
                         summary.n_periods, sal_cadence_get_unit(cadence), summary.n_periods == 1 ? "" : "s");
}

/* Appends the nets of all periods by the rate, and the days that they took. */
static void
append_rates(GString *text, const GArray *rows, const char *class_name, SalRate rate)
{
  const SalComparedRates rates = sal_compared_rows_divide(rows, class_name, rate, SAL_CELLS_UNIT_M2);
  if (rate == SAL_RATE_NONE || rates.days[0] <= 0)
    return;
  g_autofree char *a = sal_cells_format_units(rates.a, TRUE), *b = sal_cells_format_units(rates.b, TRUE);
  g_autofree char *difference = sal_cells_format_units(rates.difference, TRUE);
  g_string_append_printf(
      text, "%s: rate: net A %s, B %s km² a %s; difference B − A %s km² over %d days of A, %d of B%s\n",
      class_name, a, b, sal_rate_get_unit(rate), difference, rates.days[0], rates.days[1],
      rate == SAL_RATE_MONTH ? ", 30.4375 a month" : "");
}

/* Appends the summary of each class of the whole, in the order of the first period's rows. */
static void
append_summaries(GString *text, const GArray *rows, const SalCompareContext *context)
{
  for (guint i = 0; i < rows->len; i++) {
    const SalComparison *comparison = g_array_index(rows, SalComparedRow, i).comparison;
    const SalComparison *first = g_array_index(rows, SalComparedRow, 0).comparison;
    if (comparison->period.from != first->period.from || comparison->state->region[0] != '\0' ||
        (context->shown != NULL && context->shown != comparison->state->class_name))
      continue;
    if (context->has_periods) {
      append_means(text, rows, comparison->state->class_name, context->cadence);
      append_rates(text, rows, comparison->state->class_name, context->rate);
      append_disagreements(text, rows, comparison->state->class_name);
    } else {
      append_agreement(text, comparison);
    }
  }
}

static void
append_noise(GString *text, const GArray *rows, const SalCompareContext *context)
{
  gint64 a = 0, b = 0;
  guint n_parts = 0;
  for (guint i = 0; i < rows->len; i++) {
    const SalComparedRow *row = &g_array_index(rows, SalComparedRow, i);
    if (row->comparison->state->region[0] != '\0')
      continue;
    a += row->noise_only_a, b += row->noise_only_b;
    n_parts += row->comparison->state->n_noise_parts;
  }
  if (n_parts == 0)
    return;
  g_autofree char *only_a = sal_cells_format_km2((double)a / 1e6, FALSE);
  g_autofree char *only_b = sal_cells_format_km2((double)b / 1e6, FALSE);
  g_string_append_printf(
      text, "noise in these figures: only A %s, only B %s km² in %u part%s nowhere as wide as %g m\n", only_a,
      only_b, n_parts, n_parts == 1 ? "" : "s", context->min_width_m);
}

/* Appends how much of the figures above is a border that the two draw differently. */
static void
append_border(GString *text, const GArray *rows, const SalCompareContext *context)
{
  char width[G_ASCII_DTOSTR_BUF_SIZE];
  gint64 a = 0, b = 0;
  for (guint i = 0; context->border != NULL && i < rows->len; i++) {
    const SalComparedRow *row = &g_array_index(rows, SalComparedRow, i);
    if (row->comparison->state->region[0] == '\0')
      a += row->border_only_a, b += row->border_only_b;
  }
  if (context->border == NULL)
    return;
  g_autofree char *only_a = sal_cells_format_km2((double)a / 1e6, FALSE);
  g_autofree char *only_b = sal_cells_format_km2((double)b / 1e6, FALSE);
  g_autofree char *quoted = sal_error_quote_path(sal_border_get_name(context->border));
  g_ascii_formatd(width, sizeof width, "%g", sal_border_get_width_m(context->border) / 1000);
  g_string_append_printf(
      text,
      "border in these figures: only A %s, only B %s km² within %s km of %s and no nearer to a "
      "front\n",
      only_a, only_b, width, quoted);
}

static gboolean
has_mark(const GArray *rows, const char *mark)
{
  for (guint i = 0; i < rows->len; i++) {
    const SalComparison *comparison = g_array_index(rows, SalComparedRow, i).comparison;
    if (comparison->has_nets && get_mark(comparison) == mark)
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_stand_in(const GArray *rows)
{
  const SalComparison *first = g_array_index(rows, SalComparedRow, 0).comparison;
  return !first->has_nets &&
         (first->state->from_snapshot != first->period.to || first->state->to_snapshot != first->period.to);
}

static void
append_definition(GString *text, const GArray *rows, const SalCompareContext *context)
{
  g_autofree char *aoi = context->aoi != NULL ? sal_error_quote_path(context->aoi) : NULL;
  g_autofree char *definition = sal_definition_make_compared(context);
  g_string_append_printf(text, "definition: %s\n", definition);
  if (aoi != NULL)
    g_string_append_printf(text, "area of interest: %s; nothing outside is counted\n", aoi);
  if (has_stand_in(rows))
    g_string_append(text, "* no snapshot of the day itself: this one stands for it\n");
  if (has_mark(rows, mark_opposite))
    g_string_append_printf(text, "%s A and B have nets of opposite signs\n", mark_opposite);
  if (has_mark(rows, mark_unknown))
    g_string_append_printf(text, "%s both ends of a side are the same snapshot: its change is unknown\n",
                           mark_unknown);
}

/* Appends what the difference of two nets is: neither side's uncertainty. */
static void
append_kind(GString *text, const SalRevisions *revisions)
{
  g_string_append(text, revisions != NULL
                            ? "B − A: a difference by revision, which is what the other version corrects\n"
                            : "B − A: a difference by definition, of what each source counts and how; it is "
                              "no uncertainty of either\n");
}

static void
count_kinds(const SalRevisions *revisions, guint counts[4])
{
  for (guint i = 0; i < revisions->revisions->len; i++)
    counts[g_array_index(revisions->revisions, SalRevision, i).kind]++;
}

static void
append_counts(GString *text, const SalRevisions *revisions)
{
  guint counts[4] = { 0 };
  count_kinds(revisions, counts);
  g_string_append_printf(text, "snapshots: %u only in A, %u only in B, %u the same, %u different\n",
                         counts[SAL_REVISION_ONLY_A], counts[SAL_REVISION_ONLY_B], counts[SAL_REVISION_SAME],
                         counts[SAL_REVISION_DIFFERS]);
}

/* The table of those days that are not the same in both. */
static GPtrArray *
make_revision_grid(const SalRevisions *revisions)
{
  static const char *const headings[] = { "Date",       "Status",      "Class",
                                          "Area A km²", "Area B km²",  "Only A km²",
                                          "Only B km²", "Differs km²", NULL };
  static const char *const statuses[] = { "only A", "only B", "same", "differs" };
  GPtrArray *grid = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  g_ptr_array_add(grid, g_strdupv((char **)headings));
  for (guint i = 0; i < revisions->revisions->len; i++) {
    const SalRevision *revision = &g_array_index(revisions->revisions, SalRevision, i);
    const SalComparison comparison = { .state = (SalChange *)revision->state };
    if (revision->kind == SAL_REVISION_SAME)
      continue;
    GPtrArray *cells = g_ptr_array_new();
    add_cell(cells, sal_day_format(revision->day));
    add_cell(cells, g_strdup(statuses[revision->kind]));
    add_cell(cells, g_strdup(revision->state != NULL ? revision->state->class_name : ""));
    const SalComparedRow row = revision->state != NULL
                                   ? sal_compared_row_round(&comparison, SAL_CELLS_UNIT_M2)
                                   : (SalComparedRow){ 0 };
    const gint64 numbers[] = { row.area_a, row.area_b, row.only_a, row.only_b, row.only_a + row.only_b };
    for (guint n = 0; n < G_N_ELEMENTS(numbers); n++)
      add_cell(cells, revision->state != NULL ? sal_cells_format_units(numbers[n], FALSE) : g_strdup(""));
    end_row(grid, cells);
  }
  return grid;
}

static void
append_grid(GString *text, const GPtrArray *grid, guint n_text_columns, gboolean as_markdown)
{
  if (as_markdown)
    sal_cells_append_markdown(text, grid, n_text_columns);
  else
    sal_cells_append_text(text, grid, n_text_columns);
}

/* Appends lines of notes after an empty line. */
static void
append_notes(GString *text, const GString *notes, gboolean as_markdown)
{
  if (as_markdown)
    sal_cells_append_markdown_notes(text, notes->str);
  else
    g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", notes->str);
}

char *
sal_compare_report(const GArray *rows, const SalRevisions *revisions, const SalCompareContext *context,
                   gboolean as_markdown)
{
  g_autoptr(GString) text = g_string_new(NULL);
  g_autoptr(GString) notes = g_string_new(NULL);
  append_sides(notes, rows, context);
  if (revisions != NULL) {
    g_autoptr(GPtrArray) grid = make_revision_grid(revisions);
    append_counts(notes, revisions);
    if (grid->len > 1)
      append_grid(text, grid, 3, as_markdown);
    if (grid->len > 1 && rows != NULL)
      g_string_append_c(text, '\n');
  }
  if (rows != NULL && rows->len > 0) {
    g_autoptr(GPtrArray) grid = make_grid(rows, context);
    append_grid(text, grid, 1 + context->has_periods + has_regions(rows), as_markdown);
    append_summaries(notes, rows, context);
    append_noise(notes, rows, context);
    append_border(notes, rows, context);
    if (context->has_periods)
      append_kind(notes, revisions);
    append_definition(notes, rows, context);
  }
  append_notes(text, notes, as_markdown);
  return sal_plain_show_lines(text->str);
}
