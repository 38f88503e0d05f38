#include "render/areas.h"

#include "render/layers.h"
#include "render/parts.h"

#include <math.h>

#define NARROW_MM 0.02 /* slivers narrower than this are not drawn */
#define VISIBLE_MM 0.5 /* a change none of whose parts is this long is marked by rings */
#define MARKER_MM 2.2  /* across */
#define MARKER_LINE_MM 0.35
#define MARKED_SHARE 0.2 /* of the largest part: what is smaller gets no ring */

static gboolean
is_in_sight(const SalGeometry *page, SalRect frame)
{
  const SalBox inside = { frame.x, frame.y, frame.x + frame.width, frame.y + frame.height };
  const SalBox box = sal_geometry_get_box(page);
  if (sal_box_is_empty(box) || !sal_box_intersects(box, inside))
    return FALSE;
  if (box.xmin >= inside.xmin && box.xmax <= inside.xmax && box.ymin >= inside.ymin && box.ymax <= inside.ymax)
    return TRUE;
  g_autoptr(SalGeometry) clipped = sal_geometry_clip(page, inside);
  return !sal_geometry_is_empty(clipped);
}

gboolean
sal_areas_show_any(const SalMap *map, const SalGeometry *lonlat)
{
  if (lonlat == NULL || sal_geometry_is_empty(lonlat))
    return FALSE;
  g_autoptr(SalGeometry) page = sal_map_project(map, lonlat);
  if (is_in_sight(page, sal_map_get_frame(map)))
    return TRUE;
  for (guint i = 0; i < lonlat->points->len; i++) {
    const SalPoint point = g_array_index(lonlat->points, SalPoint, i);
    double x, y;
    if (sal_map_project_point(map, point.x, point.y, &x, &y))
      return TRUE;
  }
  return FALSE;
}

/* Whether any polygon is large enough to be noticed by itself. */
static gboolean
has_visible_part(const SalGeometry *page)
{
  for (guint i = 0; i < sal_geometry_get_n_polygons(page); i++) {
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(page, i);
    const SalBox box = sal_geometry_get_box(polygon);
    if (MAX(box.xmax - box.xmin, box.ymax - box.ymin) >= VISIBLE_MM)
      return TRUE;
  }
  return FALSE;
}

static SalGeometry *
make_ring(SalPoint centre)
{
  const int n = 48;
  SalGeometry *ring = sal_geometry_new(SAL_LINES);
  for (int i = 0; i <= n; i++) {
    const double angle = 2 * G_PI * (i % n) / n;
    sal_geometry_add_point(ring, centre.x + MARKER_MM / 2 * cos(angle),
                           centre.y + MARKER_MM / 2 * sin(angle));
  }
  sal_geometry_end_part(ring);
  return ring;
}

/* In the colour of the class's edge; dashed for a hatched class, whose edge may be as black as that of a
 * solid one. */
static SalLineStyle
make_ring_style(const SalAreaStyle *area)
{
  const gboolean has_outline = area->outline.width_mm > 0 && area->outline.color.a != 0;
  SalLineStyle line = { .color = has_outline ? area->outline.color : area->fill, .width_mm = MARKER_LINE_MM };
  if (area->hatch.width_mm > 0 && area->hatch.color.a != 0)
    line.n_dash = 2, line.dash_mm[0] = line.dash_mm[1] = G_PI * MARKER_MM / 16;
  return line;
}

static gboolean
is_near_any(SalPoint point, const GArray *others)
{
  for (guint i = 0; i < others->len; i++) {
    const SalPoint other = g_array_index(others, SalPoint, i);
    if (hypot(other.x - point.x, other.y - point.y) < MARKER_MM)
      return TRUE;
  }
  return FALSE;
}

