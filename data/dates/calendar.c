#include "data/dates/calendar.h"

#include "data/base/error.h"

#include <string.h>

#define YEAR_MAX 9999
#define PERIODS_MAX 100000
#define CADENCE_DAYS_MAX 3652500

/* From 0001-01-01 to 1970-01-01. */
#define EPOCH_DAYS 719162

static gint64
floor_div(gint64 a, gint64 b)
{
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static gboolean
is_leap_year(int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
month_length(int year, int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  return lengths[month - 1] + (month == 2 && is_leap_year(year));
}

/* The first day of a year: 365 days for each year before it and one for each leap day. */
static gint64
year_start(int year)
{
  const gint64 n = (gint64)year - 1;
  return 365 * n + floor_div(n, 4) - floor_div(n, 100) + floor_div(n, 400) - EPOCH_DAYS;
}

static SalDay
month_start(int year, int month)
{
  gint64 day = year_start(year);
  for (int m = 1; m < month; m++)
    day += month_length(year, m);
  return (SalDay)day;
}

SalDay
sal_day_from_civil(int year, int month, int day)
{
  if (year < -YEAR_MAX || year > YEAR_MAX || month < 1 || month > 12)
    return SAL_DAY_NONE;
  if (day < 1 || day > month_length(year, month))
    return SAL_DAY_NONE;
  return month_start(year, month) + day - 1;
}

void
sal_day_to_civil(SalDay day, int *year, int *month, int *month_day)
{
  /* 400 years have 146,097 days wherever they begin; the mean year misses the true one by one at most. */
  int y = (int)floor_div(((gint64)day + EPOCH_DAYS) * 400, 146097) + 1;
  if (year_start(y) > day)
    y--;
  else if (year_start(y + 1) <= day)
    y++;
  int rest = (int)(day - year_start(y)), m = 1;
  while (rest >= month_length(y, m))
    rest -= month_length(y, m++);
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
  *week = (int)((monday + 3 - year_start(*year)) / 7) + 1;
}

/* The Monday on or before a day; 1970-01-01 was a Thursday. */
static SalDay
find_monday(SalDay day)
{
  return (SalDay)(7 * floor_div((gint64)day + 3, 7) - 3);
}

/* The Monday of a week, or SAL_DAY_NONE where the year has no such week. */
static SalDay
week_start(int year, int week)
{
  const SalDay fourth = sal_day_from_civil(year, 1, 4);
  const SalDay monday = find_monday(fourth) + 7 * (week - 1);
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

static gboolean
months_span(int year, int month, int n_months, SalDay *first, SalDay *last)
{
  if (month < 1 || month + n_months > 13)
    return FALSE;
  *first = month_start(year, month);
  *last = month_start(year, month + n_months - 1) + month_length(year, month + n_months - 1) - 1;
  return TRUE;
}

static gboolean
week_span(int year, int week, SalDay *first, SalDay *last)
{
  const SalDay monday = week_start(year, week);
  *first = monday;
  *last = monday == SAL_DAY_NONE ? monday : monday + 6;
  return monday != SAL_DAY_NONE;
}

static gboolean
read_span(const char *text, SalDay *first, SalDay *last)
{
  int year, number;
  const char *p = text;
  *first = *last = read_day(text);
  if (*first != SAL_DAY_NONE)
    return TRUE;
  if (!take_year(&p, &year))
    return FALSE;
  if (*p == '\0')
    return months_span(year, 1, 12, first, last);
  if (!take_char(&p, '-'))
    return FALSE;
  if (take_char(&p, 'W'))
    return take_number(&p, 2, &number) && *p == '\0' && week_span(year, number, first, last);
  if (take_char(&p, 'Q'))
    return take_number(&p, 1, &number) && *p == '\0' && months_span(year, 3 * number - 2, 3, first, last);
  return take_number(&p, 2, &number) && *p == '\0' && months_span(year, number, 1, first, last);
}

gboolean
sal_span_parse(const char *text, SalDay *first, SalDay *last, GError **error)
{
  SalDay begin, end;
  if (!read_span(text, &begin, &end)) {
    g_autofree char *quoted = sal_error_quote(text);
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected a day, month, week, quarter or year that exists, such as 2024-08-01, "
                         "2024-08, 2024-W32, 2024-Q3 or 2024, got '%s'%s",
                         quoted, hint_at_year(text));
  }
  *first = begin;
  *last = end;
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

gboolean
sal_cadence_parse(const char *text, SalCadence *cadence, GError **error)
{
  static const char *const words[] = { "week", "month", "quarter", "year", NULL };
  static const SalEvery every[] = { SAL_EVERY_WEEK, SAL_EVERY_MONTH, SAL_EVERY_QUARTER, SAL_EVERY_YEAR };
  for (guint i = 0; words[i] != NULL; i++) {
    if (g_str_equal(text, words[i])) {
      *cadence = (SalCadence){ .every = every[i] };
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
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "expected month, week, quarter, year or days such as 10d (1d to %dd), got '%s'%s",
                       CADENCE_DAYS_MAX, quoted, suggestion);
}

char *
sal_cadence_format(SalCadence cadence)
{
  static const char *const names[] = { NULL, "week", "month", "quarter", "year" };
  return cadence.every == SAL_EVERY_DAYS ? g_strdup_printf("%dd", cadence.days)
                                         : g_strdup(names[cadence.every]);
}

const char *
sal_cadence_get_unit(SalCadence cadence)
{
  static const char *const units[] = { "period", "week", "month", "quarter", "year" };
  return cadence.every == SAL_EVERY_DAYS && cadence.days == 1 ? "day" : units[cadence.every];
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
    iso_week(find_monday(day), &unit.year, &unit.number);
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

SalPeriod
sal_period_join(const SalPeriod *first, const SalPeriod *last)
{
  SalPeriod joined = { .from = first->from, .to = last->to, .unit = first->unit, .last = last->unit };
  joined.is_joined = first->from != last->from;
  if (joined.is_joined)
    g_snprintf(joined.name, sizeof joined.name, "%s--%s", first->name, last->name);
  else
    g_strlcpy(joined.name, first->name, sizeof joined.name);
  return joined;
}

/* The boundaries of all periods of a cadence. Period i runs from boundary i to boundary i + 1. */
typedef struct {
  SalCadence cadence;
  int months;    /* in one period; 0 for weeks and days */
  int boundary;  /* as in SalPeriodOptions; SAL_BOUNDARY_FIRST for weeks and days */
  SalDay origin; /* boundary 0 of weeks and days */
  int lead;      /* days from a boundary to the first day of its period: 1 for SAL_BOUNDARY_LAST, else 0 */
} Grid;

static Grid
make_grid(const SalPeriodOptions *options, SalDay data_first)
{
  static const int months[] = { [SAL_EVERY_MONTH] = 1, [SAL_EVERY_QUARTER] = 3, [SAL_EVERY_YEAR] = 12 };
  Grid grid = { .cadence = options->cadence, .months = months[options->cadence.every] };
  if (grid.months > 0)
    grid.boundary = options->boundary;
  else if (grid.cadence.every == SAL_EVERY_WEEK)
    grid.cadence.days = 7, grid.origin = find_monday(0);
  else
    grid.origin = options->span_first != SAL_DAY_NONE ? options->span_first : data_first;
  grid.lead = grid.boundary == SAL_BOUNDARY_LAST;
  return grid;
}

static SalDay
boundary_at(const Grid *grid, int index)
{
  if (grid->months == 0)
    return grid->origin + index * grid->cadence.days;
  const int n = index * grid->months;
  const int year = (int)floor_div(n, 12), month = n - 12 * year + 1;
  if (grid->boundary == SAL_BOUNDARY_LAST)
    return month_start(year, month) - 1;
  return month_start(year, month) + CLAMP(grid->boundary, 1, month_length(year, month)) - 1;
}

/* The last boundary on or before a day. */
static int
boundary_before(const Grid *grid, SalDay day)
{
  if (grid->months == 0)
    return (int)floor_div((gint64)day - grid->origin, grid->cadence.days);
  int year, month, month_day;
  sal_day_to_civil(day + grid->lead, &year, &month, &month_day);
  const int index = (int)floor_div((gint64)year * 12 + month - 1, grid->months);
  return boundary_at(grid, index) > day ? index - 1 : index;
}

/* How far periods may reach within the span and the data. Whole periods have both boundaries in open..close;
 * incomplete ones begin at cut_first or end at cut_last. */
typedef struct {
  SalDay open, close;
  SalDay cut_first, cut_last;
  SalDay day_first, day_last; /* the same ends as messages tell them: both days are included */
} Limits;

static SalDay
shift_day(SalDay day, gint64 by)
{
  return (SalDay)CLAMP((gint64)day + by, sal_day_from_civil(-YEAR_MAX, 1, 1) - 1,
                       sal_day_from_civil(YEAR_MAX, 12, 31) + 1);
}

/* An end that is not given is where the data end. With partial, so is one that lies beyond the data. The next
 * boundary outside that end is used if a snapshot is near enough to stand for it. The boundary after it is
 * never used, because a single snapshot would then stand for both ends of a period. */
static Limits
make_limits(const SalPeriodOptions *options, const Grid *grid, SalDay data_first, SalDay data_last, int slack)
{
  Limits limits;
  const SalDay first = options->span_first, last = options->span_last;
  const SalDay near_first = shift_day(data_first, -(gint64)slack), near_last = shift_day(data_last, slack);
  if (first == SAL_DAY_NONE || (options->partial && first - grid->lead < near_first)) {
    limits.open = MAX(near_first, boundary_at(grid, boundary_before(grid, data_first)));
    limits.cut_first = limits.day_first = data_first;
  } else {
    limits.open = limits.cut_first = first - grid->lead;
    limits.day_first = first;
  }
  if (last == SAL_DAY_NONE || (options->partial && last + 1 - grid->lead > near_last)) {
    limits.close = MIN(near_last, boundary_at(grid, boundary_before(grid, data_last - 1) + 1));
    limits.cut_last = limits.day_last = data_last;
  } else {
    limits.close = limits.cut_last = last + 1 - grid->lead;
    limits.day_last = last;
  }
  return limits;
}

static char *
format_days(SalDay first, SalDay last)
{
  g_autofree char *from = sal_day_format(first);
  g_autofree char *to = sal_day_format(last);
  return g_strdup_printf("%s to %s", from, to);
}

static char *
describe_unit(const Grid *grid)
{
  static const char *const units[] = {
    [SAL_EVERY_WEEK] = "week",
    [SAL_EVERY_MONTH] = "month",
    [SAL_EVERY_QUARTER] = "quarter",
    [SAL_EVERY_YEAR] = "year",
  };
  if (grid->cadence.every != SAL_EVERY_DAYS)
    return g_strdup(units[grid->cadence.every]);
  return g_strdup_printf("period of %d %s", grid->cadence.days, grid->cadence.days == 1 ? "day" : "days");
}

static void
add_period(GArray *periods, const Grid *grid, int index, SalDay from, SalDay to)
{
  SalPeriod period = { .from = from, .to = to };
  period.partial = from != boundary_at(grid, index) || to != boundary_at(grid, index + 1);
  sal_period_name(&period, grid->cadence.every, boundary_at(grid, index) + grid->lead);
  g_array_append_val(periods, period);
}

/* All periods between the limits in order, including incomplete ones. */
static GArray *
cut_periods(const Grid *grid, const Limits *limits)
{
  GArray *periods = g_array_new(FALSE, FALSE, sizeof(SalPeriod));
  const int first = boundary_before(grid, limits->open - 1) + 1;
  const int last = boundary_before(grid, limits->close);
  if (last < first) {
    if (limits->cut_first < limits->cut_last)
      add_period(periods, grid, first - 1, limits->cut_first, limits->cut_last);
    return periods;
  }
  if (limits->cut_first < boundary_at(grid, first))
    add_period(periods, grid, first - 1, limits->cut_first, boundary_at(grid, first));
  for (int i = first; i < last; i++)
    add_period(periods, grid, i, boundary_at(grid, i), boundary_at(grid, i + 1));
  if (limits->cut_last > boundary_at(grid, last))
    add_period(periods, grid, last, boundary_at(grid, last), limits->cut_last);
  return periods;
}

static void
report_rest(const Grid *grid, SalDay first, SalDay last, GPtrArray *dropped)
{
  g_autofree char *days = format_days(first, last);
  g_autofree char *unit = describe_unit(grid);
  g_ptr_array_add(dropped, g_strdup_printf("%s: not a whole %s", days, unit));
}

/* Removes the incomplete periods. At least one whole period must remain. */
static void
drop_rests(GArray *periods, const Grid *grid, const Limits *limits, GPtrArray *dropped)
{
  const SalPeriod *first = &g_array_index(periods, SalPeriod, 0);
  const SalPeriod *last = &g_array_index(periods, SalPeriod, periods->len - 1);
  const gboolean leading = first->partial, trailing = last->partial;
  if (leading && dropped != NULL)
    report_rest(grid, limits->day_first, first->to - 1 + grid->lead, dropped);
  if (trailing && dropped != NULL)
    report_rest(grid, last->from + grid->lead, limits->day_last, dropped);
  if (trailing)
    g_array_set_size(periods, periods->len - 1);
  if (leading)
    g_array_remove_index(periods, 0);
}

static gboolean
has_whole_period(const GArray *periods)
{
  for (guint i = 0; i < MIN(periods->len, 2); i++)
    if (!g_array_index(periods, SalPeriod, i).partial)
      return TRUE;
  return FALSE;
}

static gboolean
check_span(const SalPeriodOptions *options, GError **error)
{
  const SalDay first = options->span_first, last = options->span_last;
  if (first == SAL_DAY_NONE || last == SAL_DAY_NONE || first <= last)
    return TRUE;
  g_autofree char *days = format_days(first, last);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected a span that begins before it ends, got %s", days);
}

static gboolean
check_number(const Grid *grid, const Limits *limits, GError **error)
{
  const int n = boundary_before(grid, limits->close) - boundary_before(grid, limits->open);
  if (n <= PERIODS_MAX)
    return TRUE;
  g_autofree char *days = format_days(limits->day_first, limits->day_last);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected at most %d periods, got %d from %s", PERIODS_MAX, n,
                       days);
}

static void
set_no_period(const Grid *grid, const Limits *limits, SalDay data_first, SalDay data_last, GError **error)
{
  g_autofree char *unit = describe_unit(grid);
  g_autofree char *days = format_days(limits->day_first, limits->day_last);
  g_autofree char *data = format_days(data_first, data_last);
  sal_error_set(error, SAL_ERROR_USAGE,
                "expected at least one whole %s, got %s (the snapshots are of %s)"
                ": " SAL_OPTION("every") " takes shorter periods, " SAL_OPTION("partial") " parts of one",
                unit, days, data);
}

GArray *
sal_periods_compute(const SalPeriodOptions *options, SalDay data_first, SalDay data_last, int slack_days,
                    GPtrArray *dropped, GError **error)
{
  g_return_val_if_fail(options->cadence.every != SAL_EVERY_DAYS || options->cadence.days >= 1, NULL);
  g_return_val_if_fail(slack_days >= 0 && data_first <= data_last, NULL);
  if (!check_span(options, error))
    return NULL;
  const Grid grid = make_grid(options, data_first);
  const Limits limits = make_limits(options, &grid, data_first, data_last, slack_days);
  if (!check_number(&grid, &limits, error))
    return NULL;
  g_autoptr(GArray) periods = cut_periods(&grid, &limits);
  if (periods->len == 0 || (!options->partial && !has_whole_period(periods))) {
    set_no_period(&grid, &limits, data_first, data_last, error);
    return NULL;
  }
  if (!options->partial)
    drop_rests(periods, &grid, &limits, dropped);
  return g_steal_pointer(&periods);
}
