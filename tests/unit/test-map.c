#include "render/map/map.h"
#include "render/map/outside.h"
#include "render/map/thin.h"

#include "data/base/error.h"
#include "data/geometry/chains.h"

#include <math.h>

static const SalRect FRAME = { 6, 20, 270, 180 };
static const SalBox DONBAS = { 35, 47, 40, 50 };

static SalMap *
map_new(SalBox box, const char *crs)
{
  g_autoptr(GError) error = NULL;
  SalMap *map = sal_map_new(box, crs, FRAME, &error);
  g_assert_no_error(error);
  g_assert_nonnull(map);
  return map;
}

static void
assert_refuses(SalBox box, const char *crs, SalError code, const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalMap) map = sal_map_new(box, crs, FRAME, &error);
  g_assert_null(map);
  g_assert_error(error, SAL_ERROR, (int)code);
  if (message != NULL)
    g_assert_cmpstr(error->message, ==, message);
}

/* Vincenty's inverse formula on WGS 84. */
static double
geodesic_m(SalPoint from, SalPoint to)
{
  const double a = 6378137, f = 1 / 298.257223563, b = a * (1 - f), radians = G_PI / 180;
  const double u1 = atan((1 - f) * tan(from.y * radians)), u2 = atan((1 - f) * tan(to.y * radians));
  const double difference = (to.x - from.x) * radians;
  double lambda = difference, sin_sigma = 0, cos_sigma = 1, sigma = 0, cos2_alpha = 1, cos_2m = 0;
  for (int i = 0; i < 30; i++) {
    const double p = cos(u2) * sin(lambda), q = cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lambda);
    sin_sigma = hypot(p, q);
    cos_sigma = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lambda);
    sigma = atan2(sin_sigma, cos_sigma);
    const double sin_alpha = cos(u1) * cos(u2) * sin(lambda) / sin_sigma;
    cos2_alpha = 1 - sin_alpha * sin_alpha;
    cos_2m = cos_sigma - 2 * sin(u1) * sin(u2) / cos2_alpha;
    const double c = f / 16 * cos2_alpha * (4 + f * (4 - 3 * cos2_alpha));
    lambda = difference + (1 - c) * f * sin_alpha *
                              (sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (2 * cos_2m * cos_2m - 1)));
  }
  const double w = cos2_alpha * (a * a - b * b) / (b * b);
  const double big_a = 1 + w / 16384 * (4096 + w * (-768 + w * (320 - 175 * w)));
  const double big_b = w / 1024 * (256 + w * (-128 + w * (74 - 47 * w)));
  return b * big_a *
         (sigma - big_b * sin_sigma * (cos_2m + big_b / 4 * cos_sigma * (2 * cos_2m * cos_2m - 1)));
}

static void
test_round_trips(void)
{
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  for (int i = 0; i < 200; i++) {
    const double lon = g_test_rand_double_range(35, 40), lat = g_test_rand_double_range(47, 50);
    double x, y, lon_back, lat_back;
    g_assert_true(sal_map_project_point(map, lon, lat, &x, &y));
    g_assert_true(sal_map_unproject_point(map, x, y, &lon_back, &lat_back));
    g_assert_cmpfloat_with_epsilon(lon_back, lon, 1e-7);
    g_assert_cmpfloat_with_epsilon(lat_back, lat, 1e-7);
  }
}

static void
test_centres_the_default_projection(void)
{
  g_autoptr(SalMap) map = map_new((SalBox){ 35.0001, 47, 40, 50.2 }, NULL);
  g_assert_cmpstr(sal_map_get_crs(map), ==,
                  "+proj=laea +lat_0=48.600 +lon_0=37.500 +datum=WGS84 +units=m +no_defs +type=crs");
}

