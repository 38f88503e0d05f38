/* Builds the graph in arrays: each node has a range of one common list of incidences. */
#include "data/front/graph.h"

#include "data/geometry/ground.h"
#include "data/geometry/points.h"

#define ON_OUTLINE_M 1e-3 /* noding moves a line that follows the outline by less */

void
sal_front_graph_free(SalFrontGraph *graph)
{
  if (graph == NULL)
    return;
  sal_geometry_free(graph->noded);
  g_clear_pointer(&graph->nodes, g_array_unref);
  g_clear_pointer(&graph->edges, g_array_unref);
  g_clear_pointer(&graph->incidences, g_array_unref);
  g_clear_pointer(&graph->border_parts, g_array_unref);
  g_free(graph);
}

static SalFrontEdge *
get_edge(const SalFrontGraph *graph, guint edge)
{
  return &g_array_index(graph->edges, SalFrontEdge, edge);
}

/* The number of the node at a point, which is added if need be. numbers: SalPoint to number + 1. */
static guint
find_node(SalFrontGraph *graph, GHashTable *numbers, SalPoint at)
{
  const guint known = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, &at));
  if (known > 0)
    return known - 1;
  const SalFrontNode node = { .at = at };
  g_array_append_val(graph->nodes, node);
  g_hash_table_insert(numbers, g_memdup2(&at, sizeof at), GUINT_TO_POINTER(graph->nodes->len));
  return graph->nodes->len - 1;
}

static double
measure_part_m(const SalPoint *points, guint n)
{
  double length_m = 0;
  for (guint i = 1; i < n; i++)
    length_m += sal_ground_measure_m(points[i - 1], points[i]);
  return length_m;
}

static void
add_part(SalFrontGraph *graph, GHashTable *numbers, const SalSegments *outline, guint part)
{
  guint n;
  const SalPoint *p = sal_geometry_get_part(graph->noded, part, &n);
  const SalPoint a = p[(n - 1) / 2], b = p[(n - 1) / 2 + 1], middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
  SalPoint where;
  SalSegment nearest;
  double distance_m;
  const gboolean is_border =
      sal_segments_find_nearest(outline, middle, ON_OUTLINE_M, &distance_m, &where, &nearest);
  if (!is_border && !sal_segments_contain(outline, middle))
    return;
  const guint nodes[2] = { find_node(graph, numbers, p[0]), find_node(graph, numbers, p[n - 1]) };
  if (is_border) {
    sal_front_graph_get_node(graph, nodes[0])->on_outline = TRUE;
    sal_front_graph_get_node(graph, nodes[1])->on_outline = TRUE;
    g_array_append_val(graph->border_parts, part);
    return;
  }
  const SalFrontEdge edge = { { nodes[0], nodes[1] }, part, measure_part_m(p, n), TRUE };
  g_array_append_val(graph->edges, edge);
  sal_front_graph_get_node(graph, nodes[0])->degree++;
  sal_front_graph_get_node(graph, nodes[1])->degree++;
}

/* Lists the edges of each node. */
static void
link_nodes(SalFrontGraph *graph)
{
  const SalFrontNode none = { .degree = 0 };
  guint sum = 0;
  g_array_append_val(graph->nodes, none);
  for (guint i = 0; i < graph->nodes->len; i++) {
    SalFrontNode *node = sal_front_graph_get_node(graph, i);
    node->first = sum;
    sum += node->degree;
  }
  g_array_set_size(graph->incidences, sum);
  g_autofree guint *filled = g_new0(guint, graph->nodes->len);
  for (guint e = 0; e < graph->edges->len; e++)
    for (guint i = 0; i < 2; i++) {
      const guint node = get_edge(graph, e)->nodes[i];
      g_array_index(graph->incidences, guint, sal_front_graph_get_node(graph, node)->first + filled[node]++) =
          e;
    }
}

SalFrontGraph *
sal_front_graph_new(const SalGeometry *lines, const SalSegments *outline, GError **error)
{
  g_autoptr(SalFrontGraph) graph = g_new0(SalFrontGraph, 1);
  graph->noded = sal_geometry_node(lines, error);
  if (graph->noded == NULL)
    return NULL;
  graph->nodes = g_array_new(FALSE, FALSE, sizeof(SalFrontNode));
  graph->edges = g_array_new(FALSE, FALSE, sizeof(SalFrontEdge));
  graph->incidences = g_array_new(FALSE, FALSE, sizeof(guint));
  graph->border_parts = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(GHashTable) numbers = g_hash_table_new_full(sal_point_hash, sal_point_equal, g_free, NULL);
  for (guint part = 0; part < sal_geometry_get_n_parts(graph->noded); part++)
    add_part(graph, numbers, outline, part);
  link_nodes(graph);
  return g_steal_pointer(&graph);
}

/* The edge at a node that is in and is not `other`. The node must have one. */
static guint
find_next_edge(const SalFrontGraph *graph, guint node, guint other)
{
  guint i = sal_front_graph_get_node(graph, node)->first;
  for (;; i++) {
    const guint e = g_array_index(graph->incidences, guint, i);
    if (e != other && get_edge(graph, e)->is_in)
      return e;
  }
}

gboolean
sal_front_graph_follow(const SalFrontGraph *graph, guint loose, double most_m, guint *end, GArray *edges,
                       double *length_m)
{
  guint node = loose, edge = G_MAXUINT;
  const SalFrontNode *at = sal_front_graph_get_node(graph, loose);
  *length_m = at->dropped_m;
  g_array_set_size(edges, 0);
  do {
    edge = find_next_edge(graph, node, edge);
    const SalFrontEdge *next = get_edge(graph, edge);
    *length_m += next->length_m;
    if (*length_m > most_m)
      return FALSE;
    g_array_append_val(edges, edge);
    node = next->nodes[next->nodes[0] == node];
    at = sal_front_graph_get_node(graph, node);
  } while (at->degree == 2 && !at->on_outline);
  *end = node;
  return TRUE;
}

void
sal_front_graph_drop(SalFrontGraph *graph, const GArray *edges)
{
  for (guint i = 0; i < edges->len; i++) {
    SalFrontEdge *edge = get_edge(graph, g_array_index(edges, guint, i));
    edge->is_in = FALSE;
    sal_front_graph_get_node(graph, edge->nodes[0])->degree--;
    sal_front_graph_get_node(graph, edge->nodes[1])->degree--;
  }
}

static void
append_part(SalGeometry *lines, const SalGeometry *from, guint part)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(from, part, &n);
  g_array_append_vals(lines->points, points, n);
  sal_geometry_end_part(lines);
}

SalGeometry *
sal_front_graph_collect(const SalFrontGraph *graph)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < graph->border_parts->len; i++)
    append_part(lines, graph->noded, g_array_index(graph->border_parts, guint, i));
  for (guint i = 0; i < graph->edges->len; i++)
    if (get_edge(graph, i)->is_in)
      append_part(lines, graph->noded, get_edge(graph, i)->part);
  return lines;
}
