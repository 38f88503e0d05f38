#include "data/geometry/segments.h"

#include "data/geometry/boxtree.h"
#include "data/geometry/ground.h"

#include <math.h>

#define MIN_M_PER_DEG 1.0 /* at a pole a degree of longitude has no length */

struct _SalSegments {
  GArray *edges; /* SalSegment */
  SalBoxTree *tree;
};

static SalGridBox
make_grid_box(SalBox box)
{
  return (SalGridBox){ (gint64)floor(box.xmin * SAL_GRID_COMMON), (gint64)floor(box.ymin * SAL_GRID_COMMON),
                       (gint64)ceil(box.xmax * SAL_GRID_COMMON), (gint64)ceil(box.ymax * SAL_GRID_COMMON) };
}

SalSegments *
sal_segments_new(const SalGeometry *geometry)
{
  SalSegments *segments = g_new0(SalSegments, 1);
  g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(SalGridBox));
  g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(SalGridPoint));
  segments->edges = g_array_new(FALSE, FALSE, sizeof(SalSegment));
  for (guint part = 0; part < sal_geometry_get_n_parts(geometry); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
    for (guint i = 1; i < n; i++) {
      const SalSegment edge = { points[i - 1], points[i] };
      const SalBox box = { MIN(edge.a.x, edge.b.x), MIN(edge.a.y, edge.b.y), MAX(edge.a.x, edge.b.x),
                           MAX(edge.a.y, edge.b.y) };
      const SalGridBox grid_box = make_grid_box(box);
      g_array_append_val(segments->edges, edge);
      g_array_append_val(boxes, grid_box);
      const SalGridPoint grid_ends[2] = { sal_grid_snap(edge.a, SAL_GRID_COMMON),
                                          sal_grid_snap(edge.b, SAL_GRID_COMMON) };
      g_array_append_vals(ends, grid_ends, 2);
    }
  }
  const guint n_edges = boxes->len;
  segments->tree =
      sal_box_tree_new_of_edges(g_array_steal(boxes, NULL), (const SalGridPoint *)ends->data, n_edges);
  return segments;
}

void
sal_segments_free(SalSegments *segments)
{
  if (segments == NULL)
    return;
  g_array_unref(segments->edges);
  sal_box_tree_free(segments->tree);
  g_free(segments);
}

typedef struct {
  const SalSegments *segments;
  SalSegmentFunc func;
  gpointer data;
} Search;

static void
pass_edge(guint i, G_GNUC_UNUSED SalGridBox *box, gpointer data)
{
  const Search *search = data;
  search->func(&g_array_index(search->segments->edges, SalSegment, i), search->data);
}

void
sal_segments_search(const SalSegments *segments, SalBox box, SalSegmentFunc func, gpointer data)
{
  Search search = { segments, func, data };
  sal_box_tree_search(segments->tree, make_grid_box(box), pass_edge, &search);
}

typedef struct {
  const SalSegments *segments;
  SalPoint point;
  gboolean inside;
} Crossing;

static void
count_crossing(guint i, G_GNUC_UNUSED SalGridBox *box, gpointer data)
{
  Crossing *crossing = data;
  const SalSegment *edge = &g_array_index(crossing->segments->edges, SalSegment, i);
  if (sal_segment_crosses_ray(crossing->point, edge->a, edge->b))
    crossing->inside = !crossing->inside;
}

gboolean
sal_segments_contain(const SalSegments *rings, SalPoint point)
{
  Crossing crossing = { rings, point, FALSE };
  SalGridBox ray = make_grid_box((SalBox){ point.x, point.y, point.x, point.y });
  ray.xmax = G_MAXINT64;
  sal_box_tree_search(rings->tree, ray, count_crossing, &crossing);
  return crossing.inside;
}

SalBox
sal_segments_get_box_around(SalPoint point, double reach_m)
{
  const SalPoint scale = sal_ground_get_scale(point.y);
  const double dx = MIN(reach_m / MAX(scale.x, MIN_M_PER_DEG), 720), dy = MIN(reach_m / scale.y, 720);
  return (SalBox){ point.x - dx, point.y - dy, point.x + dx, point.y + dy };
}

typedef struct {
  const SalSegments *segments;
  SalPoint point, scale;
  double distance_m;
  SalPoint where;
  SalSegment nearest;
  guint index; /* of the nearest */
  gboolean found;
} Nearing;

/* Of equally near edges the first counts. */
static void
try_edge(guint i, double *reach_m, gpointer data)
{
  Nearing *nearing = data;
  const SalSegment *edge = &g_array_index(nearing->segments->edges, SalSegment, i);
  const SalPoint p = nearing->point;
  const double t = sal_segment_project(p, edge->a, edge->b, nearing->scale);
  const double distance_m = sal_segment_measure_scaled(p, edge->a, edge->b, nearing->scale);
  const gboolean is_later = nearing->found && i > nearing->index;
  if (distance_m > nearing->distance_m || (distance_m == nearing->distance_m && is_later))
    return;
  nearing->found = TRUE;
  nearing->index = i;
  nearing->distance_m = distance_m;
  nearing->nearest = *edge;
  nearing->where = t <= 0   ? edge->a
                   : t >= 1 ? edge->b
                            : (SalPoint){ edge->a.x + t * (edge->b.x - edge->a.x),
                                          edge->a.y + t * (edge->b.y - edge->a.y) };
  *reach_m = distance_m;
}

gboolean
sal_segments_find_nearest(const SalSegments *segments, SalPoint point, double within_m, double *distance_m,
                          SalPoint *where, SalSegment *nearest)
{
  Nearing nearing = { .segments = segments, .point = point, .distance_m = within_m };
  nearing.scale = sal_ground_get_scale(point.y);
  const SalAround around = { { point.x * SAL_GRID_COMMON, point.y * SAL_GRID_COMMON },
                             { nearing.scale.x / SAL_GRID_COMMON, nearing.scale.y / SAL_GRID_COMMON },
                             within_m };
  sal_box_tree_search_around(segments->tree, around, try_edge, &nearing);
  *distance_m = nearing.distance_m;
  *where = nearing.where;
  *nearest = nearing.nearest;
  return nearing.found;
}
