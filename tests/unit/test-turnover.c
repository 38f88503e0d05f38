#include "data/change/turnover.h"

#include "data/base/work.h"
#include "data/change/changes.h"
#include "data/overlay/coverage.h"
#include "fixture.h"
#include "random.h"

#include <math.h>

#define TOLERANCE_M2 1.0

static SalAreaModel *model;

static void
add_box(SalGeometry *polygons, double west, double south, double east, double north)
{
  sal_geometry_add_point(polygons, west, south);
  sal_geometry_add_point(polygons, east, south);
  sal_geometry_add_point(polygons, east, north);
  sal_geometry_add_point(polygons, west, north);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

static double
measure(const SalGeometry *polygons)
{
  return sal_area_measure(model, polygons);
}

static double
measure_box(double west, double south, double east, double north)
{
  g_autoptr(SalGeometry) box = sal_geometry_new(SAL_POLYGONS);
  add_box(box, west, south, east, north);
  return measure(box);
}

static void
layers_are_counted(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  for (guint i = 0; i < 3; i++) {
    SalGeometry *layer = sal_geometry_new(SAL_POLYGONS);
    add_box(layer, 30, 50, 30 + 0.1 * (i + 1), 50.1);
    g_ptr_array_add(layers, layer);
  }
  g_autoptr(GPtrArray) levels = sal_coverage_compute(layers, 0, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(levels->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon(measure(levels->pdata[i]),
                                   measure_box(30 + 0.1 * (2 - i), 50, 30 + 0.1 * (3 - i), 50.1),
                                   TOLERANCE_M2);
}

static void
no_layers_cover_nothing(void)
{
  g_autoptr(GPtrArray) layers = g_ptr_array_new();
  g_autoptr(GPtrArray) levels = sal_coverage_compute(layers, 0, NULL);
  g_assert_cmpuint(levels->len, ==, 0);
}

static gboolean
covers(const SalGeometry *polygons, SalPoint at)
{
  return sal_geometry_contains(polygons, at.x, at.y);
}

/* A point is in the level of as many layers as cover it, and levels add up to layers. */
static void
random_layers_are_counted(void)
{
  g_autoptr(GRand) random = random_new();
  const SalPoint centre = { 36, 48 };
  for (guint run = 0; run < 40; run++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
    double sum = 0, counted = 0;
    for (guint i = 0; i < 6; i++) {
      SalGeometry *layer = random_union(random, centre, 0.5);
      g_ptr_array_add(layers, layer);
      sum += measure(layer);
    }
    g_autoptr(GPtrArray) levels = sal_coverage_compute(layers, 0, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < levels->len; i++)
      counted += (i + 1) * measure(levels->pdata[i]);
    g_assert_cmpfloat_with_epsilon(counted, sum, TOLERANCE_M2);
    for (guint i = 0; i < 100; i++) {
      const SalPoint at = random_near(random, centre, 0.8);
      guint n = 0, level = 0;
      for (guint j = 0; j < layers->len; j++)
        n += covers(layers->pdata[j], at);
      for (guint j = 0; j < levels->len; j++)
        level += covers(levels->pdata[j], at) ? j + 1 : 0;
      g_assert_cmpuint(level, ==, n);
    }
  }
}

/* What a run needs and what it gives. */
typedef struct {
  Folder *folder;
  SalSeries *series;
  SalChanges *changes;
  SalTurnover *turnover;
} Run;

static void
run_clear(Run *run)
{
  g_clear_pointer(&run->turnover, sal_turnover_free);
  g_clear_pointer(&run->changes, sal_changes_free);
  g_clear_pointer(&run->series, sal_series_free);
  g_clear_pointer(&run->folder, folder_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static SalChangeOptions
make_options(void)
{
  return (SalChangeOptions){
    .periods = { .cadence = { SAL_EVERY_MONTH, 0 }, .span_first = SAL_DAY_NONE, .span_last = SAL_DAY_NONE },
    .max_gap_days = 3,
    .min_width_m = 30,
    .area_model = model,
    .keeps_steps = TRUE
  };
}

static void
compute(Run *run, const char *source, const SalChangeOptions *options)
{
  char *sources[] = { (char *)source, NULL };
  g_autoptr(GError) error = NULL;
  run->series = sal_series_open(&(SalSeriesOptions){ .sources = sources }, &error);
  g_assert_no_error(error);
  run->changes = sal_changes_compute(run->series, options, NULL, &error);
  g_assert_no_error(error);
  const SalTurnoverInput input = { .changes = run->changes->changes,
                                   .steps = sal_changes_find_steps(run->changes, run->series, "control"),
                                   .model = model };
  run->turnover = sal_turnover_compute(&input, &error);
  g_assert_no_error(error);
}

/* What all steps of the run gained and lost, as tables have it. */
static double
sum_steps(const Run *run)
{
  const GArray *steps = sal_changes_find_steps(run->changes, run->series, "control");
  double sum = 0;
  for (guint i = 0; i < steps->len; i++) {
    const SalStep *step = &g_array_index(steps, SalStep, i);
    sum += step->verdict != SAL_VERDICT_RESET ? step->gained_m2 + step->lost_m2 : 0;
  }
  return sum;
}

/* Times and areas add up to what the steps gained and lost, and with what never changed to what is held at both ends. */
static void
assert_adds_up(const Run *run)
{
  const SalTurnover *turnover = run->turnover;
  const GPtrArray *changes = run->changes->changes;
  double moved = 0, start = turnover->never_m2, end = turnover->never_m2;
  for (guint i = 0; i < turnover->levels->len; i++) {
    const SalTurnoverLevel *level = &g_array_index(turnover->levels, SalTurnoverLevel, i);
    moved += level->n_times * level->m2;
    end += level->held_m2;
    start += level->n_times % 2 == 1 ? level->m2 - level->held_m2 : level->held_m2;
  }
  const double tolerance = 1e-9 * turnover->never_m2 + 10 * TOLERANCE_M2;
  g_assert_cmpfloat_with_epsilon(moved, turnover->moved_m2, 10 * TOLERANCE_M2);
  g_assert_cmpfloat_with_epsilon(moved, sum_steps(run), 10 * TOLERANCE_M2);
  g_assert_cmpfloat_with_epsilon(end, ((const SalChange *)changes->pdata[changes->len - 1])->area_to_m2,
                                 tolerance);
  g_assert_cmpfloat_with_epsilon(start, ((const SalChange *)changes->pdata[0])->area_from_m2, tolerance);
}

static double
get_level(const Run *run, guint n_times)
{
  for (guint i = 0; i < run->turnover->levels->len; i++) {
    const SalTurnoverLevel *level = &g_array_index(run->turnover->levels, SalTurnoverLevel, i);
    if (level->n_times == n_times)
      return level->m2;
  }
  return 0;
}

/* Held besides a square of 1 degree: a strip on some days. */
static void
put_day(const Folder *folder, int day, double strip)
{
  g_autofree char *text = sal_day_format(sal_day_from_civil(2024, 3, 1) + day),
                  *name = g_strconcat(text, ".geojson", NULL);
  g_autofree char *square = make_square(30, 50, 1, "{}"), *more = make_square(31, 50, strip, "{}");
  g_autofree char *both = strip > 0 ? g_strjoin(",", square, more, NULL) : g_strdup(square);
  g_autofree char *collection = make_collection(both);
  put_text(folder, name, collection);
}

/* Days within a month count, though the month's ends are alike. */
static void
days_are_steps(void)
{
  static const double strips[] = { 0, 0.2, 0.1, 0.2, 0, 0.1 };
  g_auto(Run) run = { .folder = folder_new() };
  for (guint i = 0; i < G_N_ELEMENTS(strips); i++)
    put_day(run.folder, (int)i, strips[i]);
  put_day(run.folder, 31, 0.1);
  const SalChangeOptions options = make_options();
  compute(&run, run.folder, &options);
  assert_adds_up(&run);
  g_assert_cmpuint(run.turnover->n_steps, ==, 6);
  g_assert_cmpint(run.turnover->usual_days, ==, 1);
  /* The small square was taken, lost and taken; what the large one has besides was taken and lost twice. */
  const double small = measure_box(31, 50, 31.1, 50.1), large = measure_box(31, 50, 31.2, 50.2);
  g_assert_cmpfloat_with_epsilon(get_level(&run, 3), small, TOLERANCE_M2);
  g_assert_cmpfloat_with_epsilon(get_level(&run, 4), large - small, TOLERANCE_M2);
  g_assert_cmpuint(run.turnover->levels->len, ==, 2);
}

static void
without_steps_periods_count(void)
{
  g_auto(Run) run = { .folder = folder_new() };
  put_day(run.folder, 0, 0);
  put_day(run.folder, 10, 0.3);
  put_day(run.folder, 31, 0.1);
  put_day(run.folder, 61, 0);
  SalChangeOptions options = make_options();
  options.ends_only = TRUE;
  compute(&run, run.folder, &options);
  g_assert_cmpuint(run.turnover->n_steps, ==, 2);
  g_assert_cmpint(run.turnover->usual_days, ==, 0);
  g_assert_cmpuint(run.turnover->levels->len, ==, 1);
  g_assert_cmpfloat_with_epsilon(get_level(&run, 2), measure_box(31, 50, 31.1, 50.1), TOLERANCE_M2);
}

static void
accepted_resets_turn_nothing_over(void)
{
  static const char *const accepted[] = { "2024-03-03", NULL };
  g_auto(Run) run = { .folder = folder_new() };
  put_day(run.folder, 0, 0);
  put_day(run.folder, 1, 0.1);
  put_day(run.folder, 2, 0.4);
  put_day(run.folder, 31, 0.4);
  SalChangeOptions options = make_options();
  options.verdicts.accepted = accepted;
  compute(&run, run.folder, &options);
  g_assert_cmpfloat_with_epsilon(run.turnover->moved_m2, sum_steps(&run), TOLERANCE_M2);
  g_assert_cmpfloat_with_epsilon(get_level(&run, 1), measure_box(31, 50, 31.1, 50.1), TOLERANCE_M2);
  /* The rest of what was redefined is neither turned over nor held throughout. */
  g_assert_cmpfloat_with_epsilon(run.turnover->never_m2, measure_box(30, 50, 31, 51), TOLERANCE_M2);
}

static void
regions_cut(void)
{
  g_auto(Run) run = { .folder = folder_new() };
  put_day(run.folder, 0, 0);
  put_day(run.folder, 31, 0.2);
  const SalChangeOptions options = make_options();
  compute(&run, run.folder, &options);
  g_autoptr(SalGeometry) region = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(GError) error = NULL;
  add_box(region, 30.5, 50, 31.1, 52);
  const SalTurnoverInput input = { .changes = run.changes->changes,
                                   .steps = sal_changes_find_steps(run.changes, run.series, "control"),
                                   .region = region,
                                   .model = model };
  g_autoptr(SalTurnover) turnover = sal_turnover_compute(&input, &error);
  g_assert_no_error(error);
  g_assert_cmpfloat_with_epsilon(turnover->moved_m2, measure_box(31, 50, 31.1, 50.2), 5 * TOLERANCE_M2);
  g_assert_cmpfloat_with_epsilon(turnover->never_m2, measure_box(30.5, 50, 31, 51), 5 * TOLERANCE_M2);
}

static void
archive_adds_up(void)
{
  const char *archive = g_getenv("SALIENT_ARCHIVE");
  if (archive == NULL) {
    g_test_skip("SALIENT_ARCHIVE is not set");
    return;
  }
  g_auto(Run) run = { .folder = NULL };
  g_autofree char *daily = g_build_filename(archive, "daily", NULL);
  const SalChangeOptions options = make_options();
  compute(&run, daily, &options);
  assert_adds_up(&run);
  g_assert_cmpuint(run.turnover->levels->len, >, 3);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  model = sal_area_model_new("ellipsoid", NULL);
  g_test_add_func("/turnover/layers-are-counted", layers_are_counted);
  g_test_add_func("/turnover/no-layers-cover-nothing", no_layers_cover_nothing);
  g_test_add_func("/turnover/random-layers-are-counted", random_layers_are_counted);
  g_test_add_func("/turnover/days-are-steps", days_are_steps);
  g_test_add_func("/turnover/without-steps-periods-count", without_steps_periods_count);
  g_test_add_func("/turnover/accepted-resets-turn-nothing-over", accepted_resets_turn_nothing_over);
  g_test_add_func("/turnover/regions-cut", regions_cut);
  g_test_add_func("/turnover/the-archive-adds-up", archive_adds_up);
  const int status = g_test_run();
  sal_area_model_free(model);
  return status;
}
