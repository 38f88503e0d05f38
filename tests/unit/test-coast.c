#include "data/osm/coast-pieces.h"
#include "data/osm/coast.h"
#include "data/osm/generalise.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static const SalBox FRAME = { 30, 40, 40, 50 };

/* "x,y x,y; x,y ...": lines. */
static SalGeometry *
make_lines(const char *text)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  g_auto(GStrv) parts = g_strsplit(text, ";", -1);
  for (char **part = parts; *part != NULL; part++) {
    g_auto(GStrv) points = g_strsplit(g_strstrip(*part), " ", -1);
    for (char **point = points; *point != NULL; point++) {
      const char *comma = strchr(*point, ',');
      if (comma != NULL)
        sal_geometry_add_point(lines, g_ascii_strtod(*point, NULL), g_ascii_strtod(comma + 1, NULL));
    }
    sal_geometry_end_part(lines);
  }
  return lines;
}

static double
measure(const SalGeometry *polygons)
{
  double sum = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    double ring = 0;
    for (guint i = 1; i < n; i++)
      ring += p[i - 1].x * p[i].y - p[i].x * p[i - 1].y;
    sum += ring / 2; /* holes run the other way */
  }
  return sum;
}

/* The land of lines, which has an area in square degrees and so many polygons. */
static SalGeometry *
check_land(const char *text, double area, guint n_polygons)
{
  g_autoptr(SalGeometry) lines = make_lines(text);
  SalOsmCoastFault fault;
  SalGeometry *land = sal_osm_coast_make_land(lines, FRAME, &fault);
  g_assert_cmpuint(fault.n, ==, 0);
  g_assert_nonnull(land);
  g_assert_true(sal_geometry_is_valid(land, NULL, NULL));
  g_assert_cmpuint(sal_geometry_get_n_polygons(land), ==, n_polygons);
  g_assert_cmpfloat_with_epsilon(measure(land), area, 1e-9);
  return land;
}

static void
check_fault(const char *text, const char *expected)
{
  g_autoptr(SalGeometry) lines = make_lines(text);
  SalOsmCoastFault fault;
  g_autoptr(SalGeometry) land = sal_osm_coast_make_land(lines, FRAME, &fault);
  g_assert_null(land);
  g_autofree char *told = sal_osm_coast_tell(&fault);
  g_assert_cmpstr(told, ==, expected);
}

#define ISLAND "32,42 34,42 34,44 32,44 32,42"
#define POOL "36,46 36,48 38,48 38,46 36,46" /* sea with land around it */

static void
islands_and_pools_are_told_apart(void)
{
  g_autoptr(SalGeometry) island = check_land(ISLAND, 4, 1);
  g_autoptr(SalGeometry) pieces = check_land("34,42 34,44 32,44; 32,42 34,42; 32,44 32,42", 4, 1);
  g_autoptr(SalGeometry) pool = check_land(POOL, 100 - 4, 1);
  g_autoptr(SalGeometry) islet =
      check_land(POOL "; 36.5,46.5 37.5,46.5 37.5,47.5 36.5,47.5 36.5,46.5", 100 - 4 + 1, 2);
  g_autoptr(SalGeometry) lagoon =
      check_land(ISLAND "; 32.5,42.5 32.5,43.5 33.5,43.5 33.5,42.5 32.5,42.5", 4 - 1, 1);
  g_autoptr(SalGeometry) nothing = check_land("10,10 11,11; 12,12", 0, 0);
  g_assert_true(sal_geometry_contains(lagoon, 32.2, 43));
  g_assert_false(sal_geometry_contains(lagoon, 33, 43));
}

static void
coasts_are_closed_along_the_frame_with_land_on_their_left(void)
{
  /* A bay of the south with land around it, and the other way round a cape. */
  g_autoptr(SalGeometry) bay = check_land("33,38 33,44 36,44 36,38", 100 - 12, 1);
  g_autoptr(SalGeometry) cape = check_land("36,38 36,44 33,44 33,38", 12, 1);
  /* Around corners: land of the north-east, and all but that. */
  g_autoptr(SalGeometry) corner = check_land("35,51 35,45 41,45", 25, 1);
  g_autoptr(SalGeometry) rest = check_land("41,45 35,45 35,51", 75, 1);
  /* From west to east, with an island in the sea and a pool in the land. */
  g_autoptr(SalGeometry) both = check_land("28,45 42,45; " ISLAND "; " POOL, 50, 2);
  g_assert_true(sal_geometry_contains(both, 31, 49));
  g_assert_false(sal_geometry_contains(both, 37, 47));
}

