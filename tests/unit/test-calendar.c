#include "data/dates/dates.h"
#include "data/dates/periods.h"

#include "data/base/error.h"

#include <string.h>

static SalDay
day(const char *text)
{
  SalDay read = SAL_DAY_NONE;
  g_autoptr(GError) error = NULL;
  sal_day_parse(text, &read, &error);
  g_assert_no_error(error);
  return read;
}

static void
assert_day(SalDay got, const char *expected)
{
  g_autofree char *text = sal_day_format(got);
  g_assert_cmpstr(text, ==, expected);
}

/* The message of a failure, after checking its code. */
static const char *
assert_fails(const GError *error, SalError code)
{
  g_assert_error(error, SAL_ERROR, (int)code);
  g_assert_null(strchr(error->message, '\n'));
  return error->message;
}

#define assert_contains(text, part) g_assert_nonnull(strstr(text, part))

/* Days */

static void
counts_days_from_1970(void)
{
  g_assert_cmpint(sal_day_from_civil(1970, 1, 1), ==, 0);
  g_assert_cmpint(sal_day_from_civil(1969, 12, 31), ==, -1);
  g_assert_cmpint(sal_day_from_civil(2000, 3, 1), ==, 11017);
  g_assert_cmpint(sal_day_from_civil(2024, 8, 1), ==, 19936);
  g_assert_cmpint(sal_day_from_civil(1, 1, 1), ==, -719162);
  g_assert_cmpint(sal_day_from_civil(0, 3, 1), ==, -719468);
}

static void
gives_every_day_back(void)
{
  SalDay expected = sal_day_from_civil(-9999, 1, 1);
  const SalDay last = sal_day_from_civil(9999, 12, 31);
  int previous_month = 12, previous_day = 31;
  for (; expected <= last; expected++) {
    int year, month, month_day;
    sal_day_to_civil(expected, &year, &month, &month_day);
    g_assert_cmpint(sal_day_from_civil(year, month, month_day), ==, expected);
    g_assert_true(month_day == previous_day + 1 || (month_day == 1 && month == previous_month % 12 + 1));
    previous_month = month, previous_day = month_day;
  }
  g_assert_cmpint(previous_month * 100 + previous_day, ==, 1231);
}

static void
agrees_with_glib_on_the_gregorian_years(void)
{
  const guint32 seed = g_test_rand_int();
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  g_test_message("seed %u", seed);
  for (int i = 0; i < 20000; i++) {
    const SalDay d = sal_day_from_civil(1, 1, 1) + g_rand_int_range(random, 0, 3652058);
    GDate date;
    int year, month, month_day;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)(d + 719163));
    sal_day_to_civil(d, &year, &month, &month_day);
    g_assert_cmpint(year, ==, g_date_get_year(&date));
    g_assert_cmpint(month, ==, (int)g_date_get_month(&date));
    g_assert_cmpint(month_day, ==, g_date_get_day(&date));
  }
}

static void
survives_any_day_number(void)
{
  const SalDay days[] = { G_MININT32, G_MININT32 + 1, G_MAXINT32, 0 };
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    g_autofree char *text = sal_day_format(days[i]);
    g_assert_cmpuint(strlen(text), >=, 10);
  }
}

static void
rejects_the_thirtieth_of_february(void)
{
  g_assert_cmpint(sal_day_from_civil(2024, 2, 30), ==, SAL_DAY_NONE);
  g_assert_cmpint(sal_day_from_civil(2023, 2, 29), ==, SAL_DAY_NONE);
  g_assert_cmpint(sal_day_from_civil(1900, 2, 29), ==, SAL_DAY_NONE);
  g_assert_cmpint(sal_day_from_civil(2000, 2, 29), !=, SAL_DAY_NONE);
  g_assert_cmpint(sal_day_from_civil(2024, 2, 29), !=, SAL_DAY_NONE);
}

static void
rejects_days_outside_the_calendar(void)
{
  g_assert_cmpint(sal_day_from_civil(2024, 0, 1), ==, SAL_DAY_NONE);
  g_assert_cmpint(sal_day_from_civil(2024, 13, 1), ==, SAL_DAY_NONE);
  g_assert_cmpint(sal_day_from_civil(2024, 1, 0), ==, SAL_DAY_NONE);
  g_assert_cmpint(sal_day_from_civil(2024, 4, 31), ==, SAL_DAY_NONE);
  g_assert_cmpint(sal_day_from_civil(10000, 1, 1), ==, SAL_DAY_NONE);
  g_assert_cmpint(sal_day_from_civil(-10000, 1, 1), ==, SAL_DAY_NONE);
  g_assert_cmpint(sal_day_from_civil(G_MAXINT, G_MAXINT, G_MAXINT), ==, SAL_DAY_NONE);
}

static void
writes_days_as_iso_8601(void)
{
  assert_day(sal_day_from_civil(2024, 8, 1), "2024-08-01");
  assert_day(sal_day_from_civil(476, 9, 4), "0476-09-04");
  assert_day(sal_day_from_civil(-43, 3, 15), "-0043-03-15");
  assert_day(day("-0043-03-15"), "-0043-03-15");
}

static void
rejects_what_is_not_a_day(void)
{
  static const char *const texts[] = {
    "",           "2024",        "2024-8-1",    "2024-08-01 ", " 2024-08-01",
    "2024-02-30", "20240801",    "2024-08-01T", "+2024-08-01", "2024-08-0x",
    "2024/08/01", "02024-08-01", "--2024-08-01"
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    SalDay untouched = 7;
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_day_parse(texts[i], &untouched, &error));
    assert_contains(assert_fails(error, SAL_ERROR_USAGE), "expected a day such as 2024-08-01, got '");
    g_assert_cmpint(untouched, ==, 7);
  }
}

