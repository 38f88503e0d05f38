#include "render/page/sights.h"

#include "data/geometry/parts.h"
#include "render/page/areas.h"

#define CLEAR_MM 1.0 /* between furniture and labels */

SalGeometry *
sal_page_project_changes(const SalPage *page, const SalMap *map)
{
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

const SalGeometry *
sal_page_find_held(const SalPage *page)
{
  if (page->run->changes->len == 0)
    return NULL;
  const SalChange *last = page->run->changes->pdata[page->run->changes->len - 1];
  return last->to != NULL ? sal_snapshot_get_polygons(last->to, last->class_name) : NULL;
}

SalGeometry *
sal_page_project_held(const SalPage *page, const SalMap *map)
{
  const SalGeometry *held = sal_page_find_held(page);
  return held != NULL ? sal_map_project(map, held) : NULL;
}

SalHighlights *
sal_page_find_highlights(const SalPage *page, guint n)
{
  const SalHighlightsOptions options = { sal_panel_get_map(page->panel), page->options.area_model,
                                         page->basemap->places, page->borderland, n };
  return sal_highlights_new(page->run, &options);
}

SalGeometry *
sal_page_collect_lines(const SalPage *page, const SalPanel *panel)
{
  SalGeometry *lines = sal_geometry_copy(sal_panel_get_ground(panel)->borders);
  if (panel == page->panel)
    sal_geometry_append(lines, page->sector_lines);
  return lines;
}

void
sal_page_keep_clear(SalPage *page, SalRect rect)
{
  const SalTurnedRect taken = sal_turned_rect_grow(sal_turned_rect_new(rect), CLEAR_MM);
  g_array_append_val(page->furniture, taken);
}

GArray *
sal_page_place_labels(const SalPage *page, const SalPanel *panel, const SalPanelSights *sights,
                      guint max_labels)
{
  const SalGround *ground = sal_panel_get_ground(panel);
  g_autoptr(SalGeometry) lines = sal_page_collect_lines(page, panel);
  const SalLabelOptions options = { .style = page->options.style,
                                    .obstacles = sights->obstacles,
                                    .max_labels = max_labels,
                                    .nearness = SAL_LABELS_NEARNESS,
                                    .news = page->highlights != NULL
                                                ? sal_highlights_get_all_news(page->highlights)
                                                : NULL,
                                    .changed = sights->changed,
                                    .held = sights->held,
                                    .land = ground->has_land ? ground->land : NULL,
                                    .coast = ground->coast,
                                    .borders = lines,
                                    .rivers = ground->rivers };
  return sal_labels_place(sal_panel_get_map(panel), page->basemap->places, &options);
}
