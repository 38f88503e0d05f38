#include "data/change/cutoff.h"
#include "data/change/mean.h"
#include "data/change/spread.h"
#include "data/change/uncertainties.h"
#include "fixture.h"
#include "random.h"

#include <math.h>

#define NO_DAY SAL_DAY_NONE

static SalGeometry *
draw_square(double size)
{
  SalGeometry *square = sal_geometry_new(SAL_POLYGONS);
  const SalPoint corners[] = { { 30, 50 }, { 30 + size, 50 }, { 30 + size, 50 + size }, { 30, 50 + size } };
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(square, corners[i].x, corners[i].y);
  sal_geometry_end_part(square);
  sal_geometry_end_polygon(square);
  return square;
}

/* The area of such a square. */
static double
measure_square_m2(double size)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalGeometry) square = draw_square(size);
  return sal_area_measure(model, square);
}

/* A folder of such squares, from dates and sizes: "20240801:1.0 20240901:2.0". */
static Folder *
make_days(const char *text)
{
  Folder *folder = folder_new();
  g_auto(GStrv) days = g_strsplit(text, " ", -1);
  for (guint i = 0; days[i] != NULL; i++) {
    char *colon = strchr(days[i], ':');
    g_autofree char *name = g_strdup_printf("%.*s.geojson", (int)(colon - days[i]), days[i]);
    put_square(folder, name, 30, 50, g_ascii_strtod(colon + 1, NULL));
  }
  return folder;
}

/* A run with its uncertainty. */
typedef struct {
  SalSeries *series;
  SalAreaModel *model;
  SalChangeOptions options;
  SalUncertaintyQuery query;
  SalChanges *changes;
} Run;

static void
run_init(Run *run, const Folder *folder, SalEvery every)
{
  char *sources[] = { (char *)folder, NULL };
  g_autoptr(GError) error = NULL;
  *run = (Run){ .series = sal_series_open(&(SalSeriesOptions){ .sources = sources }, &error),
                .model = sal_area_model_new("ellipsoid", NULL) };
  g_assert_no_error(error);
  run->options =
      (SalChangeOptions){ .periods = { .cadence = { every, 1 }, .span_first = NO_DAY, .span_last = NO_DAY },
                          .max_gap_days = 3,
                          .numbers_only = TRUE,
                          .area_model = run->model };
  run->query = (SalUncertaintyQuery){ .series = run->series, .options = &run->options, .cutoff = TRUE };
}

static gboolean
run_finish(Run *run, GError **error)
{
  const SalWork work = { .n_threads = 3 };
  g_autoptr(GError) own = NULL;
  run->changes = sal_changes_compute(run->series, &run->options, &work, &own);
  g_assert_no_error(own);
  return sal_uncertainties_find(run->changes, &run->query, &work, error);
}

