/* The main map of a page, with what stands on it. */
#include "render/page-private.h"

#include "data/error.h"
#include "render/areas.h"
#include "render/corner.h"
#include "render/parts.h"

#define SCALE_BAR_SHARE 0.22  /* of the frame's width, at most */
#define SCALE_BAR_MIN_MM 15.0 /* but no shorter limit than this */
#define CLEAR_MM 1.0          /* between furniture and labels */

static gboolean
find_frame(SalPage *page, SalRect *frame, GError **error)
{
  *frame = page->layout->content;
  return TRUE;
}

/* All that changed in a run and is drawn, on the page; may overlap. */
static SalGeometry *
project_changes(const SalPage *page)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const double least_width_m = sal_areas_get_least_width_m(map);
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < page->run->changes->len; i++) {
    const SalChange *change = page->run->changes->pdata[i];
    g_autoptr(SalGeometry) gained = sal_parts_without_slivers(change->gained, least_width_m);
    g_autoptr(SalGeometry) lost = sal_parts_without_slivers(change->lost, least_width_m);
    sal_geometry_append(all, gained);
    sal_geometry_append(all, lost);
  }
  return sal_map_project(map, all);
}

/* What is held at the end of the run, on the page; NULL if that is not known. */
static SalGeometry *
project_last_held(const SalPage *page)
{
  if (page->run->changes->len == 0)
    return NULL;
  const SalChange *last = page->run->changes->pdata[page->run->changes->len - 1];
  const SalGeometry *held = last->to != NULL ? sal_snapshot_get_polygons(last->to, last->class_name) : NULL;
  return held != NULL ? sal_map_project(sal_panel_get_map(page->panel), held) : NULL;
}

static gboolean
place_legend(SalPage *page, const SalGeometry *changed, const SalGeometry *held, GError **error)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalGround *ground = sal_panel_get_ground(page->panel);
  const SalRect frame = sal_map_get_frame(map);
  const double m_per_mm = sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  sal_legend_set_bar(page->layout->legend, m_per_mm, MAX(frame.width * SCALE_BAR_SHARE, SCALE_BAR_MIN_MM));
  const SalHidden hidden = { changed, held, ground->has_land ? ground->land : NULL };
  const SalRect size = sal_legend_get_size(page->layout->legend);
  const SalRect rect = sal_corner_choose(frame, size, page->layout->legend_inset_mm, &hidden);
  page->legend_rect = rect;
  if (rect.x >= frame.x && rect.y >= frame.y && rect.x + rect.width <= frame.x + frame.width &&
      rect.y + rect.height <= frame.y + frame.height)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_RENDER,
                       "page: expected room for a legend of %.0f x %.0f mm, got a map of %.0f x %.0f mm",
                       rect.width, rect.height, frame.width, frame.height);
}
