/* Lines closed into areas against a territory. What is held lies in the territory; left and right of the same lines
 * make up all that they reach; points told with the side before give the same areas again. */
#include "plane.h"

#include "data/base/error.h"
#include "data/front/front.h"

#define MAX_LINES 6
#define MAX_POINTS 12
#define TOLERANCE 1e-9 /* of the territory's area */

static void
add_square(SalGeometry *polygons, double x, double y, double size, gboolean ends)
{
  sal_geometry_add_point(polygons, x, y);
  sal_geometry_add_point(polygons, x + size, y);
  sal_geometry_add_point(polygons, x + size, y + size);
  sal_geometry_add_point(polygons, x, y + size);
  sal_geometry_end_part(polygons);
  if (ends)
    sal_geometry_end_polygon(polygons);
}

/* A square, with a lake or an island if wanted. */
static SalGeometry *
take_territory(FuzzBytes *bytes)
{
  const guint kind = fuzz_choose(bytes, 4);
  SalGeometry *territory = sal_geometry_new(SAL_POLYGONS);
  add_square(territory, 0, 0, 8, kind % 2 == 0);
  if (kind % 2 == 1)
    add_square(territory, 3, 3, 2, TRUE);
  if (kind >= 2)
    add_square(territory, 10, 2, 4, TRUE);
  return territory;
}

/* Lines that may cross, touch, repeat each other and leave the territory. */
static SalGeometry *
take_lines(FuzzBytes *bytes, double step)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  const guint n = fuzz_choose(bytes, MAX_LINES);
  for (guint line = 0; line <= n; line++) {
    const guint n_points = 2 + fuzz_choose(bytes, MAX_POINTS);
    for (guint i = 0; i < n_points; i++) {
      const double x = -1 + step * fuzz_take(bytes);
      sal_geometry_add_point(lines, x, -1 + step * fuzz_take(bytes));
    }
    sal_geometry_end_part(lines);
  }
  return lines;
}

typedef struct {
  const SalGeometry *lines, *territory;
  double snap_m, area;
} Case;

/* The holder's area; NULL where the lines do not say it. */
static SalGeometry *
close_lines(const Case *at, SalSide side, SalFrontReport *report)
{
  g_autoptr(GError) error = NULL;
  const SalFrontOptions options = { side, at->snap_m, 0 };
  SalGeometry *held = sal_front_close(at->lines, at->territory, &options, report, &error);
  fuzz_check_error(held != NULL, error);
  if (held == NULL)
    return NULL;
  g_assert_true(sal_geometry_is_valid(held, NULL, NULL));
  g_autoptr(SalGeometry) outside = sal_geometry_difference(held, at->territory, NULL);
  g_assert_true(outside == NULL || fuzz_measure(outside) <= TOLERANCE * at->area);
  return held;
}

static void
check_sides(const Case *at)
{
  g_auto(SalFrontReport) report = { NULL };
  g_autoptr(SalGeometry) left = close_lines(at, (SalSide){ .kind = SAL_SIDE_LEFT }, &report);
  g_autoptr(SalGeometry) right = close_lines(at, (SalSide){ .kind = SAL_SIDE_RIGHT }, NULL);
  g_assert_true((left != NULL) == (right != NULL));
  if (left == NULL)
    return;
  g_assert_cmpfloat(fuzz_measure_shared(left, right), <=, TOLERANCE * at->area);
  const double sum = fuzz_measure(left) + fuzz_measure(right);
  g_assert_cmpfloat(sum, <=, at->area * (1 + TOLERANCE));
  if (report.n_unreached == 0)
    g_assert_cmpfloat(sum, >=, at->area * (1 - TOLERANCE));
}

static void
check_point(const Case *at, SalPoint point, const SalGeometry *before)
{
  g_autoptr(SalGeometry) held = close_lines(at, (SalSide){ .kind = SAL_SIDE_POINT, .point = point }, NULL);
  if (held == NULL)
    return;
  g_assert_true(sal_geometry_contains(held, point.x, point.y));
  g_auto(SalFrontReport) report = { NULL };
  const SalSide side = { .kind = SAL_SIDE_BEFORE, .places = before != NULL ? before : held };
  g_autoptr(SalGeometry) next = close_lines(at, side, &report);
  if (next == NULL)
    return;
  if (before == NULL)
    g_assert_cmpfloat(fabs(fuzz_measure_shared(next, held) - fuzz_measure(held)), <=, TOLERANCE * at->area);
  g_assert_true(report.agreement >= 0.5 && report.agreement <= 1);
  if (report.points == NULL || sal_geometry_is_empty(report.points))
    return;
  const SalSide told = { .kind = SAL_SIDE_POINTS, .places = report.points };
  g_autoptr(SalGeometry) again = close_lines(at, told, NULL);
  g_assert_nonnull(again);
  g_assert_cmpfloat(fabs(fuzz_measure(again) - fuzz_measure(next)), <=, TOLERANCE * at->area);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const double snaps_m[] = { 0, 100, 20000 };
  FuzzBytes bytes = { data, size };
  const guint kind = fuzz_take(&bytes);
  g_autoptr(SalGeometry) territory = take_territory(&bytes);
  const SalPoint point = { 0.05 + 8.0 * fuzz_take(&bytes) / 256, 0.07 + 8.0 * fuzz_take(&bytes) / 256 };
  g_autoptr(SalGeometry) lines = take_lines(&bytes, kind % 2 == 0 ? 0.5 : 10.0 / 256);
  g_autoptr(SalGeometry) before = NULL;
  if (kind / 8 % 2 == 1) {
    before = sal_geometry_new(SAL_POLYGONS);
    add_square(before, 1, 1, 1 + fuzz_choose(&bytes, 6), TRUE);
  }
  const Case at = { lines, territory, snaps_m[kind / 2 % G_N_ELEMENTS(snaps_m)], fuzz_measure(territory) };
  check_sides(&at);
  check_point(&at, point, before);
  return 0;
}
