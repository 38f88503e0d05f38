#include "data/geometry/area.h"

#include "data/geometry/crs.h"
#include "fixture.h"
#include "random.h"

#include <geodesic.h>

#define WGS84_A 6378137.0
#define WGS84_F (1 / 298.257223563)
#define EARTH_KM2 510065621.724 /* the whole ellipsoid; Moritz, GRS 80, with WGS 84's flattening */

/* Shapes that area models have to master. */
typedef struct {
  const char *name;
  SalPoint centre;
  double radius; /* degrees */
  gboolean hole;
} Shape;

static const Shape shapes[] = {
  { "a kilometre across", { 37.5, 48.5 }, 0.005, FALSE },
  { "a kilometre across on the equator", { -70.1, 0.001 }, 0.005, FALSE },
  { "a district with a hole", { 37.5, 48.5 }, 0.4, TRUE },
  { "a country", { 31.2, 49 }, 6, FALSE },
  { "a country with a hole", { 127, 37 }, 4, TRUE },
  { "across the equator", { 24, 1 }, 12, TRUE },
  { "a continent", { 20, 5 }, 35, FALSE },
  { "near the north pole", { -40, 84 }, 5.5, FALSE },
  { "near the south pole", { 150, -82 }, 7, TRUE },
  { "beyond the antimeridian", { 179, -17 }, 3, FALSE },
};

static SalAreaModel *
make_model(const char *name)
{
  g_autoptr(GError) error = NULL;
  SalAreaModel *model = sal_area_model_new(name, &error);
  g_assert_no_error(error);
  return model;
}

static SalGeometry *
make_shape(GRand *random, const Shape *shape)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  add_star_ring(polygons, random, shape->centre, shape->radius, 11);
  if (shape->hole)
    add_star_ring(polygons, random, shape->centre, shape->radius * 0.35, 7);
  sal_geometry_end_polygon(polygons);
  return polygons;
}

static SalGeometry *
make_rectangle(double west, double south, double east, double north)
{
  SalGeometry *rectangle = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(rectangle, west, south);
  sal_geometry_add_point(rectangle, east, south);
  sal_geometry_add_point(rectangle, east, north);
  sal_geometry_add_point(rectangle, west, north);
  sal_geometry_end_part(rectangle);
  sal_geometry_end_polygon(rectangle);
  return rectangle;
}

static double
get_relative_error(double got, double expected)
{
  return fabs(got - expected) / fabs(expected);
}

/* The sum over rings of what a function says about each, holes taken off. */
typedef long double (*RingFunc)(const SalPoint *points, guint n, gpointer data);

static double
sum_rings(const SalGeometry *polygons, RingFunc func, gpointer data)
{
  long double sum = 0;
  for (guint polygon = 0; polygon < sal_geometry_get_n_polygons(polygons); polygon++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
      const long double area = fabsl(func(points, n, data));
      sum += part == first ? area : -area;
    }
  }
  return (double)sum;
}

/* First way: every edge cut into many, straight in lon/lat, and the plane area in an equal-area projection.
 */

#define CUTS 20000

static long double
get_plane_area(const SalPoint *points, guint n)
{
  long double sum = 0;
  const long double x0 = points[0].x, y0 = points[0].y;
  for (guint i = 1; i < n; i++)
    sum += (points[i - 1].x - x0) * (points[i].y - y0) - (points[i].x - x0) * (points[i - 1].y - y0);
  return sum / 2;
}

static long double
measure_densified(const SalPoint *points, guint n, gpointer transform)
{
  g_autoptr(GArray) dense = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  for (guint i = 1; i < n; i++) {
    for (guint j = 0; j < CUTS; j++) {
      const double t = (double)j / CUTS;
      const SalPoint p = { points[i - 1].x + t * (points[i].x - points[i - 1].x),
                           points[i - 1].y + t * (points[i].y - points[i - 1].y) };
      g_array_append_val(dense, p);
    }
  }
  g_array_append_val(dense, g_array_index(dense, SalPoint, 0));
  g_assert_cmpuint(sal_transform_points(transform, &g_array_index(dense, SalPoint, 0), dense->len), ==, 0);
  return get_plane_area(&g_array_index(dense, SalPoint, 0), dense->len);
}

