#include "data/dates/periods.h"

#include "data/base/error.h"
#include "data/dates/civil.h"

#define PERIODS_MAX 100000

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
    grid.cadence.days = 7, grid.origin = sal_civil_find_monday(0);
  else if (options->has_origin)
    grid.origin = options->origin;
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
  const int year = (int)sal_civil_floor_div(n, 12), month = n - 12 * year + 1;
  if (grid->boundary == SAL_BOUNDARY_LAST)
    return sal_civil_month_start(year, month) - 1;
  return sal_civil_month_start(year, month) + CLAMP(grid->boundary, 1, sal_civil_month_length(year, month)) -
         1;
}

/* The last boundary on or before a day. */
static int
boundary_before(const Grid *grid, SalDay day)
{
  if (grid->months == 0)
    return (int)sal_civil_floor_div((gint64)day - grid->origin, grid->cadence.days);
  int year, month, month_day;
  sal_day_to_civil(day + grid->lead, &year, &month, &month_day);
  const int index = (int)sal_civil_floor_div((gint64)year * 12 + month - 1, grid->months);
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
  return (SalDay)CLAMP((gint64)day + by, sal_day_from_civil(-SAL_YEAR_MAX, 1, 1) - 1,
                       sal_day_from_civil(SAL_YEAR_MAX, 12, 31) + 1);
}

/* An end that is not given is where the data end. With partial, so is one that lies beyond the data. The next
 * boundary outside that end is used if a snapshot is near enough to stand for it. The boundary after it is
 * never used, because a single snapshot would then stand for both ends of a period. */
