#include "render/words/wording.h"

#include "render/words/figures.h"

#include <string.h>

#define MAX_NAMED 3 /* in a list of periods */
#define STOPS ".!?:;…。！？।"

char *
sal_wording_describe_year(const SalWords *words, int year, SalWord before_christ)
{
  g_autofree char *number = g_strdup_printf("%d", year > 0 ? year : 1 - year);
  return year > 0 ? g_steal_pointer(&number) : sal_words_fill(words, before_christ, "year", number, NULL);
}

char *
sal_wording_format_day(const SalWords *words, SalDay day, SalWord pattern)
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
  return sal_wording_format_day(words, day, SAL_WORD_DATE);
}

char *
sal_wording_describe_days(const SalWords *words, SalDay from, SalDay to)
{
  int from_year, from_month, to_year, to_month, day;
  sal_day_to_civil(from, &from_year, &from_month, &day);
  sal_day_to_civil(to, &to_year, &to_month, &day);
  const gboolean same_year = from_year == to_year, same_month = same_year && from_month == to_month;
  g_autofree char *first = sal_wording_format_day(words, from,
                                                  same_month  ? SAL_WORD_DATE_IN_MONTH
                                                  : same_year ? SAL_WORD_DATE_IN_YEAR
                                                              : SAL_WORD_DATE);
  g_autofree char *last = sal_wording_format_day(words, to, SAL_WORD_DATE);
  return sal_words_fill(words,
                        same_month  ? SAL_WORD_DAYS_IN_MONTH
                        : same_year ? SAL_WORD_DAYS_IN_YEAR
                                    : SAL_WORD_DAYS,
                        "from", first, "to", last, NULL);
}

char *
sal_wording_describe_end(const SalWords *words, const SalPeriod *period, SalDay end)
{
  int year, month, month_day;
  if (!period->is_of_years)
    return sal_wording_describe_day(words, end);
  sal_day_to_civil(end, &year, &month, &month_day);
  g_autofree char *number = sal_wording_describe_year(words, year, SAL_WORD_YEAR_BC);
  return year > 0 ? sal_words_fill(words, SAL_WORD_YEAR, "year", number, NULL) : g_steal_pointer(&number);
}

char *
sal_wording_describe_ends(const SalWords *words, const SalPeriod *period)
{
  if (!period->is_of_years)
    return sal_wording_describe_days(words, period->from, period->to);
  g_autofree char *from = sal_wording_describe_end(words, period, period->from);
  g_autofree char *to = sal_wording_describe_end(words, period, period->to);
  return sal_words_fill(words, SAL_WORD_SPAN, "from", from, "to", to, NULL);
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
  if (period->unit.every >= SAL_EVERY_WEEK)
    return describe_unit(words, &period->unit, month);
  return period->to - period->from == 1 ? sal_wording_format_day(words, period->from, SAL_WORD_DATE)
                                        : sal_wording_describe_ends(words, period);
}

/* "August 2024 to May 2025". */
static char *
describe_joined(const SalWords *words, const SalPeriod *joined)
{
  if (joined->unit.every < SAL_EVERY_WEEK)
    return sal_wording_describe_ends(words, joined);
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
  const SalPeriod joined = sal_period_join(first, last);
  if (first->unit.every < SAL_EVERY_WEEK)
    return describe_joined(words, &joined);
  const char *stem = first->unit.year == last->unit.year ? find_stem(words, &first->unit) : NULL;
  g_autofree char *from = stem != NULL ? g_strdup(stem) : sal_wording_make_short_period(words, first);
  g_autofree char *to = sal_wording_make_short_period(words, last);
  return sal_words_fill(words, SAL_WORD_SPAN, "from", from, "to", to, NULL);
}

char *
sal_wording_list_periods(const SalWords *words, const GArray *periods)
{
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < MIN(periods->len, MAX_NAMED); i++) {
    g_autofree char *name = sal_wording_make_short_period(words, &g_array_index(periods, SalPeriod, i));
    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", name);
  }
  if (periods->len > MAX_NAMED)
    g_string_append(names, "…");
  return periods->len > 0 ? g_strdup(names->str) : NULL;
}

