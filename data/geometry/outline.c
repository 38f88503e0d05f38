#include "data/geometry/outline.h"

#include "data/geometry/boxtree.h"
#include "data/geometry/ground.h"
#include "data/geometry/segment.h"

#include <math.h>

#define UNITS_PER_DEGREE 1e9
#define MAX_DEG 1000.0 /* no box reaches further: coordinates are degrees */
#define TOUCH_M 0.1
#define NEAR_M 1.0
#define FEW_EDGES 20000 /* of so many the nearest is found fast by boxes alone; chords take longer to make */

struct _SalOutline {
  GArray *edges; /* SalSegment */
  SalBoxTree *tree;
};

/* The nearest edge to a point, in the plane that is scaled to metres at the point. */
typedef struct {
  const SalOutline *outline;
  SalPoint point, scale;
  double distance_m;
  guint edge;  /* only where distance_m is one's distance */
  guint start; /* the edge from which the search began */
} Search;

static gint64
to_units(double degrees)
{
  return (gint64)floor(CLAMP(degrees, -MAX_DEG, MAX_DEG) * UNITS_PER_DEGREE);
}

static SalGridPoint
to_grid(SalPoint p)
{
  return (SalGridPoint){ to_units(p.x), to_units(p.y) };
}

static SalGridBox
make_box(SalGridPoint a, SalGridPoint b)
{
  return (SalGridBox){ MIN(a.x, b.x), MIN(a.y, b.y), MAX(a.x, b.x) + 1, MAX(a.y, b.y) + 1 };
}

SalOutline *
sal_outline_new(const SalGeometry *polygons)
{
  return sal_outline_new_without(polygons, NULL);
}

SalOutline *
sal_outline_new_without(const SalGeometry *polygons, const SalOutline *without)
{
  SalOutline *outline = g_new0(SalOutline, 1);
  const guint size = sal_geometry_get_n_points(polygons);
  SalGridBox *boxes = g_new(SalGridBox, size + 1);
  g_autofree SalGridPoint *ends = g_new(SalGridPoint, 2 * size + 1);
  outline->edges = g_array_sized_new(FALSE, FALSE, sizeof(SalSegment), size + 1);
  SalSegment *edges = (SalSegment *)(void *)outline->edges->data;
  guint n_edges = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++) {
      const SalSegment edge = { p[i - 1], p[i] };
      const guint at = n_edges;
      if (without != NULL && sal_outline_runs_along(without, edge.a, edge.b, TOUCH_M))
        continue;
      ends[2 * at] = i > 1 && without == NULL ? ends[2 * at - 1] : to_grid(edge.a);
      ends[2 * at + 1] = to_grid(edge.b);
      boxes[at] = make_box(ends[2 * at], ends[2 * at + 1]);
      edges[n_edges++] = edge;
    }
  }
  g_array_set_size(outline->edges, n_edges);
  if (n_edges > FEW_EDGES) {
    outline->tree = sal_box_tree_new_to_measure(boxes, ends, n_edges);
  } else {
    outline->tree = sal_box_tree_new(boxes, n_edges);
    g_free(boxes);
  }
  return outline;
}

void
sal_outline_free(SalOutline *outline)
{
  if (outline == NULL)
    return;
  g_array_unref(outline->edges);
  sal_box_tree_free(outline->tree);
  g_free(outline);
}

static const SalSegment *
get_edge(const SalOutline *outline, guint i)
{
  return &g_array_index(outline->edges, SalSegment, i);
}

/* The point of an edge that is nearest to the search's point. */
static SalPoint
find_foot(const Search *search, const SalSegment *edge)
{
  const double t = sal_segment_project(search->point, edge->a, edge->b, search->scale);
  return (SalPoint){ edge->a.x + t * (edge->b.x - edge->a.x), edge->a.y + t * (edge->b.y - edge->a.y) };
}

static double
get_planar_distance_m(const Search *search, guint edge)
{
  const SalSegment *segment = get_edge(search->outline, edge);
  return sal_segment_measure_scaled(search->point, segment->a, segment->b, search->scale);
}

static double
get_distance_m(const Search *search, guint edge)
{
  return sal_ground_measure_m(search->point, find_foot(search, get_edge(search->outline, edge)));
}

