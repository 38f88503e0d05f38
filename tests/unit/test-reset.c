#include "data/change/doubt.h"
#include "data/change/flag.h"
#include "data/change/reset.h"

#include "fixture.h"

#include <math.h>

#define KM2 1e6

static SalResetStep
make_step(int days, double net_km2, double held_km2)
{
  return (SalResetStep){ days, fabs(net_km2) * KM2, net_km2 * KM2, held_km2 * KM2, NULL };
}

/* The evidence of steps of a day each, of these nets in km2. */
static GPtrArray *
judge(const double *nets_km2, guint n, double held_km2)
{
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(SalResetStep));
  for (guint i = 0; i < n; i++) {
    const SalResetStep step = make_step(1, nets_km2[i], held_km2);
    g_array_append_val(steps, step);
  }
  return sal_resets_find(steps);
}

static void
assert_only(const GPtrArray *evidence, int index, const char *text)
{
  for (guint i = 0; i < evidence->len; i++)
    if ((int)i == index)
      g_assert_cmpstr(evidence->pdata[i], ==, text);
    else
      g_assert_null(evidence->pdata[i]);
}

/* One layer of 22,205 km2 that became 120 km2 when its definition changed, in a series of three steps. */
static void
a_redefinition_among_three_steps_is_flagged(void)
{
  const double nets[] = { 46.273, -22085.215, -6.6 };
  g_autoptr(GPtrArray) evidence = judge(nets, 3, 22205.6);
  assert_only(evidence, 1, "net −22,085.2 km² is 835 times the usual step (26.4 km² net, median of 2)");
}

/* Months of the Korean War. */
static void
sweeping_months_among_sweeping_months_are_not(void)
{
  const double nets[] = {
    60475, 8591, -75234, -68214, 25101, 71220, 12616, -4751, -8438, 3610, -6118, -2223
  };
  g_autoptr(GPtrArray) evidence = judge(nets, G_N_ELEMENTS(nets), 200000);
  assert_only(evidence, -1, NULL);
}

static void
a_strong_day_of_a_lively_series_is_not(void)
{
  const double nets[] = { 3, 25, 8, 11, 0, 40, 9, 62, 86, 5, 14, 12 };
  g_autoptr(GPtrArray) evidence = judge(nets, G_N_ELEMENTS(nets), 500);
  assert_only(evidence, -1, NULL);
}

/* Twelve times the median, but the others are scattered as widely. */
static void
a_wide_habit_excuses(void)
{
  double nets[] = { 0.1, 0.2, 0.3, 2, 4, 5, 6, 25, 2.1 };
  g_autoptr(GPtrArray) evidence = judge(nets, G_N_ELEMENTS(nets), 500);
  assert_only(evidence, -1, NULL);
  nets[7] = 35;
  g_autoptr(GPtrArray) beyond = judge(nets, G_N_ELEMENTS(nets), 500);
  assert_only(beyond, 7, "net 35.0 km² is 17 times the usual step (2.0 km² net, median of 8)");
}

static void
what_is_little_of_the_area_is_not(void)
{
  const double nets[] = { 0.001, 0.002, 0.001, 0.002, 0.5, 0.001 };
  g_autoptr(GPtrArray) small = judge(nets, G_N_ELEMENTS(nets), 1000);
  assert_only(small, -1, NULL);
  g_autoptr(GPtrArray) large = judge(nets, G_N_ELEMENTS(nets), 100);
  assert_only(large, 4, "net 0.500 km² is 500 times the usual step (0.001 km² net, median of 5)");
}

static void
a_single_other_step_is_no_habit(void)
{
  const double nets[] = { 1, 5000, 0, 0, 0 };
  g_autoptr(GPtrArray) evidence = judge(nets, G_N_ELEMENTS(nets), 6000);
  assert_only(evidence, -1, NULL);
}

static void
ten_times_the_usual_step_is_still_usual(void)
{
  double nets[] = { 1, 1, 1, 1, 1, 10 };
  g_autoptr(GPtrArray) exactly = judge(nets, G_N_ELEMENTS(nets), 500);
  assert_only(exactly, -1, NULL);
  nets[5] = 10.001;
  g_autoptr(GPtrArray) beyond = judge(nets, G_N_ELEMENTS(nets), 500);
  assert_only(beyond, 5, "net 10.0 km² is 10 times the usual step (1.0 km² net, median of 5)");
}

/* Ninety days at the usual pace, and a day at ninety times the pace. */
static void
pace_counts_and_not_the_length_of_a_step(void)
{
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(SalResetStep));
  const int days[] = { 1, 1, 1, 90, 1, 1, 1 };
  const double nets[] = { 10, 11, 9, 900, 10, 900, 12 };
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    const SalResetStep step = make_step(days[i], nets[i], 1000);
    g_array_append_val(steps, step);
  }
  g_autoptr(GPtrArray) evidence = sal_resets_find(steps);
  assert_only(evidence, 5, "net 900.0 km² is 90 times the usual step (10.0 km² net, median of 6)");
}

