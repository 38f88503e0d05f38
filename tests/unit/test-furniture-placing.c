#include "render/names/furniture-placing.h"

#include "boxes.h"

#include <math.h>

static const SalRect FRAME = { 6, 20, 270, 180 };

static SalGeometry *
area_new(double x0, double y0, double x1, double y1)
{
  SalGeometry *area = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(area, x0, y0);
  sal_geometry_add_point(area, x1, y0);
  sal_geometry_add_point(area, x1, y1);
  sal_geometry_add_point(area, x0, y1);
  sal_geometry_end_part(area);
  sal_geometry_end_polygon(area);
  return area;
}

static void
assert_rect(SalRect rect, double x, double y)
{
  g_assert_cmpfloat_with_epsilon(rect.x, x, 1e-6);
  g_assert_cmpfloat_with_epsilon(rect.y, y, 1e-6);
}

static void
test_prefers_corners_without_overlap(void)
{
  SalPiece pieces[] = { { 60, 40 }, { 40, 8 }, { 14, 14 }, { 30, 30 }, { 50, 40 }, { 50, 40 } };
  const SalFurnitureGround ground = { .gap_mm = 2 };
  g_assert_cmpuint(sal_furniture_place(FRAME, pieces, 6, &ground), ==, 0);
  guint n_corners = 0;
  for (guint i = 0; i < 6; i++) {
    const SalRect rect = pieces[i].rect;
    g_assert_true(pieces[i].is_placed);
    g_assert_true(rect_holds((SalRect){ 8, 22, 266, 176 }, rect));
    g_assert_cmpfloat(rect.width, ==, pieces[i].width_mm);
    const gboolean at_side = fabs(rect.x - 8) < 1e-6 || fabs(rect.x + rect.width - 274) < 1e-6;
    const gboolean at_end = fabs(rect.y - 22) < 1e-6 || fabs(rect.y + rect.height - 198) < 1e-6;
    g_assert_true(at_side || at_end);
    n_corners += at_side && at_end ? 1 : 0;
    for (guint j = 0; j < i; j++)
      g_assert_false(rects_overlap(rect, (SalRect){ pieces[j].rect.x - 2, pieces[j].rect.y - 2,
                                                    pieces[j].rect.width + 4, pieces[j].rect.height + 4 }));
  }
  g_assert_cmpuint(n_corners, ==, 4);
}

static void
test_change_weighs_more_than_land(void)
{
  /* Change in three corners, land in the fourth. */
  g_autoptr(SalGeometry) changed = area_new(6, 20, 276, 60);
  g_autoptr(SalGeometry) left = area_new(6, 20, 66, 200);
  sal_geometry_append(changed, left);
  g_autoptr(SalGeometry) land = area_new(66, 60, 276, 200);
  const SalFurnitureGround ground = { .changed = changed, .land = land, .gap_mm = 2 };
  SalPiece piece = { 50, 40 };
  g_assert_cmpuint(sal_furniture_place(FRAME, &piece, 1, &ground), ==, 0);
  assert_rect(piece.rect, 224, 158);
}

static void
test_leaves_lines_in_sight(void)
{
  g_autoptr(SalGeometry) front = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(front, 0, 40);
  sal_geometry_add_point(front, 300, 40);
  sal_geometry_end_part(front);
  sal_geometry_add_point(front, 250, 0);
  sal_geometry_add_point(front, 250, 220);
  sal_geometry_end_part(front);
  const SalFurnitureGround grounds[] = { { .front = front, .gap_mm = 2 }, { .own = front, .gap_mm = 2 } };
  for (guint i = 0; i < G_N_ELEMENTS(grounds); i++) {
    SalPiece piece = { 50, 40 };
    g_assert_cmpuint(sal_furniture_place(FRAME, &piece, 1, &grounds[i]), ==, 0);
    assert_rect(piece.rect, 8, 158);
  }
}

static void
test_sees_specks(void)
{
  g_autoptr(SalGeometry) changed = area_new(260.3, 30.4, 260.31, 30.41);
  g_autoptr(SalGeometry) second = area_new(20.3, 30.4, 20.31, 30.41);
  sal_geometry_append(changed, second);
  const SalFurnitureGround ground = { .changed = changed, .gap_mm = 2 };
  SalPiece piece = { 50, 40 };
  g_assert_cmpuint(sal_furniture_place(FRAME, &piece, 1, &ground), ==, 0);
  g_assert_cmpfloat(piece.rect.y, >, 40);
}

static void
test_leaves_out_what_would_hide_change(void)
{
  g_autoptr(SalGeometry) changed = area_new(-100, -100, 400, 400);
  const SalFurnitureGround ground = { .changed = changed, .gap_mm = 2 };
  SalPiece pieces[] = { { .width_mm = 50, .height_mm = 40, .may_hide_change = TRUE },
                        { 40, 30 },
                        { 300, 10 } };
  g_assert_cmpuint(sal_furniture_place(FRAME, pieces, 3, &ground), ==, 2);
  g_assert_true(pieces[0].is_placed);
  g_assert_false(pieces[1].is_placed);
  g_assert_false(pieces[2].is_placed);
}

