#include "data/overlay/overlay.h"

#include "data/geometry/area.h"
#include "data/geometry/grid.h"
#include "fixture.h"
#include "random.h"

#include <math.h>

static const SalPoint centre = { 35, 48 };

/* The quadrilateral of four corners, with so many points on each edge. */
static SalGeometry *
make_quadrilateral(const SalPoint corners[4], int n)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  for (int side = 0; side < 4; side++) {
    const SalPoint a = corners[side], b = corners[(side + 1) % 4];
    for (int i = 0; i < n; i++)
      sal_geometry_add_point(polygons, a.x + (b.x - a.x) * i / n, a.y + (b.y - a.y) * i / n);
  }
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  return polygons;
}

static SalGeometry *
make_rectangle(double west, double south, double east, double north)
{
  const SalPoint corners[4] = { { west, south }, { east, south }, { east, north }, { west, north } };
  return make_quadrilateral(corners, 1);
}

static double
measure(const SalGeometry *polygons)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  return sal_area_measure(model, polygons);
}

static void
compute(const SalGeometry *from, const SalGeometry *to, SalOverlay *overlay)
{
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_overlay_compute(from, to, &(SalOverlayOptions){ SAL_OVERLAY_EDGES, 0 }, overlay, &error));
  g_assert_no_error(error);
}

static void
tells_gained_from_lost(void)
{
  g_autoptr(SalGeometry) from = make_rectangle(30, 50, 32, 51), to = make_rectangle(31, 50, 33, 51);
  g_autoptr(SalGeometry) east = make_rectangle(32, 50, 33, 51), west = make_rectangle(30, 50, 31, 51);
  g_auto(SalOverlay) overlay = { NULL };
  compute(from, to, &overlay);
  g_assert_cmpfloat(measure(overlay.gained), ==, measure(east));
  g_assert_cmpfloat(measure(overlay.lost), ==, measure(west));
  g_assert_true(sal_geometry_contains(overlay.gained, 32.5, 50.5));
  g_assert_true(sal_geometry_contains(overlay.lost, 30.5, 50.5));
}

static void
the_same_twice_differs_in_nothing(void)
{
  g_autoptr(GRand) random = random_new();
  for (int i = 0; i < 100; i++) {
    g_autoptr(SalGeometry) polygons = random_polygons(random, centre, 2);
    g_auto(SalOverlay) overlay = { NULL };
    compute(polygons, polygons, &overlay);
    g_assert_true(sal_geometry_is_empty(overlay.gained));
    g_assert_true(sal_geometry_is_empty(overlay.lost));
  }
}

static void
everything_from_nothing_is_gained(void)
{
  g_autoptr(SalGeometry) empty = sal_geometry_new(SAL_POLYGONS), all = make_rectangle(30, 50, 32, 51);
  g_auto(SalOverlay) rise = { NULL }, fall = { NULL };
  compute(empty, all, &rise);
  compute(all, empty, &fall);
  g_assert_cmpfloat(measure(rise.gained), ==, measure(all));
  g_assert_true(sal_geometry_is_empty(rise.lost));
  g_assert_cmpfloat(measure(fall.lost), ==, measure(all));
  g_assert_true(sal_geometry_is_empty(fall.gained));
}

/* The same border with other points on it is no change, though rounding leaves slivers. */
static void
ignores_slivers_of_the_same_border(void)
{
  const SalPoint corners[4] = { { 30.1, 49.7 }, { 33.3, 49.1 }, { 34.7, 51.9 }, { 29.3, 51.3 } };
  for (int n = 1; n < 40; n++) {
    g_autoptr(SalGeometry) from = make_quadrilateral(corners, 7), to = make_quadrilateral(corners, n);
    g_auto(SalOverlay) overlay = { NULL };
    compute(from, to, &overlay);
    g_assert_true(sal_geometry_is_empty(overlay.gained));
    g_assert_true(sal_geometry_is_empty(overlay.lost));
  }
}

