#include "data/table/table-published.h"

#include "data/base/cells.h"
#include "data/base/csv.h"
#include "data/base/error.h"
#include "data/base/plain.h"
#include "data/change/row.h"
#include "data/table/table-day.h"

#include <math.h>

#define N_COLUMNS 13
#define SOURCE_COLUMN 1 /* only if some figure has a source */
#define FIRST_AREA 6    /* of the columns with areas */
#define LAST_AREA 9
#define N_TEXT_COLUMNS 6
#define MOST_LISTED 20 /* settings that agree, in JSON */
#define NAME_MAX_CHARS 80

static const SalPublishedMatch *
get_match(const SalPublishedMatches *matches, guint i)
{
  return &g_array_index(matches->matches, SalPublishedMatch, i);
}

static gint64
get_published_m2(const SalPublishedMatch *match)
{
  return llround(match->figure->m2);
}

/* The setting, as options are spelled. Owned by the caller. */
static char *
format_setting(const SalPublishedMatches *matches, const SalPublishedMatch *match, const SalTrial *trial,
               const char *before_option)
{
  SalSetting own = matches->own;
  own.kind = match->figure->kind;
  g_autofree char *text =
      sal_setting_format(&trial->setting, &own, matches->date_shift_days, matches->class_names);
  g_autofree char *all = !match->has_resets ? g_strdup(text)
                         : *text == '\0'
                             ? g_strdup("without " SAL_OPTION("accept-reset"))
                             : g_strconcat("without " SAL_OPTION("accept-reset") ", ", text, NULL);
  return sal_error_spell(all, before_option != NULL ? before_option : "");
}

static const SalTrial *
get_first(const SalPublishedMatch *match)
{
  return &g_array_index(match->agreeing, SalTrial, 0);
}

static const char *
get_doubt(const SalPublishedMatch *match)
{
  return match->verdict == SAL_PUBLISHED_CHANCE ? "perhaps chance: " : "";
}

/* CSV */

static const SalPublishedMatch *
find_match(const SalRow *row, const SalTableContext *context)
{
  return sal_published_matches_find(context->published, row->change);
}

static void
write_figure(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const SalPublishedMatch *match = find_match(row, context);
  if (match != NULL)
    sal_csv_append_km2(text, get_published_m2(match));
}

static void
write_difference(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const SalPublishedMatch *match = find_match(row, context);
  if (match != NULL)
    sal_csv_append_km2(text, match->own_m2 - get_published_m2(match));
}

static void
write_explanation(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const SalPublishedMatch *match = find_match(row, context);
  if (match == NULL)
    return;
  if (match->verdict == SAL_PUBLISHED_AGREES)
    g_string_append(text, "agrees");
  if (match->agreeing->len == 0)
    return;
  g_autofree char *setting =
      format_setting(context->published, match, get_first(match), context->before_option);
  g_autofree char *cell = g_strconcat(get_doubt(match), setting, NULL);
  sal_csv_append_field(text, cell);
}

void
sal_published_add_columns(const SalPublishedMatches *matches, SalTableColumns *columns)
{
  static const SalTableColumn all[] = {
    { "published_km2", SAL_COLUMN_NUMBER, "km2",
      "the figure of the period in the table of the option 'published'; its first, if it has several",
      write_figure },
    { "published_difference_km2", SAL_COLUMN_NUMBER, "km2", "this run's figure, less the published one",
      write_difference },
    { "published_explained_by", SAL_COLUMN_TEXT, NULL,
      "'agrees', or the setting with which this run's figure would agree; empty if none does",
      write_explanation },
  };
  sal_table_columns_add(columns, all, matches != NULL ? G_N_ELEMENTS(all) : 0);
}

/* JSON */

static void
add_text(SalJson *json, const char *key, const char *text)
{
  sal_json_add_string(json, key, *text != '\0' ? text : NULL);
}

