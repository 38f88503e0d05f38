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
  guint node;
  guint next;      /* of the same edge: number + 1; 0: no more */
  SalInt128 along; /* distance from the edge's start times its length */
} Split;

typedef struct {
  const GArray *edges;
  SalVertices *vertices;
  GArray *splits;         /* Split */
  guint *first_split;     /* of each edge: number + 1 of the one found last; 0: none */
  GArray *crossing_pairs; /* guint: edges that cross, two by two */
  GArray *crossings;      /* guint: the node of each pair */
  guint64 max_crossings;
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
holds(const SalGridBox *box, SalGridPoint at)
{
  return at.x >= box->xmin && at.x <= box->xmax && at.y >= box->ymin && at.y <= box->ymax;
}

static gboolean
may_meet(SalGridPoint a, SalGridPoint b, SalGridPoint v, gint64 margin)
{
  const SalGridBox box = make_box(a, b, margin);
  return holds(&box, v);
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
  const Split split = { node, noding->first_split[edge], along };
  g_array_append_val(noding->splits, split);
  noding->first_split[edge] = noding->splits->len;
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
share_end(const SalEdge *e, const SalEdge *f)
{
  return e->a == f->a || e->a == f->b || e->b == f->a || e->b == f->b;
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
  if (!share_end(e, f) && cross_inside(sal_vertices_get(v, e->a), sal_vertices_get(v, e->b),
                                       sal_vertices_get(v, f->a), sal_vertices_get(v, f->b)))
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

static SalGridBox
join_boxes(SalGridBox a, SalGridBox b)
{
  return (SalGridBox){ MIN(a.xmin, b.xmin), MIN(a.ymin, b.ymin), MAX(a.xmax, b.xmax), MAX(a.ymax, b.ymax) };
}

/* So many crossings are searched around at once: they were found side by side. */
#define N_CROSSINGS 8
/* Where more edges than that come near, they were not, and each is searched around alone. */
#define MAX_NEAR (16 * N_CROSSINGS)

/* Edges that may come near some of the crossings from first to end - 1. */
typedef struct {
  Noding *noding;
  guint first, end, n;
  guint edges[MAX_NEAR];
  SalGridBox boxes[MAX_NEAR];
} Near;

static void
note_near(guint edge, SalGridBox *box, gpointer data)
{
  Near *near = data;
  if (near->n++ >= MAX_NEAR) {
    *box = (SalGridBox){ 0, 0, -1, -1 }; /* that is enough */
    return;
  }
  const SalEdge *e = get_edge(near->noding->edges, edge);
  near->edges[near->n - 1] = edge;
  near->boxes[near->n - 1] = make_box(sal_vertices_get(near->noding->vertices, e->a),
                                      sal_vertices_get(near->noding->vertices, e->b), NEAR_WIDTH / 2);
}

/* The two edges that cross there are not led through the crossing anew, but are near it like others. */
static void
try_crossing(Noding *noding, guint edge, guint number)
{
  const guint node = g_array_index(noding->crossings, guint, number);
  const guint *pair = &g_array_index(noding->crossing_pairs, guint, 2 * number);
  const SalEdge *e = get_edge(noding->edges, edge);
  if (edge != pair[0] && edge != pair[1]) {
    try_end(noding, edge, node);
  } else if (node != e->a && node != e->b) {
    settle(noding->vertices, node);
    settle(noding->vertices, e->a);
    settle(noding->vertices, e->b);
  }
}

static void
try_first(guint edge, G_GNUC_UNUSED SalGridBox *box, gpointer data)
{
  const Near *near = data;
  try_crossing(near->noding, edge, near->first);
}

static SalGridPoint
get_crossing(const Noding *noding, guint number)
{
  return sal_vertices_get(noding->vertices, g_array_index(noding->crossings, guint, number));
}

static void
search_alone(Near *near, const SalBoxTree *tree)
{
  for (; near->first < near->end; near->first++) {
    const SalGridPoint at = get_crossing(near->noding, near->first);
    sal_box_tree_search(tree, make_box(at, at, 0), try_first, near);
  }
}

static void
search_around(Near *near, const SalBoxTree *tree)
{
  const SalGridPoint start = get_crossing(near->noding, near->first);
  SalGridBox box = make_box(start, start, 0);
  for (guint i = near->first + 1; i < near->end; i++) {
    const SalGridPoint at = get_crossing(near->noding, i);
    box = join_boxes(box, make_box(at, at, 0));
  }
  near->n = 0;
  sal_box_tree_search(tree, box, note_near, near);
  if (near->n > MAX_NEAR) {
    search_alone(near, tree);
    return;
  }
  for (guint i = near->first; i < near->end; i++) {
    const SalGridPoint at = get_crossing(near->noding, i);
    for (guint k = 0; k < near->n; k++)
      if (holds(&near->boxes[k], at))
        try_crossing(near->noding, near->edges[k], i);
  }
}

/* Crossings are nodes too: other edges may pass through their pixels. */
static void
search_crossings(Noding *noding, const SalBoxTree *tree)
{
  const guint n = noding->crossings->len;
  Near near = { .noding = noding };
  for (guint i = 0; i < n; i += N_CROSSINGS) {
    near.first = i;
    near.end = MIN(i + N_CROSSINGS, n);
    search_around(&near, tree);
  }
}

static SalBoxTree *
make_tree(const GArray *edges, const SalVertices *vertices)
{
  SalGridBox *boxes = g_new(SalGridBox, edges->len + 1);
  g_autofree SalGridPoint *ends = g_new(SalGridPoint, 2 * edges->len + 1);
  for (guint i = 0; i < edges->len; i++) {
    const SalEdge *e = get_edge(edges, i);
    ends[2 * i] = sal_vertices_get(vertices, e->a);
    ends[2 * i + 1] = sal_vertices_get(vertices, e->b);
    boxes[i] = make_box(ends[2 * i], ends[2 * i + 1], NEAR_WIDTH / 2);
  }
  return sal_box_tree_new_of_edges(boxes, ends, edges->len);
}

/* From an edge's start on. */
static int
compare_splits(gconstpointer a, gconstpointer b)
{
  const Split *p = a, *q = b;
  if (p->along != q->along)
    return p->along < q->along ? -1 : 1;
  return (p->node > q->node) - (p->node < q->node);
}

/* The splits of an edge in their order. */
static void
list_splits(const Noding *noding, guint edge, GArray *own)
{
  g_array_set_size(own, 0);
  for (guint i = noding->first_split[edge]; i > 0;) {
    const Split *split = &g_array_index(noding->splits, Split, i - 1);
    g_array_append_val(own, *split);
    i = split->next;
  }
  if (own->len > 1)
    g_array_sort(own, compare_splits);
}

/* Sums the weights of edges between the same vertices, whichever way they run. */
typedef struct {
  GArray *edges; /* SalEdge, a < b */
  guint *slots;  /* hash table of numbers + 1; 0: free */
  gsize n_slots; /* a power of two */
} Bundle;

static gsize
hash_edge(guint a, guint b)
{
  const guint64 h = ((guint64)a << 32 | b) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
  return (gsize)(h ^ (h >> 32));
}

/* How many slots are tried where the edge's neighbours have theirs, which are in the processor's cache, before
 * the one that its hash says. Most vertices have few edges. */
#define N_NEAR_SLOTS 8

/* The slot that holds the edge, or the free one where it belongs. a < b */
static guint *
find_slot(const Bundle *bundle, guint a, guint b)
{
  gsize at = 2 * (gsize)a & (bundle->n_slots - 1);
  for (guint i = 1; bundle->slots[at] != 0; i++) {
    const SalEdge *edge = get_edge(bundle->edges, bundle->slots[at] - 1);
    if (edge->a == a && edge->b == b)
      break;
    at = (i == N_NEAR_SLOTS ? hash_edge(a, b) : at + 1) & (bundle->n_slots - 1);
  }
  return &bundle->slots[at];
}

static void
add_to_bundle(Bundle *bundle, guint a, guint b, int weight)
{
  if (a == b)
    return;
  guint *slot = find_slot(bundle, MIN(a, b), MAX(a, b));
  const int directed = a < b ? weight : -weight;
  if (*slot > 0) {
    g_array_index(bundle->edges, SalEdge, *slot - 1).weight += directed;
    return;
  }
  const SalEdge edge = { MIN(a, b), MAX(a, b), directed };
  g_array_append_val(bundle->edges, edge);
  *slot = bundle->edges->len;
}

static void
bundle_edges(const Noding *noding, Bundle *bundle)
{
  g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(Split));
  for (guint i = 0; i < noding->edges->len; i++) {
    const SalEdge *e = get_edge(noding->edges, i);
    guint from = e->a;
    list_splits(noding, i, own);
    for (guint k = 0; k < own->len; k++) {
      const guint node = g_array_index(own, Split, k).node;
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
  const guint n_pieces = noding->edges->len + noding->splits->len;
  Bundle bundle = { g_array_sized_new(FALSE, FALSE, sizeof(SalEdge), n_pieces), NULL, 64 };
  while (bundle.n_slots < 2 * (gsize)n_pieces)
    bundle.n_slots *= 2;
  bundle.slots = g_new0(guint, bundle.n_slots);
  bundle_edges(noding, &bundle);
  g_free(bundle.slots);
  return drop_cancelled(bundle.edges);
}

GArray *
sal_edges_node(const GArray *edges, SalVertices *vertices, guint64 max_crossings)
{
  Noding noding = { .edges = edges, .vertices = vertices, .max_crossings = max_crossings };
  noding.splits = g_array_new(FALSE, FALSE, sizeof(Split));
  noding.crossing_pairs = g_array_new(FALSE, FALSE, sizeof(guint));
  noding.crossings = g_array_new(FALSE, FALSE, sizeof(guint));
  noding.first_split = g_new0(guint, edges->len + 1);
  g_autoptr(SalBoxTree) tree = make_tree(edges, vertices);
  GArray *noded = NULL;
  sal_box_tree_for_each_pair(tree, node_pair, &noding);
  if (noding.crossing_pairs->len / 2 <= max_crossings) {
    cross_pairs(&noding);
    search_crossings(&noding, tree);
    noded = sum_up(&noding);
  }
  g_array_unref(noding.splits);
  g_free(noding.first_split);
  g_array_unref(noding.crossing_pairs);
  g_array_unref(noding.crossings);
  return noded;
}
