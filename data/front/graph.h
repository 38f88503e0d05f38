/* The graph of front lines in a territory: noded with its outline, with what of them lies inside. */
#pragma once

#include "data/geometry/segments.h"

typedef struct {
  SalPoint at;
  guint degree;        /* ends of front edges that are in */
  gboolean on_outline; /* of the territory */
  double dropped_m;    /* the longest dangle that hung here and was dropped */
  guint first;         /* of its edges in incidences; they end where the next node's begin */
} SalFrontNode;

typedef struct {
  guint nodes[2];
  guint part; /* of noded */
  double length_m;
  gboolean is_in; /* not dropped */
} SalFrontEdge;

typedef struct {
  SalGeometry *noded;
  GArray *nodes;        /* SalFrontNode; one more at the end, which is none */
  GArray *edges;        /* SalFrontEdge: fronts inside the territory, not along its outline */
  GArray *incidences;   /* guint: edges; one from a node to itself is there twice */
  GArray *border_parts; /* guint: parts of noded along the outline */
} SalFrontGraph;

/* lines: fronts, none of a single place, and the outline of the territory, which outline finds. Error:
 * GEOMETRY. */
SalFrontGraph *sal_front_graph_new(const SalGeometry *lines, const SalSegments *outline, GError **error);
void sal_front_graph_free(SalFrontGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFrontGraph, sal_front_graph_free)

static inline SalFrontNode *
sal_front_graph_get_node(const SalFrontGraph *graph, guint node)
{
  return &g_array_index(graph->nodes, SalFrontNode, node);
}

static inline gboolean
sal_front_node_is_loose(const SalFrontNode *node)
{
  return node->degree == 1 && !node->on_outline;
}

/* Follows the line from a loose end as long as nothing meets it. FALSE if it is longer than most_m; else end
 * receives the node where it ends and edges (GArray of guint) what it is made of. What was dropped at the
 * loose end counts. */
gboolean sal_front_graph_follow(const SalFrontGraph *graph, guint loose, double most_m, guint *end,
                                GArray *edges, double *length_m);

void sal_front_graph_drop(SalFrontGraph *graph, const GArray *edges);

/* The noded outline and the fronts that are in. */
SalGeometry *sal_front_graph_collect(const SalFrontGraph *graph);
