#include "render/words/wording.h"

#include "data/base/error.h"
#include "render/words/comparison.h"
#include "render/words/reset-note.h"
#include "render/words/template.h"

#include <string.h>

#define DUST_M2 1.0 /* a change smaller than this is an error of arithmetic */
#define BASE_MAP "Natural Earth"

typedef enum {
  FIELD_PERIOD,
  FIELD_FROM,
  FIELD_TO,
  FIELD_CLASS,
  FIELD_GAINED,
  FIELD_LOST,
  FIELD_NET,
  FIELD_REGION,
  FIELD_SOURCE,
  FIELD_MEAN,
  FIELD_N,
  N_FIELDS
} Field;

static const char *const PLACEHOLDERS[N_FIELDS + 1] = { "period", "from", "to",  "class",
                                                        "gained", "lost", "net", "region",
                                                        "source", "mean", "n",   NULL };

char *
sal_wording_describe_year(const SalWords *words, int year, SalWord before_christ)
{
  g_autofree char *number = g_strdup_printf("%d", year > 0 ? year : 1 - year);
  return year > 0 ? g_steal_pointer(&number) : sal_words_fill(words, before_christ, "year", number, NULL);
}

/* A day in a pattern of {day} {month} {mon} {year}. */
static char *
format_day(const SalWords *words, SalDay day, SalWord pattern)
{
  int year, month, month_day;
  sal_day_to_civil(day, &year, &month, &month_day);
  g_autofree char *year_text = sal_wording_describe_year(words, year, SAL_WORD_BC);
  g_autofree char *day_text =
      month_day == 1 ? g_strdup(sal_words_get(words, SAL_WORD_FIRST_DAY)) : g_strdup_printf("%d", month_day);
  return sal_words_fill(words, pattern, "day", day_text, "month",
                        sal_words_get_item(words, SAL_WORD_MONTHS_IN_DATES, (guint)month - 1), "mon",
                        sal_words_get_item(words, SAL_WORD_MONTHS_IN_DATES_SHORT, (guint)month - 1), "year",
                        year_text, NULL);
}

char *
sal_wording_describe_day(const SalWords *words, SalDay day)
{
  return format_day(words, day, SAL_WORD_DATE);
}

char *
sal_wording_describe_days(const SalWords *words, SalDay from, SalDay to)
{
  int from_year, from_month, to_year, to_month, day;
  sal_day_to_civil(from, &from_year, &from_month, &day);
  sal_day_to_civil(to, &to_year, &to_month, &day);
  const gboolean same_year = from_year == to_year, same_month = same_year && from_month == to_month;
  g_autofree char *first = format_day(words, from,
                                      same_month  ? SAL_WORD_DATE_IN_MONTH
                                      : same_year ? SAL_WORD_DATE_IN_YEAR
                                                  : SAL_WORD_DATE);
  g_autofree char *last = format_day(words, to, SAL_WORD_DATE);
  return sal_words_fill(words,
                        same_month  ? SAL_WORD_DAYS_IN_MONTH
                        : same_year ? SAL_WORD_DAYS_IN_YEAR
                                    : SAL_WORD_DAYS,
                        "from", first, "to", last, NULL);
}

static char *
describe_month(const SalWords *words, const SalPeriodUnit *unit, SalWord pattern)
{
  const guint month = (guint)unit->number - 1;
  g_autofree char *year = sal_wording_describe_year(words, unit->year, SAL_WORD_BC);
  return sal_words_fill(words, pattern, "month", sal_words_get_item(words, SAL_WORD_MONTHS, month), "mon",
                        sal_words_get_item(words, SAL_WORD_MONTHS_SHORT, month), "year", year, NULL);
}