/* Spans, cadences, boundaries */

static void
reads_spans(void)
{
  static const char *const spans[][3] = {
    { "2024-08-01", "2024-08-01", "2024-08-01" }, { "2024-08", "2024-08-01", "2024-08-31" },
    { "2024-02", "2024-02-01", "2024-02-29" },    { "2023-02", "2023-02-01", "2023-02-28" },
    { "2024-Q1", "2024-01-01", "2024-03-31" },    { "2024-Q3", "2024-07-01", "2024-09-30" },
    { "2024-Q4", "2024-10-01", "2024-12-31" },    { "2024", "2024-01-01", "2024-12-31" },
    { "2024-W32", "2024-08-05", "2024-08-11" },   { "2020-W53", "2020-12-28", "2021-01-03" },
    { "2025-W01", "2024-12-30", "2025-01-05" },   { "2021-W01", "2021-01-04", "2021-01-10" },
    { "2026-W53", "2026-12-28", "2027-01-03" },   { "1914-07", "1914-07-01", "1914-07-31" },
    { "2024-q3", "2024-07-01", "2024-09-30" },    { "2012-W01", "2012-01-02", "2012-01-08" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(spans); i++) {
    SalDay first, last;
    g_autoptr(GError) error = NULL;
    sal_span_parse(spans[i][0], &first, &last, &error);
    g_assert_no_error(error);
    assert_day(first, spans[i][1]);
    assert_day(last, spans[i][2]);
  }
}

static void
rejects_spans_that_do_not_exist(void)
{
  static const char *const texts[] = { "",          "2024-13",    "2024-00",      "2024-Q0",  "2024-Q5",
                                       "2024-W00",  "2024-W53",   "2021-W53",     "2024-W54", "2024-",
                                       "2024-W3",   "2024-Q",     "24-08",        "2024-8",   "August",
                                       "2024-08-",  "2024-02-30", "2024-08-01x",  "202408",   "2024-W32-1",
                                       "2024-Q3-1", "2024 ",      "\xff\xfe\n\t", "2024-Q33", "99999" };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    SalDay first = 1, last = 2;
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_span_parse(texts[i], &first, &last, &error));
    assert_contains(assert_fails(error, SAL_ERROR_USAGE), "2024-08-01, 2024-08, 2024-W32, 2024-Q3 or 2024");
    g_assert_cmpint(first, ==, 1);
    g_assert_cmpint(last, ==, 2);
  }
}

static void
reads_cadences(void)
{
  static const struct {
    const char *text;
    SalEvery every;
    int days;
  } cases[] = { { "month", SAL_EVERY_MONTH, 0 },
                { "week", SAL_EVERY_WEEK, 0 },
                { "quarter", SAL_EVERY_QUARTER, 0 },
                { "year", SAL_EVERY_YEAR, 0 },
                { "1d", SAL_EVERY_DAYS, 1 },
                { "10d", SAL_EVERY_DAYS, 10 },
                { "3652500d", SAL_EVERY_DAYS, 3652500 } };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    SalCadence cadence;
    g_autoptr(GError) error = NULL;
    sal_cadence_parse(cases[i].text, &cadence, &error);
    g_assert_no_error(error);
    g_assert_cmpint((int)cadence.every, ==, (int)cases[i].every);
    g_assert_cmpint(cadence.days, ==, cases[i].days);
  }
}

static void
rejects_unknown_cadences_and_suggests(void)
{
  static const char *const texts[] = { "",   "0d",           "d",        "-1d",  "1.5d",
                                       "10", "99999999999d", "3652501d", "10dd", "day" };
  SalCadence cadence = { .days = 5 };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_cadence_parse(texts[i], &cadence, &error));
    assert_fails(error, SAL_ERROR_USAGE);
    g_assert_cmpint(cadence.days, ==, 5);
  }
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_cadence_parse("monthly", &cadence, &error));
  assert_contains(assert_fails(error, SAL_ERROR_USAGE), "got 'monthly' (did you mean 'month'?)");
}

static void
reads_boundaries(void)
{
  static const char *const wrong[] = { "", "0", "32", "-1", "1st", "2.5", "frist", "last " };
  int boundary;
  g_assert_true(sal_boundary_parse("first", &boundary, NULL));
  g_assert_cmpint(boundary, ==, SAL_BOUNDARY_FIRST);
  g_assert_true(sal_boundary_parse("last", &boundary, NULL));
  g_assert_cmpint(boundary, ==, SAL_BOUNDARY_LAST);
  g_assert_true(sal_boundary_parse("31", &boundary, NULL));
  g_assert_cmpint(boundary, ==, 31);
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_boundary_parse(wrong[i], &boundary, &error));
    assert_fails(error, SAL_ERROR_USAGE);
    g_assert_cmpint(boundary, ==, 31);
  }
}

/* Periods */