static void
test_pinned_pieces_stack(void)
{
  SalPiece pieces[] = { { 60, 40, SAL_STYLE_CORNER_BOTTOM_RIGHT },
                        { 30, 10, SAL_STYLE_CORNER_BOTTOM_RIGHT },
                        { 20, 20, SAL_STYLE_CORNER_TOP_LEFT } };
  const SalFurnitureGround ground = { .gap_mm = 2 };
  g_assert_cmpuint(sal_furniture_place(FRAME, pieces, 3, &ground), ==, 0);
  assert_rect(pieces[0].rect, 214, 158);
  assert_rect(pieces[1].rect, 244, 146);
  assert_rect(pieces[2].rect, 8, 22);
}

/* Pieces come back to their spots to the last digit, and leave those at which they would hide change. */
static void
test_comes_back_to_its_spot(void)
{
  const SalRect obstacles[] = { { 6, 20, 270, 10 } };
  const SalFurnitureGround ground = { .obstacles = obstacles, .n_obstacles = 1, .gap_mm = 2 };
  SalPiece pieces[] = { { 50.3, 40.7 }, { 50.1, 41.9 }, { 33.3, 40 } },
           again[] = { { 50.3, 40.7 }, { 50.1, 41.9 }, { 33.3, 40 } };
  g_assert_cmpuint(sal_furniture_place(FRAME, pieces, 3, &ground), ==, 0);
  for (guint i = 0; i < 3; i++)
    again[i].spot = sal_furniture_find_spot(FRAME, 2, &pieces[i]);
  g_assert_cmpuint(sal_furniture_place(FRAME, again, 3, &ground), ==, 0);
  for (guint i = 0; i < 3; i++) {
    g_assert_true(again[i].is_at_spot);
    g_assert_cmpmem(&again[i].rect, sizeof(SalRect), &pieces[i].rect, sizeof(SalRect));
  }
  again[0].spot = (SalPieceSpot){ SAL_STYLE_CORNER_TOP_LEFT, { 100, 60 } };
  again[1].spot = (SalPieceSpot){ SAL_STYLE_CORNER_TOP_LEFT, { 100, 70 } };
  again[2].spot = (SalPieceSpot){ SAL_STYLE_CORNER_TOP_LEFT, { 10, 0 } };
  g_assert_cmpuint(sal_furniture_place(FRAME, again, 3, &ground), ==, 0);
  g_assert_true(again[0].is_at_spot);
  g_assert_false(again[1].is_at_spot || again[2].is_at_spot); /* in the way of another, and on an obstacle */
  assert_rect(again[0].rect, 108, 82);
}

static void
test_keeps_off_obstacles(void)
{
  const SalRect obstacles[] = { { 6, 20, 270, 10 } };
  const SalFurnitureGround ground = { .obstacles = obstacles, .n_obstacles = 1, .gap_mm = 2 };
  SalPiece pieces[] = { { 50, 40 }, { 50, 40 }, { 50, 40 } };
  g_assert_cmpuint(sal_furniture_place(FRAME, pieces, 3, &ground), ==, 0);
  for (guint i = 0; i < 3; i++)
    g_assert_false(rects_overlap(pieces[i].rect, obstacles[0]));
}

static void
test_survives_no_room(void)
{
  const SalFurnitureGround ground = { .gap_mm = 2 };
  SalPiece piece = { 50, 40 };
  g_assert_cmpuint(sal_furniture_place((SalRect){ 0, 0, 3, 3 }, &piece, 1, &ground), ==, 1);
  g_assert_false(piece.is_placed);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/furniture-placing/prefers-corners-without-overlap", test_prefers_corners_without_overlap);
  g_test_add_func("/furniture-placing/change-weighs-more-than-land", test_change_weighs_more_than_land);
  g_test_add_func("/furniture-placing/leaves-the-front-and-own-lines-in-sight", test_leaves_lines_in_sight);
  g_test_add_func("/furniture-placing/sees-specks", test_sees_specks);
  g_test_add_func("/furniture-placing/leaves-out-what-would-hide-change",
                  test_leaves_out_what_would_hide_change);
  g_test_add_func("/furniture-placing/pinned-pieces-stack", test_pinned_pieces_stack);
  g_test_add_func("/furniture-placing/comes-back-to-its-spot", test_comes_back_to_its_spot);
  g_test_add_func("/furniture-placing/keeps-off-obstacles", test_keeps_off_obstacles);
  g_test_add_func("/furniture-placing/survives-no-room", test_survives_no_room);
  return g_test_run();
}