/* A whole week, month, quarter or year; month: the pattern of one that is a month. */
static char *
describe_unit(const SalWords *words, const SalPeriodUnit *unit, SalWord month)
{
  g_autofree char *number = g_strdup_printf("%d", unit->number);
  g_autofree char *year = sal_wording_describe_year(
      words, unit->year, unit->every == SAL_EVERY_YEAR ? SAL_WORD_YEAR_BC : SAL_WORD_BC);
  switch (unit->every) {
  case SAL_EVERY_WEEK:
    return sal_words_fill(words, SAL_WORD_WEEK, "week", number, "year", year, NULL);
  case SAL_EVERY_QUARTER:
    return sal_words_fill(words, SAL_WORD_QUARTER, "quarter",
                          sal_words_get_item(words, SAL_WORD_QUARTERS, (guint)unit->number - 1), "year", year,
                          NULL);
  case SAL_EVERY_MONTH:
    return describe_month(words, unit, month);
  default:
    return unit->year > 0 ? sal_words_fill(words, SAL_WORD_YEAR, "year", year, NULL) : g_steal_pointer(&year);
  }
}

/* A whole period; month: likewise. */
static char *
describe_whole(const SalWords *words, const SalPeriod *period, SalWord month)
{
  if (period->unit.every != SAL_EVERY_DAYS)
    return describe_unit(words, &period->unit, month);
  return period->to - period->from == 1 ? format_day(words, period->from, SAL_WORD_DATE)
                                        : sal_wording_describe_days(words, period->from, period->to);
}

/* "August 2024 to May 2025". */
static char *
describe_joined(const SalWords *words, const SalPeriod *joined)
{
  if (joined->unit.every == SAL_EVERY_DAYS)
    return sal_wording_describe_days(words, joined->from, joined->to);
  g_autofree char *from = describe_unit(words, &joined->unit, SAL_WORD_MONTH);
  g_autofree char *to = describe_unit(words, &joined->last, SAL_WORD_MONTH);
  return sal_words_fill(words, SAL_WORD_SPAN, "from", from, "to", to, NULL);
}

char *
sal_wording_make_short_period(const SalWords *words, const SalPeriod *period)
{
  return describe_whole(words, period, SAL_WORD_MONTH_SHORT);
}

/* What stands before the year where two periods of one year are joined; NULL: the year cannot be left out. */
static const char *
find_stem(const SalWords *words, const SalPeriodUnit *unit)
{
  if (unit->every == SAL_EVERY_MONTH)
    return sal_words_get_item(words, SAL_WORD_MONTHS_SHORT, (guint)unit->number - 1);
  if (unit->every == SAL_EVERY_QUARTER)
    return sal_words_get_item(words, SAL_WORD_QUARTERS, (guint)unit->number - 1);
  return NULL;
}

char *
sal_wording_make_short_span(const SalWords *words, const SalPeriod *first, const SalPeriod *last)
{
  if (first->unit.every == SAL_EVERY_DAYS)
    return sal_wording_describe_days(words, first->from, last->to);
  const char *stem = first->unit.year == last->unit.year ? find_stem(words, &first->unit) : NULL;
  g_autofree char *from = stem != NULL ? g_strdup(stem) : sal_wording_make_short_period(words, first);
  g_autofree char *to = sal_wording_make_short_period(words, last);
  return sal_words_fill(words, SAL_WORD_SPAN, "from", from, "to", to, NULL);
}

char *
sal_page_describe_period(const SalWords *words, const SalPeriod *period)
{
  g_autofree char *name =
      period->is_joined ? describe_joined(words, period) : describe_whole(words, period, SAL_WORD_MONTH);
  if (!period->partial)
    return g_steal_pointer(&name);
  g_autofree char *days = sal_wording_describe_days(words, period->from, period->to);
  if (g_str_equal(days, name))
    return g_steal_pointer(&name);
  return sal_words_fill(words, SAL_WORD_PARTIAL, "period", name, "days", days, NULL);
}

