/* Real daily snapshots, where there are any: SALIENT_ARCHIVE names a folder with a folder `daily`. */
#include "data/change/changes.h"
#include "data/table/table.h"

#include "fixture.h"
#include "laws.h"

/* Every so many days a pair, so that the tests stay quick. */
#define STRIDE 4

typedef struct {
  SalSeries *series; /* NULL without an archive */
  SalAreaModel *ellipsoid, *sphere;
} Archive;

static SalSeries *
open_archive(const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *daily = g_build_filename(folder, "daily", NULL);
  char *sources[] = { daily, NULL };
  SalSeries *series =
      sal_series_open(&(SalSeriesOptions){ .sources = sources, .date_shift_days = -1 }, &error);
  g_assert_no_error(error);
  return series;
}

static void
set_up(Archive *archive, gconstpointer data)
{
  const char *folder = g_getenv("SALIENT_ARCHIVE");
  archive->series = folder != NULL ? open_archive(folder) : NULL;
  archive->ellipsoid = sal_area_model_new("ellipsoid", NULL);
  archive->sphere = sal_area_model_new("sphere:6378137", NULL);
  if (folder == NULL)
    g_test_skip("SALIENT_ARCHIVE is not set");
}

static void
tear_down(Archive *archive, gconstpointer data)
{
  sal_series_free(archive->series);
  sal_area_model_free(archive->ellipsoid);
  sal_area_model_free(archive->sphere);
}

static SalSnapshot *
load(const SalSeries *series, guint index)
{
  g_autoptr(GError) error = NULL;
  SalSnapshot *snapshot = sal_series_load(series, index, &error);
  g_assert_no_error(error);
  return snapshot;
}

static const SalGeometry *
get_polygons(const SalSnapshot *snapshot)
{
  return sal_snapshot_get_polygons(snapshot, g_intern_static_string("control"));
}

static void
laws_hold_from_day_to_day(Archive *archive, gconstpointer data)
{
  LawErrors errors = { 0 };
  if (archive->series == NULL)
    return;
  const guint n = sal_series_get_n_entries(archive->series);
  for (guint i = 0; i + 1 < n; i += STRIDE) {
    g_autoptr(SalSnapshot) from = load(archive->series, i), to = load(archive->series, i + 1);
    check_laws(archive->ellipsoid, get_polygons(from), get_polygons(to), &errors);
  }
  report_laws("daily", &errors);
  g_assert_cmpfloat(errors.reversal, ==, 0);
  g_assert_cmpfloat(errors.balance, <=, 0.1);
  g_assert_cmpfloat(errors.cover, <=, 0.1);
  g_assert_cmpfloat(errors.overlap, <=, 0.1);
}

static void
laws_hold_over_months(Archive *archive, gconstpointer data)
{
  LawErrors errors = { 0 };
  if (archive->series == NULL)
    return;
  const guint n = sal_series_get_n_entries(archive->series);
  for (guint i = 0; i + 30 < n; i += 8 * STRIDE) {
    g_autoptr(SalSnapshot) from = load(archive->series, i), to = load(archive->series, i + 30);
    check_laws(archive->ellipsoid, get_polygons(from), get_polygons(to), &errors);
  }
  report_laws("a month apart", &errors);
  g_assert_cmpfloat(errors.balance, <=, 0.1);
  g_assert_cmpfloat(errors.cover, <=, 0.1);
}

static void
snapshots_are_valid(Archive *archive, gconstpointer data)
{
  if (archive->series == NULL)
    return;
  const guint n = sal_series_get_n_entries(archive->series);
  for (guint i = 0; i < n; i += STRIDE) {
    g_autoptr(SalSnapshot) snapshot = load(archive->series, i);
    g_assert_true(sal_geometry_is_valid(get_polygons(snapshot), NULL, NULL));
  }
}

/* Web maps print totals on a sphere of 6,378,137 m: 0.05 % less. */
static void
the_sphere_of_web_maps_shows_a_twentieth_of_a_percent_less(Archive *archive, gconstpointer data)
{
  if (archive->series == NULL)
    return;
  const guint n = sal_series_get_n_entries(archive->series);
  for (guint i = 0; i < n; i += 10 * STRIDE) {
    g_autoptr(SalSnapshot) snapshot = load(archive->series, i);
    const double ellipsoid = sal_area_measure(archive->ellipsoid, get_polygons(snapshot));
    const double below = 1 - sal_area_measure(archive->sphere, get_polygons(snapshot)) / ellipsoid;
    g_test_message("%.3f km2 on the ellipsoid, %.4f %% less on the sphere", ellipsoid / 1e6, 100 * below);
    g_assert_cmpfloat(below, >, 0.00045);
    g_assert_cmpfloat(below, <, 0.00055);
  }
}

static SalChangeOptions
make_options(const Archive *archive)
{
  SalChangeOptions options = { .periods = { .cadence = { .every = SAL_EVERY_MONTH } },
                               .max_gap_days = 3,
                               .area_model = archive->ellipsoid };
  options.periods.span_first = sal_day_from_civil(2024, 8, 1);
  options.periods.span_last = sal_day_from_civil(2025, 5, 31);
  return options;
}

