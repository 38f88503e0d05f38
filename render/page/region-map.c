#include "render/page/region-map.h"

#include "data/base/error.h"
#include "render/page/frame.h"
#include "render/page/furniture.h"
#include "render/page/layout.h"
#include "render/page/legend-shape.h"
#include "render/page/notes.h"
#include "render/page/region-content.h"
#include "render/page/region-spots.h"
#include "render/page/sights.h"

static gboolean
find_frame(SalPage *page, SalRect *frame, GError **error)
{
  *frame = page->blocks->content;
  return TRUE;
}

/* What furniture should leave in sight: the regions. */
static SalGeometry *
project_regions(const SalPage *page)
{
  SalGeometry *regions = sal_geometry_new(SAL_POLYGONS);
  const GPtrArray *changes = page->run->changes;
  if (changes->len == 0)
    return regions;
  g_autoptr(GArray) content = page->layout->make_content(page, changes->pdata[0]);
  for (guint i = 0; i < content->len; i++) {
    g_autoptr(SalGeometry) area =
        sal_map_project(sal_panel_get_map(page->panel), g_array_index(content, SalContentArea, i).lonlat);
    sal_geometry_append(regions, area);
  }
  return regions;
}

static void
report_left_out(const SalPage *page, guint n, GPtrArray *remarks)
{
  const SalRegionSurvey *survey = page->survey;
  if (page->run->changes->len > 0 && !survey->has_gain && !survey->has_loss && !survey->has_zero &&
      !survey->has_redefined)
    g_ptr_array_add(remarks, g_strdup("layout: nothing was held and nothing changed in any of the regions"));
  if (n > 0)
    g_ptr_array_add(
        remarks,
        g_strdup_printf("layout: no room on the map for the values of %u region%s; the description has them",
                        n, n == 1 ? "" : "s"));
}

gboolean
sal_page_prepare_regions(SalPage *page, GPtrArray *remarks, GError **error)
{
  SalPageOptions *options = &page->options;
  guint n_left_out;
  if (options->regions == NULL || options->region_changes == NULL)
    return sal_error_set(error, SAL_ERROR_RENDER,
                         "map of regions: expected regions and their changes, got none");
  options->n_insets = options->n_own_insets = 0;
  page->survey = sal_region_survey_new(options->regions, options->region_changes, page->run->total.class_name,
                                       options->words);
  if (!sal_page_fit(page, find_frame, remarks, error))
    return FALSE;
  page->changed = project_regions(page);
  page->highlights = sal_page_find_highlights(page, 0);
  g_auto(SalFurnitureSights) sights = { 0 };
  sal_furniture_sights_init(&sights, page, NULL);
  sal_page_set_bar(page);
  if (!sal_page_furnish(page, &sights, remarks, error))
    return FALSE;
  page->region_spots = sal_region_spots_find(page, &n_left_out);
  report_left_out(page, n_left_out, remarks);
  sal_panel_finish(page->panel, NULL, NULL);
  sal_annotations_prepare(page);
  return sal_page_check_notes(page, remarks, error);
}

/* Also those for whose values there is no room on the map; the description has them. */
static void
print_regions(const SalPage *page, const SalContent *content, SalDrawing *drawing)
{
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    sal_printed_list_add(sal_drawing_get_printed(drawing),
                         &(SalPrinted){ .where = "region",
                                        .id = area->id,
                                        .label = area->label,
                                        .text = area->number,
                                        .value = area->value,
                                        .is_percent = page->options.layout == SAL_LAYOUT_SHARES });
  }
}

void
sal_page_annotate_regions(const SalPage *page, const SalChange *change, SalAnnotations *annotations)
{
  annotations->obstacles = g_array_copy(page->furniture);
  for (guint i = 0; i < page->region_spots->len; i++) {
    const SalRegionSpot *spot = &g_array_index(page->region_spots, SalRegionSpot, i);
    const SalTurnedRect box = sal_turned_rect_new(spot->box);
    g_array_append_val(annotations->obstacles, box);
  }
  sal_annotations_find_notes(annotations, page, change);
}

GArray *
sal_page_draw_regions(const SalPage *page, const SalChange *change, SalDrawing *drawing)
{
  g_autoptr(GArray) content = page->layout->make_content(page, change);
  g_autoptr(SalLayer) values = sal_region_spots_make_layer(page, content);
  g_auto(SalAnnotations) annotations = { .remarks = sal_drawing_get_remarks(drawing) };
  sal_page_annotate_regions(page, change, &annotations);
  const SalPanelView view = { .period = &change->period,
                              .notes = annotations.notes,
                              .own_callouts = annotations.own_callouts };
  sal_panel_draw(page->panel, content, &view, drawing, NULL);
  if (sal_layer_get_n_items(values) > 0)
    sal_drawing_add_layer(drawing, sal_layer_ref(values));
  print_regions(page, content, drawing);
  for (guint i = 0; i < page->fixed->len; i++)
    if (sal_layer_get_n_items(page->fixed->pdata[i]) > 0)
      sal_drawing_add_layer(drawing, sal_layer_ref(page->fixed->pdata[i]));
  return page->layout->make_entries(page, change, content, NULL);
}