static void
run_clear(Run *run)
{
  sal_changes_free(run->changes);
  sal_area_model_free(run->model);
  sal_series_free(run->series);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static void
finish(Run *run)
{
  g_autoptr(GError) error = NULL;
  g_assert_true(run_finish(run, &error));
  g_assert_no_error(error);
}

static const SalUncertainty *
get(const Run *run, guint i)
{
  g_assert_cmpuint(i, <, run->changes->changes->len);
  return ((const SalChange *)run->changes->changes->pdata[i])->uncertainty;
}

static void
assert_variant(const SalCutoffVariant *variant, double from, double to)
{
  const double net_m2 = measure_square_m2(to) - measure_square_m2(from);
  g_assert_cmpint(variant->state, ==, SAL_VARIANT_OTHER);
  g_assert_cmpfloat_with_epsilon(variant->net_m2, net_m2, 1);
  g_assert_cmpfloat_with_epsilon(variant->gained_m2, MAX(net_m2, 0), 1);
  g_assert_cmpfloat_with_epsilon(variant->lost_m2, MAX(-net_m2, 0), 1);
}

static void
shifts_both_boundaries_and_each_alone(void)
{
  g_autoptr(Folder) folder =
      make_days("20240731:0.9 20240801:1.0 20240802:1.1 20240831:1.9 20240901:2.0 20240902:1.05");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  finish(&run);
  const SalCutoff *cutoff = &get(&run, 0)->cutoff;
  g_assert_cmpint(cutoff->why, ==, SAL_UNSTATED_NOT);
  g_assert_cmpuint(cutoff->n_variants, ==, 6);
  assert_variant(&cutoff->variants[0], 0.9, 1.9);
  assert_variant(&cutoff->variants[1], 1.1, 1.05);
  assert_variant(&cutoff->variants[2], 0.9, 2.0);
  assert_variant(&cutoff->variants[3], 1.1, 2.0);
  assert_variant(&cutoff->variants[4], 1.0, 1.9);
  assert_variant(&cutoff->variants[5], 1.0, 1.05);
  g_assert_cmpfloat(cutoff->net_min_m2, ==, cutoff->variants[1].net_m2);
  g_assert_cmpfloat(cutoff->net_max_m2, ==, cutoff->variants[2].net_m2);
  g_assert_cmpint(get(&run, 0)->position.why, ==, SAL_UNSTATED_NOT_STATED);
  g_assert_cmpint(get(&run, 0)->model.why, ==, SAL_UNSTATED_NOT_ASKED);
}

static void
says_which_days_have_no_other_snapshot(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240831:1.9 20240901:2.0");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  finish(&run);
  const SalCutoff *cutoff = &get(&run, 0)->cutoff;
  assert_variant(&cutoff->variants[0], 1.0, 1.9);
  g_assert_cmpint(cutoff->variants[1].state, ==, SAL_VARIANT_SAME);
  g_assert_cmpint(cutoff->variants[2].state, ==, SAL_VARIANT_SAME);
  g_assert_cmpfloat_with_epsilon(cutoff->variants[2].net_m2, measure_square_m2(2) - measure_square_m2(1), 1);
  g_assert_cmpint(cutoff->variants[5].state, ==, SAL_VARIANT_SAME);
  g_assert_cmpfloat(cutoff->net_min_m2, ==, cutoff->variants[0].net_m2);
}

static void
goes_by_the_rules_of_the_run(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240831:1.9 20240901:2.0");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  run.options.sample = SAL_SAMPLE_EXACT;
  finish(&run);
  const SalCutoff *cutoff = &get(&run, 0)->cutoff;
  g_assert_cmpint(cutoff->variants[0].state, ==, SAL_VARIANT_NONE);
  g_assert_true(isnan(cutoff->variants[0].net_m2));
  g_assert_cmpint(cutoff->variants[0].from_snapshot, ==, NO_DAY);
  assert_variant(&cutoff->variants[4], 1.0, 1.9);
}

static void
has_no_range_without_other_snapshots(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  finish(&run);
  g_assert_cmpint(get(&run, 0)->cutoff.why, ==, SAL_UNSTATED_OTHER_SNAPSHOTS);
  g_assert_cmpuint(get(&run, 0)->cutoff.n_variants, ==, 6);
  g_assert_true(isnan(get(&run, 0)->cutoff.net_min_m2));
}

static void
leaves_days_alone(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240802:2.0 20240803:2.1");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_DAYS);
  finish(&run);
  g_assert_cmpint(get(&run, 0)->cutoff.why, ==, SAL_UNSTATED_SHORT_PERIOD);
  g_assert_cmpuint(get(&run, 0)->cutoff.n_variants, ==, 0);
}

/* The step of 15 to 16 August is no movement, whatever the boundaries. */
static void
leaves_out_accepted_resets(void)
{
  const char *accepted[] = { "2024-08-16", NULL };
  g_autoptr(Folder) folder = make_days("20240731:0.9 20240801:1.0 20240815:1.2 20240816:3.0 20240901:3.1");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  run.options.verdicts.accepted = accepted;
  finish(&run);
  const SalCutoffVariant *variant = &get(&run, 0)->cutoff.variants[2];
  const double net_m2 =
      measure_square_m2(1.2) - measure_square_m2(0.9) + measure_square_m2(3.1) - measure_square_m2(3.0);
  g_assert_cmpint(variant->state, ==, SAL_VARIANT_OTHER);
  g_assert_cmpfloat_with_epsilon(variant->net_m2, net_m2, 1);
}

static void
survives_a_neighbour_that_cannot_be_read(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240831:1.9 20240901:2.0");
  put_text(folder, "20240802.geojson", "{\"type\": \"FeatureCollection\", \"features\": [");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  run.options.ends_only = TRUE;
  finish(&run);
  const SalCutoff *cutoff = &get(&run, 0)->cutoff;
  g_assert_cmpint(cutoff->variants[3].state, ==, SAL_VARIANT_FAILED);
  g_assert_true(isnan(cutoff->variants[3].net_m2));
  assert_variant(&cutoff->variants[4], 1.0, 1.9);
  g_assert_cmpint(cutoff->why, ==, SAL_UNSTATED_NOT);
}

/* All boundaries move together, so that the sum depends on the first and the last alone. */
static void
shifts_all_boundaries_of_a_mean(void)
{
  g_autoptr(Folder) folder = make_days("20240731:0.9 20240801:1.0 20240802:1.1 20240831:1.2 20240901:2.0 "
                                       "20240902:2.9 20240930:2.4 20241001:2.5 20241002:2.6");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  finish(&run);
  g_autofree guint8 *chosen = sal_mean_choose(run.changes->changes);
  const SalCutoffMean mean = sal_cutoff_sum(run.changes->changes, chosen);
  g_assert_true(mean.known);
  g_assert_cmpfloat_with_epsilon(mean.net_min_m2, measure_square_m2(2.4) - measure_square_m2(1.0), 1);
  g_assert_cmpfloat_with_epsilon(mean.net_max_m2, measure_square_m2(2.6) - measure_square_m2(1.0), 1);
}

static void
compares_area_models(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  run.query.model = TRUE;
  finish(&run);
  const SalModelSpread *spread = &get(&run, 0)->model;
  const double net_m2 = measure_square_m2(2.0) - measure_square_m2(1.0);
  g_assert_cmpint(spread->why, ==, SAL_UNSTATED_NOT);
  g_assert_cmpuint(spread->n_models, ==, 4);
  g_assert_cmpstr(spread->models[0], ==, "ellipsoid");
  g_assert_cmpstr(spread->models[3], ==, SAL_SPREAD_PROJECTION);
  g_assert_cmpfloat_with_epsilon(spread->net_m2[0], net_m2, 1);
  for (guint i = 1; i < spread->n_models; i++) {
    g_assert_cmpfloat(spread->net_m2[i], !=, spread->net_m2[0]);
    g_assert_cmpfloat(fabs(spread->net_m2[i] / net_m2 - 1), <, 0.01);
  }
  g_assert_cmpfloat(spread->net_min_m2, <, spread->net_max_m2);
}

/* Position */

static const SalNoFront nowhere;

/* Two sides of a square that grows are new, of the same length but for their latitude. */
static void
measures_the_edges_that_are_new(void)
{
  g_autoptr(SalGeometry) small = draw_square(0.1), large = draw_square(0.2);
  double new_m, old_m, none_m;
  sal_position_measure(small, large, &nowhere, &new_m, &old_m);
  /* The two sides through the lower left corner lie on those of the larger square. */
  g_assert_cmpfloat_with_epsilon(old_m, 0.1 * (111250 + 71550), 200);
  g_assert_cmpfloat(new_m, >, 2 * old_m);
  sal_position_measure(small, small, &nowhere, &new_m, &none_m);
  g_assert_cmpfloat(new_m, ==, 0);
  g_assert_cmpfloat(none_m, ==, 0);
}

/* An edge with one more point on it has not moved. */
static void
ignores_points_on_old_edges(void)
{
  g_autoptr(SalGeometry) square = draw_square(0.1), same = sal_geometry_new(SAL_POLYGONS);
  const SalPoint corners[] = { { 30, 50 }, { 30.05, 50 }, { 30.1, 50 }, { 30.1, 50.1 }, { 30, 50.1 } };
  double new_m, old_m;
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(same, corners[i].x, corners[i].y);
  sal_geometry_end_part(same);
  sal_geometry_end_polygon(same);
  sal_position_measure(square, same, &nowhere, &new_m, &old_m);
  g_assert_cmpfloat(new_m, ==, 0);
  g_assert_cmpfloat(old_m, ==, 0);
}

static void
leaves_out_edges_that_are_no_front(void)
{
  g_autoptr(SalGeometry) nothing = sal_geometry_new(SAL_POLYGONS), square = draw_square(0.1);
  g_autoptr(SalGeometry) land = draw_square(0.3);
  g_autoptr(SalOutline) coast = sal_outline_new(land);
  const SalNoFront without = { coast, NULL };
  g_autoptr(SalGeometry) line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, 30.1, 49);
  sal_geometry_add_point(line, 30.1, 51);
  sal_geometry_end_part(line);
  g_autoptr(SalBorder) border = sal_border_new(line, 500, NULL);
  const SalNoFront without_border = { coast, border };
  double all_m, new_m, old_m, rest_m;
  sal_position_measure(nothing, square, &nowhere, &all_m, &old_m);
  sal_position_measure(nothing, square, &without, &new_m, &old_m);
  g_assert_cmpfloat_with_epsilon(new_m, all_m / 2, all_m / 100);
  sal_position_measure(nothing, square, &without_border, &rest_m, &old_m);
  g_assert_cmpfloat_with_epsilon(new_m - rest_m, 11125, 50);
}

