#include "render/names/cover.h"
#include "render/names/placement.h"

#include <math.h>

static const SalRect AREA = { 10, 20, 200, 150 };

static SalTurnedRect
random_rect(void)
{
  return (SalTurnedRect){ g_test_rand_double_range(-10, 230), g_test_rand_double_range(0, 190),
                          g_test_rand_double_range(0.5, 30), g_test_rand_double_range(0.5, 6),
                          g_test_rand_int_range(0, 3) == 0 ? g_test_rand_double_range(-90, 90) : 0 };
}

/* By points spread over one of them: finds any overlap that is not tiny. */
static gboolean
shares_point(SalTurnedRect a, SalTurnedRect b)
{
  const double angle_a = a.angle_deg * G_PI / 180, angle_b = b.angle_deg * G_PI / 180;
  for (int i = 0; i < 61 * 61; i++) {
    const double u = a.width * ((i % 61) / 60.0 - 0.5), v = a.height * ((double)(i / 61) / 60.0 - 0.5);
    const double dx = a.x + u * cos(angle_a) + v * sin(angle_a) - b.x;
    const double dy = a.y - u * sin(angle_a) + v * cos(angle_a) - b.y;
    if (fabs(dx * cos(angle_b) - dy * sin(angle_b)) < b.width / 2 &&
        fabs(dx * sin(angle_b) + dy * cos(angle_b)) < b.height / 2)
      return TRUE;
  }
  return FALSE;
}

static void
test_sees_every_overlap_of_turned_rectangles(void)
{
  guint n_overlaps = 0;
  for (int i = 0; i < 3000; i++) {
    const SalTurnedRect a = random_rect();
    SalTurnedRect b = random_rect();
    b.x = a.x + g_test_rand_double_range(-20, 20), b.y = a.y + g_test_rand_double_range(-10, 10);
    const gboolean overlaps = sal_turned_rect_overlaps(a, b);
    g_assert_true(overlaps == sal_turned_rect_overlaps(b, a));
    if (shares_point(a, b))
      g_assert_true(overlaps);
    if (!overlaps)
      g_assert_false(shares_point(b, a));
    n_overlaps += overlaps ? 1 : 0;
  }
  g_assert_cmpuint(n_overlaps, >, 300);
}

static void
test_does_not_count_an_edge_as_overlap(void)
{
  const SalTurnedRect a = { 0, 0, 10, 4, 0 }, beside = { 10, 0, 10, 4, 0 }, over = { 9.9, 3.9, 10, 4, 0 };
  g_assert_false(sal_turned_rect_overlaps(a, beside));
  g_assert_true(sal_turned_rect_overlaps(a, over));
}

static void
test_boxes_a_stretch_of_line(void)
{
  const SalTurnedRect line = sal_turned_rect_new_line((SalPoint){ 0, 0 }, (SalPoint){ 30, -40 }, 1);
  g_assert_cmpfloat_with_epsilon(line.width, 50, 1e-9);
  const SalTurnedRect on = { 15, -20, 0.1, 0.1, 0 }, off = { 15, -21.2, 0.1, 0.1, 0 };
  g_assert_true(sal_turned_rect_overlaps(line, on));
  g_assert_false(sal_turned_rect_overlaps(line, off));
}

/* Against a look at every rectangle there is. */
static void
test_finds_what_is_taken(void)
{
  g_autoptr(SalTaken) taken = sal_taken_new(AREA);
  g_autoptr(GArray) rects = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  for (guint i = 0; i < 400; i++) {
    const SalTurnedRect rect = random_rect();
    g_array_append_val(rects, rect);
    sal_taken_add(taken, rect, i);
  }
  for (guint i = 0; i < 400; i += 3)
    sal_taken_remove(taken, i);
  for (int round = 0; round < 300; round++) {
    const SalTurnedRect wanted = random_rect();
    g_autoptr(GArray) owners = g_array_new(FALSE, FALSE, sizeof(guint));
    sal_taken_find(taken, wanted, owners);
    guint n = 0;
    for (guint i = 0; i < rects->len; i++) {
      if (i % 3 == 0 || !sal_turned_rect_overlaps(g_array_index(rects, SalTurnedRect, i), wanted))
        continue;
      g_assert_cmpuint(n, <, owners->len);
      g_assert_cmpuint(g_array_index(owners, guint, n++), ==, i);
    }
    g_assert_cmpuint(n, ==, owners->len);
    g_assert_true(sal_taken_is_free(taken, wanted) == (n == 0));
  }
}

