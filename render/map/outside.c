#include "render/map/outside.h"

#define POINTS_A_SIDE 50

static SalPoint
get_corner(SalRect frame, guint corner)
{
  return (SalPoint){ frame.x + (corner == 1 || corner == 2 ? frame.width : 0),
                     frame.y + (corner >= 2 ? frame.height : 0) };
}

/* The frame's sides as a polygon in lon/lat, with longitudes that go on beyond 180 as those of the map's box
 * do. NULL if a part of the frame shows no earth. */
static SalGeometry *
make_outline(const SalMap *map)
{
  const SalRect frame = sal_map_get_frame(map);
  const double first_lon = sal_map_get_lonlat_box(map).xmin;
  g_autoptr(SalGeometry) outline = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < 4 * POINTS_A_SIDE; i++) {
    const SalPoint a = get_corner(frame, i / POINTS_A_SIDE),
                   b = get_corner(frame, (i / POINTS_A_SIDE + 1) % 4);
    const double t = i % POINTS_A_SIDE / (double)POINTS_A_SIDE;
    double lon, lat;
    if (!sal_map_unproject_point(map, a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), &lon, &lat))
      return NULL;
    sal_geometry_add_point(outline, lon < first_lon ? lon + 360 : lon, lat);
  }
  sal_geometry_end_part(outline);
  sal_geometry_end_polygon(outline);
  return g_steal_pointer(&outline);
}

/* A polygon moved into the longitudes of the map. Owned by the caller. */
static SalGeometry *
extract_turned(const SalGeometry *lonlat, guint polygon, SalBox map_box)
{
  SalGeometry *one = sal_geometry_extract_polygon(lonlat, polygon);
  if (map_box.xmax <= 180 || sal_geometry_get_box(one).xmax > map_box.xmin)
    return one;
  for (guint i = 0; i < one->points->len; i++)
    g_array_index(one->points, SalPoint, i).x += 360;
  return one;
}

SalGeometry *
sal_map_find_outside(const SalMap *map, const SalGeometry *lonlat)
{
  SalGeometry *outside = sal_geometry_new(SAL_POLYGONS);
  g_autoptr(SalGeometry) outline =
      lonlat != NULL && !sal_geometry_is_empty(lonlat) ? make_outline(map) : NULL;
  g_autoptr(SalGeometry) earth = sal_map_find_earth(map);
  const SalBox map_box = sal_map_get_lonlat_box(map);
  if (outline == NULL || earth != NULL || map_box.xmax - map_box.xmin > 350)
    return outside;
  const SalBox box = sal_geometry_get_box(outline);
  for (guint i = 0; i < sal_geometry_get_n_polygons(lonlat); i++) {
    g_autoptr(SalGeometry) one = extract_turned(lonlat, i, map_box);
    if (!sal_box_intersects(sal_geometry_get_box(one), box)) {
      sal_geometry_append(outside, one);
      continue;
    }
    g_autoptr(SalGeometry) rest = sal_geometry_difference(one, outline, NULL);
    if (rest != NULL)
      sal_geometry_append(outside, rest);
  }
  return outside;
}
