#include "data/change/changes.h"

#include "data/change/rows.h"
#include "data/change/run.h"
#include "data/table/table.h"
#include "fixture.h"
#include "random.h"

#include <math.h>

#define NO_DAY SAL_DAY_NONE

static SalDay
day(const char *text)
{
  SalDay read = NO_DAY;
  g_assert_true(sal_day_parse(text, &read, NULL));
  return read;
}

/* A folder of squares whose lower left corner is at 30, 50, from dates and sizes: "20240801:1.0
 * 20240901:2.0". */
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

static SalSeries *
open_folder(const Folder *folder)
{
  char *sources[] = { (char *)folder, NULL };
  g_autoptr(GError) error = NULL;
  SalSeries *series = sal_series_open(&(SalSeriesOptions){ .sources = sources }, &error);
  g_assert_no_error(error);
  return series;
}

static SalChangeOptions
make_options(SalEvery every)
{
  return (SalChangeOptions){
    .periods = { .cadence = { every, 1 }, .span_first = NO_DAY, .span_last = NO_DAY }, .max_gap_days = 3
  };
}

static SalChanges *
compute_with(const Folder *folder, SalChangeOptions options, guint n_threads, GError **error)
{
  g_autoptr(SalSeries) series = open_folder(folder);
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  const SalWork work = { .n_threads = n_threads };
  if (options.area_model == NULL)
    options.area_model = model;
  return sal_changes_compute(series, &options, &work, error);
}

static SalChanges *
compute(const Folder *folder, SalChangeOptions options)
{
  g_autoptr(GError) error = NULL;
  SalChanges *changes = compute_with(folder, options, 2, &error);
  g_assert_no_error(error);
  return changes;
}

static void
assert_fails(const Folder *folder, SalChangeOptions options, SalError code, const char *first,
             const char *second)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(compute_with(folder, options, 2, &error));
  assert_error_says(error, code, "expected ", "got ", first, second, NULL);
}

static const SalChange *
get_change(const SalChanges *changes, guint index)
{
  g_assert_cmpuint(index, <, changes->changes->len);
  return changes->changes->pdata[index];
}

static void
assert_snapshots(const SalChange *change, const char *period, const char *from, const char *to)
{
  g_assert_cmpstr(change->period.name, ==, period);
  g_assert_cmpint(change->from_snapshot, ==, day(from));
  g_assert_cmpint(change->to_snapshot, ==, day(to));
}

static void
measures_what_changed_hands(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0 20241001:1.5");
  g_autoptr(SalChanges) changes = compute(folder, make_options(SAL_EVERY_MONTH));
  const SalChange *rise = get_change(changes, 0), *fall = get_change(changes, 1);
  g_assert_cmpuint(changes->changes->len, ==, 2);
  g_assert_cmpuint(changes->remarks->len, ==, 0);
  assert_snapshots(rise, "2024-08", "2024-08-01", "2024-09-01");
  assert_snapshots(fall, "2024-09", "2024-09-01", "2024-10-01");
  g_assert_cmpfloat(rise->lost_m2, ==, 0);
  g_assert_cmpfloat(fall->gained_m2, ==, 0);
  g_assert_cmpfloat_with_epsilon(rise->gained_m2, rise->area_to_m2 - rise->area_from_m2, 1e-3);
  g_assert_cmpfloat_with_epsilon(fall->lost_m2, fall->area_from_m2 - fall->area_to_m2, 1e-3);
  g_assert_cmpfloat(sal_change_get_net_m2(fall), <, 0);
  g_assert_cmpfloat(rise->area_to_m2, ==, fall->area_from_m2);
}

/* One degree at 50 north is 71.7 km wide and 111.2 km high. */
static void
measures_in_square_metres(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0");
  g_autoptr(SalChanges) changes = compute(folder, make_options(SAL_EVERY_MONTH));
  g_assert_cmpfloat_with_epsilon(get_change(changes, 0)->area_from_m2, 71.0e3 * 111.2e3, 1e8);
}

static void
says_which_snapshot_stands_in(void)
{
  g_autoptr(Folder) folder = make_days("20240730:1.0 20240902:2.0 20241001:3.0");
  g_autoptr(SalChanges) changes = compute(folder, make_options(SAL_EVERY_MONTH));
  assert_snapshots(get_change(changes, 0), "2024-08", "2024-07-30", "2024-09-02");
  assert_snapshots(get_change(changes, 1), "2024-09", "2024-09-02", "2024-10-01");
  g_assert_true(says(changes->remarks, "no snapshot of 2024-08-01: 2024-07-30 stands for it"));
  g_assert_true(says(changes->remarks, "no snapshot of 2024-09-01: 2024-09-02 stands for it"));
  g_assert_false(says(changes->remarks, "no snapshot of 2024-10-01"));
}

