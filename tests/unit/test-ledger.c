#include "data/change/ledger.h"

#include "data/base/error.h"
#include "data/places/place.h"

#include "days.h"
#include "random.h"

static const char *const classes[] = { "held", "claimed", NULL };

static void
add_square(SalGeometry *polygons, double xmin, double ymin, double size)
{
  const SalPoint corners[] = {
    { xmin, ymin }, { xmin + size, ymin }, { xmin + size, ymin + size }, { xmin, ymin + size }
  };
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(polygons, corners[i].x, corners[i].y);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

static SalGeometry *
make_square(double size)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  if (size > 0)
    add_square(polygons, 0, 0, size);
  return polygons;
}

/* Villages at (1.5, 1), (2.5, 1), ... */
static GArray *
make_places(void)
{
  static const char *const names[] = { "Alpha", "Bravo", "Charlie", "Delta" };
  GArray *places = sal_place_list_new();
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    const SalPlace place = { .name = g_strdup(names[i]), .lon = 1.5 + i, .lat = 1 };
    g_array_append_val(places, place);
  }
  return places;
}

/* Snapshots a day apart from 1 March on, in which each class holds a square of that size at the origin. */
static SalChanges *
make_changes(const double (*sizes)[2], guint n)
{
  SalChanges *changes = g_new0(SalChanges, 1);
  g_autoptr(GArray) places = make_places();
  changes->changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  changes->steps = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  changes->remarks = g_ptr_array_new();
  changes->holdings = sal_holdings_new(places, n, classes);
  for (guint entry = 0; entry < n; entry++)
    for (guint c = 0; c < 2; c++) {
      g_autoptr(SalGeometry) polygons = make_square(sizes[entry][c]);
      g_assert_true(
          sal_holdings_set(changes->holdings, entry, day("2025-03-01") + (SalDay)entry, c, polygons, NULL));
      if (entry + 1 == n)
        sal_holdings_measure(changes->holdings, c, polygons, NULL);
    }
  return changes;
}

static SalLedger *
make_ledger(const SalChanges *changes, int shown)
{
  const SalLedgerOptions options = { .shown = shown };
  return sal_ledger_new(changes, &options);
}

/* expected: "held 2025-03-02 2025-03-03 nobody; ..." */
static void
assert_history(const SalLedger *ledger, guint place, const char *expected)
{
  const SalLedgerPlace *found = &g_array_index(ledger->places, SalLedgerPlace, place);
  g_autoptr(GString) text = g_string_new(sal_ledger_get_holder(ledger, found->start));
  for (guint i = 0; i < found->handovers->len; i++) {
    const SalHandover *handover = &g_array_index(found->handovers, SalHandover, i);
    g_autofree char *before = sal_day_format(handover->before), *on = sal_day_format(handover->on);
    g_string_append_printf(text, "; %s %s %s%s", before + 8, on + 8,
                           sal_ledger_get_holder(ledger, handover->to),
                           handover->flag != SAL_FLAG_NONE ? " reset?"
                           : handover->is_accepted_reset   ? " reset"
                                                           : "");
  }
  g_assert_cmpstr(text->str, ==, expected);
}

static const double advance[][2] = { { 2, 3 }, { 3, 3 }, { 2, 5 }, { 3, 2 } };

static void
keeps_each_time_that_a_place_changed_hands(void)
{
  g_autoptr(SalChanges) changes = make_changes(advance, G_N_ELEMENTS(advance));
  g_autoptr(SalLedger) ledger = make_ledger(changes, 0);
  assert_history(ledger, 0, "held");
  assert_history(ledger, 1, "; 01 02 held; 02 03 ; 03 04 held");
  assert_history(ledger, 2, "");
  g_assert_cmpuint(ledger->n_snapshots, ==, 4);
  g_auto(SalPlaceCount) count = sal_ledger_count(ledger, 0, NULL);
  g_assert_cmpuint(count.gained->len, ==, 1);
  g_assert_cmpuint(count.lost->len, ==, 0);
  g_assert_cmpuint(count.held_from, ==, 1);
  g_assert_cmpuint(count.held_to, ==, 2);
}

