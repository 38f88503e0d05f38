#include "data/change/compare.h"

#include "data/change/revisions.h"
#include "data/table/compare-table.h"
#include "data/table/compared-rows.h"

#include "fixture.h"
#include "random.h"

#include <math.h>

/* One degree north of the equator, one wide. */
#define CELL_M2 12308463894.0

/* What two folders hold, compared. */
typedef struct {
  SalSeries *series[2];
  SalAreaModel *model;
  SalClassPair pair;
} Pair;

static void
pair_clear(Pair *pair)
{
  sal_series_free(pair->series[0]);
  sal_series_free(pair->series[1]);
  sal_area_model_free(pair->model);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pair, pair_clear)

static SalSeries *
open_folder(const Folder *folder)
{
  char *sources[] = { (char *)folder, NULL };
  g_autoptr(GError) error = NULL;
  SalSeries *series = sal_series_open(&(SalSeriesOptions){ .sources = sources }, &error);
  g_assert_no_error(error);
  return series;
}

static Pair
open_pair(const Folder *a, const Folder *b)
{
  return (Pair){ { open_folder(a), open_folder(b) },
                 sal_area_model_new("ellipsoid", NULL),
                 sal_class_pair_new("control", "control") };
}

static SalCompareOptions
make_options(const Pair *pair)
{
  return (SalCompareOptions){ .series = { pair->series[0], pair->series[1] },
                              .classes = &pair->pair,
                              .n_classes = 1,
                              .change = { .periods = { .cadence = { SAL_EVERY_MONTH, 1 },
                                                       .span_first = SAL_DAY_NONE,
                                                       .span_last = SAL_DAY_NONE },
                                          .max_gap_days = 3,
                                          .area_model = pair->model,
                                          .min_width_m = 30 } };
}

static SalDay
day(const char *text)
{
  SalDay read = SAL_DAY_NONE;
  g_assert_true(sal_day_parse(text, &read, NULL));
  return read;
}

/* The one row of a comparison at a date. */
static SalComparedRow
compare_at(const Folder *a, const Folder *b, const char *date)
{
  g_autoptr(GError) error = NULL;
  g_auto(Pair) pair = open_pair(a, b);
  const SalCompareOptions options = make_options(&pair);
  g_autoptr(SalComparisons) comparisons = sal_compare_at(&options, day(date), NULL, &error);
  g_assert_no_error(error);
  g_autoptr(GArray) rows = sal_compared_rows_compute(comparisons, pair.model);
  g_assert_cmpuint(rows->len, ==, 1);
  SalComparedRow row = g_array_index(rows, SalComparedRow, 0);
  row.comparison = NULL;
  return row;
}

static void
assert_closed(const SalComparedRow *row)
{
  g_assert_cmpint(row->area_a, ==, row->agreed + row->only_a);
  g_assert_cmpint(row->area_b, ==, row->agreed + row->only_b);
  g_assert_cmpint(MIN(row->agreed, MIN(row->only_a, row->only_b)), >=, 0);
}

static void
measures_what_both_and_what_one_holds(void)
{
  g_autoptr(Folder) a = folder_new();
  g_autoptr(Folder) b = folder_new();
  put_square(a, "2024-01-01.geojson", 0, 0, 1);
  put_square(b, "2024-01-01.geojson", 0.75, 0, 1);
  const SalComparedRow row = compare_at(a, b, "2024-01-01");
  assert_closed(&row);
  g_assert_cmpfloat_with_epsilon((double)row.agreed, CELL_M2 / 4, 1);
  g_assert_cmpfloat_with_epsilon((double)row.only_a, CELL_M2 * 3 / 4, 1);
  g_assert_cmpfloat_with_epsilon((double)row.only_b, CELL_M2 * 3 / 4, 1);
}

static void
agrees_with_itself_entirely(void)
{
  g_autoptr(Folder) a = folder_new();
  put_square(a, "2024-01-01.geojson", 30.123, 50.321, 0.7);
  const SalComparedRow row = compare_at(a, a, "2024-01-01");
  assert_closed(&row);
  g_assert_cmpint(row.agreed, ==, row.area_a);
  g_assert_cmpint(row.only_a + row.only_b, ==, 0);
}

/* Some squares that may overlap. */
static void
put_random_squares(GRand *random, const Folder *folder)
{
  g_autoptr(GString) features = g_string_new(NULL);
  for (guint i = 0; i < 5; i++) {
    g_autofree char *square =
        make_square(g_rand_double_range(random, 30, 32), g_rand_double_range(random, 50, 51),
                    g_rand_double_range(random, 0.1, 1), "{}");
    g_string_append_printf(features, "%s%s", i > 0 ? "," : "", square);
  }
  g_autofree char *text = make_collection(features->str);
  put_text(folder, "2024-01-01.geojson", text);
}

