#include "data/change/changes.h"

#include "data/change/doubt.h"
#include "data/change/rows.h"
#include "data/source/naturalearth.h"
#include "fixture.h"
#include "random.h"

#include <math.h>

#define N_DAYS 92 /* from 2024-03-01 to 2024-06-01: three months */
#define DAILY 0.0005

static SalDay
get_first_day(void)
{
  return sal_day_from_civil(2024, 3, 1);
}

/* Writes a square of each size whose lower left corner is at 30, 50, for one day after the other. */
static void
put_days(const Folder *folder, const double *sizes, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *day = sal_day_format(get_first_day() + (int)i),
                    *name = g_strconcat(day, ".geojson", NULL);
    put_square(folder, name, 30, 50, sizes[i]);
  }
}

/* What a run needs and what it gives. */
typedef struct {
  Folder *folder;
  SalSeries *series;
  SalAreaModel *model;
  SalChanges *changes;
} Run;

static void
run_clear(Run *run)
{
  g_clear_pointer(&run->changes, sal_changes_free);
  g_clear_pointer(&run->model, sal_area_model_free);
  g_clear_pointer(&run->series, sal_series_free);
  g_clear_pointer(&run->folder, folder_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static void
open_run(Run *run, const char *const *classes)
{
  char *sources[] = { run->folder, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalClasses) defined = sal_classes_new(classes, &error);
  run->series = sal_series_open(&(SalSeriesOptions){ .sources = sources, .classes = defined }, &error);
  g_assert_no_error(error);
  run->model = sal_area_model_new("ellipsoid", NULL);
}

static SalChangeOptions
make_options(SalEvery every, int n)
{
  return (SalChangeOptions){
    .periods = { .cadence = { every, n }, .span_first = SAL_DAY_NONE, .span_last = SAL_DAY_NONE },
    .max_gap_days = 3
  };
}

static void
compute(Run *run, SalChangeOptions options)
{
  g_autoptr(GError) error = NULL;
  options.area_model = run->model;
  g_clear_pointer(&run->changes, sal_changes_free);
  run->changes = sal_changes_compute(run->series, &options, NULL, &error);
  g_assert_no_error(error);
}

static const SalChange *
get_change(const Run *run, guint i)
{
  g_assert_cmpuint(i, <, run->changes->changes->len);
  return run->changes->changes->pdata[i];
}

/* About 8 km2 a day, and on 2024-04-20 the source redefines 110 km2. */
static void
open_with_reset(Run *run)
{
  double sizes[N_DAYS + 1] = { 1 };
  for (guint i = 1; i <= N_DAYS; i++)
    sizes[i] = sizes[i - 1] + DAILY - (i == 50 ? 0.007 : 0);
  run->folder = folder_new();
  put_days(run->folder, sizes, N_DAYS + 1);
  open_run(run, NULL);
}

static const SalStep *
get_only_notable(const SalChange *change)
{
  g_assert_cmpuint(change->course->notable->len, ==, 1);
  return change->course->notable->pdata[0];
}

/* How many remarks are about resets. */
static guint
count_doubts(const Run *run)
{
  guint n = 0;
  for (guint i = 0; i < run->changes->remarks->len; i++)
    n += strstr(run->changes->remarks->pdata[i], "reset?") != NULL;
  return n;
}

static void
no_period_hides_a_reset_in_it(void)
{
  static const struct {
    SalEvery every;
    int n;
    guint period;
    SalFlag flag;
  } cases[] = { { SAL_EVERY_DAYS, 1, 49, SAL_FLAG_RESET },
                { SAL_EVERY_DAYS, 7, 7, SAL_FLAG_CONTAINS_RESET },
                { SAL_EVERY_WEEK, 1, 6, SAL_FLAG_CONTAINS_RESET },
                { SAL_EVERY_MONTH, 1, 1, SAL_FLAG_CONTAINS_RESET },
                { SAL_EVERY_DAYS, 92, 0, SAL_FLAG_CONTAINS_RESET } };
  g_auto(Run) run = { NULL };
  open_with_reset(&run);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    compute(&run, make_options(cases[i].every, cases[i].n));
    for (guint j = 0; j < run.changes->changes->len; j++)
      g_assert_cmpint(sal_change_get_flag(get_change(&run, j)), ==,
                      j == cases[i].period ? cases[i].flag : SAL_FLAG_NONE);
    const SalStep *step = get_only_notable(get_change(&run, cases[i].period));
    g_assert_cmpint(step->to, ==, get_first_day() + 50);
    g_assert_nonnull(strstr(step->evidence, "times the usual step"));
    g_assert_cmpuint(count_doubts(&run), ==, 1);
  }
}

static void
ends_alone_give_the_same_figures_and_no_flag(void)
{
  g_auto(Run) run = { NULL };
  open_with_reset(&run);
  compute(&run, make_options(SAL_EVERY_MONTH, 1));
  const double gained_m2 = get_change(&run, 1)->gained_m2, lost_m2 = get_change(&run, 1)->lost_m2;
  SalChangeOptions options = make_options(SAL_EVERY_MONTH, 1);
  options.ends_only = TRUE;
  compute(&run, options);
  const SalChange *april = get_change(&run, 1);
  g_assert_cmpfloat(april->gained_m2, ==, gained_m2);
  g_assert_cmpfloat(april->lost_m2, ==, lost_m2);
  g_assert_null(april->course);
  g_assert_cmpint(sal_change_get_flag(april), ==, SAL_FLAG_NONE);
  g_assert_cmpuint(run.changes->remarks->len, ==, 0);
}

static void
the_course_tells_turnover_and_when_nothing_changed_any_more(void)
{
  const double sizes[] = { 1, 1.1, 1.05, 1.05, 1.2, 1.2, 1.2, 1.2 };
  g_auto(Run) run = { .folder = folder_new() };
  put_days(run.folder, sizes, G_N_ELEMENTS(sizes));
  open_run(&run, NULL);
  compute(&run, make_options(SAL_EVERY_DAYS, 7));
  const SalChange *change = get_change(&run, 0);
  const SalCourse *course = change->course;
  g_assert_cmpuint(course->n_steps, ==, 7);
  g_assert_cmpfloat_with_epsilon(course->gained_m2 - course->lost_m2, change->gained_m2, 1);
  g_assert_cmpfloat(course->lost_m2, >, 0);
  g_assert_cmpfloat(change->lost_m2, ==, 0);
  g_assert_cmpint(course->largest->to, ==, get_first_day() + 4);
  g_assert_cmpint(course->last_change, ==, get_first_day() + 4);
}

/* The net of a period without some of its days, as the sum of the nets of the others. */
static void
a_period_without_accepted_days_is_the_sum_of_the_others(void)
{
  g_autoptr(GRand) random = random_new();
  double sizes[32] = { 1 };
  for (guint i = 1; i < G_N_ELEMENTS(sizes); i++)
    sizes[i] = MAX(sizes[i - 1] + g_rand_double_range(random, -0.2, 0.25), 0.1);
  g_auto(Run) run = { .folder = folder_new() };
  put_days(run.folder, sizes, G_N_ELEMENTS(sizes));
  g_autofree char *regions_path = write_text(run.folder, "regions.json",
                                             "{\"type\":\"FeatureCollection\",\"features\":["
                                             "{\"type\":\"Feature\",\"properties\":{\"n\":\"west\"},"
                                             "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                                             "[[[29,49],[30.8,49],[30.8,60],[29,60],[29,49]]]}},"
                                             "{\"type\":\"Feature\",\"properties\":{\"n\":\"east\"},"
                                             "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                                             "[[[30.8,49],[31.1,49],[31.1,60],[30.8,60],[30.8,49]]]}}]}");
  g_autofree char *elsewhere = g_build_filename(g_get_tmp_dir(), "salient-test-regions.geojson", NULL);
  g_rename(regions_path, elsewhere);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalRegions) regions = sal_regions_load(elsewhere, "n", 1 << 30, &error);
  g_assert_no_error(error);
  g_remove(elsewhere);
  open_run(&run, NULL);
  compute(&run, make_options(SAL_EVERY_DAYS, 1));
  g_autoptr(GArray) days = sal_rows_compute(run.changes, run.model);
  gint64 sum = 0, redefined = 0;
  g_autoptr(GPtrArray) accepted = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < days->len; i++) {
    const SalRow *row = &g_array_index(days, SalRow, i);
    const gboolean takes = g_rand_int_range(random, 0, 4) == 0 && i > 0;
    *(takes ? &redefined : &sum) += row->net;
    if (takes)
      g_ptr_array_add(accepted, sal_day_format(row->change->to_snapshot));
  }
  g_ptr_array_add(accepted, NULL);
  g_auto(Run) month = { .folder = g_steal_pointer(&run.folder) };
  open_run(&month, NULL);
  SalChangeOptions options = make_options(SAL_EVERY_DAYS, 31);
  options.verdicts.accepted = (const char *const *)accepted->pdata;
  options.regions = regions;
  compute(&month, options);
  g_autoptr(GArray) rows = sal_rows_compute(month.changes, month.model);
  const SalRow *whole = &g_array_index(rows, SalRow, 0);
  g_assert_cmpuint(rows->len, ==, 4);
  g_assert_cmpint(whole->net, ==, sum);
  g_assert_cmpint(whole->redefined, ==, redefined);
  g_assert_cmpint(whole->gained - whole->lost, ==, sum);
  g_assert_cmpint(whole->area_to - whole->area_from, ==, sum + redefined);
  SalRow all = { NULL };
  for (guint i = 1; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    g_assert_cmpint(row->gained - row->lost, ==, row->net);
    g_assert_cmpint(row->area_to - row->area_from, ==, row->net + row->redefined);
    g_assert_cmpfloat(fabs((double)row->area_to - row->change->area_to_m2), <=, 4);
    all.gained += row->gained, all.lost += row->lost, all.redefined += row->redefined;
    all.area_to += row->area_to;
  }
  g_assert_cmpint(all.gained, ==, whole->gained);
  g_assert_cmpint(all.lost, ==, whole->lost);
  g_assert_cmpint(all.redefined, ==, whole->redefined);
  g_assert_cmpint(all.area_to, ==, whole->area_to);
}