SalWordUnit
sal_wording_find_unit(const SalRun *run)
{
  static const SalWordUnit units[] = {
    [SAL_EVERY_DAYS] = SAL_WORD_UNIT_PERIOD, [SAL_EVERY_WEEK] = SAL_WORD_UNIT_WEEK,
    [SAL_EVERY_MONTH] = SAL_WORD_UNIT_MONTH, [SAL_EVERY_QUARTER] = SAL_WORD_UNIT_QUARTER,
    [SAL_EVERY_YEAR] = SAL_WORD_UNIT_YEAR,
  };
  const SalPeriod *first =
      run->changes->len > 0 ? &((const SalChange *)run->changes->pdata[0])->period : NULL;
  if (first == NULL)
    return SAL_WORD_UNIT_PERIOD;
  return first->unit.every == SAL_EVERY_DAYS && first->to - first->from == 1 ? SAL_WORD_UNIT_DAY
                                                                             : units[first->unit.every];
}

const char *
sal_wording_get_class(const SalWords *words, const char *class_name)
{
  const char *label = sal_words_find_class(words, class_name);
  return label != NULL ? label : class_name;
}

static char *
get_source_name(const SalChange *change)
{
  return change->to != NULL && change->to->path != NULL ? g_path_get_basename(change->to->path) : NULL;
}

/* The values of the placeholders, in their order; of the run NULL where there is none. */
static char **
make_values(const SalWords *words, const SalChange *change, const SalRun *run)
{
  const SalFigures figures = sal_figures_compute(change);
  char **values = g_new0(char *, N_FIELDS);
  values[FIELD_PERIOD] = sal_page_describe_period(words, &change->period);
  values[FIELD_FROM] = format_day(words, change->period.from, SAL_WORD_DATE);
  values[FIELD_TO] = format_day(words, change->period.to, SAL_WORD_DATE);
  values[FIELD_CLASS] = g_strdup(change->class_name);
  values[FIELD_GAINED] = sal_figures_format_km2(words, figures.gained_km2, figures.decimals, FALSE);
  values[FIELD_LOST] = sal_figures_format_km2(words, figures.lost_km2, figures.decimals, FALSE);
  values[FIELD_NET] = sal_figures_format_km2(words, figures.net_km2, figures.decimals, TRUE);
  values[FIELD_REGION] = g_strdup(change->region);
  values[FIELD_SOURCE] = get_source_name(change);
  if (run != NULL && run->n_counted > 0)
    values[FIELD_MEAN] = sal_figures_format_km2(words, run->mean_net_m2 / 1e6, 1, TRUE);
  if (run != NULL)
    values[FIELD_N] = g_strdup_printf("%u", run->changes->len);
  return values;
}

char *
sal_wording_expand(const SalWords *words, const char *template_text, const char *what,
                   const SalChange *change, const SalRun *run, GError **error)
{
  if (!sal_template_check(template_text, PLACEHOLDERS, SAL_ERROR_RENDER, error)) {
    g_prefix_error(error, "%s: ", what);
    return NULL;
  }
  char **values = make_values(words, change, run);
  char *text = sal_template_fill(template_text, PLACEHOLDERS, (const char *const *)values);
  for (guint i = 0; i < N_FIELDS; i++)
    g_free(values[i]);
  g_free(values);
  return text;
}

