/* Building and looking at geometries; what GEOS does with them is in geos.c. */
#include "data/geometry/geometry.h"

#include "data/geometry/segment.h"

#include <math.h>

SalGeometry *
sal_geometry_new(SalGeometryType type)
{
  SalGeometry *geometry = g_new0(SalGeometry, 1);
  geometry->type = type;
  geometry->points = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  geometry->part_ends = g_array_new(FALSE, FALSE, sizeof(guint));
  geometry->polygon_ends = g_array_new(FALSE, FALSE, sizeof(guint));
  return geometry;
}

SalGeometry *
sal_geometry_copy(const SalGeometry *geometry)
{
  SalGeometry *copy = g_new0(SalGeometry, 1);
  copy->type = geometry->type;
  copy->points = g_array_copy(geometry->points);
  copy->part_ends = g_array_copy(geometry->part_ends);
  copy->polygon_ends = g_array_copy(geometry->polygon_ends);
  return copy;
}

void
sal_geometry_free(SalGeometry *geometry)
{
  if (geometry == NULL)
    return;
  g_array_unref(geometry->points);
  g_array_unref(geometry->part_ends);
  g_array_unref(geometry->polygon_ends);
  g_free(geometry);
}

static guint
last_end(const GArray *ends)
{
  return ends->len > 0 ? g_array_index(ends, guint, ends->len - 1) : 0;
}

void
sal_geometry_add_point(SalGeometry *geometry, double x, double y)
{
  const SalPoint point = { x, y };
  g_array_append_val(geometry->points, point);
}

void
sal_geometry_end_part(SalGeometry *geometry)
{
  const guint start = last_end(geometry->part_ends);
  if (geometry->points->len == start)
    return;
  const SalPoint first = g_array_index(geometry->points, SalPoint, start);
  const SalPoint last = g_array_index(geometry->points, SalPoint, geometry->points->len - 1);
  if (geometry->type == SAL_POLYGONS && (first.x != last.x || first.y != last.y))
    sal_geometry_add_point(geometry, first.x, first.y);
  g_array_append_val(geometry->part_ends, geometry->points->len);
}

void
sal_geometry_end_polygon(SalGeometry *geometry)
{
  if (geometry->part_ends->len > last_end(geometry->polygon_ends))
    g_array_append_val(geometry->polygon_ends, geometry->part_ends->len);
}

static void
append_ends(GArray *ends, const GArray *other, guint offset)
{
  for (guint i = 0; i < other->len; i++) {
    const guint end = g_array_index(other, guint, i) + offset;
    g_array_append_val(ends, end);
  }
}

void
sal_geometry_append(SalGeometry *geometry, const SalGeometry *other)
{
  g_return_if_fail(geometry->type == other->type);
  append_ends(geometry->polygon_ends, other->polygon_ends, geometry->part_ends->len);
  append_ends(geometry->part_ends, other->part_ends, geometry->points->len);
  g_array_append_vals(geometry->points, other->points->data, other->points->len);
}

gboolean
sal_geometry_is_empty(const SalGeometry *geometry)
{
  return geometry->points->len == 0;
}

guint
sal_geometry_get_n_points(const SalGeometry *geometry)
{
  return geometry->points->len;
}

guint
sal_geometry_get_n_parts(const SalGeometry *geometry)
{
  return geometry->part_ends->len;
}

guint
sal_geometry_get_n_polygons(const SalGeometry *geometry)
{
  return geometry->polygon_ends->len;
}

const SalPoint *
sal_geometry_get_part(const SalGeometry *geometry, guint part, guint *n_points)
{
  const guint start = part > 0 ? g_array_index(geometry->part_ends, guint, part - 1) : 0;
  *n_points = g_array_index(geometry->part_ends, guint, part) - start;
  return &g_array_index(geometry->points, SalPoint, start);
}

double
sal_geometry_measure_to_part(const SalGeometry *geometry, guint part, SalPoint point, double limit)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
  for (guint i = 1; i < n; i++)
    limit = MIN(limit, sal_segment_measure(point, points[i - 1], points[i]));
  return limit;
}