static void
add_trial(SalJson *json, const char *key, const SalPublishedMatches *matches, const SalPublishedMatch *match,
          const SalTrial *trial, const char *before_option)
{
  SalSetting own = matches->own;
  own.kind = match->figure->kind;
  g_autofree char *setting = format_setting(matches, match, trial, before_option);
  sal_json_open(json, key, '{');
  sal_json_add_string(json, "setting", setting);
  sal_json_add_integer(json, "departures",
                       sal_setting_count_departures(&trial->setting, &own) + (match->has_resets ? 1u : 0u));
  sal_table_add_day(json, "from_snapshot", trial->from_snapshot);
  sal_table_add_day(json, "to_snapshot", trial->to_snapshot);
  sal_json_add_km2(json, "km2", llround(trial->m2));
  sal_json_add_km2(json, "difference_km2", llround(trial->m2) - get_published_m2(match));
  sal_json_close(json, '}');
}

/* The departures of those that agree. */
static guint
count_departures(const SalPublishedMatches *matches, const SalPublishedMatch *match)
{
  SalSetting own = matches->own;
  own.kind = match->figure->kind;
  return sal_setting_count_departures(&get_first(match)->setting, &own);
}

static void
add_trials(SalJson *json, const SalPublishedMatches *matches, const SalPublishedMatch *match,
           const char *before_option)
{
  const guint n_without =
      match->agreeing->len > 0 ? count_departures(matches, match) : G_N_ELEMENTS(match->nearest);
  sal_json_add_integer(json, "tried", match->n_tried);
  sal_json_add_integer(json, "agree", match->agreeing->len);
  sal_json_add_decimal(json, "agree_by_chance", match->by_chance, 1);
  sal_json_open(json, "settings", '[');
  for (guint i = 0; i < MIN(match->agreeing->len, MOST_LISTED); i++)
    add_trial(json, NULL, matches, match, &g_array_index(match->agreeing, SalTrial, i), before_option);
  sal_json_close(json, ']');
  sal_json_open(json, "nearest", '[');
  for (guint i = 0; i < n_without; i++)
    if (match->n_nearest[i] > 0)
      add_trial(json, NULL, matches, match, &match->nearest[i], before_option);
  sal_json_close(json, ']');
}

static void
add_figure(SalJson *json, const SalPublishedMatches *matches, const SalPublishedMatch *match,
           const char *before_option)
{
  const SalPublishedFigure *figure = match->figure;
  sal_json_open(json, NULL, '{');
  sal_json_add_integer(json, "line", figure->line);
  add_text(json, "source", figure->source);
  sal_json_add_string(json, "period", figure->period);
  sal_json_add_string(json, "figure", sal_figure_kind_get_name(figure->kind));
  sal_json_add_string(json, "as_published", figure->text);
  sal_json_add_string(json, "unit", figure->unit);
  sal_json_add_km2(json, "published_km2", get_published_m2(match));
  sal_json_add_km2(json, "tolerance_km2", llround(figure->tolerance_m2));
  add_text(json, "definition", figure->definition);
  add_text(json, "published_on", figure->published);
  add_text(json, "note", figure->note);
  if (match->change != NULL) {
    sal_json_add_km2(json, "own_km2", match->own_m2);
    sal_json_add_km2(json, "difference_km2", match->own_m2 - get_published_m2(match));
  } else {
    sal_json_add_string(json, "own_km2", NULL);
    sal_json_add_string(json, "difference_km2", NULL);
  }
  sal_json_add_string(json, "verdict", sal_published_verdict_get_name(match->verdict));
  add_trials(json, matches, match, before_option);
  sal_json_close(json, '}');
}