char *
sal_wording_make_title(const SalPageOptions *options, const SalChange *change, const SalRun *run,
                       gboolean is_short, GError **error)
{
  const SalWords *words = options->words;
  if (options->compared[0] != NULL)
    return sal_comparison_make_title(options, change, error);
  if (options->title != NULL)
    return sal_wording_expand(words, options->title, "title", change, run, error);
  g_autofree char *period = sal_page_describe_period(words, &change->period);
  const gboolean is_cumulative = options->layout == SAL_LAYOUT_CUMULATIVE;
  const SalWord pattern = is_short        ? SAL_WORD_TITLE_SHORT
                          : is_cumulative ? SAL_WORD_TITLE_CUMULATIVE
                                          : SAL_WORD_TITLE;
  g_autofree char *from = format_day(words, change->period.from, SAL_WORD_DATE);
  g_autofree char *to = format_day(words, change->period.to, SAL_WORD_DATE);
  g_autofree char *start = sal_words_fill(words, pattern, "period", period, "from", from, "to", to, NULL);
  const char *separator = sal_words_get(words, SAL_WORD_SEPARATOR);
  GString *title = g_string_new(start);
  if (change->region != NULL && *change->region != '\0')
    g_string_append_printf(title, "%s%s", separator, change->region);
  if (change->class_name != NULL && !g_str_equal(change->class_name, "control"))
    g_string_append_printf(title, "%s%s", separator, sal_wording_get_class(words, change->class_name));
  return g_string_free(title, FALSE);
}

/* One snapshot stands for both ends of the period. */
static gboolean
is_unknown(const SalChange *change)
{
  return change->from_snapshot == change->to_snapshot;
}

/* "no snapshot of 1 Jan 2025: change unknown". */
static char *
describe_missing(const SalWords *words, const SalChange *change)
{
  const SalPeriod *period = &change->period;
  const SalDay missing = change->to_snapshot != period->to ? period->to : period->from;
  g_autofree char *day = format_day(words, missing, SAL_WORD_DATE);
  return sal_words_fill(words, SAL_WORD_NO_SNAPSHOT, "date", day, NULL);
}

/* No number, but some change there may be. */
static char *
describe_nothing(const SalWords *words, const SalChange *change)
{
  if (MAX(change->gained_m2, change->lost_m2) < DUST_M2)
    return g_strdup(sal_words_get(words, SAL_WORD_NO_CHANGE));
  g_autofree char *least = sal_figures_format_km2(words, 0.01, 2, FALSE);
  return sal_words_fill(words, SAL_WORD_LESS_THAN, "area", least, NULL);
}

static char *
describe_numbers(const SalWords *words, const SalChange *change, SalWord pattern)
{
  const SalFigures figures = sal_figures_compute(change);
  if (is_unknown(change))
    return describe_missing(words, change);
  if (figures.gained_km2 == 0 && figures.lost_km2 == 0)
    return describe_nothing(words, change);
  g_autofree char *gained = sal_figures_format_km2(words, figures.gained_km2, figures.decimals, FALSE);
  g_autofree char *lost = sal_figures_format_km2(words, figures.lost_km2, figures.decimals, FALSE);
  g_autofree char *net = sal_figures_format_km2(words, figures.net_km2, figures.decimals, TRUE);
  return sal_words_fill(words, pattern, "gained", gained, "lost", lost, "net", net, NULL);
}

/* Whatever a user's subtitle says, no reset passes for movement. Takes subtitle; note may be NULL. */
static char *
append_note(const SalWords *words, char *subtitle, const char *note)
{
  g_autofree char *start = subtitle;
  if (start == NULL || note == NULL)
    return g_steal_pointer(&start);
  return g_strconcat(start, *start != '\0' ? sal_words_get(words, SAL_WORD_SEPARATOR) : "", note, NULL);
}

/* The numbers of an accepted reset stand in the legend alone. */
static char *
make_usual_subtitle(const SalWords *words, const SalChange *change, gboolean is_short)
{
  const char *separator = sal_words_get(words, SAL_WORD_SEPARATOR);
  g_autofree char *days = sal_wording_describe_days(words, change->period.from, change->period.to);
  if (change->accepted || (is_short && !is_unknown(change)))
    return g_steal_pointer(&days);
  if (is_short)
    return g_strconcat(days, separator, sal_words_get(words, SAL_WORD_CHANGE_UNKNOWN), NULL);
  g_autofree char *numbers = describe_numbers(words, change, SAL_WORD_CHANGE);
  return g_strconcat(days, separator, numbers, NULL);
}