typedef struct {
  const char *every, *boundary;
  const char *first, *last; /* of the span, as --from and --to take them; NULL: not given */
  gboolean partial;
  const char *data_first, *data_last;
  int slack;
  gboolean continuous;
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

/* Dates in names */

#define names_of(...) ((const char *const[]){ __VA_ARGS__, NULL })

static GArray *
find_dates(const char *const *names, guint n, const char *pattern, GError **error)
{
  const SalDateQuery query = { .names = names, .n = n, .pattern = pattern };
  return sal_dates_find(&query, NULL, error);
}

/* The dates as words "DAY", with "@SECOND" behind it where a clock time was read. */
static char *
find(const char *const *names, const char *pattern, const char **reading, GError **error)
{
  g_autoptr(GArray) dates = find_dates(names, g_strv_length((GStrv)names), pattern, error);
  if (dates == NULL)
    return NULL;
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < dates->len; i++) {
    const SalDate *date = &g_array_index(dates, SalDate, i);
    g_autofree char *found = sal_day_format(date->day);
    g_string_append_printf(text, "%s%s", i > 0 ? " " : "", found);
    if (date->second >= 0)
      g_string_append_printf(text, "@%d", date->second);
    *reading = date->reading;
  }
  return g_string_free(text, FALSE);
}