/* gap_km: how far the area that is gained lies from the old front. */
static GPtrArray *
judge_distance(double gap_km, double area_km2)
{
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(SalResetStep));
  SalMovement near[6] = { 0 }, far = { .n_largest = 1 }; /* apart: no advance */
  far.largest[0] = (SalMovedArea){ .area_m2 = area_km2 * KM2,
                                   .front_gap_m = gap_km * 1000,
                                   .front_reach_m = (gap_km + 5) * 1000 };
  for (guint i = 0; i < 7; i++) {
    SalResetStep step = make_step(1, i < 6 ? 10 : 12, 1000);
    if (i < 6)
      near[i].advance_m = 2000;
    step.movement = i < 6 ? &near[i] : &far;
    g_array_append_val(steps, step);
  }
  return sal_resets_find(steps);
}

static void
what_lies_far_from_the_old_front_is_flagged(void)
{
  g_autoptr(GPtrArray) far = judge_distance(80, 2), nearer = judge_distance(15, 2),
                       speck = judge_distance(80, 0.2);
  assert_only(far, 6,
              "gained 2.0 km² lies 80.0 to 85.0 km from the old front, usual is up to 2.0 km (median of 6)");
  assert_only(nearer, -1, NULL);
  assert_only(speck, -1, NULL);
}

/* With the step itself, which advanced by 2 km, the median would be 3 km. */
static void
the_usual_distance_is_that_of_the_others(void)
{
  const double advances_m[] = { 1000, 3000, 4000, 5000, 2000 };
  SalMovement movements[5] = { 0 };
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(SalResetStep));
  for (guint i = 0; i < 5; i++) {
    SalResetStep step = make_step(1, 10, 1000);
    movements[i].advance_m = advances_m[i];
    step.movement = &movements[i];
    g_array_append_val(steps, step);
  }
  movements[4].n_largest = 1;
  movements[4].largest[0] =
      (SalMovedArea){ .area_m2 = 2 * KM2, .front_gap_m = 80000, .front_reach_m = 85000 };
  g_autoptr(GPtrArray) evidence = sal_resets_find(steps);
  assert_only(evidence, 4,
              "gained 2.0 km² lies 80.0 to 85.0 km from the old front, usual is up to 3.5 km (median of 4)");
  g_assert_true(movements[4].largest[0].is_doubted);
  movements[4].largest[0].front_gap_m = 100;
  g_autoptr(GPtrArray) nearer = sal_resets_find(steps);
  g_assert_false(movements[4].largest[0].is_doubted);
}

/* A step that moved its front by half a metre is one of those that moved it, so that only three others tell what is
 * usual. */
static void
half_a_metre_is_a_reach_too(void)
{
  const double advances_m[] = { 1000, 3000, 4000, 0.5, 5000 };
  SalMovement movements[5] = { 0 };
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(SalResetStep));
  for (guint i = 0; i < 5; i++) {
    SalResetStep step = make_step(1, 10, 1000);
    movements[i].advance_m = advances_m[i];
    step.movement = &movements[i];
    g_array_append_val(steps, step);
  }
  movements[3].n_largest = 1;
  movements[3].largest[0] =
      (SalMovedArea){ .area_m2 = 2 * KM2, .front_gap_m = 80000, .front_reach_m = 85000 };
  g_autoptr(GPtrArray) five = sal_resets_find(steps);
  assert_only(five, 3,
              "gained 2.0 km² lies 80.0 to 85.0 km from the old front, usual is up to 3.5 km (median of 4)");
  g_array_remove_index(steps, 4);
  movements[3].largest[0].is_doubted = FALSE;
  g_autoptr(GPtrArray) four = sal_resets_find(steps);
  assert_only(four, -1, NULL);
}

/* Of a step that is doubted for one area alone, notes tell that area and where it lies. */
static void
one_far_area_is_what_is_doubted(void)
{
  SalMovement movement = { .n_largest = 2 };
  movement.largest[0] = (SalMovedArea){ .area_m2 = 9 * KM2, .centroid = { 30, 50 } };
  movement.largest[1] = (SalMovedArea){ .area_m2 = 2 * KM2, .centroid = { 35, 51 }, .is_lost = TRUE };
  const SalStep step = { .area_from_m2 = 100 * KM2, .area_to_m2 = 107 * KM2, .movement = &movement };
  g_autofree char *largest = sal_step_describe_where(&step);
  g_assert_cmpstr(largest, ==, "; largest area at (30.00, 50.00)");
  g_assert_cmpfloat(sal_step_get_doubted_m2(&step), ==, 7 * KM2);
  movement.largest[1].is_doubted = TRUE;
  g_autofree char *doubted = sal_step_describe_where(&step);
  g_assert_cmpstr(doubted, ==, "; at (35.00, 51.00)");
  g_assert_cmpfloat(sal_step_get_doubted_m2(&step), ==, -2 * KM2);
}