static double
compare_with_densified(const SalGeometry *polygons, const char *crs)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalAreaModel) model = make_model("ellipsoid");
  g_autoptr(SalTransform) transform = sal_transform_new(SAL_CRS_LONLAT, crs, &error);
  g_assert_no_error(error);
  return get_relative_error(sal_area_measure(model, polygons),
                            sum_rings(polygons, measure_densified, transform));
}

static void
agrees_with_densified_edges(void)
{
  g_autoptr(GRand) random = random_new();
  double worst = 0;
  for (guint i = 0; i < G_N_ELEMENTS(shapes); i++) {
    g_autoptr(SalGeometry) polygons = make_shape(random, &shapes[i]);
    /* The cylinder ends at the antimeridian, where PROJ wraps longitudes. */
    g_autofree char *laea = g_strdup_printf("+proj=laea +lat_0=%.15g +lon_0=%.15g +datum=WGS84",
                                            shapes[i].centre.y, shapes[i].centre.x);
    const double error = shapes[i].centre.x > 170 ? 0 : compare_with_densified(polygons, "EPSG:6933");
    const double error_laea = compare_with_densified(polygons, laea);
    g_test_message("%s: relative error %.2g in EPSG:6933, %.2g in a LAEA of its own", shapes[i].name, error,
                   error_laea);
    worst = MAX(worst, MAX(error, error_laea));
  }
  g_test_message("worst relative error %.2g", worst);
  g_assert_cmpfloat(worst, <, 1e-9);
}

/* Second way: the zone area integrated over the longitude of each edge by Gauss and Legendre, in long double.
 */

#define NODES 40

typedef struct {
  long double x[NODES], weight[NODES]; /* on -1..1 */
} Quadrature;

/* The Legendre polynomial of degree NODES and its derivative. */
static long double
get_legendre(long double x, long double *derivative)
{
  long double last = 1, p = x;
  for (int k = 2; k <= NODES; k++) {
    const long double next = ((2 * k - 1) * x * p - (k - 1) * last) / k;
    last = p;
    p = next;
  }
  *derivative = NODES * (x * p - last) / (x * x - 1);
  return p;
}

static Quadrature
make_quadrature(void)
{
  Quadrature q;
  for (int i = 0; i < NODES; i++) {
    long double x = cosl((long double)G_PI * (i + 0.75L) / (NODES + 0.5L)), derivative = 1;
    for (int step = 0; step < 10; step++)
      x -= get_legendre(x, &derivative) / derivative;
    get_legendre(x, &derivative);
    q.x[i] = x;
    q.weight[i] = 2 / ((1 - x * x) * derivative * derivative);
  }
  return q;
}

static const long double degree = 3.14159265358979323846264338327950288L / 180;

/* m2 per radian of longitude between the equator and a latitude. */
static long double
get_zone_area(long double lat_deg)
{
  const long double f = 1 / 298.257223563L, a = 6378137.0L, e2 = f * (2 - f), e = sqrtl(e2);
  const long double s = sinl(lat_deg * degree);
  return a * a * (1 - e2) / 2 * (s / (1 - e2 * s * s) + atanhl(e * s) / e);
}

static long double
integrate_ring(const SalPoint *points, guint n, gpointer data)
{
  const Quadrature *q = data;
  long double sum = 0;
  for (guint i = 1; i < n; i++) {
    const long double middle = ((long double)points[i].y + points[i - 1].y) / 2;
    const long double half = ((long double)points[i].y - points[i - 1].y) / 2;
    long double mean = 0;
    for (int j = 0; j < NODES; j++)
      mean += q->weight[j] / 2 * get_zone_area(middle + half * q->x[j]);
    sum += mean * ((long double)points[i].x - points[i - 1].x) * degree;
  }
  return sum;
}

