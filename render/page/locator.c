#include "render/page/locator.h"

#include "render/map/sectors.h"
#include "render/page/inset.h"
#include "render/page/sights.h"

#define LOCATOR_LINES 0.5 /* of the width that the lines of the main map have */
#define LEAST_LINE_MM 0.1 /* what a printer keeps */

SalBox
sal_page_find_locator(const SalPage *page)
{
  const gboolean has_ground = sal_panel_get_ground(page->panel)->has_land;
  return page->options.has_locator && has_ground ? sal_locator_find_box(page->options.extent)
                                                 : sal_box_empty();
}

/* The main frame on the locator: its sides, drawn through the earth. */
static SalGeometry *
project_main_frame(const SalMap *main, const SalMap *locator)
{
  const SalRect frame = sal_map_get_frame(main);
  const int n = 40;
  g_autoptr(SalGeometry) lonlat = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 4 * n; i++) {
    const double along = i % n / (double)n;
    const double x = i < n ? along : i < 2 * n ? 1 : i < 3 * n ? 1 - along : 0;
    const double y = i < n ? 0 : i < 2 * n ? along : i < 3 * n ? 1 : 1 - along;
    double lon, lat;
    if (sal_map_unproject_point(main, frame.x + x * frame.width, frame.y + y * frame.height, &lon, &lat))
      sal_geometry_add_point(lonlat, lon, lat);
  }
  sal_geometry_end_part(lonlat);
  sal_geometry_end_polygon(lonlat);
  return sal_map_project(locator, lonlat);
}

/* So small a map needs thin lines, and no rivers. */
static void
thin(SalLineStyle *line)
{
  line->width_mm =
      line->width_mm > 0 ? MAX(line->width_mm * LOCATOR_LINES, MIN(line->width_mm, LEAST_LINE_MM)) : 0;
  for (guint i = 0; i < line->n_dash; i++)
    line->dash_mm[i] *= LOCATOR_LINES;
}

static SalStyle *
make_locator_style(const SalStyle *style)
{
  SalStyle *copy = g_memdup2(style, sizeof *style);
  thin(&copy->coast);
  thin(&copy->borders);
  thin(&copy->disputed_borders);
  copy->rivers.width_mm = copy->admin1_borders.width_mm = 0;
  return copy;
}

gboolean
sal_page_add_locator(SalPage *page, SalBox box, SalRect rect, GError **error)
{
  const SalStyle *style = page->options.style;
  g_autoptr(SalMap) map = sal_map_new(box, NULL, rect, error);
  if (map == NULL)
    return FALSE;
  const SalBasemapQuery query = { .box = sal_map_get_lonlat_box(map),
                                  .name = page->options.basemap,
                                  .borders = page->options.borders,
                                  .map_date = &page->map_date,
                                  .is_overview = TRUE };
  g_autoptr(SalBasemap) basemap = sal_basemap_load(&query, NULL, error);
  if (basemap == NULL)
    return FALSE;
  SalInset *locator =
      sal_inset_new(style, "locator", sal_words_get(page->options.words, SAL_WORD_LOCATOR), rect);
  g_ptr_array_add(page->insets, locator);
  const SalAreaStyle outline = { .outline = { .color = style->gained.fill, .width_mm = 0.5 } };
  sal_layer_set_clip(locator->furniture, rect);
  sal_layer_add_area(locator->furniture, project_main_frame(sal_panel_get_map(page->panel), map), &outline,
                     NULL);
  locator->style = make_locator_style(style);
  const SalPanelOptions options = { locator->style, basemap, NULL };
  locator->is_locator = TRUE;
  locator->panel = sal_panel_new(g_steal_pointer(&map), &options);
  sal_panel_finish(locator->panel, NULL, NULL);
  sal_page_keep_clear(page, rect);
  return TRUE;
}
