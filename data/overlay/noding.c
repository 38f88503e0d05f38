/* Finds pairs of edges that meet by a tree of their boxes, splits them at nodes, and adds up what lies on
 * each other. */
#include "data/overlay/noding.h"

#include "data/geometry/boxtree.h"

#include <math.h>

/* Within this square around it, in units, a node is near an edge: positions are rounded by half a unit each.
 */
#define NEAR_WIDTH 7

/* A node on an edge, other than its ends. */
typedef struct {
  guint edge, node;
  SalInt128 along; /* distance from the edge's start times its length */
} Split;

typedef struct {
  const GArray *edges;
  SalVertices *vertices;
  GArray *splits;         /* Split */
  GArray *crossing_pairs; /* guint: edges that cross, two by two */
  GArray *crossings;      /* guint: nodes that are no edge's end */
  guint64 max_crossings;
  guint crossing; /* the one being searched for */
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

static gboolean
may_meet(SalGridPoint a, SalGridPoint b, SalGridPoint v, gint64 margin)
{
  const SalGridBox box = make_box(a, b, margin);
  return v.x >= box.xmin && v.x <= box.xmax && v.y >= box.ymin && v.y <= box.ymax;
}

/* How the corners of the square around v, whose sides are `width` units from each other (an odd number), lie
 * to the line ab. In doubled coordinates the corners are whole numbers. */
typedef struct {
  int left, right;    /* so many corners lie off the line on that side */
  gboolean on_lowest; /* the line runs through the corner that is lowest in x and y */
} Sides;

static Sides
find_sides(SalGridPoint a, SalGridPoint b, SalGridPoint v, gint64 width)
{
  const SalGridPoint a2 = twice(a), b2 = twice(b), v2 = twice(v);
  Sides sides = { 0, 0, FALSE };
  for (int i = 0; i < 4; i++) {
    const SalGridPoint corner = { v2.x + (i & 1 ? width : -width), v2.y + (i & 2 ? width : -width) };
    const SalInt128 side = sal_grid_cross(a2, b2, corner);
    sides.left += side > 0;
    sides.right += side < 0;
    sides.on_lowest = sides.on_lowest || (i == 0 && side == 0);
  }
  return sides;
}

static gboolean
comes_near(SalGridPoint a, SalGridPoint b, SalGridPoint v)
{
  if (!may_meet(a, b, v, NEAR_WIDTH / 2))
    return FALSE;
  const Sides sides = find_sides(a, b, v, NEAR_WIDTH);
  return sides.left < 4 && sides.right < 4;
}

/* Whether the edge ab meets the pixel of v. Of its border a pixel has the lower sides and the lowest corner
 * alone, so that every point lies in one pixel: an edge through a corner of four that are nodes is led
 * through one of them. Led through all, two edges could take the two diagonals, which cross without a node. */
static gboolean
meets_pixel(SalGridPoint a, SalGridPoint b, SalGridPoint v)
{
  if (!may_meet(a, b, v, 0))
    return FALSE;
  const Sides sides = find_sides(a, b, v, 1);
  return (sides.left > 0 && sides.right > 0) || sides.on_lowest;
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

/* Gives a vertex the coordinates of its grid position. */
static void
settle(SalVertices *vertices, guint number)
{
  g_array_index(vertices->points, SalPoint, number) =
      sal_grid_unsnap(sal_vertices_get(vertices, number), vertices->units_per_degree);
}

/* Leads an edge through a node whose pixel it meets. Where they are so near that their own coordinates might
 * put the node on the other side, all take those of the grid, on which it was decided. */
static void
try_end(Noding *noding, guint edge, guint node)
{
  const SalEdge *e = get_edge(noding->edges, edge);
  SalVertices *vertices = noding->vertices;
  const SalGridPoint a = sal_vertices_get(vertices, e->a), b = sal_vertices_get(vertices, e->b);
  const SalGridPoint v = sal_vertices_get(vertices, node);
  if (node == e->a || node == e->b || !comes_near(a, b, v))
    return;
  settle(vertices, node);
  settle(vertices, e->a);
  settle(vertices, e->b);
  if (meets_pixel(a, b, v))
    add_split(noding, edge, node);
}

static int
sign(SalInt128 value)
{
  return (value > 0) - (value < 0);
}

static gboolean
cross_inside(SalGridPoint a, SalGridPoint b, SalGridPoint c, SalGridPoint d)
{
  return sign(sal_grid_cross(a, b, c)) * sign(sal_grid_cross(a, b, d)) < 0 &&
         sign(sal_grid_cross(c, d, a)) * sign(sal_grid_cross(c, d, b)) < 0;
}

/* How far along cd it crosses ab: part of whole, which is above 0. */
typedef struct {
  SalInt128 part, whole;
} Ratio;

static Ratio
find_crossing(SalGridPoint a, SalGridPoint b, SalGridPoint c, SalGridPoint d)
{
  const SalInt128 cab = sal_grid_cross(a, b, c), dab = sal_grid_cross(a, b, d);
  return cab > dab ? (Ratio){ cab, cab - dab } : (Ratio){ -cab, dab - cab };
}

/* high * 2^64 + low */
typedef struct {
  SalInt128 high;
  guint64 low;
} Product;

static Product
multiply(SalInt128 a, gint64 b)
{
  const SalInt128 low = (SalInt128)(guint64)a * b;
  return (Product){ (a >> 64) * b + (low >> 64), (guint64)low };
}

static gboolean
is_less(Product p, Product q)
{
  return p.high != q.high ? p.high < q.high : p.low < q.low;
}

/* A length times a ratio, to the nearest whole number, exactly; from the middle between two, up. So a
 * crossing lies in the pixel of its node. */
static gint64
scale_length(gint64 length, Ratio t)
{
  gint64 near = (gint64)llroundl((long double)length * ((long double)t.part / (long double)t.whole));
  const Product twice_exact = multiply(t.part, 2 * length);
  while (is_less(twice_exact, multiply(t.whole, 2 * near - 1)))
    near--;
  while (!is_less(twice_exact, multiply(t.whole, 2 * near + 1)))
    near++;
  return near;
}

/* The position t of the way from one vertex to another: on the grid, where it is decided, and as exact as
 * doubles are, if that is the same position. */
static guint
add_crossing(SalVertices *vertices, guint from, guint to, Ratio t)
{
  const SalGridPoint c = sal_vertices_get(vertices, from), d = sal_vertices_get(vertices, to);
  const SalPoint p = g_array_index(vertices->points, SalPoint, from),
                 q = g_array_index(vertices->points, SalPoint, to);
  const long double share = (long double)t.part / (long double)t.whole;
  const SalGridPoint at = { c.x + scale_length(d.x - c.x, t), c.y + scale_length(d.y - c.y, t) };
  const SalPoint exact = { (double)(p.x + share * ((long double)q.x - p.x)),
                           (double)(p.y + share * ((long double)q.y - p.y)) };
  const SalGridPoint snapped = sal_grid_snap(exact, vertices->units_per_degree);
  const gboolean same = snapped.x == at.x && snapped.y == at.y;
  return sal_vertices_add(vertices, at, same ? exact : sal_grid_unsnap(at, vertices->units_per_degree));
}

/* The same edge, lower end first, so that what is computed along it does not depend on its direction. */
static SalEdge
order_ends(const SalVertices *v, const SalEdge *e)
{
  const gboolean swap = sal_grid_compare(sal_vertices_get(v, e->a), sal_vertices_get(v, e->b)) > 0;
  return swap ? (SalEdge){ e->b, e->a, e->weight } : *e;
}

/* Of two edges with ordered ends, whether e comes first. */
static gboolean
comes_first(const SalVertices *v, const SalEdge *e, const SalEdge *f)
{
  const int by_start = sal_grid_compare(sal_vertices_get(v, e->a), sal_vertices_get(v, f->a));
  return by_start != 0 ? by_start < 0
                       : sal_grid_compare(sal_vertices_get(v, e->b), sal_vertices_get(v, f->b)) < 0;
}

/* Puts the crossing along the edge that comes first, so that what is gained one way is lost the other way,
 * exactly. */
static void
cross_edges(Noding *noding, guint i, guint j)
{
  SalVertices *v = noding->vertices;
  SalEdge e = order_ends(v, get_edge(noding->edges, i)), f = order_ends(v, get_edge(noding->edges, j));
  if (!comes_first(v, &e, &f)) {
    const SalEdge swap = e;
    e = f;
    f = swap;
  }
  const Ratio t = find_crossing(sal_vertices_get(v, f.a), sal_vertices_get(v, f.b), sal_vertices_get(v, e.a),
                                sal_vertices_get(v, e.b));
  const guint node = add_crossing(v, e.a, e.b, t);
  add_split(noding, i, node);
  add_split(noding, j, node);
  g_array_append_val(noding->crossings, node);
}

static gboolean
node_pair(guint i, guint j, gpointer data)
{
  Noding *noding = data;
  const SalVertices *v = noding->vertices;
  const SalEdge *e = get_edge(noding->edges, i), *f = get_edge(noding->edges, j);
  try_end(noding, i, f->a);
  try_end(noding, i, f->b);
  try_end(noding, j, e->a);
  try_end(noding, j, e->b);
  const guint pair[2] = { i, j };
  if (cross_inside(sal_vertices_get(v, e->a), sal_vertices_get(v, e->b), sal_vertices_get(v, f->a),
                   sal_vertices_get(v, f->b)))
    g_array_append_vals(noding->crossing_pairs, pair, 2);
  return noding->crossing_pairs->len / 2 <= noding->max_crossings;
}

/* After all ends have been tried, because that may settle vertices. */
static void
cross_pairs(Noding *noding)
{
  for (guint i = 0; i < noding->crossing_pairs->len; i += 2)
    cross_edges(noding, g_array_index(noding->crossing_pairs, guint, i),
                g_array_index(noding->crossing_pairs, guint, i + 1));
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
  g_autofree SalGridPoint *ends = g_new(SalGridPoint, 2 * edges->len + 1);
  for (guint i = 0; i < edges->len; i++) {
    const SalEdge *e = get_edge(edges, i);
    ends[2 * i] = sal_vertices_get(vertices, e->a);
    ends[2 * i + 1] = sal_vertices_get(vertices, e->b);
    boxes[i] = make_box(ends[2 * i], ends[2 * i + 1], NEAR_WIDTH / 2);
  }
  return sal_box_tree_new_of_edges(boxes, ends, edges->len);
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

static GArray *
sum_up(Noding *noding)
{
  Bundle bundle = { g_array_new(FALSE, FALSE, sizeof(SalEdge)), g_hash_table_new(NULL, NULL) };
  g_array_sort(noding->splits, compare_splits);
  bundle_edges(noding, &bundle);
  g_hash_table_unref(bundle.numbers);
  return drop_cancelled(bundle.edges);
}

GArray *
sal_edges_node(const GArray *edges, SalVertices *vertices, guint64 max_crossings)
{
  Noding noding = { .edges = edges, .vertices = vertices, .max_crossings = max_crossings };
  noding.splits = g_array_new(FALSE, FALSE, sizeof(Split));
  noding.crossing_pairs = g_array_new(FALSE, FALSE, sizeof(guint));
  noding.crossings = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(SalBoxTree) tree = make_tree(edges, vertices);
  GArray *noded = NULL;
  sal_box_tree_for_each_pair(tree, node_pair, &noding);
  if (noding.crossing_pairs->len / 2 <= max_crossings) {
    cross_pairs(&noding);
    search_crossings(&noding, tree);
    noded = sum_up(&noding);
  }
  g_array_unref(noding.splits);
  g_array_unref(noding.crossing_pairs);
  g_array_unref(noding.crossings);
  return noded;
}