static void
assert_found(const char *const *names, const char *expected, const char *expected_reading)
{
  g_autoptr(GError) error = NULL;
  const char *reading = NULL;
  g_autofree char *found = find(names, NULL, &reading, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(found, ==, expected);
  if (expected_reading != NULL)
    g_assert_cmpstr(reading, ==, expected_reading);
}

static void
assert_not_found(const char *const *names, const char *message)
{
  g_autoptr(GError) error = NULL;
  const char *reading;
  g_autofree char *found = find(names, NULL, &reading, &error);
  g_assert_cmpstr(found, ==, NULL);
  g_assert_cmpstr(assert_fails(error, SAL_ERROR_FORMAT), ==, message);
}

static void
reads_the_dates_of_typical_names(void)
{
  static const char *const cases[][3] = {
    { "deepstatemap_data_20240708.geojson", "2024-07-08", "YYYYMMDD" },
    { "2024-03-01.geojson", "2024-03-01", "YYYY-MM-DD" },
    { "2024_08_01", "2024-08-01", "YYYY-MM-DD" },
    { "2024.08.01.kml", "2024-08-01", "YYYY-MM-DD" },
    { "2024-8-1", "2024-08-01", "YYYY-MM-DD" },
    { "map20240801final.json", "2024-08-01", "YYYYMMDD" },
    { "19500701", "1950-07-01", "YYYYMMDD" },
    { "front_1943-07-05.shp", "1943-07-05", "YYYY-MM-DD" },
    { "221232_0000.kmz", "2032-12-22@0", "DDMMYY" },
    { "990704.kml", "1999-07-04", "YYMMDD" },
    { "690704.kml", "2069-07-04", "YYMMDD" },
    { "081399.kml", "1999-08-13", "MMDDYY" },
    { "01.08.2024", "2024-08-01", "DD.MM.YYYY" },
    { "31-12-2024.kml", "2024-12-31", "DD-MM-YYYY" },
    { "12_31_2024.kml", "2024-12-31", "MM-DD-YYYY" },
    { "31122024.kml", "2024-12-31", "DDMMYYYY" },
    { "UkraineControlMapAO02JUN2024.shp", "2024-06-02", "DDMONYYYY" },
    { "UkraineControlMapAO13APR2022.shp", "2022-04-13", "DDMONYYYY" },
    { "13APR22", "2022-04-13", "DDMONYY" },
    { "22SEP22", "2022-09-22", "DDMONYY" },
    { "02FEB22024", "2024-02-02", "DDMONYYYY (a digit twice)" },
    { "FEB0220244", "2024-02-02", "MONDDYYYY (a digit twice)" },
    { "22SEPT22", "2022-09-22", "DDMONYY" },
    { "13APR69", "2069-04-13", "DDMONYY" },
    { "13APR70", "1970-04-13", "DDMONYY" },
    { "JUN032022", "2022-06-03", "MONDDYYYY" },
    { "MapJUN032022", "2022-06-03", "MONDDYYYY" },
    { "Assessed__09_MAR_2022", "2022-03-09", "DDMONYYYY" },
    { "09_MAR_2022 (1).zip", "2022-03-09", "DDMONYYYY" },
    { "2024-08-01 (1).geojson", "2024-08-01", "YYYY-MM-DD" },
    { "October 26-27, 2024.shp", "2024-10-27", "MON DD-DD, YYYY (last day)" },
    { "October 26\xe2\x80\x93"
      "27, 2024.shp",
      "2024-10-27", "MON DD-DD, YYYY (last day)" },
    { "26-27 October 2024.shp", "2024-10-27", "DD-DD MON YYYY (last day)" },
    { "October 30-November 1, 2024.shp", "2024-11-01", "MONDDYYYY" },
    { "Sept 5, 2022", "2022-09-05", "MONDDYYYY" },
    { "2022Apr13", "2022-04-13", "YYYYMONDD" },
    { "20240801T0300", "2024-08-01@10800", "YYYYMMDD" },
    { "20240801T030015Z.json", "2024-08-01@10815", "YYYYMMDD" },
    { "20240801T03Z.json", "2024-08-01@10800", "YYYYMMDD" },
    { "20240801030015.json", "2024-08-01@10815", "YYYYMMDD" },
    { "2024-08-01_03-00-00.geojson", "2024-08-01@10800", "YYYY-MM-DD" },
    { "2024-08-01T23:59:59Z", "2024-08-01@86399", "YYYY-MM-DD" },
    { "2024-08-01-0300", "2024-08-01@10800", "YYYY-MM-DD" },
    { "20240801_2560.json", "2024-08-01", "YYYYMMDD" },
    { "world_1914.geojson", "1914-01-01", "YYYY" },
    { "world_1914_110m.geojson", "1914-01-01", "YYYY" },
    { "world_1914 (1).geojson", "1914-01-01", "YYYY" },
    { "карта 1914.geojson", "1914-01-01", "YYYY" },
    { "front_1942-11.shp", "1942-11-01", "YYYY-MM" },
    { "front_194211.shp", "1942-11-01", "YYYYMM" },
    { "November 1942", "1942-11-01", "MONYYYY" },
    { "2024_20240801.json", "2024-08-01", "YYYYMMDD" },
    { "v2_2024_13APR22.json", "2022-04-13", "DDMONYY" },
    { "\xff\xfe 20240801 \xc3", "2024-08-01", "YYYYMMDD" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    assert_found(names_of(cases[i][0]), cases[i][1], cases[i][2]);
  }
}

static void
names_without_a_date_are_an_error(void)
{
  static const char *const names[] = {
    "",
    "legend.geojson",
    "12345",
    "20241301.json",
    "2024-02-30.json",
    "2024-13.json",
    "2024_13_45.json",
    "2024-214.json",
    "214-2024-08.json",
    "9920240801.json",
    "202408019.json",
    "02FEB20022",
    "02FEB52024",
    "02FEB202244",
    "31_13_1914",
    "32AUG2024",
    "32 August 2024",
    "id1914",
    "1920x1080",
    "30001231",
    "09991231",
    "a1b221210f",
    "2024-08-45",
    "October 27-26, 2024",
    "2024-W32.geojson",
    "2024W32",
    "KW32 2024",
    "front 2024-Q4",
    "Q4_2024",
    "2024 4Q",
    "2024-H1",
    "2024-0801",
    "1031_2024",
    "1 августа 2024",
    "1 août 2024",
    "1. Dezember 2024",
    "2024年8月1日",
    "2024年8月",
    "Dismay 99",
    "000000",
    "99.99.9999",
  };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *message =
        g_strdup_printf("%s: expected a date such as 20240801 or 2024-08-01, got no date", names[i]);
    assert_not_found(names_of(names[i]), message);
    assert_not_found(names_of("20240801", names[i]), message);
  }
}

static void
a_date_without_its_year_is_an_error(void)
{
  assert_not_found(names_of("13APR2022.shp", "APR13.shp"),
                   "APR13.shp: expected a date with its year, got a day and a month only");
  assert_not_found(names_of("13_April"),
                   "13_April: expected a date with its year, got a day and a month only");
}

static void
an_undecidable_date_names_both_readings(void)
{
  assert_not_found(names_of("Control_25_07_21.kml"),
                   "Control_25_07_21.kml: expected a date with one reading, got YY_MM_DD (2025-07-21) and "
                   "DD_MM_YY (2021-07-25)");
  assert_not_found(names_of("01-08-2024"), "01-08-2024: expected a date with one reading, got DD-MM-YYYY "
                                           "(2024-08-01) and MM-DD-YYYY (2024-01-08)");
  assert_not_found(names_of("05_05_2024", "01_08_2024"),
                   "01_08_2024: expected a date with one reading, got "
                   "DD-MM-YYYY (2024-08-01) and MM-DD-YYYY (2024-01-08)");
  assert_not_found(names_of("010824"),
                   "010824: expected a date with one reading, got DDMMYY (2024-08-01) and "
                   "MMDDYY (2024-01-08)");
  assert_not_found(names_of("221210_0000.kmz"), "221210_0000.kmz: expected a date with one reading, got "
                                                "YYMMDD (2022-12-10) and DDMMYY (2010-12-22)");
  assert_not_found(names_of("20240801_20240901"), "20240801_20240901: expected a date with one reading, got "
                                                  "YYYYMMDD (2024-08-01) and YYYYMMDD (2024-09-01)");
}

/* Years before 2010 lose against later ones: monthly files are dated on the first. */
static void
the_first_of_a_month_is_no_year(void)
{
  assert_found(names_of("240801", "240901", "241001"), "2024-08-01 2024-09-01 2024-10-01", "YYMMDD");
  assert_found(names_of("Control_25_07_01.kml", "Control_25_08_01.kml"), "2025-07-01 2025-08-01", "YY_MM_DD");
  assert_found(names_of("01.08.24"), "2024-08-01", "DD_MM_YY");
  assert_found(names_of("Control_25_07_01.kml"), "2025-07-01", "YY_MM_DD");
}

static void
the_other_names_decide(void)
{
  assert_found(names_of("Control_25_07_01.kml", "Control_25_07_02.kml", "Control_25_07_05.kml"),
               "2025-07-01 2025-07-02 2025-07-05", "YY_MM_DD");
  assert_found(names_of("Control_01_07_25.kml", "Control_02_07_25.kml", "Control_25_07_25.kml"),
               "2025-07-01 2025-07-02 2025-07-25", "DD_MM_YY");
  assert_found(names_of("Control_25_07_01.kml", "Control_99_07_01.kml"), "2025-07-01 1999-07-01", "YY_MM_DD");
  assert_found(names_of("01-08-2024", "13-08-2024"), "2024-08-01 2024-08-13", "DD-MM-YYYY");
  assert_found(names_of("08-01-2024", "08-13-2024"), "2024-08-01 2024-08-13", "MM-DD-YYYY");
  assert_found(names_of("01-08-2024", "13-08-2024", "14AUG2024"), "2024-08-01 2024-08-13 2024-08-14", NULL);
  assert_found(names_of("Control_25_07_01.kml", "2025-07-04.kml"), "2025-07-01 2025-07-04", NULL);
  assert_found(names_of("221210_0000.kmz", "221211_1530.kmz"), "2022-12-10@0 2022-12-11@55800", "YYMMDD");
  assert_found(names_of("010824", "130824"), "2024-08-01 2024-08-13", "DDMMYY");
  assert_found(names_of("080124", "081324"), "2024-08-01 2024-08-13", "MMDDYY");
  assert_found(names_of("05_05_05"), "2005-05-05", "YY_MM_DD");
}

static void
a_date_common_to_all_names_is_not_theirs(void)
{
  assert_found(names_of("export20250101_20240801", "export20250101_20240802"), "2024-08-01 2024-08-02", NULL);
  assert_found(names_of("20240801_export20250101", "20240802_export20250101"), "2024-08-01 2024-08-02", NULL);
  assert_found(names_of("20240801_a", "20240801_b"), "2024-08-01 2024-08-01", NULL);
}

static void
two_digits_mean_1970_to_2069(void)
{
  assert_found(names_of("Control_25_07_99.kml"), "1999-07-25", "DD_MM_YY");
  assert_found(names_of("Control_25_07_69.kml", "Control_25_07_68.kml"), "2069-07-25 2068-07-25", "DD_MM_YY");
  assert_found(names_of("Control_24_02_60.kml", "Control_60_02_24.kml"), "2060-02-24 2060-02-24", NULL);
}

static void
names_of_several_forms_make_one_series(void)
{
  assert_found(names_of("UkraineControlMapAO13APR2022", "22SEP22", "JUN032022", "__09_MAR_2022",
                        "October 26-27, 2024", "12SEPT2022 (1)"),
               "2022-04-13 2022-09-22 2022-06-03 2022-03-09 2024-10-27 2022-09-12", NULL);
  assert_found(names_of("2022_APR_13", "09_MAR_2022"), "2022-04-13 2022-03-09", NULL);
  assert_found(names_of("2024_13APR2022", "2024_22SEP22"), "2022-04-13 2022-09-22", NULL);
}

static void
a_reading_that_suits_all_wins(void)
{
  assert_found(names_of("20240801_a221210", "x_221211"), "2022-12-10 2022-12-11", "YYMMDD");
  assert_found(names_of("map_1914_id220101", "map_1915_id99"), "1914-01-01 1915-01-01", "YYYY");
}

static void
a_name_that_says_less_is_an_error(void)
{
  assert_not_found(names_of("deepstate_20240801", "deepstate_2024_0802x"),
                   "deepstate_2024_0802x: expected a date to the day as in the other names, got YYYY only");
  assert_not_found(names_of("2024-08", "2024"),
                   "2024: expected a date to the month as in the other names, got YYYY only");
}

static void
no_names_have_no_dates(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) dates = find_dates(NULL, 0, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(dates->len, ==, 0);
}

static void
a_pattern_finds_dates(void)
{
  static const char *const cases[][3] = {
    { "x25_07_01", "(?<d>\\d\\d)_(?<m>\\d\\d)_(?<y>\\d\\d)", "2001-07-25" },
    { "x25_07_21", "x(\\d\\d_07_\\d\\d)$|never", NULL },
    { "99920240801", "999(\\d{8})", "2024-08-01" },
    { "99920240801T12", "999(.*)", "2024-08-01@43200" },
    { "12h30 on 5 May 1945", "(?<H>\\d+)h(?<M>\\d+).* (?<d>\\d+) (?<m>\\w+) (?<y>\\d+)", "1945-05-05@45000" },
    { "\xff"
      "20240801",
      "(?<y>....)(?<m>..)(?<d>..)$", "2024-08-01" },
    { "a1914", "(?<y>\\d{4})", "1914-01-01" },
    { "world_bc500.geojson", "(?<bc>bc)?(?<y>\\d+)", "-0499-01-01" },
    { "world_bc1.geojson", "(?<bc>bc)?(?<y>\\d+)", "0000-01-01" },
    { "world_bc10000.geojson", "(?<bc>bc)?(?<y>\\d+)", "-9999-01-01" },
    { "world_1.geojson", "(?<bc>bc)?(?<y>\\d+)", "0001-01-01" },
    { "world_24.geojson", "(?<bc>bc)?(?<y>\\d+)", "0024-01-01" },
    { "world_100.geojson", "(?<bc>bc)?(?<y>\\d+)", "0100-01-01" },
    { "500 BC", "(?<y>\\d+) ?(?<bc>BC)?", "-0499-01-01" },
    { "13/08/2024", "(.*)", "2024-08-13" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    const char *reading = NULL;
    g_autofree char *found = find(names_of(cases[i][0]), cases[i][1], &reading, &error);
    g_assert_cmpstr(found, ==, cases[i][2]);
    g_assert_true((found == NULL) == (error != NULL));
  }
}

static void
a_pattern_that_finds_none_is_an_error(void)
{
  static const struct {
    const char *pattern;
    SalError code;
    const char *message;
  } cases[] = {
    { "(", SAL_ERROR_USAGE, "date pattern '(': expected a regular expression, got " },
    { "\xff(.)", SAL_ERROR_USAGE, "expected UTF-8" },
    { "\\d+", SAL_ERROR_USAGE,
      "(?<m>) and (?<d>), or (?<y>) with or without (?<bc>), or one group, got 0 groups" },
    { "(?<y>1)(?<m>2)", SAL_ERROR_USAGE, "or one group, got 2 groups" },
    { "(?<bc>x)", SAL_ERROR_USAGE, "or (?<y>) with or without (?<bc>), or one group, got 1 groups" },
    { "(?<y>2)(?<m>0)(?<d>2)(?<bc>4)", SAL_ERROR_USAGE, "or one group, got 4 groups" },
    { "(?<y>\\d+)", SAL_ERROR_FORMAT,
      "x20241399.json: expected a year from 10000 BC to 9999 where the pattern matches, got '20241399'" },
    { "x2(?<y>0)", SAL_ERROR_FORMAT, "expected a year from 10000 BC to 9999 where the pattern matches" },
    { "(?<bc>x)2(?<y>0)", SAL_ERROR_FORMAT, "expected a year from 10000 BC to 9999" },
    { "(?<y>20241)", SAL_ERROR_FORMAT, "got '20241'" },
    { "never(.*)", SAL_ERROR_FORMAT,
      "x20241399.json: expected a name that fits the date pattern 'never(.*)'" },
    { "(x)", SAL_ERROR_FORMAT, "x20241399.json: expected a date such as 20240801" },
    { "(x)?json", SAL_ERROR_FORMAT, "x20241399.json: expected a date such as 20240801" },
    { "(?<y>.{4})(?<m>..)(?<d>..).json", SAL_ERROR_FORMAT,
      "x20241399.json: expected a date that exists where the pattern matches, got '20241399.json'" },
    { "(?<y>x)(?<m>.)(?<d>.)", SAL_ERROR_FORMAT, "expected a date that exists where the pattern matches" },
    { "(?:(x*)*)*(?:x|20241399|2024)*[0-9.json]*!", SAL_ERROR_FORMAT, "x20241399.json: expected a name" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    const char *reading;
    g_autofree char *found = find(names_of("x20241399.json"), cases[i].pattern, &reading, &error);
    g_assert_null(found);
    assert_contains(assert_fails(error, cases[i].code), cases[i].message);
  }
}

static void
hostile_names_are_survived(void)
{
  const guint32 seed = g_test_rand_int();
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  static const char alphabet[] = "0123012301231924_-. ,TJUNAPR\xff\xe2\x80\x93()/:+";
  g_test_message("seed %u", seed);
  for (int i = 0; i < 20000; i++) {
    char name[64];
    const int length = g_rand_int_range(random, 0, sizeof name);
    for (int j = 0; j < length; j++)
      name[j] = alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)];
    name[length] = '\0';
    SalDate date;
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) dates = find_dates(names_of(name, "20240801"), 2, NULL, &error);
    g_assert_true((dates == NULL) == (error != NULL));
    sal_date_parse(name, NULL, &date, NULL);
  }
}