static void
agrees_with_quadrature(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalAreaModel) model = make_model("ellipsoid");
  Quadrature quadrature = make_quadrature();
  for (guint i = 0; i < G_N_ELEMENTS(shapes); i++) {
    double worst = 0;
    for (int repeat = 0; repeat < 100; repeat++) {
      g_autoptr(SalGeometry) polygons = make_shape(random, &shapes[i]);
      const double expected = sum_rings(polygons, integrate_ring, &quadrature);
      worst = MAX(worst, get_relative_error(sal_area_measure(model, polygons), expected));
    }
    g_test_message("%s: worst relative error of 100: %.2g", shapes[i].name, worst);
    g_assert_cmpfloat(worst, <, 1e-10);
  }
}

static void
measures_the_whole_earth(void)
{
  g_autoptr(SalAreaModel) ellipsoid = make_model("ellipsoid");
  g_autoptr(SalAreaModel) sphere = make_model("sphere");
  g_autoptr(SalAreaModel) unit = make_model("sphere:1000");
  g_autoptr(SalGeometry) earth = make_rectangle(-180, -90, 180, 90);
  g_assert_cmpfloat(get_relative_error(sal_area_measure(ellipsoid, earth), EARTH_KM2 * 1e6), <, 1e-11);
  g_assert_cmpfloat(get_relative_error(sal_area_measure(sphere, earth), EARTH_KM2 * 1e6), <, 1e-10);
  g_assert_cmpfloat(get_relative_error(sal_area_measure(unit, earth), 4 * G_PI * 1e6), <, 1e-14);
}

static void
measures_bands_in_closed_form(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalAreaModel) sphere = make_model("sphere:6378137");
  for (int i = 0; i < 200; i++) {
    const double south = g_rand_double_range(random, -85, 85), west = g_rand_double_range(random, -180, 170);
    const double north = g_rand_double_range(random, south + 1, 90),
                 east = west + g_rand_double_range(random, 0.1, 190);
    g_autoptr(SalGeometry) rectangle = make_rectangle(west, south, east, north);
    const double expected = 6378137.0 * 6378137.0 * (sin(north * G_PI / 180) - sin(south * G_PI / 180)) *
                            (east - west) * G_PI / 180;
    g_assert_cmpfloat(get_relative_error(sal_area_measure(sphere, rectangle), expected), <, 1e-12);
  }
}

static void
knows_the_default_radius(void)
{
  g_autoptr(SalAreaModel) sphere = make_model("sphere");
  g_autoptr(SalAreaModel) same = make_model("sphere:6371007.1809");
  g_autoptr(SalGeometry) rectangle = make_rectangle(30, 44, 40, 52);
  g_assert_cmpfloat(sal_area_measure(sphere, rectangle), ==, sal_area_measure(same, rectangle));
  g_assert_nonnull(strstr(sal_area_model_get_definition(same), "6371007.1809 m"));
}

static long double
measure_by_proj(const SalPoint *points, guint n, gpointer data)
{
  g_autofree double *lats = g_new(double, n), *lons = g_new(double, n);
  double area, perimeter;
  for (guint i = 0; i < n; i++)
    lats[i] = points[i].y, lons[i] = points[i].x;
  geod_polygonarea(data, lats, lons, (int)n - 1, &area, &perimeter);
  return area;
}