static void
the_first_class_that_covers_a_place_holds_it(void)
{
  g_autoptr(SalChanges) changes = make_changes(advance, G_N_ELEMENTS(advance));
  g_autoptr(SalLedger) ledger = make_ledger(changes, SAL_LEDGER_NOBODY);
  assert_history(ledger, 0, "held");
  assert_history(ledger, 1, "claimed; 01 02 held; 02 03 claimed; 03 04 held");
  assert_history(ledger, 2, "; 02 03 claimed; 03 04 ");
  g_auto(SalPlaceCount) held = sal_ledger_count(ledger, 0, NULL), claimed = sal_ledger_count(ledger, 1, NULL);
  g_assert_cmpuint(held.gained->len, ==, 1);
  g_assert_cmpuint(claimed.lost->len, ==, 1);
  g_assert_cmpuint(held.n_back, ==, 2);
}

static void
a_place_on_the_edge_is_held_and_told(void)
{
  static const double sizes[][2] = { { 1, 0 }, { 2.5, 0 } };
  g_autoptr(SalChanges) changes = make_changes(sizes, G_N_ELEMENTS(sizes));
  g_autoptr(SalLedger) ledger = make_ledger(changes, 0);
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  assert_history(ledger, 1, "; 01 02 held");
  g_assert_true(g_array_index(ledger->places, SalLedgerPlace, 1).is_on_edge);
  g_assert_cmpfloat(g_array_index(ledger->places, SalLedgerPlace, 1).edge_m, <, 1e-6);
  sal_ledger_remark(ledger, remarks);
  g_assert_cmpuint(remarks->len, ==, 1);
  g_assert_cmpstr(remarks->pdata[0], ==,
                  "places: at the end 1 of 4 lie exactly on the edge and count as held");
}

static void
a_reset_is_told_and_not_taken_for_a_capture(void)
{
  g_autoptr(SalChanges) changes = make_changes(advance, G_N_ELEMENTS(advance));
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  GArray *steps = sal_steps_new();
  for (SalDay i = 0; i < 3; i++) {
    const SalStep step = { .from = day("2025-03-01") + i,
                           .to = day("2025-03-02") + i,
                           .evidence = i < 2 ? g_strdup("far larger than usual") : NULL,
                           .verdict = i == 0 ? SAL_VERDICT_RESET : SAL_VERDICT_OPEN };
    g_array_append_val(steps, step);
  }
  g_ptr_array_add(changes->steps, steps);
  g_autoptr(SalLedger) ledger = make_ledger(changes, 0);
  assert_history(ledger, 1, "; 01 02 held reset; 02 03  reset?; 03 04 held");
  sal_ledger_remark(ledger, remarks);
  g_assert_cmpuint(remarks->len, ==, 1);
}

static void
measures_from_the_nearest_edge(void)
{
  g_autoptr(SalChanges) changes = make_changes(advance, G_N_ELEMENTS(advance));
  g_autoptr(SalLedger) ledger = make_ledger(changes, 0);
  /* The edge at 3 degrees east: half a degree of longitude, 1 degree north (Snyder 1987, eq. 4-19). */
  g_assert_cmpfloat_with_epsilon(g_array_index(ledger->places, SalLedgerPlace, 1).edge_m, 55651.6, 1);
  g_autoptr(SalLedger) other = make_ledger(changes, 1);
  g_assert_cmpfloat_with_epsilon(g_array_index(other->places, SalLedgerPlace, 1).edge_m, 55651.6, 1);
}

