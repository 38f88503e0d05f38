#include "data/dates/when.h"
#include "render/names/label.h"
#include "render/names/note-placing.h"
#include "styles/loader.h"

#include <math.h>

static const SalRect FRAME = { 10, 20, 200, 150 };

typedef struct {
  SalMap *map;
  SalStyle *style;
  SalCover *cover;
  GPtrArray *notes, *texts;
  GArray *obstacles, *labels;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer unused)
{
  fixture->map = sal_map_new((SalBox){ 36, 47, 39, 49 }, NULL, FRAME, NULL);
  fixture->style = sal_style_load("default", NULL);
  fixture->cover = sal_cover_new(FRAME);
  sal_cover_finish(fixture->cover);
  fixture->notes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_note_free);
  fixture->texts = g_ptr_array_new_with_free_func(g_free);
  fixture->obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  fixture->labels = g_array_new(FALSE, TRUE, sizeof(SalLabel));
  g_assert_true(fixture->map != NULL && fixture->style != NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
  sal_map_free(fixture->map);
  sal_style_free(fixture->style);
  sal_cover_free(fixture->cover);
  g_ptr_array_unref(fixture->notes);
  g_ptr_array_unref(fixture->texts);
  g_array_unref(fixture->obstacles);
  g_array_unref(fixture->labels);
}

static SalNote *
add_note(Fixture *fixture, const char *text)
{
  SalNote *note = sal_note_new();
  note->name = g_strdup("Here"), note->text = g_strdup(text);
  g_ptr_array_add(fixture->notes, note);
  g_ptr_array_add(fixture->texts, g_strdup(text));
  return note;
}

static SalNote *
add_callout(Fixture *fixture, const char *text, double lon, double lat)
{
  SalNote *note = add_note(fixture, text);
  note->is_callout = note->has_leader = note->has_point = TRUE;
  note->at = (SalPoint){ lon, lat };
  return note;
}

static GArray *
make_points(const double *lonlats, guint n)
{
  GArray *points = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  for (guint i = 0; i < n; i++) {
    const SalPoint at = { lonlats[2 * i], lonlats[2 * i + 1] };
    g_array_append_val(points, at);
  }
  return points;
}

static GArray *
place(const Fixture *fixture)
{
  const SalNoteOptions options = { fixture->style, fixture->cover, fixture->obstacles, fixture->labels };
  return sal_notes_place(fixture->map, fixture->notes, fixture->texts, &options);
}

static const SalPlacedNote *
get(const GArray *placed, guint index)
{
  return &g_array_index(placed, SalPlacedNote, index);
}

static SalPoint
get_middle(SalRect rect)
{
  return (SalPoint){ rect.x + rect.width / 2, rect.y + rect.height / 2 };
}

static void
test_callouts_apart(Fixture *fixture, gconstpointer unused)
{
  for (int i = 0; i < 8; i++)
    add_callout(fixture, "Some words that take a line or two on the map", 37.2 + 0.05 * i,
                48 + 0.03 * (i % 3));
  const SalTurnedRect obstacle = sal_turned_rect_new((SalRect){ 20, 30, 60, 40 });
  g_array_append_val(fixture->obstacles, obstacle);
  g_autoptr(GArray) placed = place(fixture), again = place(fixture);
  g_assert_cmpuint(placed->len, ==, 8);
  for (guint i = 0; i < placed->len; i++) {
    const SalTurnedRect box = sal_turned_rect_new(get(placed, i)->box);
    g_assert_true(get(placed, i)->has_room);
    g_assert_false(sal_turned_rect_overlaps(box, obstacle));
    g_assert_cmpfloat(get(placed, i)->box.x, ==, get(again, i)->box.x);
    g_assert_cmpfloat(get(placed, i)->box.x, >=, FRAME.x);
    for (guint j = 0; j < i; j++)
      g_assert_false(sal_turned_rect_overlaps(box, sal_turned_rect_new(get(placed, j)->box)));
  }
}

static void
test_sides(Fixture *fixture, gconstpointer unused)
{
  static const int signs[SAL_N_DIRECTIONS][2] = { { 0, 0 }, { 0, -1 }, { 1, -1 }, { 1, 0 },  { 1, 1 },
                                                  { 0, 1 }, { -1, 1 }, { -1, 0 }, { -1, -1 } };
  SalNote *note = add_callout(fixture, "Words", 37.5, 48);
  note->spot = SAL_NOTE_TO_SIDE;
  for (guint side = SAL_DIRECTION_NORTH; side < SAL_N_DIRECTIONS; side++) {
    note->side = (SalDirection)side;
    g_autoptr(GArray) placed = place(fixture);
    const SalPoint middle = get_middle(get(placed, 0)->box);
    const double dx = middle.x - get(placed, 0)->anchor.x, dy = middle.y - get(placed, 0)->anchor.y;
    g_assert_cmpint(fabs(dx) > fabs(dy) / 2.4 ? (dx > 0 ? 1 : -1) : 0, ==, signs[side][0]);
    g_assert_cmpint(fabs(dy) > fabs(dx) / 2.4 ? (dy > 0 ? 1 : -1) : 0, ==, signs[side][1]);
  }
}

