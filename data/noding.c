#include "data/noding.h"

#include "data/boxtree.h"

#include <math.h>

/* A node on an edge, other than its ends. */
typedef struct {
  guint edge, node;
  SalInt128 along; /* distance from the edge's start times its length */
} Split;

typedef struct {
  const GArray *edges;
  SalVertices *vertices;
  GArray *splits;    /* Split */
  GArray *crossings; /* guint: nodes that are no edge's end */
  guint crossing;    /* the one being searched for */
} Noding;

static const SalEdge *
get_edge(const GArray *edges, guint i)
{
  return &g_array_index(edges, SalEdge, i);
}

static SalGridBox
make_box(SalGridPoint a, SalGridPoint b, gint64 margin)
{
  return (SalGridBox){ MIN(a.x, b.x) - margin, MIN(a.y, b.y) - margin, MAX(a.x, b.x) + margin,
                       MAX(a.y, b.y) + margin };
}

static SalGridPoint
twice(SalGridPoint p)
{
  return (SalGridPoint){ 2 * p.x, 2 * p.y };
}

/* Whether the edge ab meets the pixel of v. In doubled coordinates the pixel's corners are whole numbers. */
static gboolean
meets_pixel(SalGridPoint a, SalGridPoint b, SalGridPoint v)
{
  const SalGridBox box = make_box(a, b, 0);
  if (v.x < box.xmin || v.x > box.xmax || v.y < box.ymin || v.y > box.ymax)
    return FALSE; /* by a whole unit at least, so its pixel is half a unit away */
  const SalGridPoint a2 = twice(a), b2 = twice(b), v2 = twice(v);
  int left = 0, right = 0;
  for (int i = 0; i < 4; i++) {
    const SalGridPoint corner = { v2.x + (i & 1 ? 1 : -1), v2.y + (i & 2 ? 1 : -1) };
    const SalInt128 side = sal_grid_cross(a2, b2, corner);
    left += side >= 0;
    right += side <= 0;
  }
  return left > 0 && right > 0;
}

static void
add_split(Noding *noding, guint edge, guint node)
{
  const SalEdge *e = get_edge(noding->edges, edge);
  if (node == e->a || node == e->b)
    return;
  const SalGridPoint a = sal_vertices_get(noding->vertices, e->a),
                     b = sal_vertices_get(noding->vertices, e->b);
  const SalGridPoint v = sal_vertices_get(noding->vertices, node);
  const SalInt128 along = (SalInt128)(v.x - a.x) * (b.x - a.x) + (SalInt128)(v.y - a.y) * (b.y - a.y);
  const Split split = { edge, node, along };
  g_array_append_val(noding->splits, split);
}

static void
try_end(Noding *noding, guint edge, guint node)
{
  const SalEdge *e = get_edge(noding->edges, edge);
  const SalGridPoint a = sal_vertices_get(noding->vertices, e->a),
                     b = sal_vertices_get(noding->vertices, e->b);
  if (node != e->a && node != e->b && meets_pixel(a, b, sal_vertices_get(noding->vertices, node)))
    add_split(noding, edge, node);
}

static int
sign(SalInt128 value)
{
  return (value > 0) - (value < 0);
}

/* Where ab and cd cross, if they do in a point inside both, to the nearest grid position. The quotient has 64
 * bits and the result 47, so rounding matters at the very edge of a pixel only. */
static gboolean
find_crossing(SalGridPoint a, SalGridPoint b, SalGridPoint c, SalGridPoint d, SalGridPoint *crossing)
{
  const SalInt128 cab = sal_grid_cross(a, b, c), dab = sal_grid_cross(a, b, d);
  if (sign(cab) * sign(dab) >= 0 || sign(sal_grid_cross(c, d, a)) * sign(sal_grid_cross(c, d, b)) >= 0)
    return FALSE;
  const long double t = (long double)cab / ((long double)cab - (long double)dab);
  *crossing = (SalGridPoint){ c.x + llroundl(t * (long double)(d.x - c.x)),
                              c.y + llroundl(t * (long double)(d.y - c.y)) };
  return TRUE;
}

static void
node_pair(guint i, guint j, gpointer data)
{
  Noding *noding = data;
  const SalEdge *e = get_edge(noding->edges, i), *f = get_edge(noding->edges, j);
  try_end(noding, i, f->a);
  try_end(noding, i, f->b);
  try_end(noding, j, e->a);
  try_end(noding, j, e->b);
  const SalVertices *v = noding->vertices;
  SalGridPoint at;
  if (!find_crossing(sal_vertices_get(v, e->a), sal_vertices_get(v, e->b), sal_vertices_get(v, f->a),
                     sal_vertices_get(v, f->b), &at))
    return;
  const guint node = sal_vertices_add(noding->vertices, at, sal_grid_unsnap(at));
  add_split(noding, i, node);
  add_split(noding, j, node);
  g_array_append_val(noding->crossings, node);
}

