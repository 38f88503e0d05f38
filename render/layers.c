#include "render/layers.h"

#include "render/parts.h"

#include <math.h>

#define NARROW_MM 0.02 /* slivers narrower than this are not drawn */
#define VISIBLE_MM 0.5 /* a change none of whose parts is this long is marked by rings */
#define MARKER_MM 2.2  /* across */
#define MARKER_LINE_MM 0.35
#define MARKED_SHARE 0.2 /* of the largest part: what is smaller gets no ring */
#define RIM_DEG 1e-3     /* how near to the rim of a world map counts as on it */
#define CASING_MM 0.25   /* on either side of a border */
#define CASING_OPACITY 0.7
#define ADMIN1_MAX_M_PER_MM 8000.0 /* at scales smaller than 1:8,000,000 admin-1 lines would be a net */

static gboolean
is_same_lon(double a, double b)
{
  return fabs(remainder(a - b, 360)) < RIM_DEG;
}

/* Whether an edge only closes a ring along the 180th meridian, where the map is cut open, or at a pole. */
static gboolean
is_on_rim(SalPoint a, SalPoint b, SalBox map_box)
{
  const gboolean is_pole = fabs(a.y) >= 90 - RIM_DEG && fabs(b.y) >= 90 - RIM_DEG;
  const gboolean is_cut =
      is_same_lon(a.x, 180) || is_same_lon(a.x, map_box.xmin) || is_same_lon(a.x, map_box.xmax);
  return is_pole || (is_cut && fabs(b.x - a.x) < RIM_DEG);
}

/* The rings of polygons (lon/lat) as lines. */
static SalGeometry *
make_outlines(const SalGeometry *polygons, SalBox map_box)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    gboolean is_open = FALSE;
    for (guint i = 1; i < n; i++) {
      if (is_on_rim(points[i - 1], points[i], map_box)) {
        sal_geometry_end_part(lines);
        is_open = FALSE;
        continue;
      }
      if (!is_open)
        sal_geometry_add_point(lines, points[i - 1].x, points[i - 1].y);
      sal_geometry_add_point(lines, points[i].x, points[i].y);
      is_open = TRUE;
    }
    sal_geometry_end_part(lines);
  }
  return lines;
}

static gboolean
is_in_sight(const SalGeometry *geometry, SalRect frame)
{
  const SalBox box = { frame.x, frame.y, frame.x + frame.width, frame.y + frame.height };
  g_autoptr(SalGeometry) inside = sal_geometry_clip(geometry, box);
  return !sal_geometry_is_empty(inside);
}

SalGround *
sal_ground_new(const SalMap *map, const SalBasemap *basemap, const SalStyle *style)
{
  const SalRect frame = sal_map_get_frame(map);
  SalGround *ground = g_new0(SalGround, 1);
  ground->has_land = basemap->folder != NULL;
  ground->earth = sal_map_find_earth(map);
  ground->land = sal_map_project(map, basemap->land);
  g_autoptr(SalGeometry) coast = make_outlines(basemap->land, sal_map_get_lonlat_box(map));
  ground->coast = sal_map_project(map, coast);
  ground->rivers = sal_map_project(map, basemap->rivers);
  ground->borders = sal_map_project(map, basemap->borders);
  ground->disputed_borders = sal_map_project(map, basemap->disputed_borders);
  const double m_per_mm = sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  ground->admin1_borders = m_per_mm <= ADMIN1_MAX_M_PER_MM ? sal_map_project(map, basemap->admin1_borders)
                                                           : sal_geometry_new(SAL_LINES);
  ground->has_disputed = style->disputed_borders.width_mm > 0 && is_in_sight(ground->disputed_borders, frame);
  return ground;
}

void
sal_ground_free(SalGround *ground)
{
  if (ground == NULL)
    return;
  g_clear_pointer(&ground->earth, sal_geometry_free);
  g_clear_pointer(&ground->land, sal_geometry_free);
  g_clear_pointer(&ground->coast, sal_geometry_free);
  g_clear_pointer(&ground->rivers, sal_geometry_free);
  g_clear_pointer(&ground->borders, sal_geometry_free);
  g_clear_pointer(&ground->disputed_borders, sal_geometry_free);
  g_clear_pointer(&ground->admin1_borders, sal_geometry_free);
  g_free(ground);
}

