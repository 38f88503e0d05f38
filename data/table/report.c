#include "data/table/report.h"

#include "data/base/cells.h"
#include "data/base/error.h"
#include "data/base/plain.h"
#include "data/change/missing.h"
#include "data/change/rows.h"
#include "data/table/definition.h"
#include "data/table/summary.h"
#include "data/table/table-axes.h"
#include "data/table/table-bands.h"
#include "data/table/table-border.h"
#include "data/table/table-course.h"
#include "data/table/table-expectations.h"
#include "data/table/table-movement.h"
#include "data/table/table-per.h"
#include "data/table/table-places.h"
#include "data/table/table-published.h"
#include "data/table/table-rate.h"
#include "data/table/table-record.h"
#include "data/table/table-remainder.h"
#include "data/table/uncertainty-report.h"

#include <string.h>

#define MOST_NAMED 12 /* in a list of periods */

#define N_COLUMNS 9
#define REGION_COLUMN 4  /* only if there are regions */
#define N_TEXT_COLUMNS 5 /* the others are numbers */
#define FIRST_CHANGE_COLUMN 6
static const char *const column_titles[N_COLUMNS] = { "Period",      "From",   "To",   "Class", "Region",
                                                      "Area at end", "Gained", "Lost", "Net" };

/* The day of a snapshot, with a star if it stands for another day. Owned by the caller. */
static char *
format_snapshot(SalDay snapshot, SalDay boundary)
{
  g_autofree char *day = sal_day_format(snapshot);
  return g_strconcat(day, snapshot != boundary ? "*" : "", NULL);
}

static char **
make_cells(const SalRow *exact, const SalTableContext *context)
{
  const SalChange *change = exact->change;
  const gboolean additive = sal_area_model_is_additive(context->area_model);
  const SalRow row = sal_row_round(change, sal_cells_get_digit_m2(context->unit), additive);
  const SalTurnover shown = context->rate != SAL_RATE_NONE
                                ? sal_rate_divide_row(exact, context, sal_cells_get_digit_m2(context->unit))
                                : (SalTurnover){ row.gained, row.lost, row.net };
  g_autofree char *stated =
      context->rate == SAL_RATE_NONE ? sal_uncertainty_format_net(change, context->unit) : NULL;
  g_autofree char *net =
      stated != NULL ? g_steal_pointer(&stated) : sal_cells_format_count(context->unit, shown.net, TRUE);
  char **cells = g_new0(char *, N_COLUMNS + 1);
  cells[0] = sal_period_make_label(&change->period);
  cells[1] = format_snapshot(change->from_snapshot, change->period.from);
  cells[2] = format_snapshot(change->to_snapshot, change->period.to);
  cells[3] = g_strdup(change->class_name);
  cells[REGION_COLUMN] = g_strdup(change->region);
  cells[5] = sal_cells_format_count(context->unit, row.area_to, FALSE);
  cells[6] = sal_cells_format_count(context->unit, shown.gained, FALSE);
  cells[7] = sal_cells_format_count(context->unit, shown.lost, FALSE);
  cells[8] = g_strconcat(net, sal_change_has_same_snapshot(change) ? "†" : "",
                         sal_own_run_get_mark(context->own, change), NULL);
  return cells;
}

static void
drop_region_column(GPtrArray *grid)
{
  for (guint i = 0; i < grid->len; i++) {
    char **cells = grid->pdata[i];
    g_free(cells[REGION_COLUMN]);
    memmove(&cells[REGION_COLUMN], &cells[REGION_COLUMN + 1], (N_COLUMNS - REGION_COLUMN) * sizeof *cells);
  }
}

/* The headings. With a rate, what changed is by it. */
static char **
make_titles(const SalTableContext *context)
{
  const char *unit = sal_rate_get_unit(context->rate);
  char **titles = g_new0(char *, N_COLUMNS + 1);
  for (guint i = 0; i < N_COLUMNS; i++)
    titles[i] =
        g_strconcat(column_titles[i], i < N_TEXT_COLUMNS ? NULL : " ", sal_cells_get_unit_name(context->unit),
                    i < FIRST_CHANGE_COLUMN || unit == NULL ? NULL : "/", unit, NULL);
  return titles;
}

/* The table. Regions in which there is nothing in a period are left out of it. shown receives the rows that are in
 * it. */
