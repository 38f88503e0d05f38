#include "data/series/series.h"
#include "fixture.h"
#include "fronts.h"
#include "random.h"

static SalGeometry *
close_front(const SalGeometry *lines, const SalGeometry *territory, SalSide side)
{
  g_autoptr(GError) error = NULL;
  const SalFrontOptions options = { side, 0 };
  SalGeometry *held = sal_front_close(lines, territory, &options, NULL, &error);
  g_assert_no_error(error);
  g_assert_nonnull(held);
  return held;
}

static double
measure_side(const SalGeometry *lines, const SalGeometry *territory, SalSide side)
{
  g_autoptr(SalGeometry) held = close_front(lines, territory, side);
  return measure(held);
}

static void
assert_fails(const SalGeometry *lines, const SalGeometry *territory, SalSide side, const char *first,
             const char *second)
{
  g_autoptr(GError) error = NULL;
  const SalFrontOptions options = { side, 0 };
  g_assert_null(sal_front_close(lines, territory, &options, NULL, &error));
  assert_error_says(error, SAL_ERROR_GEOMETRY, "expected ", "got ", first, second, NULL);
}

/* Sides */

static void
assert_side(const char *text, SalSideKind kind, double lon, double lat)
{
  SalSide side;
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_side_parse(text, &side, &error));
  g_assert_no_error(error);
  g_assert_cmpint(side.kind, ==, kind);
  g_assert_true(side.point.x == lon && side.point.y == lat);
  g_assert_true(side.then_previous == g_str_has_prefix(text, "previous:"));
}

static void
reads_sides(void)
{
  assert_side("left", SAL_SIDE_LEFT, 0, 0);
  assert_side("right", SAL_SIDE_RIGHT, 0, 0);
  assert_side("126.6,41.0", SAL_SIDE_POINT, 126.6, 41);
  assert_side("-10,-90", SAL_SIDE_POINT, -10, -90);
}

static void
reads_sides_of_the_first_snapshot(void)
{
  assert_side("previous:right", SAL_SIDE_RIGHT, 0, 0);
  assert_side("previous:-10,41.5", SAL_SIDE_POINT, -10, 41.5);
}

static void
refuses_sides_of_no_first_snapshot(void)
{
  static const char *const texts[] = { "previous", "previous:", "previous:west", "previous:previous:left",
                                       "previous:1" };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    SalSide side = right;
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_side_parse(texts[i], &side, &error));
    assert_error_says(error, SAL_ERROR_USAGE, "side: expected previous:LON,LAT or ",
                      "the first snapshot, got '", texts[i], NULL);
    g_assert_true(side.kind == SAL_SIDE_RIGHT && !side.then_previous);
  }
}

static void
refuses_sides(void)
{
  static const char *const texts[] = { "",      "north",    "Left",  "126.6", "126.6,",    ",41",
                                       "1,2,3", "126.6;41", "1,nan", "inf,1", "10,90.001", "361,0" };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    SalSide side = { SAL_SIDE_RIGHT, { 7, 7 } };
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_side_parse(texts[i], &side, &error));
    assert_error_says(error, SAL_ERROR_USAGE,
                      "side: expected LON,LAT or left or right, or previous:SIDE, got '", texts[i], NULL);
    g_assert_true(side.kind == SAL_SIDE_RIGHT && side.point.x == 7);
  }
}

/* What a front divides */

static void
divides_from_edge_to_edge(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), line = sal_geometry_new(SAL_LINES);
  ADD(line, -1, 4, 11, 4);
  const double north = measure_box(0, 4, 10, 10), south = measure_box(0, 0, 10, 4);
  assert_near(measure_side(line, territory, left), north);
  assert_near(measure_side(line, territory, right), south);
  assert_near(measure_side(line, territory, point_side(5, 9)), north);
  assert_near(measure_side(line, territory, point_side(5, 1)), south);
}

static void
lines_may_end_on_the_border(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), line = sal_geometry_new(SAL_LINES),
                         corners = sal_geometry_new(SAL_LINES);
  ADD(line, 0, 4, 5, 4, 10, 4);
  ADD(corners, 0, 0, 10, 10);
  assert_near(measure_side(line, territory, left), measure_box(0, 4, 10, 10));
  const double sum = measure_side(corners, territory, left) + measure_side(corners, territory, right);
  assert_near(sum, measure(territory));
}

static void
lines_may_follow_the_border(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), line = sal_geometry_new(SAL_LINES);
  ADD(line, 2, 0, 4, 0, 4, 10, 6, 10);
  assert_near(measure_side(line, territory, left), measure_box(0, 0, 4, 10));
  assert_near(measure_side(line, territory, right), measure_box(4, 0, 10, 10));
}

