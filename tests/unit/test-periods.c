#include "data/dates/periods.h"

#include "tests/unit/days.h"

/* Periods */

typedef struct {
  const char *every, *boundary;
  const char *first, *last; /* of the span, as --from and --to take them; NULL: not given */
  gboolean partial;
  const char *data_first, *data_last;
  int slack;
  gboolean continuous;
  const char *origin; /* NULL: none */
} Question;

static GArray *
ask(const Question *question, GPtrArray *remarks, GError **error)
{
  SalDay ignored;
  SalPeriodOptions options = { .span_first = SAL_DAY_NONE,
                               .span_last = SAL_DAY_NONE,
                               .partial = question->partial };
  g_assert_true(sal_cadence_parse(question->every, &options.cadence, NULL));
  if (question->boundary != NULL)
    g_assert_true(sal_boundary_parse(question->boundary, &options.boundary, NULL));
  const int boundary = options.cadence.every >= SAL_EVERY_MONTH ? options.boundary : SAL_BOUNDARY_FIRST;
  if (question->first != NULL)
    g_assert_true(
        sal_span_parse_with_boundary(question->first, boundary, &options.span_first, &ignored, NULL));
  if (question->last != NULL)
    g_assert_true(sal_span_parse_with_boundary(question->last, boundary, &ignored, &options.span_last, NULL));
  options.has_origin = question->origin != NULL;
  if (options.has_origin)
    options.origin = day(question->origin);
  const SalDay days[] = { day(question->data_first), day(question->data_last) };
  const SalDataDays data = { days, G_N_ELEMENTS(days), question->slack, question->continuous };
  return sal_periods_compute(&options, &data, remarks, error);
}

/* The periods as lines "NAME FROM TO", a star after partial ones, and the remarks. */
static char *
describe(const Question *question)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) periods = ask(question, remarks, &error);
  GString *text = g_string_new(NULL);
  g_assert_no_error(error);
  for (guint i = 0; i < periods->len; i++) {
    const SalPeriod *period = &g_array_index(periods, SalPeriod, i);
    g_autofree char *from = sal_day_format(period->from);
    g_autofree char *to = sal_day_format(period->to);
    g_string_append_printf(text, "%s %s %s%s\n", period->name, from, to, period->partial ? " *" : "");
    g_assert_cmpint(period->from, <, period->to);
    if (i > 0)
      g_assert_cmpint(period->from, ==, g_array_index(periods, SalPeriod, i - 1).to);
  }
  for (guint i = 0; i < remarks->len; i++)
    g_string_append_printf(text, "%s\n", (char *)g_ptr_array_index(remarks, i));
  return g_string_free(text, FALSE);
}

#define assert_periods(expected, ...)                                                                        \
  do {                                                                                                       \
    const Question question = { __VA_ARGS__ };                                                               \
    g_autofree char *got = describe(&question);                                                              \
    g_assert_cmpstr(got, ==, expected);                                                                      \
  } while (0)

#define assert_no_periods(part, ...)                                                                         \
  do {                                                                                                       \
    const Question question = { __VA_ARGS__ };                                                               \
    g_autoptr(GError) error = NULL;                                                                          \
    g_assert_null(ask(&question, NULL, &error));                                                             \
    assert_contains(assert_fails(error, SAL_ERROR_USAGE), part);                                             \
  } while (0)

static void
months_run_from_first_to_first(void)
{
  assert_periods("2024-11 2024-11-01 2024-12-01\n"
                 "2024-12 2024-12-01 2025-01-01\n"
                 "2025-01 2025-01-01 2025-02-01\n",
                 .every = "month", .first = "2024-11", .last = "2025-01", .data_first = "2024-07-08",
                 .data_last = "2025-06-02", .slack = 3);
}