static void
a_period_of_accepted_days_alone_counts_in_no_sum(void)
{
  const double sizes[] = { 1, 1.1, 1.2, 1.3 };
  const char *const accepted[] = { "2024-03-02", "2024-03-03", "2024-03-04", NULL };
  g_auto(Run) run = { .folder = folder_new() };
  put_days(run.folder, sizes, G_N_ELEMENTS(sizes));
  open_run(&run, NULL);
  SalChangeOptions options = make_options(SAL_EVERY_DAYS, 3);
  options.verdicts.accepted = accepted;
  compute(&run, options);
  g_assert_true(get_change(&run, 0)->accepted);
}

/* Steps of one day each; areas in km2, one more than there are steps. */
static GArray *
make_steps(const double *areas_km2, guint n)
{
  GArray *steps = sal_steps_new();
  for (guint i = 0; i < n; i++) {
    const double change_km2 = areas_km2[i + 1] - areas_km2[i];
    const SalStep step = { .from = (SalDay)i,
                           .to = (SalDay)i + 1,
                           .area_from_m2 = areas_km2[i] * 1e6,
                           .area_to_m2 = areas_km2[i + 1] * 1e6,
                           .gained_m2 = MAX(change_km2, 0) * 1e6,
                           .lost_m2 = MAX(-change_km2, 0) * 1e6 };
    g_array_append_val(steps, step);
  }
  return steps;
}