static void
pockets_close_on_themselves(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), pocket = sal_geometry_new(SAL_LINES);
  ADD(pocket, 4, 4, 6, 4, 6, 6, 4, 6, 4, 4);
  const double inside = measure_box(4, 4, 6, 6);
  assert_near(measure_side(pocket, territory, point_side(5, 5)), inside);
  assert_near(measure_side(pocket, territory, point_side(1, 1)), measure(territory) - inside);
  assert_near(measure_side(pocket, territory, left), inside);
  assert_near(measure_side(pocket, territory, right), measure(territory) - inside);
}

/* A pocket behind the front, and one in the pocket. */
static void
crossing_a_front_changes_the_holder(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 2, 11, 2);
  ADD(lines, 3, 4, 7, 4, 7, 8, 3, 8, 3, 4);
  ADD(lines, 4, 5, 6, 5, 6, 7, 4, 7, 4, 5);
  const double north = measure_box(0, 2, 10, 10) - measure_box(3, 4, 7, 8) + measure_box(4, 5, 6, 7);
  assert_near(measure_side(lines, territory, point_side(1, 9)), north);
  assert_near(measure_side(lines, territory, point_side(5, 6)), north);
  assert_near(measure_side(lines, territory, point_side(3.5, 6)), measure(territory) - north);
}

static void
lines_that_bend_out_and_in_cut_many_faces(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), line = sal_geometry_new(SAL_LINES);
  ADD(line, -1, 8, 2, 8, 2, 11, 4, 11, 4, 8, 6, 8, 6, 11, 8, 11, 8, 8, 11, 8);
  g_autoptr(SalGeometry) held = close_front(line, territory, left);
  g_assert_cmpuint(sal_geometry_get_n_polygons(held), ==, 3);
  assert_near(measure(held), measure_box(0, 8, 2, 10) + measure_box(4, 8, 6, 10) + measure_box(8, 8, 10, 10));
}

/* What is wrong with a front */

static void
names_the_loose_end(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), line = sal_geometry_new(SAL_LINES),
                         two = sal_geometry_new(SAL_LINES);
  ADD(line, -1, 4, 7.25, 4.5);
  assert_fails(line, territory, left, "loose end at (7.250000, 4.500000)", "from edge to edge");
  ADD(two, -1, 4, 4, 4);
  ADD(two, 5, 4, 11, 4);
  assert_fails(two, territory, left, "loose end at (4.000000, 4.000000) (and 1 more)", "front");
}

static void
names_the_loose_end_beside_a_whole_front(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 4, 11, 4);
  ADD(lines, 5, 4, 5, 6.5);
  assert_fails(lines, territory, left, "loose end at (5.000000, 6.500000)", "front");
}

/* A line that hangs on something at both ends and still divides nothing. */
static void
refuses_lines_with_the_same_side_twice(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lasso = sal_geometry_new(SAL_LINES);
  ADD(lasso, -1, 5, 4, 5);
  ADD(lasso, 4, 4, 6, 4, 6, 6, 4, 6, 4, 4);
  assert_fails(lasso, territory, point_side(5, 5), "different holder on either side", "(2.000000, 5.000000)");
  g_autoptr(SalGeometry) lake = make_territory(), line = sal_geometry_new(SAL_LINES);
  g_array_set_size(lake->polygon_ends, 0);
  ADD(lake, 4, 4, 4, 6, 6, 6, 6, 4);
  sal_geometry_end_polygon(lake);
  ADD(line, -1, 5, 5, 5);
  assert_fails(line, lake, point_side(5, 1), "different holder on either side", "(2.000000, 5.000000)");
}

static void
a_lake_may_be_part_of_the_way(void)
{
  g_autoptr(SalGeometry) lake = make_territory(), lines = sal_geometry_new(SAL_LINES);
  g_array_set_size(lake->polygon_ends, 0);
  ADD(lake, 4, 4, 4, 6, 6, 6, 6, 4);
  sal_geometry_end_polygon(lake);
  ADD(lines, -1, 5, 5, 5);
  ADD(lines, 5.5, 5, 11, 5);
  assert_near(measure_side(lines, lake, left), measure_box(0, 5, 10, 10) - measure_box(4, 5, 6, 6));
}

static void
refuses_a_front_outside(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), outside = sal_geometry_new(SAL_LINES),
                         empty = sal_geometry_new(SAL_LINES);
  g_autoptr(GError) error = NULL;
  ADD(outside, -5, 20, 15, 20);
  assert_fails(outside, territory, left, "lines that cut the territory", "(-5.000000, 20.000000)");
  const SalFrontOptions options = { left, 0 };
  g_assert_null(sal_front_close(empty, territory, &options, NULL, &error));
  assert_error_says(error, SAL_ERROR_FORMAT, "front: expected lines, got none", NULL);
}

