#include "data/series/drift.h"

#include <math.h>

#define N_CORNERS 400

/* A ring of many corners around (37, 48), about 0.5 degrees wide: every corner lies further out or in by as
 * much as random says, and is written with so many decimals. */
static SalGeometry *
make_ring(guint32 seed, double roughness, int decimals, double east_deg)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  SalGeometry *ring = sal_geometry_new(SAL_POLYGONS);
  const double scale = pow(10, decimals);
  for (guint i = 0; i < N_CORNERS; i++) {
    const double angle = 2 * G_PI * i / N_CORNERS, r = 0.5 + g_rand_double_range(random, -1, 1) * roughness;
    const double x = 37 + east_deg + r * cos(angle), y = 48 + r * sin(angle);
    sal_geometry_add_point(ring, round(x * scale) / scale, round(y * scale) / scale);
  }
  sal_geometry_end_part(ring);
  sal_geometry_end_polygon(ring);
  return ring;
}

static SalDrift
compare(const SalGeometry *from, const SalGeometry *to)
{
  return sal_drift_compare(from, sal_drift_get_decimals(from), to, sal_drift_get_decimals(to));
}

static void
decimals_are_those_of_nearly_all_coordinates(void)
{
  for (int decimals = 0; decimals <= 12; decimals += 3) {
    g_autoptr(SalGeometry) ring = make_ring(1, 0.1, decimals, 0);
    g_assert_cmpuint(sal_drift_get_decimals(ring), ==, decimals);
    for (guint i = 0; i < 15; i++)
      sal_geometry_add_point(ring, 37 + i / 7.0, 48 + i / 7.0);
    g_assert_cmpuint(sal_drift_get_decimals(ring), ==, decimals);
  }
  g_autoptr(SalGeometry) none = sal_geometry_new(SAL_POLYGONS);
  g_assert_cmpuint(sal_drift_get_decimals(none), ==, 0);
}

static void
the_same_corners_are_the_same(void)
{
  g_autoptr(SalGeometry) ring = make_ring(2, 0.1, 7, 0);
  const SalDrift drift = compare(ring, ring);
  g_assert_cmpuint(drift.n_kept, ==, N_CORNERS);
  g_assert_cmpint(sal_drift_judge(&drift, 0, 1e9), ==, SAL_DRIFT_SAME);
}

static void
fewer_decimals_are_rounded(void)
{
  g_autoptr(SalGeometry) fine = make_ring(3, 0.1, 7, 0);
  for (int decimals = 3; decimals < 7; decimals++) {
    g_autoptr(SalGeometry) coarse = make_ring(3, 0.1, decimals, 0);
    const SalDrift there = compare(fine, coarse), back = compare(coarse, fine);
    g_assert_cmpint(sal_drift_judge(&there, 0, 1e9), ==, SAL_DRIFT_ROUNDED);
    g_assert_cmpint(sal_drift_judge(&back, 0, 1e9), ==, SAL_DRIFT_ROUNDED);
    g_assert_cmpfloat(there.rounded_m, <=, 0.51 * pow(10, -decimals) * 111500);
    g_assert_cmpfloat(there.rounded_m, >, 0.3 * pow(10, -decimals) * 111000);
  }
}

static void
a_shift_is_told_with_its_distance(void)
{
  g_autoptr(SalGeometry) ring = make_ring(4, 0.1, 7, 0), east = make_ring(4, 0.1, 7, 0.002);
  const SalDrift drift = compare(ring, east);
  g_assert_cmpint(sal_drift_judge(&drift, 1e6, 1e9), ==, SAL_DRIFT_SHIFTED);
  g_assert_cmpfloat(fabs(drift.shift_m - 0.002 * 111320 * cos(48 * G_PI / 180)), <, 1);
  g_assert_cmpfloat(drift.shift_east, >, 0.999);
}

static void
another_tracing_of_the_same_border_is_traced(void)
{
  g_autoptr(SalGeometry) one = make_ring(5, 0.001, 7, 0), other = make_ring(6, 0.001, 7, 0);
  const SalDrift drift = compare(one, other);
  g_assert_cmpint(sal_drift_judge(&drift, 0.005e9, 1e9), ==, SAL_DRIFT_TRACED);
  g_assert_cmpint(sal_drift_judge(&drift, 0.05e9, 1e9), ==, SAL_DRIFT_NONE);
}

