#include "data/geometry/geometry.h"

#include "fixture.h"
#include "random.h"

/* Adds a ring or line from pairs of coordinates. */
static void
add_part(SalGeometry *geometry, const double *xy, guint n)
{
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(geometry, xy[2 * i], xy[2 * i + 1]);
  sal_geometry_end_part(geometry);
}

#define ADD(geometry, ...)                                                                                   \
  add_part(geometry, (const double[]){ __VA_ARGS__ },                                                        \
           sizeof((const double[]){ __VA_ARGS__ }) / (2 * sizeof(double)))

static void
add_square(SalGeometry *polygons, double x, double y, double size)
{
  ADD(polygons, x, y, x + size, y, x + size, y + size, x, y + size);
  sal_geometry_end_polygon(polygons);
}

static SalGeometry *
make_square_at(double x, double y, double size)
{
  SalGeometry *square = sal_geometry_new(SAL_POLYGONS);
  add_square(square, x, y, size);
  return square;
}

/* Area in the plane, holes taken off. */
static double
get_area(const SalGeometry *polygons)
{
  double total = 0;
  for (guint polygon = 0; polygon < sal_geometry_get_n_polygons(polygons); polygon++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
      double area = 0;
      for (guint i = 1; i < n; i++)
        area += (p[i - 1].x * p[i].y - p[i].x * p[i - 1].y) / 2;
      total += part == first ? fabs(area) : -fabs(area);
    }
  }
  return total;
}

static void
closes_rings_and_drops_empty_parts(void)
{
  g_autoptr(SalGeometry) polygons = make_square_at(1, 2, 3);
  guint n;
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  g_assert_cmpuint(sal_geometry_get_n_parts(polygons), ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_polygons(polygons), ==, 1);
  const SalPoint *points = sal_geometry_get_part(polygons, 0, &n);
  g_assert_cmpuint(n, ==, 5);
  g_assert_true(points[4].x == 1 && points[4].y == 2);
}

static void
leaves_lines_open_and_closed_rings_alone(void)
{
  g_autoptr(SalGeometry) line = sal_geometry_new(SAL_LINES);
  g_autoptr(SalGeometry) ring = sal_geometry_new(SAL_POLYGONS);
  ADD(line, 0, 0, 1, 0, 1, 1);
  ADD(ring, 0, 0, 1, 0, 1, 1, 0, 0);
  g_assert_cmpuint(sal_geometry_get_n_points(line), ==, 3);
  g_assert_cmpuint(sal_geometry_get_n_points(ring), ==, 4);
}

static SalGeometry *
make_square_with_hole(void)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  ADD(polygons, 0, 0, 10, 0, 10, 10, 0, 10);
  ADD(polygons, 4, 4, 4, 6, 6, 6, 6, 4);
  sal_geometry_end_polygon(polygons);
  return polygons;
}

static void
appends_and_extracts_polygons_with_their_holes(void)
{
  g_autoptr(SalGeometry) all = make_square_at(20, 20, 1);
  g_autoptr(SalGeometry) holed = make_square_with_hole();
  guint n_parts;
  sal_geometry_append(all, holed);
  add_square(all, 30, 30, 1);
  g_assert_cmpuint(sal_geometry_get_n_polygons(all), ==, 3);
  g_assert_cmpuint(sal_geometry_get_polygon(all, 1, &n_parts), ==, 1);
  g_assert_cmpuint(n_parts, ==, 2);
  g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(all, 1);
  assert_same_bytes(one->points, holed->points, sizeof(SalPoint));
  g_assert_cmpfloat(get_area(one), ==, 96);
  g_assert_cmpfloat(get_area(all), ==, 98);
}

static void
copies_are_their_own(void)
{
  g_autoptr(SalGeometry) original = make_square_at(0, 0, 1);
  g_autoptr(SalGeometry) copy = sal_geometry_copy(original);
  add_square(copy, 5, 5, 1);
  g_assert_cmpuint(sal_geometry_get_n_polygons(original), ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_polygons(copy), ==, 2);
}

static void
boxes_hold_what_they_bound(void)
{
  g_autoptr(SalGeometry) square = make_square_at(-1, 2, 3);
  g_autoptr(SalGeometry) empty = sal_geometry_new(SAL_POLYGONS);
  const SalBox box = sal_geometry_get_box(square), none = sal_geometry_get_box(empty);
  g_assert_true(box.xmin == -1 && box.ymin == 2 && box.xmax == 2 && box.ymax == 5);
  g_assert_true(sal_box_is_empty(none));
  g_assert_true(sal_geometry_is_empty(empty));
  const SalBox same = sal_box_union(box, none);
  g_assert_cmpmem(&same, sizeof same, &box, sizeof box);
  g_assert_false(sal_box_intersects(none, box));
  g_assert_true(sal_box_intersects(box, (SalBox){ 2, 5, 9, 9 }));
  g_assert_false(sal_box_intersects(box, (SalBox){ 2.1, 5, 9, 9 }));
}