static void
refuses_a_side_point_outside(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), line = sal_geometry_new(SAL_LINES);
  ADD(line, -1, 4, 11, 4);
  assert_fails(line, territory, point_side(20, 5), "side: expected a point inside the territory",
               "(20.000000, 5.000000)");
}

static void
refuses_lines_that_contradict_each_other(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES),
                         fork = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 3, 11, 3);
  ADD(lines, -1, 6, 11, 6);
  assert_fails(lines, territory, left, "different holder on either side", "got the same at (");
  assert_near(measure_side(lines, territory, point_side(5, 4)), measure_box(0, 3, 10, 6));
  ADD(fork, 5, -1, 5, 5, -1, 11);
  ADD(fork, 5, 5, 11, 11);
  assert_fails(fork, territory, point_side(1, 1), "different holder on either side", "got the same at (");
}

/* Pieces and parts */

static void
pieces_that_share_end_points_are_one_line(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), pieces = sal_geometry_new(SAL_LINES);
  ADD(pieces, 7, 4, 11, 4);
  ADD(pieces, -1, 4, 3, 4);
  ADD(pieces, 3, 4, 5, 6, 7, 4);
  g_autoptr(SalGeometry) whole = sal_geometry_new(SAL_LINES);
  ADD(whole, -1, 4, 3, 4, 5, 6, 7, 4, 11, 4);
  assert_near(measure_side(pieces, territory, left), measure_side(whole, territory, left));
  assert_near(measure_side(pieces, territory, point_side(5, 1)), measure_side(whole, territory, right));
}

static void
parts_without_a_front_are_counted(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), line = sal_geometry_new(SAL_LINES);
  g_autoptr(GError) error = NULL;
  add_square(territory, 20, 0, 1);
  add_square(territory, 30, 0, 1);
  ADD(line, -1, 4, 11, 4);
  const SalFrontOptions options = { left, 0 };
  g_auto(SalFrontReport) report = { NULL, 99 };
  g_autoptr(SalGeometry) held = sal_front_close(line, territory, &options, &report, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(report.n_unreached, ==, 2);
  g_assert_cmpuint(report.remarks->len, ==, 0);
  assert_near(measure(held), measure_box(0, 4, 10, 10));
}

static void
a_point_says_nothing_about_another_part(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), lines = sal_geometry_new(SAL_LINES);
  add_square(territory, 20, 0, 10);
  ADD(lines, -1, 4, 11, 4);
  assert_fails(lines, territory, point_side(25, 5), "side: expected left or right",
               "a point that says nothing about (");
  ADD(lines, 19, 4, 31, 4);
  assert_fails(lines, territory, point_side(5, 5), "side: expected left or right",
               "a point that says nothing about (2");
  assert_near(measure_side(lines, territory, left), 2 * measure_box(0, 4, 10, 10));
}

static void
one_line_may_cross_several_parts(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), line = sal_geometry_new(SAL_LINES);
  add_square(territory, 20, 0, 10);
  ADD(line, -1, 4, 31, 4);
  assert_near(measure_side(line, territory, right), 2 * measure_box(0, 0, 10, 4));
}

/* Laws */

static SalGeometry *
reverse_lines(const SalGeometry *lines)
{
  SalGeometry *reversed = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    for (guint i = n; i > 0; i--)
      sal_geometry_add_point(reversed, points[i - 1].x, points[i - 1].y);
    sal_geometry_end_part(reversed);
  }
  return reversed;
}

/* Cuts a line into pieces that share their end points. */
static SalGeometry *
cut_line(GRand *random, const SalGeometry *line)
{
  SalGeometry *pieces = sal_geometry_new(SAL_LINES);
  guint n;
  const SalPoint *points = sal_geometry_get_part(line, 0, &n);
  for (guint i = 0; i < n; i++) {
    sal_geometry_add_point(pieces, points[i].x, points[i].y);
    if (i == 0 || i == n - 1 || g_rand_int_range(random, 0, 8) > 0)
      continue;
    sal_geometry_end_part(pieces);
    sal_geometry_add_point(pieces, points[i].x, points[i].y);
  }
  sal_geometry_end_part(pieces);
  return pieces;
}

