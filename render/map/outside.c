#include "render/map/outside.h"

#define POINTS_A_SIDE 50
#define WORLD_DEG 350 /* a map that is wider leaves nothing out on either side */

struct _SalOutside {
  SalBox map_box;
  SalGeometry *outline; /* of the frame, lon/lat; NULL: nothing lies outside */
  SalBox inner;         /* what lies in it lies in the frame; may be empty */
};

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

/* A lon/lat box within the outline, as large as its sides allow; empty where there is none, as on turned maps. */
static SalBox
find_inner_box(const SalGeometry *outline)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(outline, 0, &n);
  SalBox inner = sal_geometry_get_box(outline);
  const SalPoint middle = { (inner.xmin + inner.xmax) / 2, (inner.ymin + inner.ymax) / 2 };
  for (guint i = 0; i < 4 * POINTS_A_SIDE; i++) {
    const SalPoint a = points[i], b = points[(i + 1) % (4 * POINTS_A_SIDE)];
    const guint side = i / POINTS_A_SIDE;
    if (side == 0)
      inner.ymax = MIN(inner.ymax, MIN(a.y, b.y));
    else if (side == 1)
      inner.xmax = MIN(inner.xmax, MIN(a.x, b.x));
    else if (side == 2)
      inner.ymin = MAX(inner.ymin, MAX(a.y, b.y));
    else
      inner.xmin = MAX(inner.xmin, MAX(a.x, b.x));
  }
  const gboolean has_middle = middle.x > inner.xmin && middle.x < inner.xmax && middle.y > inner.ymin &&
                              middle.y < inner.ymax && sal_geometry_contains(outline, middle.x, middle.y);
  return has_middle ? inner : sal_box_empty();
}

SalOutside *
sal_outside_new(const SalMap *map, gboolean is_all_earth)
{
  SalOutside *outside = g_new0(SalOutside, 1);
  outside->map_box = sal_map_get_lonlat_box(map);
  const gboolean is_world = outside->map_box.xmax - outside->map_box.xmin > WORLD_DEG;
  outside->outline = is_all_earth && !is_world ? make_outline(map) : NULL;
  outside->inner = outside->outline != NULL ? find_inner_box(outside->outline) : sal_box_empty();
  return outside;
}

void
sal_outside_free(SalOutside *outside)
{
  if (outside == NULL)
    return;
  g_clear_pointer(&outside->outline, sal_geometry_free);
  g_free(outside);
}

static gboolean
is_within(SalBox box, SalBox outer)
{
  return box.xmin > outer.xmin && box.xmax < outer.xmax && box.ymin > outer.ymin && box.ymax < outer.ymax;
}

static void
add_outside(const SalOutside *outside, const SalGeometry *one, SalGeometry *found)
{
  const SalBox box = sal_geometry_get_box(one);
  if (is_within(box, outside->inner))
    return;
  if (!sal_box_intersects(box, sal_geometry_get_box(outside->outline))) {
    sal_geometry_append(found, one);
    return;
  }
  g_autoptr(SalGeometry) rest = sal_geometry_difference(one, outside->outline, NULL);
  if (rest != NULL)
    sal_geometry_append(found, rest);
}

SalGeometry *
sal_outside_find(const SalOutside *outside, const SalGeometry *lonlat)
{
  SalGeometry *found = sal_geometry_new(SAL_POLYGONS);
  if (outside->outline == NULL || lonlat == NULL)
    return found;
  for (guint i = 0; i < sal_geometry_get_n_polygons(lonlat); i++) {
    g_autoptr(SalGeometry) one = extract_turned(lonlat, i, outside->map_box);
    add_outside(outside, one, found);
  }
  return found;
}