static void
holes_contain_nothing(void)
{
  g_autoptr(SalGeometry) holed = make_square_with_hole();
  g_assert_true(sal_geometry_contains(holed, 1, 1));
  g_assert_true(sal_geometry_contains(holed, 5, 7));
  g_assert_false(sal_geometry_contains(holed, 5, 5));
  g_assert_false(sal_geometry_contains(holed, 11, 5));
  g_assert_false(sal_geometry_contains(holed, -1, 10));
}

/* Two triangles that meet in (1, 1). */
static SalGeometry *
make_bow_tie(void)
{
  SalGeometry *bow_tie = sal_geometry_new(SAL_POLYGONS);
  ADD(bow_tie, 0, 0, 2, 2, 2, 0, 0, 2);
  sal_geometry_end_polygon(bow_tie);
  return bow_tie;
}

static void
says_what_is_invalid_and_where(void)
{
  g_autoptr(SalGeometry) bow_tie = make_bow_tie(), square = make_square_at(0, 0, 1);
  g_autofree char *reason = NULL;
  SalPoint where = { 0, 0 };
  g_assert_false(sal_geometry_is_valid(bow_tie, &reason, &where));
  g_assert_cmpstr(reason, ==, "self-intersection");
  g_assert_true(where.x == 1 && where.y == 1);
  g_assert_false(sal_geometry_is_valid(bow_tie, NULL, NULL));
  g_assert_true(sal_geometry_is_valid(square, NULL, NULL));
}

static void
repairs_to_what_was_covered(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalGeometry) bow_tie = make_bow_tie();
  g_autoptr(SalGeometry) repaired = sal_geometry_repair(bow_tie, &error);
  g_assert_no_error(error);
  g_assert_true(sal_geometry_is_valid(repaired, NULL, NULL));
  g_assert_cmpfloat(get_area(repaired), ==, 2);
}

/* A hole that sticks out takes away what it covers, and adds nothing. */
static void
repairs_holes_that_stick_out(void)
{
  g_autoptr(SalGeometry) polygons = sal_geometry_new(SAL_POLYGONS);
  ADD(polygons, 0, 0, 4, 0, 4, 4, 0, 4);
  ADD(polygons, 3, 1, 6, 1, 6, 2, 3, 2);
  sal_geometry_end_polygon(polygons);
  g_autoptr(SalGeometry) repaired = sal_geometry_repair(polygons, NULL);
  g_assert_cmpfloat(get_area(repaired), ==, 15);
}

static void
survives_rings_that_bound_nothing(void)
{
  g_autoptr(SalGeometry) degenerate = sal_geometry_new(SAL_POLYGONS);
  ADD(degenerate, 0, 0);
  sal_geometry_end_polygon(degenerate);
  ADD(degenerate, 0, 0, 1, 1);
  sal_geometry_end_polygon(degenerate);
  ADD(degenerate, 0, 0, 1, 1, 2, 2);
  sal_geometry_end_polygon(degenerate);
  g_autofree char *reason = NULL;
  g_assert_false(sal_geometry_is_valid(degenerate, &reason, NULL));
  g_assert_cmpstr(reason, ==, "ring of fewer than 4 points");
  g_autoptr(SalGeometry) repaired = sal_geometry_repair(degenerate, NULL);
  g_assert_cmpuint(sal_geometry_get_n_polygons(repaired), ==, 0);
}

static void
dissolves_overlaps_once(void)
{
  g_autoptr(SalGeometry) squares = make_square_at(0, 0, 2);
  add_square(squares, 1, 1, 2);
  add_square(squares, 1, 1, 2);
  add_square(squares, 10, 10, 1);
  g_autoptr(SalGeometry) dissolved = sal_geometry_dissolve(squares, NULL);
  g_assert_cmpuint(sal_geometry_get_n_polygons(dissolved), ==, 2);
  g_assert_cmpfloat(get_area(dissolved), ==, 8);
}

