#include "render/map/layers.h"

#include <math.h>

#define RIM_DEG 1e-3   /* how near to the rim of a world map counts as on it */
#define CASING_MM 0.25 /* on either side of a border */
#define CASING_OPACITY 0.7
#define VEIL_BLEED_MM 6.0

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

/* The image of lines that are drawn at scales down to 1:least; none at smaller ones. */
static SalGeometry *
project_detail(const SalMap *map, const SalGeometry *lines, double denominator, double least)
{
  return denominator <= least ? sal_map_project_kept(map, lines) : sal_geometry_new(SAL_LINES);
}

/* The land of countries that are not the map's subject; none where no country is. */
static SalGeometry *
project_neighbours(const SalMap *map, const SalBasemap *basemap)
{
  const GArray *countries = basemap->countries;
  g_autoptr(SalGeometry) others = sal_geometry_new(SAL_POLYGONS);
  guint n_subjects = 0;
  for (guint i = 0; countries != NULL && i < countries->len; i++) {
    if (sal_countries_is_subject(countries, i))
      n_subjects++;
    else
      sal_geometry_append(others, g_array_index(countries, SalCountry, i).area);
  }
  return n_subjects > 0 ? sal_map_project_kept(map, others) : sal_geometry_new(SAL_POLYGONS);
}

/* The smallest scale at which each class of a base map of the user's is drawn; what it has besides is drawn otherwise. */
static void
project_classes(SalGround *ground, const SalMap *map, const SalBasemap *basemap, double denominator,
                const SalStyleDetail *detail)
{
  const double least[SAL_OSM_N_CLASSES] = {
    [SAL_OSM_LAKES] = detail->lakes,
    [SAL_OSM_WOODS] = detail->woods,
    [SAL_OSM_BUILT_UP] = detail->built_up,
    [SAL_OSM_MOTORWAYS] = detail->motorways,
    [SAL_OSM_TRUNKS] = detail->trunk_roads,
    [SAL_OSM_PRIMARIES] = detail->primary_roads,
    [SAL_OSM_SECONDARIES] = detail->secondary_roads,
    [SAL_OSM_RAILWAYS] = detail->railways,
    [SAL_OSM_DISTRICT_BORDERS] = detail->admin_2,
  };
  for (guint i = 0; i < SAL_OSM_N_CLASSES; i++)
    ground->classes[i] =
        basemap->classes[i] != NULL && denominator <= least[i]
            ? sal_map_project_kept(map, basemap->classes[i])
            : sal_geometry_new(sal_osm_class_is_area((SalOsmClass)i) ? SAL_POLYGONS : SAL_LINES);
}

SalGround *
sal_ground_new(const SalMap *map, const SalBasemap *basemap, const SalStyle *style)
{
  const SalRect frame = sal_map_get_frame(map);
  const SalStyleDetail *detail = &style->detail;
  const double denominator =
      1000 * sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  SalGround *ground = g_new0(SalGround, 1);
  ground->has_land = basemap->folder != NULL || !sal_geometry_is_empty(basemap->land);
  ground->earth = sal_map_find_earth(map);
  ground->land = sal_map_project_kept(map, basemap->land);
  ground->neighbours = project_neighbours(map, basemap);
  g_autoptr(SalGeometry) coast = make_outlines(basemap->land, sal_map_get_lonlat_box(map));
  ground->coast = sal_map_project_kept(map, coast);
  ground->rivers = project_detail(map, basemap->rivers, denominator, detail->rivers);
  g_autoptr(SalGeometry) minor =
      project_detail(map, basemap->minor_rivers, denominator, detail->minor_rivers);
  sal_geometry_append(ground->rivers, minor);
  ground->borders = project_detail(map, basemap->borders, denominator, detail->borders);
  ground->disputed_borders = project_detail(map, basemap->disputed_borders, denominator, detail->borders);
  ground->admin1_borders = project_detail(map, basemap->admin1_borders, denominator, detail->admin_1);
  project_classes(ground, map, basemap, denominator, detail);
  ground->has_other_borders = basemap->has_other_borders;
  ground->has_disputed = style->disputed_borders.width_mm > 0 && is_in_sight(ground->disputed_borders, frame);
  return ground;
}

/* Most often some vertex tells. */
gboolean
sal_ground_shows(const SalGround *ground, SalOsmClass class, SalRect frame)
{
  const SalGeometry *geometry = ground->classes[class];
  for (guint i = 0; i < geometry->points->len; i++) {
    const SalPoint p = g_array_index(geometry->points, SalPoint, i);
    if (p.x >= frame.x && p.y >= frame.y && p.x <= frame.x + frame.width && p.y <= frame.y + frame.height)
      return TRUE;
  }
  return !sal_geometry_is_empty(geometry) && is_in_sight(geometry, frame);
}