static void
takes_the_sample_told(void)
{
  g_autoptr(Folder) folder = make_days("20240731:1.0 20240830:2.0 20240902:3.0 20241001:4.0");
  SalChangeOptions options = make_options(SAL_EVERY_MONTH);
  options.sample = SAL_SAMPLE_PREVIOUS;
  g_autoptr(SalChanges) previous = compute(folder, options);
  assert_snapshots(get_change(previous, 0), "2024-08", "2024-07-31", "2024-08-30");
  options.sample = SAL_SAMPLE_NEAREST;
  g_autoptr(SalChanges) nearest = compute(folder, options);
  assert_snapshots(get_change(nearest, 0), "2024-08", "2024-07-31", "2024-09-02");
}

static void
leaves_out_gaps_that_nobody_asked_for(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0 20241110:3.0 20241201:4.0 20250101:5.0");
  g_autoptr(SalChanges) changes = compute(folder, make_options(SAL_EVERY_MONTH));
  g_assert_cmpuint(changes->changes->len, ==, 2);
  g_assert_cmpstr(get_change(changes, 1)->period.name, ==, "2024-12");
  g_assert_true(says(changes->remarks, "left out: period 2024-09: boundary 2024-10-01"));
  g_assert_true(says(changes->remarks, "left out: period 2024-10"));
  g_assert_true(says(changes->remarks, "left out: period 2024-11: boundary 2024-11-01"));
}

/* A span that was asked for is treated as the open form is. */
static void
leaves_out_gaps_in_what_was_asked_for(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0 20241006:3.0 20241101:4.0");
  SalChangeOptions options = make_options(SAL_EVERY_MONTH);
  options.periods.span_first = day("2024-07-01");
  options.periods.span_last = day("2024-11-30");
  g_autoptr(SalChanges) gaps = compute(folder, options);
  g_assert_cmpuint(gaps->changes->len, ==, 1);
  g_assert_true(says(gaps->remarks, "left out: period 2024-07: boundary 2024-07-01"));
  g_assert_true(says(gaps->remarks, "left out: period 2024-09: boundary 2024-10-01"));
  g_assert_true(says(gaps->remarks, "left out: period 2024-10: boundary 2024-10-01"));
  g_assert_true(says(gaps->remarks, "left out: period 2024-11: expected a snapshot after its start"));
  options.max_gap_days = 5;
  g_autoptr(SalChanges) changes = compute(folder, options);
  g_assert_cmpuint(changes->changes->len, ==, 3);
}

static void
refuses_gaps_if_it_is_strict(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0 20241006:3.0 20241101:4.0");
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  char *sources[] = { folder, NULL };
  g_autoptr(SalSeries) series =
      sal_series_open(&(SalSeriesOptions){ .sources = sources, .strict = TRUE }, NULL);
  SalChangeOptions options = make_options(SAL_EVERY_MONTH);
  options.area_model = model;
  const SalWork work = { .n_threads = 1 };
  g_autoptr(SalChanges) open = sal_changes_compute(series, &options, &work, NULL);
  g_assert_cmpuint(open->changes->len, ==, 1);
  g_autoptr(GError) error = NULL;
  options.periods.span_last = day("2024-10-31");
  g_assert_null(sal_changes_compute(series, &options, &work, &error));
  assert_error_says(error, SAL_ERROR_FORMAT, "period 2024-09: boundary 2024-10-01: expected a snapshot ",
                    "within 3 days", "got none nearer than 2024-10-06", NULL);
}

static void
says_which_gap_would_do_if_nothing_is_left(void)
{
  g_autoptr(Folder) folder = make_days("20240701:1.0 20240810:2.0 20240906:3.0");
  SalChangeOptions options = make_options(SAL_EVERY_MONTH);
  options.periods.span_first = day("2024-08-01");
  options.periods.span_last = day("2024-10-31");
  assert_fails(folder, options, SAL_ERROR_FORMAT, "nearest to the ends of 2024-08: 2024-08-10 and 2024-09-06",
               "9 would do");
  options.max_gap_days = 8;
  assert_fails(folder, options, SAL_ERROR_FORMAT, "", "9 would do");
  options.max_gap_days = 9;
  g_autoptr(SalChanges) changes = compute(folder, options);
  assert_snapshots(get_change(changes, 0), "2024-08", "2024-08-10", "2024-09-06");
  options.periods.span_first = day("2025-08-01");
  options.periods.span_last = day("2025-10-31");
  assert_fails(folder, options, SAL_ERROR_FORMAT, "got none of 3",
               "(the snapshots are of 2024-07-01 to 2024-09-06)");
}