static void
geodesic_is_projs_own(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalAreaModel) model = make_model("geodesic");
  struct geod_geodesic geod;
  geod_init(&geod, WGS84_A, WGS84_F);
  g_assert_false(sal_area_model_is_additive(model));
  for (guint i = 0; i < G_N_ELEMENTS(shapes); i++) {
    g_autoptr(SalGeometry) polygons = make_shape(random, &shapes[i]);
    const double expected = sum_rings(polygons, measure_by_proj, &geod);
    g_assert_cmpfloat(fabs(sal_area_measure(model, polygons) - expected), <=, 1e-9 + expected * 4e-16);
  }
}

/* Edges of hundreds of kilometres: the two definitions must not be the same by mistake. */
static void
geodesics_bow_polewards(void)
{
  g_autoptr(SalAreaModel) geodesic = make_model("geodesic");
  g_autoptr(SalAreaModel) ellipsoid = make_model("ellipsoid");
  g_autoptr(SalGeometry) rectangle = make_rectangle(20, 10, 40, 60);
  const double ratio = sal_area_measure(geodesic, rectangle) / sal_area_measure(ellipsoid, rectangle);
  g_assert_cmpfloat(ratio, >, 1.0005);
  g_assert_cmpfloat(ratio, <, 1.001);
}

static long double
measure_plane(const SalPoint *points, guint n, gpointer transform)
{
  g_autofree SalPoint *projected = g_memdup2(points, n * sizeof *points);
  sal_transform_points(transform, projected, n);
  return get_plane_area(projected, n);
}

static void
measures_in_equal_area_projections(void)
{
  static const char *const names[] = { "EPSG:3035", "EPSG:6933", "+proj=aea +lat_1=44 +lat_2=52 +lon_0=31" };
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalAreaModel) ellipsoid = make_model("ellipsoid");
  const Shape shape = { "", { 31, 48 }, 3, TRUE };
  g_autoptr(SalGeometry) polygons = make_shape(random, &shape);
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(SalAreaModel) model = make_model(names[i]);
    g_autoptr(SalTransform) transform = sal_transform_new(SAL_CRS_LONLAT, names[i], NULL);
    const double area = sal_area_measure(model, polygons);
    g_assert_cmpfloat(get_relative_error(area, sum_rings(polygons, measure_plane, transform)), <, 1e-12);
    g_assert_cmpfloat(get_relative_error(area, sal_area_measure(ellipsoid, polygons)), <, 0.01);
    g_assert_cmpstr(sal_area_model_get_name(model), ==, names[i]);
  }
}

static void
gives_nan_for_what_a_projection_cannot_show(void)
{
  g_autoptr(SalAreaModel) model = make_model("+proj=laea +lat_0=90 +datum=WGS84");
  g_autoptr(SalGeometry) antipode = make_rectangle(-180, -90, 180, -89);
  g_assert_true(isnan(sal_area_measure(model, antipode)));
}

static void
assert_refused(const char *name, SalError code, const char *part)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(sal_area_model_new(name, &error));
  assert_error_says(error, code, "area model", "expected ", "got ", part, NULL);
}

static void
refuses_bad_names(void)
{
  assert_refused("elipsoid", SAL_ERROR_USAGE, "(did you mean 'ellipsoid'?)");
  assert_refused("geodetic", SAL_ERROR_USAGE, "(did you mean 'geodesic'?)");
  assert_refused("", SAL_ERROR_USAGE, "got ''");
  assert_refused("Sphere", SAL_ERROR_USAGE, "(did you mean 'sphere'?)");
  assert_refused("spherex", SAL_ERROR_USAGE, "got 'spherex'");
}

static void
refuses_bad_radii(void)
{
  static const char *const radii[] = { "",        "0",    "-1",    "nan",   "inf", "1e400",
                                       "6371 km", "0x10", " 5000", "+7000", "1e10" };
  for (guint i = 0; i < G_N_ELEMENTS(radii); i++) {
    g_autofree char *name = g_strconcat("sphere:", radii[i], NULL);
    assert_refused(name, SAL_ERROR_USAGE, "expected a radius of 1 to 1e9 metres");
  }
}

