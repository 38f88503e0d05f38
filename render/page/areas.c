#include "render/page/areas.h"

#include "data/geometry/parts.h"
#include "render/names/markers.h"

#define SMALL_MM 60.0     /* maps whose shorter side is below this are small */
#define LEAST_SEEN_MM 0.9 /* of a changed part on a small map */

#define NARROW_MM 0.02 /* slivers narrower than this are not drawn */

static gboolean
is_in_sight(const SalGeometry *page, SalRect frame)
{
  const SalBox inside = { frame.x, frame.y, frame.x + frame.width, frame.y + frame.height };
  const SalBox box = sal_geometry_get_box(page);
  if (sal_box_is_empty(box) || !sal_box_intersects(box, inside))
    return FALSE;
  if (box.xmin >= inside.xmin && box.xmax <= inside.xmax && box.ymin >= inside.ymin &&
      box.ymax <= inside.ymax)
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

double
sal_areas_get_least_width_m(const SalMap *map)
{
  const SalRect frame = sal_map_get_frame(map);
  return NARROW_MM * sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
}

/* Polygons with the western longitudes turned east. */
static SalGeometry *
turn_east(const SalGeometry *lonlat)
{
  SalGeometry *turned = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(lonlat); i++) {
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(lonlat, i);
    const gboolean is_west = sal_geometry_get_box(polygon).xmax <= 0;
    for (guint j = 0; is_west && j < polygon->points->len; j++)
      g_array_index(polygon->points, SalPoint, j).x += 360;
    sal_geometry_append(turned, polygon);
  }
  return turned;
}

/* Areas are cut at the antimeridian. On a map across it they are joined again, so that no outline runs along
 * the cut. Owned by the caller. */
static SalGeometry *
join_across(const SalMap *map, const SalGeometry *lonlat)
{
  const SalBox box = sal_geometry_get_box(lonlat);
  if (sal_map_get_lonlat_box(map).xmax <= 180 || box.xmin > -180 || box.xmax < 180)
    return sal_geometry_copy(lonlat);
  g_autoptr(SalGeometry) turned = turn_east(lonlat);
  SalGeometry *joined = sal_geometry_dissolve(turned, NULL);
  return joined != NULL ? joined : g_steal_pointer(&turned);
}

/* A small map: an inset, or one of small multiples. */
static gboolean
is_small(const SalMap *map)
{
  const SalRect frame = sal_map_get_frame(map);
  return MIN(frame.width, frame.height) < SMALL_MM;
}

/* On a small map a part that would be a speck grows, by an edge in its own colour, to what can be seen. */
static SalAreaStyle
enlarge(const SalMap *map, SalAreaStyle style, const SalGeometry *page)
{
  const SalBox box = sal_geometry_get_box(page);
  const double size_mm = MAX(box.xmax - box.xmin, box.ymax - box.ymin);
  if (!is_small(map) || style.fill.a == 0 || size_mm >= LEAST_SEEN_MM)
    return style;
  style.outline.width_mm = MAX(style.outline.width_mm, LEAST_SEEN_MM - size_mm);
  style.outline.color =
      style.outline.color.a != 0 && style.hatch.width_mm > 0 ? style.outline.color : style.fill;
  style.outline.n_dash = 0;
  return style;
}

static GArray *
find_markers(const SalMap *map, const SalContentArea *area)
{
  return sal_markers_find(map, area->ringed != NULL ? area->ringed : area->lonlat);
}

const GArray *
sal_areas_keep_markers(const SalMap *map, SalContentArea *area)
{
  if (area->markers_map != map) {
    g_clear_pointer(&area->markers, g_array_unref);
    area->markers = find_markers(map, area);
    area->markers_map = map;
  }
  return area->markers;
}