static void
test_fills_the_frame(void)
{
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  SalBox page = sal_map_project_box(map, DONBAS);
  g_assert_cmpfloat(page.xmin, >=, FRAME.x - 1e-6);
  g_assert_cmpfloat(page.xmax, <=, FRAME.x + FRAME.width + 1e-6);
  g_assert_cmpfloat(page.ymin, >=, FRAME.y - 1e-6);
  g_assert_cmpfloat(page.ymax, <=, FRAME.y + FRAME.height + 1e-6);
  const double spare_x = FRAME.width - (page.xmax - page.xmin),
               spare_y = FRAME.height - (page.ymax - page.ymin);
  g_assert_cmpfloat(MIN(spare_x, spare_y), <, 0.05);
  g_assert_cmpfloat_with_epsilon(page.xmin - FRAME.x, FRAME.x + FRAME.width - page.xmax, 0.01);
}

static void
test_covers_all_that_the_frame_shows(void)
{
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  const SalBox box = sal_map_get_lonlat_box(map);
  for (int i = 0; i <= 40; i++) {
    double lon, lat;
    g_assert_true(sal_map_unproject_point(map, FRAME.x + FRAME.width * (i % 5) / 4,
                                          FRAME.y + FRAME.height * (i / 5) / 8, &lon, &lat));
    g_assert_true(lon > box.xmin && lon < box.xmax && lat > box.ymin && lat < box.ymax);
  }
}

static void
assert_scale(SalBox box, const char *crs)
{
  g_autoptr(SalMap) map = map_new(box, crs);
  const double x = FRAME.x + FRAME.width / 2, y = FRAME.y + FRAME.height / 2;
  SalPoint a, b;
  g_assert_true(sal_map_unproject_point(map, x - 10, y, &a.x, &a.y));
  g_assert_true(sal_map_unproject_point(map, x + 10, y, &b.x, &b.y));
  const double m_per_mm = geodesic_m(a, b) / 20;
  g_assert_cmpfloat_with_epsilon(sal_map_get_m_per_mm(map, x, y) / m_per_mm, 1, 0.001);
}

static void
test_scale_is_true_on_the_ground(void)
{
  assert_scale(DONBAS, NULL);
  assert_scale(DONBAS, "EPSG:3857");
  assert_scale(DONBAS, "EPSG:32637");
  assert_scale((SalBox){ 124, 33, 131, 43 }, NULL);
  assert_scale((SalBox){ 20, 65, 30, 71 }, "EPSG:3857");
}

static void
test_refuses_what_is_no_map(void)
{
  assert_refuses(DONBAS, "EPSG:4326", SAL_ERROR_CRS,
                 "map CRS 'EPSG:4326': expected a projected CRS, got one in degrees");
  assert_refuses(DONBAS, "EPSG:99999", SAL_ERROR_CRS, NULL);
  assert_refuses(DONBAS, "+proj=gnom +lat_0=-48 +lon_0=-143", SAL_ERROR_CRS, NULL);
  assert_refuses((SalBox){ 1, 1, 0, 0 }, NULL, SAL_ERROR_RENDER,
                 "extent: expected xmin,ymin,xmax,ymax in degrees, got 1,1,0,0");
  assert_refuses((SalBox){ 0, 0, 1, NAN }, NULL, SAL_ERROR_RENDER, NULL);
}

