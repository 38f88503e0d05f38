#include "data/dates/calendar.h"

#include "tests/unit/days.h"

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

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/calendar/counts-days-from-1970", counts_days_from_1970);
  g_test_add_func("/calendar/gives-every-day-back", gives_every_day_back);
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
  return g_test_run();
}
