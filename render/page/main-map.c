#include "render/page/main-map.h"

#include "render/map/graticule.h"
#include "render/names/callouts.h"
#include "render/page/annotations.h"
#include "render/page/beyond.h"
#include "render/page/frame.h"
#include "render/page/furniture.h"
#include "render/page/insets.h"
#include "render/page/legend-shape.h"
#include "render/page/notes.h"
#include "render/page/run-chart.h"
#include "render/page/sights.h"
#include "render/page/turned-places.h"

#define LEAST_LEFT 0.65 /* of a map's height, above a strip of the legend */

/* A chart stands where the layout or the template has one. */
static gboolean
wants_chart(const SalPage *page)
{
  const SalPageTemplate *template = page->options.template;
  return page->layout->has_chart ||
         (template != NULL && sal_page_template_find(template, SAL_BOX_CHART) != NULL);
}

static gboolean
has_chart(const SalPage *page)
{
  return wants_chart(page) && sal_page_may_have_chart(page);
}

static gboolean
find_frame(SalPage *page, SalRect *frame, GError **error)
{
  SalRect chart;
  *frame = page->blocks->content;
  if (has_chart(page))
    sal_page_split_chart(page, frame, &chart);
  return TRUE;
}

/* Returns the layer of the lines, for the panel. The labels are furniture: they are above all else, and clear
 * of other furniture. */
static SalLayer *
make_graticule(SalPage *page)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalStyle *style = page->options.style;
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalRect));
  g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(SalRect));
  for (guint i = 0; i < page->furniture->len; i++) {
    const SalBox box = sal_turned_rect_get_box(g_array_index(page->furniture, SalTurnedRect, i));
    const SalRect rect = { box.xmin, box.ymin, box.xmax - box.xmin, box.ymax - box.ymin };
    g_array_append_val(obstacles, rect);
  }
  const SalGraticuleOptions options = { &style->graticule,  &style->graticule_text,
                                        style->font_family, (const SalRect *)(void *)obstacles->data,
                                        obstacles->len,     page->options.words };
  g_ptr_array_add(page->fixed, sal_graticule_make_labels(map, &options, taken));
  for (guint i = 0; i < taken->len; i++) {
    const SalTurnedRect rect = sal_turned_rect_new(g_array_index(taken, SalRect, i));
    g_array_append_val(page->furniture, rect);
  }
  return sal_graticule_make_lines(map, &options);
}

static gboolean
is_drawn(const SalStyle *style, SalStyleLayer layer)
{
  for (guint i = 0; i < style->n_layers; i++)
    if (style->layers[i] == layer)
      return TRUE;
  return FALSE;
}

/* A map of the whole run speaks of the largest change of each period. */
static guint
count_highlights(const SalPage *page)
{
  const guint n = page->options.n_callouts;
  if (page->layout->callouts == NULL)
    return 1;
  return n == SAL_PAGE_AUTO_CALLOUTS
             ? sal_callouts_get_suitable_number(sal_map_get_frame(sal_panel_get_map(page->panel)))
             : n;
}

/* What is to be seen on the main map. */
typedef struct {
  SalGeometry *held; /* at the run's end; NULL: nothing */
  SalFurnitureSights sights;
} View;

