#include "render/page/furniture-sights.h"

#include "render/page/notes.h"
#include "render/page/own-layers.h"
#include "render/page/sights.h"

#define GAP_MM 2.0      /* between pieces, and to the frame's edge, on large pages */
#define GAP_SHARE 0.017 /* of the frame's shorter side, on small ones */

static double
get_gap_mm(SalRect frame)
{
  return MIN(GAP_MM, MIN(frame.width, frame.height) * GAP_SHARE * 1.5);
}

/* The front line, and the edges of what is held besides. */
static SalGeometry *
outline_held(const SalGeometry *held)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  for (guint part = 0; held != NULL && part < sal_geometry_get_n_parts(held); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(held, part, &n);
    for (guint i = 0; i < n; i++)
      sal_geometry_add_point(lines, points[i].x, points[i].y);
    sal_geometry_end_part(lines);
  }
  return lines;
}

void
sal_furniture_sights_init(SalFurnitureSights *sights, const SalPage *page, const SalGeometry *held)
{
  const SalGround *land = sal_panel_get_ground(page->panel);
  sights->front = outline_held(held);
  sights->names = sal_page_find_named_spots(page);
  sights->notes = sal_page_add_note_marks(page, NULL);
  sights->own = sal_page_add_note_marks(page, sal_page_find_own_lines(page, page->panel));
  sights->symbols = sal_page_find_own_symbols(page, page->panel);
  sights->ground =
      (SalFurnitureGround){ .changed = page->changed,
                            .front = sights->front,
                            .own = sights->own,
                            .symbols = sights->symbols,
                            .held = held,
                            .land = land->has_land ? land->land : NULL,
                            .names = sights->names,
                            .gap_mm = get_gap_mm(sal_map_get_frame(sal_panel_get_map(page->panel))) };
}

void
sal_furniture_sights_clear(SalFurnitureSights *sights)
{
  g_clear_pointer(&sights->front, sal_geometry_free);
  g_clear_pointer(&sights->own, sal_geometry_free);
  g_clear_pointer(&sights->symbols, sal_geometry_free);
  g_clear_pointer(&sights->names, sal_geometry_free);
  g_clear_pointer(&sights->notes, sal_geometry_free);
  sights->ground = (SalFurnitureGround){ 0 };
}