static void
the_last_day_bounds_a_month(void)
{
  assert_periods("2024-08 2024-07-31 2024-08-31\n"
                 "2024-09 2024-08-31 2024-09-30\n",
                 .every = "month", .boundary = "last", .first = "2024-08", .last = "2024-09",
                 .data_first = "2024-07-08", .data_last = "2025-06-02", .slack = 3);
  assert_periods("2024-08 2024-07-31 2024-08-31\n"
                 "left out: 2024-09-01 to 2024-09-05: not a whole month\n",
                 .every = "month", .boundary = "last", .data_first = "2024-07-31", .data_last = "2024-09-05",
                 .slack = 3);
  assert_periods("2024 2023-12-31 2024-12-31\n", .every = "year", .boundary = "last", .first = "2024",
                 .last = "2024", .data_first = "2023-12-01", .data_last = "2025-06-02");
  assert_periods("2024-Q1 2023-12-31 2024-03-31\n", .every = "quarter", .boundary = "last",
                 .first = "2024-Q1", .last = "2024-Q1", .data_first = "2023-12-01",
                 .data_last = "2025-06-02");
}

static void
a_day_of_the_month_bounds_a_month(void)
{
  assert_periods("2024-08 2024-08-15 2024-09-15\n"
                 "2024-09 2024-09-15 2024-10-15\n"
                 "2024-10 2024-10-15 2024-11-15\n",
                 .every = "month", .boundary = "15", .first = "2024-08", .last = "2024-10",
                 .data_first = "2024-07-08", .data_last = "2025-06-02", .slack = 3);
  assert_periods("2025-01 2025-01-31 2025-02-28\n"
                 "2025-02 2025-02-28 2025-03-31\n"
                 "2025-03 2025-03-31 2025-04-30\n",
                 .every = "month", .boundary = "31", .data_first = "2025-01-31", .data_last = "2025-04-30");
  assert_periods("2024-Q4 2024-10-15 2025-01-15\n", .every = "quarter", .boundary = "15",
                 .data_first = "2024-10-15", .data_last = "2025-01-15");
}

