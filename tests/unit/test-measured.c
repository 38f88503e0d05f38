/* What snapshots measure is found again for the same snapshot and area model, and for no other. */
#include "data/change/measured.h"

#include <glib/gstdio.h>
#include <string.h>

#define LIMIT (1 << 20)
#define N_CLASSES 2

typedef struct {
  char *folder;
  SalCache *cache;
  SalSnapshot *snapshot;
  SalAreaModel *model;
  double areas_m2[N_CLASSES], lines_m[N_CLASSES];
} Case;

static Case
case_new(void)
{
  Case c = { g_dir_make_tmp("salient-measured-XXXXXX", NULL), NULL, NULL, NULL, { 1.5, 2 }, { 3, 4.25 } };
  c.cache = sal_cache_open_at(c.folder, LIMIT);
  c.snapshot = sal_snapshot_new_single(1, "a.geojson", "control", sal_geometry_new(SAL_POLYGONS));
  c.snapshot->has_origin = TRUE;
  memset(c.snapshot->origin.bytes, 7, sizeof c.snapshot->origin.bytes);
  c.model = sal_area_model_new("ellipsoid", NULL);
  return c;
}

static void
case_clear(Case *c)
{
  sal_cache_close(c->cache);
  sal_snapshot_unref(c->snapshot);
  sal_area_model_free(c->model);
  g_autoptr(GDir) dir = g_dir_open(c->folder, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(c->folder, name, NULL);
    g_unlink(path);
  }
  g_assert_cmpint(g_rmdir(c->folder), ==, 0);
  g_free(c->folder);
}

static SalMeasured
get_measured(Case *c)
{
  return (SalMeasured){ c->cache, c->snapshot, c->model, N_CLASSES, c->areas_m2, c->lines_m };
}

static void
keep(Case *c)
{
  const SalMeasured measured = get_measured(c);
  sal_measured_keep(&measured);
}

/* Whether something is found; then it is what was kept, and else the numbers stay. */
static gboolean
find(Case *c)
{
  double areas_m2[N_CLASSES] = { -1, -2 }, lines_m[N_CLASSES] = { -3, -4 };
  SalMeasured measured = get_measured(c);
  measured.areas_m2 = areas_m2;
  measured.lines_m = lines_m;
  const gboolean is_found = sal_measured_find(&measured);
  g_assert_cmpfloat(areas_m2[0], ==, is_found ? 1.5 : -1);
  g_assert_cmpfloat(areas_m2[1], ==, is_found ? 2 : -2);
  g_assert_cmpfloat(lines_m[0], ==, is_found ? 3 : -3);
  g_assert_cmpfloat(lines_m[1], ==, is_found ? 4.25 : -4);
  return is_found;
}

static void
test_finds_what_was_kept(void)
{
  Case c = case_new();
  g_assert_false(find(&c));
  keep(&c);
  g_assert_true(find(&c));
  c.snapshot->origin.bytes[3] = 8;
  g_assert_false(find(&c));
  c.snapshot->origin.bytes[3] = 7;
  SalMeasured measured = get_measured(&c);
  measured.n_classes = 1;
  g_assert_false(sal_measured_find(&measured));
  g_assert_true(find(&c));
  case_clear(&c);
}

static void
test_tells_area_models_apart(void)
{
  static const char *const models[] = { "sphere", "sphere:6378137", "geodesic", "EPSG:6933" };
  Case c = case_new();
  keep(&c);
  for (guint i = 0; i < G_N_ELEMENTS(models); i++) {
    sal_area_model_free(c.model);
    c.model = sal_area_model_new(models[i], NULL);
    g_assert_nonnull(c.model);
    g_assert_false(find(&c));
    keep(&c);
    g_assert_cmpint(find(&c), ==, i < 2); /* the others go by PROJ */
  }
  case_clear(&c);
}

static void
test_keeps_nothing_of_unknown_snapshots(void)
{
  Case c = case_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(SalGeometry) tile = sal_geometry_new(SAL_POLYGONS);
  const double xs[] = { 0, 1, 1, 0, 0 }, ys[] = { 0, 0, 1, 1, 0 };
  for (guint i = 0; i < G_N_ELEMENTS(xs); i++)
    sal_geometry_add_point(tile, xs[i], ys[i]);
  sal_geometry_end_part(tile);
  sal_geometry_end_polygon(tile);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  g_ptr_array_add(list, g_steal_pointer(&tile));
  g_autoptr(SalTiling) tiles = sal_tiling_new(list);
  keep(&c);
  g_assert_true(sal_snapshot_clip(c.snapshot, tiles, &error));
  g_assert_false(c.snapshot->has_origin); /* it is another one now */
  g_assert_false(find(&c));
  keep(&c);
  g_assert_false(find(&c));
  case_clear(&c);
}

static void
test_works_without_a_cache(void)
{
  Case c = case_new();
  SalCache *cache = c.cache;
  c.cache = NULL;
  keep(&c);
  g_assert_false(find(&c));
  c.cache = cache;
  case_clear(&c);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/measured/finds-what-was-kept", test_finds_what_was_kept);
  g_test_add_func("/measured/tells-area-models-apart", test_tells_area_models_apart);
  g_test_add_func("/measured/keeps-nothing-of-unknown-snapshots", test_keeps_nothing_of_unknown_snapshots);
  g_test_add_func("/measured/works-without-a-cache", test_works_without_a_cache);
  return g_test_run();
}
