#include "data/geometry/area.h"

#include "fixture.h"
#include "laws.h"
#include "random.h"

static const SalPoint centre = { 35, 48 };

/* 1e-8 km2: what rounding the corners where borders cross may cost, country by country. */
#define TOLERANCE_M2 0.01

static SalAreaModel *
make_model(const char *name)
{
  g_autoptr(GError) error = NULL;
  SalAreaModel *model = sal_area_model_new(name, &error);
  g_assert_no_error(error);
  return model;
}

static void
assert_laws(const char *what, const LawErrors *errors)
{
  report_laws(what, errors);
  g_assert_cmpfloat(errors->reversal, ==, 0);
  g_assert_cmpfloat(errors->balance, <=, TOLERANCE_M2);
  g_assert_cmpfloat(errors->cover, <=, TOLERANCE_M2);
  g_assert_cmpfloat(errors->overlap, <=, TOLERANCE_M2);
}

typedef SalGeometry *(*MakeFunc)(GRand *random, const SalGeometry *before);

static void
check_pairs(const char *model_name, const char *what, guint n, MakeFunc make)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalAreaModel) model = make_model(model_name);
  LawErrors errors = { 0 };
  for (guint i = 0; i < n; i++) {
    g_autoptr(SalGeometry) a = make(random, NULL);
    g_autoptr(SalGeometry) b = make(random, a);
    check_laws(model, a, b, &errors);
  }
  assert_laws(what, &errors);
}

static SalGeometry *
make_star(GRand *random, const SalGeometry *before)
{
  return random_star(random, random_near(random, centre, 1), 2, (guint)g_rand_int_range(random, 3, 80));
}

static SalGeometry *
make_union(GRand *random, const SalGeometry *before)
{
  return random_union(random, centre, 2);
}

static SalGeometry *
make_with_hole(GRand *random, const SalGeometry *before)
{
  return random_with_hole(random, centre, 2);
}

static SalGeometry *
make_successor(GRand *random, const SalGeometry *before)
{
  return before != NULL ? random_successor(random, before, centre, 2) : random_polygons(random, centre, 2);
}

/* A kilometre or two, where a relative error would show first. */
static SalGeometry *
make_small(GRand *random, const SalGeometry *before)
{
  return random_polygons(random, centre, 0.01);
}

static void
hold_for_stars(void)
{
  check_pairs("ellipsoid", "stars", 1000, make_star);
}

static void
hold_for_unions(void)
{
  check_pairs("ellipsoid", "unions", 500, make_union);
}

static void
hold_for_polygons_with_holes(void)
{
  check_pairs("ellipsoid", "with holes", 500, make_with_hole);
}

static void
hold_for_successors_that_share_most_edges(void)
{
  check_pairs("ellipsoid", "successors", 500, make_successor);
}

static void
hold_for_small_areas(void)
{
  check_pairs("ellipsoid", "small", 500, make_small);
}

static void
hold_on_the_sphere(void)
{
  check_pairs("sphere:6378137", "sphere", 300, make_successor);
}

/* Rounding one coordinate to 6 decimals moves it by 0.1 m: thousands of specks, and still nothing may get
 * lost. */
static SalGeometry *
make_rounded(GRand *random, const SalGeometry *before)
{
  if (before == NULL)
    return random_polygons(random, centre, 2);
  g_autoptr(SalGeometry) rounded = sal_geometry_copy(before);
  for (guint i = 0; i < rounded->points->len; i++) {
    SalPoint *p = &g_array_index(rounded->points, SalPoint, i);
    *p = (SalPoint){ round(p->x * 1e6) / 1e6, round(p->y * 1e6) / 1e6 };
  }
  return sal_geometry_repair(rounded, NULL);
}

static void
hold_for_the_same_border_rounded(void)
{
  check_pairs("ellipsoid", "rounded", 300, make_rounded);
}

/* Nets along a chain are those of its parts, whatever lies between. */
static void
nets_add_up_over_any_chain(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalAreaModel) model = make_model("ellipsoid");
  g_autoptr(SalGeometry) first = random_polygons(random, centre, 2), last = sal_geometry_copy(first);
  double sum = 0;
  for (int i = 0; i < 100; i++) {
    g_autoptr(SalGeometry) next = random_successor(random, last, centre, 2);
    g_auto(SalOverlay) overlay = { NULL };
    g_assert_true(
        sal_overlay_compute(last, next, &(SalOverlayOptions){ SAL_OVERLAY_EDGES, 0 }, &overlay, NULL));
    sum += measure_all(model, overlay.gained, overlay.gained_slivers) -
           measure_all(model, overlay.lost, overlay.lost_slivers);
    sal_geometry_free(last);
    last = g_steal_pointer(&next);
    const double net = sal_area_measure(model, last) - sal_area_measure(model, first);
    g_assert_cmpfloat_with_epsilon(sum, net, TOLERANCE_M2);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/laws/hold-for-stars", hold_for_stars);
  g_test_add_func("/laws/hold-for-unions", hold_for_unions);
  g_test_add_func("/laws/hold-for-polygons-with-holes", hold_for_polygons_with_holes);
  g_test_add_func("/laws/hold-for-successors-that-share-most-edges",
                  hold_for_successors_that_share_most_edges);
  g_test_add_func("/laws/hold-for-the-same-border-rounded", hold_for_the_same_border_rounded);
  g_test_add_func("/laws/hold-for-small-areas", hold_for_small_areas);
  g_test_add_func("/laws/hold-on-the-sphere", hold_on_the_sphere);
  g_test_add_func("/laws/nets-add-up-over-any-chain", nets_add_up_over_any_chain);
  return g_test_run();
}
