/* The main map of a page, with what stands on it. */
#include "render/page-private.h"

#include "data/error.h"
#include "render/areas.h"
#include "render/callouts.h"
#include "render/corner.h"
#include "render/markers.h"
#include "render/parts.h"

#define SCALE_BAR_SHARE 0.22  /* of the frame's width, at most */
#define SCALE_BAR_MIN_MM 15.0 /* but no shorter limit than this */
#define LEGEND_INSET_MM 2.0
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
  const SalRect rect = sal_corner_choose(frame, size, LEGEND_INSET_MM, &hidden);
  page->legend_rect = rect;
  if (rect.x >= frame.x && rect.y >= frame.y && rect.x + rect.width <= frame.x + frame.width &&
      rect.y + rect.height <= frame.y + frame.height)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_RENDER,
                       "page: expected room for a legend of %.0f x %.0f mm, got a map of %.0f x %.0f mm",
                       rect.width, rect.height, frame.width, frame.height);
}

GArray *
sal_page_place_labels(const SalPage *page, SalPanel *panel, const SalPanelSights *sights, guint max_labels)
{
  const SalGround *ground = sal_panel_get_ground(panel);
  g_autoptr(GArray) obstacles = sal_page_list_furniture(page);
  const SalLabelOptions options = { .style = page->options.style,
                                    .obstacles = obstacles,
                                    .max_labels = max_labels,
                                    .nearness = SAL_LABELS_NEARNESS,
                                    .changed = sights->changed,
                                    .held = sights->held,
                                    .coast = ground->coast,
                                    .borders = ground->borders,
                                    .rivers = ground->rivers };
  return sal_labels_place(sal_panel_get_map(panel), page->basemap->places, &options);
}

GArray *
sal_page_list_furniture(const SalPage *page)
{
  GArray *furniture = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  const SalTurnedRect legend = sal_turned_rect_grow(sal_turned_rect_new(page->legend_rect), CLEAR_MM);
  g_array_append_val(furniture, legend);
  return furniture;
}

gboolean
sal_page_prepare_map(SalPage *page, GPtrArray *remarks, GError **error)
{
  if (!sal_page_fit(page, find_frame, remarks, error))
    return FALSE;
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  page->changed = project_changes(page);
  g_autoptr(SalGeometry) held = project_last_held(page);
  if (!place_legend(page, page->changed, held, error))
    return FALSE;
  const SalPanelSights sights = { page->changed, held };
  GArray *labels =
      sal_page_place_labels(page, page->panel, &sights, sal_labels_get_suitable_number(frame));
  sal_panel_finish(page->panel, labels, NULL);
  return TRUE;
}

void
sal_page_clear_map(SalPage *page)
{
  g_clear_pointer(&page->changed, sal_geometry_free);
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
  const SalCalloutSights sights = { drawn,         page->changed, held_drawn,
                                    ground->borders, ground->coast, sal_panel_get_labels(page->panel) };
  return sal_callouts_make_cover(map, &sights);
}

static void
add_callouts(Names *names, const SalPage *page, const SalChange *change, const SalContent *content)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalRect frame = sal_map_get_frame(map);
  const SalFigures figures = sal_figures_compute(change);
  const SalGeometry *gained = find_area(content, "gained"), *lost = find_area(content, "lost");
  const guint n = page->options.n_callouts;
  g_autoptr(SalCover) cover = make_cover(page, gained, lost, find_area(content, "held"));
  const SalCalloutOptions options = {
    .style = page->options.style,
    .words = page->options.words,
    .area_model = page->options.area_model,
    .figures = &figures,
    .gained = gained,
    .lost = lost,
    .cover = cover,
    .obstacles = names->obstacles,
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
  names->obstacles = sal_page_list_furniture(page);
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    g_autoptr(GArray) markers = sal_markers_find(map, area->is_change ? area->lonlat : NULL);
    sal_markers_add_obstacles(markers, names->obstacles);
  }
  if (page->options.n_callouts > 0 && page->options.layout != SAL_LAYOUT_CUMULATIVE)
    add_callouts(names, page, change, content);
}

GArray *
sal_page_draw_map(const SalPage *page, const SalChange *change, SalDrawing *drawing)
{
  g_autoptr(GHashTable) shown = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GArray) content = page->cumulative != NULL
                                  ? g_array_ref(page->cumulative)
                                  : sal_content_new(page->options.style, page->options.words, change, page->options.changes);
  g_auto(Names) names = { 0 };
  find_names(&names, page, change, content);
  const SalPanelPlacement placement = { .covered = names.obstacles, .callouts = names.callouts };
  sal_panel_draw(page->panel, content, &placement, drawing, shown);
  return sal_content_make_entries(content, shown);
}
