#include "data/dates/calendar.h"

#include "data/base/error.h"

#include <string.h>

#define CADENCE_DAYS_MAX 3652500

SalDay
sal_day_from_civil(int year, int month, int day)
{
  if (year < -SAL_YEAR_MAX || year > SAL_YEAR_MAX || month < 1 || month > 12)
    return SAL_DAY_NONE;
  if (day < 1 || day > sal_civil_month_length(year, month))
    return SAL_DAY_NONE;
  return sal_civil_month_start(year, month) + day - 1;
}

void
sal_day_to_civil(SalDay day, int *year, int *month, int *month_day)
{
  /* 400 years have 146,097 days wherever they begin; the mean year misses the true one by one at most. */
  int y = (int)sal_civil_floor_div(((gint64)day + SAL_CIVIL_EPOCH_DAYS) * 400, 146097) + 1;
  if (sal_civil_year_start(y) > day)
    y--;
  else if (sal_civil_year_start(y + 1) <= day)
    y++;
  int rest = (int)(day - sal_civil_year_start(y)), m = 1;
  while (rest >= sal_civil_month_length(y, m))
    rest -= sal_civil_month_length(y, m++);
  *year = y;
  *month = m;
  *month_day = rest + 1;
}

/* The width of a year in ISO 8601: four digits, and a minus before year 0. */
static int
year_width(int year)
{
  return year < 0 ? 5 : 4;
}

char *
sal_day_format(SalDay day)
{
  int year, month, month_day;
  sal_day_to_civil(day, &year, &month, &month_day);
  return g_strdup_printf("%0*d-%02d-%02d", year_width(year), year, month, month_day);
}

/* ISO 8601: the week belongs to the year that holds its Thursday, and week 1 is the one with 4 January. */
static void
iso_week(SalDay monday, int *year, int *week)
{
  int month, month_day;
  sal_day_to_civil(monday + 3, year, &month, &month_day);
  *week = (int)((monday + 3 - sal_civil_year_start(*year)) / 7) + 1;
}

/* The Monday of a week, or SAL_DAY_NONE where the year has no such week. */
static SalDay
week_start(int year, int week)
{
  const SalDay fourth = sal_day_from_civil(year, 1, 4);
  const SalDay monday = sal_civil_find_monday(fourth) + 7 * (week - 1);
  int named_year, named_week;
  iso_week(monday, &named_year, &named_week);
  return week >= 1 && named_year == year ? monday : SAL_DAY_NONE;
}

/* Reads a number of exactly width digits and moves past it. */
static gboolean
take_number(const char **p, int width, int *value)
{
  int number = 0;
  for (int i = 0; i < width; i++) {
    if (!g_ascii_isdigit((*p)[i]))
      return FALSE;
    number = 10 * number + g_ascii_digit_value((*p)[i]);
  }
  *p += width;
  *value = number;
  return TRUE;
}

static gboolean
take_char(const char **p, char c)
{
  if (**p == '\0' || g_ascii_toupper(**p) != c)
    return FALSE;
  (*p)++;
  return TRUE;
}

static gboolean
take_year(const char **p, int *year)
{
  const gboolean negative = take_char(p, '-');
  if (!take_number(p, 4, year))
    return FALSE;
  *year = negative ? -*year : *year;
  return TRUE;
}

static SalDay
read_day(const char *text)
{
  int year, month, day;
  const char *p = text;
  if (!take_year(&p, &year) || !take_char(&p, '-') || !take_number(&p, 2, &month) || !take_char(&p, '-') ||
      !take_number(&p, 2, &day) || *p != '\0')
    return SAL_DAY_NONE;
  return sal_day_from_civil(year, month, day);
}

/* How years before Christ are written, for texts that begin with a minus. */
static const char *
hint_at_year(const char *text)
{
  return text[0] == '-' ? " (years have four digits, and -0499 is 500 BC)" : "";
}

gboolean
sal_day_parse(const char *text, SalDay *day, GError **error)
{
  const SalDay read = read_day(text);
  if (read == SAL_DAY_NONE) {
    g_autofree char *quoted = sal_error_quote(text);
    return sal_error_set(error, SAL_ERROR_USAGE, "expected a day such as 2024-08-01, got '%s'%s", quoted,
                         hint_at_year(text));
  }
  *day = read;
  return TRUE;
}