guint
sal_geometry_get_polygon(const SalGeometry *geometry, guint polygon, guint *n_parts)
{
  const guint start = polygon > 0 ? g_array_index(geometry->polygon_ends, guint, polygon - 1) : 0;
  *n_parts = g_array_index(geometry->polygon_ends, guint, polygon) - start;
  return start;
}

void
sal_geometry_append_polygon(SalGeometry *geometry, const SalGeometry *other, guint polygon)
{
  guint n_parts;
  const guint first = sal_geometry_get_polygon(other, polygon, &n_parts);
  for (guint i = first; i < first + n_parts; i++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(other, i, &n);
    g_array_append_vals(geometry->points, points, n);
    sal_geometry_end_part(geometry);
  }
  sal_geometry_end_polygon(geometry);
}

SalGeometry *
sal_geometry_extract_polygon(const SalGeometry *geometry, guint polygon)
{
  SalGeometry *one = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_append_polygon(one, geometry, polygon);
  return one;
}

SalBox
sal_box_empty(void)
{
  return (SalBox){ INFINITY, INFINITY, -INFINITY, -INFINITY };
}

gboolean
sal_box_is_empty(SalBox box)
{
  return !(box.xmin <= box.xmax && box.ymin <= box.ymax);
}

SalBox
sal_box_add_point(SalBox box, double x, double y)
{
  return (SalBox){ MIN(box.xmin, x), MIN(box.ymin, y), MAX(box.xmax, x), MAX(box.ymax, y) };
}

SalBox
sal_box_union(SalBox a, SalBox b)
{
  return (SalBox){ MIN(a.xmin, b.xmin), MIN(a.ymin, b.ymin), MAX(a.xmax, b.xmax), MAX(a.ymax, b.ymax) };
}

gboolean
sal_box_intersects(SalBox a, SalBox b)
{
  return a.xmin <= b.xmax && b.xmin <= a.xmax && a.ymin <= b.ymax && b.ymin <= a.ymax;
}

SalBox
sal_geometry_get_box(const SalGeometry *geometry)
{
  SalBox box = sal_box_empty();
  for (guint i = 0; i < geometry->points->len; i++) {
    const SalPoint *p = &g_array_index(geometry->points, SalPoint, i);
    box = sal_box_add_point(box, p->x, p->y);
  }
  return box;
}

gboolean
sal_geometry_contains(const SalGeometry *polygons, double x, double y)
{
  gboolean inside = FALSE;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++) {
      if (sal_segment_crosses_ray((SalPoint){ x, y }, p[i - 1], p[i]))
        inside = !inside;
    }
  }
  return inside;
}

/* Clips the part of a segment that is left, from share t[0] to t[1], by one side of a box. step, room: how far it goes
 * towards the side, and how far the side is. FALSE: nothing is left. */
static gboolean
clip_by_side(double step, double room, double t[2])
{
  if (step == 0)
    return room > 0;
  if (step < 0)
    t[0] = MAX(t[0], room / step);
  else
    t[1] = MIN(t[1], room / step);
  return t[0] < t[1];
}

/* Liang and Barsky, A new concept and method for line clipping, 1984. */
static gboolean
segment_enters(SalPoint a, SalPoint b, SalBox box)
{
  double t[2] = { 0, 1 };
  if (MAX(a.x, b.x) <= box.xmin || MIN(a.x, b.x) >= box.xmax || MAX(a.y, b.y) <= box.ymin ||
      MIN(a.y, b.y) >= box.ymax)
    return FALSE;
  return clip_by_side(a.x - b.x, a.x - box.xmin, t) && clip_by_side(b.x - a.x, box.xmax - a.x, t) &&
         clip_by_side(a.y - b.y, a.y - box.ymin, t) && clip_by_side(b.y - a.y, box.ymax - a.y, t);
}

gboolean
sal_geometry_reaches_into(const SalGeometry *polygons, SalBox box)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++)
      if (segment_enters(p[i - 1], p[i], box))
        return TRUE;
  }
  return sal_geometry_contains(polygons, (box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2);
}