static void
test_refuses_projections_of_another_place(void)
{
  const SalBox europe = { -10, 36, 40, 70 }, world = { -180, -80, 180, 80 };
  assert_refuses(DONBAS, "+proj=laea +lat_0=-48 +lon_0=-143", SAL_ERROR_CRS, NULL);
  assert_refuses(europe, "+proj=laea +lat_0=-48 +lon_0=-143", SAL_ERROR_CRS, NULL);
  assert_refuses((SalBox){ 30, -89.9, 40, -60 }, "EPSG:3857", SAL_ERROR_CRS, NULL);
  const struct {
    SalBox box;
    const char *crs;
  } usual[] = {
    { europe, "EPSG:3857" },
    { europe, "EPSG:3035" },
    { europe, "EPSG:3034" },
    { europe, "+proj=eqc" },
    { { 20, 43, 42, 53 }, "EPSG:32637" },
    { { 20, 43, 42, 53 }, "EPSG:6933" },
    { { -180, 60, 180, 90 }, "EPSG:3995" },
    { { -40, 60, 40, 90 }, "EPSG:3413" },
    { { 0, -90, 360, -60 }, "EPSG:3031" },
    { { -180, -80, 180, 84 }, "EPSG:3857" },
    { { 10, 57, 32, 81 }, "EPSG:3857" },
    { world, "+proj=eqearth" },
    { world, "ESRI:54009" },
    { { 175, 50, 190, 60 }, "+proj=eqearth +lon_0=180" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(usual); i++) {
    g_autoptr(SalMap) map = map_new(usual[i].box, usual[i].crs);
    g_assert_cmpstr(sal_map_get_crs(map), ==, usual[i].crs);
  }
}

static void
test_crosses_the_antimeridian(void)
{
  g_autoptr(SalMap) map = map_new((SalBox){ 175, 50, 190, 60 }, NULL);
  double x1, y1, x2, y2;
  g_assert_true(sal_map_project_point(map, -175, 55, &x1, &y1));
  g_assert_true(sal_map_project_point(map, 185, 55, &x2, &y2));
  g_assert_cmpfloat_with_epsilon(x1, x2, 1e-6);
  g_assert_cmpfloat_with_epsilon(y1, y2, 1e-6);
  g_autoptr(SalGeometry) line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, -179, 55);
  sal_geometry_add_point(line, -172, 55);
  sal_geometry_end_part(line);
  g_autoptr(SalGeometry) page = sal_map_project(map, line);
  g_assert_cmpuint(sal_geometry_get_n_parts(page), ==, 1);
  g_assert_cmpfloat(sal_geometry_get_box(page).xmin, >, FRAME.x + FRAME.width / 4);
}

static void
test_shows_the_pole_and_the_whole_earth(void)
{
  g_autoptr(SalMap) pole = map_new((SalBox){ -20, 70, 40, 90 }, NULL);
  const SalBox box = sal_map_get_lonlat_box(pole);
  g_assert_cmpfloat_with_epsilon(box.xmax - box.xmin, 360, 1e-5);
  g_assert_cmpfloat(box.ymax, ==, 90);
  g_autoptr(SalMap) world = map_new((SalBox){ -180, -90, 180, 90 }, NULL);
  double x, y;
  g_assert_true(sal_map_project_point(world, 179, -80, &x, &y));
}

/* How much of a box is on the page, in square millimetres: a sum over its rings. */
static double
measure_page_mm2(const SalMap *map, SalBox box)
{
  g_autoptr(SalGeometry) polygons = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(polygons, box.xmin, box.ymin);
  sal_geometry_add_point(polygons, box.xmax, box.ymin);
  sal_geometry_add_point(polygons, box.xmax, box.ymax);
  sal_geometry_add_point(polygons, box.xmin, box.ymax);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  g_autoptr(SalGeometry) page = sal_map_project(map, polygons);
  double sum = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(page); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(page, part, &n);
    double ring = 0;
    for (guint i = 0; i + 1 < n; i++)
      ring += p[i].x * p[i + 1].y - p[i + 1].x * p[i].y;
    sum += fabs(ring) / 2;
  }
  return sum;
}

/* The projection is equal-area: what lies across the cut is as large as what does not. */
static void
assert_cuts_cleanly(SalBox box)
{
  g_autoptr(SalMap) map = map_new(box, NULL);
  g_autoptr(SalMap) centred = map_new((SalBox){ -180, -80, 180, 80 }, NULL);
  const double mm = sal_map_get_m_per_mm(map, FRAME.x + FRAME.width / 2, FRAME.y + FRAME.height / 2) /
                    sal_map_get_m_per_mm(centred, FRAME.x + FRAME.width / 2, FRAME.y + FRAME.height / 2);
  const SalBox belt = { -180, -8, 180, 8 };
  g_assert_cmpfloat_with_epsilon(measure_page_mm2(map, belt) * mm * mm / measure_page_mm2(centred, belt), 1,
                                 0.02);
}

static void
test_cuts_the_earth_cleanly(void)
{
  assert_cuts_cleanly((SalBox){ -180, -80, 180, 80 });
  assert_cuts_cleanly((SalBox){ 0, -80, 360, 80 });
  assert_cuts_cleanly((SalBox){ -110.12345, -80, 249.87654, 80 });
}

