#include "data/change/records.h"

#include "days.h"
#include "random.h"

/* A month of a made-up series: its net in km2, and a letter for why it does not count. */
typedef struct {
  int net;
  char fault; /* p: a part, s: one snapshot, d: doubtful side, a: accepted reset, m: missing; 0: none */
} Month;

static SalChanges *
make_empty(void)
{
  SalChanges *changes = g_new0(SalChanges, 1);
  changes->changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  changes->steps = g_ptr_array_new();
  changes->remarks = g_ptr_array_new();
  return changes;
}

static SalChange *
add_month(SalChanges *changes, guint i, double area_km2, const Month *month)
{
  SalChange *change = g_new0(SalChange, 1);
  change->period.from = sal_day_from_civil(2024 + (int)(i / 12), (int)(i % 12) + 1, 1);
  change->period.to = sal_day_from_civil(2024 + (int)((i + 1) / 12), (int)((i + 1) % 12) + 1, 1);
  change->period.partial = month->fault == 'p';
  sal_period_name(&change->period, SAL_EVERY_MONTH, change->period.from);
  change->from_snapshot = month->fault == 's' ? change->period.to : change->period.from;
  change->to_snapshot = change->period.to;
  change->class_name = g_intern_static_string("control");
  change->region = g_intern_static_string("");
  change->area_from_m2 = area_km2 * 1e6;
  change->area_to_m2 = (area_km2 + month->net) * 1e6;
  change->gained_m2 = MAX(month->net, 0) * 1e6;
  change->lost_m2 = MAX(-month->net, 0) * 1e6;
  change->sureness.n_weak = month->fault == 'd';
  change->accepted = month->fault == 'a';
  g_ptr_array_add(changes->changes, change);
  return change;
}

/* Months from January 2024 on, with 1000 km2 at the start. */
static SalChanges *
make_months(const Month *months, guint n)
{
  SalChanges *changes = make_empty();
  double area_km2 = 1000;
  for (guint i = 0; i < n; i++) {
    if (months[i].fault != 'm')
      add_month(changes, i, area_km2, &months[i]);
    area_km2 += months[i].net;
  }
  return changes;
}

static const SalStanding *
get_standing(const SalChanges *changes, guint i)
{
  return ((const SalChange *)changes->changes->pdata[i])->standing;
}

static void
find_among(SalChanges *changes, const SalChanges *series, gboolean is_whole)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  const char *const classes[] = { "control", NULL };
  const SalRecordOptions options = { .area_model = model, .classes = classes, .is_whole = is_whole };
  sal_records_find(changes, series, &options);
}

static const SalRecord *
find_record(const SalStanding *standing, SalRecordKind kind)
{
  for (guint i = 0; i < standing->records->len; i++)
    if (g_array_index(standing->records, SalRecord, i).kind == kind)
      return &g_array_index(standing->records, SalRecord, i);
  return NULL;
}

/* expected: "highest_net since 2024-01 beats 2 rank 1", with " equal" and " uncounted 1" where that is so. */
static void
assert_record(const SalChanges *changes, guint i, SalRecordKind kind, const char *expected)
{
  const SalRecord *record = find_record(get_standing(changes, i), kind);
  if (expected == NULL) {
    g_assert_null(record);
    return;
  }
  g_assert_nonnull(record);
  g_autoptr(GString) text = g_string_new(NULL);
  g_string_printf(text, "%s since %s beats %u rank %u", sal_record_kind_get_name(kind),
                  record->has_since ? record->since.name : "the start", record->n_beaten, record->rank);
  if (record->is_equal)
    g_string_append(text, " equal");
  if (record->n_uncounted > 0)
    g_string_append_printf(text, " uncounted %u", record->n_uncounted);
  g_assert_cmpstr(text->str, ==, expected);
}

static void
finds_since_when_a_net_is_the_highest(void)
{
  static const Month months[] = { { .net = 50 }, { .net = 30 }, { .net = 20 }, { .net = 40 }, { .net = 60 } };
  g_autoptr(SalChanges) changes = make_months(months, G_N_ELEMENTS(months));
  find_among(changes, changes, TRUE);
  assert_record(changes, 0, SAL_RECORD_HIGHEST_NET, NULL);
  assert_record(changes, 1, SAL_RECORD_HIGHEST_NET, NULL);
  assert_record(changes, 1, SAL_RECORD_LOWEST_NET, "lowest_net since the start beats 1 rank 2");
  assert_record(changes, 2, SAL_RECORD_LOWEST_NET, "lowest_net since the start beats 2 rank 1");
  assert_record(changes, 3, SAL_RECORD_HIGHEST_NET, "highest_net since 2024-01 beats 2 rank 3");
  assert_record(changes, 4, SAL_RECORD_HIGHEST_NET, "highest_net since the start beats 4 rank 1");
  g_assert_cmpint(find_record(get_standing(changes, 3), SAL_RECORD_HIGHEST_NET)->since_value, ==, 50000000);
}