/* With a front that is closed against a territory, the way to the territory's own edge does not count. */
static void
measures_from_no_edge_of_the_border(void)
{
  g_autoptr(SalChanges) changes = make_changes(advance, G_N_ELEMENTS(advance));
  g_autoptr(SalGeometry) polygons = make_square(3), territory = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(territory, 0, 0);
  sal_geometry_add_point(territory, 20, 0);
  sal_geometry_add_point(territory, 20, 3);
  sal_geometry_add_point(territory, 0, 3);
  sal_geometry_end_part(territory);
  sal_geometry_end_polygon(territory);
  g_autoptr(SalOutline) border = sal_outline_new(territory);
  sal_holdings_measure(changes->holdings, 0, polygons, border);
  /* Alpha is 1 degree north of one edge of the territory, and 1.5 degrees west of the front. */
  g_assert_cmpfloat_with_epsilon(sal_holdings_get_distance_m(changes->holdings, 0, 0), 1.5 * 2 * 55651.6, 3);
}

static void
lists_what_a_class_gained_between_two_days(void)
{
  g_autoptr(SalChanges) changes = make_changes(advance, G_N_ELEMENTS(advance));
  g_autoptr(GArray) gained =
      sal_holdings_list_gained(changes->holdings, 0, day("2025-03-01"), day("2025-03-02"));
  g_autoptr(GArray) lost = sal_holdings_list_lost(changes->holdings, 0, day("2025-03-02"), day("2025-03-03"));
  g_assert_cmpuint(gained->len, ==, 1);
  g_assert_cmpuint(g_array_index(gained, guint, 0), ==, 1);
  g_assert_cmpuint(lost->len, ==, 1);
  /* A day without a snapshot is as the last one before it. */
  g_assert_cmpuint(sal_holdings_find(changes->holdings, day("2025-04-01")), ==, 3);
}

/* Places that are areas */

/* The part of a ring on one side of a line: where axis (0: x, 1: y) times sign is at least limit. */
static GArray *
clip_ring(const GArray *ring, int axis, double sign, double limit)
{
  GArray *clipped = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  for (guint i = 0; i < ring->len; i++) {
    const SalPoint a = g_array_index(ring, SalPoint, i),
                   b = g_array_index(ring, SalPoint, (i + 1) % ring->len);
    const double from = sign * (axis == 0 ? a.x : a.y) - limit, to = sign * (axis == 0 ? b.x : b.y) - limit;
    if (from >= 0)
      g_array_append_val(clipped, a);
    if ((from >= 0) != (to >= 0)) {
      const double t = from / (from - to);
      const SalPoint cut = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
      g_array_append_val(clipped, cut);
    }
  }
  return clipped;
}

/* How much of a square a star covers, by cutting its ring at the square's four sides. */
static double
cover(const SalGeometry *star, const SalGeometry *square, const SalAreaModel *model)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(star, 0, &n);
  const SalBox box = sal_geometry_get_box(square);
  const double limits[4] = { box.xmin, -box.xmax, box.ymin, -box.ymax };
  g_autoptr(GArray) ring = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  g_array_append_vals(ring, points, n - 1);
  for (int side = 0; side < 4; side++) {
    GArray *clipped = clip_ring(ring, side / 2, side % 2 == 0 ? 1 : -1, limits[side]);
    g_array_unref(ring);
    ring = clipped;
  }
  g_autoptr(SalGeometry) part = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < ring->len; i++)
    sal_geometry_add_point(part, g_array_index(ring, SalPoint, i).x, g_array_index(ring, SalPoint, i).y);
  sal_geometry_end_part(part);
  sal_geometry_end_polygon(part);
  return ring->len < 3 ? 0 : sal_area_measure(model, part) / sal_area_measure(model, square);
}

static GArray *
make_squares(GRand *random, guint n)
{
  GArray *places = sal_place_list_new();
  for (guint i = 0; i < n; i++) {
    const double size = g_rand_double_range(random, 0.01, 0.3);
    SalPlace place = { .name = g_strdup_printf("%u", i), .polygons = sal_geometry_new(SAL_POLYGONS) };
    add_square(place.polygons, g_rand_double_range(random, 30, 32), g_rand_double_range(random, 48, 50),
               size);
    const SalPoint middle = sal_geometry_get_inner_point(place.polygons, 0);
    place.lon = middle.x, place.lat = middle.y;
    g_array_append_val(places, place);
  }
  return places;
}