static void
nothing_to_judge_is_no_reset(void)
{
  const double none[] = { 0, 0, 0, 0, 0, 0 };
  g_autoptr(GPtrArray) still = judge(none, 6, 100), empty = judge(none, 0, 100);
  assert_only(still, -1, NULL);
  g_assert_cmpuint(empty->len, ==, 0);
}

static void
free_change(gpointer change)
{
  sal_change_free(change);
}

/* Six days from 2024-01-01 on, of which the fourth, 2024-01-04 to 2024-01-05, is a reset. */
static SalChanges *
make_changes(void)
{
  const double gained[] = { 10, 12, 11, 5000, 9, 10 };
  SalChanges *changes = g_new0(SalChanges, 1);
  changes->changes = g_ptr_array_new_with_free_func(free_change);
  changes->remarks = g_ptr_array_new_with_free_func(g_free);
  changes->steps = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  g_ptr_array_add(changes->steps, sal_steps_new());
  for (guint i = 0; i < G_N_ELEMENTS(gained); i++) {
    SalChange *change = g_new0(SalChange, 1);
    change->period.from = change->from_snapshot = sal_day_from_civil(2024, 1, 1 + (int)i);
    change->period.to = change->to_snapshot = change->from_snapshot + 1;
    g_snprintf(change->period.name, sizeof change->period.name, "2024-01-%02u", i + 1);
    change->class_name = g_intern_static_string("control");
    change->region = g_intern_static_string("");
    change->area_to_m2 = gained[i] * KM2;
    change->gained_m2 = gained[i] * KM2;
    g_ptr_array_add(changes->changes, change);
    const SalStep step = { .from = change->from_snapshot,
                           .to = change->to_snapshot,
                           .area_to_m2 = change->area_to_m2,
                           .gained_m2 = change->gained_m2 };
    g_array_append_vals(changes->steps->pdata[0], &step, 1);
  }
  return changes;
}

static const char *const classes[] = { "control", NULL };

static void
mark(SalChanges *changes, const char *accepted, const char *genuine)
{
  const char *const lists[2][2] = { { accepted, NULL }, { genuine, NULL } };
  const SalVerdicts verdicts = { lists[0], lists[1] };
  const char *const interned[] = { g_intern_static_string(classes[0]), NULL };
  sal_doubt_steps(changes->steps, interned);
  sal_flags_mark(changes, interned, &verdicts);
}

/* The number of the one change that is accepted; -1: none is. */
static int
find_accepted_among(SalChanges *changes, const char *text, guint n_remarks)
{
  int found = -1;
  mark(changes, text, NULL);
  g_assert_cmpuint(changes->remarks->len, ==, n_remarks);
  for (guint i = 0; i < changes->changes->len; i++)
    if (((SalChange *)changes->changes->pdata[i])->accepted) {
      g_assert_cmpint(found, ==, -1);
      found = (int)i;
    }
  return found;
}

static int
find_accepted(const char *text, guint n_remarks)
{
  g_autoptr(SalChanges) changes = make_changes();
  return find_accepted_among(changes, text, n_remarks);
}

static void
either_day_or_the_period_accepts_a_reset(void)
{
  g_assert_cmpint(find_accepted("2024-01-04", 0), ==, 3);
  g_assert_cmpint(find_accepted("2024-01-05", 0), ==, 3);
  g_assert_cmpint(find_accepted("2024-01", 0), ==, 3);
}

static void
what_is_not_flagged_can_be_accepted_too(void)
{
  g_assert_cmpint(find_accepted("2024-01-02", 1), ==, 1);
  g_assert_cmpint(find_accepted("2024-01-07", 1), ==, 5);
}

/* The day on which one period ends and the next begins, where no period is named after a day. */
static void
a_day_between_two_periods_accepts_the_first(void)
{
  g_autoptr(SalChanges) changes = make_changes();
  for (guint i = 0; i < changes->changes->len; i++) {
    SalChange *change = changes->changes->pdata[i];
    g_strlcpy(change->period.name, "some", sizeof change->period.name);
  }
  g_assert_cmpint(find_accepted_among(changes, "2024-01-03", 1), ==, 1);
}

static void
accepting_what_no_period_has_is_remarked(void)
{
  g_assert_cmpint(find_accepted("2023-05-12", 2), ==, -1);
}