/* All that lies north of a line, as far as the tests reach. */
static SalGeometry *
make_north(const SalGeometry *line)
{
  SalGeometry *north = sal_geometry_new(SAL_POLYGONS);
  guint n;
  const SalPoint *points = sal_geometry_get_part(line, 0, &n);
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(north, points[i].x, points[i].y);
  sal_geometry_add_point(north, points[n - 1].x, 70);
  sal_geometry_add_point(north, points[0].x, 70);
  sal_geometry_end_part(north);
  sal_geometry_end_polygon(north);
  return north;
}

#define assert_same_area(a, b) g_assert_cmpfloat_with_epsilon(a, b, 0.1)

static void
check_random_front(GRand *random, const SalGeometry *territory, const SalGeometry *line)
{
  g_autoptr(SalGeometry) reversed = reverse_lines(line), pieces = cut_line(random, line),
                         north = make_north(line);
  g_autoptr(SalGeometry) expected = sal_geometry_intersection(territory, north, NULL);
  g_autoptr(SalGeometry) held = close_front(line, territory, left);
  const double area = measure(held);
  const SalPoint inside = sal_geometry_get_inner_point(held, 0);
  assert_same_area(area, measure(expected));
  assert_same_area(area + measure_side(line, territory, right), measure(territory));
  assert_same_area(area, measure_side(reversed, territory, right));
  assert_same_area(area, measure_side(pieces, territory, left));
  g_assert_true(sal_geometry_is_valid(held, NULL, NULL));
  assert_same_area(area, measure_side(pieces, territory, point_side(inside.x, inside.y)));
}

static void
random_fronts_divide_random_territories(void)
{
  g_autoptr(GRand) random = random_new();
  const SalPoint centre = { 35, 48 };
  for (int i = 0; i < 150; i++) {
    g_autoptr(SalGeometry) parts = random_polygons(random, centre, 2);
    g_autoptr(SalGeometry) territory = sal_geometry_extract_polygon(parts, 0);
    const SalPoint p = sal_geometry_get_inner_point(territory, 0);
    g_autoptr(SalGeometry) line = sal_geometry_new(SAL_LINES);
    /* Through a point inside, so that it is sure to cut. */
    sal_geometry_add_point(line, p.x - 10, p.y);
    add_fractal(line, random, (SalPoint){ p.x - 10, p.y }, p, 0.1, 7);
    sal_geometry_add_point(line, p.x, p.y);
    add_fractal(line, random, p, (SalPoint){ p.x + 10, p.y }, 0.1, 7);
    sal_geometry_add_point(line, p.x + 10, p.y);
    sal_geometry_end_part(line);
    check_random_front(random, territory, line);
  }
}

static SalGeometry *
make_ring_line(const SalGeometry *polygons)
{
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  guint n;
  const SalPoint *points = sal_geometry_get_part(polygons, 0, &n);
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(line, points[i].x, points[i].y);
  sal_geometry_end_part(line);
  return line;
}

static void
random_pockets_are_what_they_enclose(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalGeometry) territory = make_territory();
  for (int i = 0; i < 150; i++) {
    g_autoptr(SalGeometry) pocket = random_star(random, (SalPoint){ 5, 5 }, 4, 30),
                           line = make_ring_line(pocket);
    const double area = measure(pocket);
    assert_same_area(measure_side(line, territory, left), area);
    assert_same_area(measure_side(line, territory, right), measure(territory) - area);
    assert_same_area(measure_side(line, territory, point_side(5, 5)), area);
  }
}

/* The example: towns whose holder is known. */

static const SalSide behind_the_north = { SAL_SIDE_POINT, { 126.6, 41.0 } };

static SalSeries *
open_example(const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *fronts = g_build_filename(folder, "fronts", NULL);
  g_autofree char *territory = g_build_filename(folder, "territory.geojson", NULL);
  char *sources[] = { fronts, NULL };
  const SalSeriesOptions options = { .sources = sources, .territory = territory, .side = &behind_the_north };
  SalSeries *series = sal_series_open(&options, &error);
  g_assert_no_error(error);
  return series;
}

static GPtrArray *
load_example(const SalSeries *series)
{
  GPtrArray *snapshots = g_ptr_array_new_with_free_func((GDestroyNotify)sal_snapshot_unref);
  for (guint i = 0; i < sal_series_get_n_entries(series); i++) {
    g_autoptr(GError) error = NULL;
    SalSnapshot *snapshot = sal_series_load(series, i, &error);
    g_assert_no_error(error);
    g_ptr_array_add(snapshots, snapshot);
  }
  return snapshots;
}