/* Of equally near edges the first counts, but none replaces the one from which the search began. */
static void
visit(guint i, double *reach_m, gpointer data)
{
  Search *search = data;
  const double distance_m = get_planar_distance_m(search, i);
  const gboolean is_earlier = search->edge != search->start && i < search->edge;
  if (distance_m > search->distance_m || (distance_m == search->distance_m && !is_earlier))
    return;
  search->edge = i;
  search->distance_m = *reach_m = distance_m;
}

static void
search_around(Search *search, SalAroundFunc func)
{
  const double x = CLAMP(search->point.x, -MAX_DEG, MAX_DEG), y = CLAMP(search->point.y, -MAX_DEG, MAX_DEG);
  const SalAround around = { { x * UNITS_PER_DEGREE, y * UNITS_PER_DEGREE },
                             { search->scale.x / UNITS_PER_DEGREE, search->scale.y / UNITS_PER_DEGREE },
                             search->distance_m };
  sal_box_tree_search_around(search->outline->tree, around, func, search);
}

/* Starts at a point from an edge that may be near. */
static void
begin(Search *search, SalPoint point, guint edge)
{
  search->point = point;
  search->scale = sal_ground_get_scale(point.y);
  search->edge = search->start = edge;
  search->distance_m = get_planar_distance_m(search, edge);
}

double
sal_outline_find_furthest_m(const SalOutline *outline, const SalGeometry *polygons, SalPoint *where)
{
  Search search = { .outline = outline };
  double furthest_m = 0;
  if (outline->edges->len == 0)
    return sal_geometry_is_empty(polygons) ? 0 : NAN;
  for (guint i = 0; i < sal_geometry_get_n_points(polygons); i++) {
    const SalPoint point = g_array_index(polygons->points, SalPoint, i);
    begin(&search, point, search.edge);
    if (get_distance_m(&search, search.edge) <= furthest_m)
      continue; /* the nearest edge is at least as near */
    search_around(&search, visit);
    const double distance_m = get_distance_m(&search, search.edge);
    if (distance_m > furthest_m && where != NULL)
      *where = point;
    furthest_m = MAX(furthest_m, distance_m);
  }
  return furthest_m;
}

double
sal_outline_find_nearest_m(const SalOutline *outline, const SalGeometry *polygons)
{
  Search search = { .outline = outline };
  double nearest_m = NAN;
  const guint n = outline->edges->len > 0 ? sal_geometry_get_n_points(polygons) : 0;
  for (guint i = 0; i < n && !(nearest_m == 0); i++) {
    begin(&search, g_array_index(polygons->points, SalPoint, i), search.edge);
    search_around(&search, visit);
    const double distance_m = get_distance_m(&search, search.edge);
    if (!(distance_m >= nearest_m))
      nearest_m = distance_m < NEAR_M ? 0 : distance_m;
  }
  return nearest_m;
}

double
sal_outline_get_distance_m(const SalOutline *outline, SalPoint point)
{
  Search search = { .outline = outline };
  if (outline->edges->len == 0)
    return NAN;
  begin(&search, point, 0);
  search_around(&search, visit);
  return get_distance_m(&search, search.edge);
}

/* One edge that is near is enough. */
static void
stop_where_near(guint i, double *reach_m, gpointer data)
{
  Search *search = data;
  const double distance_m = get_planar_distance_m(search, i);
  if (distance_m >= search->distance_m)
    return;
  search->distance_m = distance_m;
  *reach_m = -1;
}

/* Whether an edge is nearer than that to a point; far cheaper than finding how far it is. */
static gboolean
is_near(const SalOutline *outline, SalPoint point, double distance_m)
{
  Search search = { outline, point, sal_ground_get_scale(point.y), distance_m, 0, 0 };
  search_around(&search, stop_where_near);
  return search.distance_m < distance_m;
}

gboolean
sal_outline_touches(const SalOutline *outline, const SalGeometry *polygons, guint polygon)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 0; i < n; i++)
      if (is_near(outline, points[i], NEAR_M))
        return TRUE;
  }
  return FALSE;
}

gboolean
sal_outline_runs_along(const SalOutline *outline, SalPoint a, SalPoint b, double within_m)
{
  return outline->edges->len > 0 &&
         is_near(outline, (SalPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 }, within_m) &&
         is_near(outline, a, within_m) && is_near(outline, b, within_m);
}

double
sal_outline_measure_m(const SalGeometry *polygons, const SalOutline *without)
{
  double length_m = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++)
      if (without == NULL || !sal_outline_runs_along(without, p[i - 1], p[i], TOUCH_M))
        length_m += sal_ground_measure_m(p[i - 1], p[i]);
  }
  return length_m;
}