static void
a_border_that_moved_here_and_there_is_none(void)
{
  g_autoptr(SalGeometry) before = make_ring(7, 0.1, 7, 0), after = sal_geometry_copy(before);
  for (guint i = 10; i < 60; i++)
    g_array_index(after->points, SalPoint, i).x += 0.01;
  const SalDrift drift = compare(before, after);
  g_assert_cmpuint(drift.n_kept, ==, N_CORNERS - 50);
  g_assert_cmpint(sal_drift_judge(&drift, 1e6, 1e9), ==, SAL_DRIFT_NONE);
}

static void
nothing_drifts_from_or_to_nothing(void)
{
  g_autoptr(SalGeometry) none = sal_geometry_new(SAL_POLYGONS), ring = make_ring(8, 0.1, 7, 0);
  const SalDrift from = compare(none, ring), to = compare(ring, none);
  g_assert_cmpint(sal_drift_judge(&from, 1e9, 1e9), ==, SAL_DRIFT_NONE);
  g_assert_cmpint(sal_drift_judge(&to, 1e9, 1e9), ==, SAL_DRIFT_NONE);
  g_assert_cmpuint(from.n_to, ==, N_CORNERS);
}

static void
assert_renamed(const char *const *from, const char *const *to, const char *old_name, const char *new_name)
{
  g_auto(SalFieldDrift) drift;
  sal_field_drift_init(&drift, from, to);
  g_assert_cmpuint(drift.renamed_to->len, ==, 1);
  g_assert_cmpstr(drift.renamed_from->pdata[0], ==, old_name);
  g_assert_cmpstr(drift.renamed_to->pdata[0], ==, new_name);
}

static void
renamed_fields_are_paired(void)
{
  assert_renamed((const char *const[]){ "id", "control_status", NULL },
                 (const char *const[]){ "control_st", "OBJECTID", "id", NULL }, "control_status",
                 "control_st");
  assert_renamed((const char *const[]){ "Name", "source", NULL },
                 (const char *const[]){ "name", "day", "who", NULL }, "Name", "name");
  assert_renamed((const char *const[]){ "status", NULL }, (const char *const[]){ "state", NULL }, "status",
                 "state");
}

static void
other_fields_are_lost_or_new(void)
{
  const char *const from[] = { "id", "claimed", "date", NULL }, *const to[] = { "id", "source", "who", NULL };
  g_auto(SalFieldDrift) drift;
  sal_field_drift_init(&drift, from, to);
  g_assert_cmpuint(drift.renamed_to->len, ==, 0);
  g_assert_cmpuint(drift.lost->len, ==, 2);
  g_assert_cmpuint(drift.added->len, ==, 2);
  g_assert_cmpstr(drift.lost->pdata[1], ==, "date");
  g_assert_cmpstr(drift.added->pdata[0], ==, "source");
  g_assert_false(sal_field_drift_is_empty(&drift));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/drift/decimals-are-those-of-nearly-all-coordinates",
                  decimals_are_those_of_nearly_all_coordinates);
  g_test_add_func("/drift/the-same-corners-are-the-same", the_same_corners_are_the_same);
  g_test_add_func("/drift/fewer-decimals-are-rounded", fewer_decimals_are_rounded);
  g_test_add_func("/drift/a-shift-is-told-with-its-distance", a_shift_is_told_with_its_distance);
  g_test_add_func("/drift/another-tracing-of-the-same-border-is-traced",
                  another_tracing_of_the_same_border_is_traced);
  g_test_add_func("/drift/a-border-that-moved-here-and-there-is-none",
                  a_border_that_moved_here_and_there_is_none);
  g_test_add_func("/drift/nothing-drifts-from-or-to-nothing", nothing_drifts_from_or_to_nothing);
  g_test_add_func("/drift/renamed-fields-are-paired", renamed_fields_are_paired);
  g_test_add_func("/drift/other-fields-are-lost-or-new", other_fields_are_lost_or_new);
  return g_test_run();
}