/* A front that runs in waves from west to east at the equator, over ground that is held south of it. Metres are degrees
 * times M_PER_DEG there to 0.7 %. */
#define M_PER_DEG 111000.0
#define FRONT_M 240000.0
#define SPACING_M 200.0
#define N_POINTS ((guint)(FRONT_M / SPACING_M) + 1)

typedef double (*WaveFunc)(double x_m);

static double
wave_old(double x_m)
{
  return 4000 * cos(2 * G_PI * 4 * x_m / FRONT_M);
}

static double
wave_new(double x_m)
{
  return 12000 + 3000 * cos(2 * G_PI * 5 * x_m / FRONT_M);
}

/* What is held south of a front each point of which is off by so many metres to its left. */
static SalGeometry *
draw(WaveFunc wave, const double *offsets_m)
{
  SalGeometry *held = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < N_POINTS; i++) {
    const double x = i * SPACING_M, slope = (wave(x + 1) - wave(x - 1)) / 2, length = hypot(1, slope);
    const double off = offsets_m != NULL ? offsets_m[i] : 0;
    sal_geometry_add_point(held, (x - off * slope / length) / M_PER_DEG,
                           (wave(x) + off / length) / M_PER_DEG);
  }
  sal_geometry_add_point(held, FRONT_M / M_PER_DEG, -0.5);
  sal_geometry_add_point(held, 0, -0.5);
  sal_geometry_end_part(held);
  sal_geometry_end_polygon(held);
  return held;
}