static void
test_finds_where_the_earth_ends(void)
{
  g_autoptr(SalMap) world = map_new((SalBox){ -180, -90, 180, 90 }, NULL);
  g_autoptr(SalGeometry) earth = sal_map_find_earth(world);
  const double share = measure_page_mm2(world, (SalBox){ -180, -90, 180, 90 }) / (FRAME.width * FRAME.height);
  g_assert_nonnull(earth);
  g_assert_cmpfloat(share, >, 0.5);
  g_assert_cmpfloat(share, <, 0.75);
  g_autoptr(SalMap) region = map_new(DONBAS, NULL);
  g_assert_null(sal_map_find_earth(region));
}

static void
test_puts_the_pole_in_the_middle(void)
{
  g_autoptr(SalMap) north = map_new((SalBox){ -180, 60, 180, 90 }, NULL);
  g_assert_cmpstr(sal_map_get_crs(north), ==,
                  "+proj=laea +lat_0=90.000 +lon_0=0.000 +datum=WGS84 +units=m +no_defs +type=crs");
  g_autoptr(SalMap) south = map_new((SalBox){ 0, -90, 360, -60 }, NULL);
  double x, y;
  g_assert_true(sal_map_project_point(south, 10, -90, &x, &y));
  g_assert_cmpfloat_with_epsilon(x, FRAME.x + FRAME.width / 2, 0.01);
  g_assert_cmpfloat_with_epsilon(y, FRAME.y + FRAME.height / 2, 0.01);
  const double radius_m = geodesic_m((SalPoint){ 0, 60 }, (SalPoint){ 0, 90 });
  g_assert_cmpfloat_with_epsilon(sal_map_get_m_per_mm(south, x, y) * FRAME.height / 2 / radius_m, 1, 0.03);
}

/* A square of so many millimetres on the map, in lon/lat. */
static void
add_square(SalGeometry *polygons, const SalMap *map, SalPoint at, double size_mm)
{
  const SalPoint corners[] = {
    at, { at.x + size_mm, at.y }, { at.x + size_mm, at.y + size_mm }, { at.x, at.y + size_mm }
  };
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++) {
    double lon, lat;
    g_assert_true(sal_map_unproject_point(map, corners[i].x, corners[i].y, &lon, &lat));
    sal_geometry_add_point(polygons, lon, lat);
  }
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

static void
test_keeps_small_parts_and_closed_rings(void)
{
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autoptr(SalGeometry) squares = sal_geometry_new(SAL_POLYGONS);
  add_square(squares, map, (SalPoint){ 100, 100 }, 10);
  add_square(squares, map, (SalPoint){ 50, 50 }, 0.15);
  add_square(squares, map, (SalPoint){ 80, 80 }, 0.05);
  g_autoptr(SalGeometry) page = sal_map_project(map, squares);
  g_assert_cmpuint(sal_geometry_get_n_polygons(page), ==, 2);
  for (guint i = 0; i < sal_geometry_get_n_parts(page); i++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(page, i, &n);
    g_assert_cmpuint(n, >=, 4);
    g_assert_cmpfloat(points[0].x, ==, points[n - 1].x);
    g_assert_cmpfloat(points[0].y, ==, points[n - 1].y);
  }
}

static void
test_thins_crowded_points(void)
{
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autoptr(SalGeometry) line = sal_geometry_new(SAL_LINES);
  for (int i = 0; i <= 100000; i++)
    sal_geometry_add_point(line, 36 + i * 3e-5, 48.5 + 0.1 * sin(i * 1e-3));
  sal_geometry_end_part(line);
  g_autoptr(SalGeometry) page = sal_map_project(map, line);
  const guint n = sal_geometry_get_n_points(page);
  g_assert_cmpuint(n, <, 30000);
  double x, y;
  sal_map_project_point(map, 39, 48.5 + 0.1 * sin(100), &x, &y);
  const SalPoint last = g_array_index(page->points, SalPoint, n - 1);
  g_assert_cmpfloat_with_epsilon(last.x, x, 1e-6);
  g_assert_cmpfloat_with_epsilon(last.y, y, 1e-6);
}