static void
long_names_are_read_in_linear_time(void)
{
  static const char *const pieces[] = { "7",   "20240801", "20240801_", "25_07_01_",
                                        "JUN", "1 JUN 2 ", "-",         "(1)" };
  const gsize size = 2000000;
  for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
    g_autofree char *name = g_malloc(size + 16);
    const gsize length = strlen(pieces[i]);
    for (gsize j = 0; j < size; j++)
      name[j] = pieces[i][j % length];
    name[size] = '\0';
    SalDate date;
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) dates = find_dates(names_of(name), 1, NULL, &error);
    g_assert_true((dates == NULL) == (error != NULL));
    g_assert_true(error == NULL || strlen(error->message) < 1000);
    g_assert_false(sal_date_parse(name, NULL, &date, NULL));
  }
}

static void
a_hundred_thousand_names_take_seconds(void)
{
  const guint n = 100000;
  g_auto(GStrv) names = g_new0(char *, n + 1);
  for (guint i = 0; i < n; i++) {
    int year, month, month_day;
    sal_day_to_civil((SalDay)(i % 20000), &year, &month, &month_day);
    names[i] = i % 3 == 0 ? g_strdup_printf("d_%02d.%02d.%04d_%u", month_day, month, year, i)
                          : g_strdup_printf("d_%04d%02d%02d_%u", year, month, month_day, i);
  }
  g_autoptr(GError) error = NULL;
  const gint64 start = g_get_monotonic_time();
  g_autoptr(GArray) dates = find_dates((const char *const *)names, n, NULL, &error);
  g_test_message("%.3f s", (double)(g_get_monotonic_time() - start) / 1e6);
  g_assert_no_error(error);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint(g_array_index(dates, SalDate, i).day, ==, (SalDay)(i % 20000));
}