static void
refuses_projections_that_distort_areas(void)
{
  assert_refused("EPSG:3857", SAL_ERROR_CRS, "expected an equal-area projection, got 'EPSG:3857'");
  assert_refused("EPSG:32637", SAL_ERROR_CRS, "equal-area");
  assert_refused("EPSG:4326", SAL_ERROR_CRS, "equal-area");
  assert_refused("EPSG:99999999", SAL_ERROR_CRS, "got 'EPSG:99999999'");
  assert_refused("+proj=nonsense", SAL_ERROR_CRS, "got '+proj=nonsense'");
}

/* Exactness: what must not matter to the last bit. */

/* The rings of polygons in another order of points: each starts later and perhaps runs the other way; the
 * holes of a polygon and the polygons themselves come in reverse order. */
static void
add_turned_ring(SalGeometry *turned, GRand *random, const SalPoint *points, guint n)
{
  const guint size = n - 1, start = (guint)g_rand_int_range(random, 0, (gint32)size);
  const gboolean reverse = g_rand_boolean(random);
  for (guint i = 0; i < size; i++) {
    const SalPoint p = points[(start + (reverse ? size - i : i)) % size];
    sal_geometry_add_point(turned, p.x, p.y);
  }
  sal_geometry_end_part(turned);
}

static SalGeometry *
turn_round(GRand *random, const SalGeometry *polygons)
{
  SalGeometry *turned = sal_geometry_new(SAL_POLYGONS);
  for (guint i = sal_geometry_get_n_polygons(polygons); i > 0; i--) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(polygons, i - 1, &n_parts);
    for (guint part = 0; part < n_parts; part++) {
      const SalPoint *points = sal_geometry_get_part(polygons, first + (part == 0 ? 0 : n_parts - part), &n);
      add_turned_ring(turned, random, points, n);
    }
    sal_geometry_end_polygon(turned);
  }
  return turned;
}

static void
assert_order_does_not_matter(const char *name, GRand *random, int repeats)
{
  g_autoptr(SalAreaModel) model = make_model(name);
  for (int i = 0; i < repeats; i++) {
    g_autoptr(SalGeometry) polygons = random_with_hole(random, (SalPoint){ 35, 48 }, 2);
    g_autoptr(SalGeometry) more = random_union(random, (SalPoint){ 20, -3 }, 5);
    sal_geometry_append(polygons, more);
    g_autoptr(SalGeometry) turned = turn_round(random, polygons);
    g_assert_cmpfloat(sal_area_measure(model, polygons), ==, sal_area_measure(model, turned));
  }
}

static void
is_the_same_for_any_order(void)
{
  g_autoptr(GRand) random = random_new();
  assert_order_does_not_matter("ellipsoid", random, 300);
  assert_order_does_not_matter("sphere", random, 300);
  assert_order_does_not_matter("EPSG:6933", random, 300);
}

/* Cuts a star from its first corner to another: the two halves share the new edge. */
static void
cut_star(const SalGeometry *star, guint corner, SalGeometry *halves[2])
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(star, 0, &n);
  for (int half = 0; half < 2; half++) {
    halves[half] = sal_geometry_new(SAL_POLYGONS);
    for (guint i = half == 0 ? 0 : corner; i <= (half == 0 ? corner : n - 1); i++)
      sal_geometry_add_point(halves[half], points[i].x, points[i].y);
    sal_geometry_end_part(halves[half]);
    sal_geometry_end_polygon(halves[half]);
  }
}

