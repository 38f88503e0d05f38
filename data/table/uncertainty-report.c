#include "data/table/uncertainty-report.h"

#include "data/base/cells.h"
#include "data/base/error.h"
#include "data/change/change.h"

#include <math.h>
#include <string.h>

#define N_TEXT_COLUMNS 2
#define MOST_COLUMNS 10
#define NONE "\u2013"

/* The last digit that a figure may have, in m2, by an uncertainty: the second significant one in the shown unit. 0 of it is known
 * completely. */
static double
find_unit_m2(double uncertainty_m2, const SalCellsUnit *shown)
{
  const double whole_m2 = sal_cells_get_whole_m2(shown), least_m2 = sal_cells_get_digit_m2(shown);
  const double digit =
      uncertainty_m2 > 0 ? pow(10, floor(log10(uncertainty_m2 / whole_m2)) - 1) * whole_m2 : least_m2;
  return MAX(digit, least_m2);
}

/* Formats m2 in the shown unit without digits finer than unit_m2. Owned by the caller. */
static char *
format(double m2, double unit_m2, const SalCellsUnit *shown, gboolean with_sign)
{
  char *text = sal_cells_format_m2(shown, round(m2 / unit_m2) * unit_m2, with_sign);
  char *point = strchr(text, '.');
  const int decimals = (int)ceil(-log10(unit_m2 / sal_cells_get_whole_m2(shown)) - 1e-9);
  if (point != NULL && decimals <= 0)
    *point = '\0';
  else if (point != NULL && (size_t)decimals < strlen(point + 1))
    point[1 + decimals] = '\0';
  return text;
}

static double
get_unit_m2(const SalChange *change, const SalCellsUnit *shown)
{
  const SalPositionError *position = &change->uncertainty->position;
  return find_unit_m2(position->why == SAL_UNSTATED_NOT ? position->random_m2 : 0, shown);
}

char *
sal_uncertainty_format_net(const SalChange *change, const SalCellsUnit *shown)
{
  if (change->uncertainty == NULL || change->uncertainty->position.why != SAL_UNSTATED_NOT)
    return NULL;
  return format(sal_change_get_net_m2(change), get_unit_m2(change, shown), shown, TRUE);
}

/* A net that may be the change's own, which its row has as the difference of rounded areas. Owned by the caller. */
static char *
format_net(const SalChange *change, double m2, const SalCellsUnit *shown)
{
  const double unit_m2 = get_unit_m2(change, shown), digit_m2 = sal_cells_get_digit_m2(shown);
  const gboolean is_own = fabs(m2 - sal_change_get_net_m2(change)) < 1e-3 && unit_m2 <= digit_m2;
  return is_own ? sal_cells_format_count(shown, sal_row_round(change, digit_m2, TRUE).net, TRUE)
                : format(m2, unit_m2, shown, TRUE);
}

static char *
format_cutoff(const SalChange *change, const SalCellsUnit *shown)
{
  const SalCutoff *cutoff = &change->uncertainty->cutoff;
  g_autofree char *min = format_net(change, cutoff->net_min_m2, shown),
                  *max = format_net(change, cutoff->net_max_m2, shown);
  return g_strdup_printf("%s to %s", min, max);
}

/* "+482.900 to +512.000". Owned by the caller. */
static char *
format_range(double min_m2, double max_m2, double unit_m2, const SalCellsUnit *shown)
{
  g_autofree char *min = format(min_m2, unit_m2, shown, TRUE), *max = format(max_m2, unit_m2, shown, TRUE);
  return g_strdup_printf("%s to %s", min, max);
}

/* The table */

static gboolean
wants_table(const SalUncertaintyAsked *asked)
{
  return sal_uncertainty_has_columns(asked);
}

static void
add_cell(GPtrArray *cells, char *text)
{
  g_ptr_array_add(cells, text != NULL ? text : g_strdup(NONE));
}

static char **
make_titles(const SalUncertaintyAsked *asked, const SalCellsUnit *shown)
{
  const char *unit = sal_cells_get_unit_name(shown);
  GPtrArray *cells = g_ptr_array_new();
  add_cell(cells, g_strdup("Period"));
  add_cell(cells, g_strdup("Class"));
  add_cell(cells, g_strconcat("Net ", unit, NULL));
  if (asked->cutoff)
    add_cell(cells, g_strconcat("Cut-off, net ", unit, NULL));
  if (asked->position.is_stated) {
    add_cell(cells, g_strdup("New edges km"));
    add_cell(cells, g_strdup("Old edges km"));
    add_cell(cells, g_strconcat("Position, bound ± ", unit, NULL));
    add_cell(cells, g_strconcat("Position, random ± ", unit, NULL));
  }
  if (asked->model)
    add_cell(cells, g_strconcat("Models, net ", unit, NULL));
  g_ptr_array_add(cells, NULL);
  return (char **)g_ptr_array_free(cells, FALSE);
}