char *
sal_wording_describe_period(const SalWords *words, const SalPeriod *period)
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
sal_wording_get_unit(const SalPeriod *period)
{
  static const SalWordUnit units[] = {
    [SAL_EVERY_DAYS] = SAL_WORD_UNIT_PERIOD,     [SAL_EVERY_SNAPSHOT] = SAL_WORD_UNIT_PERIOD,
    [SAL_EVERY_WEEK] = SAL_WORD_UNIT_WEEK,       [SAL_EVERY_MONTH] = SAL_WORD_UNIT_MONTH,
    [SAL_EVERY_QUARTER] = SAL_WORD_UNIT_QUARTER, [SAL_EVERY_YEAR] = SAL_WORD_UNIT_YEAR,
  };
  return period->unit.every == SAL_EVERY_DAYS && period->to - period->from == 1 ? SAL_WORD_UNIT_DAY
                                                                                : units[period->unit.every];
}

SalWordUnit
sal_wording_find_unit(const SalRun *run)
{
  return run->changes->len > 0 ? sal_wording_get_unit(&((const SalChange *)run->changes->pdata[0])->period)
                               : SAL_WORD_UNIT_PERIOD;
}

const char *
sal_wording_get_class(const SalWords *words, const char *class_name)
{
  const char *label = sal_words_find_class(words, class_name);
  return label != NULL ? label : class_name;
}

char *
sal_wording_describe_mean(const SalWords *words, const SalRun *run)
{
  g_autofree char *mean = sal_figures_format_km2(words, run->mean_net_m2 / 1e6, TRUE);
  return sal_words_fill_item(words, SAL_WORD_MEAN_NET, sal_wording_find_unit(run), "mean", mean, NULL);
}

/* For periods of several days there is no word. */
const char *
sal_wording_get_counted(const SalWords *words, const SalRun *run)
{
  if (run == NULL || run->changes->len < 2)
    return NULL;
  const SalWordUnit unit = sal_wording_find_unit(run);
  return unit != SAL_WORD_UNIT_PERIOD || sal_run_get_every(run) == SAL_EVERY_SNAPSHOT
             ? sal_words_get_item(words, SAL_WORD_COUNTED, unit)
             : NULL;
}

static SalWordUnit
get_unit_of_rate(SalRate rate)
{
  return rate == SAL_RATE_DAY ? SAL_WORD_UNIT_DAY : SAL_WORD_UNIT_MONTH;
}

char *
sal_wording_describe_rate(const SalWords *words, double net_m2, int days, SalRate rate)
{
  if (rate == SAL_RATE_NONE || days <= 0)
    return NULL;
  g_autofree char *mean = sal_figures_format_km2(words, net_m2 / sal_rate_count(rate, days) / 1e6, TRUE);
  return sal_words_fill_item(words, SAL_WORD_MEAN_NET, get_unit_of_rate(rate), "mean", mean, NULL);
}

char *
sal_wording_describe_rate_of_run(const SalWords *words, const SalRun *run, SalRate rate)
{
  return sal_wording_describe_rate(words, sal_change_get_net_m2(&run->total), sal_run_count_days(run), rate);
}

char *
sal_wording_make_chart_title(const SalWords *words, const SalRun *run, SalRate rate)
{
  const SalWordUnit unit = rate != SAL_RATE_NONE ? get_unit_of_rate(rate) : sal_wording_find_unit(run);
  return sal_words_fill_item(words, SAL_WORD_CHART, unit, "unit", sal_figures_get_unit_name(words), NULL);
}

void
sal_wording_add_sentence(GString *text, const SalWords *words, char *sentence)
{
  g_autofree char *owned = sentence;
  if (owned == NULL || *owned == '\0')
    return;
  const gunichar last = g_utf8_get_char(g_utf8_prev_char(owned + strlen(owned)));
  const gboolean has_stop = g_utf8_strchr(STOPS, -1, last) != NULL;
  g_string_append_printf(text, "%s%s%s", text->len > 0 ? " " : "", owned,
                         has_stop ? "" : sal_words_get(words, SAL_WORD_FULL_STOP));
}

char *
sal_wording_describe_doubtful_side(const SalWords *words, const SalChange *change)
{
  if (!sal_change_has_doubtful_side(change))
    return NULL;
  g_autofree char *day = sal_wording_describe_day(words, change->sureness.since);
  return sal_words_fill(words, SAL_WORD_DOUBTFUL_SIDE, "date", day, NULL);
}
