#include "data/overlay/coverage.h"

#include "data/base/error.h"
#include "data/overlay/edges.h"
#include "data/overlay/faces.h"
#include "data/overlay/noding.h"

/* Initialises vertices. */
static GArray *
list_edges(const GPtrArray *layers, SalVertices *vertices)
{
  g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  SalBox box = sal_box_empty();
  guint n = 0;
  for (guint i = 0; i < layers->len; i++) {
    GArray *segments = sal_edges_list_segments(layers->pdata[i]);
    g_ptr_array_add(lists, segments);
    box = sal_edges_extend_box(box, segments);
    n += segments->len;
  }
  sal_vertices_init(vertices, sal_grid_choose(box), n);
  GArray *edges = g_array_sized_new(FALSE, FALSE, sizeof(SalEdge), n);
  for (guint i = 0; i < lists->len; i++)
    sal_edges_add(edges, vertices, lists->pdata[i], 1);
  return edges;
}

static GPtrArray *
collect(const GArray *noded, const SalVertices *vertices, GError **error)
{
  SalPoint where;
  GPtrArray *levels = sal_faces_collect_levels(noded, vertices, &where);
  if (levels == NULL)
    sal_error_set(error, SAL_ERROR_GEOMETRY,
                  "coverage: expected edges that bound faces, got a contradiction at (%.15g, %.15g)", where.x,
                  where.y);
  return levels;
}

GPtrArray *
sal_coverage_compute(const GPtrArray *layers, guint64 max_bytes, GError **error)
{
  SalVertices vertices;
  g_autoptr(GArray) edges = list_edges(layers, &vertices);
  const guint64 max = sal_edges_get_max_crossings(max_bytes, edges->len);
  g_autoptr(GArray) noded = sal_edges_node(edges, &vertices, max);
  GPtrArray *levels = NULL;
  if (noded != NULL)
    levels = collect(noded, &vertices, error);
  else
    sal_edges_check_crossings(max + 1, max, error);
  sal_vertices_clear(&vertices);
  return levels;
}