/* The running month must not come out as a whole one, whichever way a stand-in is looked for. */
static void
a_month_that_is_not_over_is_a_part(void)
{
  static const SalSample samples[] = { SAL_SAMPLE_NEAREST, SAL_SAMPLE_PREVIOUS, SAL_SAMPLE_NEXT };
  g_autoptr(Folder) folder = make_days("20240601:1.0 20240701:2.0 20240729:2.5");
  for (guint i = 0; i < 2 * G_N_ELEMENTS(samples); i++) {
    SalChangeOptions options = make_options(SAL_EVERY_MONTH);
    options.sample = samples[i / 2];
    options.periods.span_last = i % 2 == 0 ? NO_DAY : day("2024-07-31");
    g_autoptr(SalChanges) changes = compute(folder, options);
    g_assert_cmpuint(changes->changes->len, ==, 2);
    assert_snapshots(get_change(changes, 1), "2024-07", "2024-07-01", "2024-07-29");
    g_assert_true(get_change(changes, 1)->period.partial);
    g_assert_cmpint(get_change(changes, 1)->period.to, ==, day("2024-07-29"));
    g_assert_true(says(changes->remarks, "period 2024-07: no snapshot at its end, 2024-08-01, or later"));
    g_autoptr(SalRun) run = sal_run_new(changes->changes, NULL);
    g_assert_cmpuint(run->n_counted, ==, 1);
  }
}

/* Later snapshots say that the archive went on, so that the one before a boundary may stand for it. */
static void
a_month_with_snapshots_after_it_is_whole(void)
{
  g_autoptr(Folder) folder = make_days("20240601:1.0 20240630:2.0 20240729:2.5 20240820:3.0");
  SalChangeOptions options = make_options(SAL_EVERY_MONTH);
  g_autoptr(SalChanges) changes = compute(folder, options);
  g_assert_cmpuint(changes->changes->len, ==, 2);
  assert_snapshots(get_change(changes, 1), "2024-07", "2024-06-30", "2024-07-29");
  g_assert_false(get_change(changes, 1)->period.partial);
  g_assert_true(says(changes->remarks, "no snapshot of 2024-08-01: 2024-07-29 stands for it"));
}

/* A stand-in for both ends after the last snapshot would be a change of 0 that nobody saw. */
static void
nothing_is_known_after_the_last_snapshot(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240802:2.0");
  SalChangeOptions options = make_options(SAL_EVERY_DAYS);
  options.periods.span_last = day("2024-08-04");
  g_autoptr(SalChanges) changes = compute(folder, options);
  g_assert_cmpuint(changes->changes->len, ==, 1);
  g_assert_true(
      says(changes->remarks,
           "left out: period 2024-08-02: expected a snapshot after its start, 2024-08-02, got 2024-08-02"));
  g_assert_true(says(changes->remarks, "left out: period 2024-08-04: expected a snapshot after its start"));
}

static void
goes_from_each_snapshot_to_the_next(void)
{
  g_autoptr(Folder) folder = make_days("19660101:4.0 19980101:3.0 20050901:2.5 20150831:2.0");
  SalChangeOptions options = make_options(SAL_EVERY_SNAPSHOT);
  g_autoptr(SalChanges) changes = compute(folder, options);
  g_assert_cmpuint(changes->changes->len, ==, 3);
  assert_snapshots(get_change(changes, 0), "1966-01-01", "1966-01-01", "1998-01-01");
  assert_snapshots(get_change(changes, 2), "2005-09-01", "2005-09-01", "2015-08-31");
  g_assert_cmpuint(changes->remarks->len, ==, 0);
  options.periods.span_first = day("1998-01-01");
  options.periods.span_last = day("2005-12-31");
  g_autoptr(SalChanges) bounded = compute(folder, options);
  g_assert_cmpuint(bounded->changes->len, ==, 1);
  assert_snapshots(get_change(bounded, 0), "1998-01-01", "1998-01-01", "2005-09-01");
}