/* Where the largest parts are, on the page; of those that one ring would hold, the largest. */
static GArray *
find_marked_places(const SalMap *map, const SalGeometry *lonlat)
{
  GArray *places = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
  sal_parts_add(parts, lonlat);
  sal_parts_sort(parts);
  for (guint i = 0; i < parts->len; i++) {
    const SalPart *part = &g_array_index(parts, SalPart, i);
    if (part->area < MARKED_SHARE * g_array_index(parts, SalPart, 0).area)
      break;
    const SalPoint inner = sal_geometry_get_inner_point(lonlat, part->polygon);
    SalPoint place;
    if (sal_map_project_point(map, inner.x, inner.y, &place.x, &place.y) && !is_near_any(place, places))
      g_array_append_val(places, place);
  }
  return places;
}

/* Rings round the largest parts of a change too small to be seen: open and larger than any place's dot. */
static void
add_markers(SalLayer *layer, const SalMap *map, const SalGeometry *lonlat, const SalStyle *style,
            const SalAreaStyle *area)
{
  const SalLineStyle line = make_ring_style(area);
  g_autoptr(GArray) places = find_marked_places(map, lonlat);
  for (guint i = 0; i < places->len; i++)
    sal_layers_add_cased_line(layer, make_ring(g_array_index(places, SalPoint, i)), &line, style, NULL, NULL);
}

double
sal_areas_get_least_width_m(const SalMap *map)
{
  const SalRect frame = sal_map_get_frame(map);
  return NARROW_MM * sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
}

/* A polygon of a change. number counts those that are drawn, from 1. */
static gboolean
add_part(SalLayer *layer, const SalMap *map, const SalContentArea *area, const SalGeometry *lonlat,
         const SalAreaModel *model, guint number)
{
  g_autoptr(SalGeometry) page = sal_map_project(map, lonlat);
  if (!is_in_sight(page, sal_map_get_frame(map)))
    return FALSE;
  g_autofree char *id = g_strdup_printf("%s-%u", area->id, number);
  g_autofree char *title = NULL;
  if (model != NULL) {
    const double km2 = sal_area_measure(model, lonlat) / 1e6;
    g_autofree char *text = sal_figures_format_km2(km2, km2 < 1 ? 2 : 1, FALSE);
    title = g_strdup_printf("%s %s", area->label, text);
  }
  sal_layer_add_area(layer, g_steal_pointer(&page), &area->style, id, title);
  return TRUE;
}

static void
add_change(SalLayer *layer, const SalMap *map, const SalContentArea *area, const SalStyle *style,
           const SalAreaModel *model)
{
  g_autoptr(SalGeometry) drawn = sal_parts_without_slivers(area->lonlat, sal_areas_get_least_width_m(map));
  guint number = 0;
  gboolean is_visible = FALSE;
  for (guint i = 0; i < sal_geometry_get_n_polygons(drawn); i++) {
    g_autoptr(SalGeometry) part = sal_geometry_extract_polygon(drawn, i);
    if (!add_part(layer, map, area, part, model, number + 1))
      continue;
    is_visible |= has_visible_part(sal_layer_get_item(layer, number)->geometry);
    number++;
  }
  if (!is_visible)
    add_markers(layer, map, area->lonlat, style, &area->style);
}

SalLayer *
sal_areas_make_layer(const SalMap *map, const SalContentArea *area, const SalStyle *style,
                     const SalAreaModel *model)
{
  g_autofree char *title = g_strdup_printf("%s %s", area->label, area->number != NULL ? area->number : "");
  SalLayer *layer = sal_layer_new(area->id, g_strchomp(title));
  sal_layer_set_clip(layer, sal_map_get_frame(map));
  if (area->lonlat == NULL || sal_geometry_is_empty(area->lonlat))
    return layer;
  if (area->is_change) {
    add_change(layer, map, area, style, model);
    return layer;
  }
  g_autofree char *id = g_strconcat(area->id, "-area", NULL);
  g_autoptr(SalGeometry) page = sal_map_project(map, area->lonlat);
  if (is_in_sight(page, sal_map_get_frame(map)))
    sal_layer_add_area(layer, g_steal_pointer(&page), &area->style, id, title);
  return layer;
}
