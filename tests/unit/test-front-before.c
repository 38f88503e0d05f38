#include "broken-fronts.h"
#include "data/series/series.h"
#include "fixture.h"

/* What the holder had before decides. */

typedef struct {
  SalGeometry *held;
  SalFrontReport report;
} Closed;

static void
closed_clear(Closed *closed)
{
  sal_geometry_free(closed->held);
  sal_front_report_clear(&closed->report);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Closed, closed_clear)

static Closed
close_by(const SalGeometry *lines, const SalGeometry *territory, SalSideKind kind, const SalGeometry *places)
{
  g_autoptr(GError) error = NULL;
  const SalFrontOptions options = { { .kind = kind, .places = places }, SNAP_M };
  Closed closed = { NULL };
  closed.held = sal_front_close(lines, territory, &options, &closed.report, &error);
  g_assert_no_error(error);
  return closed;
}

/* The areas that come of what was before, and again of the points that this leaves. */
static Closed
close_after(const SalGeometry *lines, const SalGeometry *territory, const SalGeometry *before)
{
  Closed closed = close_by(lines, territory, SAL_SIDE_BEFORE, before);
  g_auto(Closed) alone = close_by(lines, territory, SAL_SIDE_POINTS, closed.report.points);
  g_assert_true(measure(alone.held) == measure(closed.held));
  g_assert_cmpuint(closed.report.n_unreached, ==, 0);
  return closed;
}

static SalGeometry *
make_box(double west, double south, double east, double north)
{
  SalGeometry *box = sal_geometry_new(SAL_POLYGONS);
  ADD(box, west, south, east, south, east, north, west, north);
  sal_geometry_end_polygon(box);
  return box;
}

/* Two squares of ten degrees, side by side. */
static SalGeometry *
make_two_parts(void)
{
  SalGeometry *territory = make_territory();
  add_square(territory, 20, 0, 10);
  return territory;
}

static void
any_place_may_change_hands(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), before = make_box(0, 2, 10, 10);
  static const double souths[] = { 4, 6, 8, 9.5, 8, 6 }; /* nothing is held throughout but a strip */
  for (guint i = 0; i < G_N_ELEMENTS(souths); i++) {
    g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
    ADD(lines, 11, souths[i], -1, souths[i]);
    g_auto(Closed) closed = close_after(lines, territory, before);
    assert_near(measure(closed.held), measure_box(0, souths[i], 10, 10));
    g_assert_cmpuint(closed.report.choices->len, ==, 0);
    sal_geometry_free(before);
    before = g_steal_pointer(&closed.held);
  }
}

static void
separate_parts_decide_by_themselves(void)
{
  g_autoptr(SalGeometry) territory = make_two_parts(), before = make_box(0, 4, 10, 10),
                         lines = sal_geometry_new(SAL_LINES), other = make_box(20, 0, 30, 6);
  sal_geometry_append(before, other);
  ADD(lines, -1, 5, 11, 5);
  ADD(lines, 19, 5, 31, 5);
  g_auto(Closed) closed = close_after(lines, territory, before);
  assert_near(measure(closed.held), measure_box(0, 5, 10, 10) + measure_box(20, 0, 30, 5));
  g_assert_cmpuint(sal_geometry_get_n_points(closed.report.points), ==, 2);
}

static void
parts_that_no_line_reaches_stay(void)
{
  g_autoptr(SalGeometry) territory = make_two_parts(), before = make_box(0, 4, 10, 10),
                         mostly = make_box(20, 1, 30, 10), hardly = make_box(20, 9, 30, 10),
                         lines = sal_geometry_new(SAL_LINES), less = sal_geometry_copy(before);
  sal_geometry_append(before, mostly);
  sal_geometry_append(less, hardly);
  ADD(lines, -1, 5, 11, 5);
  g_auto(Closed) kept = close_after(lines, territory, before), left_out = close_after(lines, territory, less);
  assert_near(measure(kept.held), measure_box(0, 5, 10, 10) + measure_box(20, 0, 30, 10));
  assert_near(measure(left_out.held), measure_box(0, 5, 10, 10));
  g_assert_cmpuint(kept.report.choices->len, ==, 1);
  g_assert_true(says(kept.report.choices, "1 part of the territory that no front line reaches: left with the "
                                          "holder, who had most of it"));
  g_assert_cmpuint(left_out.report.choices->len, ==, 0);
}