static void
subtracts_and_intersects(void)
{
  g_autoptr(SalGeometry) a = make_square_at(0, 0, 4), b = make_square_at(1, 1, 2),
                         far = make_square_at(9, 9, 1);
  g_autoptr(SalGeometry) ring = sal_geometry_difference(a, b, NULL),
                         both = sal_geometry_intersection(a, b, NULL);
  g_autoptr(SalGeometry) nothing = sal_geometry_difference(b, a, NULL),
                         apart = sal_geometry_intersection(a, far, NULL);
  g_assert_cmpuint(sal_geometry_get_n_parts(ring), ==, 2);
  g_assert_cmpfloat(get_area(ring), ==, 12);
  g_assert_cmpfloat(get_area(both), ==, 4);
  g_assert_true(sal_geometry_is_empty(nothing));
  g_assert_true(sal_geometry_is_empty(apart));
}

static void
what_only_touches_shares_no_area(void)
{
  g_autoptr(SalGeometry) a = make_square_at(0, 0, 1), b = make_square_at(1, 0, 1),
                         corner = make_square_at(1, 1, 1);
  g_autoptr(SalGeometry) edge = sal_geometry_intersection(a, b, NULL),
                         point = sal_geometry_intersection(a, corner, NULL);
  g_assert_true(sal_geometry_is_empty(edge));
  g_assert_true(sal_geometry_is_empty(point));
}

static void
clips_to_a_box(void)
{
  g_autoptr(SalGeometry) square = make_square_at(0, 0, 4), line = sal_geometry_new(SAL_LINES);
  ADD(line, -5, 1, 9, 1);
  const SalBox box = { 1, 0.5, 3, 9 };
  g_autoptr(SalGeometry) area = sal_geometry_clip(square, box), piece = sal_geometry_clip(line, box);
  g_autoptr(SalGeometry) whole = sal_geometry_clip(square, (SalBox){ -1, -1, 9, 9 });
  g_autoptr(SalGeometry) outside = sal_geometry_clip(square, (SalBox){ 5, 5, 9, 9 });
  g_assert_cmpfloat(get_area(area), ==, 7);
  const SalBox piece_box = sal_geometry_get_box(piece);
  g_assert_true(piece_box.xmin == 1 && piece_box.xmax == 3);
  g_assert_cmpfloat(get_area(whole), ==, 16);
  g_assert_true(sal_geometry_is_empty(outside));
}

/* As clipping tells; a square with a hole, at whose edges boxes end as well. */
static void
reaches_into_boxes_that_clipping_leaves_something_in(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalGeometry) square = sal_geometry_new(SAL_POLYGONS);
  const double rings[2][5][2] = { { { 0, 0 }, { 6, 0 }, { 6, 6 }, { 0, 6 }, { 0, 0 } },
                                  { { 2, 2 }, { 2, 4 }, { 4, 4 }, { 4, 2 }, { 2, 2 } } };
  for (guint ring = 0; ring < 2; ring++) {
    for (guint i = 0; i < 5; i++)
      sal_geometry_add_point(square, rings[ring][i][0], rings[ring][i][1]);
    sal_geometry_end_part(square);
  }
  sal_geometry_end_polygon(square);
  guint n_inside = 0;
  for (guint run = 0; run < 3000; run++) {
    g_autoptr(SalGeometry) star = random_star(random, (SalPoint){ 3, 3 }, 3, 3 + run % 20);
    const double x = g_rand_int_range(random, -2, 8), y = g_rand_int_range(random, -2, 8);
    const SalBox box = { x, y, x + g_rand_int_range(random, 1, 6), y + g_rand_int_range(random, 1, 6) };
    const SalGeometry *polygons = run % 2 ? square : star;
    g_autoptr(SalGeometry) clipped = sal_geometry_clip(polygons, box);
    g_assert_cmpint(sal_geometry_reaches_into(polygons, box), ==, !sal_geometry_is_empty(clipped));
    n_inside += !sal_geometry_is_empty(clipped);
  }
  g_assert_cmpuint(n_inside, >, 500);
  g_assert_cmpuint(n_inside, <, 2500);
}

static void
nodes_lines_where_they_cross(void)
{
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  ADD(lines, 0, 0, 4, 4);
  ADD(lines, 0, 4, 4, 0);
  g_autoptr(SalGeometry) noded = sal_geometry_node(lines, NULL);
  g_assert_cmpuint(sal_geometry_get_n_parts(noded), ==, 4);
  for (guint part = 0; part < 4; part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(noded, part, &n);
    const SalPoint *end = points[0].x == 2 ? &points[0] : &points[n - 1];
    g_assert_true(end->x == 2 && end->y == 2);
  }
}

