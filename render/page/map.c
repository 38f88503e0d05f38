/* The main map of a page, with the chart of its run and the callouts of its periods. */
#include "render/page/page-private.h"

#include "render/map/graticule.h"
#include "render/map/parts.h"
#include "render/names/callouts.h"
#include "render/names/markers.h"
#include "render/page/areas.h"
#include "render/words/comparison.h"
#include "render/words/reset-note.h"
#include "render/words/wording.h"

static gboolean
find_frame(SalPage *page, SalRect *frame, GError **error)
{
  SalRect chart;
  *frame = page->layout->content;
  if (page->options.layout == SAL_LAYOUT_MAP_CHART)
    sal_layout_split_chart(page->layout, page->options.style->gap_mm, frame, &chart);
  return TRUE;
}

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

SalGeometry *
sal_page_project_held(const SalPage *page, const SalMap *map)
{
  if (page->run->changes->len == 0)
    return NULL;
  const SalChange *last = page->run->changes->pdata[page->run->changes->len - 1];
  const SalGeometry *held = last->to != NULL ? sal_snapshot_get_polygons(last->to, last->class_name) : NULL;
  return held != NULL ? sal_map_project(map, held) : NULL;
}

/* What is a line on the main map and should stay in sight: borders, and the outlines of insets. */
static SalGeometry *
collect_lines(const SalPage *page, const SalPanel *panel)
{
  SalGeometry *lines = sal_geometry_copy(sal_panel_get_ground(panel)->borders);
  if (panel == page->panel)
    sal_geometry_append(lines, page->sector_lines);
  return lines;
}

GArray *
sal_page_place_labels(const SalPage *page, const SalPanel *panel, const SalPanelSights *sights,
                      guint max_labels)
{
  const SalGround *ground = sal_panel_get_ground(panel);
  g_autoptr(SalGeometry) lines = collect_lines(page, panel);
  const SalLabelOptions options = { .style = page->options.style,
                                    .obstacles = sights->obstacles,
                                    .max_labels = max_labels,
                                    .nearness = SAL_LABELS_NEARNESS,
                                    .changed = sights->changed,
                                    .held = sights->held,
                                    .land = ground->has_land ? ground->land : NULL,
                                    .coast = ground->coast,
                                    .borders = lines,
                                    .rivers = ground->rivers };
  return sal_labels_place(sal_panel_get_map(panel), page->basemap->places, &options);
}

/* The lines for the panel; the labels stand above everything, clear of the furniture, and join it. */
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

/* A run of one period, or without any, has nothing to chart. */
static gboolean
make_chart(SalPage *page, GError **error)
{
  const SalStyle *style = page->options.style;
  const GPtrArray *changes = page->run->changes;
  SalRect map, rect;
  if (page->options.layout != SAL_LAYOUT_MAP_CHART || changes->len == 0)
    return TRUE;
  sal_layout_split_chart(page->layout, style->gap_mm, &map, &rect);
  g_autoptr(GArray) periods = g_array_new(FALSE, FALSE, sizeof(SalChartPeriod));
  for (guint i = 0; i < changes->len; i++) {
    const SalChartPeriod period = sal_chart_describe(changes->pdata[i]);
    g_array_append_val(periods, period);
  }
  const SalChartStyle look = { style->gained,     style->lost,       style->chart_bar,  style->chart_gross,
                               style->chart_axis, style->chart_grid, style->chart_text, style->font_family };
  const SalWords *words = page->options.words;
  const char *months[13] = { NULL };
  for (guint i = 0; i < 12; i++)
    months[i] = sal_words_get_item(words, SAL_WORD_MONTHS_SHORT, i);
  g_autofree char *title = sal_wording_make_chart_title(words, page->run);
  g_autofree char *full = g_strdup_printf("%s (%s)", title, sal_words_get(words, SAL_WORD_GROSS));
  g_autofree char *mean = sal_wording_describe_mean(words, page->run);
  g_autofree char *reset = sal_reset_note_make_key(words, page->run);
  const char *const headings[] = { full, title, sal_words_get(words, SAL_WORD_KM2), NULL };
  const SalChartOptions options = { .periods = (const SalChartPeriod *)(void *)periods->data,
                                    .n_periods = periods->len,
                                    .every = sal_run_get_every(page->run),
                                    .style = &look,
                                    .words = words,
                                    .headings = headings,
                                    .months = months,
                                    .mean_text = page->run->n_counted > 1 ? mean : NULL,
                                    .mean_km2 = page->run->mean_net_m2 / 1e6,
                                    .reset_text = reset };
  page->chart = sal_chart_new(&options, rect, error);
  return page->chart != NULL;
}

gboolean
sal_page_prepare_map(SalPage *page, GPtrArray *remarks, GError **error)
{
  const SalStyle *style = page->options.style;
  if (!sal_page_fit(page, find_frame, remarks, error) || !make_chart(page, error))
    return FALSE;
  const SalMap *map = sal_panel_get_map(page->panel);
  page->changed = sal_page_project_changes(page, map);
  g_autoptr(SalGeometry) held = sal_page_project_held(page, map);
  if (!sal_page_furnish(page, held, error))
    return FALSE;
  const gboolean has_graticule = page->options.has_graticule && is_drawn(style, SAL_STYLE_LAYER_GRATICULE);
  SalLayer *graticule = has_graticule ? make_graticule(page) : NULL;
  const SalPanelSights sights = { page->changed, held, page->furniture };
  GArray *labels = sal_page_place_labels(page, page->panel, &sights,
                                         sal_labels_get_suitable_number(sal_map_get_frame(map)));
  sal_panel_finish(page->panel, labels, graticule);
  return TRUE;
}