static void
test_clips_a_little_beyond_the_frame(void)
{
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  const SalPoint corners[] = { { 0, 20 }, { 80, 20 }, { 80, 75 }, { 0, 75 } };
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(all, corners[i].x, corners[i].y);
  sal_geometry_end_part(all);
  sal_geometry_end_polygon(all);
  g_autoptr(SalGeometry) page = sal_map_project(map, all);
  const SalBox box = sal_geometry_get_box(page);
  g_assert_cmpfloat_with_epsilon(box.xmin, FRAME.x - 2, 0.01);
  g_assert_cmpfloat_with_epsilon(box.ymax, FRAME.y + FRAME.height + 2, 0.01);
  g_autoptr(SalGeometry) far_away = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(far_away, corners[i].x - 120, corners[i].y);
  sal_geometry_end_part(far_away);
  sal_geometry_end_polygon(far_away);
  g_autoptr(SalGeometry) nothing = sal_map_project(map, far_away);
  g_assert_true(sal_geometry_is_empty(nothing));
}

static gpointer
project_many(gpointer data)
{
  const SalMap *map = data;
  double sum = 0;
  for (int i = 0; i < 2000; i++) {
    double x, y;
    g_assert_true(sal_map_project_point(map, 35 + i * 0.002, 47.5 + i * 0.001, &x, &y));
    sum += x * y;
  }
  return g_memdup2(&sum, sizeof sum);
}

static void
test_serves_many_threads(void)
{
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autofree double *expected = project_many(map);
  GThread *threads[8];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("project", project_many, map);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autofree double *sum = g_thread_join(threads[i]);
    g_assert_cmpfloat(*sum, ==, *expected);
  }
}

static void
add_line(SalGeometry *lines, SalPoint from, SalPoint to)
{
  sal_geometry_add_point(lines, from.x, from.y);
  sal_geometry_add_point(lines, to.x, to.y);
  sal_geometry_end_part(lines);
}

static void
test_joins_lines_end_to_end(void)
{
  const SalPoint a = { 0, 0 }, b = { 1, 0 }, c = { 2, 0 }, d = { 3, 0 }, e = { 2, 1 };
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  add_line(lines, b, c);
  add_line(lines, b, a);
  add_line(lines, c, d);
  add_line(lines, e, c);
  g_autoptr(SalGeometry) fork = sal_lines_join(lines);
  g_assert_cmpuint(sal_geometry_get_n_parts(fork), ==, 3);
  g_assert_cmpuint(sal_geometry_get_n_points(fork), ==, 7);
  g_autoptr(SalGeometry) sides = sal_geometry_new(SAL_LINES);
  add_line(sides, a, b);
  add_line(sides, e, b);
  add_line(sides, e, a);
  g_autoptr(SalGeometry) ring = sal_lines_join(sides);
  g_assert_cmpuint(sal_geometry_get_n_parts(ring), ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_points(ring), ==, 4);
  g_autoptr(SalGeometry) nothing = sal_geometry_new(SAL_LINES);
  g_autoptr(SalGeometry) still_nothing = sal_lines_join(nothing);
  g_assert_true(sal_geometry_is_empty(still_nothing));
}

static void
test_thins_what_cannot_be_seen(void)
{
  g_autoptr(SalGeometry) line = sal_geometry_new(SAL_LINES);
  for (int i = 0; i <= 5000; i++)
    sal_geometry_add_point(line, i * 0.01, i == 2500 ? 0.05 : i % 2 * 0.01);
  sal_geometry_end_part(line);
  g_autoptr(SalGeometry) thinned = sal_geometry_thin(line, 0.02);
  gboolean has_peak = FALSE;
  for (guint i = 0; i < thinned->points->len; i++)
    has_peak = has_peak || g_array_index(thinned->points, SalPoint, i).y == 0.05;
  g_assert_true(has_peak);
  g_assert_cmpuint(sal_geometry_get_n_points(thinned), <, 20);
  g_assert_cmpfloat(g_array_index(thinned->points, SalPoint, thinned->points->len - 1).x, ==, 50);
}