static void
one_snapshot_at_both_ends_shows_no_change(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240806:2.0 20240815:3.0");
  SalChangeOptions options = make_options(SAL_EVERY_DAYS);
  options.periods.cadence.days = 2;
  options.periods.span_first = day("2024-08-05");
  options.periods.span_last = day("2024-08-08");
  g_autoptr(SalChanges) changes = compute(folder, options);
  const SalChange *change = get_change(changes, 0);
  g_assert_cmpuint(changes->changes->len, ==, 2);
  assert_snapshots(change, "2024-08-05", "2024-08-06", "2024-08-06");
  g_assert_true(change->gained_m2 == 0 && change->lost_m2 == 0 && sal_change_get_net_m2(change) == 0);
  g_assert_true(says(changes->remarks, "period 2024-08-05: both ends are the same snapshot"));
}

static void
drops_rests_and_says_so(void)
{
  g_autoptr(Folder) folder = make_days("20240720:1.0 20240801:2.0 20240901:3.0 20240912:4.0");
  g_autoptr(SalChanges) changes = compute(folder, make_options(SAL_EVERY_MONTH));
  g_assert_cmpuint(changes->changes->len, ==, 1);
  g_assert_true(says(changes->remarks, "left out: 2024-07-20 to 2024-07-31: not a whole month"));
  g_assert_true(says(changes->remarks, "left out: 2024-09-01 to 2024-09-12: not a whole month"));
}

static void
keeps_rests_when_told(void)
{
  g_autoptr(Folder) folder = make_days("20240720:1.0 20240801:2.0 20240901:3.0 20240912:4.0");
  SalChangeOptions options = make_options(SAL_EVERY_MONTH);
  options.periods.partial = TRUE;
  g_autoptr(SalChanges) changes = compute(folder, options);
  g_assert_cmpuint(changes->changes->len, ==, 3);
  assert_snapshots(get_change(changes, 0), "2024-07", "2024-07-20", "2024-08-01");
  assert_snapshots(get_change(changes, 2), "2024-09", "2024-09-01", "2024-09-12");
  g_assert_true(get_change(changes, 0)->period.partial && get_change(changes, 2)->period.partial);
  g_assert_false(get_change(changes, 1)->period.partial);
  g_assert_cmpuint(changes->remarks->len, ==, 0);
}

static void
refuses_spans_without_periods(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0");
  SalChangeOptions options = make_options(SAL_EVERY_MONTH);
  options.periods.span_first = day("2024-08-20");
  options.periods.span_last = day("2024-08-01");
  assert_fails(folder, options, SAL_ERROR_USAGE, "begins before it ends", "2024-08-20");
  options.periods.span_last = day("2024-08-25");
  assert_fails(folder, options, SAL_ERROR_USAGE, "at least one whole month", "2024-08-25");
}

static void
refuses_a_single_snapshot(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0");
  assert_fails(folder, make_options(SAL_EVERY_MONTH), SAL_ERROR_USAGE, "at least two snapshots",
               "got 1 of 2024-08-01");
}

static void
names_the_file_that_cannot_be_read(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0 20241001:2.0");
  put_text(folder, "20240901.geojson", "<html>");
  assert_fails(folder, make_options(SAL_EVERY_MONTH), SAL_ERROR_FORMAT, "20240901.geojson: ", "an HTML page");
}

static void
refuses_a_projection_that_hides_the_area(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0 20240901:2.0");
  SalChangeOptions options = make_options(SAL_EVERY_MONTH);
  g_autoptr(SalAreaModel) antipodes =
      sal_area_model_new("+proj=laea +lat_0=-50 +lon_0=-150 +datum=WGS84", NULL);
  options.area_model = antipodes;
  assert_fails(folder, options, SAL_ERROR_CRS, "20240801.geojson: area model +proj=laea",
               "points outside it");
}

static void
cuts_into_days(void)
{
  g_autoptr(Folder) folder = folder_new();
  for (int i = 1; i <= 20; i++) {
    g_autofree char *name = g_strdup_printf("202408%02d.geojson", i);
    put_square(folder, name, 30, 50, 1 + 0.01 * i);
  }
  g_autoptr(SalChanges) changes = compute(folder, make_options(SAL_EVERY_DAYS));
  g_assert_cmpuint(changes->changes->len, ==, 19);
  for (guint i = 0; i < 19; i++) {
    const SalChange *change = get_change(changes, i);
    g_assert_cmpint(change->period.to, ==, change->period.from + 1);
    g_assert_cmpint(change->to_snapshot, ==, change->from_snapshot + 1);
    if (i > 0)
      g_assert_cmpfloat(change->area_from_m2, ==, get_change(changes, i - 1)->area_to_m2);
  }
  assert_snapshots(get_change(changes, 18), "2024-08-19", "2024-08-19", "2024-08-20");
}