/* A metre is a change, however long the border. */
static void
keeps_thin_changes(void)
{
  g_autoptr(SalGeometry) from = make_rectangle(30, 50, 34, 51), to = make_rectangle(30, 50, 34, 51.00001);
  g_auto(SalOverlay) overlay = { NULL };
  compute(from, to, &overlay);
  g_assert_cmpuint(sal_geometry_get_n_polygons(overlay.gained), ==, 1);
  g_assert_cmpfloat_with_epsilon(measure(overlay.gained), measure(to) - measure(from), 1);
}

/* The bound between a change and a rounding lies at a picodegree, 0.1 micrometres. */
static void
a_sliver_is_narrower_than_a_picodegree(void)
{
  g_autoptr(SalGeometry) from = make_rectangle(0, 0, 1, 1);
  for (int narrow = 0; narrow < 2; narrow++) {
    const double width_deg = narrow ? 0.6e-12 : 1.5e-12;
    g_autoptr(SalGeometry) to = make_rectangle(0, 0, 1, 1 + width_deg);
    g_auto(SalOverlay) grown = { NULL }, shrunk = { NULL };
    compute(from, to, &grown);
    compute(to, from, &shrunk);
    g_assert_cmpuint(sal_geometry_get_n_polygons(grown.gained), ==, !narrow);
    g_assert_cmpuint(sal_geometry_get_n_polygons(grown.gained_slivers), ==, narrow);
    g_assert_cmpuint(sal_geometry_get_n_polygons(shrunk.lost), ==, !narrow);
    g_assert_cmpuint(sal_geometry_get_n_polygons(shrunk.lost_slivers), ==, narrow);
  }
}

static void
takes_holes_into_account(void)
{
  g_autoptr(SalGeometry) whole = make_rectangle(30, 50, 34, 52), pocket = make_rectangle(31, 50.5, 32, 51);
  g_autoptr(SalGeometry) holed = sal_geometry_difference(whole, pocket, NULL);
  g_auto(SalOverlay) closed = { NULL }, opened = { NULL };
  compute(holed, whole, &closed);
  compute(whole, holed, &opened);
  g_assert_cmpfloat(measure(closed.gained), ==, measure(pocket));
  g_assert_cmpfloat(measure(opened.lost), ==, measure(pocket));
}

static long double
measure_ring(const SalPoint *p, guint n)
{
  long double area = 0;
  for (guint i = 1; i + 1 < n; i++)
    area += ((long double)p[i].x - p[0].x) * ((long double)p[i + 1].y - p[0].y) -
            ((long double)p[i + 1].x - p[0].x) * ((long double)p[i].y - p[0].y);
  return fabsl(area) / 2;
}

/* In square degrees; the first ring of a polygon is its shell. */
static double
measure_plane(const SalGeometry *polygons)
{
  long double sum = 0;
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    guint n_parts, n;
    const guint shell = sal_geometry_get_polygon(polygons, i, &n_parts);
    for (guint part = shell; part < shell + n_parts; part++) {
      const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
      sum += part == shell ? measure_ring(points, n) : -measure_ring(points, n);
    }
  }
  return (double)sum;
}

/* Small areas whose corners move by hardly more than their last digit: what is too narrow to be a change, and
 * what rounding to a grid moves, must not get lost. */