static void
closes_and_mirrors_when_sides_are_swapped(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint i = 0; i < 60; i++) {
    g_autoptr(Folder) a = folder_new();
    g_autoptr(Folder) b = folder_new();
    put_random_squares(random, a);
    put_random_squares(random, b);
    const SalComparedRow there = compare_at(a, b, "2024-01-01"), back = compare_at(b, a, "2024-01-01");
    assert_closed(&there);
    g_assert_cmpint(ABS(there.agreed - back.agreed), <=, 1);
    g_assert_cmpint(there.area_a, ==, back.area_b);
    g_assert_cmpint(ABS(there.only_a - back.only_b), <=, 1);
  }
}

static void
put_months(const Folder *folder, const double sizes[3])
{
  static const char *const names[] = { "2024-01-01.geojson", "2024-02-01.geojson", "2024-03-01.geojson" };
  for (guint i = 0; i < 3; i++)
    put_square(folder, names[i], 30, 50, sizes[i]);
}

static void
finds_the_months_whose_nets_have_opposite_signs(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Folder) a = folder_new();
  g_autoptr(Folder) b = folder_new();
  put_months(a, (double[]){ 1, 1.2, 1.3 });
  put_months(b, (double[]){ 1, 0.9, 1.1 });
  g_auto(Pair) pair = open_pair(a, b);
  const SalCompareOptions options = make_options(&pair);
  g_autoptr(SalComparisons) comparisons = sal_compare_over(&options, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(comparisons->comparisons->len, ==, 2);
  g_assert_true(sal_comparison_disagrees(comparisons->comparisons->pdata[0]));
  g_assert_false(sal_comparison_disagrees(comparisons->comparisons->pdata[1]));
  g_autoptr(GArray) rows = sal_compared_rows_compute(comparisons, pair.model);
  const SalComparedSummary summary = sal_compared_rows_summarise(rows, pair.pair.name, 1);
  g_assert_cmpuint(summary.n_periods, ==, 2);
  g_assert_cmpuint(summary.n_disagreements, ==, 1);
  g_assert_cmpfloat_with_epsilon(summary.mean_difference_km2, summary.mean_net_b_km2 - summary.mean_net_a_km2,
                                 1e-9);
}

static void
refuses_sides_without_a_common_period(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Folder) a = folder_new();
  g_autoptr(Folder) b = folder_new();
  put_months(a, (double[]){ 1, 1.2, 1.3 });
  put_square(b, "2025-01-01.geojson", 30, 50, 1);
  put_square(b, "2025-02-01.geojson", 30, 50, 1);
  g_auto(Pair) pair = open_pair(a, b);
  const SalCompareOptions options = make_options(&pair);
  g_assert_null(sal_compare_over(&options, NULL, &error));
  assert_error_says(error, SAL_ERROR_FORMAT, "expected one that both sides have",
                    "got 2024-01 to 2024-02 of A and 2025-01 of B", NULL);
}

static void
tells_revised_days_from_those_that_are_the_same(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Folder) a = folder_new();
  g_autoptr(Folder) b = folder_new();
  put_months(a, (double[]){ 1, 1.2, 1.3 });
  put_months(b, (double[]){ 1, 1.2, 1.25 });
  put_square(a, "2024-01-15.geojson", 30, 50, 1);
  put_square(b, "2024-04-01.geojson", 30, 50, 1);
  g_auto(Pair) pair = open_pair(a, b);
  const SalCompareOptions options = make_options(&pair);
  g_autoptr(SalRevisions) revisions = sal_compare_revisions(&options, NULL, &error);
  g_assert_no_error(error);
  static const SalRevisionKind expected[] = { SAL_REVISION_SAME, SAL_REVISION_ONLY_A, SAL_REVISION_SAME,
                                              SAL_REVISION_DIFFERS, SAL_REVISION_ONLY_B };
  g_assert_cmpuint(revisions->revisions->len, ==, G_N_ELEMENTS(expected));
  for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
    g_assert_cmpint(g_array_index(revisions->revisions, SalRevision, i).kind, ==, expected[i]);
}

static SalSeries *
open_with_class(const Folder *folder, const char *definition)
{
  char *sources[] = { (char *)folder, NULL };
  const char *const definitions[] = { definition, NULL };
  g_autoptr(GError) error = NULL;
  SalClasses *classes = sal_classes_new(definitions, &error);
  g_assert_no_error(error);
  SalSeries *series = sal_series_open(&(SalSeriesOptions){ .sources = sources, .classes = classes }, &error);
  g_assert_no_error(error);
  sal_classes_unref(classes);
  return series;
}