static GPtrArray *
make_grid(const GArray *rows, const SalTableContext *context, GPtrArray *shown)
{
  GPtrArray *grid = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  g_ptr_array_add(grid, make_titles(context));
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (row->change->region[0] != '\0' && sal_row_is_empty(row))
      continue;
    g_ptr_array_add(grid, make_cells(row, context));
    g_ptr_array_add(shown, (gpointer)row);
  }
  if (!sal_rows_have_regions(rows))
    drop_region_column(grid);
  return grid;
}

static guint
count_text_columns(const GPtrArray *grid)
{
  return g_strv_length(grid->pdata[0]) + N_TEXT_COLUMNS - N_COLUMNS;
}

/* What changed in the periods of a summary, as a table prints it: the rows' square metres added up or divided,
 * and rounded only then. only: the row if there is a single one, whose figures these are. */
static SalTurnover
round_turnover(const SalTurnover *sum, double n, const SalRow *only, const SalTableContext *context)
{
  const gboolean additive = sal_area_model_is_additive(context->area_model);
  if (only == NULL)
    return sal_turnover_divide(sum, n, sal_cells_get_digit_m2(context->unit), additive);
  const SalRow row = sal_row_round(only->change, sal_cells_get_digit_m2(context->unit), additive);
  return (SalTurnover){ row.gained, row.lost, row.net };
}

static char *
format_net(const SalRow *row, const SalTableContext *context)
{
  const gboolean additive = sal_area_model_is_additive(context->area_model);
  return sal_cells_format_count(
      context->unit, sal_row_round(row->change, sal_cells_get_digit_m2(context->unit), additive).net, TRUE);
}

/* Appends "+12.000 km² (gained 14.000, lost 2.000)". */
static void
append_turnover(GString *text, const SalTurnover *turnover, const SalTableContext *context)
{
  g_autofree char *net = sal_cells_format_count(context->unit, turnover->net, TRUE);
  g_autofree char *gained = sal_cells_format_count(context->unit, turnover->gained, FALSE);
  g_autofree char *lost = sal_cells_format_count(context->unit, turnover->lost, FALSE);
  g_string_append_printf(text, "%s %s (gained %s, lost %s)", net, sal_cells_get_unit_name(context->unit),
                         gained, lost);
}

/* Appends "10 months", "10 months and 1 part of one" or "2 parts of years". */
static void
append_count(GString *text, const SalSummary *summary, const char *unit)
{
  const guint n_whole = summary->n_rows - summary->n_partial;
  if (n_whole > 0 || summary->n_partial == 0)
    g_string_append_printf(text, "%u %s%s", n_whole, unit, n_whole == 1 ? "" : "s");
  if (summary->n_partial == 0)
    return;
  g_string_append_printf(text, "%s%u part%s of ", n_whole > 0 ? " and " : "", summary->n_partial,
                         summary->n_partial == 1 ? "" : "s");
  if (n_whole > 0)
    g_string_append(text, "one");
  else
    g_string_append_printf(text, summary->n_partial == 1 ? "a %s" : "%ss", unit);
}

static void
append_sums(GString *text, const SalSummary *summary, const SalTableContext *context)
{
  const char *unit = sal_cadence_get_unit(context->cadence);
  const SalTurnover sum = round_turnover(&summary->sum, 1, summary->only, context);
  g_string_append_printf(text, "%s: net ", summary->class_name);
  append_turnover(text, &sum, context);
  g_string_append(text, " in ");
  append_count(text, summary, unit);
  g_string_append_c(text, '\n');
  sal_border_append_text(context, summary, &sum, text);
}

static void
append_means(GString *text, const SalSummary *summary, const char *unit, const SalTableContext *context)
{
  const SalRow *only = summary->n_periods == 1 ? summary->most_gained : NULL;
  const SalTurnover mean = round_turnover(&summary->counted, summary->n_periods, only, context);
  g_string_append_printf(text, "%s: mean net per %s: ", summary->class_name, unit);
  append_turnover(text, &mean, context);
  g_string_append_printf(text, " over %u whole %s%s\n", summary->n_periods, unit,
                         summary->n_periods == 1 ? "" : "s");
}