static void
closes_to_the_last_digits(void)
{
  g_autoptr(GRand) random = random_new();
  for (int i = 0; i < 2000; i++) {
    const SalPoint corners[4] = { { 30, 40 }, { 30.1, 40 }, { 30.1, 40.1 }, { 30, 40.1 } };
    const double by = pow(10, -10 - i % 5);
    g_autoptr(SalGeometry) from = make_quadrilateral(corners, 3), to = sal_geometry_copy(from);
    for (guint j = 0; j + 1 < to->points->len; j++) {
      SalPoint *p = &g_array_index(to->points, SalPoint, j);
      *p = (SalPoint){ p->x + by * g_rand_double_range(random, -1, 1),
                       p->y + by * g_rand_double_range(random, -1, 1) };
    }
    g_array_index(to->points, SalPoint, to->points->len - 1) = g_array_index(to->points, SalPoint, 0);
    g_auto(SalOverlay) overlay = { NULL };
    compute(from, to, &overlay);
    const double before = measure_plane(from), after = measure_plane(to);
    const double net = measure_plane(overlay.gained) + measure_plane(overlay.gained_slivers) -
                       measure_plane(overlay.lost) - measure_plane(overlay.lost_slivers);
    g_assert_cmpfloat(fabs(net - (after - before)), <=, 1e-12 * MAX(before, after));
  }
}

/* At any place the grid is as fine as doubles are there, and no finer than its numbers may be large. */
static void
decides_on_the_grid_of_doubles(void)
{
  for (double x = 1.1; x < 2000; x *= 1.37) {
    const double units = sal_grid_choose((SalBox){ -x / 2, -x, x / 3, x / 4 });
    const SalPoint p = { nextafter(x, 0), -x };
    const SalGridPoint at = sal_grid_snap(p, units);
    const SalPoint back = sal_grid_unsnap(at, units);
    g_assert_cmpfloat(back.x, ==, p.x);
    g_assert_cmpfloat(back.y, ==, p.y);
    g_assert_cmpint(-at.y, <=, G_GINT64_CONSTANT(1) << 53);
    g_assert_cmpint(-at.y, >=, G_GINT64_CONSTANT(1) << 52);
  }
}

static double
measure_net(const SalOverlay *overlay)
{
  return measure_plane(overlay->gained) + measure_plane(overlay->gained_slivers) -
         measure_plane(overlay->lost) - measure_plane(overlay->lost_slivers);
}

static void
assert_closes(const SalGeometry *from, const SalGeometry *to)
{
  g_auto(SalOverlay) overlay = { NULL };
  compute(from, to, &overlay);
  const double before = measure_plane(from), after = measure_plane(to);
  g_assert_cmpfloat(fabs(measure_net(&overlay) - (after - before)), <=, 1e-12 * MAX(before, after));
}

#define ULP 0x1p-47 /* of what lies between 32 and 64 */

static SalGeometry *
make_ring_of_ulps(const gint64 (*steps)[2], guint n)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(polygons, 40 + (double)steps[i][0] * ULP, 48 + (double)steps[i][1] * ULP);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  return polygons;
}

/* One border has its vertices in one pair of opposite corners of a square of an ulp, the other has them in
 * the other pair: the edges between them cross in the middle. */
static void
edges_cross_between_four_neighbours(void)
{
  const gint64 far = G_GINT64_CONSTANT(1) << 40;
  const gint64 falling[][2] = { { -far, far + 1 }, { 0, 1 }, { 1, 0 }, { far + 1, -far }, { far, far } };
  const gint64 rising[][2] = { { -far, -far }, { 0, 0 }, { 1, 1 }, { far, far }, { far, -far } };
  g_autoptr(SalGeometry) from = make_ring_of_ulps(falling, 5), to = make_ring_of_ulps(rising, 5);
  g_auto(SalOverlay) there = { NULL }, back = { NULL };
  compute(from, to, &there);
  compute(to, from, &back);
  g_assert_cmpfloat(measure_plane(there.gained_slivers), ==, measure_plane(back.lost_slivers));
  assert_closes(from, to);
}

static void
move_by_ulps(SalGeometry *polygons, GRand *random, double share)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    SalPoint *p = (SalPoint *)sal_geometry_get_part(polygons, part, &n);
    for (guint i = 0; i + 1 < n; i++) {
      if (g_rand_double(random) >= share)
        continue;
      p[i].x = nextafter(p[i].x, p[i].x + g_rand_int_range(random, -1, 2));
      p[i].y = nextafter(p[i].y, p[i].y + g_rand_int_range(random, -1, 2));
    }
    p[n - 1] = p[0];
  }
}