static void
pockets_appear_on_either_side(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), before = make_box(0, 4, 10, 10),
                         lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 4, 11, 4);
  ADD(lines, 1, 1, 2, 1, 2, 2, 1, 2, 1, 1);
  ADD(lines, 6, 6, 6, 8, 8, 8, 8, 6, 6, 6);
  g_auto(Closed) closed = close_after(lines, territory, before);
  assert_near(measure(closed.held),
              measure_box(0, 4, 10, 10) + measure_box(1, 1, 2, 2) - measure_box(6, 6, 8, 8));
}

static void
a_holder_that_had_nothing_gets_the_lesser_side(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), before = sal_geometry_new(SAL_POLYGONS),
                         lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 9, 11, 9);
  g_auto(Closed) closed = close_after(lines, territory, before);
  assert_near(measure(closed.held), measure_box(0, 9, 10, 10));
}

static void
what_was_outside_the_territory_does_not_count(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), before = make_box(-40, 4, 60, 60),
                         lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 5, 11, 5);
  g_auto(Closed) closed = close_after(lines, territory, before);
  assert_near(measure(closed.held), measure_box(0, 5, 10, 10));
}

static void
weak_choices_are_told(void)
{
  g_autoptr(SalGeometry) territory = make_territory(), before = make_box(0, 0, 10, 2.9),
                         lines = sal_geometry_new(SAL_LINES);
  ADD(lines, -1, 6, 11, 6);
  g_auto(Closed) closed = close_after(lines, territory, before);
  assert_near(measure(closed.held), measure_box(0, 0, 10, 6));
  const double share = 1 - measure_box(0, 2.9, 10, 6) / measure(territory);
  g_autofree char *figures =
      g_strdup_printf("the least %.1f %% of %.1f km² near (", share * 100, measure(territory) / 1e6);
  g_assert_cmpuint(closed.report.choices->len, ==, 1);
  g_assert_true(says(closed.report.choices, "side: 1 part of the territory of which less than 75 % stays"));
  g_assert_true(says(closed.report.choices, figures));
}

static void
refuses_what_changes_as_much_either_way(void)
{
  g_autoptr(SalGeometry) territory = make_two_parts(), before = make_box(20, 0, 25, 10),
                         lines = sal_geometry_new(SAL_LINES);
  g_autoptr(GError) error = NULL;
  g_auto(SalFrontReport) report = { NULL };
  const SalFrontOptions options = { { .kind = SAL_SIDE_BEFORE, .places = before }, SNAP_M };
  ADD(lines, -1, 9, 11, 9);
  ADD(lines, 19, 4, 31, 4);
  g_assert_null(sal_front_close(lines, territory, &options, &report, &error));
  assert_error_says(error, SAL_ERROR_GEOMETRY, "side: expected less change", "got ", " by either near (2",
                    NULL);
  g_assert_true(report.remarks == NULL && report.points == NULL);
}

/* Laws */

/* Some front that is near the one before, in what it holds; NULL if this is none. */
static SalGeometry *
move_front(GRand *random, const SalGeometry *territory, SalPoint p, const SalGeometry *before,
           SalGeometry **held)
{
  const SalPoint near = { p.x + g_rand_double_range(random, -0.3, 0.3),
                          p.y + g_rand_double_range(random, -0.3, 0.3) };
  g_autoptr(SalGeometry) line = random_front_through(random, near);
  const SalFrontOptions options = { left, 0 };
  g_autoptr(SalGeometry) north = sal_front_close(line, territory, &options, NULL, NULL);
  if (north == NULL)
    return NULL;
  g_autoptr(SalGeometry) gained = sal_geometry_difference(north, before, NULL),
                         lost = sal_geometry_difference(before, north, NULL);
  if (measure(gained) + measure(lost) > 0.45 * measure(territory))
    return NULL;
  *held = g_steal_pointer(&north);
  return g_steal_pointer(&line);
}

/* Fronts that move in two ways at once: what is north of the lines as they were made, and what comes of their
 * pieces, from each to the next. Returns how many there were. */
