/* Bands along fronts, against geodesic distances that are computed here (Vincenty 1975). */
#include "data/base/error.h"
#include "data/change/bands.h"
#include "data/geometry/band.h"
#include "data/places/place.h"

#include "days.h"
#include "random.h"

#include <math.h>

#define A_M 6378137.0
#define F (1 / 298.257223563)
#define RAD (G_PI / 180)

/* The metres between two points, by Vincenty's inverse formula; to 1 mm for points that are not opposite. */
static double
measure_geodesic(SalPoint from, SalPoint to)
{
  const double b = A_M * (1 - F), u1 = atan((1 - F) * tan(from.y * RAD)),
               u2 = atan((1 - F) * tan(to.y * RAD));
  const double l = (to.x - from.x) * RAD;
  double lambda = l, before = 0, sin_s = 0, cos_s = 0, s = 0, cos2 = 0, cos_2m = 0;
  for (int i = 0; i < 100 && fabs(lambda - before) > 1e-13; i++) {
    const double x = cos(u2) * sin(lambda), y = cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lambda);
    sin_s = sqrt(x * x + y * y);
    if (sin_s == 0)
      return 0;
    cos_s = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lambda);
    s = atan2(sin_s, cos_s);
    const double sin_a = cos(u1) * cos(u2) * sin(lambda) / sin_s;
    cos2 = 1 - sin_a * sin_a;
    cos_2m = cos2 > 0 ? cos_s - 2 * sin(u1) * sin(u2) / cos2 : 0;
    const double c = F / 16 * cos2 * (4 + F * (4 - 3 * cos2));
    before = lambda;
    lambda = l + (1 - c) * F * sin_a * (s + c * sin_s * (cos_2m + c * cos_s * (2 * cos_2m * cos_2m - 1)));
  }
  const double u = cos2 * (A_M * A_M - b * b) / (b * b);
  const double k = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)));
  const double m = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)));
  return b * k *
         (s - m * sin_s *
                  (cos_2m + m / 4 *
                                (cos_s * (2 * cos_2m * cos_2m - 1) -
                                 m / 6 * cos_2m * (4 * sin_s * sin_s - 3) * (4 * cos_2m * cos_2m - 3))));
}

static SalGeometry *
make_box(double xmin, double ymin, double xmax, double ymax)
{
  const SalPoint corners[] = { { xmin, ymin }, { xmax, ymin }, { xmax, ymax }, { xmin, ymax } };
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(polygons, corners[i].x, corners[i].y);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  return polygons;
}

/* The metres of a point from lines, from points on them that are no further than 50 m apart. */
static double
measure_from(const SalGeometry *lines, SalPoint point)
{
  double least_m = INFINITY;
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(lines, part, &n);
    for (guint i = 1; i < n; i++) {
      const int steps = (int)ceil(measure_geodesic(p[i - 1], p[i]) / 50);
      for (int k = 0; k <= steps; k++) {
        const double t = (double)k / steps;
        const SalPoint at = { p[i - 1].x + t * (p[i].x - p[i - 1].x),
                              p[i - 1].y + t * (p[i].y - p[i - 1].y) };
        least_m = MIN(least_m, measure_geodesic(point, at));
      }
    }
  }
  return least_m;
}

/* A front of short and long edges to and fro. */
static SalGeometry *
make_zigzag(GRand *random)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  double x = 36, y = 47;
  for (guint i = 0; i < 25; i++) {
    sal_geometry_add_point(lines, x, y);
    x += g_rand_double_range(random, -0.06, 0.12), y += g_rand_double_range(random, -0.02, 0.08);
  }
  sal_geometry_end_part(lines);
  sal_geometry_add_point(lines, x + 0.5, y);
  sal_geometry_add_point(lines, x + 1.6, y + 0.4); /* 130 km, in pieces */
  sal_geometry_end_part(lines);
  return lines;
}