char *
sal_wording_make_subtitle(const SalPageOptions *options, const SalChange *change, const SalRun *run,
                          gboolean is_short, GError **error)
{
  const SalWords *words = options->words;
  if (options->compared[0] != NULL)
    return sal_comparison_make_subtitle(options, change, error);
  g_autofree char *note = sal_reset_note_make(words, change, is_short);
  /* The days of a small page stand in its credit too. */
  if (options->subtitle == NULL && is_short && note != NULL)
    return g_steal_pointer(&note);
  char *subtitle = options->subtitle != NULL
                       ? sal_wording_expand(words, options->subtitle, "subtitle", change, run, error)
                       : make_usual_subtitle(words, change, is_short);
  return append_note(words, subtitle, note);
}

/* On a small page the mean makes way for a note on resets, which it may count. Where nothing but a reset
 * tells the run's end from its start, 'no change' would be untrue of what lies between. */
static char *
make_usual_run_subtitle(const SalPageOptions *options, const SalRun *run, gboolean is_short,
                        gboolean has_note)
{
  const SalWords *words = options->words;
  const char *separator = sal_words_get(words, SAL_WORD_SEPARATOR);
  g_autofree char *days = sal_wording_describe_days(words, run->total.period.from, run->total.period.to);
  const gboolean is_cumulative = options->layout == SAL_LAYOUT_CUMULATIVE;
  const gboolean is_same = MAX(run->total.gained_m2, run->total.lost_m2) < DUST_M2;
  if (has_note && (is_short || is_same))
    return g_steal_pointer(&days);
  g_autofree char *numbers =
      describe_numbers(words, &run->total, is_cumulative ? SAL_WORD_CHANGE_CUMULATIVE : SAL_WORD_CHANGE);
  if (run->n_counted == 0 || is_cumulative)
    return g_strconcat(days, separator, numbers, NULL);
  g_autofree char *mean = sal_wording_describe_mean(words, run);
  return is_short ? g_strconcat(days, separator, mean, NULL)
                  : g_strconcat(days, separator, numbers, separator, mean, NULL);
}

char *
sal_wording_make_run_subtitle(const SalPageOptions *options, const SalRun *run, gboolean is_short,
                              GError **error)
{
  const SalWords *words = options->words;
  const gboolean is_marked = options->layout == SAL_LAYOUT_GRID;
  g_autofree char *note = sal_reset_note_make_of_run(words, run, is_short, is_marked);
  char *subtitle = options->subtitle != NULL
                       ? sal_wording_expand(words, options->subtitle, "subtitle", &run->total, run, error)
                       : make_usual_run_subtitle(options, run, is_short, note != NULL);
  return append_note(words, subtitle, note);
}

char *
sal_wording_describe_mean(const SalWords *words, const SalRun *run)
{
  g_autofree char *mean = sal_figures_format_km2(words, run->mean_net_m2 / 1e6, 1, TRUE);
  return sal_words_fill_item(words, SAL_WORD_MEAN_NET, sal_wording_find_unit(run), "mean", mean, NULL);
}

char *
sal_wording_make_chart_title(const SalWords *words, const SalRun *run)
{
  return sal_words_fill_item(words, SAL_WORD_CHART, sal_wording_find_unit(run), "unit",
                             sal_words_get(words, SAL_WORD_KM2), NULL);
}

/* As in tables, but before Christ, where ISO 8601 counts a year less than people do. */
static char *
describe_day_of_data(const SalWords *words, SalDay day)
{
  return day < sal_day_from_civil(1, 1, 1) ? sal_wording_describe_day(words, day) : sal_day_format(day);
}

/* "2024-08-01", or "2025-01-02 (for 2025-01-01)" where another day stands in. */
static char *
describe_snapshot(const SalWords *words, SalDay snapshot, SalDay boundary)
{
  g_autofree char *day = describe_day_of_data(words, snapshot);
  g_autofree char *wanted = describe_day_of_data(words, boundary);
  if (snapshot == boundary)
    return g_steal_pointer(&day);
  return sal_words_fill(words, SAL_WORD_STAND_IN, "date", day, "boundary", wanted, NULL);
}