void
sal_ground_free(SalGround *ground)
{
  if (ground == NULL)
    return;
  g_clear_pointer(&ground->earth, sal_geometry_free);
  g_clear_pointer(&ground->land, sal_geometry_free);
  g_clear_pointer(&ground->neighbours, sal_geometry_free);
  g_clear_pointer(&ground->coast, sal_geometry_free);
  g_clear_pointer(&ground->rivers, sal_geometry_free);
  g_clear_pointer(&ground->borders, sal_geometry_free);
  g_clear_pointer(&ground->disputed_borders, sal_geometry_free);
  g_clear_pointer(&ground->admin1_borders, sal_geometry_free);
  for (guint i = 0; i < SAL_OSM_N_CLASSES; i++)
    g_clear_pointer(&ground->classes[i], sal_geometry_free);
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
sal_layers_make_land(const SalStyle *style, SalRect frame, const SalGround *ground)
{
  SalLayer *layer = layer_new_in_frame("land", "Land", frame);
  if (ground->has_land)
    sal_layer_add_area(layer, sal_geometry_copy(ground->land), &style->land,
                       &(SalItemInfo){ .id = "land-area" });
  if (ground->has_land)
    sal_layer_add_area(layer, sal_geometry_copy(ground->neighbours), &style->neighbours,
                       &(SalItemInfo){ .id = "neighbours", .title = "Other countries" });
  else
    add_earth(layer, frame, ground, &style->land);
  return layer;
}

SalLayer *
sal_layers_make_rivers(const SalStyle *style, SalRect frame, const SalGround *ground)
{
  SalLayer *layer = layer_new_in_frame("rivers", "Rivers", frame);
  sal_layer_add_line(layer, sal_geometry_copy(ground->rivers), &style->rivers, NULL);
  return layer;
}

/* The areas of one class. */
static SalLayer *
make_areas(const char *id, const char *title, SalRect frame, const SalGeometry *areas,
           const SalAreaStyle *style)
{
  SalLayer *layer = layer_new_in_frame(id, title, frame);
  if (!sal_geometry_is_empty(areas))
    sal_layer_add_area(layer, sal_geometry_copy(areas), style, NULL);
  return layer;
}

/* What each class of roads is called, how it looks, and whether it has a casing. */
static SalLayer *
make_roads(const SalStyle *style, SalRect frame, const SalGround *ground)
{
  const struct {
    SalOsmClass class;
    const char *id, *title;
    const SalLineStyle *line;
    gboolean has_casing;
  } roads[] = { { SAL_OSM_SECONDARIES, "secondary-roads", "Secondary roads", &style->secondary_roads, FALSE },
                { SAL_OSM_PRIMARIES, "primary-roads", "Primary roads", &style->primary_roads, TRUE },
                { SAL_OSM_TRUNKS, "trunk-roads", "Trunk roads", &style->trunk_roads, TRUE },
                { SAL_OSM_MOTORWAYS, "motorways", "Motorways", &style->motorways, TRUE } };
  SalLayer *layer = layer_new_in_frame("roads", "Roads", frame);
  for (guint i = 0; i < G_N_ELEMENTS(roads); i++) {
    const SalGeometry *lines = ground->classes[roads[i].class];
    SalLineStyle casing = style->road_casing;
    if (sal_geometry_is_empty(lines) || roads[i].line->width_mm <= 0)
      continue;
    casing.width_mm = 2 * casing.width_mm + roads[i].line->width_mm;
    if (roads[i].has_casing && style->road_casing.width_mm > 0)
      sal_layer_add_line(layer, sal_geometry_copy(lines), &casing, NULL);
    sal_layer_add_line(layer, sal_geometry_copy(lines), roads[i].line,
                       &(SalItemInfo){ .id = roads[i].id, .title = roads[i].title });
  }
  return layer;
}

static SalLayer *
make_railways(const SalStyle *style, SalRect frame, const SalGround *ground)
{
  SalLayer *layer = layer_new_in_frame("railways", "Railways", frame);
  if (!sal_geometry_is_empty(ground->classes[SAL_OSM_RAILWAYS]))
    sal_layer_add_line(layer, sal_geometry_copy(ground->classes[SAL_OSM_RAILWAYS]), &style->railways, NULL);
  return layer;
}

SalLayer *
sal_layers_make_theatre(const SalStyle *style, SalRect frame, const SalGround *ground, SalStyleLayer layer)
{
  if (layer == SAL_STYLE_LAYER_WOODS)
    return make_areas("woods", "Woods", frame, ground->classes[SAL_OSM_WOODS], &style->woods);
  if (layer == SAL_STYLE_LAYER_BUILT_UP)
    return make_areas("built-up", "Built-up areas", frame, ground->classes[SAL_OSM_BUILT_UP],
                      &style->built_up);
  if (layer == SAL_STYLE_LAYER_LAKES)
    return make_areas("lakes", "Lakes", frame, ground->classes[SAL_OSM_LAKES], &style->lakes);
  if (layer == SAL_STYLE_LAYER_RAILWAYS)
    return make_railways(style, frame, ground);
  return layer == SAL_STYLE_LAYER_ROADS ? make_roads(style, frame, ground) : NULL;
}

SalLayer *
sal_layers_make_admin1(const SalStyle *style, SalRect frame, const SalGround *ground)
{
  SalLayer *layer = layer_new_in_frame("admin-1", "Admin-1 borders", frame);
  if (!sal_geometry_is_empty(ground->classes[SAL_OSM_DISTRICT_BORDERS]))
    sal_layer_add_line(layer, sal_geometry_copy(ground->classes[SAL_OSM_DISTRICT_BORDERS]),
                       &style->admin2_borders, &(SalItemInfo){ .id = "admin-2", .title = "Admin-2 borders" });
  sal_layer_add_line(layer, sal_geometry_copy(ground->admin1_borders), &style->admin1_borders, NULL);
  return layer;
}

/* A line with a casing in the colour of the land, so that it is seen on whatever it crosses. Takes lines. */
static void
add_cased_line(SalLayer *layer, SalGeometry *lines, const SalLineStyle *line, const SalStyle *style,
               const SalItemInfo *info)
{
  SalLineStyle casing = { .color = style->land.fill, .width_mm = line->width_mm + 2 * CASING_MM };
  casing.color.a = (guint8)(casing.color.a * CASING_OPACITY);
  if (line->width_mm > 0)
    sal_layer_add_line(layer, sal_geometry_copy(lines), &casing, NULL);
  sal_layer_add_line(layer, lines, line, info);
}

SalLayer *
sal_layers_make_borders(const SalStyle *style, SalRect frame, const SalGround *ground)
{
  SalLayer *layer = layer_new_in_frame("borders", "Coast and borders", frame);
  sal_layer_add_line(layer, sal_geometry_copy(ground->coast), &style->coast,
                     &(SalItemInfo){ .id = "coast", .title = "Coast" });
  add_cased_line(layer, sal_geometry_copy(ground->borders), &style->borders, style,
                 &(SalItemInfo){ .id = "state-borders", .title = "Borders" });
  add_cased_line(
      layer, sal_geometry_copy(ground->disputed_borders), &style->disputed_borders, style,
      &(SalItemInfo){ .id = ground->has_other_borders ? "todays-borders" : "disputed-borders",
                      .title = ground->has_other_borders ? "Today’s borders" : "Disputed borders" });
  return layer;
}

/* A rectangle whose edge lies out of sight. */
static SalGeometry *
make_backdrop(SalRect frame)
{
  const double x = frame.x - VEIL_BLEED_MM, y = frame.y - VEIL_BLEED_MM;
  const double right = frame.x + frame.width + VEIL_BLEED_MM, bottom = frame.y + frame.height + VEIL_BLEED_MM;
  SalGeometry *backdrop = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(backdrop, x, y);
  sal_geometry_add_point(backdrop, right, y);
  sal_geometry_add_point(backdrop, right, bottom);
  sal_geometry_add_point(backdrop, x, bottom);
  sal_geometry_end_part(backdrop);
  sal_geometry_end_polygon(backdrop);
  return backdrop;
}

SalLayer *
sal_layers_make_veil(const SalStyle *style, const SalMap *map, const SalGeometry *polygons,
                     gboolean is_region)
{
  const char *title = is_region ? "Outside the region" : "Outside the area of interest";
  SalLayer *layer = layer_new_in_frame("outside", title, sal_map_get_frame(map));
  SalAreaStyle look = style->outside;
  if (is_region)
    look.hatch.width_mm = 0;
  g_autoptr(SalGeometry) backdrop = make_backdrop(sal_map_get_frame(map)),
                         page = sal_map_project(map, polygons);
  g_autoptr(SalGeometry) inside = sal_geometry_repair(page, NULL);
  SalGeometry *outside = inside != NULL ? sal_geometry_difference(backdrop, inside, NULL) : NULL;
  if (outside == NULL || !is_in_sight(outside, sal_map_get_frame(map))) {
    sal_geometry_free(outside);
    return layer;
  }
  sal_layer_add_area(layer, outside, &look,
                     &(SalItemInfo){ .id = "outside-area", .title = sal_layer_get_title(layer) });
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