static void
assert_halves_add_up(const SalAreaModel *model, GRand *random, double radius, double ulps)
{
  g_autoptr(SalGeometry) star = sal_geometry_new(SAL_POLYGONS);
  /* Convex, so that any cut lies inside. */
  for (int i = 0; i < 12; i++)
    sal_geometry_add_point(star, 37 + radius * cos(i * G_PI / 6 + g_rand_double_range(random, 0, 0.1)),
                           48 + radius * sin(i * G_PI / 6));
  sal_geometry_end_part(star);
  sal_geometry_end_polygon(star);
  SalGeometry *halves[2];
  cut_star(star, (guint)g_rand_int_range(random, 2, 11), halves);
  g_autoptr(SalGeometry) first = halves[0], second = halves[1];
  const double sum = sal_area_measure(model, first) + sal_area_measure(model, second);
  const double whole = sal_area_measure(model, star);
  g_assert_cmpfloat(fabs(sum - whole), <=, ulps * whole * 0x1p-52);
}

static void
parts_add_up_to_the_last_bit(void)
{
  g_autoptr(GRand) random = random_new();
  static const char *const names[] = { "ellipsoid", "sphere", "EPSG:3035" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(SalAreaModel) model = make_model(names[i]);
    g_assert_true(sal_area_model_is_additive(model));
    /* Up to 2 km2 a double holds every multiple of 2^-32 m2; above it rounds the three sums. */
    for (int repeat = 0; repeat < 200; repeat++) {
      assert_halves_add_up(model, random, 0.005, 0);
      assert_halves_add_up(model, random, 3, 2);
    }
  }
}

static void
nothing_has_no_area(void)
{
  g_autoptr(SalAreaModel) model = make_model("ellipsoid");
  g_autoptr(SalGeometry) empty = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(SalGeometry) flat = make_rectangle(30, 40, 30, 50);
  g_assert_cmpfloat(sal_area_measure(model, empty), ==, 0);
  g_assert_cmpfloat(sal_area_measure(model, flat), ==, 0);
}

static gpointer
measure_often(gpointer data)
{
  const SalAreaModel *model = data;
  g_autoptr(SalGeometry) rectangle = make_rectangle(30, 44, 31, 45);
  const double first = sal_area_measure(model, rectangle);
  for (int i = 0; i < 200; i++)
    if (sal_area_measure(model, rectangle) != first)
      return NULL;
  return data;
}

static void
projected_models_serve_many_threads(void)
{
  g_autoptr(SalAreaModel) model = make_model("EPSG:3035");
  GThread *threads[8];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("measure", measure_often, model);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_assert_true(g_thread_join(threads[i]) == model);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/area/ellipsoid-agrees-with-densified-edges-in-equal-area-projections",
                  agrees_with_densified_edges);
  g_test_add_func("/area/ellipsoid-agrees-with-quadrature-in-long-double", agrees_with_quadrature);
  g_test_add_func("/area/measures-the-whole-earth", measures_the_whole_earth);
  g_test_add_func("/area/sphere-measures-bands-in-closed-form", measures_bands_in_closed_form);
  g_test_add_func("/area/sphere-knows-its-default-radius", knows_the_default_radius);
  g_test_add_func("/area/geodesic-is-projs-own", geodesic_is_projs_own);
  g_test_add_func("/area/geodesics-bow-polewards", geodesics_bow_polewards);
  g_test_add_func("/area/measures-in-equal-area-projections", measures_in_equal_area_projections);
  g_test_add_func("/area/gives-nan-for-what-a-projection-cannot-show",
                  gives_nan_for_what_a_projection_cannot_show);
  g_test_add_func("/area/refuses-bad-names", refuses_bad_names);
  g_test_add_func("/area/refuses-bad-radii", refuses_bad_radii);
  g_test_add_func("/area/refuses-projections-that-distort-areas", refuses_projections_that_distort_areas);
  g_test_add_func("/area/is-the-same-for-any-start-winding-and-order", is_the_same_for_any_order);
  g_test_add_func("/area/parts-add-up-to-the-last-bit", parts_add_up_to_the_last_bit);
  g_test_add_func("/area/nothing-has-no-area", nothing_has_no_area);
  g_test_add_func("/area/projected-models-serve-many-threads", projected_models_serve_many_threads);
  return g_test_run();
}