static const char *
get_evidence(const GPtrArray *steps, guint c, guint i)
{
  return g_array_index((GArray *)steps->pdata[c], SalStep, i).evidence;
}

/* 0.1 % of the area held would be 115 km2. */
static void
a_habit_of_many_steps_asks_for_no_share_of_the_area(void)
{
  double areas[31] = { 115000 };
  for (guint i = 1; i < G_N_ELEMENTS(areas); i++)
    areas[i] = areas[i - 1] + (i == 20 ? -110 : 1 + 0.01 * i);
  g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  g_ptr_array_add(steps, make_steps(areas, 30));
  sal_doubt_steps(steps, (const char *[]){ "control", NULL });
  for (guint i = 0; i < 30; i++)
    g_assert_true((get_evidence(steps, 0, i) != NULL) == (i == 19));
}

/* Two snapshots, so that there is no habit: a class of 167 km2 becomes one of 7,962, which another one loses.
 */
static void
a_class_that_jumps_while_another_shrinks_is_flagged_with_both(void)
{
  const double infiltration[] = { 167, 7962 }, advance[] = { 9000, 1210 }, control[] = { 70000, 70400 };
  const double *const all[] = { infiltration, advance, control };
  g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (guint c = 0; c < 3; c++)
    g_ptr_array_add(steps, make_steps(all[c], 1));
  sal_doubt_steps(steps, (const char *[]){ "infiltration", "advance", "control", NULL });
  g_assert_cmpstr(
      get_evidence(steps, 0, 0), ==,
      "the class goes from 167.000 to 7,962.000 km² in one step; in the same step class 'advance' "
      "changes by −7,790.000 km²");
  g_assert_null(get_evidence(steps, 2, 0));
}