static char *
describe_area_model(const SalWords *words, const SalAreaModel *model)
{
  const char *name = model != NULL ? sal_area_model_get_name(model) : "ellipsoid";
  g_autofree char *sphere =
      g_str_has_prefix(name, "sphere:")
          ? sal_words_fill(words, SAL_WORD_SPHERE, "radius", name + strlen("sphere:"), NULL)
          : NULL;
  const char *told = sphere != NULL                   ? sphere
                     : g_str_equal(name, "ellipsoid") ? sal_words_get(words, SAL_WORD_ELLIPSOID)
                     : g_str_equal(name, "geodesic")  ? sal_words_get(words, SAL_WORD_GEODESIC)
                                                      : name;
  return sal_words_fill(words, SAL_WORD_AREA_MODEL, "model", told, NULL);
}

/* name: of the side that it is about; NULL: about all. */
static void
append_shift(GString *text, const SalWords *words, const char *name, int shift)
{
  if (shift == 0)
    return;
  g_autofree char *number = sal_figures_format_number(words, shift, 0, TRUE);
  g_autofree char *told = sal_words_fill(
      words, ABS(shift) == 1 ? SAL_WORD_FILE_DATES_ONE : SAL_WORD_FILE_DATES, "shift", number, NULL);
  g_string_append_printf(text, name != NULL ? ", %s (%s)" : ", %s", told, name);
}

static void
append_shifts(GString *text, const SalPageOptions *options)
{
  const int *shifts = options->date_shift_days;
  const gboolean are_same = shifts[0] == shifts[1];
  append_shift(text, options->words, are_same ? NULL : options->compared[0], shifts[0]);
  if (!are_same)
    append_shift(text, options->words, options->compared[1], shifts[1]);
}

static void
append_details(GString *text, const SalPageOptions *options, SalCreditDetail detail)
{
  const SalWords *words = options->words;
  const char *separator = sal_words_get(words, SAL_WORD_SEPARATOR);
  if (detail >= SAL_CREDIT_FULL)
    append_shifts(text, options);
  g_autofree char *area = describe_area_model(words, options->area_model);
  g_autofree char *base_map = sal_words_fill(words, SAL_WORD_BASE_MAP, "source", BASE_MAP, NULL);
  if (detail >= SAL_CREDIT_FULL)
    g_string_append_printf(text, "%s%s", separator, area);
  if (detail >= SAL_CREDIT_WITH_BASEMAP)
    g_string_append_printf(text, "%s%s", separator, base_map);
}

char *
sal_wording_make_credit(const SalPageOptions *options, const SalChange *change, const SalRun *run,
                        SalCreditDetail detail, GError **error)
{
  const SalWords *words = options->words;
  g_autoptr(GString) text = g_string_new(NULL);
  if (options->credit != NULL && *options->credit != '\0') {
    g_autofree char *credit = options->compared[0] != NULL
                                  ? sal_comparison_expand(options, options->credit, "credit", change, error)
                                  : sal_wording_expand(words, options->credit, "credit", change, run, error);
    if (credit == NULL)
      return NULL;
    g_string_append_printf(text, "%s%s", credit, sal_words_get(words, SAL_WORD_SEPARATOR));
  }
  const SalDay first = options->compared[0] != NULL ? change->period.to : change->period.from;
  g_autofree char *from = describe_snapshot(words, change->from_snapshot, first);
  g_autofree char *to = describe_snapshot(words, change->to_snapshot, change->period.to);
  g_autofree char *snapshots = sal_words_fill(words, SAL_WORD_SNAPSHOTS, "a", from, "b", to, NULL);
  g_string_append(text, snapshots);
  append_details(text, options, detail);
  return g_strdup(text->str);
}