/* Dates in fields */

static void
reads_the_years_of_fields(void)
{
  static const char *const cases[][2] = {
    { "1914", "1914-01-01" },
    { "-500", "-0499-01-01" },
    { "500 BC", "-0499-01-01" },
    { "500bce", "-0499-01-01" },
    { " 100 ", "0100-01-01" },
    { "-1", "0000-01-01" },
    { "1", "0001-01-01" },
    { "-10000", "-9999-01-01" },
    { "9999", "9999-01-01" },
    { "0", NULL },
    { "-0", NULL },
    { "-0499", NULL },
    { "0 BC", NULL },
    { "-500 BC", NULL },
    { "10000", NULL },
    { "10001 BC", NULL },
    { "", NULL },
    { "-", NULL },
    { "BC", NULL },
    { "500 AD", NULL },
    { "5.5", NULL },
    { "19140728", NULL },
    { "--500", NULL },
    { "500 BC BC", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    SalDate date;
    const gboolean read = sal_date_parse_year(cases[i][0], &date);
    g_test_message("'%s'", cases[i][0]);
    g_assert_cmpint(read, ==, cases[i][1] != NULL);
    if (read)
      assert_day(date.day, cases[i][1]);
  }
}

/* A law of the days of all years: what is printed is read as the same day. 37 days from one to the next come
 * by every day of the year. */
static void
reads_every_day_that_it_prints(void)
{
  const SalDay last = sal_day_from_civil(9999, 12, 31);
  for (SalDay day = sal_day_from_civil(-9999, 1, 1); day <= last; day += 37) {
    SalDay read = SAL_DAY_NONE;
    g_autofree char *text = sal_day_format(day);
    g_assert_true(sal_day_parse(text, &read, NULL));
    if (read != day)
      g_error("%s is read as day %d, not %d", text, read, day);
  }
}

/* The same of years as people count them, in names, fields and spans. */
static void
reads_every_year_as_people_count_it(void)
{
  for (int count = -10000; count <= 9999; count++) {
    if (count == 0)
      continue;
    const SalDay expected = sal_day_from_civil(count < 0 ? count + 1 : count, 1, 1);
    g_autofree char *field = g_strdup_printf("%d", count);
    g_autofree char *name = g_strdup_printf("world_%s%d.geojson", count < 0 ? "bc" : "", ABS(count));
    const char *const names[] = { name, NULL };
    SalDate date;
    g_assert_true(sal_date_parse_year(field, &date));
    g_assert_cmpint(date.day, ==, expected);
    g_autoptr(GArray) dates = find_dates(names, 1, "(?<bc>bc)?(?<y>\\d+)", NULL);
    g_assert_nonnull(dates);
    g_assert_cmpint(g_array_index(dates, SalDate, 0).day, ==, expected);
  }
}

static void
years_before_christ_need_a_pattern(void)
{
  assert_not_found(
      names_of("world_100.geojson", "world_bc500.geojson"),
      "world_100.geojson: expected a date such as 20240801 or 2024-08-01, got no date (for years "
      "BC: " SAL_OPTION("preset") " historical-basemaps or " SAL_OPTION("date-pattern") ")");
  static const char *const names[] = { "world_bc1000", "world_1000_bc", "world_bc_1000", "1000bc", "5BCE" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *message = g_strdup_printf(
        "%s: expected a date such as 20240801 or 2024-08-01, got no date "
        "(for years BC: " SAL_OPTION("preset") " historical-basemaps or " SAL_OPTION("date-pattern") ")",
        names[i]);
    assert_not_found(names_of(names[i]), message);
  }
  assert_not_found(names_of("abc12.geojson"),
                   "abc12.geojson: expected a date such as 20240801 or 2024-08-01, got no date");
}

static void
reads_the_dates_of_fields(void)
{
  static const struct {
    const char *text, *zone, *day;
    int second;
  } cases[] = {
    { "2024-08-01", NULL, "2024-08-01", -1 },
    { "-0499-01-01", NULL, "-0499-01-01", -1 },
    { "-499/01/01", NULL, "-0499-01-01", -1 },
    { "-0043-03-15T12:00:00", NULL, "-0043-03-15", 43200 },
    { "0000-02-29", NULL, "0000-02-29", -1 },
    { " 2024-08-01\n", NULL, "2024-08-01", -1 },
    { "2024/08/01", NULL, "2024-08-01", -1 },
    { "20240801", NULL, "2024-08-01", -1 },
    { "01.08.2024", NULL, "2024-08-01", -1 },
    { "1 August 2024", NULL, "2024-08-01", -1 },
    { "June 2, 2024", NULL, "2024-06-02", -1 },
    { "Thu, 01 Aug 2024", NULL, "2024-08-01", -1 },
    { "Thu, 01 Aug 2024 23:30:00 GMT", "Europe/Kyiv", "2024-08-02", 2 * 3600 + 1800 },
    { "2024-08-01T23:30:00", "Europe/Kyiv", "2024-08-01", 84600 },
    { "2024-08-01T23:30:00Z", NULL, "2024-08-01", 84600 },
    { "2024-08-01T23:30:00.123Z", "Europe/Kyiv", "2024-08-02", 9000 },
    { "2024-01-01T21:59:59Z", "Europe/Kyiv", "2024-01-01", 86399 },
    { "2024-01-01T22:00:00Z", "Europe/Kyiv", "2024-01-02", 0 },
    { "2024-08-01T01:00:00+03:00", NULL, "2024-07-31", 79200 },
    { "2024-08-01 01:00:00+03", NULL, "2024-07-31", 79200 },
    { "2024/08/01 01:00:00+0300", NULL, "2024-07-31", 79200 },
    { "2024-08-01T23:00-05:00", NULL, "2024-08-02", 14400 },
    { "20240801T233000Z", NULL, "2024-08-01", 84600 },
    { "2024-08-01Z", "Asia/Tokyo", "2024-08-01", -1 },
    { "2024-08-01+02:00", "Asia/Tokyo", "2024-08-01", -1 },
    { "0476-09-04", NULL, "0476-09-04", -1 },
    { "1722470400", NULL, "2024-08-01", 0 },
    { "1722470399", NULL, "2024-07-31", 86399 },
    { "1722470399", "Europe/Kyiv", "2024-08-01", 10799 },
    { "1722470399999", NULL, "2024-07-31", 86399 },
    { "9999999999", NULL, "2286-11-20", 63999 },
    { "0000000000", "America/New_York", "1969-12-31", 68400 },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    SalDate date;
    g_autoptr(GError) error = NULL;
    sal_date_parse(cases[i].text, cases[i].zone, &date, &error);
    g_assert_no_error(error);
    assert_day(date.day, cases[i].day);
    g_assert_cmpint(date.second, ==, cases[i].second);
    g_assert_nonnull(date.reading);
  }
}

static void
rejects_fields_that_hold_no_date(void)
{
  static const char *const texts[] = {
    "",
    " ",
    "2024-02-30",
    "2024-08",
    "2024",
    "20241301",
    "01/08/2024",
    "01-08-2024",
    "2024-08-01x",
    "2024-08-01T25:00",
    "2024-08-01T",
    "172247040",
    "17224704000",
    "-1722470400",
    "1722470400.5",
    "nan",
    "1e9",
    "2024-08-01T01:00+",
    "Thu,",
    "23.09 o 09:38",
    "01.08.24",
    "13APR22",
    "2024-08-01T01:00+99",
    "2024-08-01 2",
    "2024-08-01T01:00+03:0",
    "\xff",
    "0000-00-00",
    "99999999999999",
    "00000000",
    "2024-08-01T01:00Zulu",
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    SalDate date = { .day = 5 };
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_date_parse(texts[i], NULL, &date, &error));
    assert_contains(assert_fails(error, SAL_ERROR_FORMAT), "expected a date such as 2024-08-01, got '");
    g_assert_cmpint(date.day, ==, 5);
  }
}