static void
what_touches_the_frame_or_runs_along_it_is_no_fault(void)
{
  const double slivers = 5 * 15.0 / 7;
  g_autoptr(SalGeometry) island = check_land("30,44 32,43 32,45 30,44", 2, 1);
  g_autoptr(SalGeometry) pool = check_land("30,44 32,45 32,43 30,44", 98, 1);
  g_autoptr(SalGeometry) west = check_land("33,38 30,45 33,52", slivers, 2);
  g_autoptr(SalGeometry) east = check_land("33,52 30,45 33,38", 100 - slivers, 1);
  g_autoptr(SalGeometry) along = check_land("38,42 40,42 40,46 38,46 38,42", 8, 1);
  g_autoptr(SalGeometry) corner = check_land("39,49 40,49 40,50 39,50 39,49", 1, 1);
  g_autoptr(SalGeometry) beside = check_land("40,42 42,42 42,46 40,46 40,42", 0, 0);
}

static void
the_order_of_lines_and_doubles_have_no_influence(void)
{
  g_autoptr(SalGeometry)
      first = check_land("28,45 33,46; 33,46 36,44; 36,44 42,45; " ISLAND, 54 + 17.0 / 30, 2),
      second = check_land(ISLAND "; 36,44 42,45; 28,45 33,46; 33,46 36,44; 28,45 33,46", 54 + 17.0 / 30, 2);
  g_assert_cmpuint(first->points->len, ==, second->points->len);
  g_assert_true(memcmp(first->points->data, second->points->data, first->points->len * sizeof(SalPoint)) ==
                0);
}

static void
what_is_no_coast_is_told_with_its_place(void)
{
  check_fault("28,45 35,45", "1 line ends within the frame, at 35.0000,45.0000");
  check_fault("36,42 37,42; 28,45 35,45; " POOL,
              "2 lines end within the frame, the westernmost at 35.0000,45.0000");
  check_fault("28,45 42,45; 32,42 32,44 34,44 34,42 32,42",
              "1 line has land on the wrong side, at 32.0000,42.0000");
  check_fault("28,45 42,45; 36,46 38,46 38,48 36,48 36,46",
              "1 line has land on the wrong side, at 36.0000,46.0000");
  check_fault("28,45 42,45; 28,47 42,47",
              "2 lines have land on both sides or on none, the westernmost at 30.0000,45.0000");
  check_fault("28,45 33,45 33,42 36,42 36,48 34,48 34,44 42,44",
              "a line crosses itself or another, at 36.0000,44.0000");
  check_fault("28,45 35,45; 35,45 42,45; 35,45 35,52", "3 lines or more meet in 1 point, at 35.0000,45.0000");
}

static void
crossings_are_told_from_land_on_the_wrong_side(void)
{
  const char *const eight = "33,43 36,46 36,43 33,46 33,43"; /* without an area */
  g_autofree char *with_island = g_strconcat(eight, "; 37,43 38,43 38,46 37,46 37,43", NULL),
                  *two = g_strconcat(eight, "; 36,47 39,49 39,47 36,49 36,47", NULL);
  check_fault(eight, "a line crosses itself or another, at 33.0000,43.0000");
  check_fault(with_island, "a line crosses itself or another, at 33.0000,43.0000");
  check_fault(two, "2 lines cross themselves or others, the westernmost at 33.0000,43.0000");
  check_fault(ISLAND "; 33,43 35,43 35,45 33,45 33,43",
              "a line crosses itself or another, at 34.0000,43.0000");
  check_fault(ISLAND "; 33,43 33.8,43 36,43 36,46 33,46 33,43", /* its first edge is in the other island */
              "a line crosses itself or another, at 34.0000,43.0000");
}

/* With and without a cut at a frame that all is in, as a frame is that is not known yet. */
static void
edges_across_the_antimeridian_are_told(void)
{
  const SalBox earth = { -180, -90, 180, 90 }, data = { -179.5, 0.5, 179.9, 0.9 }, east = { 170, 0, 180, 1 },
               far = { 0, 0, 1, 1 };
  const SalBox frames[] = { earth, data, east, far };
  g_autoptr(SalGeometry) lines = make_lines("178,0.5 179.5,0.5 -179.5,0.55 -179,0.5");
  g_autoptr(SalGeometry) cut = sal_osm_coast_cut(lines, earth);
  for (guint i = 0; i < 2 * G_N_ELEMENTS(frames); i++) {
    SalOsmCoastFault fault;
    g_autoptr(SalGeometry) land = sal_osm_coast_make_land(i % 2 ? cut : lines, frames[i / 2], &fault);
    if (i / 2 == 3) { /* where nothing is */
      g_assert_true(land != NULL && sal_geometry_is_empty(land));
      continue;
    }
    g_autofree char *told = sal_osm_coast_tell(&fault);
    g_assert_null(land);
    g_assert_cmpstr(told, ==, "1 edge of a line crosses the antimeridian, at 179.5000,0.5000");
  }
}