/* Items in a row of slots a step apart; a candidate is a slot. */
typedef struct {
  double worths[3];
  double costs[3][3]; /* of slots; negative: not a candidate */
} Row;

static void
list_slots(guint item, GArray *candidates, gpointer data)
{
  const Row *row = data;
  for (guint slot = 0; slot < 3; slot++) {
    const SalCandidate candidate = { { { 20 + 10 * slot, 30, 9, 5, 0 } }, 1, row->costs[item][slot], slot };
    if (candidate.cost >= 0)
      g_array_append_val(candidates, candidate);
  }
}

static guint
search_row(const Row *row, guint max_placed, guint max_steps, SalCandidate choice[3])
{
  g_autoptr(SalTaken) taken = sal_taken_new(AREA);
  const SalPlacement placement = { .worths = row->worths,
                                   .n_items = 3,
                                   .max_placed = max_placed,
                                   .max_steps = max_steps,
                                   .list = list_slots,
                                   .data = (gpointer)row };
  return sal_placement_search(&placement, taken, choice);
}

static void
test_moves_others_to_make_room(void)
{
  const Row row = { { 9, 8, 7 }, { { 0, 1, 2 }, { 0, -1, -1 }, { -1, 0, -1 } } };
  SalCandidate choice[3];
  g_assert_cmpuint(search_row(&row, 3, 0, choice), ==, 2);
  g_assert_cmpuint(search_row(&row, 3, 100, choice), ==, 3);
  g_assert_cmpuint(choice[0].tag, ==, 2);
  g_assert_cmpuint(choice[1].tag, ==, 0);
  g_assert_cmpuint(choice[2].tag, ==, 1);
}

static void
test_prefers_the_worthy_and_the_cheap(void)
{
  const Row row = { { 2, 3, 1 }, { { 0.5, 1, -1 }, { 0, -1, -1 }, { -1, -1, 4 } } };
  SalCandidate choice[3];
  g_assert_cmpuint(search_row(&row, 3, 100, choice), ==, 2);
  g_assert_cmpuint(choice[1].tag, ==, 0);
  g_assert_cmpuint(choice[0].tag, ==, 1);
  g_assert_cmpuint(choice[2].n_shapes, ==, 0);
  g_assert_cmpuint(search_row(&row, 1, 100, choice), ==, 1);
  g_assert_cmpuint(choice[1].n_shapes, ==, 1);
}

static void
add_rectangle(SalGeometry *polygons, double x, double y, double width, double height)
{
  sal_geometry_add_point(polygons, x, y);
  sal_geometry_add_point(polygons, x + width, y);
  sal_geometry_add_point(polygons, x + width, y + height);
  sal_geometry_add_point(polygons, x, y + height);
  sal_geometry_end_part(polygons);
}

static void
test_measures_what_a_rectangle_hides(void)
{
  g_autoptr(SalGeometry) area = sal_geometry_new(SAL_POLYGONS);
  add_rectangle(area, 50.01, 50.01, 39.98, 19.98);
  add_rectangle(area, 60.01, 55.01, 9.98, 9.98);
  sal_geometry_end_polygon(area);
  g_autoptr(SalCover) cover = sal_cover_new(AREA);
  sal_cover_add_areas(cover, area, 2);
  sal_cover_finish(cover);
  const SalTurnedRect inside = { 55, 55, 6, 4, 0 }, half = { 50, 60, 8, 4, 0 }, turned = { 80, 60, 6, 6, 45 },
                      outside = { 150, 100, 30, 10, 0 }, in_hole = { 65, 60, 6, 6, 0 },
                      beyond = { 5, 5, 10, 10, 0 };
  g_assert_cmpfloat_with_epsilon(sal_cover_measure(cover, inside), 48, 1e-6);
  g_assert_cmpfloat_with_epsilon(sal_cover_measure(cover, half), 32, 1e-6);
  g_assert_cmpfloat_with_epsilon(sal_cover_measure(cover, turned), 72, 4);
  g_assert_cmpfloat(sal_cover_measure(cover, outside), ==, 0);
  g_assert_cmpfloat(sal_cover_measure(cover, in_hole), ==, 0);
  g_assert_cmpfloat(sal_cover_measure(cover, beyond), ==, 0);
}