static void
test_margin(Fixture *fixture, gconstpointer unused)
{
  add_callout(fixture, "At the edge", 37.5, 48)->spot = SAL_NOTE_MARGIN;
  g_autoptr(GArray) placed = place(fixture);
  const SalRect box = get(placed, 0)->box;
  const double left = box.x - FRAME.x, top = box.y - FRAME.y, right = FRAME.width - left - box.width,
               bottom = FRAME.height - top - box.height;
  g_assert_cmpfloat(MIN(MIN(left, right), MIN(top, bottom)), <, 1.7);
  g_assert_true(get(placed, 0)->has_leader);
}

/* Nothing else says where it points. */
static void
test_near_leader(Fixture *fixture, gconstpointer unused)
{
  SalNote *note = add_callout(fixture, "A wide text just below", 37.5, 48);
  note->spot = SAL_NOTE_OFFSET;
  for (guint i = 0; i < 3; i++) {
    g_autoptr(GArray) placed = place(fixture);
    const double gap = note->offset_mm.y - get(placed, 0)->box.height / 2;
    g_assert_cmpint(get(placed, 0)->has_leader, ==, i > 0);
    note->offset_mm.y += (i == 0 ? 1 : 2) - gap;
  }
}

/* What stands exactly somewhere gives the same page as what was found there. */
static void
test_exact(Fixture *fixture, gconstpointer unused)
{
  SalNote *note = add_callout(fixture, "Found\nonce and kept", 37.8, 48.2);
  g_autoptr(GArray) found = place(fixture);
  const SalPoint middle = get_middle(get(found, 0)->box);
  const double x = round((middle.x - get(found, 0)->anchor.x) * 10) / 10,
               y = round((middle.y - get(found, 0)->anchor.y) * 10) / 10;
  note->spot = SAL_NOTE_OFFSET;
  note->offset_mm = (SalPoint){ x, y };
  g_autoptr(GArray) kept = place(fixture);
  g_assert_cmpfloat(get(kept, 0)->box.x, ==, get(found, 0)->box.x);
  g_assert_cmpfloat(get(kept, 0)->box.y, ==, get(found, 0)->box.y);
  const SalTurnedRect obstacle = sal_turned_rect_new(FRAME);
  g_array_append_val(fixture->obstacles, obstacle);
  g_autoptr(GArray) obeyed = place(fixture);
  g_assert_true(get(obeyed, 0)->has_room);
  note->spot = SAL_NOTE_ANYWHERE;
  g_autoptr(GArray) nowhere = place(fixture);
  g_assert_false(get(nowhere, 0)->has_room);
}

/* The name of the place stays beside its dot, where the leader ends, unless the callout says it. */
static void
test_names(Fixture *fixture, gconstpointer unused)
{
  SalPlace here = { .name = (char *)"Here", .lon = 37.5, .lat = 48 };
  SalLabel label = { .place = &here, .text = here.name, .has_dot = TRUE, .importance = 1 };
  g_assert_true(sal_map_project_point(fixture->map, 37.5, 48, &label.dot_x, &label.dot_y));
  label.dot_box = (SalTurnedRect){ label.dot_x, label.dot_y, 1.5, 1.5, 0 };
  label.box = (SalTurnedRect){ label.dot_x + 6, label.dot_y, 10, 3, 0 };
  g_array_append_val(fixture->labels, label);
  SalNote *note = add_callout(fixture, "Other words", 37.5, 48);
  note->spot = SAL_NOTE_TO_SIDE, note->side = SAL_DIRECTION_EAST;
  g_autoptr(GArray) placed = place(fixture);
  g_assert_cmpfloat(hypot(get(placed, 0)->to.x - label.dot_x, get(placed, 0)->to.y - label.dot_y), >, 0.75);
  g_free(fixture->texts->pdata[0]);
  fixture->texts->pdata[0] = g_strdup("Here and now");
  g_autoptr(GArray) named = place(fixture);
  g_assert_cmpfloat(get(named, 0)->to.x, ==, label.dot_x);
}

static void
test_bracket(Fixture *fixture, gconstpointer unused)
{
  static const double ends[] = { 37, 48, 38, 48 };
  SalNote *note = add_note(fixture, "From here to there");
  note->bracket = make_points(ends, 2);
  note->spot = SAL_NOTE_TO_SIDE;
  for (int turn = 0; turn < 2; turn++) {
    note->side = turn == 0 ? SAL_DIRECTION_NORTH : SAL_DIRECTION_SOUTH;
    g_autoptr(GArray) placed = place(fixture);
    const SalPlacedNote *only = get(placed, 0);
    const SalTurnedRect line = sal_note_shape_get_bracket_rect(&only->bracket);
    const int sign = turn == 0 ? -1 : 1;
    g_assert_cmpfloat(sign * (line.y - only->anchor.y), >, 0);
    g_assert_cmpfloat(sign * (get_middle(only->box).y - line.y), >, 0);
    g_assert_false(sal_turned_rect_overlaps(line, sal_turned_rect_new(only->box)));
    g_autoptr(SalLayer) layer = sal_notes_make_layer(fixture->style, FRAME, placed, FALSE);
    g_assert_cmpstr(sal_layer_get_item(layer, 0)->group->id, ==, "note-here");
  }
}