static char *
format_months(const Archive *archive, guint n_threads)
{
  g_autoptr(GError) error = NULL;
  char *sources[] = { "daily", NULL };
  const SalWork work = { .n_threads = n_threads };
  const SalChangeOptions options = make_options(archive);
  g_autoptr(SalChanges) changes = sal_changes_compute(archive->series, &options, &work, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(changes->changes->len, ==, 10);
  for (guint i = 0; i < changes->changes->len; i++) {
    const SalChange *change = changes->changes->pdata[i];
    g_assert_cmpfloat_with_epsilon(change->gained_m2 - change->lost_m2, sal_change_get_net_m2(change), 0.1);
  }
  const SalTableContext context = { .sources = sources,
                                    .area_model = archive->ellipsoid,
                                    .cadence = options.periods.cadence };
  return sal_table_format(changes, &context, SAL_TABLE_JSON);
}

static void
months_are_the_same_for_any_number_of_threads(Archive *archive, gconstpointer data)
{
  if (archive->series == NULL)
    return;
  g_autofree char *one = format_months(archive, 1), *two = format_months(archive, 2),
                  *eight = format_months(archive, 8);
  g_assert_cmpstr(one, ==, two);
  g_assert_cmpstr(one, ==, eight);
}

static void
add_test(const char *name, void (*func)(Archive *, gconstpointer))
{
  g_test_add(name, Archive, NULL, set_up, func, tear_down);
}

static SalChanges *
compute_days(const char *name)
{
  const char *folder = g_getenv("SALIENT_ARCHIVE");
  g_autofree char *path = folder != NULL ? g_build_filename(folder, name, NULL) : NULL;
  if (path == NULL || !g_file_test(path, G_FILE_TEST_IS_DIR)) {
    g_test_skip("SALIENT_ARCHIVE has no such folder");
    return NULL;
  }
  g_autoptr(GError) error = NULL;
  char *sources[] = { path, NULL };
  g_autoptr(SalSeries) series = sal_series_open(&(SalSeriesOptions){ .sources = sources }, &error);
  g_assert_no_error(error);
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  const SalChangeOptions options = {
    .periods = { .cadence = { SAL_EVERY_DAYS, 1 }, .span_first = SAL_DAY_NONE, .span_last = SAL_DAY_NONE },
    .max_gap_days = 3,
    .area_model = model,
    .numbers_only = TRUE
  };
  SalChanges *changes = sal_changes_compute(series, &options, &(SalWork){ .n_threads = 2 }, &error);
  g_assert_no_error(error);
  return changes;
}

static guint
count_resets(const SalChanges *changes, const char **last)
{
  guint n = 0;
  for (guint i = 0; i < changes->changes->len; i++) {
    const SalChange *change = changes->changes->pdata[i];
    if (!sal_change_is_doubted(change))
      continue;
    g_test_message("%s: %s", change->period.name, sal_change_get_evidence(change));
    *last = change->period.name;
    n++;
  }
  return n;
}

static void
a_redefinition_is_flagged(void)
{
  g_autoptr(SalChanges) changes = compute_days("isw");
  const char *last = NULL;
  if (changes == NULL)
    return;
  g_assert_cmpuint(count_resets(changes, &last), ==, 1);
  g_assert_cmpstr(last, ==, "2023-05-11");
}

/* Areas that appear apart from everything else: one of 2 km2 80 km away, one of 63 km2 17 km away. */
static void
a_year_of_war_is_no_reset_but_for_two_days(void)
{
  g_autoptr(SalChanges) changes = compute_days("daily");
  const char *last = NULL;
  if (changes == NULL)
    return;
  g_assert_cmpuint(count_resets(changes, &last), ==, 2);
  g_assert_cmpstr(last, ==, "2025-05-24");
}

/* The doubted steps of half a year, as days between spaces. */
static char *
list_doubted(const SalSeries *series, SalCadence cadence)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  const SalChangeOptions options = { .periods = { .cadence = cadence,
                                                  .span_first = sal_day_from_civil(2024, 10, 1),
                                                  .span_last = sal_day_from_civil(2025, 3, 31) },
                                     .max_gap_days = 3,
                                     .area_model = model,
                                     .numbers_only = TRUE };
  g_autoptr(SalChanges) changes = sal_changes_compute(series, &options, NULL, &error);
  g_assert_no_error(error);
  GString *days = g_string_new(NULL);
  for (guint i = 0; i < changes->changes->len; i++) {
    const SalChange *change = changes->changes->pdata[i];
    for (guint j = 0; sal_change_is_doubted(change) && j < change->course->notable->len; j++) {
      g_autofree char *day = sal_day_format(((const SalStep *)change->course->notable->pdata[j])->to);
      g_string_append_printf(days, "%s ", day);
    }
  }
  return g_string_free(days, FALSE);
}

static void
no_period_loses_a_flag(Archive *archive, G_GNUC_UNUSED gconstpointer data)
{
  static const SalCadence cadences[] = {
    { SAL_EVERY_DAYS, 1 }, { SAL_EVERY_DAYS, 7 }, { SAL_EVERY_MONTH, 1 }, { SAL_EVERY_QUARTER, 1 }
  };
  for (guint i = 0; archive->series != NULL && i < G_N_ELEMENTS(cadences); i++) {
    g_autofree char *days = list_doubted(archive->series, cadences[i]);
    g_assert_cmpstr(days, ==, "2024-12-09 ");
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  add_test("/archive/laws-hold-from-day-to-day", laws_hold_from_day_to_day);
  add_test("/archive/laws-hold-over-months", laws_hold_over_months);
  add_test("/archive/snapshots-are-valid", snapshots_are_valid);
  add_test("/archive/the-sphere-of-web-maps-shows-a-twentieth-of-a-percent-less",
           the_sphere_of_web_maps_shows_a_twentieth_of_a_percent_less);
  add_test("/archive/months-are-the-same-for-any-number-of-threads",
           months_are_the_same_for_any_number_of_threads);
  g_test_add_func("/archive/a-redefinition-is-flagged", a_redefinition_is_flagged);
  g_test_add_func("/archive/a-year-of-war-is-no-reset-but-for-two-days",
                  a_year_of_war_is_no_reset_but_for_two_days);
  add_test("/archive/no-period-loses-a-flag", no_period_loses_a_flag);
  return g_test_run();
}
