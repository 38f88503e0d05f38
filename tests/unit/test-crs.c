#include "data/geometry/crs.h"

#include "fixture.h"
#include "random.h"

static SalTransform *
make_transform(const char *from, const char *to)
{
  g_autoptr(GError) error = NULL;
  SalTransform *transform = sal_transform_new(from, to, &error);
  g_assert_no_error(error);
  return transform;
}

static void
assert_point(const char *from, const char *to, SalPoint point, SalPoint expected, double tolerance)
{
  g_autoptr(SalTransform) transform = make_transform(from, to);
  g_assert_cmpuint(sal_transform_points(transform, &point, 1), ==, 0);
  g_assert_cmpfloat_with_epsilon(point.x, expected.x, tolerance);
  g_assert_cmpfloat_with_epsilon(point.y, expected.y, tolerance);
}

static void
puts_longitude_and_easting_first(void)
{
  /* EPSG:4326 and EPSG:3035 name latitude and northing first. */
  assert_point("EPSG:4326", SAL_CRS_LONLAT, (SalPoint){ 30, 50 }, (SalPoint){ 30, 50 }, 1e-300);
  assert_point("EPSG:3857", SAL_CRS_LONLAT, (SalPoint){ 3339584.724, 6446275.841 }, (SalPoint){ 30, 50 },
               1e-8);
  assert_point("EPSG:32636", SAL_CRS_LONLAT, (SalPoint){ 500000, 0 }, (SalPoint){ 33, 0 }, 1e-9);
  assert_point(SAL_CRS_LONLAT, "EPSG:3035", (SalPoint){ 10, 52 }, (SalPoint){ 4321000, 3210000 }, 1e-3);
}

static void
knows_what_passes_unchanged(void)
{
  g_autoptr(SalTransform) same = make_transform("EPSG:4326", SAL_CRS_LONLAT);
  g_autoptr(SalTransform) other = make_transform("EPSG:3857", SAL_CRS_LONLAT);
  g_autoptr(SalTransform) copy = sal_transform_copy(same);
  g_assert_true(sal_transform_is_identity(same));
  g_assert_true(sal_transform_is_identity(copy));
  g_assert_false(sal_transform_is_identity(other));
}

static void
comes_back_from_there(void)
{
  static const char *const names[] = { "EPSG:3857", "EPSG:3035", "EPSG:32637",
                                       "+proj=laea +lat_0=48 +lon_0=36" };
  g_autoptr(GRand) random = random_new();
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(SalTransform) there = make_transform(SAL_CRS_LONLAT, names[i]);
    g_autoptr(SalTransform) back = make_transform(names[i], SAL_CRS_LONLAT);
    for (int repeat = 0; repeat < 100; repeat++) {
      const SalPoint p = random_near(random, (SalPoint){ 36, 48 }, 4);
      SalPoint q = p;
      sal_transform_points(there, &q, 1);
      sal_transform_points(back, &q, 1);
      g_assert_cmpfloat(hypot(p.x - q.x, p.y - q.y), <, 1e-8);
    }
  }
}

static gpointer
transform_in_thread(gpointer data)
{
  g_autoptr(SalTransform) own = sal_transform_copy(data);
  SalPoint p = { 10, 52 };
  for (int i = 0; i < 500; i++) {
    p = (SalPoint){ 10, 52 };
    sal_transform_points(own, &p, 1);
  }
  return GINT_TO_POINTER(fabs(p.x - 4321000) < 1e-3);
}

static void
copies_serve_other_threads(void)
{
  g_autoptr(SalTransform) transform = make_transform(SAL_CRS_LONLAT, "EPSG:3035");
  GThread *threads[4];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("transform", transform_in_thread, transform);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_assert_true(GPOINTER_TO_INT(g_thread_join(threads[i])));
}

static void
assert_unknown(const char *crs, const char *part)
{
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_crs_check(crs, &error));
  assert_error_says(error, SAL_ERROR_CRS, "CRS: expected one that PROJ knows", part, NULL);
  g_assert_false(sal_crs_is_projected(crs));
}