static void
test_arrow(Fixture *fixture, gconstpointer unused)
{
  static const double points[] = { 37, 47.5, 37.5, 48, 38.5, 48 };
  SalNote *note = add_note(fixture, "Axis");
  note->arrow = make_points(points, 3);
  g_autoptr(GArray) placed = place(fixture);
  const SalPlacedNote *only = get(placed, 0);
  SalPoint tip;
  g_assert_true(sal_map_project_point(fixture->map, 38.5, 48, &tip.x, &tip.y));
  const SalBox box = sal_geometry_get_box(only->arrow);
  g_assert_cmpfloat(fabs(box.xmax - tip.x), <, 0.01);
  g_autoptr(GArray) covered = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  sal_note_shape_cover_line(only->shaft, 1.5, covered);
  for (guint i = 0; i < covered->len; i++)
    g_assert_false(
        sal_turned_rect_overlaps(g_array_index(covered, SalTurnedRect, i), sal_turned_rect_new(only->box)));
}

/* An arrow may leave the frame, and one without length is nothing. */
static void
test_odd_arrows(Fixture *fixture, gconstpointer unused)
{
  static const double leaving[] = { 37, 48, 60, 48 }, still[] = { 37, 48, 37, 48 },
                      outside[] = { 60, 48, 61, 48 };
  add_note(fixture, NULL)->arrow = make_points(leaving, 2);
  add_note(fixture, "Still")->arrow = make_points(still, 2);
  g_autoptr(GArray) placed = place(fixture);
  g_assert_cmpuint(placed->len, ==, 2);
  g_assert_false(sal_geometry_is_empty(get(placed, 0)->arrow));
  g_assert_true(sal_geometry_is_empty(get(placed, 1)->arrow));
  g_autoptr(SalNote) away = sal_note_new();
  away->arrow = make_points(outside, 2);
  g_assert_false(sal_note_is_shown(away, fixture->map));
}

static SalPeriod
make_period(SalEvery every, int year, int month, guint n_months)
{
  SalPeriod period = { .from = sal_day_from_civil(year, month, 1),
                       .to = sal_day_from_civil(year + (month + (int)n_months > 12),
                                                (month + (int)n_months - 1) % 12 + 1, 1) };
  sal_period_name(&period, every, period.from);
  return period;
}

static void
test_when(void)
{
  const SalPeriod november = make_period(SAL_EVERY_MONTH, 2024, 11, 1),
                  december = make_period(SAL_EVERY_MONTH, 2024, 12, 1);
  SalWhen when = sal_when_new(), other = sal_when_new();
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_when_is_always(&when) && sal_when_has(&when, &november) && sal_when_has(&when, NULL));
  g_assert_true(sal_when_set_until(&when, "2024-11", NULL));
  g_assert_true(sal_when_has(&when, &november) && !sal_when_has(&when, &december));
  g_assert_true(sal_when_set_from(&other, "2024-12-01", NULL));
  g_assert_true(!sal_when_has(&other, &november) && sal_when_has(&other, &december));
  g_assert_false(sal_when_overlaps(&when, &other));
  other = sal_when_new();
  g_assert_true(sal_when_set_period(&other, "2024-12", NULL));
  g_assert_true(!sal_when_has(&other, &november) && sal_when_has(&other, &december));
  g_assert_true(sal_when_overlaps(&when, &other));
  g_assert_false(sal_when_set_from(&when, "2024-12", &error));
  g_assert_cmpstr(error->message, ==, "expected until not before from, got 2024-11-30 before 2024-12-01");
}

static void
test_when_period(void)
{
  static const char *const names[] = { "2024-08--2025-05", "2024-W32", "-0499--0323" };
  static const char *const others[] = { "", "2024-1x", "2024-11--" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    SalWhen when = sal_when_new();
    g_assert_true(sal_when_set_period(&when, names[i], NULL));
    g_assert_false(sal_when_set_period(&when, others[i], NULL));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(name, func) g_test_add("/notes/" name, Fixture, NULL, set_up, func, tear_down)
  ADD("keep-callouts-apart-and-clear", test_callouts_apart);
  ADD("stand-on-the-wanted-side", test_sides);
  ADD("stand-at-the-margin", test_margin);
  ADD("keep-a-short-leader", test_near_leader);
  ADD("stand-exactly-where-they-were-found", test_exact);
  ADD("leave-the-name-of-their-place", test_names);
  ADD("put-the-text-of-a-bracket-outside", test_bracket);
  ADD("keep-the-text-of-an-arrow-clear-of-it", test_arrow);
  ADD("take-arrows-that-leave-the-frame", test_odd_arrows);
  g_test_add_func("/notes/belong-to-periods", test_when);
  g_test_add_func("/notes/take-names-of-periods-alone", test_when_period);
  return g_test_run();
}