/* Appends the mean by months, for periods that are longer ones or of any length. */
static void
append_monthly_mean(GString *text, const SalSummary *summary, const SalTableContext *context)
{
  const SalCadence cadence = context->cadence;
  if (cadence.every < SAL_EVERY_QUARTER && cadence.every != SAL_EVERY_SNAPSHOT)
    return;
  const SalTurnover mean = round_turnover(&summary->counted, summary->n_months, NULL, context);
  char months[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(months, sizeof months, cadence.every == SAL_EVERY_SNAPSHOT ? "%.1f" : "%.0f",
                  summary->n_months);
  g_string_append_printf(text, "%s: mean net per month: ", summary->class_name);
  append_turnover(text, &mean, context);
  g_string_append_printf(text, " over %s months%s\n", months,
                         cadence.every == SAL_EVERY_SNAPSHOT ? " of 30.4375 days" : "");
}

/* The net of a row as the table has it: with a rate, by it. */
static char *
format_shown_net(const SalRow *row, const SalTableContext *context)
{
  char *stated =
      context->rate == SAL_RATE_NONE ? sal_uncertainty_format_net(row->change, context->unit) : NULL;
  if (stated != NULL)
    return stated;
  if (context->rate == SAL_RATE_NONE)
    return format_net(row, context);
  return sal_cells_format_count(
      context->unit, sal_rate_divide_row(row, context, sal_cells_get_digit_m2(context->unit)).net, TRUE);
}

/* Appends the periods with the highest and the lowest net. A single period would be both, and its row says
 * all about it. */
static void
append_extremes(GString *text, const SalSummary *summary, const SalTableContext *context)
{
  if (summary->most_gained == summary->most_lost)
    return;
  const char *unit = sal_rate_get_unit(context->rate), *area_unit = sal_cells_get_unit_name(context->unit);
  g_autofree char *highest = format_shown_net(summary->most_gained, context);
  g_autofree char *lowest = format_shown_net(summary->most_lost, context);
  g_string_append_printf(text, "%s: highest net%s%s: %s, %s %s; lowest: %s, %s %s\n", summary->class_name,
                         unit != NULL ? " a " : "", unit != NULL ? unit : "",
                         summary->most_gained->change->period.name, highest, area_unit,
                         summary->most_lost->change->period.name, lowest, area_unit);
}

/* Appends which changes may be resets, and which were left out because the user accepted them as resets. */
static void
append_resets(GString *text, const GArray *rows, const char *class_name, const SalTableContext *context)
{
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    const SalChange *change = row->change;
    if (!sal_row_belongs_to(row, class_name))
      continue;
    g_autofree char *net = format_net(row, context);
    if (change->accepted)
      g_string_append_printf(text, "%s: left out of sums and means: %s, accepted as a reset (net %s %s)\n",
                             class_name, change->period.name, net, sal_cells_get_unit_name(context->unit));
    else
      sal_course_append_text(change, context->unit, text);
  }
}

/* Appends since when nothing has changed, if the last period ends with days without any change. */
static void
append_standstill(GString *text, const GArray *rows, const char *class_name)
{
  const SalChange *last = NULL;
  for (guint i = 0; i < rows->len; i++)
    if (sal_row_belongs_to(&g_array_index(rows, SalRow, i), class_name))
      last = g_array_index(rows, SalRow, i).change;
  const SalDay since = last != NULL ? sal_change_find_unchanged_since(last) : SAL_DAY_NONE;
  if (since == SAL_DAY_NONE)
    return;
  g_autofree char *from = sal_day_format(since), *to = sal_day_format(last->to_snapshot);
  g_string_append_printf(text, "%s: nothing changed from %s to %s\n", class_name, from, to);
}

static void
append_summary(GString *text, const GArray *rows, const char *class_name, const SalTableContext *context)
{
  const SalSummary summary = sal_summary_compute(rows, class_name, context->rate);
  const char *unit = sal_cadence_get_unit(context->cadence);
  append_sums(text, &summary, context);
  append_resets(text, rows, class_name, context);
  sal_rate_append_summary(rows, class_name, context, text);
  if (summary.n_periods == 0)
    return;
  append_means(text, &summary, unit, context);
  append_monthly_mean(text, &summary, context);
  append_extremes(text, &summary, context);
  sal_movement_append_summary(text, rows, class_name);
  append_standstill(text, rows, class_name);
}

