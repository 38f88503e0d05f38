/* Drops dangles from the graph of lines; data/front/match.h joins the loose ends in between. */
#include "data/front/join.h"

#include "data/base/error.h"
#include "data/front/match.h"
#include "data/geometry/points.h"
#include "data/source/bounds.h"

#include <math.h>

#define MOST_DEG 1000.0

void
sal_front_join_free(SalFrontJoin *join)
{
  if (join == NULL)
    return;
  sal_geometry_free(join->noded);
  g_clear_pointer(&join->fixes, g_array_unref);
  g_clear_pointer(&join->loose_ends, g_array_unref);
  g_free(join);
}

static gboolean
check_points(const SalGeometry *lines, GError **error)
{
  for (guint i = 0; i < lines->points->len; i++) {
    const SalPoint p = g_array_index(lines->points, SalPoint, i);
    if (!(fabs(p.x) <= MOST_DEG && fabs(p.y) <= MOST_DEG))
      return sal_error_set(error, SAL_ERROR_GEOMETRY, "front: expected positions in degrees, got (%g, %g)",
                           p.x, p.y);
  }
  return TRUE;
}

/* The outline of the territory and those lines that are not a single point. Owned by the caller. */
static SalGeometry *
collect_lines(const SalGeometry *lines, const SalGeometry *territory, guint *n_without_length)
{
  SalGeometry *clean = sal_geometry_new(SAL_LINES);
  g_array_append_vals(clean->points, territory->points->data, territory->points->len);
  g_array_append_vals(clean->part_ends, territory->part_ends->data, territory->part_ends->len);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n, n_same = 0;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    while (n_same < n && sal_point_equal(&points[n_same], &points[0]))
      n_same++;
    if (n_same == n) {
      ++*n_without_length;
      continue;
    }
    g_array_append_vals(clean->points, points, n);
    sal_geometry_end_part(clean);
  }
  return clean;
}

/* A dangle that is not dropped yet. */
typedef struct {
  guint loose, hung; /* nodes: its loose end, and where it hangs */
} Dangle;

/* The dangles that are short enough to be dropped (GArray of Dangle). */
static GArray *
find_dangles(const SalFrontGraph *graph, double snap_m)
{
  GArray *dangles = g_array_new(FALSE, FALSE, sizeof(Dangle));
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint node = 0; node + 1 < graph->nodes->len; node++) {
    Dangle dangle = { node, 0 };
    double length_m;
    if (sal_front_node_is_loose(sal_front_graph_get_node(graph, node)) &&
        sal_front_graph_follow(graph, node, snap_m, &dangle.hung, edges, &length_m))
      g_array_append_val(dangles, dangle);
  }
  return dangles;
}

static void
drop_dangle(SalFrontGraph *graph, const Dangle *dangle, double snap_m, GArray *fixes)
{
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(guint));
  guint end;
  double length_m;
  if (!sal_front_node_is_loose(sal_front_graph_get_node(graph, dangle->loose)) ||
      !sal_front_graph_follow(graph, dangle->loose, snap_m, &end, edges, &length_m))
    return;
  SalFrontNode *hung = sal_front_graph_get_node(graph, end);
  sal_front_graph_drop(graph, edges);
  hung->dropped_m = MAX(hung->dropped_m, length_m);
  const SalFrontFix fix = { SAL_FRONT_DROPPED, sal_front_graph_get_node(graph, dangle->loose)->at, hung->at,
                            length_m };
  g_array_append_val(fixes, fix);
}