static void
reaches_as_far_as_the_geodesic(void)
{
  g_autoptr(GRand) random = random_new();
  const double distances_m[] = { 5e3, 20e3, 50e3 };
  guint n_inside = 0, n_outside = 0;
  g_autoptr(SalGeometry) front = make_zigzag(random);
  g_autofree SalPoint *points = g_new(SalPoint, 150);
  g_autofree double *expected_m = g_new(double, 150);
  for (guint i = 0; i < 150; i++) {
    points[i] = (SalPoint){ g_rand_double_range(random, 35, 41), g_rand_double_range(random, 46, 50) };
    expected_m[i] = measure_from(front, points[i]);
  }
  for (guint d = 0; d < G_N_ELEMENTS(distances_m); d++) {
    g_autoptr(SalGeometry) band = sal_band_make(front, distances_m[d], NULL);
    g_assert_nonnull(band);
    g_assert_true(sal_geometry_is_valid(band, NULL, NULL));
    g_autoptr(SalOutline) outline = sal_outline_new(band);
    for (guint i = 0; i < 150; i++) {
      const gboolean is_inside = sal_geometry_contains(band, points[i].x, points[i].y);
      const double off_m = fabs(expected_m[i] - distances_m[d]);
      if (off_m > 0.0015 * distances_m[d])
        g_assert_true(is_inside == (expected_m[i] < distances_m[d]));
      n_inside += is_inside, n_outside += !is_inside;
    }
    /* The band's own corners lie as far from the front as they should. */
    for (guint i = 0; i < band->points->len; i += MAX(band->points->len / 40, 1)) {
      const double m = measure_from(front, g_array_index(band->points, SalPoint, i));
      g_assert_cmpfloat(fabs(m - distances_m[d]), <, 0.0015 * distances_m[d] + 1);
    }
  }
  g_assert_cmpuint(MIN(n_inside, n_outside), >, 20);
}

static void
is_the_same_across_the_antimeridian(void)
{
  g_autoptr(SalGeometry) near = sal_geometry_new(SAL_LINES), far = sal_geometry_new(SAL_LINES);
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  for (guint i = 0; i < 2; i++) {
    sal_geometry_add_point(near, 30 + 0.2 * i, 60);
    sal_geometry_add_point(far, 179.9 + 0.2 * i, 60);
  }
  sal_geometry_end_part(near), sal_geometry_end_part(far);
  g_autoptr(SalGeometry) a = sal_band_make(near, 2e4, NULL), b = sal_band_make(far, 2e4, NULL);
  g_assert_cmpfloat(fabs(sal_area_measure(model, a) / sal_area_measure(model, b) - 1), <, 1e-6);
  g_assert_cmpfloat(sal_geometry_get_box(b).xmin, >, 179);
}

/* The longitude east (sign 1) or west of the meridian of 31 degrees at which its stretch from 48 to 50 degrees north is so
 * far away, by bisection. */
static double
find_edge(double lat, int sign, double distance_m)
{
  double low = 0, high = 3;
  for (int i = 0; i < 45; i++) {
    const double middle = (low + high) / 2;
    const SalPoint point = { 31 + sign * middle, lat };
    double south = 48, north = 50; /* the nearest point of the meridian, by thirds */
    for (int k = 0; k < 60; k++) {
      const double a = south + (north - south) / 3, b = north - (north - south) / 3;
      if (measure_geodesic(point, (SalPoint){ 31, a }) < measure_geodesic(point, (SalPoint){ 31, b }))
        north = b;
      else
        south = a;
    }
    if (measure_geodesic(point, (SalPoint){ 31, (south + north) / 2 }) < distance_m)
      low = middle;
    else
      high = middle;
  }
  return 31 + sign * low;
}

static double
measure_side(const SalAreaModel *model, int sign, double distance_m)
{
  g_autoptr(SalGeometry) side = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(side, 31, 50);
  sal_geometry_add_point(side, 31, 48);
  for (int i = 0; i <= 40; i++)
    sal_geometry_add_point(side, find_edge(48 + i * 0.05, sign, distance_m), 48 + i * 0.05);
  sal_geometry_end_part(side);
  sal_geometry_end_polygon(side);
  return sal_area_measure(model, side);
}