static Limits
make_limits(const SalPeriodOptions *options, const Grid *grid, const SalDataDays *data)
{
  Limits limits;
  const SalDay first = options->span_first, last = options->span_last;
  const SalDay data_first = data->days[0], data_last = data->days[data->n_days - 1];
  const SalDay near_first = shift_day(data_first, -(gint64)data->slack_days);
  const SalDay near_last = shift_day(data_last, data->slack_days);
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
  period.begins_late = from != boundary_at(grid, index);
  period.ends_early = to != boundary_at(grid, index + 1);
  period.partial = period.begins_late || period.ends_early;
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
report_rest(const Grid *grid, SalDay first, SalDay last, GPtrArray *remarks)
{
  g_autofree char *days = format_days(first, last);
  g_autofree char *unit = describe_unit(grid);
  if (remarks != NULL)
    g_ptr_array_add(remarks, g_strdup_printf("left out: %s: not a whole %s", days, unit));
}

/* Remarks on the ends of the span for which there are no data, where periods are cut to the data. */
static void
report_uncovered(const SalPeriodOptions *options, const Limits *limits, GPtrArray *remarks)
{
  if (remarks == NULL)
    return;
  if (options->span_first != SAL_DAY_NONE && options->span_first < limits->day_first) {
    g_autofree char *days = format_days(options->span_first, limits->day_first - 1);
    g_ptr_array_add(remarks, g_strdup_printf("left out: %s: before the first snapshot", days));
  }
  if (options->span_last != SAL_DAY_NONE && options->span_last > limits->day_last) {
    g_autofree char *days = format_days(limits->day_last + 1, options->span_last);
    g_ptr_array_add(remarks, g_strdup_printf("left out: %s: after the last snapshot", days));
  }
}

/* Lets the period in which the last snapshot lies end with it, if it would end up to slack_days later. No
 * snapshot says what happened after. */
static void
close_with_data(GArray *periods, const SalDataDays *data, GPtrArray *remarks)
{
  const SalDay last = data->days[data->n_days - 1];
  for (guint i = periods->len; i > 0; i--) {
    SalPeriod *period = &g_array_index(periods, SalPeriod, i - 1);
    if (period->from >= last || period->to <= last || period->to > shift_day(last, data->slack_days))
      continue;
    g_autofree char *end = sal_day_format(period->to), *day = sal_day_format(last);
    period->to = last;
    period->partial = period->ends_early = TRUE;
    if (remarks != NULL)
      g_ptr_array_add(remarks,
                      g_strdup_printf("period %s: no snapshot at its end, %s, or later: it is a part that "
                                      "ends with the last snapshot, on %s, and counts in no mean",
                                      period->name, end, day));
  }
}

/* The periods from each snapshot of the span to the next. */
static GArray *
list_snapshot_periods(const SalPeriodOptions *options, const SalDataDays *data, GError **error)
{
  const SalDay first = options->span_first, last = options->span_last;
  GArray *periods = g_array_new(FALSE, FALSE, sizeof(SalPeriod));
  guint n = 0;
  for (guint i = 0; i < data->n_days; i++) {
    const SalDay day = data->days[i];
    if ((first != SAL_DAY_NONE && day < first) || (last != SAL_DAY_NONE && day > last))
      continue;
    if (n++ > 0) {
      SalPeriod period = { .from = data->days[i - 1], .to = day, .is_of_years = data->are_years };
      sal_period_name(&period, SAL_EVERY_SNAPSHOT, period.from);
      g_array_append_val(periods, period);
    }
  }
  if (periods->len > 0 && periods->len <= PERIODS_MAX)
    return periods;
  g_autofree char *days = format_days(data->days[0], data->days[data->n_days - 1]);
  sal_error_set(error, SAL_ERROR_USAGE,
                n < 2 ? "expected at least two snapshots between " SAL_OPTION("from") " and " SAL_OPTION(
                            "to") ", got %u (the snapshots are of %s)"
                      : "expected at most " G_STRINGIFY(PERIODS_MAX) " periods, got %u from %s",
                n < 2 ? n : periods->len, days);
  g_array_unref(periods);
  return NULL;
}

/* Removes the incomplete periods. At least one whole period must remain. */
static void
drop_rests(GArray *periods, const Grid *grid, const Limits *limits, GPtrArray *remarks)
{
  const SalPeriod *first = &g_array_index(periods, SalPeriod, 0);
  const SalPeriod *last = &g_array_index(periods, SalPeriod, periods->len - 1);
  const gboolean leading = first->partial, trailing = last->partial;
  if (leading)
    report_rest(grid, limits->day_first, first->to - 1 + grid->lead, remarks);
  if (trailing)
    report_rest(grid, last->from + grid->lead, limits->day_last, remarks);
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
set_no_period(const Grid *grid, const Limits *limits, const SalDataDays *known, GError **error)
{
  g_autofree char *unit = describe_unit(grid);
  g_autofree char *days = format_days(limits->day_first, limits->day_last);
  g_autofree char *data = format_days(known->days[0], known->days[known->n_days - 1]);
  sal_error_set(error, SAL_ERROR_USAGE,
                "expected at least one whole %s, got %s (the snapshots are of %s)"
                ": " SAL_OPTION("every") " takes shorter periods, " SAL_OPTION("partial") " parts of one",
                unit, days, data);
}

static GArray *
list_periods(const SalPeriodOptions *options, const SalDataDays *data, GPtrArray *remarks, GError **error)
{
  const Grid grid = make_grid(options, data->days[0]);
  const Limits limits = make_limits(options, &grid, data);
  if (!check_number(&grid, &limits, error))
    return NULL;
  g_autoptr(GArray) periods = cut_periods(&grid, &limits);
  if (periods->len == 0 || (!options->partial && !has_whole_period(periods))) {
    set_no_period(&grid, &limits, data, error);
    return NULL;
  }
  if (options->partial)
    report_uncovered(options, &limits, remarks);
  else
    drop_rests(periods, &grid, &limits, remarks);
  if (!data->is_continuous || options->span_last == SAL_DAY_NONE)
    close_with_data(periods, data, remarks);
  return g_steal_pointer(&periods);
}

GArray *
sal_periods_compute(const SalPeriodOptions *options, const SalDataDays *data, GPtrArray *remarks,
                    GError **error)
{
  g_return_val_if_fail(options->cadence.every != SAL_EVERY_DAYS || options->cadence.days >= 1, NULL);
  g_return_val_if_fail(data->n_days > 0 && data->slack_days >= 0, NULL);
  if (!check_span(options, error))
    return NULL;
  GArray *periods = options->cadence.every == SAL_EVERY_SNAPSHOT
                        ? list_snapshot_periods(options, data, error)
                        : list_periods(options, data, remarks, error);
  if (periods != NULL && options->n_last > 0 && periods->len > options->n_last)
    g_array_remove_range(periods, 0, periods->len - options->n_last);
  return periods;
}