static guint
check_moving_front(GRand *random)
{
  g_autoptr(SalGeometry) parts = random_polygons(random, (SalPoint){ 35, 48 }, 2);
  g_autoptr(SalGeometry) territory = sal_geometry_extract_polygon(parts, 0);
  const SalPoint p = sal_geometry_get_inner_point(territory, 0);
  const SalFrontOptions options = { left, 0 };
  g_autoptr(SalGeometry) first = random_front_through(random, p);
  g_autoptr(SalGeometry) known = sal_front_close(first, territory, &options, NULL, NULL);
  g_autoptr(SalGeometry) before = sal_geometry_copy(known);
  guint n = 0;
  for (guint i = 0; i < 6; i++) {
    SalGeometry *north = NULL;
    g_autoptr(SalGeometry) line = move_front(random, territory, p, known, &north);
    if (line == NULL)
      continue;
    guint n_gaps = 0;
    g_autoptr(SalGeometry) pieces = break_lines(random, line, 0.9 * SNAP_M, TRUE, &n_gaps);
    g_auto(Closed) closed = close_after(pieces, territory, before);
    g_assert_cmpfloat_with_epsilon(measure(closed.held), measure(north), 1 + n_gaps * SNAP_M2);
    sal_geometry_free(known);
    known = north;
    sal_geometry_free(before);
    before = g_steal_pointer(&closed.held);
    n++;
  }
  return n;
}

static void
moving_fronts_keep_their_holder(void)
{
  g_autoptr(GRand) random = random_new();
  const guint n = g_test_slow() ? 2000 : 60;
  guint n_moves = 0;
  for (guint i = 0; i < n; i++) {
    const guint32 seed = g_rand_int(random);
    g_autoptr(GRand) own = g_rand_new_with_seed(seed);
    g_test_message("fronts %u: seed %u", i, seed);
    n_moves += check_moving_front(own);
  }
  g_test_message("%u moves", n_moves);
  g_assert_cmpuint(n_moves, >, 2 * n);
}

/* Series */

static void
put_line(const Folder *folder, const char *name, double x, double from_y, double to_y)
{
  g_autofree char *geometry = g_strdup_printf(
      "{\"type\":\"LineString\",\"coordinates\":[[%.10g,%.10g],[%.10g,%.10g]]}", x, from_y, x, to_y);
  g_autofree char *feature = make_feature(geometry, "{}");
  g_autofree char *text = make_collection(feature);
  put_text(folder, name, text);
}

static SalSeries *
open_fronts(const Folder *folder, const char *territory, const char *side_text, SalClasses *classes)
{
  g_autoptr(GError) error = NULL;
  SalSide side;
  char *sources[] = { (char *)folder, NULL };
  g_assert_true(sal_side_parse(side_text, &side, &error));
  const SalSeriesOptions options = {
    .sources = sources, .territory = territory, .side = &side, .snap_m = SNAP_M, .classes = classes
  };
  SalSeries *series = sal_series_open(&options, &error);
  g_assert_no_error(error);
  return series;
}

static double
measure_class(const SalSeries *series, guint index, guint class_index)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalSnapshot) snapshot = sal_series_load(series, index, &error);
  g_assert_no_error(error);
  return measure(g_array_index(snapshot->areas, SalControlArea, class_index).polygons);
}

static char *
put_territory(const Folder *folder)
{
  g_autofree char *square = make_square(0, 0, 10, "{}");
  g_autofree char *text = make_collection(square);
  return write_text(folder, "territory.geojson", text);
}

static const double moving_xs[] = { 2, 5, 8, 6, 3 };

static void
put_moving_fronts(const Folder *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS(moving_xs); i++) {
    g_autofree char *name = g_strdup_printf("2024-01-%02u.geojson", i + 1);
    put_line(folder, name, moving_xs[i], i % 2 == 0 ? -1 : 11, i % 2 == 0 ? 11 : -1);
  }
}

static void
what_is_loaded_first_does_not_matter(void)
{
  g_autoptr(Folder) folder = folder_new(), other = folder_new();
  g_autofree char *territory = put_territory(other);
  put_moving_fronts(folder);
  for (guint first = 0; first < G_N_ELEMENTS(moving_xs); first++) {
    g_autoptr(SalSeries) series = open_fronts(folder, territory, "previous:left", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(moving_xs); i++) {
      const guint index = (first + i) % G_N_ELEMENTS(moving_xs);
      assert_near(measure_class(series, index, 0), measure_box(0, 0, moving_xs[index], 10));
    }
  }
}