static const SalGeometry *
find_day(const GPtrArray *snapshots, const char *text)
{
  SalDay day;
  g_assert_true(sal_day_parse(text, &day, NULL));
  for (guint i = 0; i < snapshots->len; i++) {
    const SalSnapshot *snapshot = snapshots->pdata[i];
    if (snapshot->day == day)
      return g_array_index(snapshot->areas, SalControlArea, 0).polygons;
  }
  g_error("no front of %s", text);
}

/* Checks "date,town,lon,lat,holder". */
static gboolean
check_town(const GPtrArray *snapshots, const char *row)
{
  g_auto(GStrv) cells = g_strsplit(row, ",", -1);
  if (g_strv_length(cells) != 5)
    return FALSE;
  const SalGeometry *north = find_day(snapshots, cells[0]);
  const gboolean is_north =
      sal_geometry_contains(north, g_ascii_strtod(cells[2], NULL), g_ascii_strtod(cells[3], NULL));
  g_assert_true(strcmp(cells[4], "north") == 0 || strcmp(cells[4], "south") == 0);
  if (is_north != (strcmp(cells[4], "north") == 0))
    g_error("%s: %s: expected %s", cells[0], cells[1], cells[4]);
  return TRUE;
}

static void
the_example_has_its_towns_on_the_right_side(void)
{
  const char *root = g_getenv("SALIENT_SOURCE_ROOT");
  if (root == NULL) {
    g_test_skip("SALIENT_SOURCE_ROOT is not set");
    return;
  }
  g_autofree char *folder = g_build_filename(root, "examples", "korea-1950", NULL);
  g_autofree char *path = g_build_filename(folder, "checks.csv", NULL), *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_autoptr(SalSeries) series = open_example(folder);
  g_autoptr(GPtrArray) snapshots = load_example(series);
  g_auto(GStrv) rows = g_strsplit(g_strchomp(text), "\n", -1);
  guint n_checked = 0;
  for (guint i = 1; rows[i] != NULL; i++)
    n_checked += check_town(snapshots, g_strchomp(rows[i]));
  g_test_message("%u towns in %u fronts", n_checked, snapshots->len);
  g_assert_cmpuint(n_checked, >, 100);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/front/reads-sides", reads_sides);
  g_test_add_func("/front/refuses-sides", refuses_sides);
  g_test_add_func("/front/reads-sides-of-the-first-snapshot", reads_sides_of_the_first_snapshot);
  g_test_add_func("/front/refuses-sides-of-no-first-snapshot", refuses_sides_of_no_first_snapshot);
  g_test_add_func("/front/divides-from-edge-to-edge", divides_from_edge_to_edge);
  g_test_add_func("/front/lines-may-end-on-the-border", lines_may_end_on_the_border);
  g_test_add_func("/front/lines-may-follow-the-border", lines_may_follow_the_border);
  g_test_add_func("/front/pockets-close-on-themselves", pockets_close_on_themselves);
  g_test_add_func("/front/crossing-a-front-changes-the-holder", crossing_a_front_changes_the_holder);
  g_test_add_func("/front/lines-that-bend-out-and-in-cut-many-faces",
                  lines_that_bend_out_and_in_cut_many_faces);
  g_test_add_func("/front/names-the-loose-end", names_the_loose_end);
  g_test_add_func("/front/names-the-loose-end-beside-a-whole-front",
                  names_the_loose_end_beside_a_whole_front);
  g_test_add_func("/front/refuses-lines-with-the-same-side-twice", refuses_lines_with_the_same_side_twice);
  g_test_add_func("/front/a-lake-may-be-part-of-the-way", a_lake_may_be_part_of_the_way);
  g_test_add_func("/front/refuses-a-front-outside", refuses_a_front_outside);
  g_test_add_func("/front/refuses-a-side-point-outside", refuses_a_side_point_outside);
  g_test_add_func("/front/refuses-lines-that-contradict-each-other",
                  refuses_lines_that_contradict_each_other);
  g_test_add_func("/front/pieces-that-share-end-points-are-one-line",
                  pieces_that_share_end_points_are_one_line);
  g_test_add_func("/front/parts-without-a-front-are-counted", parts_without_a_front_are_counted);
  g_test_add_func("/front/a-point-says-nothing-about-another-part", a_point_says_nothing_about_another_part);
  g_test_add_func("/front/one-line-may-cross-several-parts", one_line_may_cross_several_parts);
  g_test_add_func("/front/random-fronts-divide-random-territories", random_fronts_divide_random_territories);
  g_test_add_func("/front/random-pockets-are-what-they-enclose", random_pockets_are_what_they_enclose);
  g_test_add_func("/front/the-example-has-its-towns-on-the-right-side",
                  the_example_has_its_towns_on_the_right_side);
  return g_test_run();
}