static void
areas_are_held_by_their_share(void)
{
  static const char *const one[] = { "held", NULL };
  g_autoptr(GRand) random = random_new();
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(GArray) places = make_squares(random, 400);
  guint n_cut = 0, n_held = 0;
  for (guint run = 0; run < 10; run++) {
    g_autoptr(SalHoldings) holdings = sal_holdings_new(places, 1, one);
    sal_holdings_watch_areas(holdings, model, 0.6);
    g_autoptr(SalGeometry) star = random_star(random, (SalPoint){ 31, 49 }, 1, 60);
    g_assert_true(sal_holdings_set(holdings, 0, day("2025-03-01"), 0, star, NULL));
    for (guint i = 0; i < places->len; i++) {
      const double expected = cover(star, g_array_index(places, SalPlace, i).polygons, model);
      const double share = sal_holdings_get_share(holdings, run % 2 == 0, 0, i);
      g_assert_cmpfloat(fabs(share - expected), <, 1e-9);
      g_assert_true(sal_holdings_has(holdings, 0, 0, i) == (share >= 0.6));
      n_cut += share > 0.001 && share < 0.999, n_held += share >= 0.6;
    }
  }
  g_assert_cmpuint(n_cut, >, 400);
  g_assert_cmpuint(n_held, >, 400);
}

/* An area whose outline crosses itself, which GEOS cannot cut. */
static void
an_area_that_cannot_be_cut_is_an_error(void)
{
  static const double corners[] = { 0.5, 0.5, 2, 2, 2, 0.5, 0.5, 2 };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(GArray) places = sal_place_list_new();
  SalPlace place = {
    .name = g_strdup("Hour\nglass"), .lon = 1.8, .lat = 1.5, .polygons = sal_geometry_new(SAL_POLYGONS)
  };
  for (guint i = 0; i < 4; i++)
    sal_geometry_add_point(place.polygons, corners[2 * i], corners[2 * i + 1]);
  sal_geometry_end_part(place.polygons);
  sal_geometry_end_polygon(place.polygons);
  g_array_append_val(places, place);
  g_autoptr(SalHoldings) holdings = sal_holdings_new(places, 1, classes);
  sal_holdings_watch_areas(holdings, model, 0.5);
  g_autoptr(SalGeometry) held = make_square(1.2), far = make_square(0.25);
  g_assert_true(sal_holdings_set(holdings, 0, day("2025-03-01"), 1, far, &error));
  g_assert_no_error(error);
  g_assert_false(sal_holdings_set(holdings, 0, day("2025-03-01"), 0, held, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_GEOMETRY);
  g_assert_true(g_str_has_prefix(error->message, "place 'Hour\\nglass': "));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/ledger/keeps-each-time-that-a-place-changed-hands",
                  keeps_each_time_that_a_place_changed_hands);
  g_test_add_func("/ledger/the-first-class-that-covers-a-place-holds-it",
                  the_first_class_that_covers_a_place_holds_it);
  g_test_add_func("/holdings/an-area-that-cannot-be-cut-is-an-error", an_area_that_cannot_be_cut_is_an_error);
  g_test_add_func("/ledger/a-place-on-the-edge-is-held-and-told", a_place_on_the_edge_is_held_and_told);
  g_test_add_func("/ledger/a-reset-is-told-and-not-taken-for-a-capture",
                  a_reset_is_told_and_not_taken_for_a_capture);
  g_test_add_func("/ledger/measures-from-the-nearest-edge", measures_from_the_nearest_edge);
  g_test_add_func("/ledger/measures-from-no-edge-of-the-border", measures_from_no_edge_of_the_border);
  g_test_add_func("/ledger/lists-what-a-class-gained-between-two-days",
                  lists_what_a_class_gained_between_two_days);
  g_test_add_func("/ledger/areas-are-held-by-their-share", areas_are_held_by_their_share);
  return g_test_run();
}