static void
threads_do_not_matter(void)
{
  g_autoptr(Folder) folder = folder_new(), other = folder_new();
  g_autofree char *territory = put_territory(other);
  put_moving_fronts(folder);
  g_autoptr(SalSeries) series = open_fronts(folder, territory, "previous:0.5,5", NULL);
  g_autoptr(GArray) indices = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = G_N_ELEMENTS(moving_xs); i > 0; i--) {
    const guint index = i - 1;
    g_array_append_val(indices, index);
  }
  g_autoptr(GError) error = NULL;
  const SalWork work = { 8, NULL, NULL };
  g_autoptr(GPtrArray) snapshots = sal_series_load_all(series, indices, &work, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < snapshots->len; i++) {
    const SalSnapshot *snapshot = snapshots->pdata[i];
    const double x = moving_xs[g_array_index(indices, guint, i)];
    assert_near(measure(g_array_index(snapshot->areas, SalControlArea, 0).polygons),
                measure_box(0, 0, x, 10));
  }
}

static void
the_snapshot_at_fault_is_named(void)
{
  g_autoptr(Folder) folder = folder_new(), other = folder_new();
  g_autofree char *territory = put_territory(other);
  put_moving_fronts(folder);
  put_line(folder, "2024-01-03.geojson", 8, -1, 5);
  g_autoptr(SalSeries) series = open_fronts(folder, territory, "previous:left", NULL);
  for (guint i = G_N_ELEMENTS(moving_xs); i > 2; i--) {
    g_autoptr(GError) error = NULL;
    g_assert_null(sal_series_load(series, i - 1, &error));
    assert_error_says(error, SAL_ERROR_GEOMETRY, "2024-01-03.geojson: front: ", "loose end at (8.0", NULL);
    g_assert_null(strstr(error->message, "2024-01-05"));
  }
  assert_near(measure_class(series, 1, 0), measure_box(0, 0, 5, 10));
}

/* Class b has no lines on the second day; a's front is at 2, 3, 4, b's at 5, none, 6, drawn the other way. */
static void
each_class_goes_by_its_own_lines(void)
{
  static const char *const definitions[] = { "a=file like 'a%'", "b=file like 'b%'", NULL };
  g_autoptr(Folder) folder = folder_new(), other = folder_new();
  g_autofree char *territory = put_territory(other);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalClasses) classes = sal_classes_new(definitions, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < 3; i++) {
    g_autofree char *a = g_strdup_printf("a-2024-01-%02u.geojson", i + 1),
                    *b = g_strdup_printf("b-2024-01-%02u.geojson", i + 1);
    put_line(folder, a, 2 + i, -1, 11);
    if (i != 1)
      put_line(folder, b, 5 + i / 2.0, i == 0 ? -1 : 11, i == 0 ? 11 : -1);
  }
  g_autoptr(SalSeries) series = open_fronts(folder, territory, "previous:left", classes);
  assert_near(measure_class(series, 2, 0), measure_box(0, 0, 4, 10));
  assert_near(measure_class(series, 2, 1), measure_box(0, 0, 6, 10));
  g_assert_true(measure_class(series, 1, 1) == 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/front-before/any-place-may-change-hands", any_place_may_change_hands);
  g_test_add_func("/front-before/separate-parts-decide-by-themselves", separate_parts_decide_by_themselves);
  g_test_add_func("/front-before/parts-that-no-line-reaches-stay", parts_that_no_line_reaches_stay);
  g_test_add_func("/front-before/pockets-appear-on-either-side", pockets_appear_on_either_side);
  g_test_add_func("/front-before/a-holder-that-had-nothing-gets-the-lesser-side",
                  a_holder_that_had_nothing_gets_the_lesser_side);
  g_test_add_func("/front-before/what-was-outside-the-territory-does-not-count",
                  what_was_outside_the_territory_does_not_count);
  g_test_add_func("/front-before/weak-choices-are-told", weak_choices_are_told);
  g_test_add_func("/front-before/refuses-what-changes-as-much-either-way",
                  refuses_what_changes_as_much_either_way);
  g_test_add_func("/front-before/moving-fronts-keep-their-holder", moving_fronts_keep_their_holder);
  g_test_add_func("/front-before/what-is-loaded-first-does-not-matter", what_is_loaded_first_does_not_matter);
  g_test_add_func("/front-before/threads-do-not-matter", threads_do_not_matter);
  g_test_add_func("/front-before/the-snapshot-at-fault-is-named", the_snapshot_at_fault_is_named);
  g_test_add_func("/front-before/each-class-goes-by-its-own-lines", each_class_goes_by_its_own_lines);
  return g_test_run();
}