void
sal_published_add_json(const SalPublishedMatches *matches, const char *before_option, SalJson *json)
{
  if (matches == NULL)
    return;
  const GPtrArray *columns = sal_published_get_columns(matches->published);
  sal_json_open(json, "published", '{');
  sal_json_add_source(json, "file", sal_published_get_file(matches->published));
  sal_json_open(json, "columns", '[');
  for (guint i = 0; i < columns->len; i++)
    sal_json_add_string(json, NULL, columns->pdata[i]);
  sal_json_close(json, ']');
  sal_json_add_string(json, "class", matches->class_name);
  sal_json_open(json, "figures", '[');
  for (guint i = 0; i < matches->matches->len; i++)
    add_figure(json, matches, get_match(matches, i), before_option);
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

/* Text */

static gboolean
has_sources(const SalPublishedMatches *matches)
{
  for (guint i = 0; i < matches->matches->len; i++)
    if (*get_match(matches, i)->figure->source != '\0')
      return TRUE;
  return FALSE;
}

static char *
format_m2(gint64 m2, const SalCellsUnit *unit, gboolean with_sign)
{
  return sal_cells_format_m2(unit, (double)m2, with_sign);
}

/* The setting that the row tells of: the first that agrees, else the nearest; NULL: none. */
static const SalTrial *
get_told(const SalPublishedMatch *match)
{
  return match->agreeing->len > 0 ? get_first(match) : sal_published_match_get_nearest(match);
}

static char *
format_verdict(const SalPublishedMatches *matches, const SalPublishedMatch *match, const char *before_option)
{
  const SalTrial *told = get_told(match);
  g_autofree char *setting = told != NULL ? format_setting(matches, match, told, before_option) : NULL;
  switch (match->verdict) {
  case SAL_PUBLISHED_AGREES:
    return g_strdup("this run");
  case SAL_PUBLISHED_INCOMPLETE:
    return g_strdup("not tried: incomplete here");
  case SAL_PUBLISHED_NOT_IN_RUN:
    return g_strdup("not tried: not in this run");
  case SAL_PUBLISHED_UNEXPLAINED:
    return told == NULL ? g_strdup("nothing that was tried")
                        : g_strconcat("nothing that was tried; nearest: ", setting, NULL);
  case SAL_PUBLISHED_EXPLAINED:
  case SAL_PUBLISHED_CHANCE:
  default:
    return g_strconcat(get_doubt(match), setting, NULL);
  }
}

/* The days and the figure of that setting. */
static void
add_told(const SalPublishedMatch *match, const SalCellsUnit *unit, char **cells)
{
  const SalTrial *told = get_told(match);
  cells[4] = told != NULL ? sal_day_format(told->from_snapshot) : g_strdup("");
  cells[5] = told != NULL ? sal_day_format(told->to_snapshot) : g_strdup("");
  cells[9] =
      told != NULL ? format_m2(llround(told->m2), unit, match->figure->kind == SAL_FIGURE_NET) : g_strdup("");
}

static char *
format_chance(double by_chance)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  return g_strdup(g_ascii_formatd(digits, sizeof digits, "%.1f", by_chance));
}

/* The run's figure as the table of the run rounds it. */
static gint64
get_own_units(const SalPublishedMatches *matches, const SalPublishedMatch *match, double digit_m2)
{
  const SalRow row = sal_row_round(match->change, digit_m2, sal_area_model_is_additive(matches->own.model));
  return sal_row_get_figure(&row, match->figure->kind);
}

static char **
make_cells(const SalTableContext *context, const SalPublishedMatch *match)
{
  const SalPublishedMatches *matches = context->published;
  const SalCellsUnit *unit = context->unit;
  const double digit_m2 = sal_cells_get_digit_m2(unit);
  const gboolean is_net = match->figure->kind == SAL_FIGURE_NET, is_known = match->change != NULL;
  const gint64 own = is_known ? get_own_units(matches, match, digit_m2) : 0;
  const gint64 published = sal_row_count_units(match->figure->m2, digit_m2);
  char **cells = g_new0(char *, N_COLUMNS + 1);
  cells[0] = g_strdup(match->figure->period);
  cells[SOURCE_COLUMN] = g_strdup(match->figure->source);
  cells[2] = g_strdup(sal_figure_kind_get_name(match->figure->kind));
  cells[3] = format_verdict(matches, match, context->before_option);
  cells[6] = format_m2(get_published_m2(match), unit, is_net);
  cells[7] = is_known ? sal_cells_format_count(unit, own, is_net) : g_strdup("\u2013");
  cells[8] = is_known ? sal_cells_format_count(unit, own - published, TRUE) : g_strdup("\u2013");
  add_told(match, unit, cells);
  cells[10] = g_strdup_printf("%u", match->n_tried);
  cells[11] = g_strdup_printf("%u", match->agreeing->len);
  cells[12] = format_chance(match->by_chance);
  return cells;
}

