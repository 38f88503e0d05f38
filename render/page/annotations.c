#include "render/page/annotations.h"

#include "render/names/callout-figures.h"
#include "render/names/markers.h"
#include "render/page/areas.h"
#include "render/page/beyond.h"
#include "render/page/notes.h"
#include "render/page/own-layers.h"
#include "render/page/position.h"
#include "render/page/sights.h"

#define OWN_PER_MM 0.1 /* what it costs a note or callout to hide lines and symbols of own layers */

/* NULL: there is none, or nothing of it. */
static SalContentArea *
find_area(SalContent *content, const char *id)
{
  for (guint i = 0; i < content->len; i++) {
    SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (g_str_equal(area->id, id))
      return area->lonlat != NULL ? area : NULL;
  }
  return NULL;
}

void
sal_annotations_clear(SalAnnotations *annotations)
{
  g_clear_pointer(&annotations->obstacles, g_array_unref);
  g_clear_pointer(&annotations->callouts, sal_layer_unref);
  g_clear_pointer(&annotations->own_labels, sal_layer_unref);
  g_clear_pointer(&annotations->notes, sal_layer_unref);
  g_clear_pointer(&annotations->own_callouts, sal_layer_unref);
  g_clear_pointer(&annotations->beyond, sal_layer_unref);
}

static gboolean
has_callouts(const SalPage *page)
{
  return page->options.n_callouts > 0 && page->layout->callouts != NULL;
}

SalCover *
sal_annotations_finish_cover(const SalPage *page, const SalPanel *panel, const SalCover *started,
                             const SalGeometry *changed, SalContent *content)
{
  const SalMap *map = sal_panel_get_map(panel);
  const SalLayoutCallouts *about = page->layout->callouts;
  if (about == NULL)
    return sal_callouts_finish_cover(started, changed, NULL);
  const SalContentArea *gained = find_area(content, about->gained), *lost = find_area(content, about->lost);
  SalContentArea *held = find_area(content, about->held);
  g_autoptr(SalGeometry) of_content = sal_geometry_new(SAL_POLYGONS);
  if (gained != NULL)
    sal_geometry_append(of_content, gained->lonlat);
  if (lost != NULL)
    sal_geometry_append(of_content, lost->lonlat);
  g_autoptr(SalGeometry) drawn = sal_map_project(map, of_content);
  return sal_callouts_finish_cover(started, drawn, held != NULL ? sal_areas_keep_image(map, held) : NULL);
}

/* Those of callouts of changes. */
static GArray *
list_pins(const GArray *positions)
{
  GArray *pins = g_array_new(FALSE, FALSE, sizeof(SalCalloutPin));
  for (guint i = 0; positions != NULL && i < positions->len; i++) {
    const SalPosition *position = &g_array_index(positions, SalPosition, i);
    if (position->kind == SAL_POSITION_CHANGE)
      g_array_append_val(pins, position->pin);
  }
  return pins;
}

static void
add_positions(const GArray *callouts, GArray *positions)
{
  for (guint i = 0; positions != NULL && i < callouts->len; i++) {
    const SalCallout *callout = &g_array_index(callouts, SalCallout, i);
    if (!callout->has_pin)
      continue;
    const SalPosition position = { .kind = SAL_POSITION_CHANGE,
                                   .name = g_strdup(callout->group->nearby.place->name),
                                   .at = callout->pin.near,
                                   .pin = callout->pin };
    g_array_append_val(positions, position);
  }
}

/* What the frame cuts off each of the groups that are called out, in m2; NULL: there is no area model. Owned by the caller. */
static double *
measure_outside(const SalPage *page, const SalChange *change, const GArray *groups, guint n)
{
  const SalAreaModel *model = page->options.area_model;
  double *outside_m2 = model != NULL ? g_new0(double, MAX(n, 1)) : NULL;
  for (guint i = 0; model != NULL && i < n; i++) {
    const SalChangeGroup *group = &g_array_index(groups, SalChangeGroup, i);
    g_autoptr(SalGeometry) lonlat =
        sal_change_group_extract(group, group->is_lost ? change->lost : change->gained);
    g_autoptr(SalGeometry) outside = sal_outside_find(sal_panel_get_outside(page->panel), lonlat);
    outside_m2[i] = sal_area_measure(model, outside);
  }
  return outside_m2;
}