static double
measure_net_m2(const SalGeometry *from, const SalGeometry *to)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  return sal_area_measure(model, to) - sal_area_measure(model, from);
}

/* The sides of the ground that is held are no front. */
static SalPositionError
state(const SalGeometry *from, const SalGeometry *to, double error_m, double correlation_m)
{
  g_autoptr(SalGeometry) ground = sal_geometry_new(SAL_POLYGONS);
  const SalPoint corners[] = {
    { 0, -0.5 }, { FRONT_M / M_PER_DEG, -0.5 }, { FRONT_M / M_PER_DEG, 1 }, { 0, 1 }
  };
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(ground, corners[i].x, corners[i].y);
  sal_geometry_end_part(ground);
  sal_geometry_end_polygon(ground);
  g_autoptr(SalOutline) edge = sal_outline_new(ground);
  const SalNoFront without = { edge, NULL };
  const SalPositionOptions options = { TRUE, error_m, correlation_m, TRUE };
  SalPositionError position = { 0 };
  double new_m, old_m;
  sal_position_measure(from, to, &without, &new_m, &old_m);
  sal_position_set(&position, &options, new_m, old_m);
  return position;
}

static void
bounds_a_front_that_is_off_to_one_side(void)
{
  const double error_m = 100;
  g_autofree double *offsets_m = g_new(double, N_POINTS);
  for (guint i = 0; i < N_POINTS; i++)
    offsets_m[i] = error_m;
  g_autoptr(SalGeometry) from = draw(wave_old, NULL), to = draw(wave_new, NULL);
  g_autoptr(SalGeometry) off = draw(wave_new, offsets_m);
  const SalPositionError position = state(from, to, error_m, 1000);
  const double wrong_m2 = measure_net_m2(from, off) - measure_net_m2(from, to);
  g_test_message("bound %.0f m2, moved fronts %.0f m2", position.bound_m2, wrong_m2);
  g_assert_cmpfloat(fabs(wrong_m2 / position.bound_m2 - 1), <, 0.1);
}