static void
refuses_what_proj_does_not_know(void)
{
  g_autoptr(GError) error = NULL;
  assert_unknown("EPSG:123456", "got 'EPSG:123456'");
  assert_unknown("", "got ''");
  assert_unknown("moon\n", "got 'moon\\n'");
  assert_unknown("+proj=laea +lat_0=nonsense", "'+proj=laea");
  g_assert_true(sal_crs_check("EPSG:3035", &error));
  g_assert_true(sal_crs_check("+proj=laea +lat_0=48 +lon_0=36", &error));
  g_assert_no_error(error);
}

static void
takes_whole_names_only(void)
{
  static const char *const parts[] = { "foo", "wgs", "WGS", "84", "ETRS89-extended", "WGS 84 / UTM zone 36" };
  static const char *const names[] = { "WGS 84",
                                       "wgs84",
                                       "ETRS89-extended / LAEA Europe",
                                       "epsg:3035",
                                       "OGC:CRS84",
                                       "urn:ogc:def:crs:EPSG::3857",
                                       "EPSG:102100",
                                       "proj=laea lat_0=48 type=crs" };
  g_autoptr(GError) error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_autofree char *got = g_strdup_printf("got '%s'", parts[i]);
    assert_unknown(parts[i], got);
  }
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    sal_crs_check(names[i], &error);
    g_assert_no_error(error);
  }
}

static void
names_the_end_of_a_transform_that_is_unknown(void)
{
  g_autoptr(GError) from = NULL, to = NULL;
  g_assert_null(sal_transform_new("EPSG:1", SAL_CRS_LONLAT, &from));
  assert_error_says(from, SAL_ERROR_CRS, "got 'EPSG:1'", NULL);
  g_assert_null(sal_transform_new(SAL_CRS_LONLAT, "EPSG:2x", &to));
  assert_error_says(to, SAL_ERROR_CRS, "got 'EPSG:2x'", NULL);
}

static gboolean
is_equal_area(const char *crs)
{
  g_autoptr(GError) error = NULL;
  gboolean equal_area = -1;
  g_assert_true(sal_crs_is_equal_area(crs, &equal_area, &error));
  g_assert_no_error(error);
  return equal_area;
}

static void
tells_equal_area_projections(void)
{
  static const char *const yes[] = { "EPSG:3035",
                                     "EPSG:6933",
                                     "EPSG:5070",
                                     "EPSG:6931",
                                     "+proj=laea +lat_0=48 +lon_0=36",
                                     "+proj=aea +lat_1=44 +lat_2=52 +lon_0=31" };
  /* PROJ knows Mollweide (54009) on the sphere alone; 3408 is on a sphere of its own. */
  static const char *const no[] = { "ESRI:54009", "EPSG:3408", "EPSG:3857",
                                    "EPSG:32637", "EPSG:3034", "EPSG:4326",
                                    "OGC:CRS84",  "EPSG:4978", "+proj=laea +lat_0=48 +lon_0=36 +units=km" };
  for (guint i = 0; i < G_N_ELEMENTS(yes); i++)
    if (!is_equal_area(yes[i]))
      g_error("%s keeps areas", yes[i]);
  for (guint i = 0; i < G_N_ELEMENTS(no); i++)
    if (is_equal_area(no[i]))
      g_error("%s does not keep areas", no[i]);
}

static void
tells_projected_from_geographic(void)
{
  g_assert_true(sal_crs_is_projected("EPSG:3857"));
  g_assert_true(sal_crs_is_projected("+proj=laea +lat_0=48"));
  g_assert_false(sal_crs_is_projected("EPSG:4326"));
  g_assert_false(sal_crs_is_projected(SAL_CRS_LONLAT));
}

static SalGeometry *
make_line(SalPoint a, SalPoint b)
{
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, a.x, a.y);
  sal_geometry_add_point(line, b.x, b.y);
  sal_geometry_end_part(line);
  return line;
}

static SalGeometry *
transform_line(SalTransform *transform, SalPoint a, SalPoint b, double tolerance)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalGeometry) line = make_line(a, b);
  SalGeometry *moved = sal_transform_geometry(transform, line, tolerance, &error);
  g_assert_no_error(error);
  return moved;
}

static double
get_distance(SalPoint p, SalPoint a, SalPoint b)
{
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double t = CLAMP(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0, 1);
  return hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

static double
get_distance_from_line(SalPoint p, const SalGeometry *line)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(line, 0, &n);
  double nearest = INFINITY;
  for (guint i = 1; i < n; i++)
    nearest = MIN(nearest, get_distance(p, points[i - 1], points[i]));
  return nearest;
}