/* A polygon of a change. number counts those that are drawn, from 1. */
static gboolean
add_part(SalLayer *layer, const SalMap *map, const SalContentArea *area, const SalGeometry *lonlat,
         const SalAreaModel *model, guint number)
{
  g_autoptr(SalGeometry) page = sal_map_project(map, lonlat);
  if (!is_in_sight(page, sal_map_get_frame(map)))
    return FALSE;
  const double km2 = model != NULL ? sal_area_measure(model, lonlat) / 1e6 : 0;
  g_autofree char *id = g_strdup_printf("%s-%u", area->id, number);
  g_autofree char *text = sal_figures_format_km2(area->words, km2, FALSE);
  g_autofree char *title = g_strdup_printf("%s %s", area->label, text);
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(digits, sizeof digits, "%.6f", km2);
  const char *const data[] = { "period", area->period->name, "km2", digits, NULL };
  const SalAreaStyle style = enlarge(map, area->style, page);
  const SalItemInfo info = { .id = id,
                             .title = model != NULL ? title : NULL,
                             .data = model != NULL ? data : NULL };
  sal_layer_add_area(layer, g_steal_pointer(&page), &style, &info);
  return TRUE;
}

static void
add_change(SalLayer *layer, const SalMap *map, const SalContentArea *area, const SalStyle *style,
           const SalAreaModel *model)
{
  g_autoptr(SalGeometry) joined = join_across(map, area->lonlat);
  g_autoptr(SalGeometry) drawn = sal_parts_without_slivers(joined, sal_areas_get_least_width_m(map));
  guint number = 0;
  for (guint i = 0; i < sal_geometry_get_n_polygons(drawn); i++) {
    g_autoptr(SalGeometry) part = sal_geometry_extract_polygon(drawn, i);
    if (add_part(layer, map, area, part, model, number + 1))
      number++;
  }
  if (number > 0 && is_small(map))
    return;
  g_autoptr(GArray) markers = area->markers_map == map ? g_array_ref(area->markers) : find_markers(map, area);
  sal_markers_draw(markers, sal_markers_get_size_mm(map), layer, style, &area->style);
}

static SalGeometry *
make_image(const SalMap *map, const SalGeometry *lonlat)
{
  g_autoptr(SalGeometry) joined = join_across(map, lonlat);
  return sal_map_project(map, joined);
}

const SalGeometry *
sal_areas_keep_image(const SalMap *map, SalContentArea *area)
{
  if (area->map != map) {
    g_clear_pointer(&area->image, sal_geometry_free);
    area->image = make_image(map, area->lonlat);
    area->map = map;
  }
  return area->image;
}

/* A closed line that is smaller would look like a dot. */
#define LEAST_ENCLAVE_MM 1.5

static SalGeometry *
drop_dots(const SalGeometry *lines)
{
  SalGeometry *kept = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    SalBox box = sal_box_empty();
    const SalPoint *p = sal_geometry_get_part(lines, part, &n);
    for (guint i = 0; i < n; i++)
      box = sal_box_add_point(box, p[i].x, p[i].y);
    if (p[0].x == p[n - 1].x && p[0].y == p[n - 1].y &&
        MAX(box.xmax - box.xmin, box.ymax - box.ymin) < LEAST_ENCLAVE_MM)
      continue;
    g_array_append_vals(kept->points, p, n);
    sal_geometry_end_part(kept);
  }
  return kept;
}

static void
add_lines(SalLayer *layer, const SalMap *map, const SalContentArea *area)
{
  g_autoptr(SalGeometry) projected = sal_map_project(map, area->lonlat), page = drop_dots(projected);
  g_autofree char *id = g_strconcat(area->id, "-line", NULL);
  if (is_in_sight(page, sal_map_get_frame(map)))
    sal_layer_add_line(layer, g_steal_pointer(&page), &area->line,
                       &(SalItemInfo){ .id = id, .title = area->label });
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
  if (area->is_line) {
    add_lines(layer, map, area);
    return layer;
  }
  g_autofree char *id = g_strconcat(area->id, "-area", NULL);
  g_autoptr(SalGeometry) page =
      area->map == map ? sal_geometry_copy(area->image) : make_image(map, area->lonlat);
  if (is_in_sight(page, sal_map_get_frame(map)))
    sal_layer_add_area(layer, g_steal_pointer(&page), &area->style,
                       &(SalItemInfo){ .id = id, .title = sal_layer_get_title(layer) });
  return layer;
}