static char *
format_km(double m)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  return g_strdup(g_ascii_formatd(digits, sizeof digits, "%.0f", m / 1000));
}

static void
add_position_cells(GPtrArray *cells, const SalPositionError *position, const SalCellsUnit *shown)
{
  const gboolean is_known = position->why == SAL_UNSTATED_NOT;
  const double unit_m2 = find_unit_m2(position->random_m2, shown);
  add_cell(cells, is_known ? format_km(position->new_m) : NULL);
  add_cell(cells, is_known ? format_km(position->old_m) : NULL);
  add_cell(cells, is_known ? format(position->bound_m2, unit_m2, shown, FALSE) : NULL);
  add_cell(cells, is_known ? format(position->random_m2, unit_m2, shown, FALSE) : NULL);
}

static char **
make_cells(const SalUncertaintyAsked *asked, const SalChange *change, const SalCellsUnit *shown)
{
  const SalUncertainty *found = change->uncertainty;
  const double unit_m2 = get_unit_m2(change, shown);
  GPtrArray *cells = g_ptr_array_new();
  add_cell(cells, sal_period_make_label(&change->period));
  add_cell(cells, g_strdup(change->class_name));
  add_cell(cells, format_net(change, sal_change_get_net_m2(change), shown));
  if (asked->cutoff)
    add_cell(cells, found->cutoff.why == SAL_UNSTATED_NOT ? format_cutoff(change, shown) : NULL);
  if (asked->position.is_stated)
    add_position_cells(cells, &found->position, shown);
  if (asked->model)
    add_cell(cells, found->model.why == SAL_UNSTATED_NOT
                        ? format_range(found->model.net_min_m2, found->model.net_max_m2, unit_m2, shown)
                        : NULL);
  g_ptr_array_add(cells, NULL);
  return (char **)g_ptr_array_free(cells, FALSE);
}

static GPtrArray *
make_grid(const SalTableContext *context, const GArray *rows)
{
  const SalUncertaintyAsked *asked = context->uncertainty;
  GPtrArray *grid = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  g_ptr_array_add(grid, make_titles(asked, context->unit));
  for (guint i = 0; i < rows->len; i++) {
    const SalChange *change = g_array_index(rows, SalRow, i).change;
    if (change->uncertainty != NULL && (context->shown == NULL || context->shown == change->class_name))
      g_ptr_array_add(grid, make_cells(asked, change, context->unit));
  }
  return grid;
}

void
sal_uncertainty_append_text_table(const SalTableContext *context, const GArray *rows, GString *text)
{
  if (!wants_table(context->uncertainty))
    return;
  g_autoptr(GPtrArray) grid = make_grid(context, rows);
  sal_cells_append_text(text, grid, N_TEXT_COLUMNS);
  g_string_append_c(text, '\n');
}

void
sal_uncertainty_append_markdown_table(const SalTableContext *context, const GArray *rows, GString *text)
{
  if (!wants_table(context->uncertainty))
    return;
  g_autoptr(GPtrArray) grid = make_grid(context, rows);
  g_string_append_c(text, '\n');
  sal_cells_append_markdown(text, grid, N_TEXT_COLUMNS);
}

/* The lines */

/* Why no period has a range, in words; NULL: that goes without saying. */
static const char *
describe(SalUnstated why)
{
  switch (why) {
  case SAL_UNSTATED_SHORT_PERIOD:
    return "not looked for in periods shorter than a week";
  case SAL_UNSTATED_YEARS:
    return "not known, since only the years of the snapshots are";
  case SAL_UNSTATED_OTHER_SNAPSHOTS:
    return "not known, since no other snapshots stand for the days beside the boundaries";
  default:
    return NULL;
  }
}

static void
append_no_cutoff(const GPtrArray *changes, const char *class_name, GString *text)
{
  for (guint i = 0; i < changes->len; i++) {
    const char *words = describe(((const SalChange *)changes->pdata[i])->uncertainty->cutoff.why);
    if (words == NULL)
      continue;
    g_string_append_printf(text, "%s: cut-off: %s\n", class_name, words);
    return;
  }
}

static void
append_cutoff(const GPtrArray *changes, const char *class_name, const SalCellsUnit *shown, GString *text)
{
  double min_m2, max_m2;
  const SalChange *widest = sal_uncertainty_find_widest(changes);
  if (widest == NULL) {
    append_no_cutoff(changes, class_name, text);
    return;
  }
  const char *unit = sal_cells_get_unit_name(shown);
  g_autofree char *range = format_cutoff(widest, shown);
  g_string_append_printf(text, "%s: cut-off, with boundaries a day earlier or later: ", class_name);
  if (changes->len == 1) {
    g_string_append_printf(text, "net %s %s\n", range, unit);
    return;
  }
  g_string_append_printf(text, "net of %s %s %s, the widest range", widest->period.name, range, unit);
  if (sal_uncertainty_find_mean(changes, &min_m2, &max_m2)) {
    g_autofree char *mean = format_range(min_m2, max_m2, get_unit_m2(widest, shown), shown);
    g_string_append_printf(text, "; mean net %s %s", mean, unit);
  }
  g_string_append_c(text, '\n');
}