static const SalGeometry *
find_area(const SalContent *content, const char *id)
{
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (g_str_equal(area->id, id))
      return area->lonlat;
  }
  return NULL;
}

/* What a page's callouts and rings take, besides its furniture. */
typedef struct {
  GArray *obstacles; /* SalTurnedRect */
  SalLayer *callouts;
} Names;

static void
names_clear(Names *names)
{
  g_clear_pointer(&names->obstacles, g_array_unref);
  g_clear_pointer(&names->callouts, sal_layer_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Names, names_clear)

/* What callouts should leave in sight. */
static SalCover *
make_cover(const SalPage *page, const SalGeometry *gained, const SalGeometry *lost, const SalGeometry *held)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalGround *ground = sal_panel_get_ground(page->panel);
  g_autoptr(SalGeometry) changed = sal_geometry_new(SAL_POLYGONS);
  if (gained != NULL)
    sal_geometry_append(changed, gained);
  if (lost != NULL)
    sal_geometry_append(changed, lost);
  g_autoptr(SalGeometry) drawn = sal_map_project(map, changed);
  g_autoptr(SalGeometry) held_drawn = held != NULL ? sal_map_project(map, held) : NULL;
  g_autoptr(SalGeometry) lines = collect_lines(page, page->panel);
  const SalCalloutSights sights = { drawn, page->changed, held_drawn, lines, ground->coast };
  return sal_callouts_make_cover(map, &sights);
}

static void
add_callouts(Names *names, const SalPage *page, const SalChange *change, const SalContent *content)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalRect frame = sal_map_get_frame(map);
  const gboolean compares = page->options.compared[0] != NULL;
  const SalFigures figures = compares ? sal_comparison_compute_figures(change) : sal_figures_compute(change);
  const SalGeometry *gained = find_area(content, compares ? "only-b" : "gained");
  const SalGeometry *lost = find_area(content, compares ? "only-a" : "lost");
  const guint n = page->options.n_callouts;
  g_autoptr(SalCover) cover =
      make_cover(page, gained, lost, find_area(content, compares ? "agreed" : "held"));
  const SalCalloutOptions options = {
    .style = page->options.style,
    .words = page->options.words,
    .area_model = page->options.area_model,
    .figures = &figures,
    .gained = gained,
    .lost = lost,
    .cover = cover,
    .obstacles = names->obstacles,
    .labels = sal_panel_get_labels(page->panel),
    .is_comparison = compares,
    .max_callouts = n == SAL_PAGE_AUTO_CALLOUTS ? sal_callouts_get_suitable_number(frame) : n,
  };
  g_autoptr(GArray) callouts = sal_callouts_place(map, &options);
  sal_callouts_add_obstacles(callouts, names->obstacles);
  names->callouts = sal_callouts_make_layer(page->options.style, frame, callouts);
}

/* Callouts of one period, and all that place names must make way for: rings and callouts. */
static void
find_names(Names *names, const SalPage *page, const SalChange *change, const SalContent *content)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  names->obstacles = g_array_copy(page->furniture);
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    g_autoptr(GArray) markers = sal_markers_find(map, area->is_change ? area->lonlat : NULL);
    sal_markers_add_obstacles(markers, sal_markers_get_size_mm(map), names->obstacles);
  }
  if (page->options.n_callouts > 0 && page->options.layout != SAL_LAYOUT_CUMULATIVE)
    add_callouts(names, page, change, content);
}

static void
draw_inset(const SalInset *inset, const SalContent *content, SalDrawing *drawing)
{
  const SalPanelPlacement placement = { .id = inset->id, .title = inset->title };
  sal_drawing_add_layer(drawing, sal_layer_ref(inset->backing));
  g_autoptr(GArray) nothing = g_array_new(FALSE, FALSE, sizeof(SalContentArea));
  sal_panel_draw(inset->panel, inset->is_locator ? nothing : content, &placement, drawing, NULL);
  if (sal_layer_get_n_items(inset->furniture) > 0)
    sal_drawing_add_layer(drawing, sal_layer_ref(inset->furniture));
}

static void
draw_chart(const SalPage *page, const SalChange *change, SalDrawing *drawing)
{
  SalLayer *layer = sal_layer_new("chart", "Chart");
  const int current = sal_run_find(page->run, change);
  sal_chart_draw(page->chart, current >= 0 ? (guint)current : G_MAXUINT, layer);
  sal_drawing_add_layer(drawing, layer);
}

GArray *
sal_page_draw_map(const SalPage *page, const SalChange *change, SalDrawing *drawing)
{
  g_autoptr(GHashTable) shown = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GArray) content =
      page->cumulative != NULL ? g_array_ref(page->cumulative) : sal_page_make_content(page, change);
  g_auto(Names) names = { 0 };
  find_names(&names, page, change, content);
  const SalPanelPlacement placement = { .covered = names.obstacles,
                                        .callouts = names.callouts,
                                        .outlines = page->outlines };
  sal_panel_draw(page->panel, content, &placement, drawing, shown);
  for (guint i = 0; i < page->fixed->len; i++)
    if (sal_layer_get_n_items(page->fixed->pdata[i]) > 0)
      sal_drawing_add_layer(drawing, sal_layer_ref(page->fixed->pdata[i]));
  for (guint i = 0; i < page->insets->len; i++)
    draw_inset(page->insets->pdata[i], content, drawing);
  if (page->chart != NULL)
    draw_chart(page, change, drawing);
  return sal_content_make_entries(content, shown);
}