static const char *const classes[] = { "held", NULL };

/* A theatre from 28 to 34 degrees east; what lies east of 31 is held, and a place on either side of every band. */
static void
measures_both_sides_of_a_front(void)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(SalGeometry) ground = make_box(28, 48, 34, 50), held = make_box(31, 48, 34, 50);
  g_autoptr(SalOutline) border = sal_outline_new(ground);
  g_autoptr(SalTheatre) theatre = sal_theatre_new(sal_geometry_copy(ground), "a box", 0);
  g_autoptr(GArray) places = sal_place_list_new();
  for (int i = -12; i <= 12; i++) { /* 7.3 km apart, none on the front */
    const SalPlace place = { .name = g_strdup_printf("%d", i), .lon = 31.05 + 0.1 * i, .lat = 49 };
    g_array_append_val(places, place);
  }
  g_autoptr(SalHoldings) holdings = sal_holdings_new(places, 1, classes);
  g_assert_true(sal_holdings_set(holdings, 0, day("2025-03-01"), 0, held, NULL));
  SalBandsQuery query = {
    .theatre = theatre, .border = border, .model = model, .holdings = holdings, .classes = classes
  };
  g_assert_true(sal_band_list_parse("5,20, 50", &query.list, NULL));
  g_autoptr(SalBands) bands = sal_bands_new(&query, 1);
  sal_bands_set_day(bands, 0, day("2025-03-01"));
  g_autoptr(GError) error = NULL;
  sal_bands_measure(bands, 0, 0, held, &error);
  g_assert_no_error(error);
  g_assert_cmpfloat(fabs(sal_bands_get_front_m(bands, day("2025-03-05"), "held") - 222424), <, 100);
  for (guint i = 0; i < 3; i++) {
    const double m = query.list.km[i] * 1000;
    const SalBandFigures *figures = sal_bands_find(bands, day("2025-03-01"), "held", "", i);
    g_assert_nonnull(figures);
    g_assert_cmpfloat(fabs(figures->held_m2 / measure_side(model, 1, m) - 1), <, 0.0015);
    g_assert_cmpfloat(fabs(figures->other_m2 / measure_side(model, -1, m) - 1), <, 0.0015);
    guint n = 0;
    for (int k = 0; k <= 12; k++)
      n += measure_geodesic((SalPoint){ 31.05 + 0.1 * k, 49 }, (SalPoint){ 31, 49 }) <= m;
    g_assert_cmpuint(figures->n_places_held, ==, n);
    g_assert_cmpuint(figures->n_places_other, ==, n);
  }
  g_assert_null(sal_bands_find(bands, day("2025-02-28"), "held", "", 0));
  g_assert_true(sal_bands_have_front(bands));
}

/* Where bands tell only how far places are, each class has a front of its own. */
static void
tells_apart_how_far_a_place_is_from_two_fronts(void)
{
  static const char *const both[] = { "west", "east", NULL };
  g_autoptr(SalGeometry) west = make_box(28, 48, 30, 50), east = make_box(33, 48.5, 34, 50);
  g_autoptr(SalTheatre) theatre = sal_theatre_new(make_box(28, 48, 34, 50), "a box", 0);
  g_autoptr(SalGeometry) ground = make_box(28, 48, 34, 50);
  g_autoptr(SalOutline) border = sal_outline_new(ground);
  g_autoptr(GArray) places = sal_place_list_new();
  const SalPlace place = { .name = g_strdup("between"), .lon = 31, .lat = 49.5 };
  g_array_append_val(places, place);
  g_autoptr(SalHoldings) holdings = sal_holdings_new(places, 1, both);
  const SalBandsQuery query = {
    .theatre = theatre, .border = border, .holdings = holdings, .classes = both, .list = { { 5 }, 1 }
  };
  g_autoptr(SalBands) bands = sal_bands_new(&query, 1);
  const SalDay march = day("2025-03-01");
  sal_bands_set_day(bands, 0, march);
  sal_bands_measure_places(bands, 0, west);
  g_assert_true(isnan(sal_bands_get_front_m(bands, march, "east")));
  sal_bands_measure_places(bands, 1, east);
  const SalPoint at = { place.lon, place.lat };
  g_assert_cmpfloat(fabs(sal_bands_get_place_m(bands, 0, 0) - measure_geodesic(at, (SalPoint){ 30, 49.5 })),
                    <, 200);
  g_assert_cmpfloat(fabs(sal_bands_get_place_m(bands, 1, 0) - measure_geodesic(at, (SalPoint){ 33, 49.5 })),
                    <, 600);
  g_assert_cmpfloat(fabs(sal_bands_get_front_m(bands, march, "west") - 222424), <, 100);
  const double east_m = measure_geodesic((SalPoint){ 33, 48.5 }, (SalPoint){ 33 + 1e-9, 50 }) +
                        measure_geodesic((SalPoint){ 33, 48.5 }, (SalPoint){ 34, 48.5 });
  g_assert_cmpfloat(fabs(sal_bands_get_front_m(bands, march, "east") - east_m), <, 100);
}