typedef struct {
  int boundary; /* where months, quarters and years begin */
  SalDay first, last;
} Span;

static gboolean
months_span(int year, int month, int n_months, Span *span)
{
  const int day = MAX(span->boundary, 1);
  if (month < 1 || month + n_months > 13)
    return FALSE;
  span->first = sal_civil_month_day(year, month, day);
  span->last = sal_civil_month_day(year, month + n_months, day) - 1;
  return TRUE;
}

static gboolean
week_span(int year, int week, Span *span)
{
  const SalDay monday = week_start(year, week);
  span->first = monday;
  span->last = monday == SAL_DAY_NONE ? monday : monday + 6;
  return monday != SAL_DAY_NONE;
}

static gboolean
read_span(const char *text, Span *span)
{
  int year, number;
  const char *p = text;
  span->first = span->last = read_day(text);
  if (span->first != SAL_DAY_NONE)
    return TRUE;
  if (!take_year(&p, &year))
    return FALSE;
  if (*p == '\0')
    return months_span(year, 1, 12, span);
  if (!take_char(&p, '-'))
    return FALSE;
  if (take_char(&p, 'W'))
    return take_number(&p, 2, &number) && *p == '\0' && week_span(year, number, span);
  if (take_char(&p, 'Q'))
    return take_number(&p, 1, &number) && *p == '\0' && months_span(year, 3 * number - 2, 3, span);
  return take_number(&p, 2, &number) && *p == '\0' && months_span(year, number, 1, span);
}

gboolean
sal_span_parse(const char *text, SalDay *first, SalDay *last, GError **error)
{
  return sal_span_parse_with_boundary(text, SAL_BOUNDARY_FIRST, first, last, error);
}

gboolean
sal_span_parse_with_boundary(const char *text, int boundary, SalDay *first, SalDay *last, GError **error)
{
  Span span = { .boundary = boundary };
  if (!read_span(text, &span)) {
    g_autofree char *quoted = sal_error_quote(text);
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected a day, month, week, quarter or year that exists, such as 2024-08-01, "
                         "2024-08, 2024-W32, 2024-Q3 or 2024, got '%s'%s",
                         quoted, hint_at_year(text));
  }
  *first = span.first;
  *last = span.last;
  return TRUE;
}

/* A whole number of one to seven digits with the suffix after it; -1 if the text is anything else. */
static int
read_count(const char *text, const char *suffix)
{
  int count = -1;
  const int width = (int)strspn(text, "0123456789");
  const char *p = text;
  if (width < 1 || width > 7 || !take_number(&p, width, &count) || !g_str_equal(p, suffix))
    return -1;
  return count;
}

static const char *const every_names[] = {
  [SAL_EVERY_DAYS] = "days",   [SAL_EVERY_SNAPSHOT] = "snapshot", [SAL_EVERY_WEEK] = "week",
  [SAL_EVERY_MONTH] = "month", [SAL_EVERY_QUARTER] = "quarter",   [SAL_EVERY_YEAR] = "year",
};

gboolean
sal_cadence_parse(const char *text, SalCadence *cadence, GError **error)
{
  static const char *const words[] = { "week", "month", "quarter", "year", "snapshot", NULL };
  for (guint i = SAL_EVERY_SNAPSHOT; i < G_N_ELEMENTS(every_names); i++) {
    if (g_str_equal(text, every_names[i])) {
      *cadence = (SalCadence){ .every = (SalEvery)i };
      return TRUE;
    }
  }
  const int days = read_count(text, "d");
  if (days >= 1 && days <= CADENCE_DAYS_MAX) {
    *cadence = (SalCadence){ .every = SAL_EVERY_DAYS, .days = days };
    return TRUE;
  }
  g_autofree char *quoted = sal_error_quote(text);
  g_autofree char *suggestion = sal_error_suggest(text, words);
  return sal_error_set(
      error, SAL_ERROR_USAGE,
      "expected month, week, quarter, year, snapshot or days such as 10d (1d to %dd), got '%s'%s",
      CADENCE_DAYS_MAX, quoted, suggestion);
}