static double
draw_normal(GRand *random)
{
  return sqrt(-2 * log(1 - g_rand_double(random))) * cos(2 * G_PI * g_rand_double(random));
}

/* Offsets with a standard deviation, that are the same over stretches of the front. */
static void
draw_stretches(GRand *random, WaveFunc wave, double error_m, double correlation_m, double *offsets_m)
{
  double left_m = correlation_m * g_rand_double(random), off = error_m * draw_normal(random);
  for (guint i = 0; i < N_POINTS; i++) {
    offsets_m[i] = off;
    left_m -= hypot(SPACING_M, wave((i + 1) * SPACING_M) - wave(i * SPACING_M));
    if (left_m > 0)
      continue;
    left_m += correlation_m;
    off = error_m * draw_normal(random);
  }
}

/* Offsets whose correlation falls off exponentially with the distance along the front: by exp(-2 s / c), whose integral
 * over both directions is c. */
static void
draw_fading(GRand *random, WaveFunc wave, double error_m, double correlation_m, double *offsets_m)
{
  double off = error_m * draw_normal(random);
  for (guint i = 0; i < N_POINTS; i++) {
    const double step_m = hypot(SPACING_M, wave((i + 1) * SPACING_M) - wave(i * SPACING_M));
    const double kept = exp(-2 * step_m / correlation_m);
    offsets_m[i] = off;
    off = kept * off + error_m * sqrt(1 - kept * kept) * draw_normal(random);
  }
}

typedef void (*OffsetFunc)(GRand *random, WaveFunc wave, double error_m, double correlation_m,
                           double *offsets_m);

/* The standard deviation of a net whose two fronts are both off at random. */
static double
simulate(OffsetFunc draw_offsets, double error_m, double correlation_m)
{
  enum { TRIALS = 800 };
  g_autoptr(GRand) random = g_rand_new_with_seed(20250401);
  g_autoptr(SalGeometry) from = draw(wave_old, NULL), to = draw(wave_new, NULL);
  g_autofree double *offsets_m = g_new(double, N_POINTS);
  const double right_m2 = measure_net_m2(from, to);
  double sum = 0;
  for (guint i = 0; i < TRIALS; i++) {
    draw_offsets(random, wave_old, error_m, correlation_m, offsets_m);
    g_autoptr(SalGeometry) off_from = draw(wave_old, offsets_m);
    draw_offsets(random, wave_new, error_m, correlation_m, offsets_m);
    g_autoptr(SalGeometry) off_to = draw(wave_new, offsets_m);
    const double wrong_m2 = measure_net_m2(off_from, off_to) - right_m2;
    sum += wrong_m2 * wrong_m2;
  }
  return sqrt(sum / TRIALS);
}

static void
assert_simulated(OffsetFunc draw_offsets, double error_m, double correlation_m)
{
  g_autoptr(SalGeometry) from = draw(wave_old, NULL), to = draw(wave_new, NULL);
  const SalPositionError position = state(from, to, error_m, correlation_m);
  const double found_m2 = simulate(draw_offsets, error_m, correlation_m);
  g_test_message("random %.0f m2, moved fronts %.0f m2", position.random_m2, found_m2);
  g_assert_cmpfloat(fabs(found_m2 / position.random_m2 - 1), <, 0.1);
}

static void
foresees_fronts_that_are_off_at_random(void)
{
  assert_simulated(draw_stretches, 100, 2000);
  assert_simulated(draw_stretches, 50, 8000);
  assert_simulated(draw_fading, 100, 4000);
  assert_simulated(draw_fading, 30, 1500);
}

static void
states_the_position_of_a_run(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  run.query.position = (SalPositionOptions){ TRUE, 100, 2000, TRUE };
  finish(&run);
  const SalPositionError *position = &get(&run, 0)->position;
  g_assert_cmpint(position->why, ==, SAL_UNSTATED_NOT);
  g_assert_cmpfloat_with_epsilon(position->bound_m2, 100 * position->new_m, 1e-6);
  g_assert_cmpfloat_with_epsilon(position->random_m2, 100 * sqrt(2000 * (position->new_m + position->old_m)),
                                 1e-6);
  g_assert_cmpfloat(position->new_m, >, position->old_m);
}