static gboolean
has_point(const SalGeometry *land, double x, double y)
{
  for (guint i = 0; i < land->points->len; i++) {
    const SalPoint p = g_array_index(land->points, SalPoint, i);
    if (p.x == x && p.y == y)
      return TRUE;
  }
  return FALSE;
}

static void
simple_land_keeps_to_the_edge_of_the_frame(void)
{
  g_autoptr(SalGeometry) lines = make_lines("41,44 35,44 30.002,44.002 30,44.001 29,44");
  SalOsmCoastFault fault;
  g_autoptr(SalGeometry) land = sal_osm_coast_make_land(lines, FRAME, &fault);
  for (guint level = 0; level < SAL_OSM_N_LEVELS; level++) {
    g_autoptr(SalGeometry) simple = sal_osm_simplify_land(land, FRAME, level);
    g_assert_true(sal_geometry_is_valid(simple, NULL, NULL));
    g_assert_true(has_point(simple, 30, 44.001) && has_point(simple, 30, 40) && has_point(simple, 40, 44));
  }
}

/* Lines of few places, so that many meet, cross and lie on the edge of the frame. */
static void
whatever_lines_there_are_give_valid_land_or_a_fault(void)
{
  guint n_lands = 0;
  for (guint run = 0; run < 3000; run++) {
    g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
    for (int part = g_test_rand_int_range(1, 4); part > 0; part--) {
      for (int i = g_test_rand_int_range(1, 6); i > 0; i--)
        sal_geometry_add_point(lines, g_test_rand_int_range(14, 22) * 2, g_test_rand_int_range(19, 27) * 2);
      sal_geometry_end_part(lines);
    }
    SalOsmCoastFault fault;
    g_autoptr(SalGeometry) land = sal_osm_coast_make_land(lines, FRAME, &fault);
    g_assert_true((land == NULL) == (fault.n > 0));
    g_assert_true(land == NULL || sal_geometry_is_valid(land, NULL, NULL));
    n_lands += land != NULL && !sal_geometry_is_empty(land);
  }
  g_assert_cmpuint(n_lands, >, 50);
}

static void
areas_of_land_give_their_shores(void)
{
  const double xs[] = { 32, 32, 34, 34 }, ys[] = { 42, 44, 44, 42 }; /* clockwise */
  g_autoptr(SalGeometry) area = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < 4; i++)
    sal_geometry_add_point(area, xs[i], ys[i]);
  sal_geometry_end_part(area);
  sal_geometry_end_polygon(area);
  g_autoptr(SalGeometry) shore = sal_osm_coast_of_areas(area);
  SalOsmCoastFault fault;
  g_autoptr(SalGeometry) land = sal_osm_coast_make_land(shore, FRAME, &fault);
  g_assert_cmpfloat_with_epsilon(measure(land), 4, 1e-9);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/coast/islands-and-pools-are-told-apart", islands_and_pools_are_told_apart);
  g_test_add_func("/coast/coasts-are-closed-along-the-frame-with-land-on-their-left",
                  coasts_are_closed_along_the_frame_with_land_on_their_left);
  g_test_add_func("/coast/what-touches-the-frame-or-runs-along-it-is-no-fault",
                  what_touches_the_frame_or_runs_along_it_is_no_fault);
  g_test_add_func("/coast/the-order-of-lines-and-doubles-have-no-influence",
                  the_order_of_lines_and_doubles_have_no_influence);
  g_test_add_func("/coast/what-is-no-coast-is-told-with-its-place", what_is_no_coast_is_told_with_its_place);
  g_test_add_func("/coast/crossings-are-told-from-land-on-the-wrong-side",
                  crossings_are_told_from_land_on_the_wrong_side);
  g_test_add_func("/coast/edges-across-the-antimeridian-are-told", edges_across_the_antimeridian_are_told);
  g_test_add_func("/coast/simple-land-keeps-to-the-edge-of-the-frame",
                  simple_land_keeps_to_the_edge_of_the_frame);
  g_test_add_func("/coast/whatever-lines-there-are-give-valid-land-or-a-fault",
                  whatever_lines_there_are_give_valid_land_or_a_fault);
  g_test_add_func("/coast/areas-of-land-give-their-shores", areas_of_land_give_their_shores);
  return g_test_run();
}