static void
a_class_that_appears_or_vanishes_is_flagged_if_it_is_large(void)
{
  const double zone[] = { 0, 2000, 0 }, advance[] = { 0, 30, 0 }, control[] = { 70000, 70010, 70021 };
  const double *const all[] = { zone, advance, control };
  g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (guint c = 0; c < 3; c++)
    g_ptr_array_add(steps, make_steps(all[c], 2));
  sal_doubt_steps(steps, (const char *[]){ "zone", "advance", "control", NULL });
  g_assert_cmpstr(get_evidence(steps, 0, 0), ==, "the class appears with 2,000.000 km²");
  g_assert_cmpstr(get_evidence(steps, 0, 1), ==, "the class vanishes, which had 2,000.000 km²");
  for (guint i = 0; i < 4; i++)
    g_assert_null(get_evidence(steps, 1 + i / 2, i % 2));
}

/* A front far from a border, a gain along the border 90 km away, and one as far inland; alone, and beside one at the
 * front. */
static void
a_gain_along_a_border_is_an_incursion(void)
{
  g_autofree char *folder = sal_natural_earth_find(SAL_NATURAL_EARTH_BORDERS);
  if (folder == NULL) {
    g_test_skip("no Natural Earth");
    return;
  }
  for (guint way = 0; way < 4; way++) {
    const gboolean inland = way % 2 == 1, alone = way / 2 == 1;
    g_auto(Run) run = { .folder = folder_new() };
    double sizes[12];
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
      sizes[i] = 0.5 + 0.01 * i;
    put_days(run.folder, sizes, G_N_ELEMENTS(sizes));
    const double x = 33.9, y = inland ? 49.5 : 52.25; /* the border between Ukraine and Russia */
    g_autofree char *old = make_square(30, 50, alone ? 0.61 : 0.62, "{}"),
                    *far = make_square(x, y, 0.08, "{}");
    g_autofree char *both = g_strconcat(old, ",", far, NULL), *text = make_collection(both);
    put_text(run.folder, "2024-03-13.geojson", text);
    open_run(&run, NULL);
    SalChangeOptions options = make_options(SAL_EVERY_DAYS, 12);
    options.borders = folder;
    compute(&run, options);
    const SalStep *step = get_only_notable(get_change(&run, 0));
    g_assert_cmpint(sal_change_get_flag(get_change(&run, 0)), ==,
                    inland ? SAL_FLAG_CONTAINS_RESET : SAL_FLAG_NONE);
    g_assert_true((sal_step_get_incursions_m2(step) > 0) == !inland);
    g_assert_cmpuint(run.changes->remarks->len, ==, 1);
  }
}

static void
noise_is_no_size(void)
{
  const SalStep known = { .gained_m2 = 5e6, .lost_m2 = 3e6, .noise_m2 = 2e6 };
  const SalStep areas_alone = { .area_from_m2 = 9e6, .area_to_m2 = 2e6, .gained_m2 = NAN, .lost_m2 = NAN };
  g_assert_cmpfloat(sal_step_get_gross_m2(&known), ==, 6e6);
  g_assert_cmpfloat(sal_step_get_gross_m2(&areas_alone), ==, 7e6);
}

/* Of a step of 100 km2, 40 are an incursion: only the other 60 are out of proportion. */
static void
what_an_incursion_gained_is_out_of_no_proportion(void)
{
  const double areas[] = { 100, 101, 102, 103, 104, 105, 205 };
  g_autoptr(GArray) steps = make_steps(areas, 6);
  SalMovement *movement = g_new0(SalMovement, 1);
  movement->n_largest = 1;
  movement->largest[0] = (SalMovedArea){ .area_m2 = 40e6, .is_incursion = TRUE };
  SalStep *last = &g_array_index(steps, SalStep, 5);
  last->movement = movement;
  sal_steps_find_evidence(steps);
  g_assert_true(g_str_has_prefix(last->evidence, "net 60.0 km² is 60 times the usual step"));
  movement->largest[0].area_m2 = 99.5e6;
  sal_steps_find_evidence(steps);
  g_assert_null(last->evidence);
}

static void
the_usual_days_are_the_median(void)
{
  const int days[] = { 9, 1, 7 };
  g_autoptr(GArray) steps = sal_steps_new();
  g_assert_cmpint(sal_steps_get_usual_days(steps), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    const SalStep step = { .to = days[i] };
    g_array_append_val(steps, step);
  }
  g_assert_cmpint(sal_steps_get_usual_days(steps), ==, 7);
  g_array_set_size(steps, 2);
  g_assert_cmpint(sal_steps_get_usual_days(steps), ==, 1);
}