static void
refuses_an_error_wider_than_the_area(void)
{
  g_autoptr(Folder) folder = make_days("20240801:0.01 20240901:0.02");
  g_autoptr(GError) error = NULL;
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  run.query.position = (SalPositionOptions){ TRUE, 5000, 2000, TRUE };
  g_assert_false(run_finish(&run, &error));
  assert_error_says(error, SAL_ERROR_USAGE, "expected less than the width", "got 5000 m", "control", NULL);
}

/* The first of both areas is wide enough, the other is not. */
static void
leaves_narrow_periods_out(void)
{
  g_autoptr(Folder) folder = make_days("20240801:0.5 20240901:0.4 20241001:0.01 20241101:0.012");
  g_auto(Run) run = { NULL };
  run_init(&run, folder, SAL_EVERY_MONTH);
  run.query.position = (SalPositionOptions){ TRUE, 1000, 2000, TRUE };
  finish(&run);
  g_assert_cmpint(get(&run, 0)->position.why, ==, SAL_UNSTATED_NOT);
  g_assert_cmpint(get(&run, 2)->position.why, ==, SAL_UNSTATED_NARROW);
}

static void
reads_what_is_stated(void)
{
  SalPositionOptions position = { 0 };
  g_assert_true(sal_position_parse("100", &position, NULL));
  g_assert_cmpfloat(position.error_m, ==, 100);
  g_assert_cmpfloat(position.correlation_m, ==, SAL_POSITION_CORRELATION_M);
  g_assert_false(position.is_correlation_given);
  g_assert_true(sal_position_parse("0.5,2.5", &position, NULL));
  g_assert_cmpfloat(position.correlation_m, ==, 2500);
  g_assert_true(position.is_correlation_given);
  const char *const wrong[] = {
    "", "0", "-1", "100,", "100,0", "100,1,2", "100 m", "nan", "inf", ",1", "1e9"
  };
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_position_parse(wrong[i], &position, &error));
    assert_error_says(error, SAL_ERROR_USAGE, "expected METRES", "got '", NULL);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/uncertainty/cutoff/shifts-both-boundaries-and-each-alone",
                  shifts_both_boundaries_and_each_alone);
  g_test_add_func("/uncertainty/cutoff/says-which-days-have-no-other-snapshot",
                  says_which_days_have_no_other_snapshot);
  g_test_add_func("/uncertainty/cutoff/goes-by-the-rules-of-the-run", goes_by_the_rules_of_the_run);
  g_test_add_func("/uncertainty/cutoff/has-no-range-without-other-snapshots",
                  has_no_range_without_other_snapshots);
  g_test_add_func("/uncertainty/cutoff/leaves-days-alone", leaves_days_alone);
  g_test_add_func("/uncertainty/cutoff/leaves-out-accepted-resets", leaves_out_accepted_resets);
  g_test_add_func("/uncertainty/cutoff/survives-a-neighbour-that-cannot-be-read",
                  survives_a_neighbour_that_cannot_be_read);
  g_test_add_func("/uncertainty/cutoff/shifts-all-boundaries-of-a-mean", shifts_all_boundaries_of_a_mean);
  g_test_add_func("/uncertainty/model/compares-area-models", compares_area_models);
  g_test_add_func("/uncertainty/position/measures-the-edges-that-are-new", measures_the_edges_that_are_new);
  g_test_add_func("/uncertainty/position/ignores-points-on-old-edges", ignores_points_on_old_edges);
  g_test_add_func("/uncertainty/position/leaves-out-edges-that-are-no-front",
                  leaves_out_edges_that_are_no_front);
  g_test_add_func("/uncertainty/position/bounds-a-front-that-is-off-to-one-side",
                  bounds_a_front_that_is_off_to_one_side);
  g_test_add_func("/uncertainty/position/foresees-fronts-that-are-off-at-random",
                  foresees_fronts_that_are_off_at_random);
  g_test_add_func("/uncertainty/position/states-the-position-of-a-run", states_the_position_of_a_run);
  g_test_add_func("/uncertainty/position/refuses-an-error-wider-than-the-area",
                  refuses_an_error_wider_than_the_area);
  g_test_add_func("/uncertainty/position/leaves-narrow-periods-out", leaves_narrow_periods_out);
  g_test_add_func("/uncertainty/position/reads-what-is-stated", reads_what_is_stated);
  return g_test_run();
}