/* A class that the first day has, and no other. */
static void
what_vanished_after_the_first_day_was_revised_too(void)
{
  static const char *const definition = "held?=status = 'held'";
  g_autoptr(GError) error = NULL;
  g_autoptr(Folder) folder = folder_new();
  static const char *const statuses[] = { "held", "other", "other" };
  for (guint i = 0; i < 3; i++) {
    g_autofree char *properties = g_strdup_printf("{\"status\":\"%s\"}", statuses[i]),
                    *square = make_square(0, 0, 1, properties), *text = make_collection(square),
                    *name = g_strdup_printf("2024010%u.geojson", i + 1);
    put_text(folder, name, text);
  }
  g_auto(Pair) pair = { { open_with_class(folder, definition), open_with_class(folder, definition) },
                        sal_area_model_new("ellipsoid", NULL),
                        sal_class_pair_new("held", "held") };
  const SalCompareOptions options = make_options(&pair);
  g_autoptr(SalRevisions) revisions = sal_compare_revisions(&options, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(revisions->revisions->len, ==, 3);
}

static void
a_pair_is_optional_if_both_of_its_classes_are(void)
{
  static const char *const definitions[] = { "held=status = 'held'", "held?=status = 'held'" };
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *square = make_square(0, 0, 1, "{\"status\":\"held\"}");
  g_autofree char *text = make_collection(square);
  put_text(folder, "20240101.geojson", text);
  const SalClassPair pair = sal_class_pair_new("held", "held");
  for (guint i = 0; i < 4; i++) {
    g_autoptr(SalSeries) a = open_with_class(folder, definitions[i / 2]);
    g_autoptr(SalSeries) b = open_with_class(folder, definitions[i % 2]);
    const SalCompareOptions options = { .series = { a, b }, .classes = &pair, .n_classes = 1 };
    g_assert_true(sal_class_pair_is_optional(&pair, &options) == (i == 3));
  }
}

/* One side holds 1.4 m2, of which 0.6 m2 are its own and noise. Rounded, it has nothing of its own. */
static void
noise_is_at_most_what_one_side_holds(void)
{
  const SalChange only_a = { .area_from_m2 = 1.4, .area_to_m2 = 0.8, .lost_m2 = 0.6, .noise_lost_m2 = 0.6 };
  const SalChange only_b = {
    .area_from_m2 = 0.8, .area_to_m2 = 1.4, .gained_m2 = 0.6, .noise_gained_m2 = 0.6
  };
  const SalComparedRow a = sal_compared_row_of_state(&only_a), b = sal_compared_row_of_state(&only_b);
  g_assert_cmpint(a.only_a, ==, 0);
  g_assert_cmpint(a.noise_only_a, ==, 0);
  g_assert_cmpint(b.only_b, ==, 0);
  g_assert_cmpint(b.noise_only_b, ==, 0);
}

static char *
format_with_threads(const Pair *pair, guint n_threads)
{
  g_autoptr(GError) error = NULL;
  const SalCompareOptions options = make_options(pair);
  const SalWork work = { .n_threads = n_threads };
  g_autoptr(SalComparisons) comparisons = sal_compare_over(&options, &work, &error);
  g_assert_no_error(error);
  char *sources[] = { "x", NULL };
  const SalCompareContext context = { .names = { "a", "b" },
                                      .sources = { sources, sources },
                                      .area_model = pair->model,
                                      .cadence = { SAL_EVERY_MONTH, 1 },
                                      .has_periods = TRUE };
  return sal_compare_format(comparisons, NULL, &context, SAL_TABLE_JSON);
}

static void
says_the_same_with_any_number_of_threads(void)
{
  g_autoptr(Folder) a = folder_new();
  g_autoptr(Folder) b = folder_new();
  put_months(a, (double[]){ 1, 1.2, 1.3 });
  put_months(b, (double[]){ 1.1, 0.9, 1.1 });
  g_auto(Pair) pair = open_pair(a, b);
  g_autofree char *one = format_with_threads(&pair, 1), *four = format_with_threads(&pair, 4);
  g_assert_cmpstr(one, ==, four);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/compare/measures-what-both-and-what-one-holds", measures_what_both_and_what_one_holds);
  g_test_add_func("/compare/agrees-with-itself-entirely", agrees_with_itself_entirely);
  g_test_add_func("/compare/closes-and-mirrors-when-sides-are-swapped",
                  closes_and_mirrors_when_sides_are_swapped);
  g_test_add_func("/compare/finds-the-months-whose-nets-have-opposite-signs",
                  finds_the_months_whose_nets_have_opposite_signs);
  g_test_add_func("/compare/refuses-sides-without-a-common-period", refuses_sides_without_a_common_period);
  g_test_add_func("/compare/tells-revised-days-from-those-that-are-the-same",
                  tells_revised_days_from_those_that_are_the_same);
  g_test_add_func("/compare/what-vanished-after-the-first-day-was-revised-too",
                  what_vanished_after_the_first_day_was_revised_too);
  g_test_add_func("/compare/a-pair-is-optional-if-both-of-its-classes-are",
                  a_pair_is_optional_if_both_of_its_classes_are);
  g_test_add_func("/compare/noise-is-at-most-what-one-side-holds", noise_is_at_most_what_one_side_holds);
  g_test_add_func("/compare/says-the-same-with-any-number-of-threads",
                  says_the_same_with_any_number_of_threads);
  return g_test_run();
}