/* The period in which the bound is the largest. */
static const SalChange *
find_least_sure(const GPtrArray *changes)
{
  const SalChange *found = NULL;
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    const SalPositionError *position = &change->uncertainty->position;
    if (position->why == SAL_UNSTATED_NOT &&
        (found == NULL || position->bound_m2 > found->uncertainty->position.bound_m2))
      found = change;
  }
  return found;
}

/* Why no period has a bound, in words. */
static const char *
describe_no_position(const GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (((const SalChange *)changes->pdata[i])->uncertainty->position.why == SAL_UNSTATED_NARROW)
      return "no period has an area wider than the error";
  return "each period is accepted as a reset, or has one snapshot for both ends";
}

static void
append_position(const GPtrArray *changes, const char *class_name, const SalCellsUnit *shown, GString *text)
{
  const SalChange *change = find_least_sure(changes);
  if (change == NULL) {
    g_string_append_printf(text, "%s: position: not stated, %s\n", class_name, describe_no_position(changes));
    return;
  }
  const SalPositionError *position = &change->uncertainty->position;
  const double unit_m2 = get_unit_m2(change, shown);
  g_autofree char *net = format(sal_change_get_net_m2(change), unit_m2, shown, TRUE);
  g_autofree char *bound = format(position->bound_m2, unit_m2, shown, FALSE);
  g_autofree char *random = format(position->random_m2, unit_m2, shown, FALSE);
  g_string_append_printf(text,
                         "%s: position: net of %s %s %s, ± %s at most if all that is new is off to one side, "
                         "± %s (standard deviation) if it is off at random%s\n",
                         class_name, change->period.name, net, sal_cells_get_unit_name(shown), bound, random,
                         changes->len > 1 ? "; no other period has a larger bound" : "");
}

static void
append_model(const GPtrArray *changes, const char *class_name, const SalCellsUnit *shown, GString *text)
{
  const SalChange *widest = NULL;
  double width_m2 = -1;
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    const SalModelSpread *model = &change->uncertainty->model;
    if (model->why != SAL_UNSTATED_NOT || !(model->net_max_m2 - model->net_min_m2 > width_m2))
      continue;
    widest = change;
    width_m2 = model->net_max_m2 - model->net_min_m2;
  }
  if (widest == NULL)
    return;
  const SalModelSpread *model = &widest->uncertainty->model;
  g_autofree char *range =
      format_range(model->net_min_m2, model->net_max_m2, sal_cells_get_digit_m2(shown), shown);
  g_string_append_printf(text, "%s: area models (", class_name);
  for (guint i = 0; i < model->n_models; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", model->models[i]);
  g_string_append_printf(text, "): net of %s %s %s%s\n", widest->period.name, range,
                         sal_cells_get_unit_name(shown), changes->len > 1 ? ", the widest spread" : "");
}

void
sal_uncertainty_append_text(const SalTableContext *context, const GArray *rows, const char *class_name,
                            GString *text)
{
  const SalUncertaintyAsked *asked = context->uncertainty;
  g_autoptr(GPtrArray) changes = sal_uncertainty_list_changes(rows, class_name);
  if (changes->len == 0)
    return;
  if (asked->cutoff)
    append_cutoff(changes, class_name, context->unit, text);
  if (asked->position.is_stated)
    append_position(changes, class_name, context->unit, text);
  if (asked->model)
    append_model(changes, class_name, context->unit, text);
}

static gboolean
has_any(const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index(rows, SalRow, i).change->uncertainty != NULL)
      return TRUE;
  return FALSE;
}

void
sal_uncertainty_append_text_position(const SalUncertaintyAsked *asked, const GArray *rows,
                                     const char *before_option, GString *text)
{
  const SalPositionOptions *position = &asked->position;
  if (!has_any(rows))
    return;
  if (!position->is_stated) {
    g_autofree char *line =
        sal_error_spell("position of the front: uncertainty not stated (" SAL_OPTION("position-error") ")",
                        before_option != NULL ? before_option : "");
    g_string_append_printf(text, "%s\n", line);
    return;
  }
  char metres[G_ASCII_DTOSTR_BUF_SIZE], km[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(metres, sizeof metres, "%g", position->error_m);
  g_ascii_formatd(km, sizeof km, "%g", position->correlation_m / 1000);
  g_string_append_printf(
      text,
      "position of the front: stated as %s m, off to one side over %s km of it%s; kinds of "
      "uncertainty are not added up\n",
      metres, km, position->is_correlation_given ? "" : " (the program's choice)");
}