static void
test_counts_lines_on_each_other_once(void)
{
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  for (int i = 0; i < 5; i++) {
    sal_geometry_add_point(lines, 40, 60.2);
    sal_geometry_add_point(lines, 80, 60.2);
    sal_geometry_end_part(lines);
  }
  g_autoptr(SalCover) cover = sal_cover_new(AREA);
  sal_cover_add_lines(cover, lines, 1);
  sal_cover_finish(cover);
  g_assert_cmpfloat_with_epsilon(sal_cover_measure(cover, (SalTurnedRect){ 60, 60, 10, 4, 0 }), 10, 2.1);
}

static void
test_counts_specks(void)
{
  g_autoptr(SalGeometry) area = sal_geometry_new(SAL_POLYGONS);
  add_rectangle(area, 50.1, 50.1, 0.05, 0.05);
  sal_geometry_end_polygon(area);
  g_autoptr(SalCover) cover = sal_cover_new(AREA);
  sal_cover_add_areas(cover, area, 1);
  sal_cover_finish(cover);
  g_assert_cmpfloat(sal_cover_measure(cover, (SalTurnedRect){ 50, 50, 4, 4, 0 }), >, 0.2);
}

/* As the maps of a run go on from what they have in common. */
static void
test_copies_go_on_alone(void)
{
  g_autoptr(SalGeometry) area = sal_geometry_new(SAL_POLYGONS), other = sal_geometry_new(SAL_POLYGONS);
  add_rectangle(area, 50.01, 50.01, 39.98, 19.98);
  sal_geometry_end_polygon(area);
  add_rectangle(other, 100.01, 50.01, 9.98, 9.98);
  sal_geometry_end_polygon(other);
  g_autoptr(SalCover) started = sal_cover_new(AREA);
  sal_cover_add_areas(started, area, 2);
  g_autoptr(SalCover) first = sal_cover_copy(started), second = sal_cover_copy(started);
  sal_cover_add_areas(first, other, 1);
  sal_cover_finish(first);
  sal_cover_finish(second);
  const SalTurnedRect in_area = { 55, 55, 6, 4, 0 }, in_other = { 105, 55, 4, 4, 0 };
  g_assert_cmpfloat_with_epsilon(sal_cover_measure(first, in_area), 48, 1e-6);
  g_assert_cmpfloat_with_epsilon(sal_cover_measure(first, in_other), 16, 1e-6);
  g_assert_cmpfloat_with_epsilon(sal_cover_measure(second, in_area), 48, 1e-6);
  g_assert_cmpfloat(sal_cover_measure(second, in_other), <, 1e-6);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/placement/sees-every-overlap-of-turned-rectangles",
                  test_sees_every_overlap_of_turned_rectangles);
  g_test_add_func("/placement/does-not-count-an-edge-as-overlap", test_does_not_count_an_edge_as_overlap);
  g_test_add_func("/placement/boxes-a-stretch-of-line", test_boxes_a_stretch_of_line);
  g_test_add_func("/placement/finds-what-is-taken", test_finds_what_is_taken);
  g_test_add_func("/placement/moves-others-to-make-room", test_moves_others_to_make_room);
  g_test_add_func("/placement/prefers-the-worthy-and-the-cheap", test_prefers_the_worthy_and_the_cheap);
  g_test_add_func("/cover/measures-what-a-rectangle-hides", test_measures_what_a_rectangle_hides);
  g_test_add_func("/cover/counts-lines-on-each-other-once", test_counts_lines_on_each_other_once);
  g_test_add_func("/cover/counts-specks", test_counts_specks);
  g_test_add_func("/cover/copies-go-on-alone", test_copies_go_on_alone);
  return g_test_run();
}