/* A square with a whisker outward, and another square tied to it by a bridge. */
static SalGeometry *
make_tied_squares(void)
{
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  ADD(lines, 0, 0, 2, 0, 2, 2, 0, 2, 0, 0);
  ADD(lines, 5, 0, 7, 0, 7, 2, 5, 2, 5, 0);
  ADD(lines, 2, 1, 5, 1);
  ADD(lines, 0, 1, -1, 1);
  return sal_geometry_node(lines, NULL);
}

static void
polygonises_and_tells_dangles_from_cuts(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalGeometry) noded = make_tied_squares(), dangles = NULL, cuts = NULL;
  g_autoptr(SalGeometry) faces = sal_geometry_polygonize(noded, &dangles, &cuts, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(sal_geometry_get_n_polygons(faces), ==, 2);
  g_assert_cmpfloat(get_area(faces), ==, 8);
  g_assert_cmpuint(sal_geometry_get_n_parts(dangles), ==, 1);
  g_assert_cmpfloat(sal_geometry_get_box(dangles).xmin, ==, -1);
  g_assert_cmpuint(sal_geometry_get_n_parts(cuts), ==, 1);
  g_assert_cmpfloat(sal_geometry_get_box(cuts).xmax, ==, 5);
  g_autoptr(SalGeometry) faces_alone = sal_geometry_polygonize(noded, NULL, NULL, &error);
  g_assert_cmpuint(sal_geometry_get_n_polygons(faces_alone), ==, 2);
}

static void
inner_points_lie_inside(void)
{
  g_autoptr(GRand) random = random_new();
  for (int repeat = 0; repeat < 200; repeat++) {
    g_autoptr(SalGeometry) polygons = random_with_hole(random, (SalPoint){ 30, 50 }, 2);
    for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
      const SalPoint p = sal_geometry_get_inner_point(polygons, i);
      g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(polygons, i);
      g_assert_true(sal_geometry_contains(one, p.x, p.y));
    }
  }
}

static void
gives_the_same_result_on_every_run(void)
{
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalGeometry) a = random_union(random, (SalPoint){ 30, 50 }, 2),
                         b = random_with_hole(random, (SalPoint){ 30, 50 }, 2);
  g_autoptr(SalGeometry) first = sal_geometry_difference(a, b, NULL);
  for (int repeat = 0; repeat < 20; repeat++) {
    g_autoptr(SalGeometry) again = sal_geometry_difference(a, b, NULL);
    assert_same_bytes(again->points, first->points, sizeof(SalPoint));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/geometry/closes-rings-and-drops-empty-parts", closes_rings_and_drops_empty_parts);
  g_test_add_func("/geometry/leaves-lines-open-and-closed-rings-alone",
                  leaves_lines_open_and_closed_rings_alone);
  g_test_add_func("/geometry/appends-and-extracts-polygons-with-their-holes",
                  appends_and_extracts_polygons_with_their_holes);
  g_test_add_func("/geometry/copies-are-their-own", copies_are_their_own);
  g_test_add_func("/geometry/boxes-hold-what-they-bound", boxes_hold_what_they_bound);
  g_test_add_func("/geometry/holes-contain-nothing", holes_contain_nothing);
  g_test_add_func("/geometry/says-what-is-invalid-and-where", says_what_is_invalid_and_where);
  g_test_add_func("/geometry/repairs-to-what-was-covered", repairs_to_what_was_covered);
  g_test_add_func("/geometry/repairs-holes-that-stick-out", repairs_holes_that_stick_out);
  g_test_add_func("/geometry/survives-rings-that-bound-nothing", survives_rings_that_bound_nothing);
  g_test_add_func("/geometry/dissolves-overlaps-once", dissolves_overlaps_once);
  g_test_add_func("/geometry/subtracts-and-intersects", subtracts_and_intersects);
  g_test_add_func("/geometry/what-only-touches-shares-no-area", what_only_touches_shares_no_area);
  g_test_add_func("/geometry/clips-to-a-box", clips_to_a_box);
  g_test_add_func("/geometry/reaches-into-boxes-that-clipping-leaves-something-in",
                  reaches_into_boxes_that_clipping_leaves_something_in);
  g_test_add_func("/geometry/nodes-lines-where-they-cross", nodes_lines_where_they_cross);
  g_test_add_func("/geometry/polygonises-and-tells-dangles-from-cuts",
                  polygonises_and_tells_dangles_from_cuts);
  g_test_add_func("/geometry/inner-points-lie-inside", inner_points_lie_inside);
  g_test_add_func("/geometry/gives-the-same-result-on-every-run", gives_the_same_result_on_every_run);
  return g_test_run();
}