/* Drops the dangles at points where the front goes on without them, until there are none. */
static void
drop_overshoots(SalFrontGraph *graph, double snap_m, GArray *fixes)
{
  g_autofree guint *n_hung = g_new(guint, graph->nodes->len);
  for (gboolean dropped = TRUE; dropped;) {
    g_autoptr(GArray) dangles = find_dangles(graph, snap_m);
    g_autofree gboolean *goes_on = g_new0(gboolean, dangles->len + 1);
    memset(n_hung, 0, graph->nodes->len * sizeof *n_hung);
    dropped = FALSE;
    for (guint i = 0; i < dangles->len; i++)
      n_hung[g_array_index(dangles, Dangle, i).hung]++;
    for (guint i = 0; i < dangles->len; i++) {
      const guint hung = g_array_index(dangles, Dangle, i).hung;
      const SalFrontNode *node = sal_front_graph_get_node(graph, hung);
      const guint rest = node->degree - n_hung[hung];
      goes_on[i] = !node->on_outline && rest >= 2 && rest % 2 == 0;
      dropped |= goes_on[i];
    }
    for (guint i = 0; i < dangles->len; i++)
      if (goes_on[i])
        drop_dangle(graph, &g_array_index(dangles, Dangle, i), snap_m, fixes);
  }
}

static void
drop_rest(SalFrontGraph *graph, double snap_m, GArray *fixes)
{
  g_autoptr(GArray) dangles = NULL;
  do {
    g_clear_pointer(&dangles, g_array_unref);
    dangles = find_dangles(graph, snap_m);
    for (guint i = 0; i < dangles->len; i++)
      drop_dangle(graph, &g_array_index(dangles, Dangle, i), snap_m, fixes);
  } while (dangles->len > 0);
}

static int
compare_fixes(gconstpointer a, gconstpointer b)
{
  const SalFrontFix *p = a, *q = b;
  if (p->kind != q->kind)
    return p->kind < q->kind ? -1 : 1;
  const int by_place = sal_point_compare(&p->from, &q->from);
  return by_place != 0 ? by_place : sal_point_compare(&p->to, &q->to);
}

static void
finish(SalFrontJoin *result, const SalFrontGraph *graph)
{
  result->noded = sal_front_graph_collect(graph);
  for (guint i = 0; i + 1 < graph->nodes->len; i++) {
    const SalFrontNode *node = sal_front_graph_get_node(graph, i);
    if (sal_front_node_is_loose(node))
      g_array_append_val(result->loose_ends, node->at);
  }
  g_array_sort(result->loose_ends, sal_point_compare);
  g_array_sort(result->fixes, compare_fixes);
}

/* Drops overshoots from the graph of lines and joins loose ends. After a join the graph is made anew. */
static SalFrontGraph *
make_whole(const SalGeometry *lines, const SalSegments *outline, double snap_m, GArray *fixes, GError **error)
{
  g_autoptr(SalFrontGraph) graph = sal_front_graph_new(lines, outline, error);
  if (graph == NULL || !(snap_m > 0))
    return g_steal_pointer(&graph);
  g_autoptr(SalGeometry) joins = sal_geometry_new(SAL_LINES);
  drop_overshoots(graph, snap_m, fixes);
  sal_front_match_ends(graph, outline, snap_m, joins, fixes);
  if (!sal_geometry_is_empty(joins)) {
    g_autoptr(SalGeometry) all = sal_front_graph_collect(graph);
    sal_geometry_append(all, joins);
    sal_front_graph_free(graph);
    graph = sal_front_graph_new(all, outline, error);
  }
  if (graph != NULL)
    drop_rest(graph, snap_m, fixes);
  return g_steal_pointer(&graph);
}

SalFrontJoin *
sal_front_join(const SalGeometry *lines, const SalGeometry *territory, double snap_m, guint64 max_bytes,
               GError **error)
{
  if (!check_points(lines, error))
    return NULL;
  g_autoptr(SalFrontJoin) result = g_new0(SalFrontJoin, 1);
  result->fixes = g_array_new(FALSE, FALSE, sizeof(SalFrontFix));
  result->loose_ends = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  g_autoptr(SalSegments) outline = sal_segments_new(territory);
  g_autoptr(SalGeometry) all = collect_lines(lines, territory, &result->n_without_length);
  if (!sal_bound_check_crossings(all, max_bytes, error)) {
    g_prefix_error(error, "front: ");
    return NULL;
  }
  g_autoptr(SalFrontGraph) graph = make_whole(all, outline, snap_m, result->fixes, error);
  if (graph == NULL)
    return NULL;
  finish(result, graph);
  return g_steal_pointer(&result);
}
