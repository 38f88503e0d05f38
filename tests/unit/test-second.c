/* The second computation of changes, as such and as a table. */
#include "data/change/second.h"

#include "data/change/rows.h"
#include "data/table/second-table.h"
#include "fixture.h"

#include <dlfcn.h>
#include <geos_c.h>
#include <math.h>

/* From this area on, in square degrees, GEOS finds nothing in one geometry that is not in another. 0: it finds all. */
static double broken_from;

/* Stands in the place of the library's function. */
GEOSGeometry *
GEOSDifference_r(GEOSContextHandle_t handle, const GEOSGeometry *g1, const GEOSGeometry *g2)
{
  GEOSGeometry *(*real)(GEOSContextHandle_t, const GEOSGeometry *, const GEOSGeometry *);
  double area = 0;
  GEOSArea_r(handle, g2, &area);
  *(void **)&real = dlsym(RTLD_NEXT, "GEOSDifference_r");
  return broken_from > 0 && area >= broken_from ? GEOSGeom_createEmptyPolygon_r(handle)
                                                : real(handle, g1, g2);
}

/* Both computations of a folder of squares. All is owned. */
typedef struct {
  Folder *folder;
  SalSeries *series;
  SalAreaModel *model;
  SalChanges *first;
  GArray *rows;
  SalSecond *second;
} Both;

static void
clear_both(Both *both)
{
  sal_second_free(both->second);
  g_array_unref(both->rows);
  sal_changes_free(both->first);
  sal_series_free(both->series);
  sal_area_model_free(both->model);
  folder_free(both->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Both, clear_both)

/* Squares of 1, 2, 3 and 4 degrees. accepted: what is accepted as a reset, NULL-terminated; may be NULL. */
static void
compute_both(Both *both, SalOverlayMethod method, const char *const *accepted)
{
  g_autoptr(GError) error = NULL;
  const SalPeriodOptions periods = { .cadence = { SAL_EVERY_MONTH, 1 },
                                     .span_first = SAL_DAY_NONE,
                                     .span_last = SAL_DAY_NONE };
  both->folder = folder_new();
  for (guint i = 0; i < 4; i++) {
    g_autofree char *name = g_strdup_printf("2024-%02u-01.geojson", i + 8);
    put_square(both->folder, name, 30 + 0.1 * i, 50, 1 + i);
  }
  char *sources[] = { both->folder, NULL };
  both->series = sal_series_open(&(SalSeriesOptions){ .sources = sources }, &error);
  g_assert_no_error(error);
  both->model = sal_area_model_new("ellipsoid", NULL);
  const SalChangeOptions options = { .periods = periods,
                                     .max_gap_days = 3,
                                     .area_model = both->model,
                                     .overlay = { .method = method },
                                     .min_width_m = 30,
                                     .verdicts = { .accepted = accepted },
                                     .numbers_only = TRUE };
  both->first = sal_changes_compute(both->series, &options, NULL, &error);
  g_assert_no_error(error);
  both->rows = sal_rows_compute(both->first, both->model);
  both->second = sal_second_compute(both->series, &options, both->first, NULL, &error);
  g_assert_no_error(error);
}

static void
both_methods_agree(void)
{
  for (guint method = 0; method < 2; method++) {
    g_auto(Both) both = { NULL };
    compute_both(&both, (SalOverlayMethod)method, NULL);
    g_assert_cmpint(both.second->method, !=, method);
    const SalSecondSummary summary = sal_second_table_sum_up(both.rows, both.second);
    g_assert_cmpuint(summary.n_compared, ==, 3);
    g_assert_cmpuint(summary.n_without_answer, ==, 0);
    g_assert_cmpint(summary.greatest_m2, <=, 1);
    for (guint i = 0; i < both.second->changes->len; i++) {
      const SalSecondChange *answer = &g_array_index(both.second->changes, SalSecondChange, i);
      g_assert_true(answer->change == both.first->changes->pdata[i]);
      g_assert_cmpfloat(answer->gained_m2, >, 1e9);
      g_assert_cmpfloat(fabs(answer->gained_m2 - answer->change->gained_m2), <, 1);
    }
  }
}

static void
a_difference_is_found(void)
{
  g_auto(Both) both = { NULL };
  compute_both(&both, SAL_OVERLAY_EDGES, NULL);
  g_array_index(both.second->changes, SalSecondChange, 1).lost_m2 += 1234;
  const SalSecondSummary summary = sal_second_table_sum_up(both.rows, both.second);
  g_assert_cmpint(ABS(summary.greatest_m2 - 1234), <=, 1);
  g_assert_cmpstr(summary.at->change->period.name, ==, "2024-09");
  g_autofree char *csv = sal_second_table_format_csv(both.rows, both.second);
  g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
  g_auto(GStrv) names = g_strsplit(lines[0], ",", -1), cells = g_strsplit(lines[2], ",", -1);
  g_assert_cmpuint(g_strv_length(names), ==, g_strv_length(cells));
  for (guint i = 0; names[i] != NULL; i++) {
    if (g_str_equal(names[i], "lost_difference_km2"))
      g_assert_cmpfloat(fabs(g_ascii_strtod(cells[i], NULL) - 0.001234), <, 2e-6);
    if (g_str_equal(names[i], "net_difference_km2"))
      g_assert_cmpfloat(fabs(g_ascii_strtod(cells[i], NULL) + 0.001234), <, 2e-6);
  }
}

static void
a_period_without_an_answer_leaves_the_others_theirs(void)
{
  g_auto(Both) both = { NULL };
  broken_from = 15; /* only the last square is as large */
  compute_both(&both, SAL_OVERLAY_EDGES, NULL);
  broken_from = 0;
  const SalSecondSummary summary = sal_second_table_sum_up(both.rows, both.second);
  g_assert_cmpuint(summary.n_compared, ==, 2);
  g_assert_cmpuint(summary.n_without_answer, ==, 1);
  g_assert_cmpint(summary.greatest_m2, <=, 1);
  const SalSecondChange *last = &g_array_index(both.second->changes, SalSecondChange, 2);
  g_assert_true(isnan(last->gained_m2));
  g_assert_nonnull(strstr(last->why, "2024-10"));
  g_autofree char *csv = sal_second_table_format_csv(both.rows, both.second);
  g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
  g_assert_nonnull(strstr(lines[3], ",,,,,,"));
  g_assert_null(strstr(lines[2], ",,,"));
}

static void
accepted_resets_are_left_out_of_both(void)
{
  static const char *const accepted[] = { "2024-09", NULL };
  g_auto(Both) both = { NULL };
  compute_both(&both, SAL_OVERLAY_EDGES, accepted);
  const SalSecondSummary summary = sal_second_table_sum_up(both.rows, both.second);
  g_assert_cmpuint(summary.n_compared, ==, 3);
  g_assert_cmpint(summary.greatest_m2, <=, 1);
}

int
main(int argc, char *argv[])
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/second/both-methods-agree", both_methods_agree);
  g_test_add_func("/second/a-difference-is-found", a_difference_is_found);
  g_test_add_func("/second/a-period-without-an-answer-leaves-the-others-theirs",
                  a_period_without_an_answer_leaves_the_others_theirs);
  g_test_add_func("/second/accepted-resets-are-left-out-of-both", accepted_resets_are_left_out_of_both);
  return g_test_run();
}