static void
splits_edges_that_would_stray(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalTransform) transform = make_transform("EPSG:3035", SAL_CRS_LONLAT);
  for (int repeat = 0; repeat < 50; repeat++) {
    const SalPoint a = random_near(random, (SalPoint){ 4.3e6, 3.2e6 }, 1e6);
    const SalPoint b = random_near(random, (SalPoint){ 4.3e6, 3.2e6 }, 1e6);
    g_autoptr(SalGeometry) line = transform_line(transform, a, b, 1e-6);
    for (int i = 0; i <= 100; i++) {
      SalPoint p = { a.x + (b.x - a.x) * i / 100, a.y + (b.y - a.y) * i / 100 };
      sal_transform_points(transform, &p, 1);
      g_assert_cmpfloat(get_distance_from_line(p, line), <=, 1.5e-6);
    }
  }
}

/* In Mercator a line across the equator bends one way in the south and the other in the north; its middle is
 * straight. */
static void
splits_edges_that_bend_both_ways(void)
{
  g_autoptr(SalTransform) transform = make_transform(SAL_CRS_LONLAT, "EPSG:3857");
  g_autoptr(SalGeometry) line = transform_line(transform, (SalPoint){ -10, -40 }, (SalPoint){ 10, 40 }, 100);
  g_assert_cmpuint(sal_geometry_get_n_points(line), >, 10);
}

static void
leaves_edges_whole_where_told_or_where_straight(void)
{
  g_autoptr(SalTransform) curved = make_transform("EPSG:3035", SAL_CRS_LONLAT);
  g_autoptr(SalTransform) straight = make_transform("EPSG:6933", SAL_CRS_LONLAT);
  g_autoptr(SalTransform) same = make_transform("EPSG:4326", SAL_CRS_LONLAT);
  const SalPoint a = { 3e6, 3e6 }, b = { 5e6, 3e6 };
  g_autoptr(SalGeometry) never = transform_line(curved, a, b, 0);
  g_autoptr(SalGeometry) parallel = transform_line(straight, a, b, 1e-6);
  g_autoptr(SalGeometry) identity = transform_line(same, (SalPoint){ 0, 0 }, (SalPoint){ 90, 60 }, 1e-6);
  g_assert_cmpuint(sal_geometry_get_n_points(never), ==, 2);
  g_assert_cmpuint(sal_geometry_get_n_points(parallel), ==, 2);
  g_assert_cmpuint(sal_geometry_get_n_points(identity), ==, 2);
}

static void
splits_shared_edges_alike(void)
{
  g_autoptr(SalTransform) transform = make_transform("EPSG:32637", SAL_CRS_LONLAT);
  const SalPoint a = { 400000.25, 5300000.5 }, b = { 700001.125, 5100000.75 };
  g_autoptr(SalGeometry) there = transform_line(transform, a, b, 1e-6);
  g_autoptr(SalGeometry) back = transform_line(transform, b, a, 1e-6);
  guint n, m;
  const SalPoint *p = sal_geometry_get_part(there, 0, &n), *q = sal_geometry_get_part(back, 0, &m);
  g_assert_cmpuint(n, ==, m);
  g_assert_cmpuint(n, >, 10);
  for (guint i = 0; i < n; i++)
    g_assert_true(p[i].x == q[n - 1 - i].x && p[i].y == q[n - 1 - i].y);
}

static void
keeps_rings_and_polygons_apart(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(SalTransform) transform = make_transform(SAL_CRS_LONLAT, "EPSG:3035");
  g_autoptr(SalGeometry) polygons = random_with_hole(random, (SalPoint){ 15, 50 }, 3);
  g_autoptr(SalGeometry) more = random_union(random, (SalPoint){ 0, 45 }, 2);
  sal_geometry_append(polygons, more);
  g_autoptr(SalGeometry) moved = sal_transform_geometry(transform, polygons, 10, &error);
  g_assert_no_error(error);
  assert_same_bytes(moved->polygon_ends, polygons->polygon_ends, sizeof(guint));
  g_assert_cmpuint(moved->part_ends->len, ==, polygons->part_ends->len);
  g_assert_true(sal_geometry_is_valid(moved, NULL, NULL));
}