static void
periods_say_which_unit_they_are(void)
{
  static const struct {
    SalEvery every;
    const char *day, *name;
    int year, number;
  } cases[] = {
    { SAL_EVERY_DAYS, "2024-11-03", "2024-11-03", 2024, 0 },
    { SAL_EVERY_WEEK, "2024-12-29", "2024-W52", 2024, 52 },
    { SAL_EVERY_WEEK, "2024-12-31", "2025-W01", 2025, 1 },
    { SAL_EVERY_WEEK, "1969-12-31", "1970-W01", 1970, 1 },
    { SAL_EVERY_MONTH, "2024-12-31", "2024-12", 2024, 12 },
    { SAL_EVERY_QUARTER, "2024-10-01", "2024-Q4", 2024, 4 },
    { SAL_EVERY_YEAR, "-0499-07-01", "-0499", -499, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    SalPeriod period = { .from = 0 };
    sal_period_name(&period, cases[i].every, day(cases[i].day));
    g_assert_cmpstr(period.name, ==, cases[i].name);
    g_assert_cmpint(period.unit.every, ==, cases[i].every);
    g_assert_cmpint(period.unit.year, ==, cases[i].year);
    g_assert_cmpint(period.unit.number, ==, cases[i].number);
  }
}

static void
periods_are_joined_under_both_names(void)
{
  SalPeriod first = { .from = day("2024-08-01"), .to = day("2024-09-01") };
  SalPeriod last = { .from = day("2025-05-01"), .to = day("2025-06-01") };
  sal_period_name(&first, SAL_EVERY_MONTH, first.from);
  sal_period_name(&last, SAL_EVERY_MONTH, last.from);
  const SalPeriod joined = sal_period_join(&first, &last), same = sal_period_join(&last, &last);
  g_assert_true(joined.is_joined);
  g_assert_cmpstr(joined.name, ==, "2024-08--2025-05");
  g_assert_cmpint(joined.from, ==, first.from);
  g_assert_cmpint(joined.to, ==, last.to);
  g_assert_cmpint(joined.unit.number, ==, 8);
  g_assert_cmpint(joined.last.number, ==, 5);
  g_assert_false(same.is_joined);
  g_assert_cmpstr(same.name, ==, "2025-05");
}

static void
weeks_run_from_monday_to_monday(void)
{
  assert_periods("2020-W52 2020-12-21 2020-12-28\n"
                 "2020-W53 2020-12-28 2021-01-04\n"
                 "2021-W01 2021-01-04 2021-01-11\n",
                 .every = "week", .boundary = "last", .first = "2020-W52", .last = "2021-W01",
                 .data_first = "2020-01-01", .data_last = "2021-12-31");
  assert_periods("2025-W01 2024-12-30 2025-01-06\n", .every = "week", .data_first = "2024-12-30",
                 .data_last = "2025-01-06");
}

static void
quarters_and_years_are_named(void)
{
  assert_periods("2024-Q3 2024-07-01 2024-10-01\n"
                 "2024-Q4 2024-10-01 2025-01-01\n"
                 "2025-Q1 2025-01-01 2025-04-01\n",
                 .every = "quarter", .first = "2024-Q3", .last = "2025-Q1", .data_first = "2024-01-01",
                 .data_last = "2025-12-31");
  assert_periods("1914 1914-01-01 1915-01-01\n"
                 "1915 1915-01-01 1916-01-01\n",
                 .every = "year", .data_first = "1914-01-01", .data_last = "1916-01-01");
}

static void
days_count_from_the_span_or_the_data(void)
{
  assert_periods("2024-08-03 2024-08-03 2024-08-13\n"
                 "2024-08-13 2024-08-13 2024-08-23\n"
                 "left out: 2024-08-23 to 2024-08-31: not a whole period of 10 days\n",
                 .every = "10d", .first = "2024-08-03", .last = "2024-08", .data_first = "2024-07-08",
                 .data_last = "2025-06-02", .slack = 3);
  assert_periods("2024-07-08 2024-07-08 2024-07-18\n"
                 "2024-07-18 2024-07-18 2024-07-28\n",
                 .every = "10d", .data_first = "2024-07-08", .data_last = "2024-07-28", .slack = 3);
  assert_periods("2024-07-05 2024-07-05 2024-07-15\n2024-07-15 2024-07-15 2024-07-25\n"
                 "left out: 2024-07-25 to 2024-07-28: not a whole period of 10 days\n",
                 .every = "10d", .data_first = "2024-07-08", .data_last = "2024-07-28", .slack = 3,
                 .origin = "2024-08-04");
  assert_periods("2024-07-08 2024-07-08 2024-07-09\n"
                 "2024-07-09 2024-07-09 2024-07-10\n",
                 .every = "1d", .data_first = "2024-07-08", .data_last = "2024-07-10", .slack = 3);
}

static void
a_stand_in_serves_at_the_ends_of_the_data(void)
{
  assert_periods("2024-07 2024-07-01 2024-08-01\n", .every = "month", .data_first = "2024-07-03",
                 .data_last = "2024-08-01", .slack = 3);
  assert_no_periods("expected at least one whole month, got 2024-07-05 to 2024-07-29", .every = "month",
                    .data_first = "2024-07-05", .data_last = "2024-07-29", .slack = 3);
  assert_periods("2024-07 2024-07-01 2024-08-01\n"
                 "2024-08 2024-08-01 2024-09-01\n",
                 .every = "month", .first = "2024-07", .data_first = "2024-07-20", .data_last = "2024-09-01",
                 .slack = 3);
}

#define CLOSED(name, end, day)                                                                               \
  "period " name ": no snapshot at its end, " end ", or later: it is a part that ends with the last "        \
  "snapshot, on " day ", and counts in no mean\n"

/* The archive of a month that is not over yet. */
static void
a_period_is_whole_only_if_a_snapshot_says_so(void)
{
  assert_periods("2024-06 2024-06-01 2024-07-01\n"
                 "2024-07 2024-07-01 2024-07-29 *\n" CLOSED("2024-07", "2024-08-01", "2024-07-29"),
                 .every = "month", .data_first = "2024-06-01", .data_last = "2024-07-29", .slack = 3);
  assert_periods("2024-07 2024-07-01 2024-07-29 *\n" CLOSED("2024-07", "2024-08-01", "2024-07-29"),
                 .every = "month", .first = "2024-07", .last = "2024-07", .data_first = "2024-06-01",
                 .data_last = "2024-07-29", .slack = 3);
  assert_periods("2024-06 2024-06-01 2024-07-01\n"
                 "2024-07 2024-07-01 2024-08-01\n",
                 .every = "month", .data_first = "2024-06-01", .data_last = "2024-08-01", .slack = 3);
  assert_periods("2024-07 2024-06-30 2024-07-29 *\n" CLOSED("2024-07", "2024-07-31", "2024-07-29"),
                 .every = "month", .boundary = "last", .data_first = "2024-06-30", .data_last = "2024-07-29",
                 .slack = 3);
  assert_periods("2024-W30 2024-07-22 2024-07-27 *\n" CLOSED("2024-W30", "2024-07-29", "2024-07-27"),
                 .every = "week", .data_first = "2024-07-22", .data_last = "2024-07-27", .slack = 3);
}

/* Features that hold from day to day say themselves what holds after the last change. */
static void
a_span_of_continuous_data_is_believed(void)
{
  assert_periods("2024-07 2024-07-01 2024-08-01\n", .every = "month", .first = "2024-07", .last = "2024-07",
                 .data_first = "2024-06-01", .data_last = "2024-07-29", .slack = 3, .continuous = TRUE);
  assert_periods("2024-07 2024-07-01 2024-07-29 *\n" CLOSED("2024-07", "2024-08-01", "2024-07-29"),
                 .every = "month", .first = "2024-07", .data_first = "2024-06-01", .data_last = "2024-07-29",
                 .slack = 3, .continuous = TRUE);
}

/* Both ends of a span are included where months begin on another day. */
static void
a_span_names_periods_by_their_boundary(void)
{
  assert_periods("2024-08 2024-08-15 2024-09-15\n", .every = "month", .boundary = "15", .first = "2024-08",
                 .last = "2024-08", .data_first = "2024-07-01", .data_last = "2025-06-02");
  assert_periods("2024-08 2024-08-15 2024-09-15\n"
                 "2024-09 2024-09-15 2024-10-15\n",
                 .every = "month", .boundary = "15", .first = "2024-08", .last = "2024-09",
                 .data_first = "2024-07-01", .data_last = "2025-06-02");
  assert_periods("2024-Q4 2024-10-31 2025-01-31\n", .every = "quarter", .boundary = "31", .first = "2024-Q4",
                 .last = "2024", .data_first = "2024-07-01", .data_last = "2025-06-02");
  assert_periods("2025-01 2025-01-30 2025-02-28\n"
                 "2025-02 2025-02-28 2025-03-30\n",
                 .every = "month", .boundary = "30", .first = "2025-01", .last = "2025-02",
                 .data_first = "2024-07-01", .data_last = "2025-06-02");
  assert_periods("2024 2024-01-15 2025-01-15\n", .every = "year", .boundary = "15", .first = "2024",
                 .last = "2024-12", .data_first = "2023-07-01", .data_last = "2025-06-02");
  assert_periods("2024-08 2024-08-15 2024-09-15\n"
                 "left out: 2024-08-14 to 2024-08-14: not a whole month\n",
                 .every = "month", .boundary = "15", .first = "2024-08-14", .last = "2024-09-14",
                 .data_first = "2024-07-01", .data_last = "2025-06-02");
}

static void
snapshots_bound_periods_themselves(void)
{
  assert_periods("-0499-03-01 -0499-03-01 2024-07-27\n", .every = "snapshot", .data_first = "-0499-03-01",
                 .data_last = "2024-07-27", .slack = 3);
  assert_no_periods("expected at least two snapshots between ", .every = "snapshot", .first = "1998",
                    .data_first = "1966-01-01", .data_last = "1998-01-01");
}

static void
incomplete_rests_are_reported(void)
{
  assert_periods("2025-05 2025-05-01 2025-06-01\n"
                 "left out: 2025-04-20 to 2025-04-30: not a whole month\n"
                 "left out: 2025-06-01 to 2025-06-02: not a whole month\n",
                 .every = "month", .data_first = "2025-04-20", .data_last = "2025-06-02", .slack = 3);
  assert_periods("2025-05 2025-05-01 2025-06-01\n"
                 "left out: 2025-04-20 to 2025-04-30: not a whole month\n"
                 "left out: 2025-06-01 to 2025-06-02: not a whole month\n",
                 .every = "month", .first = "2025-04-20", .last = "2025-06-02", .data_first = "2024-01-01",
                 .data_last = "2025-12-31", .slack = 3);
  assert_periods("2025-05 2025-05-01 2025-06-01\n", .every = "month", .data_first = "2025-05-01",
                 .data_last = "2025-06-01", .slack = 3);
}

static void
incomplete_rests_are_kept_on_demand(void)
{
  assert_periods("2025-04 2025-04-20 2025-05-01 *\n"
                 "2025-05 2025-05-01 2025-06-01\n"
                 "2025-06 2025-06-01 2025-06-03 *\n",
                 .every = "month", .first = "2025-04-20", .last = "2025-06-02", .partial = TRUE,
                 .data_first = "2024-01-01", .data_last = "2025-12-31", .slack = 3);
  assert_periods("2025-04 2025-04-19 2025-04-30 *\n"
                 "2025-05 2025-04-30 2025-05-31\n"
                 "2025-06 2025-05-31 2025-06-02 *\n",
                 .every = "month", .boundary = "last", .first = "2025-04-20", .last = "2025-06-02",
                 .partial = TRUE, .data_first = "2024-01-01", .data_last = "2025-12-31", .slack = 3);
  assert_periods("2025-04 2025-04-20 2025-05-01 *\n"
                 "2025-05 2025-05-01 2025-06-01\n"
                 "2025-06 2025-06-01 2025-06-02 *\n",
                 .every = "month", .partial = TRUE, .data_first = "2025-04-20", .data_last = "2025-06-02",
                 .slack = 3);
  assert_periods("2025-06-01 2025-06-01 2025-06-11\n"
                 "2025-06-11 2025-06-11 2025-06-16 *\n",
                 .every = "10d", .first = "2025-06-01", .last = "2025-06-15", .partial = TRUE,
                 .data_first = "2024-01-01", .data_last = "2025-12-31", .slack = 3);
  assert_periods("2025-W01 2025-01-01 2025-01-06 *\n", .every = "week", .first = "2025-01-01",
                 .last = "2025-01-05", .partial = TRUE, .data_first = "2024-01-01",
                 .data_last = "2025-12-31");
}

/* A rest may reach beyond the data as far as a snapshot may be from the boundary for which it stands. */
static void
rests_end_where_the_data_end(void)
{
  assert_periods("2025-05 2025-05-01 2025-06-01\n"
                 "2025-06 2025-06-01 2025-06-12 *\n"
                 "left out: 2025-06-13 to 2025-12-31: after the last snapshot\n",
                 .every = "month", .first = "2025-05", .last = "2025", .partial = TRUE,
                 .data_first = "2024-01-01", .data_last = "2025-06-12", .slack = 3);
  assert_periods("2024-07 2024-07-08 2024-08-01 *\n"
                 "2024-08 2024-08-01 2024-09-01\n"
                 "left out: 2024-01-01 to 2024-07-07: before the first snapshot\n",
                 .every = "month", .first = "2024", .last = "2024-08", .partial = TRUE,
                 .data_first = "2024-07-08", .data_last = "2025-06-12", .slack = 3);
  assert_periods("2024-07 2024-07-05 2024-08-01 *\n", .every = "month", .first = "2024-07-05",
                 .last = "2024-07", .partial = TRUE, .data_first = "2024-07-08", .data_last = "2025-06-12",
                 .slack = 3);
  assert_periods("2025-06 2025-06-01 2025-06-12 *\n" CLOSED("2025-06", "2025-06-15", "2025-06-12"),
                 .every = "month", .first = "2025-06", .last = "2025-06-14", .partial = TRUE,
                 .data_first = "2024-01-01", .data_last = "2025-06-12", .slack = 3);
}

static void
a_span_inside_one_month_is_one_rest(void)
{
  assert_periods("2025-06 2025-06-05 2025-06-21 *\n", .every = "month", .first = "2025-06-05",
                 .last = "2025-06-20", .partial = TRUE, .data_first = "2024-01-01",
                 .data_last = "2025-12-31");
  assert_periods("2025-06 2025-06-05 2025-06-20 *\n", .every = "month", .partial = TRUE,
                 .data_first = "2025-06-05", .data_last = "2025-06-20");
  assert_periods("2025-05 2025-05-20 2025-06-01 *\n"
                 "2025-06 2025-06-01 2025-06-20 *\n",
                 .every = "month", .partial = TRUE, .data_first = "2025-05-20", .data_last = "2025-06-20");
  assert_no_periods("expected at least one whole month, got 2025-06-05 to 2025-06-20 (the snapshots are of "
                    "2024-01-01 to 2025-12-31)",
                    .every = "month", .first = "2025-06-05", .last = "2025-06-20", .data_first = "2024-01-01",
                    .data_last = "2025-12-31");
}

static void
a_span_without_data_has_no_rest(void)
{
  assert_no_periods("(the snapshots are of 2024-01-01 to 2024-12-31)", .every = "month",
                    .first = "2026-01-05", .last = "2026-06-20", .partial = TRUE, .data_first = "2024-01-01",
                    .data_last = "2024-12-31", .slack = 3);
  assert_no_periods("expected at least one whole month", .every = "month", .first = "2026-01-05",
                    .data_first = "2024-01-01", .data_last = "2024-12-31", .slack = 3);
}

static void
a_span_that_ends_before_it_begins_is_an_error(void)
{
  assert_no_periods("expected a span that begins before it ends, got 2024-09-01 to 2024-08-31",
                    .every = "month", .first = "2024-09", .last = "2024-08", .data_first = "2024-01-01",
                    .data_last = "2024-12-31");
}

static void
too_many_periods_are_an_error(void)
{
  assert_no_periods("expected at most 100000 periods, got ", .every = "1d", .first = "0001", .last = "9999",
                    .data_first = "2024-01-01", .data_last = "2024-12-31");
}

static void
periods_at_the_ends_of_the_calendar_hold(void)
{
  assert_periods("-9999 -9999-01-01 -9998-01-01\n", .every = "year", .first = "-9999", .last = "-9999",
                 .data_first = "2024-01-01", .data_last = "2024-12-31", .slack = G_MAXINT);
  assert_periods("9999 9999-01-01 10000-01-01\n", .every = "year", .first = "9999", .last = "9999",
                 .data_first = "2024-01-01", .data_last = "2024-12-31");
}

/* Any question has an answer whose periods join, lie in order and are partial only at the ends. */
static void
periods_join_for_any_question(void)
{
  static const char *const every[] = { "month", "week", "quarter", "year", "1d", "7d", "45d" };
  static const char *const boundaries[] = { "first", "last", "1", "15", "29", "31" };
  const guint32 seed = g_test_rand_int();
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  g_test_message("seed %u", seed);
  for (int i = 0; i < 20000; i++) {
    SalPeriodOptions options = { .span_first = SAL_DAY_NONE, .span_last = SAL_DAY_NONE };
    const SalDay data_first = 19000 + g_rand_int_range(random, 0, 1000);
    const SalDay data_last = data_first + g_rand_int_range(random, 0, 1000);
    const SalDay days[] = { data_first, data_last };
    const SalDataDays data = { days, G_N_ELEMENTS(days), g_rand_int_range(random, 0, 40),
                               g_rand_boolean(random) };
    g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    sal_cadence_parse(every[g_rand_int_range(random, 0, 7)], &options.cadence, NULL);
    sal_boundary_parse(boundaries[g_rand_int_range(random, 0, 6)], &options.boundary, NULL);
    options.partial = g_rand_boolean(random);
    if (g_rand_boolean(random))
      options.span_first = data_first + g_rand_int_range(random, -100, 500);
    if (g_rand_boolean(random))
      options.span_last = data_last + g_rand_int_range(random, -500, 100);
    g_autoptr(GArray) periods = sal_periods_compute(&options, &data, remarks, &error);
    g_assert_true((periods == NULL) == (error != NULL));
    g_assert_cmpuint(remarks->len, <=, 3);
    for (guint j = 0; periods != NULL && j < periods->len; j++) {
      const SalPeriod *period = &g_array_index(periods, SalPeriod, j);
      g_assert_cmpint(period->from, <, period->to);
      const gboolean is_closed = period->partial && period->to == data_last;
      g_assert_true(!period->partial || is_closed || (options.partial && (j == 0 || j + 1 == periods->len)));
      /* What lies past the data is nobody's, unless the user asks for it and the data are continuous. */
      g_assert_true(period->partial || period->to <= data_last || period->from >= data_last ||
                    period->to > data_last + data.slack_days ||
                    (data.is_continuous && options.span_last != SAL_DAY_NONE));
      if (j > 0)
        g_assert_true(period->from == period[-1].to || period[-1].to == data_last);
      if (j > 0)
        g_assert_cmpstr(period->name, !=, period[-1].name);
      if (options.span_first != SAL_DAY_NONE)
        g_assert_cmpint(period->from, >=, options.span_first - 1);
      if (options.span_last != SAL_DAY_NONE)
        g_assert_cmpint(period->to, <=, options.span_last + 1);
    }
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/periods/months-run-from-first-to-first", months_run_from_first_to_first);
  g_test_add_func("/periods/the-last-day-bounds-a-month", the_last_day_bounds_a_month);
  g_test_add_func("/periods/a-day-of-the-month-bounds-a-month", a_day_of_the_month_bounds_a_month);
  g_test_add_func("/periods/weeks-run-from-monday-to-monday", weeks_run_from_monday_to_monday);
  g_test_add_func("/periods/say-which-unit-they-are", periods_say_which_unit_they_are);
  g_test_add_func("/periods/are-joined-under-both-names", periods_are_joined_under_both_names);
  g_test_add_func("/periods/quarters-and-years-are-named", quarters_and_years_are_named);
  g_test_add_func("/periods/days-count-from-the-span-or-the-data", days_count_from_the_span_or_the_data);
  g_test_add_func("/periods/a-stand-in-serves-at-the-ends-of-the-data",
                  a_stand_in_serves_at_the_ends_of_the_data);
  g_test_add_func("/periods/incomplete-rests-are-reported", incomplete_rests_are_reported);
  g_test_add_func("/periods/incomplete-rests-are-kept-on-demand", incomplete_rests_are_kept_on_demand);
  g_test_add_func("/periods/rests-end-where-the-data-end", rests_end_where_the_data_end);
  g_test_add_func("/periods/a-period-is-whole-only-if-a-snapshot-says-so",
                  a_period_is_whole_only_if_a_snapshot_says_so);
  g_test_add_func("/periods/a-span-of-continuous-data-is-believed", a_span_of_continuous_data_is_believed);
  g_test_add_func("/periods/a-span-names-periods-by-their-boundary", a_span_names_periods_by_their_boundary);
  g_test_add_func("/periods/snapshots-bound-periods-themselves", snapshots_bound_periods_themselves);
  g_test_add_func("/periods/a-span-inside-one-month-is-one-rest", a_span_inside_one_month_is_one_rest);
  g_test_add_func("/periods/a-span-without-data-has-no-rest", a_span_without_data_has_no_rest);
  g_test_add_func("/periods/a-span-that-ends-before-it-begins-is-an-error",
                  a_span_that_ends_before_it_begins_is_an_error);
  g_test_add_func("/periods/too-many-periods-are-an-error", too_many_periods_are_an_error);
  g_test_add_func("/periods/hold-at-the-ends-of-the-calendar", periods_at_the_ends_of_the_calendar_hold);
  g_test_add_func("/periods/join-for-any-question", periods_join_for_any_question);
  return g_test_run();
}