char *
sal_cadence_format(SalCadence cadence)
{
  return cadence.every == SAL_EVERY_DAYS ? g_strdup_printf("%dd", cadence.days)
                                         : g_strdup(every_names[cadence.every]);
}

const char *
sal_cadence_get_unit(SalCadence cadence)
{
  if (cadence.every >= SAL_EVERY_WEEK)
    return every_names[cadence.every];
  return cadence.every == SAL_EVERY_DAYS && cadence.days == 1 ? "day" : "period";
}

gboolean
sal_boundary_parse(const char *text, int *boundary, GError **error)
{
  const int day = read_count(text, "");
  if (g_str_equal(text, "first")) {
    *boundary = SAL_BOUNDARY_FIRST;
  } else if (g_str_equal(text, "last")) {
    *boundary = SAL_BOUNDARY_LAST;
  } else if (day >= 1 && day <= 31) {
    *boundary = day;
  } else {
    static const char *const words[] = { "first", "last", NULL };
    g_autofree char *quoted = sal_error_quote(text);
    g_autofree char *suggestion = sal_error_suggest(text, words);
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected first, last or a day of the month from 1 to 31, got '%s'%s", quoted,
                         suggestion);
  }
  return TRUE;
}

static SalPeriodUnit
find_unit(SalEvery every, SalDay day)
{
  SalPeriodUnit unit = { .every = every };
  int month, month_day;
  sal_day_to_civil(day, &unit.year, &month, &month_day);
  if (every == SAL_EVERY_WEEK)
    iso_week(sal_civil_find_monday(day), &unit.year, &unit.number);
  else if (every == SAL_EVERY_MONTH)
    unit.number = month;
  else if (every == SAL_EVERY_QUARTER)
    unit.number = (month + 2) / 3;
  return unit;
}

void
sal_period_name(SalPeriod *period, SalEvery every, SalDay day)
{
  const SalPeriodUnit unit = find_unit(every, day);
  const int width = year_width(unit.year);
  g_autofree char *date = sal_day_format(day);
  char *name = period->name;
  period->unit = unit;
  switch (every) {
  case SAL_EVERY_DAYS:
  case SAL_EVERY_SNAPSHOT:
    g_strlcpy(name, date, sizeof period->name);
    break;
  case SAL_EVERY_WEEK:
    g_snprintf(name, sizeof period->name, "%0*d-W%02d", width, unit.year, unit.number);
    break;
  case SAL_EVERY_MONTH:
    g_snprintf(name, sizeof period->name, "%0*d-%02d", width, unit.year, unit.number);
    break;
  case SAL_EVERY_QUARTER:
    g_snprintf(name, sizeof period->name, "%0*d-Q%d", width, unit.year, unit.number);
    break;
  case SAL_EVERY_YEAR:
    g_snprintf(name, sizeof period->name, "%0*d", width, unit.year);
    break;
  }
}

char *
sal_period_make_label(const SalPeriod *period)
{
  g_autofree char *from = sal_day_format(period->from), *to = sal_day_format(period->to);
  if (!period->partial)
    return g_strdup(period->name);
  if (period->ends_early == period->begins_late)
    return g_strdup_printf("%s (%s to %s)", period->name, from, to);
  return period->ends_early ? g_strdup_printf("%s (to %s)", period->name, to)
                            : g_strdup_printf("%s (from %s)", period->name, from);
}

SalPeriod
sal_period_join(const SalPeriod *first, const SalPeriod *last)
{
  SalPeriod joined = { .from = first->from, .to = last->to, .unit = first->unit, .last = last->unit };
  joined.is_joined = first->from != last->from;
  joined.is_of_years = first->is_of_years && last->is_of_years;
  if (joined.is_joined)
    g_snprintf(joined.name, sizeof joined.name, "%s--%s", first->name, last->name);
  else
    g_strlcpy(joined.name, first->name, sizeof joined.name);
  return joined;
}