static void
closes_for_vertices_one_ulp_apart(void)
{
  g_autoptr(GRand) random = random_new();
  for (int i = 0; i < 500; i++) {
    g_autoptr(SalGeometry) from = random_polygons(random, centre, 2), to = sal_geometry_copy(from);
    move_by_ulps(to, random, i % 2 == 0 ? 0.3 : 1);
    if (sal_geometry_is_valid(from, NULL, NULL) && sal_geometry_is_valid(to, NULL, NULL))
      assert_closes(from, to);
  }
}

static SalPoint
go_from_centre(double angle, double distance)
{
  return (SalPoint){ centre.x + distance * cos(angle), centre.y + distance * sin(angle) };
}

/* A star of so many spikes, whose sides all pass within `inner` degrees of its centre. */
static SalGeometry *
make_star(int n, double inner, double turn)
{
  SalGeometry *star = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 2 * n; i++) {
    const SalPoint p = go_from_centre(turn + G_PI * i / n, i % 2 == 0 ? 2 : inner);
    sal_geometry_add_point(star, p.x, p.y);
  }
  sal_geometry_end_part(star);
  sal_geometry_end_polygon(star);
  return star;
}

/* So many triangles that touch each other in the centre. */
static SalGeometry *
make_fan(int n, double turn)
{
  SalGeometry *fan = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < n; i++) {
    const SalPoint p = go_from_centre(turn + 2 * G_PI * i / n, 2),
                   q = go_from_centre(turn + 2 * G_PI * (i + 0.5) / n, 2);
    sal_geometry_add_point(fan, centre.x, centre.y);
    sal_geometry_add_point(fan, p.x, p.y);
    sal_geometry_add_point(fan, q.x, q.y);
    sal_geometry_end_part(fan);
    sal_geometry_end_polygon(fan);
  }
  return fan;
}

/* Both ways find the same areas, and as many polygons unless n_gained is 0. */
static void
assert_like_geos(const SalGeometry *from, const SalGeometry *to, guint n_gained)
{
  g_autoptr(GError) error = NULL;
  g_auto(SalOverlay) overlay = { NULL }, geos = { NULL };
  compute(from, to, &overlay);
  g_assert_true(sal_overlay_compute(from, to, &(SalOverlayOptions){ SAL_OVERLAY_GEOS, 0 }, &geos, &error));
  g_assert_no_error(error);
  const double allowed_m2 = 1e-9 * measure(to) + 1; /* rounding along long edges */
  g_assert_cmpfloat_with_epsilon(measure(overlay.gained), measure(geos.gained), allowed_m2);
  g_assert_cmpfloat_with_epsilon(measure(overlay.lost), measure(geos.lost), allowed_m2);
  if (n_gained > 0)
    g_assert_cmpuint(sal_geometry_get_n_polygons(overlay.gained), ==, n_gained);
}

/* Hundreds of edges come near each crossing, so that crossings have to be searched around one by one. */
static void
stars_cross_around_one_point(void)
{
  const double inner[] = { 1e-13, 1e-12, 1e-9, 1e-3 };
  for (guint i = 0; i < G_N_ELEMENTS(inner); i++) {
    g_autoptr(SalGeometry) from = make_star(200, inner[i], 0), to = make_star(200, inner[i], 0.001);
    assert_like_geos(from, to, 0);
  }
}

/* A vertex has more edges than fit beside each other into the table of edges. */
static void
fans_share_their_centre(void)
{
  g_autoptr(SalGeometry) from = make_fan(100, 0), to = make_fan(100, 0.01);
  assert_like_geos(from, to, 200);
}