static void
a_reset_is_remarked_on_with_its_evidence(void)
{
  g_autoptr(SalChanges) changes = make_changes();
  mark(changes, NULL, NULL);
  const SalChange *reset = changes->changes->pdata[3];
  g_assert_cmpint(sal_change_get_flag(reset), ==, SAL_FLAG_RESET);
  g_assert_cmpstr(sal_change_get_evidence(reset), ==,
                  "net 5,000.0 km² is 500 times the usual step (10.0 km² net, median of 5)");
  g_assert_cmpuint(changes->remarks->len, ==, 1);
  g_assert_true(g_str_has_prefix(changes->remarks->pdata[0], "period 2024-01-04: reset?: "));
}

static void
what_is_genuine_is_not_doubted(void)
{
  const char *const texts[] = { "2024-01-04", "2024-01-05", "2024-01" };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(SalChanges) changes = make_changes();
    mark(changes, NULL, texts[i]);
    const SalChange *reset = changes->changes->pdata[3];
    g_assert_cmpint(sal_change_get_flag(reset), ==, SAL_FLAG_NONE);
    g_assert_null(sal_change_get_evidence(reset));
    g_assert_false(reset->accepted);
    g_assert_cmpuint(changes->remarks->len, ==, 0);
  }
  g_autoptr(SalChanges) others = make_changes();
  mark(others, NULL, "2024-01-02");
  g_assert_cmpint(sal_change_get_flag(others->changes->pdata[3]), ==, SAL_FLAG_RESET);
  g_assert_cmpstr(others->remarks->pdata[0], ==, "genuine 2024-01-02: nothing there is doubted");
}

static void
verdicts_are_days_that_do_not_meet(void)
{
  const char *const soon[] = { "soon", NULL }, *const may[] = { "2023-05", NULL },
                    *const day[] = { "2023-05-12", NULL }, *const june[] = { "2023-06", NULL };
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_verdicts_check(&(SalVerdicts){ may, june }, &error));
  g_assert_false(sal_verdicts_check(&(SalVerdicts){ soon, NULL }, &error));
  assert_error_says(error, SAL_ERROR_USAGE, "expected ", "got 'soon'", NULL);
  g_clear_error(&error);
  g_assert_false(sal_verdicts_check(&(SalVerdicts){ day, may }, &error));
  assert_error_says(error, SAL_ERROR_USAGE, "2023-05-12, got '2023-05'", NULL);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reset/a-redefinition-among-three-steps-is-flagged",
                  a_redefinition_among_three_steps_is_flagged);
  g_test_add_func("/reset/sweeping-months-among-sweeping-months-are-not",
                  sweeping_months_among_sweeping_months_are_not);
  g_test_add_func("/reset/a-strong-day-of-a-lively-series-is-not", a_strong_day_of_a_lively_series_is_not);
  g_test_add_func("/reset/a-wide-habit-excuses", a_wide_habit_excuses);
  g_test_add_func("/reset/what-is-little-of-the-area-is-not", what_is_little_of_the_area_is_not);
  g_test_add_func("/reset/a-single-other-step-is-no-habit", a_single_other_step_is_no_habit);
  g_test_add_func("/reset/ten-times-the-usual-step-is-still-usual", ten_times_the_usual_step_is_still_usual);
  g_test_add_func("/reset/pace-counts-and-not-the-length-of-a-step",
                  pace_counts_and_not_the_length_of_a_step);
  g_test_add_func("/reset/what-lies-far-from-the-old-front-is-flagged",
                  what_lies_far_from_the_old_front_is_flagged);
  g_test_add_func("/reset/the-usual-distance-is-that-of-the-others",
                  the_usual_distance_is_that_of_the_others);
  g_test_add_func("/reset/half-a-metre-is-a-reach-too", half_a_metre_is_a_reach_too);
  g_test_add_func("/reset/one-far-area-is-what-is-doubted", one_far_area_is_what_is_doubted);
  g_test_add_func("/reset/nothing-to-judge-is-no-reset", nothing_to_judge_is_no_reset);
  g_test_add_func("/flag/either-day-or-the-period-accepts-a-reset", either_day_or_the_period_accepts_a_reset);
  g_test_add_func("/flag/what-is-not-flagged-can-be-accepted-too", what_is_not_flagged_can_be_accepted_too);
  g_test_add_func("/flag/a-day-between-two-periods-accepts-the-first",
                  a_day_between_two_periods_accepts_the_first);
  g_test_add_func("/flag/accepting-what-no-period-has-is-remarked", accepting_what_no_period_has_is_remarked);
  g_test_add_func("/reset/what-is-genuine-is-not-doubted", what_is_genuine_is_not_doubted);
  g_test_add_func("/reset/verdicts-are-days-that-do-not-meet", verdicts_are_days_that_do_not_meet);
  g_test_add_func("/flag/a-reset-is-remarked-on-with-its-evidence", a_reset_is_remarked_on_with_its_evidence);
  return g_test_run();
}
