#include "data/change/mean.h"

#include "random.h"

static void
free_change(gpointer change)
{
  sal_change_free(change);
}

static GPtrArray *
make_list(void)
{
  return g_ptr_array_new_with_free_func(free_change);
}

static SalChange *
add_change(GPtrArray *changes, SalDay from, SalDay to, SalDay from_snapshot, SalDay to_snapshot)
{
  SalChange *change = g_new0(SalChange, 1);
  change->period = (SalPeriod){ .from = from, .to = to };
  change->from_snapshot = from_snapshot;
  change->to_snapshot = to_snapshot;
  g_ptr_array_add(changes, change);
  return change;
}

/* Periods of a day from day 1 on; snapshots: those of its boundaries. */
static GPtrArray *
make_days(const SalDay *snapshots, guint n)
{
  GPtrArray *changes = make_list();
  for (guint i = 0; i + 1 < n; i++)
    add_change(changes, (SalDay)(1 + i), (SalDay)(2 + i), snapshots[i], snapshots[i + 1]);
  return changes;
}

/* expected: a letter a period, x for those that count. */
static void
assert_chosen(const GPtrArray *changes, const char *expected)
{
  g_autofree guint8 *chosen = sal_mean_choose(changes);
  g_autoptr(GString) got = g_string_new(NULL);
  for (guint i = 0; i < changes->len; i++)
    g_string_append_c(got, chosen[i] ? 'x' : '.');
  g_assert_cmpstr(got->str, ==, expected);
}

static void
counts_every_period_between_two_snapshots(void)
{
  static const SalDay snapshots[] = { 1, 1, 1, 5, 5 };
  g_autoptr(GPtrArray) changes = make_days(snapshots, G_N_ELEMENTS(snapshots));
  assert_chosen(changes, "xxxx");
}

static void
leaves_out_what_no_two_snapshots_enclose(void)
{
  static const SalDay snapshots[] = { 3, 3, 3, 3, 5, 5, 5 };
  g_autoptr(GPtrArray) changes = make_days(snapshots, G_N_ELEMENTS(snapshots));
  assert_chosen(changes, "..xx..");
}

static void
leaves_out_a_chain_of_one_snapshot(void)
{
  static const SalDay snapshots[] = { 1, 1, 1, 1 };
  g_autoptr(GPtrArray) changes = make_days(snapshots, G_N_ELEMENTS(snapshots));
  assert_chosen(changes, "...");
}

static void
a_gap_ends_a_chain(void)
{
  g_autoptr(GPtrArray) changes = make_list();
  add_change(changes, 1, 2, 1, 2);
  add_change(changes, 4, 5, 4, 4);
  add_change(changes, 6, 7, 6, 7);
  assert_chosen(changes, "x.x");
}

static void
parts_and_accepted_resets_end_a_chain_and_count_in_none(void)
{
  static const SalDay snapshots[] = { 1, 2, 3, 3, 5, 6, 7, 7 };
  g_autoptr(GPtrArray) changes = make_days(snapshots, G_N_ELEMENTS(snapshots));
  ((SalChange *)changes->pdata[0])->period.partial = TRUE;
  ((SalChange *)changes->pdata[3])->accepted = TRUE;
  assert_chosen(changes, ".x..xx.");
}

static void
chooses_nothing_from_nothing(void)
{
  g_autoptr(GPtrArray) changes = make_list();
  assert_chosen(changes, "");
}

/* Where boundaries without a snapshot are stood for by the one before, as many periods of a day count as
 * there are days between the first snapshot and the last. */
static void
counts_as_many_days_as_the_snapshots_are_apart(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint trial = 0; trial < 2000; trial++) {
    SalDay snapshots[24] = { 0 };
    const guint n = (guint)g_rand_int_range(random, 2, G_N_ELEMENTS(snapshots));
    for (guint i = 0; i < n; i++)
      snapshots[i] = i == 0 || g_rand_boolean(random) ? (SalDay)(1 + i) : snapshots[i - 1];
    g_autoptr(GPtrArray) changes = make_days(snapshots, n);
    g_autofree guint8 *chosen = sal_mean_choose(changes);
    int days = 0;
    for (guint i = 0; i < changes->len; i++)
      days += chosen[i];
    g_assert_cmpint(days, ==, snapshots[n - 1] - snapshots[0]);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mean/counts-every-period-between-two-snapshots",
                  counts_every_period_between_two_snapshots);
  g_test_add_func("/mean/leaves-out-what-no-two-snapshots-enclose", leaves_out_what_no_two_snapshots_enclose);
  g_test_add_func("/mean/leaves-out-a-chain-of-one-snapshot", leaves_out_a_chain_of_one_snapshot);
  g_test_add_func("/mean/a-gap-ends-a-chain", a_gap_ends_a_chain);
  g_test_add_func("/mean/parts-and-accepted-resets-end-a-chain-and-count-in-none",
                  parts_and_accepted_resets_end_a_chain_and_count_in_none);
  g_test_add_func("/mean/chooses-nothing-from-nothing", chooses_nothing_from_nothing);
  g_test_add_func("/mean/counts-as-many-days-as-the-snapshots-are-apart",
                  counts_as_many_days_as_the_snapshots_are_apart);
  return g_test_run();
}