static void
append_summaries(GString *text, const GArray *rows, const SalTableContext *context)
{
  g_autoptr(GPtrArray) classes = sal_rows_list_classes(rows);
  for (guint i = 0; i < classes->len; i++)
    if (context->shown == NULL || context->shown == classes->pdata[i]) {
      append_summary(text, rows, classes->pdata[i], context);
      if (context->uncertainty != NULL)
        sal_uncertainty_append_text(context, rows, classes->pdata[i], text);
      sal_places_changed_append_text(context->holdings, rows, classes->pdata[i], text);
      sal_bands_append_text(context, rows, classes->pdata[i], text);
      sal_remainder_append_text(context, rows, classes->pdata[i], text);
      sal_per_append_text(context, rows, classes->pdata[i], text);
      sal_axes_append_text(context->axes, rows, classes->pdata[i], text);
    }
  if (context->uncertainty != NULL)
    sal_uncertainty_append_text_position(context->uncertainty, rows, context->before_option, text);
  sal_bands_append_text_theatre(context->bands, text);
  sal_axes_append_text_definition(context->axes, text);
  sal_own_append_text(context, text);
  sal_published_append_text(context->published, text);
  sal_expectations_append_text(context->expectations, text);
  sal_places_areas_append_text(context->holdings, text);
}

static gboolean
has_stand_in(const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    const SalChange *change = g_array_index(rows, SalRow, i).change;
    if (change->from_snapshot != change->period.from || change->to_snapshot != change->period.to)
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_same_snapshot(const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (sal_change_has_same_snapshot(g_array_index(rows, SalRow, i).change))
      return TRUE;
  return FALSE;
}

/* Appends how much of the figures above is noise. */
static void
append_noise(GString *text, const GArray *rows, const SalTableContext *context)
{
  gint64 gained = 0, lost = 0;
  guint n_parts = 0;
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (!sal_row_counts(row, row->change->class_name))
      continue;
    gained += row->noise_gained;
    lost += row->noise_lost;
    n_parts += row->change->n_noise_parts;
  }
  if (n_parts == 0)
    return;
  g_autofree char *noise_gained = sal_cells_format_m2(context->unit, (double)gained, FALSE);
  g_autofree char *noise_lost = sal_cells_format_m2(context->unit, (double)lost, FALSE);
  g_string_append_printf(
      text, "noise in these figures: gained %s, lost %s %s in %u part%s nowhere as wide as %g m\n",
      noise_gained, noise_lost, sal_cells_get_unit_name(context->unit), n_parts, n_parts == 1 ? "" : "s",
      context->min_width_m);
}

/* The changes of the whole of the first class; those of other classes have the same periods. */
static GPtrArray *
list_changes(const GArray *rows)
{
  GPtrArray *changes = g_ptr_array_new();
  const SalChange *first = rows->len > 0 ? g_array_index(rows, SalRow, 0).change : NULL;
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (sal_row_belongs_to(row, first->class_name))
      g_ptr_array_add(changes, (gpointer)row->change);
  }
  return changes;
}

/* Appends "what: ITEM, ITEM and 3 more\n" of a list of texts; nothing if it is empty. */
static void
append_list(GString *text, const char *what, const GPtrArray *items)
{
  if (items->len == 0)
    return;
  g_string_append_printf(text, "%s: ", what);
  for (guint i = 0; i < MIN(items->len, MOST_NAMED); i++)
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (const char *)items->pdata[i]);
  if (items->len > MOST_NAMED)
    g_string_append_printf(text, " and %u more", items->len - MOST_NAMED);
  g_string_append_c(text, '\n');
}

/* Appends the periods that are missing inside the run. */
static void
append_missing(GString *text, const GPtrArray *changes)
{
  g_autoptr(GArray) missing = sal_missing_find(changes);
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; i < missing->len; i++)
    g_ptr_array_add(names, g_array_index(missing, SalPeriod, i).name);
  append_list(text, "missing, in no sum or mean, as no snapshot is near enough to their ends", names);
}

/* Appends how long those periods really were in which it took other days than their own. */
static void
append_lengths(GString *text, const GPtrArray *changes)
{
  g_autoptr(GPtrArray) lengths = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    const int own = change->period.to - change->period.from, days = sal_change_get_days(change);
    if (days != own && !sal_change_has_same_snapshot(change))
      g_ptr_array_add(lengths, g_strdup_printf("%s %d (%d)", change->period.name, days, own));
  }
  append_list(text, "days from snapshot to snapshot, where stand-ins make them others than the period's",
              lengths);
}

static void
append_periods(GString *text, const GArray *rows)
{
  g_autoptr(GPtrArray) changes = list_changes(rows);
  append_missing(text, changes);
  append_lengths(text, changes);
}