static void
drop_source_column(char **cells)
{
  g_free(cells[SOURCE_COLUMN]);
  for (guint i = SOURCE_COLUMN; i < N_COLUMNS; i++)
    cells[i] = cells[i + 1];
}

static GPtrArray *
make_grid(const SalTableContext *context)
{
  static const char *const titles[N_COLUMNS] = { "Published",  "Source",    "Figure",    "Agrees with",
                                                 "From",       "To",        "Published", "This run",
                                                 "Difference", "With that", "Tried",     "Agree",
                                                 "By chance" };
  const SalPublishedMatches *matches = context->published;
  const char *unit = sal_cells_get_unit_name(context->unit);
  char **heads = g_new0(char *, N_COLUMNS + 1);
  const gboolean keeps_source = has_sources(matches);
  GPtrArray *grid = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  for (guint i = 0; i < N_COLUMNS; i++)
    heads[i] = g_strconcat(titles[i], i >= FIRST_AREA && i <= LAST_AREA ? " " : NULL, unit, NULL);
  g_ptr_array_add(grid, heads);
  for (guint i = 0; i < matches->matches->len; i++)
    g_ptr_array_add(grid, make_cells(context, get_match(matches, i)));
  for (guint i = 0; i < grid->len && !keeps_source; i++)
    drop_source_column(grid->pdata[i]);
  return grid;
}

void
sal_published_append_text_table(const SalTableContext *context, GString *text)
{
  const SalPublishedMatches *matches = context->published;
  if (matches == NULL)
    return;
  g_autoptr(GPtrArray) grid = make_grid(context);
  sal_cells_append_text(text, grid, N_TEXT_COLUMNS - !has_sources(matches));
  g_string_append_c(text, '\n');
}

void
sal_published_append_markdown_table(const SalTableContext *context, GString *text)
{
  const SalPublishedMatches *matches = context->published;
  if (matches == NULL)
    return;
  g_autoptr(GPtrArray) grid = make_grid(context);
  g_string_append_c(text, '\n');
  sal_cells_append_markdown(text, grid, N_TEXT_COLUMNS - !has_sources(matches));
}

static void
append_counts(const SalPublishedMatches *matches, GString *text)
{
  static const char *const phrases[] = {
    "as this run has it",          "with another setting",  "with one that may agree by chance",
    "with nothing that was tried", "of incomplete periods", "not in this run"
  };
  guint counts[G_N_ELEMENTS(phrases)] = { 0 };
  for (guint i = 0; i < matches->matches->len; i++)
    counts[get_match(matches, i)->verdict]++;
  for (guint i = 0; i < G_N_ELEMENTS(phrases); i++)
    if (counts[i] > 0 || i <= SAL_PUBLISHED_UNEXPLAINED)
      g_string_append_printf(text, "%s%u %s", i == 0 ? ": " : ", ", counts[i], phrases[i]);
}

void
sal_published_append_text(const SalPublishedMatches *matches, GString *text)
{
  if (matches == NULL)
    return;
  const guint n = matches->matches->len;
  const GPtrArray *columns = sal_published_get_columns(matches->published);
  g_autofree char *base = g_path_get_basename(sal_published_get_file(matches->published));
  g_autofree char *file = sal_plain_show(base, NAME_MAX_CHARS);
  g_string_append_printf(text, "published: %s, beside %s: %u figure%s", file, matches->class_name, n,
                         n == 1 ? "" : "s");
  append_counts(matches, text);
  g_string_append(text,
                  "; a figure agrees within half of its last digit, unless the table has a tolerance\n"
                  "published: tried are either boundary 3 days earlier to 3 later, other ways of sampling, "
                  "area models, net or gained, and classes: one departure from this run, then two if none "
                  "agrees; some agree by chance, as many as the last column says if figures were spread "
                  "evenly\n"
                  "published: read ");
  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (const char *)columns->pdata[i]);
  g_string_append_c(text, '\n');
}