/* Two combs across each other: each is valid, and every tooth of the one crosses every tooth of the other. */
static SalGeometry *
make_comb(int n, gboolean upright)
{
  SalGeometry *comb = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 4 * n; i++) {
    const double along = (i / 2) * 5.0 / (2 * n), across = i % 4 == 1 || i % 4 == 2 ? 5 : 0.1;
    sal_geometry_add_point(comb, 30 + (upright ? along : across), 45 + (upright ? across : along));
  }
  sal_geometry_add_point(comb, upright ? 35 : 30, upright ? 45 : 50);
  sal_geometry_add_point(comb, 30, 45);
  sal_geometry_end_part(comb);
  sal_geometry_end_polygon(comb);
  return comb;
}

static void
refuses_too_many_crossings(void)
{
  g_autoptr(SalGeometry) from = make_comb(600, TRUE), to = make_comb(600, FALSE);
  for (SalOverlayMethod method = SAL_OVERLAY_EDGES; method <= SAL_OVERLAY_GEOS; method++) {
    g_auto(SalOverlay) overlay = { NULL };
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_overlay_compute(from, to, &(SalOverlayOptions){ method, 0 }, &overlay, &error));
    assert_error_says(error, SAL_ERROR_FORMAT, "overlay: expected at most 1048576 crossings of", NULL);
  }
  g_autoptr(SalGeometry) few = make_comb(50, TRUE), others = make_comb(50, FALSE);
  assert_closes(few, others);
}

static void
max_size_sets_how_many_crossings_are_allowed(void)
{
  g_autoptr(SalGeometry) from = make_comb(50, TRUE), to = make_comb(50, FALSE);
  for (SalOverlayMethod method = SAL_OVERLAY_EDGES; method <= SAL_OVERLAY_GEOS; method++) {
    g_auto(SalOverlay) overlay = { NULL };
    g_autoptr(GError) error = NULL;
    const SalOverlayOptions small = { method, 1 << 20 }, large = { method, 1 << 24 };
    g_assert_false(sal_overlay_compute(from, to, &small, &overlay, &error));
    assert_error_says(error, SAL_ERROR_FORMAT, "overlay: expected at most 1024 crossings of", NULL);
    g_assert_true(sal_overlay_compute(from, to, &large, &overlay, NULL));
  }
}

/* Whichever method's results do not close, it is an error that names the residue and the other method. */
static void
refuses_results_that_do_not_close(void)
{
  static const char *const others[] = { SAL_OPTION("overlay") " geos", SAL_OPTION("overlay") " edges" };
  g_autoptr(SalGeometry) from = make_rectangle(30, 50, 32, 51), to = make_rectangle(31, 50, 33, 51);
  g_auto(SalOverlay) overlay = { NULL };
  compute(from, to, &overlay);
  for (SalOverlayMethod method = SAL_OVERLAY_EDGES; method <= SAL_OVERLAY_GEOS; method++) {
    g_autoptr(GError) error = NULL;
    const SalOverlay wrong = { overlay.gained, overlay.gained_slivers, overlay.lost_slivers,
                               overlay.lost_slivers };
    const SalOverlay nearly = { to, from, overlay.gained_slivers, overlay.lost_slivers };
    g_assert_true(sal_overlay_check(from, to, method, &overlay, &error));
    g_assert_true(sal_overlay_check(from, to, method, &nearly, &error));
    g_assert_false(sal_overlay_check(from, to, method, &wrong, &error));
    g_autofree char *residue = g_strdup_printf("got %.6f km2 more", measure(overlay.lost) / 1e6);
    assert_error_says(error, SAL_ERROR_GEOMETRY, "overlay: expected gained minus lost", residue,
                      others[method], NULL);
  }
}

/* Of a square of 2 degrees: what a double cannot tell is no residue, a thousandth of a millionth is one. */
static void
a_residue_is_more_than_rounding(void)
{
  g_autoptr(SalGeometry) from = make_rectangle(30, 50, 32, 52), empty = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 2; i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SalGeometry) to = make_rectangle(30, 50, 32, 52 + (i == 0 ? 1e-9 : 3e-9));
    const SalOverlay none = { empty, empty, empty, empty };
    g_assert_cmpint(sal_overlay_check(from, to, SAL_OVERLAY_EDGES, &none, &error), ==, i == 0);
  }
}