static SalGeometry *
square_new(SalPoint middle, double half)
{
  SalGeometry *square = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(square, middle.x - half, middle.y - half);
  sal_geometry_add_point(square, middle.x + half, middle.y - half);
  sal_geometry_add_point(square, middle.x + half, middle.y + half);
  sal_geometry_add_point(square, middle.x - half, middle.y + half);
  sal_geometry_end_part(square);
  sal_geometry_end_polygon(square);
  return square;
}

/* In square degrees. */
static double
measure_outside(const SalOutside *outside, const SalGeometry *lonlat)
{
  g_autoptr(SalGeometry) found = sal_outside_find(outside, lonlat);
  double twice = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(found); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(found, part, &n);
    for (guint i = 0; i < n; i++)
      twice += points[i].x * points[(i + 1) % n].y - points[(i + 1) % n].x * points[i].y;
  }
  return fabs(twice) / 2;
}

/* Anywhere round the middle of each side, where the frame's edge is not along a meridian or a parallel. */
static void
test_finds_what_the_frame_leaves_out(void)
{
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autoptr(SalOutside) outside = sal_outside_new(map, TRUE), none = sal_outside_new(map, FALSE);
  for (double t = 0.03; t < 1; t += 0.05)
    for (int side = 0; side < 4; side++) {
      const SalPoint edge = { FRAME.x + (side == 0   ? 0
                                         : side == 1 ? FRAME.width
                                                     : t * FRAME.width),
                              FRAME.y + (side == 2   ? 0
                                         : side == 3 ? FRAME.height
                                                     : t * FRAME.height) };
      const double outward_x = side == 0 ? -1 : side == 1, outward_y = side == 2 ? -1 : side == 3;
      for (int step = -1; step <= 1; step++) {
        SalPoint at;
        g_assert_true(sal_map_unproject_point(map, edge.x + 3 * step * outward_x,
                                              edge.y + 3 * step * outward_y, &at.x, &at.y));
        g_autoptr(SalGeometry) square = square_new(at, 0.01);
        g_assert_cmpfloat_with_epsilon(measure_outside(outside, square), 0.0002 * (1 + step), 0.00002);
        g_assert_cmpfloat(measure_outside(none, square), ==, 0);
      }
    }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/map/round-trips", test_round_trips);
  g_test_add_func("/map/centres-the-default-projection", test_centres_the_default_projection);
  g_test_add_func("/map/fills-the-frame", test_fills_the_frame);
  g_test_add_func("/map/covers-all-that-the-frame-shows", test_covers_all_that_the_frame_shows);
  g_test_add_func("/map/scale-is-true-on-the-ground", test_scale_is_true_on_the_ground);
  g_test_add_func("/map/refuses-what-is-no-map", test_refuses_what_is_no_map);
  g_test_add_func("/map/refuses-projections-of-another-place", test_refuses_projections_of_another_place);
  g_test_add_func("/map/crosses-the-antimeridian", test_crosses_the_antimeridian);
  g_test_add_func("/map/shows-the-pole-and-the-whole-earth", test_shows_the_pole_and_the_whole_earth);
  g_test_add_func("/map/cuts-the-earth-cleanly", test_cuts_the_earth_cleanly);
  g_test_add_func("/map/finds-where-the-earth-ends", test_finds_where_the_earth_ends);
  g_test_add_func("/map/puts-the-pole-in-the-middle", test_puts_the_pole_in_the_middle);
  g_test_add_func("/map/keeps-small-parts-and-closed-rings", test_keeps_small_parts_and_closed_rings);
  g_test_add_func("/map/thins-crowded-points", test_thins_crowded_points);
  g_test_add_func("/map/clips-a-little-beyond-the-frame", test_clips_a_little_beyond_the_frame);
  g_test_add_func("/map/serves-many-threads", test_serves_many_threads);
  g_test_add_func("/map/finds-what-the-frame-leaves-out", test_finds_what_the_frame_leaves_out);
  g_test_add_func("/chains/joins-lines-end-to-end", test_joins_lines_end_to_end);
  g_test_add_func("/map/thins-what-cannot-be-seen", test_thins_what_cannot_be_seen);
  return g_test_run();
}