static void
try_crossing(guint edge, SalGridBox *box, gpointer data)
{
  Noding *noding = data;
  try_end(noding, edge, noding->crossing);
}

/* Crossings are nodes too: other edges may pass through their pixels. */
static void
search_crossings(Noding *noding, const SalBoxTree *tree)
{
  for (guint i = 0; i < noding->crossings->len; i++) {
    noding->crossing = g_array_index(noding->crossings, guint, i);
    const SalGridPoint at = sal_vertices_get(noding->vertices, noding->crossing);
    sal_box_tree_search(tree, make_box(at, at, 0), try_crossing, noding);
  }
}

static SalBoxTree *
make_tree(const GArray *edges, const SalVertices *vertices)
{
  g_autofree SalGridBox *boxes = g_new(SalGridBox, edges->len + 1);
  for (guint i = 0; i < edges->len; i++) {
    const SalEdge *e = get_edge(edges, i);
    boxes[i] = make_box(sal_vertices_get(vertices, e->a), sal_vertices_get(vertices, e->b), 0);
  }
  return sal_box_tree_new(boxes, edges->len);
}

static int
compare_splits(gconstpointer a, gconstpointer b)
{
  const Split *p = a, *q = b;
  if (p->edge != q->edge)
    return p->edge < q->edge ? -1 : 1;
  if (p->along != q->along)
    return p->along < q->along ? -1 : 1;
  return (p->node > q->node) - (p->node < q->node);
}

/* Sums the weights of edges between the same vertices, whichever way they run. */
typedef struct {
  GArray *edges;       /* SalEdge, a < b */
  GHashTable *numbers; /* of (a, b) -> number + 1 */
} Bundle;

static void
add_to_bundle(Bundle *bundle, guint a, guint b, int weight)
{
  if (a == b)
    return;
  const guint64 key = (guint64)MIN(a, b) << 32 | MAX(a, b);
  const guint number = GPOINTER_TO_UINT(g_hash_table_lookup(bundle->numbers, (gpointer)(gsize)key));
  const int directed = a < b ? weight : -weight;
  if (number > 0) {
    g_array_index(bundle->edges, SalEdge, number - 1).weight += directed;
    return;
  }
  const SalEdge edge = { MIN(a, b), MAX(a, b), directed };
  g_array_append_val(bundle->edges, edge);
  g_hash_table_insert(bundle->numbers, (gpointer)(gsize)key, GUINT_TO_POINTER(bundle->edges->len));
}

static void
bundle_edges(const Noding *noding, Bundle *bundle)
{
  guint next = 0;
  for (guint i = 0; i < noding->edges->len; i++) {
    const SalEdge *e = get_edge(noding->edges, i);
    guint from = e->a;
    for (; next < noding->splits->len && g_array_index(noding->splits, Split, next).edge == i; next++) {
      const guint node = g_array_index(noding->splits, Split, next).node;
      add_to_bundle(bundle, from, node, e->weight);
      from = node;
    }
    add_to_bundle(bundle, from, e->b, e->weight);
  }
}

static GArray *
drop_cancelled(GArray *edges)
{
  guint n = 0;
  for (guint i = 0; i < edges->len; i++)
    if (get_edge(edges, i)->weight != 0)
      g_array_index(edges, SalEdge, n++) = *get_edge(edges, i);
  g_array_set_size(edges, n);
  return edges;
}

GArray *
sal_edges_node(const GArray *edges, SalVertices *vertices)
{
  Noding noding = { .edges = edges, .vertices = vertices };
  noding.splits = g_array_new(FALSE, FALSE, sizeof(Split));
  noding.crossings = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(SalBoxTree) tree = make_tree(edges, vertices);
  sal_box_tree_for_each_pair(tree, node_pair, &noding);
  search_crossings(&noding, tree);
  g_array_sort(noding.splits, compare_splits);
  Bundle bundle = { g_array_new(FALSE, FALSE, sizeof(SalEdge)), g_hash_table_new(NULL, NULL) };
  bundle_edges(&noding, &bundle);
  g_hash_table_unref(bundle.numbers);
  g_array_unref(noding.splits);
  g_array_unref(noding.crossings);
  return drop_cancelled(bundle.edges);
}