static SalLayer *
layer_new_in_frame(const char *id, const char *title, SalRect frame)
{
  SalLayer *layer = sal_layer_new(id, title);
  sal_layer_set_clip(layer, frame);
  return layer;
}

SalLayer *
sal_layers_make_paper(const SalStyle *style, double width_mm, double height_mm)
{
  SalLayer *layer = sal_layer_new("paper", "Paper");
  const SalAreaStyle area = { .fill = style->paper };
  sal_layer_add_rect(layer, (SalRect){ 0, 0, width_mm, height_mm }, &area);
  return layer;
}

/* Fills what the frame shows of the earth. */
static void
add_earth(SalLayer *layer, SalRect frame, const SalGround *ground, const SalAreaStyle *style)
{
  if (ground->earth != NULL)
    sal_layer_add_area(layer, sal_geometry_copy(ground->earth), style, NULL);
  else
    sal_layer_add_rect(layer, frame, style);
}

SalLayer *
sal_layers_make_sea(const SalStyle *style, SalRect frame, const SalGround *ground)
{
  SalLayer *layer = layer_new_in_frame("sea", "Sea", frame);
  if (ground->has_land)
    add_earth(layer, frame, ground, &style->sea);
  return layer;
}

SalLayer *
sal_layers_make_land(const SalStyle *style, SalRect frame, SalGround *ground)
{
  SalLayer *layer = layer_new_in_frame("land", "Land", frame);
  if (ground->has_land)
    sal_layer_add_area(layer, g_steal_pointer(&ground->land), &style->land,
                       &(SalItemInfo){ .id = "land-area" });
  else
    add_earth(layer, frame, ground, &style->land);
  return layer;
}

SalLayer *
sal_layers_make_rivers(const SalStyle *style, SalRect frame, SalGround *ground)
{
  SalLayer *layer = layer_new_in_frame("rivers", "Rivers", frame);
  sal_layer_add_line(layer, g_steal_pointer(&ground->rivers), &style->rivers, NULL);
  return layer;
}

SalLayer *
sal_layers_make_admin1(const SalStyle *style, SalRect frame, SalGround *ground)
{
  SalLayer *layer = layer_new_in_frame("admin-1", "Admin-1 borders", frame);
  sal_layer_add_line(layer, g_steal_pointer(&ground->admin1_borders), &style->admin1_borders, NULL);
  return layer;
}

/* A line with a casing in the colour of the land, so that it is seen on whatever it crosses. */
static void
add_cased_line(SalLayer *layer, SalGeometry *lines, const SalLineStyle *line, const SalStyle *style,
               const char *id, const char *title)
{
  SalLineStyle casing = { .color = style->land.fill, .width_mm = line->width_mm + 2 * CASING_MM };
  casing.color.a = (guint8)(casing.color.a * CASING_OPACITY);
  if (line->width_mm > 0)
    sal_layer_add_line(layer, sal_geometry_copy(lines), &casing, NULL);
  sal_layer_add_line(layer, lines, line, &(SalItemInfo){ .id = id, .title = title });
}

SalLayer *
sal_layers_make_borders(const SalStyle *style, SalRect frame, SalGround *ground)
{
  SalLayer *layer = layer_new_in_frame("borders", "Coast and borders", frame);
  sal_layer_add_line(layer, g_steal_pointer(&ground->coast), &style->coast,
                     &(SalItemInfo){ "coast", "Coast" });
  add_cased_line(layer, g_steal_pointer(&ground->borders), &style->borders, style, "state-borders",
                 "Borders");
  add_cased_line(layer, g_steal_pointer(&ground->disputed_borders), &style->disputed_borders, style,
                 "disputed-borders", "Disputed borders");
  return layer;
}

SalLayer *
sal_layers_make_places(const SalStyle *style, SalRect frame, const GArray *labels)
{
  SalLayer *layer = layer_new_in_frame("places", "Places", frame);
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    sal_layer_add_text(layer, label->place->name, label->x, label->y, label->anchor, 0,
                       &style->place_text[label->rank]);
  }
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    sal_layer_add_dot(layer, label->dot_x, label->dot_y, style->place_dot_mm[label->rank], &style->place_dot);
  }
  return layer;
}