/* Held is the south; its west and east ends are the theatre's coasts, drawn 1 km apart from it. */
static void
coasts_are_no_front(void)
{
  g_autoptr(SalTheatre) theatre = sal_theatre_new(make_box(28, 48, 34, 50), "a box", 2000);
  g_autoptr(SalGeometry) held = make_box(28.01, 48.005, 33.99, 49),
                         all = make_box(28.01, 48.005, 33.99, 49.995);
  g_autoptr(SalGeometry) front = sal_theatre_find_front(theatre, held, NULL);
  g_autoptr(SalGeometry) none = sal_theatre_find_front(theatre, all, NULL);
  g_autoptr(SalGeometry) beyond = make_box(35, 48, 36, 49);
  g_autoptr(SalGeometry) elsewhere = sal_theatre_find_front(theatre, beyond, NULL);
  guint n;
  g_assert_cmpuint(sal_geometry_get_n_parts(front), ==, 1);
  const SalPoint *points = sal_geometry_get_part(front, 0, &n);
  g_assert_cmpuint(n, ==, 2);
  g_assert_cmpfloat(points[0].y, ==, 49);
  g_assert_cmpfloat(points[1].y, ==, 49);
  g_assert_true(sal_geometry_is_empty(none));
  g_assert_true(sal_geometry_is_empty(elsewhere));
  SalGeometry *part = make_box(28, 48, 31, 50);
  sal_theatre_cut(theatre, part);
  g_assert_true(sal_theatre_has(theatre, (SalPoint){ 30, 49 }));
  g_assert_false(sal_theatre_has(theatre, (SalPoint){ 32, 49 }));
}

static void
distances_are_checked(void)
{
  static const char *const faults[] = { "",     "5,",  "0",
                                        "20,5", "5,5", "5;20",
                                        "501",  "nan", "1,2,3,4,5,6,7,8,9" };
  SalBandList list;
  for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_band_list_parse(faults[i], &list, &error));
    g_assert_error(error, SAL_ERROR, SAL_ERROR_USAGE);
  }
  g_assert_true(sal_band_list_parse("0.5,500", &list, NULL));
  g_assert_cmpuint(list.n, ==, 2);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/bands/reaches-as-far-as-the-geodesic", reaches_as_far_as_the_geodesic);
  g_test_add_func("/bands/is-the-same-across-the-antimeridian", is_the_same_across_the_antimeridian);
  g_test_add_func("/bands/measures-both-sides-of-a-front", measures_both_sides_of_a_front);
  g_test_add_func("/bands/tells-apart-how-far-a-place-is-from-two-fronts",
                  tells_apart_how_far_a_place_is_from_two_fronts);
  g_test_add_func("/bands/coasts-are-no-front", coasts_are_no_front);
  g_test_add_func("/bands/distances-are-checked", distances_are_checked);
  return g_test_run();
}
