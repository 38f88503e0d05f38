/* Time of one overlay by edge cancellation beside GEOS's two differences, in one run: synthetic snapshots of
 * 1,000 to 1,000,000 vertices of which a part has changed, and real pairs of SALIENT_ARCHIVE/daily if it is
 * set. The least processor time of several runs counts. */
#include "data/geometry/area.h"
#include "data/overlay/overlay.h"
#include "data/series/series.h"

#include <math.h>
#include <time.h>

#define MIN_TIME_MS 300.0

/* A ring around (35, 48) whose radius wanders, as coasts and fronts do. */
static SalGeometry *
make_ring(GRand *random, guint n)
{
  SalGeometry *ring = sal_geometry_new(SAL_POLYGONS);
  double wander = 0;
  for (guint i = 0; i < n; i++) {
    const double angle = 2 * G_PI * i / n;
    wander = 0.99 * wander + g_rand_double_range(random, -1, 1) * 20.0 / n;
    const double r = 3 + sin(5 * angle) + wander;
    sal_geometry_add_point(ring, 35 + r * cos(angle), 48 + r * sin(angle));
  }
  sal_geometry_end_part(ring);
  sal_geometry_end_polygon(ring);
  return ring;
}

/* The same ring with a stretch of it, or in steps all of it, moved in or out. */
static SalGeometry *
change_ring(GRand *random, const SalGeometry *ring, double share)
{
  SalGeometry *changed = sal_geometry_copy(ring);
  const guint n = sal_geometry_get_n_points(ring) - 1;
  const guint n_changed = (guint)MAX(2, share * n);
  for (guint i = 0; i < n_changed; i++) {
    SalPoint *p = &g_array_index(changed->points, SalPoint, (n / 3 + i) % n);
    const double factor = 1 + g_rand_double_range(random, -1, 1) * 2.0 / n;
    *p = (SalPoint){ 35 + (p->x - 35) * factor, 48 + (p->y - 48) * factor };
  }
  g_array_index(changed->points, SalPoint, n) = g_array_index(changed->points, SalPoint, 0);
  return changed;
}

static double
time_overlay(const SalGeometry *from, const SalGeometry *to, SalOverlayMethod method)
{
  double best = INFINITY, total = 0;
  do {
    g_auto(SalOverlay) overlay = { NULL };
    g_autoptr(GError) error = NULL;
    const clock_t start = clock();
    if (!sal_overlay_compute(from, to, &(SalOverlayOptions){ method, 0 }, &overlay, &error))
      g_error("%s", error->message);
    const double ms = (double)(clock() - start) * 1000 / CLOCKS_PER_SEC;
    best = MIN(best, ms);
    total += ms;
  } while (total < MIN_TIME_MS);
  return best;
}

static void
print_row(const char *name, double ours_ms, double geos_ms)
{
  g_print("| %-44s | %10.3f | %10.3f | %7.1f |\n", name, ours_ms, geos_ms, geos_ms / ours_ms);
}

static void
bench_synthetic(void)
{
  const guint sizes[] = { 1000, 10000, 100000, 1000000 };
  const double shares[] = { 0.001, 0.1, 1 };
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    for (guint j = 0; j < G_N_ELEMENTS(shares); j++) {
      GRand *random = g_rand_new_with_seed(1);
      g_autoptr(SalGeometry) from = make_ring(random, sizes[i]);
      g_autoptr(SalGeometry) to = change_ring(random, from, shares[j]);
      g_rand_free(random);
      g_autofree char *name = g_strdup_printf("%u vertices, %g %% changed", sizes[i], 100 * shares[j]);
      print_row(name, time_overlay(from, to, SAL_OVERLAY_EDGES), time_overlay(from, to, SAL_OVERLAY_GEOS));
    }
  }
}

/* Mean over pairs of snapshots `step` days apart. */
static void
bench_pairs(const SalSeries *series, guint step, const char *name)
{
  double ours = 0, geos = 0;
  guint n = 0;
  for (guint i = step; i < sal_series_get_n_entries(series) && n < 10; i += MAX(step, 30), n++) {
    g_autoptr(SalSnapshot) from = sal_series_load(series, i - step, NULL);
    g_autoptr(SalSnapshot) to = sal_series_load(series, i, NULL);
    const SalGeometry *a = g_array_index(from->areas, SalControlArea, 0).polygons;
    const SalGeometry *b = g_array_index(to->areas, SalControlArea, 0).polygons;
    ours += time_overlay(a, b, SAL_OVERLAY_EDGES);
    geos += time_overlay(a, b, SAL_OVERLAY_GEOS);
  }
  print_row(name, ours / n, geos / n);
}

static void
bench_archive(const char *archive)
{
  g_autofree char *daily = g_build_filename(archive, "daily", NULL);
  char *sources[] = { daily, NULL };
  const SalSeriesOptions options = { .sources = sources };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalSeries) series = sal_series_open(&options, &error);
  if (series == NULL)
    g_error("%s", error->message);
  bench_pairs(series, 1, "real, one day apart (mean of 10 pairs)");
  bench_pairs(series, 30, "real, thirty snapshots apart (mean of 10 pairs)");
}

int
main(void)
{
  const char *archive = g_getenv("SALIENT_ARCHIVE");
  g_print("| overlay of two snapshots | edges ms | GEOS ms | ratio |\n|---|--:|--:|--:|\n");
  if (archive != NULL)
    bench_archive(archive);
  bench_synthetic();
  return 0;
}