static void
an_equal_period_ends_the_search(void)
{
  static const Month months[] = { { .net = 40 }, { .net = 20 }, { .net = 40 }, { .net = 40 } };
  g_autoptr(SalChanges) changes = make_months(months, G_N_ELEMENTS(months));
  find_among(changes, changes, TRUE);
  assert_record(changes, 2, SAL_RECORD_HIGHEST_NET, "highest_net since 2024-01 beats 1 rank 1 equal");
  g_assert_cmpuint(find_record(get_standing(changes, 2), SAL_RECORD_HIGHEST_NET)->n_equal, ==, 2);
  assert_record(changes, 3, SAL_RECORD_HIGHEST_NET, NULL);
  assert_record(changes, 3, SAL_RECORD_LOWEST_NET, NULL);
}

static void
periods_that_do_not_count_neither_rival_nor_go_without_a_word(void)
{
  static const char faults[] = "psdam";
  for (const char *fault = faults; *fault != '\0'; fault++) {
    const Month months[] = { { .net = 50 }, { .net = 90, .fault = *fault }, { .net = 20 }, { .net = 40 } };
    g_autoptr(SalChanges) changes = make_months(months, G_N_ELEMENTS(months));
    find_among(changes, changes, TRUE);
    const guint last = changes->changes->len - 1;
    assert_record(changes, last, SAL_RECORD_HIGHEST_NET,
                  "highest_net since 2024-01 beats 1 rank 2 uncounted 1");
    const SalCompared *compared = get_standing(changes, last)->compared;
    g_assert_cmpuint(compared->n_counted, ==, 3);
    g_assert_cmpuint(compared->uncounted->len, ==, 1);
    g_assert_cmpstr(g_array_index(compared->uncounted, SalUncounted, 0).period.name, ==, "2024-02");
    if (*fault != 'm')
      g_assert_cmpuint(get_standing(changes, 1)->records->len, ==, 0);
  }
}

static void
a_flagged_period_does_not_count(void)
{
  static const Month months[] = { { .net = 50 }, { .net = 90 }, { .net = 20 }, { .net = 40 } };
  g_autoptr(SalChanges) changes = make_months(months, G_N_ELEMENTS(months));
  SalStep step = { .from = day("2024-02-01"),
                   .to = day("2024-03-01"),
                   .evidence = "it is out of proportion" };
  SalCourse *course = g_new0(SalCourse, 1);
  course->n_steps = 1;
  course->notable = g_ptr_array_new();
  g_ptr_array_add(course->notable, &step);
  ((SalChange *)changes->changes->pdata[1])->course = course;
  find_among(changes, changes, TRUE);
  g_assert_cmpint(get_standing(changes, 1)->reason, ==, SAL_UNCOUNTED_FLAGGED);
  assert_record(changes, 3, SAL_RECORD_HIGHEST_NET, "highest_net since 2024-01 beats 1 rank 2 uncounted 1");
  g_assert_cmpuint(get_standing(changes, 3)->streak.n, ==, 2);
  g_assert_true(get_standing(changes, 3)->streak.is_at_least);
  /* What was held before the doubted step does not compare. */
  g_assert_cmpint(get_standing(changes, 3)->held.from, ==, day("2024-03-01"));
  g_assert_true(get_standing(changes, 3)->held.is_after_reset);
}

static void
counts_streaks_to_the_last_period_that_differs(void)
{
  static const Month months[] = { { .net = -5 }, { .net = 7 }, { .net = 9 }, { .net = 1 }, { .net = 0 } };
  g_autoptr(SalChanges) changes = make_months(months, G_N_ELEMENTS(months));
  ((SalChange *)changes->changes->pdata[3])->noise_gained_m2 = 0.4e6;
  find_among(changes, changes, TRUE);
  const SalStreak streak = get_standing(changes, 3)->streak;
  g_assert_cmpint(streak.sign, ==, 1);
  g_assert_cmpuint(streak.n, ==, 3);
  g_assert_cmpstr(streak.first.name, ==, "2024-02");
  g_assert_false(streak.is_at_least);
  g_assert_true(get_standing(changes, 0)->streak.is_at_least);
  g_assert_cmpuint(get_standing(changes, 4)->streak.n, ==, 0);
}

static void
a_net_within_the_noise_is_no_streak(void)
{
  static const Month months[] = { { .net = 5 }, { .net = 1 }, { .net = 4 } };
  g_autoptr(SalChanges) changes = make_months(months, G_N_ELEMENTS(months));
  ((SalChange *)changes->changes->pdata[1])->gained_m2 = 3e6;
  ((SalChange *)changes->changes->pdata[1])->lost_m2 = 2e6;
  ((SalChange *)changes->changes->pdata[1])->noise_gained_m2 = 1e6;
  find_among(changes, changes, TRUE);
  g_assert_cmpuint(get_standing(changes, 1)->streak.n, ==, 0);
  g_assert_cmpuint(get_standing(changes, 2)->streak.n, ==, 1);
  g_assert_false(get_standing(changes, 2)->streak.is_at_least);
}