SalLayer *
sal_layers_make_neatline(const SalStyle *style, SalRect frame)
{
  SalLayer *layer = sal_layer_new("neatline", "Neatline");
  const SalAreaStyle area = { .outline = style->neatline };
  sal_layer_add_rect(layer, frame, &area);
  return layer;
}

const SalGeometry *
sal_layers_find_class(const SalSnapshot *snapshot, const char *class_name)
{
  for (guint i = 0; snapshot != NULL && i < snapshot->areas->len; i++) {
    const SalControlArea *area = &g_array_index(snapshot->areas, SalControlArea, i);
    if (area->name == class_name || g_strcmp0(area->name, class_name) == 0)
      return area->polygons;
  }
  return NULL;
}

/* id: of the layer; the item's is id-area. */
static SalLayer *
make_area_layer(const SalMap *map, const SalGeometry *lonlat, const SalAreaStyle *style, const char *id,
                const char *title)
{
  g_autofree char *word = g_strdup(id), *item = g_strconcat(id, "-area", NULL);
  word[0] = g_ascii_toupper(word[0]);
  SalLayer *layer = layer_new_in_frame(id, word, sal_map_get_frame(map));
  if (lonlat == NULL)
    return layer;
  g_autoptr(SalGeometry) page = sal_map_project(map, lonlat);
  if (is_in_sight(page, sal_map_get_frame(map)))
    sal_layer_add_area(layer, g_steal_pointer(&page), style, &(SalItemInfo){ .id = item, .title = title });
  return layer;
}

gboolean
sal_layers_show_any(const SalMap *map, const SalGeometry *lonlat)
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
    add_cased_line(layer, make_ring(g_array_index(places, SalPoint, i)), &line, style, NULL, NULL);
}

double
sal_layers_get_least_width_m(const SalMap *map)
{
  const SalRect frame = sal_map_get_frame(map);
  return NARROW_MM * sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
}

/* lonlat NULL: nothing is drawn. */
static SalLayer *
make_change_layer(const SalMap *map, const SalGeometry *lonlat, const SalStyle *style, const char *id,
                  const char *title)
{
  g_autoptr(SalGeometry) drawn = sal_parts_without_slivers(lonlat, sal_layers_get_least_width_m(map));
  const SalAreaStyle *area = g_str_equal(id, "lost") ? &style->lost : &style->gained;
  SalLayer *layer = make_area_layer(map, drawn, area, id, title);
  const gboolean is_empty = sal_layer_get_n_items(layer) == 0;
  if (lonlat != NULL && (is_empty || !has_visible_part(sal_layer_get_item(layer, 0)->geometry)))
    add_markers(layer, map, lonlat, style, area);
  return layer;
}

SalLayer *
sal_layers_make_held(const SalStyle *style, const SalMap *map, const SalChange *change,
                     const SalFigures *figures)
{
  g_autofree char *area = sal_figures_format_km2(figures->held_km2, figures->held_decimals, FALSE);
  g_autofree char *title = g_strconcat("Held ", area, NULL);
  return make_area_layer(map, sal_layers_find_class(change->to, change->class_name), &style->held, "held",
                         title);
}

SalLayer *
sal_layers_make_lost(const SalStyle *style, const SalMap *map, const SalChange *change,
                     const SalFigures *figures)
{
  g_autofree char *area = sal_figures_format_km2(figures->lost_km2, figures->decimals, FALSE);
  g_autofree char *title = g_strconcat("Lost ", area, NULL);
  return make_change_layer(map, figures->draws_lost ? change->lost : NULL, style, "lost", title);
}

SalLayer *
sal_layers_make_gained(const SalStyle *style, const SalMap *map, const SalChange *change,
                       const SalFigures *figures)
{
  g_autofree char *area = sal_figures_format_km2(figures->gained_km2, figures->decimals, FALSE);
  g_autofree char *title = g_strconcat("Gained ", area, NULL);
  return make_change_layer(map, figures->draws_gained ? change->gained : NULL, style, "gained", title);
}