static void
repairs_are_remarked_once_and_in_order(void)
{
  g_autoptr(Folder) folder = make_days("20240801:1.0");
  const char *bow_tie = "{\"type\":\"Polygon\",\"coordinates\":[[[30,50],[32,52],[32,50],[30,52],[30,50]]]}";
  put_text(folder, "20240901.geojson", bow_tie);
  put_text(folder, "20241001.geojson", bow_tie);
  g_autoptr(SalChanges) changes = compute(folder, make_options(SAL_EVERY_MONTH));
  g_assert_cmpuint(changes->remarks->len, ==, 2);
  g_assert_nonnull(
      strstr(changes->remarks->pdata[0], "20240901.geojson: feature 1: self-intersection near (31.0"));
  g_assert_nonnull(strstr(changes->remarks->pdata[1], "20241001.geojson: feature 1"));
}

/* A month of days, each a random successor of the one before. */
static Folder *
make_random_days(void)
{
  g_autoptr(GRand) random = random_new();
  const SalPoint centre = { 35, 48 };
  Folder *folder = folder_new();
  g_autoptr(SalGeometry) area = random_star(random, centre, 2, 60);
  for (int i = 1; i <= 29; i++) {
    g_autoptr(GString) text = g_string_new("{\"type\":\"Polygon\",\"coordinates\":[[");
    guint n;
    const SalPoint *p = sal_geometry_get_part(area, 0, &n);
    for (guint k = 0; k < n; k++)
      g_string_append_printf(text, "%s[%.6f,%.6f]", k > 0 ? "," : "", p[k].x, p[k].y);
    g_string_append(text, "]]}");
    g_autofree char *name = g_strdup_printf("202402%02d.geojson", i);
    put_text(folder, name, text->str);
    g_autoptr(SalGeometry) next = random_successor(random, area, centre, 2);
    sal_geometry_free(area);
    area = sal_geometry_extract_polygon(next, 0);
  }
  return folder;
}

static char *
compute_json(const Folder *folder, guint n_threads)
{
  char *sources[] = { "days", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalChanges) changes = compute_with(folder, make_options(SAL_EVERY_DAYS), n_threads, &error);
  g_assert_no_error(error);
  const SalTableContext context = { .sources = sources,
                                    .area_model = model,
                                    .cadence = { SAL_EVERY_DAYS, 1 } };
  return sal_table_format(changes, &context, SAL_TABLE_JSON);
}

static void
gives_the_same_bytes_for_any_number_of_threads(void)
{
  g_autoptr(Folder) folder = make_random_days();
  g_autofree char *one = compute_json(folder, 1);
  for (guint n_threads = 1; n_threads <= 8; n_threads *= 2) {
    g_autofree char *json = compute_json(folder, n_threads);
    g_assert_cmpstr(json, ==, one);
  }
}

static void
days_add_up_to_the_month(void)
{
  g_autoptr(Folder) folder = make_random_days();
  g_autoptr(SalChanges) days = compute(folder, make_options(SAL_EVERY_DAYS));
  SalChangeOptions options = make_options(SAL_EVERY_DAYS);
  options.periods.cadence.days = 28;
  g_autoptr(SalChanges) month = compute(folder, options);
  double net = 0;
  g_assert_cmpuint(days->changes->len, ==, 28);
  for (guint i = 0; i < 28; i++) {
    const SalChange *change = get_change(days, i);
    g_assert_cmpfloat_with_epsilon(change->gained_m2 - change->lost_m2, sal_change_get_net_m2(change), 0.1);
    net += change->gained_m2 - change->lost_m2;
  }
  g_assert_cmpfloat_with_epsilon(net, sal_change_get_net_m2(get_change(month, 0)), 0.1);
}

/* The area of the last snapshot, read by itself. */
static double
measure_last_m2(const Folder *folder, const SalAreaModel *model)
{
  g_autoptr(SalSeries) series = open_folder(folder);
  g_autoptr(GError) error = NULL;
  SalSnapshot *last = sal_series_load(series, sal_series_get_n_entries(series) - 1, &error);
  g_assert_no_error(error);
  const double m2 =
      sal_area_measure(model, sal_snapshot_get_polygons(last, sal_series_get_classes(series)[0]));
  sal_snapshot_unref(last);
  return m2;
}