static SalGeometry *
make_triangle(const double corners[3][2])
{
  SalGeometry *triangle = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < 3; i++)
    sal_geometry_add_point(triangle, corners[i][0], corners[i][1]);
  sal_geometry_end_part(triangle);
  sal_geometry_end_polygon(triangle);
  return triangle;
}

/* Needles whose corners are some 1e-16 degrees apart. What GEOS 3.11 gives for gained and lost is 5523 km2
 * off. */
static void
refuses_a_pair_that_geos_does_not_close(void)
{
  const double old[3][2] = { { 0.99988762111373586, 0.014991502376817682 },
                             { -5.3647360245670669e-10, 8.4391710130031347e-10 },
                             { -0.4276884284694677, -0.90392621831282061 } };
  const double new[3][2] = { { 0.99988762111373586, 0.014991502376817619 },
                             { -5.3647360470873589e-10, 8.4391709201615884e-10 },
                             { -0.4276884284694677, -0.90392621831282061 } };
  g_autoptr(SalGeometry) from = make_triangle(old), to = make_triangle(new);
  g_auto(SalOverlay) overlay = { NULL };
  g_autoptr(GError) error = NULL;
  assert_closes(from, to);
  const gboolean closes =
      sal_overlay_compute(from, to, &(SalOverlayOptions){ SAL_OVERLAY_GEOS, 0 }, &overlay, &error);
  if (g_str_has_prefix(sal_geometry_get_geos_version(), "3.11."))
    g_assert_false(closes);
  if (!closes)
    assert_error_says(error, SAL_ERROR_GEOMETRY, "difference of the two areas, got -5523.", NULL);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/overlay/tells-gained-from-lost", tells_gained_from_lost);
  g_test_add_func("/overlay/the-same-twice-differs-in-nothing", the_same_twice_differs_in_nothing);
  g_test_add_func("/overlay/everything-from-nothing-is-gained", everything_from_nothing_is_gained);
  g_test_add_func("/overlay/ignores-slivers-of-the-same-border", ignores_slivers_of_the_same_border);
  g_test_add_func("/overlay/keeps-thin-changes", keeps_thin_changes);
  g_test_add_func("/overlay/a-sliver-is-narrower-than-a-picodegree", a_sliver_is_narrower_than_a_picodegree);
  g_test_add_func("/overlay/takes-holes-into-account", takes_holes_into_account);
  g_test_add_func("/overlay/closes-to-the-last-digits", closes_to_the_last_digits);
  g_test_add_func("/overlay/decides-on-the-grid-of-doubles", decides_on_the_grid_of_doubles);
  g_test_add_func("/overlay/edges-cross-between-four-neighbours", edges_cross_between_four_neighbours);
  g_test_add_func("/overlay/closes-for-vertices-one-ulp-apart", closes_for_vertices_one_ulp_apart);
  g_test_add_func("/overlay/stars-cross-around-one-point", stars_cross_around_one_point);
  g_test_add_func("/overlay/fans-share-their-centre", fans_share_their_centre);
  g_test_add_func("/overlay/refuses-too-many-crossings", refuses_too_many_crossings);
  g_test_add_func("/overlay/max-size-sets-how-many-crossings-are-allowed",
                  max_size_sets_how_many_crossings_are_allowed);
  g_test_add_func("/overlay/refuses-results-that-do-not-close", refuses_results_that_do_not_close);
  g_test_add_func("/overlay/refuses-a-pair-that-geos-does-not-close",
                  refuses_a_pair_that_geos_does_not_close);
  g_test_add_func("/overlay/a-residue-is-more-than-rounding", a_residue_is_more_than_rounding);
  return g_test_run();
}
