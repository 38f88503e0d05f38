#include "data/overlay/edges.h"

#include "data/geometry/points.h"
#include "data/geometry/segment.h"
#include "data/overlay/noding.h"
#include "data/source/bounds.h"

/* Appends a ring's edges such that the area lies on their left. */
static void
append_ring(GArray *segments, const SalPoint *points, guint n, gboolean is_hole)
{
  const gboolean reversed = (sal_points_get_winding(points, n) < 0) != is_hole;
  const guint start = segments->len;
  if (n < 4)
    return;
  g_array_set_size(segments, start + n - 1);
  SalSegment *to = &g_array_index(segments, SalSegment, start);
  for (guint i = 1; i < n; i++)
    *to++ = reversed ? (SalSegment){ points[i], points[i - 1] } : (SalSegment){ points[i - 1], points[i] };
}

GArray *
sal_edges_list_segments(const SalGeometry *polygons)
{
  GArray *segments =
      g_array_sized_new(FALSE, FALSE, sizeof(SalSegment), sal_geometry_get_n_points(polygons) + 1);
  for (guint polygon = 0; polygon < sal_geometry_get_n_polygons(polygons); polygon++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
      append_ring(segments, points, n, part > first);
    }
  }
  return segments;
}

SalBox
sal_edges_extend_box(SalBox box, const GArray *segments)
{
  for (guint i = 0; i < segments->len; i++) {
    const SalSegment *s = &g_array_index(segments, SalSegment, i);
    box = sal_box_add_point(sal_box_add_point(box, s->a.x, s->a.y), s->b.x, s->b.y);
  }
  return box;
}

void
sal_edges_add(GArray *edges, SalVertices *vertices, const GArray *segments, int weight)
{
  const double units = vertices->units_per_degree;
  const SalSegment *last = NULL; /* most edges begin where it ended */
  SalEdge edge = { .weight = weight };
  for (guint i = 0; i < segments->len; i++) {
    const SalSegment *s = &g_array_index(segments, SalSegment, i);
    edge.a = last != NULL && last->b.x == s->a.x && last->b.y == s->a.y
                 ? edge.b
                 : sal_vertices_add(vertices, sal_grid_snap(s->a, units), s->a);
    edge.b = sal_vertices_add(vertices, sal_grid_snap(s->b, units), s->b);
    if (edge.a != edge.b)
      g_array_append_val(edges, edge);
    last = s;
  }
}

guint64
sal_edges_get_max_crossings(guint64 max_bytes, guint64 n_edges)
{
  return MAX(sal_bound_get(SAL_BOUND_CHANGES, max_bytes), n_edges);
}

gboolean
sal_edges_check_crossings(guint64 n, guint64 max, GError **error)
{
  if (sal_bound_check_within(SAL_BOUND_CHANGES, n, max, error))
    return TRUE;
  g_prefix_error(error, "overlay: ");
  return FALSE;
}