/* To 1e-6 km2, which is 1 m2; rows as they are printed, to the last digit. */
static void
assert_accumulates(const Folder *folder, const SalChanges *changes, const char *model_name)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new(model_name, NULL);
  g_autoptr(GArray) rows = sal_rows_compute(changes, model);
  const double last_m2 = measure_last_m2(folder, model);
  double sum_m2 = ((SalChange *)changes->changes->pdata[0])->area_from_m2;
  gint64 sum = g_array_index(rows, SalRow, 0).area_from;
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    sum_m2 += row->change->gained_m2 - row->change->lost_m2;
    sum += row->gained - row->lost;
  }
  g_test_message("%u days, %s: off by %.2g m2", rows->len, model_name, sum_m2 - last_m2);
  g_assert_cmpfloat_with_epsilon(sum_m2, last_m2, 1);
  g_assert_cmpint(sum, ==, llround(last_m2));
}

static void
what_accumulates_is_the_last_snapshot(void)
{
  static const char *const models[] = { "ellipsoid", "sphere:6378137" };
  g_autoptr(Folder) folder = make_random_days();
  const char *archive = g_getenv("SALIENT_ARCHIVE");
  g_autofree char *daily = archive != NULL ? g_build_filename(archive, "daily", NULL) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS(models); i++) {
    g_autoptr(SalAreaModel) model = sal_area_model_new(models[i], NULL);
    SalChangeOptions options = make_options(SAL_EVERY_DAYS);
    options.area_model = model;
    g_autoptr(SalChanges) changes = compute(folder, options);
    assert_accumulates(folder, changes, models[i]);
    options.max_gap_days = 40;
    g_autoptr(SalChanges) real = daily != NULL ? compute(daily, options) : NULL;
    if (real != NULL)
      assert_accumulates(daily, real, models[i]);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/change/measures-what-changed-hands", measures_what_changed_hands);
  g_test_add_func("/change/measures-in-square-metres", measures_in_square_metres);
  g_test_add_func("/change/says-which-snapshot-stands-in", says_which_snapshot_stands_in);
  g_test_add_func("/change/takes-the-sample-told", takes_the_sample_told);
  g_test_add_func("/change/leaves-out-gaps-that-nobody-asked-for", leaves_out_gaps_that_nobody_asked_for);
  g_test_add_func("/change/leaves-out-gaps-in-what-was-asked-for", leaves_out_gaps_in_what_was_asked_for);
  g_test_add_func("/change/refuses-gaps-if-it-is-strict", refuses_gaps_if_it_is_strict);
  g_test_add_func("/change/says-which-gap-would-do-if-nothing-is-left",
                  says_which_gap_would_do_if_nothing_is_left);
  g_test_add_func("/change/a-month-that-is-not-over-is-a-part", a_month_that_is_not_over_is_a_part);
  g_test_add_func("/change/a-month-with-snapshots-after-it-is-whole",
                  a_month_with_snapshots_after_it_is_whole);
  g_test_add_func("/change/nothing-is-known-after-the-last-snapshot",
                  nothing_is_known_after_the_last_snapshot);
  g_test_add_func("/change/goes-from-each-snapshot-to-the-next", goes_from_each_snapshot_to_the_next);
  g_test_add_func("/change/one-snapshot-at-both-ends-shows-no-change",
                  one_snapshot_at_both_ends_shows_no_change);
  g_test_add_func("/change/drops-rests-and-says-so", drops_rests_and_says_so);
  g_test_add_func("/change/keeps-rests-when-told", keeps_rests_when_told);
  g_test_add_func("/change/refuses-spans-without-periods", refuses_spans_without_periods);
  g_test_add_func("/change/refuses-a-single-snapshot", refuses_a_single_snapshot);
  g_test_add_func("/change/names-the-file-that-cannot-be-read", names_the_file_that_cannot_be_read);
  g_test_add_func("/change/refuses-a-projection-that-hides-the-area",
                  refuses_a_projection_that_hides_the_area);
  g_test_add_func("/change/cuts-into-days", cuts_into_days);
  g_test_add_func("/change/repairs-are-remarked-once-and-in-order", repairs_are_remarked_once_and_in_order);
  g_test_add_func("/change/gives-the-same-bytes-for-any-number-of-threads",
                  gives_the_same_bytes_for_any_number_of_threads);
  g_test_add_func("/change/days-add-up-to-the-month", days_add_up_to_the_month);
  g_test_add_func("/change/what-accumulates-is-the-last-snapshot", what_accumulates_is_the_last_snapshot);
  return g_test_run();
}