static void
view_clear(View *view)
{
  sal_furniture_sights_clear(&view->sights);
  g_clear_pointer(&view->held, sal_geometry_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(View, view_clear)

/* Finds what is to be seen on the map that is there now, and shapes the legend. */
static SalLegendFit
look(SalPage *page, View *view)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  view_clear(view);
  g_clear_pointer(&page->changed, sal_geometry_free);
  g_clear_pointer(&page->highlights, sal_highlights_free);
  page->changed = sal_page_project_changes(page, map);
  page->highlights = sal_page_find_highlights(page, count_highlights(page));
  view->held = sal_page_project_held(page, map);
  sal_furniture_sights_init(&view->sights, page, view->held);
  return sal_page_shape_legend(page, &view->sights);
}

/* Finds the map's frame, above a strip of the legend where its box would have no room or hide what the map is about. */
static gboolean
fit(SalPage *page, View *view, GPtrArray *remarks, GError **error)
{
  if (!sal_page_fit(page, find_frame, remarks, error))
    return FALSE;
  const double height = page->blocks->content.height;
  const SalLegendFit legend = look(page, view);
  if (legend == SAL_LEGEND_STANDS)
    return TRUE;
  const double least = legend == SAL_LEGEND_HAS_NO_ROOM ? 0 : LEAST_LEFT * height;
  page->wants_strip = TRUE;
  if (!sal_page_fit(page, find_frame, remarks, NULL) || page->blocks->content.height < least) {
    page->wants_strip = FALSE;
    if (!sal_page_fit(page, find_frame, remarks, error))
      return FALSE;
  }
  look(page, view);
  return TRUE;
}

gboolean
sal_page_prepare_map(SalPage *page, GPtrArray *remarks, GError **error)
{
  const SalStyle *style = page->options.style;
  g_auto(View) view = { 0 };
  if (!fit(page, &view, remarks, error) || (has_chart(page) && !sal_page_make_chart(page, error)))
    return FALSE;
  if (wants_chart(page) && !has_chart(page))
    g_ptr_array_add(remarks, g_strdup(page->options.layout == SAL_LAYOUT_COMPARISON
                                          ? "template: a comparison has no chart"
                                          : "layout: one period is no chart: its map stands alone"));
  const SalMap *map = sal_panel_get_map(page->panel);
  sal_turned_places_prepare(page);
  sal_page_find_label_sets(page);
  sal_page_list_asked(page, remarks);
  if (!sal_page_furnish(page, &view.sights, remarks, error))
    return FALSE;
  sal_page_report_hidden(page, &view.sights, remarks);
  const gboolean has_graticule = page->options.has_graticule && is_drawn(style, SAL_STYLE_LAYER_GRATICULE);
  SalLayer *graticule = has_graticule ? make_graticule(page) : NULL;
  g_autoptr(GArray) obstacles = sal_page_list_name_obstacles(page, page->panel, page->furniture);
  const SalPanelSights sights = { page->changed, view.held, obstacles };
  GArray *labels = sal_page_place_labels(page, page->panel, &sights,
                                         sal_labels_get_suitable_number(sal_map_get_frame(map)));
  sal_page_report_forced(page, labels, remarks);
  sal_panel_finish(page->panel, labels, graticule);
  sal_page_place_other_labels(page, page->panel, &sights,
                              sal_labels_get_suitable_number(sal_map_get_frame(map)));
  sal_page_report_forced_at_times(page, remarks);
  sal_annotations_prepare(page);
  return sal_page_check_notes(page, remarks, error);
}

GArray *
sal_page_draw_map(const SalPage *page, const SalChange *change, SalDrawing *drawing)
{
  g_autoptr(GHashTable) shown = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GArray) content = page->layout->make_content(page, change);
  g_autoptr(GArray) figures = sal_page_measure_insets(page, content, change);
  g_autoptr(SalLayer) outlines = sal_page_make_outlines(page, change, figures);
  g_autoptr(GArray) turned = sal_turned_places_list(page, change);
  g_autoptr(GHashTable) marked = sal_turned_places_list_named(turned);
  g_autoptr(SalLayer) marks = sal_turned_places_make_layer(page, sal_panel_get_map(page->panel), turned);
  g_auto(SalAnnotations) annotations = { .printed = sal_drawing_get_printed(drawing),
                                         .remarks = sal_drawing_get_remarks(drawing) };
  sal_annotations_find(&annotations, page, change, content);
  const SalPanelView view = { .label_set = sal_page_find_label_set(page, change),
                              .news = sal_page_get_news(page, change),
                              .covered = annotations.obstacles,
                              .period = &change->period,
                              .own_labels = annotations.own_labels,
                              .notes = annotations.notes,
                              .callouts = annotations.callouts,
                              .own_callouts = annotations.own_callouts,
                              .outlines = outlines,
                              .marks = marks,
                              .marked = marked };
  sal_panel_draw(page->panel, content, &view, drawing, shown);
  if (sal_layer_get_n_items(annotations.beyond) > 0)
    sal_drawing_add_layer(drawing, sal_layer_ref(annotations.beyond));
  for (guint i = 0; i < page->fixed->len; i++)
    if (sal_layer_get_n_items(page->fixed->pdata[i]) > 0)
      sal_drawing_add_layer(drawing, sal_layer_ref(page->fixed->pdata[i]));
  sal_page_draw_insets(page, change, content, &(SalInsetSights){ figures, turned, shown }, drawing);
  if (page->chart != NULL)
    sal_page_draw_chart(page, change, drawing);
  GArray *entries = page->layout->make_entries != NULL
                        ? page->layout->make_entries(page, change, content, shown)
                        : sal_content_make_entries(content, shown);
  sal_turned_places_add_entry(page, change, entries);
  if (page->hides_change) {
    const SalBeyond beyond = sal_beyond_measure(page, content);
    sal_beyond_add_entries(page, &beyond, entries);
  }
  return entries;
}
