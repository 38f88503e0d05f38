#include "data/change/remainder.h"

#include "days.h"
#include "random.h"

#include <math.h>

/* A region of 1000 km2 by months from January 2023 on, of which so many km2 change hands. */
typedef struct {
  SalChange changes[60];
  GArray *rows; /* SalRow */
} Months;

static void
clear_months(Months *months)
{
  g_clear_pointer(&months->rows, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Months, clear_months)

static void
make_months(Months *months, const int *nets_km2, guint n)
{
  gint64 area = 300000000;
  months->rows = g_array_new(FALSE, FALSE, sizeof(SalRow));
  for (guint i = 0; i < n; i++) {
    SalChange *change = &months->changes[i];
    *change = (SalChange){ .class_name = g_intern_static_string("control"),
                           .region = g_intern_static_string("Region"),
                           .region_m2 = 1e9 };
    change->period.from = change->from_snapshot =
        sal_day_from_civil(2023 + (int)(i / 12), (int)(i % 12) + 1, 1);
    change->period.to = change->to_snapshot =
        sal_day_from_civil(2023 + (int)((i + 1) / 12), (int)((i + 1) % 12) + 1, 1);
    SalRow row = { .change = change, .area_from = area, .net = nets_km2[i] * 1000000 };
    area = row.area_to = area + row.net;
    g_array_append_val(months->rows, row);
  }
}

/* expected: "31 2023-05-06; - ; 365 -" of the last row: the days of each pace and the date. */
static void
assert_paces(const Months *months, const char *expected)
{
  SalRemainder remainder;
  g_autoptr(SalRemainders) remainders = sal_remainders_new(months->rows);
  g_autoptr(GString) text = g_string_new(NULL);
  g_assert_true(sal_remainders_compute(
      remainders, &g_array_index(months->rows, SalRow, months->rows->len - 1), &remainder));
  for (guint i = 0; i < SAL_REMAINDER_PACES; i++) {
    const SalPace *pace = &remainder.paces[i];
    g_autofree char *until = pace->until != SAL_DAY_NONE ? sal_day_format(pace->until) : g_strdup("-");
    g_string_append_printf(text, "%s%d %s", i > 0 ? "; " : "", pace->days, until);
  }
  g_assert_cmpstr(text->str, ==, expected);
}

static void
paces_take_whole_periods(void)
{
  static const int nets[] = { 5, 10, 31 }; /* January, February and March 2023: 654 km2 are left */
  g_auto(Months) months = { 0 };
  make_months(&months, nets, 3);
  /* 1 km2 a day from 1 April on; 46 in 90 days: 1280 days */
  assert_paces(&months, "31 2025-01-14; 90 2026-10-02; 0 -");
}

static void
nothing_is_told_across_a_gap_or_of_a_loss(void)
{
  static const int nets[] = { 5, 10, 31, 31 }, loss[] = { 5, 10, -31 };
  g_auto(Months) gap = { 0 }, reset = { 0 }, lost = { 0 };
  make_months(&gap, nets, 4);
  gap.changes[1].to_snapshot--;
  assert_paces(&gap, "30 2024-12-24; 0 -; 0 -");
  make_months(&reset, nets, 4);
  reset.changes[2].accepted = TRUE; /* 89 days are left: too few for the second pace */
  assert_paces(&reset, "30 2024-12-24; 0 -; 0 -");
  reset.changes[2].accepted = FALSE;
  make_months(&lost, loss, 3);
  assert_paces(&lost, "31 -; 90 -; 0 -");
}

static void
the_whole_has_no_remainder(void)
{
  static const int nets[] = { 5 };
  SalRemainder remainder;
  g_auto(Months) months = { 0 };
  make_months(&months, nets, 1);
  months.changes[0].region_m2 = 0;
  g_autoptr(SalRemainders) remainders = sal_remainders_new(months.rows);
  g_assert_false(sal_remainders_compute(remainders, &g_array_index(months.rows, SalRow, 0), &remainder));
}

/* Every row against sums that begin at each day before it in turn. */
static void
is_what_every_stretch_says(void)
{
  g_autoptr(GRand) random = random_new();
  g_auto(Months) months = { 0 };
  int nets[60];
  for (guint i = 0; i < 60; i++)
    nets[i] = g_rand_int_range(random, -8, 12);
  make_months(&months, nets, 60);
  g_autoptr(SalRemainders) remainders = sal_remainders_new(months.rows);
  for (int i = 0; i < 60; i++) {
    SalRemainder remainder;
    const SalRow *row = &g_array_index(months.rows, SalRow, i);
    g_assert_true(sal_remainders_compute(remainders, row, &remainder));
    g_assert_cmpint(remainder.left_m2, ==, 1000000000 - row->area_to);
    SalDay first = SAL_DAY_NONE;
    for (guint p = 0; p < SAL_REMAINDER_PACES; p++) {
      const int least = sal_remainder_get_days()[p];
      int begin = i;
      while (begin >= 0 && row->change->to_snapshot - months.changes[begin].from_snapshot < least)
        begin--;
      const SalPace *pace = &remainder.paces[p];
      const int days = begin >= 0 ? row->change->to_snapshot - months.changes[begin].from_snapshot : 0;
      g_assert_cmpint(pace->days, ==, days);
      if (days == 0)
        continue;
      const double gained = (double)(row->area_to - g_array_index(months.rows, SalRow, begin).area_from);
      g_assert_cmpfloat(fabs(pace->m2_per_day - gained / days), <, 1e-6);
      if (pace->until == SAL_DAY_NONE)
        continue;
      const double needed = (double)remainder.left_m2 / pace->m2_per_day;
      g_assert_cmpfloat(pace->until - row->change->to_snapshot, >=, needed);
      g_assert_cmpfloat(pace->until - row->change->to_snapshot - 1, <, needed);
      first = first == SAL_DAY_NONE ? pace->until : MIN(first, pace->until);
    }
    g_assert_true(first == remainder.first);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/remainder/paces-take-whole-periods", paces_take_whole_periods);
  g_test_add_func("/remainder/nothing-is-told-across-a-gap-or-of-a-loss",
                  nothing_is_told_across_a_gap_or_of_a_loss);
  g_test_add_func("/remainder/the-whole-has-no-remainder", the_whole_has_no_remainder);
  g_test_add_func("/remainder/is-what-every-stretch-says", is_what_every_stretch_says);
  return g_test_run();
}