/* Appends which snapshots leave it doubtful which side is the holder's, and how many periods rest on them. */
static void
append_doubtful_sides(GString *text, const GArray *rows)
{
  guint n = 0;
  const SalChange *doubtful = NULL;
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (row->change->region[0] != '\0' || !sal_change_has_doubtful_side(row->change))
      continue;
    n++;
    if (doubtful == NULL || row->change->sureness.agreement < doubtful->sureness.agreement)
      doubtful = row->change;
  }
  if (doubtful == NULL)
    return;
  g_autofree char *since = sal_day_format(doubtful->sureness.since);
  g_autofree char *day = sal_day_format(doubtful->sureness.day);
  g_string_append_printf(text,
                         "side: doubtful since %s (%u row%s): of the snapshot of %s only %.1f %% of a part "
                         "of the territory stays as "
                         "in the one before; if that side is wrong, so is every sign that rests on it\n",
                         since, n, n == 1 ? "" : "s", day, 100 * doubtful->sureness.agreement);
}

/* Appends what the numbers are limited to or divided by. */
static void
append_extent(GString *text, const GArray *rows, const SalTableContext *context)
{
  g_autofree char *aoi = context->aoi != NULL ? sal_error_quote_path(context->aoi) : NULL;
  if (aoi != NULL)
    g_string_append_printf(text, "area of interest: %s; nothing outside is counted\n", aoi);
  sal_border_append_text_definition(context->border, text);
  if (sal_rows_have_regions(rows))
    g_string_append(text,
                    "regions: those in which nothing is held or changes are left out; (none) lies in no "
                    "region\n");
}

/* Whether a period consists of what lies before and after accepted steps. */
static gboolean
has_redefined(const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index(rows, SalRow, i).redefined != 0)
      return TRUE;
  return FALSE;
}

/* "holder: Russia; opponent: Ukraine", of the class that the summary is of. */
static void
append_parties(GString *text, const SalTableContext *context)
{
  if (context->holder == NULL)
    return;
  g_string_append_printf(text, "holder: %s", context->holder);
  if (context->opponent != NULL)
    g_string_append_printf(text, "; opponent: %s", context->opponent);
  g_string_append_c(text, '\n');
}

static void
append_definition(GString *text, const GArray *rows, const SalTableContext *context)
{
  g_autofree char *definition = sal_definition_make(context);
  g_string_append_printf(text, "definition: %s\n", definition);
  if (has_redefined(rows))
    g_string_append(
        text,
        "a period without its accepted steps: its parts before and after them are added up; area at the "
        "end − area at the start = net + what the steps redefined\n");
  append_extent(text, rows, context);
  if (has_stand_in(rows))
    g_string_append(text, "* no snapshot of the boundary's own day: this one stands for it\n");
  if (has_same_snapshot(rows))
    g_string_append(text, "† both ends are the same snapshot: change unknown\n");
}

char *
sal_report_format_text(const GArray *rows, const SalTableContext *context)
{
  GString *text = g_string_new(NULL);
  g_autoptr(GPtrArray) shown = g_ptr_array_new(), grid = make_grid(rows, context, shown);
  sal_cells_append_text(text, grid, count_text_columns(grid));
  g_string_append_c(text, '\n');
  sal_axes_append_text_table(context->axes, rows, context->shown, text);
  if (context->uncertainty != NULL)
    sal_uncertainty_append_text_table(context, rows, text);
  sal_published_append_text_table(context, text);
  append_summaries(text, rows, context);
  append_noise(text, rows, context);
  append_periods(text, rows);
  append_doubtful_sides(text, rows);
  append_parties(text, context);
  append_definition(text, rows, context);
  g_autofree char *raw = g_string_free(text, FALSE);
  return sal_plain_show_lines(raw);
}

char *
sal_report_format_markdown(const GArray *rows, const SalTableContext *context)
{
  GString *text = g_string_new(NULL);
  g_autoptr(GPtrArray) shown = g_ptr_array_new(), grid = make_grid(rows, context, shown);
  const guint n_text_columns = count_text_columns(grid);
  sal_border_widen_grid(grid, shown, context);
  sal_cells_append_markdown(text, grid, n_text_columns);
  sal_axes_append_markdown_table(context->axes, rows, context->shown, text);
  if (context->uncertainty != NULL)
    sal_uncertainty_append_markdown_table(context, rows, text);
  sal_published_append_markdown_table(context, text);
  GString *notes = g_string_new(NULL);
  append_summaries(notes, rows, context);
  append_noise(notes, rows, context);
  append_periods(notes, rows);
  append_doubtful_sides(notes, rows);
  append_parties(notes, context);
  append_definition(notes, rows, context);
  sal_cells_append_markdown_notes(text, notes->str);
  g_string_free(notes, TRUE);
  return g_string_free(text, FALSE);
}