static void
finds_when_as_much_was_held_before(void)
{
  /* 1000, 1050, 1020, 1010, 1030, 1030, 1070 */
  static const Month months[] = { { .net = 50 }, { .net = -30 }, { .net = -10 },
                                  { .net = 20 }, { .net = 0 },   { .net = 40 } };
  g_autoptr(SalChanges) changes = make_months(months, G_N_ELEMENTS(months));
  find_among(changes, changes, TRUE);
  const SalHeldBefore held = get_standing(changes, 3)->held;
  g_assert_cmpint(held.sign, ==, 1);
  assert_day(held.last, "2024-02-01");
  assert_day(held.next, "2024-03-01");
  assert_day(held.from, "2024-01-01");
  assert_day(get_standing(changes, 4)->held.last, "2024-02-01"); /* unchanged since */
  g_assert_cmpint(get_standing(changes, 5)->held.last, ==, SAL_DAY_NONE);
  g_assert_cmpint(get_standing(changes, 2)->held.sign, ==, -1);
  assert_day(get_standing(changes, 2)->held.last, "2024-01-01");
}

static void
compares_with_all_periods_of_the_source(void)
{
  static const Month all[] = { { .net = 70 }, { .net = 30 }, { .net = 20 }, { .net = 60 } };
  g_autoptr(SalChanges) series = make_months(all, G_N_ELEMENTS(all));
  g_autoptr(SalChanges) run = make_empty();
  add_month(run, 3, 1120, &all[3]);
  find_among(run, series, TRUE);
  assert_record(run, 0, SAL_RECORD_HIGHEST_NET, "highest_net since 2024-01 beats 2 rank 2");
  g_assert_cmpuint(get_standing(run, 0)->streak.n, ==, 4);
  g_assert_cmpstr(get_standing(run, 0)->compared->first.name, ==, "2024-01");
  g_assert_true(get_standing(run, 0)->compared->is_whole);
}

/* What a record is, by its definition: looked for anew in every period. */
static void
assert_by_definition(const SalChanges *changes, guint i)
{
  const SalChange *change = changes->changes->pdata[i];
  const double net = sal_change_get_net_m2(change);
  int since = -1;
  guint beaten = 0;
  for (int k = (int)i - 1; k >= 0 && since < 0; k--) {
    if (get_standing(changes, (guint)k)->reason != SAL_UNCOUNTED_NONE)
      continue;
    if (sal_change_get_net_m2(changes->changes->pdata[k]) >= net)
      since = k;
    else
      beaten++;
  }
  const SalRecord *record = find_record(change->standing, SAL_RECORD_HIGHEST_NET);
  g_assert_cmpuint(record != NULL ? record->n_beaten : 0, ==, beaten);
  if (record == NULL)
    return;
  g_assert_cmpint(record->has_since, ==, since >= 0);
  if (since >= 0)
    g_assert_cmpstr(record->since.name, ==, ((const SalChange *)changes->changes->pdata[since])->period.name);
}

static void
finds_what_the_definition_says(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint trial = 0; trial < 200; trial++) {
    Month months[24] = { { 0 } };
    for (guint i = 0; i < G_N_ELEMENTS(months); i++) {
      months[i].net = g_rand_int_range(random, -6, 7);
      months[i].fault = "psda\0\0\0\0\0\0\0"[g_rand_int_range(random, 0, 11)];
    }
    g_autoptr(SalChanges) changes = make_months(months, G_N_ELEMENTS(months));
    find_among(changes, changes, TRUE);
    for (guint i = 0; i < changes->changes->len; i++)
      if (get_standing(changes, i)->reason == SAL_UNCOUNTED_NONE)
        assert_by_definition(changes, i);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/records/finds-since-when-a-net-is-the-highest", finds_since_when_a_net_is_the_highest);
  g_test_add_func("/records/an-equal-period-ends-the-search", an_equal_period_ends_the_search);
  g_test_add_func("/records/periods-that-do-not-count-neither-rival-nor-go-without-a-word",
                  periods_that_do_not_count_neither_rival_nor_go_without_a_word);
  g_test_add_func("/records/a-flagged-period-does-not-count", a_flagged_period_does_not_count);
  g_test_add_func("/records/counts-streaks-to-the-last-period-that-differs",
                  counts_streaks_to_the_last_period_that_differs);
  g_test_add_func("/records/a-net-within-the-noise-is-no-streak", a_net_within_the_noise_is_no_streak);
  g_test_add_func("/records/finds-when-as-much-was-held-before", finds_when_as_much_was_held_before);
  g_test_add_func("/records/compares-with-all-periods-of-the-source",
                  compares_with_all_periods_of_the_source);
  g_test_add_func("/records/finds-what-the-definition-says", finds_what_the_definition_says);
  return g_test_run();
}
