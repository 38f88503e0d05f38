/* The graph of front lines in a territory: lines are noded with its outline, and what lies inside becomes
 * edges. */
#pragma once

#include "data/geometry/segments.h"

typedef struct {
  SalPoint at;
  guint degree;        /* how many ends of edges that are in meet here */
  gboolean on_outline; /* of the territory */
  double dropped_m;    /* the longest dangle that hung here and was dropped */
  guint first;         /* the first of its edges in incidences; they end where those of the next node begin */
} SalFrontNode;

typedef struct {
  guint nodes[2];
  guint part; /* the number of the part of noded */
  double length_m;
  gboolean is_in; /* it has not been dropped */
} SalFrontEdge;

typedef struct {
  SalGeometry *noded;
  GArray *nodes;        /* SalFrontNode; the last is no node and only ends the list of incidences */
  GArray *edges;        /* SalFrontEdge: fronts inside the territory, not along its outline */
  GArray *incidences;   /* guint: edges, by node; an edge from a node to itself is there twice */
  GArray *border_parts; /* guint: parts of noded along the outline */
} SalFrontGraph;

/* lines: the outline of the territory, and fronts, none of which is a single point. outline: the edges of the
 * territory. Error: GEOMETRY (lines that cannot be noded). */
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

/* Follows the line from a loose end until something meets it. FALSE if it is longer than most_m. Otherwise
 * end receives the node where it ends, edges (GArray of guint) the edges that it is made of, and length_m its
 * length, together with what was dropped at the loose end before. */
gboolean sal_front_graph_follow(const SalFrontGraph *graph, guint loose, double most_m, guint *end,
                                GArray *edges, double *length_m);

/* Drops edges (GArray of guint): they are no longer in, and their nodes lose as many degrees. */
void sal_front_graph_drop(SalFrontGraph *graph, const GArray *edges);

/* Returns the noded outline and the fronts that are in, owned by the caller. */
SalGeometry *sal_front_graph_collect(const SalFrontGraph *graph);