static void
names_a_vertex_without_image(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalTransform) transform = make_transform(SAL_CRS_LONLAT, "EPSG:3857");
  g_autoptr(SalGeometry) line = make_line((SalPoint){ 10, 10 }, (SalPoint){ 20, 95 });
  SalPoint point = { 20, 95 };
  g_assert_null(sal_transform_geometry(transform, line, 0, &error));
  assert_error_says(error, SAL_ERROR_CRS, "vertex 2: expected a position", "got (20, 95)", NULL);
  g_assert_cmpuint(sal_transform_points(transform, &point, 1), ==, 1);
  g_assert_true(point.x == HUGE_VAL && point.y == HUGE_VAL);
}

/* Points that come again, in any order and with others between them, have the same images to the last bit. */
static void
remembers_images(void)
{
  const char *crs = "+proj=laea +lat_0=49 +lon_0=38 +datum=WGS84 +units=m +no_defs +type=crs";
  g_autoptr(SalTransform) plain = sal_transform_new(SAL_CRS_LONLAT, crs, NULL);
  g_autoptr(SalTransform) master = sal_transform_new(SAL_CRS_LONLAT, crs, NULL);
  sal_transform_remember(master);
  g_autoptr(SalTransform) remembering = sal_transform_copy(master);
  for (guint round = 0; round < 400; round++) {
    SalPoint points[300], expected[G_N_ELEMENTS(points)];
    for (guint i = 0; i < G_N_ELEMENTS(points); i++) {
      const double x = g_test_rand_int_range(0, 300), y = g_test_rand_int_range(0, 200);
      points[i] = (SalPoint){ 30 + x / 20, 44 + y / 20 };
    }
    points[7] = (SalPoint){ 0, 0 };
    points[8] = (SalPoint){ -0.0, 0 };
    points[9] = (SalPoint){ 38, 49 };
    points[10] = (SalPoint){ 1e9, HUGE_VAL };
    points[11] = (SalPoint){ NAN, 1 };
    memcpy(expected, points, sizeof points);
    const guint n = (guint)g_test_rand_int_range(12, G_N_ELEMENTS(points) + 1);
    const guint n_lost = sal_transform_points(plain, expected, n);
    g_assert_cmpuint(n_lost, ==, 2);
    g_assert_cmpuint(sal_transform_points(remembering, points, n), ==, n_lost);
    g_assert_cmpmem(points, sizeof points, expected, sizeof expected);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/crs/puts-longitude-and-easting-first", puts_longitude_and_easting_first);
  g_test_add_func("/crs/knows-what-passes-unchanged", knows_what_passes_unchanged);
  g_test_add_func("/crs/comes-back-from-there", comes_back_from_there);
  g_test_add_func("/crs/copies-serve-other-threads", copies_serve_other_threads);
  g_test_add_func("/crs/refuses-what-proj-does-not-know", refuses_what_proj_does_not_know);
  g_test_add_func("/crs/takes-whole-names-only", takes_whole_names_only);
  g_test_add_func("/crs/names-the-end-of-a-transform-that-is-unknown",
                  names_the_end_of_a_transform_that_is_unknown);
  g_test_add_func("/crs/tells-equal-area-projections", tells_equal_area_projections);
  g_test_add_func("/crs/tells-projected-from-geographic", tells_projected_from_geographic);
  g_test_add_func("/crs/splits-edges-that-would-stray", splits_edges_that_would_stray);
  g_test_add_func("/crs/splits-edges-that-bend-both-ways", splits_edges_that_bend_both_ways);
  g_test_add_func("/crs/leaves-edges-whole-where-told-or-where-straight",
                  leaves_edges_whole_where_told_or_where_straight);
  g_test_add_func("/crs/splits-shared-edges-alike", splits_shared_edges_alike);
  g_test_add_func("/crs/keeps-rings-and-polygons-apart", keeps_rings_and_polygons_apart);
  g_test_add_func("/crs/names-a-vertex-without-image", names_a_vertex_without_image);
  g_test_add_func("/crs/remembers-images", remembers_images);
  return g_test_run();
}