/* A class that is there and jumps is flagged from a thousandth of all areas on, though it would have to appear with
 * a hundredth. Of two classes that shrink by about as much, the closer one is named. */
static void
a_jump_names_the_closest_partner(void)
{
  const double jumping[] = { 10, 300 }, closest[] = { 1000, 710 }, close[] = { 2000, 1720 },
               control[] = { 100000, 100000 };
  const double *const areas[] = { jumping, closest, close, control };
  g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (guint c = 0; c < G_N_ELEMENTS(areas); c++)
    g_ptr_array_add(steps, make_steps(areas[c], 1));
  sal_doubt_steps(steps, (const char *[]){ "jumping", "closest", "close", "control", NULL });
  g_assert_cmpstr(
      get_evidence(steps, 0, 0), ==,
      "the class goes from 10.000 to 300.000 km² in one step; in the same step class 'closest' changes by "
      "−290.000 km²");
}

/* Of two doubted steps in a period, only the one that the user accepts is taken out. */
static void
what_is_only_doubted_stays_in_its_period(void)
{
  double sizes[31] = { 1 };
  const char *const accepted[] = { "2024-03-11", NULL };
  for (guint i = 1; i < G_N_ELEMENTS(sizes); i++)
    sizes[i] = sizes[i - 1] + DAILY - (i == 10 || i == 20 ? 0.007 : 0);
  g_auto(Run) run = { .folder = folder_new() };
  put_days(run.folder, sizes, G_N_ELEMENTS(sizes));
  open_run(&run, NULL);
  SalChangeOptions options = make_options(SAL_EVERY_DAYS, 30);
  options.verdicts.accepted = accepted;
  compute(&run, options);
  const SalChange *change = get_change(&run, 0);
  g_assert_cmpuint(change->course->notable->len, ==, 2);
  const SalStep *taken = change->course->notable->pdata[0];
  g_assert_true(taken->verdict == SAL_VERDICT_RESET);
  g_assert_cmpfloat_with_epsilon(change->redefined_gained_m2 - change->redefined_lost_m2,
                                 sal_step_get_net_m2(taken), 1);
  g_assert_cmpint(sal_change_get_flag(change), ==, SAL_FLAG_CONTAINS_RESET);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/steps/no-period-hides-a-reset-in-it", no_period_hides_a_reset_in_it);
  g_test_add_func("/steps/ends-alone-give-the-same-figures-and-no-flag",
                  ends_alone_give_the_same_figures_and_no_flag);
  g_test_add_func("/steps/the-course-tells-turnover-and-when-nothing-changed-any-more",
                  the_course_tells_turnover_and_when_nothing_changed_any_more);
  g_test_add_func("/steps/a-period-without-accepted-days-is-the-sum-of-the-others",
                  a_period_without_accepted_days_is_the_sum_of_the_others);
  g_test_add_func("/steps/a-period-of-accepted-days-alone-counts-in-no-sum",
                  a_period_of_accepted_days_alone_counts_in_no_sum);
  g_test_add_func("/steps/a-habit-of-many-steps-asks-for-no-share-of-the-area",
                  a_habit_of_many_steps_asks_for_no_share_of_the_area);
  g_test_add_func("/steps/a-class-that-jumps-while-another-shrinks-is-flagged-with-both",
                  a_class_that_jumps_while_another_shrinks_is_flagged_with_both);
  g_test_add_func("/steps/a-class-that-appears-or-vanishes-is-flagged-if-it-is-large",
                  a_class_that_appears_or_vanishes_is_flagged_if_it_is_large);
  g_test_add_func("/steps/noise-is-no-size", noise_is_no_size);
  g_test_add_func("/steps/what-an-incursion-gained-is-out-of-no-proportion",
                  what_an_incursion_gained_is_out_of_no_proportion);
  g_test_add_func("/steps/the-usual-days-are-the-median", the_usual_days_are_the_median);
  g_test_add_func("/steps/a-jump-names-the-closest-partner", a_jump_names_the_closest_partner);
  g_test_add_func("/steps/what-is-only-doubted-stays-in-its-period",
                  what_is_only_doubted_stays_in_its_period);
  g_test_add_func("/steps/a-gain-along-a-border-is-an-incursion", a_gain_along_a_border_is_an_incursion);
  return g_test_run();
}