static void
rejects_unknown_time_zones(void)
{
  static const char *const zones[] = { "", "Europe/Nowhere", "../../etc/passwd", "\xff" };
  for (guint i = 0; i < G_N_ELEMENTS(zones); i++) {
    SalDate date;
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_date_parse("2024-08-01T23:30:00Z", zones[i], &date, &error));
    assert_contains(assert_fails(error, SAL_ERROR_USAGE), "expected a time zone such as Europe/Kyiv, got '");
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/calendar/counts-days-from-1970", counts_days_from_1970);
  g_test_add_func("/calendar/gives-every-day-back", gives_every_day_back);
  g_test_add_func("/calendar/reads-every-day-that-it-prints", reads_every_day_that_it_prints);
  g_test_add_func("/calendar/agrees-with-glib-on-the-gregorian-years",
                  agrees_with_glib_on_the_gregorian_years);
  g_test_add_func("/calendar/survives-any-day-number", survives_any_day_number);
  g_test_add_func("/calendar/rejects-the-thirtieth-of-february", rejects_the_thirtieth_of_february);
  g_test_add_func("/calendar/rejects-days-outside-the-calendar", rejects_days_outside_the_calendar);
  g_test_add_func("/calendar/writes-days-as-iso-8601", writes_days_as_iso_8601);
  g_test_add_func("/calendar/rejects-what-is-not-a-day", rejects_what_is_not_a_day);
  g_test_add_func("/calendar/reads-spans", reads_spans);
  g_test_add_func("/calendar/rejects-spans-that-do-not-exist", rejects_spans_that_do_not_exist);
  g_test_add_func("/calendar/reads-cadences", reads_cadences);
  g_test_add_func("/calendar/rejects-unknown-cadences-and-suggests", rejects_unknown_cadences_and_suggests);
  g_test_add_func("/calendar/reads-boundaries", reads_boundaries);
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
  g_test_add_func("/dates/reads-the-dates-of-typical-names", reads_the_dates_of_typical_names);
  g_test_add_func("/dates/names-without-a-date-are-an-error", names_without_a_date_are_an_error);
  g_test_add_func("/dates/a-date-without-its-year-is-an-error", a_date_without_its_year_is_an_error);
  g_test_add_func("/dates/an-undecidable-date-names-both-readings", an_undecidable_date_names_both_readings);
  g_test_add_func("/dates/the-first-of-a-month-is-no-year", the_first_of_a_month_is_no_year);
  g_test_add_func("/dates/the-other-names-decide", the_other_names_decide);
  g_test_add_func("/dates/a-date-common-to-all-names-is-not-theirs",
                  a_date_common_to_all_names_is_not_theirs);
  g_test_add_func("/dates/two-digits-mean-1970-to-2069", two_digits_mean_1970_to_2069);
  g_test_add_func("/dates/names-of-several-forms-make-one-series", names_of_several_forms_make_one_series);
  g_test_add_func("/dates/a-reading-that-suits-all-wins", a_reading_that_suits_all_wins);
  g_test_add_func("/dates/a-name-that-says-less-is-an-error", a_name_that_says_less_is_an_error);
  g_test_add_func("/dates/no-names-have-no-dates", no_names_have_no_dates);
  g_test_add_func("/dates/a-pattern-finds-dates", a_pattern_finds_dates);
  g_test_add_func("/dates/a-pattern-that-finds-none-is-an-error", a_pattern_that_finds_none_is_an_error);
  g_test_add_func("/dates/hostile-names-are-survived", hostile_names_are_survived);
  g_test_add_func("/dates/long-names-are-read-in-linear-time", long_names_are_read_in_linear_time);
  g_test_add_func("/dates/a-hundred-thousand-names-take-seconds", a_hundred_thousand_names_take_seconds);
  g_test_add_func("/dates/years-before-christ-need-a-pattern", years_before_christ_need_a_pattern);
  g_test_add_func("/dates/reads-every-year-as-people-count-it", reads_every_year_as_people_count_it);
  g_test_add_func("/dates/reads-the-years-of-fields", reads_the_years_of_fields);
  g_test_add_func("/dates/reads-the-dates-of-fields", reads_the_dates_of_fields);
  g_test_add_func("/dates/rejects-fields-that-hold-no-date", rejects_fields_that_hold_no_date);
  g_test_add_func("/dates/rejects-unknown-time-zones", rejects_unknown_time_zones);
  return g_test_run();
}