static void
add_callouts(SalAnnotations *annotations, const SalPage *page, const SalChange *change, SalContent *content,
             const GArray *labels, const SalCover *cover)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalRect frame = sal_map_get_frame(map);
  const SalLayoutCallouts *about = page->layout->callouts;
  const GArray *groups = sal_highlights_get_groups(page->highlights, change);
  const guint n = MIN(groups->len, page->options.n_callouts);
  g_autofree double *outside_m2 = measure_outside(page, change, groups, n);
  g_autoptr(GArray) pins = list_pins(page->options.pins);
  g_autoptr(SalTaken) own_symbols = sal_page_take_own_symbols(page, page->panel, &change->period);
  const SalCalloutOptions options = {
    .style = page->options.style,
    .words = page->options.words,
    .groups = (const SalChangeGroup *)(const void *)groups->data,
    .n_groups = n,
    .outside_m2 = outside_m2,
    .gained = change->gained,
    .lost = change->lost,
    .cover = cover,
    .obstacles = annotations->obstacles,
    .labels = labels,
    .own_symbols = own_symbols,
    .has_names = page->options.has_callout_names,
    .is_comparison = about->is_comparison,
    .pins = (const SalCalloutPin *)(const void *)pins->data,
    .n_pins = pins->len,
  };
  g_autoptr(GArray) callouts = sal_callouts_place(map, &options);
  sal_callouts_add_obstacles(callouts, annotations->obstacles);
  add_positions(callouts, annotations->positions);
  if (page->options.area_model != NULL)
    sal_callouts_print(callouts, &options, page->options.area_model, annotations->printed);
  annotations->callouts = sal_callouts_make_layer(page->options.style, frame, callouts);
}

/* Arrows make way for the names that must stay, and all that is placed later makes way for arrows. */
static void
add_arrows(SalAnnotations *annotations, const SalPage *page, const SalContent *content, const GArray *labels)
{
  g_autoptr(GArray) obstacles = g_array_copy(annotations->obstacles);
  sal_labels_add_obstacles(labels, obstacles);
  const guint n = obstacles->len;
  annotations->beyond = sal_beyond_make_arrows(page, content, obstacles, annotations->printed);
  for (guint i = n; i < obstacles->len; i++)
    g_array_append_val(annotations->obstacles, g_array_index(obstacles, SalTurnedRect, i));
}

SalCover *
sal_annotations_start_cover(const SalPage *page, const SalPanel *panel, const SalGeometry *changed)
{
  g_autoptr(SalGeometry) lines = sal_page_collect_lines(page, panel),
                         own_lines = sal_page_find_own_lines(page, panel),
                         own_symbols = sal_page_find_own_symbols(page, panel);
  const SalCalloutSights sights = { changed, lines, sal_panel_get_ground(panel)->coast };
  SalCover *cover = sal_callouts_start_cover(sal_panel_get_map(panel), &sights);
  sal_cover_add_lines(cover, own_lines, OWN_PER_MM);
  sal_cover_add_lines(cover, own_symbols, OWN_PER_MM);
  return cover;
}

void
sal_annotations_prepare(SalPage *page)
{
  if (has_callouts(page) || sal_page_has_notes(page))
    page->cover = sal_annotations_start_cover(page, page->panel, page->changed);
}

void
sal_annotations_add_markers(const SalMap *map, SalContent *content, GArray *obstacles)
{
  for (guint i = 0; i < content->len; i++) {
    SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (area->is_change)
      sal_markers_add_obstacles(sal_areas_keep_markers(map, area), sal_markers_get_size_mm(map), obstacles);
  }
}

void
sal_annotations_find_notes(SalAnnotations *annotations, const SalPage *page, const SalChange *change)
{
  if (!sal_page_has_notes(page))
    return;
  g_autoptr(SalCover) cover = sal_callouts_finish_cover(page->cover, NULL, NULL);
  const SalPageNoteRoom room = { cover, NULL, annotations->obstacles, annotations->remarks,
                                 annotations->positions };
  sal_page_place_notes(page, change, &room, &annotations->notes, &annotations->own_callouts);
}

void
sal_annotations_find(SalAnnotations *annotations, const SalPage *page, const SalChange *change,
                     SalContent *content)
{
  annotations->obstacles = g_array_copy(page->furniture);
  sal_annotations_add_markers(sal_panel_get_map(page->panel), content, annotations->obstacles);
  g_autoptr(GArray) labels =
      sal_labels_choose(sal_panel_get_labels(page->panel, sal_page_find_label_set(page, change)),
                        sal_page_get_news(page, change));
  g_autoptr(SalCover) cover =
      page->cover != NULL
          ? sal_annotations_finish_cover(page, page->panel, page->cover, page->changed, content)
          : NULL;
  const SalPageNoteRoom room = { cover, labels, annotations->obstacles, annotations->remarks,
                                 annotations->positions };
  if (sal_page_has_notes(page))
    sal_page_place_notes(page, change, &room, &annotations->notes, &annotations->own_callouts);
  add_arrows(annotations, page, content, labels);
  const SalOwnLabelRoom own_room = { labels, annotations->obstacles, annotations->remarks };
  annotations->own_labels = sal_page_place_own_labels(page, page->panel, &change->period, &own_room);
  if (has_callouts(page))
    add_callouts(annotations, page, change, content, labels, cover);
}
