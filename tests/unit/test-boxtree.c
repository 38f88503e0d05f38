/* The tree of edges finds every pair that matters, and looks at few others. */
#include "data/geometry/boxtree.h"

#include "random.h"

#define MARGIN 3

typedef struct {
  GArray *ends;  /* SalGridPoint, two each */
  GArray *boxes; /* SalGridBox */
} Edges;

static SalGridPoint
get_end(const Edges *edges, guint i)
{
  return g_array_index(edges->ends, SalGridPoint, i);
}

static void
add_edge(Edges *edges, SalPoint p, SalPoint q)
{
  const double units = 1 << 20;
  const SalGridPoint ends[2] = { sal_grid_snap(p, units), sal_grid_snap(q, units) };
  const SalGridBox box = { MIN(ends[0].x, ends[1].x) - MARGIN, MIN(ends[0].y, ends[1].y) - MARGIN,
                           MAX(ends[0].x, ends[1].x) + MARGIN, MAX(ends[0].y, ends[1].y) + MARGIN };
  g_array_append_vals(edges->ends, ends, 2);
  g_array_append_val(edges->boxes, box);
}

static void
edges_init(Edges *edges)
{
  edges->ends = g_array_new(FALSE, FALSE, sizeof(SalGridPoint));
  edges->boxes = g_array_new(FALSE, FALSE, sizeof(SalGridBox));
}

static void
edges_clear(Edges *edges)
{
  g_array_unref(edges->ends);
  g_array_unref(edges->boxes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Edges, edges_clear)

static SalBoxTree *
make_tree(const Edges *edges)
{
  SalGridBox *boxes = g_memdup2(edges->boxes->data, edges->boxes->len * sizeof *boxes);
  return sal_box_tree_new_of_edges(boxes, (const SalGridPoint *)edges->ends->data, edges->boxes->len);
}

/* Teeth along a direction, one beside the other, each up and down. */
static void
add_comb(Edges *edges, double direction, guint n_teeth)
{
  const SalPoint along = { cos(direction), sin(direction) }, across = { -along.y, along.x };
  for (guint i = 0; i < n_teeth; i++) {
    const double t = (double)i / n_teeth, next = (double)(i + 1) / n_teeth, middle = (t + next) / 2;
    const SalPoint start = { 40 + t * across.x, 40 + t * across.y };
    const SalPoint tip = { 40 + middle * across.x + along.x, 40 + middle * across.y + along.y };
    const SalPoint end = { 40 + next * across.x, 40 + next * across.y };
    add_edge(edges, start, tip);
    add_edge(edges, tip, end);
  }
}

/* Rays between two rings, out and in. */
static void
add_fan(Edges *edges, double hub, guint n_rays)
{
  for (guint i = 0; i < n_rays; i++) {
    const double out = 2 * G_PI * i / n_rays, in = 2 * G_PI * (i + 0.5) / n_rays,
                 next = 2 * G_PI * (i + 1) / n_rays;
    const SalPoint tip = { 40 + cos(out), 40 + sin(out) }, root = { 40 + hub * cos(in), 40 + hub * sin(in) };
    add_edge(edges, tip, root);
    add_edge(edges, root, (SalPoint){ 40 + cos(next), 40 + sin(next) });
  }
}

static gboolean
count_pair(G_GNUC_UNUSED guint i, G_GNUC_UNUSED guint j, gpointer data)
{
  ++*(guint *)data;
  return TRUE;
}

static void
assert_few_pairs(const Edges *edges)
{
  guint n = 0;
  g_autoptr(SalBoxTree) tree = make_tree(edges);
  sal_box_tree_for_each_pair(tree, count_pair, &n);
  g_assert_cmpuint(n, <, 100 * edges->boxes->len);
}

static void
looks_at_few_pairs_of_a_comb(void)
{
  const double directions[] = { 0.8, 0.5, 2.2, 1.2 };
  for (guint i = 0; i < G_N_ELEMENTS(directions); i++) {
    g_auto(Edges) edges;
    edges_init(&edges);
    add_comb(&edges, directions[i], 2000);
    assert_few_pairs(&edges);
  }
}

static void
looks_at_few_pairs_of_a_fan(void)
{
  const double hubs[] = { 0.1, 0.01, 0.001 };
  for (guint i = 0; i < G_N_ELEMENTS(hubs); i++) {
    g_auto(Edges) edges;
    edges_init(&edges);
    add_fan(&edges, hubs[i], 2000);
    assert_few_pairs(&edges);
  }
}

static int
get_side(SalGridPoint a, SalGridPoint b, SalGridPoint c)
{
  const SalInt128 cross = sal_grid_cross(a, b, c);
  return (cross > 0) - (cross < 0);
}

static gboolean
touch(const Edges *edges, guint i, guint j)
{
  const SalGridPoint a = get_end(edges, 2 * i), b = get_end(edges, 2 * i + 1), c = get_end(edges, 2 * j),
                     d = get_end(edges, 2 * j + 1);
  const SalGridBox *p = &g_array_index(edges->boxes, SalGridBox, i),
                   *q = &g_array_index(edges->boxes, SalGridBox, j);
  return p->xmin <= q->xmax && q->xmin <= p->xmax && p->ymin <= q->ymax && q->ymin <= p->ymax &&
         get_side(a, b, c) * get_side(a, b, d) <= 0 && get_side(c, d, a) * get_side(c, d, b) <= 0;
}

/* Edges of a few directions, many of them from where others end. */
static void
add_random(Edges *edges, GRand *random)
{
  const guint n = (guint)g_rand_int_range(random, 2, 120);
  SalPoint from = random_near(random, (SalPoint){ 40, 40 }, 1);
  for (guint i = 0; i < n; i++) {
    const double direction = g_rand_int_range(random, 0, 3) + g_rand_double_range(random, 0, 0.02);
    const double length = g_rand_double_range(random, -1, 1);
    const SalPoint to = { from.x + length * cos(direction), from.y + length * sin(direction) };
    add_edge(edges, from, to);
    from = g_rand_int_range(random, 0, 3) > 0 ? to : random_near(random, from, 0.01);
  }
}

static gboolean
note_pair(guint i, guint j, gpointer data)
{
  g_hash_table_add(data, GUINT_TO_POINTER(i << 16 | j));
  return TRUE;
}

static void
misses_no_edges_that_touch(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint turn = 0; turn < 500; turn++) {
    g_auto(Edges) edges;
    edges_init(&edges);
    add_random(&edges, random);
    g_autoptr(SalBoxTree) tree = make_tree(&edges);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    sal_box_tree_for_each_pair(tree, note_pair, seen);
    for (guint i = 0; i < edges.boxes->len; i++)
      for (guint j = i + 1; j < edges.boxes->len; j++)
        if (touch(&edges, i, j))
          g_assert_true(g_hash_table_contains(seen, GUINT_TO_POINTER(i << 16 | j)));
  }
}

typedef struct {
  const Edges *edges;
  SalPoint at;
  double nearest;
  guint n_looks;
} Nearest;

static double
measure(const Nearest *search, guint i)
{
  const SalGridPoint p = get_end(search->edges, 2 * i), q = get_end(search->edges, 2 * i + 1);
  const double dx = (double)(q.x - p.x), dy = (double)(q.y - p.y);
  const double px = search->at.x - (double)p.x, py = search->at.y - (double)p.y, square = dx * dx + dy * dy;
  const double t = square > 0 ? CLAMP((px * dx + py * dy) / square, 0, 1) : 0;
  return hypot(px - t * dx, py - t * dy);
}

static void
try_edge(guint i, double *reach, gpointer data)
{
  Nearest *search = data;
  const double distance = measure(search, i);
  search->n_looks++;
  if (distance < search->nearest)
    search->nearest = *reach = distance;
}

static SalBoxTree *
make_tree_to_measure(const Edges *edges)
{
  SalGridBox *boxes = g_memdup2(edges->boxes->data, edges->boxes->len * sizeof *boxes);
  return sal_box_tree_new_to_measure(boxes, (const SalGridPoint *)edges->ends->data, edges->boxes->len);
}

/* From points within so many degrees of (40, 40). */
static void
assert_tree_finds_nearest(const SalBoxTree *tree, const Edges *edges, GRand *random, double within,
                          guint max_looks)
{
  for (guint turn = 0; turn < 20; turn++) {
    const SalPoint p = random_near(random, (SalPoint){ 40, 40 }, within);
    Nearest search = { edges, { p.x * (1 << 20), p.y * (1 << 20) }, INFINITY, 0 };
    sal_box_tree_search_around(tree, (SalAround){ search.at, { 1, 1 }, 1e9 }, try_edge, &search);
    g_assert_cmpuint(search.n_looks, <=, max_looks);
    for (guint i = 0; i < edges->boxes->len; i++)
      g_assert_cmpfloat(search.nearest, <=, measure(&search, i));
  }
}

static void
assert_finds_nearest(const Edges *edges, GRand *random, guint max_looks)
{
  g_autoptr(SalBoxTree) tree = make_tree(edges), tree_to_measure = make_tree_to_measure(edges);
  assert_tree_finds_nearest(tree, edges, random, 2, max_looks);
  assert_tree_finds_nearest(tree_to_measure, edges, random, 2, max_looks);
}

/* All edges of an arc are about as far from its centre. */
static void
looks_at_few_edges_of_an_arc(void)
{
  g_autoptr(GRand) random = random_new();
  g_auto(Edges) arc;
  edges_init(&arc);
  SalPoint last = { 40 + 30 * cos(-1), 40 + 30 * sin(-1) };
  for (guint i = 1; i <= 20000; i++) {
    const SalPoint next = { 40 + 30 * cos(i / 10000.0 - 1), 40 + 30 * sin(i / 10000.0 - 1) };
    add_edge(&arc, last, next);
    last = next;
  }
  g_autoptr(SalBoxTree) tree = make_tree_to_measure(&arc);
  Nearest search = { &arc, { 40.01 * (1 << 20), 40.0 * (1 << 20) }, INFINITY, 0 };
  sal_box_tree_search_around(tree, (SalAround){ search.at, { 1, 1 }, 1e9 }, try_edge, &search);
  g_assert_cmpuint(search.n_looks, <=, 2000);
  assert_tree_finds_nearest(tree, &arc, random, 0.01, arc.boxes->len);
}

static void
finds_the_nearest_edge(void)
{
  g_autoptr(GRand) random = random_new();
  for (guint turn = 0; turn < 100; turn++) {
    g_auto(Edges) edges;
    edges_init(&edges);
    add_random(&edges, random);
    assert_finds_nearest(&edges, random, edges.boxes->len);
  }
  g_auto(Edges) comb;
  edges_init(&comb);
  add_comb(&comb, 0.8, 2000);
  assert_finds_nearest(&comb, random, 1000);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/boxtree/looks-at-few-pairs-of-a-comb", looks_at_few_pairs_of_a_comb);
  g_test_add_func("/boxtree/looks-at-few-pairs-of-a-fan", looks_at_few_pairs_of_a_fan);
  g_test_add_func("/boxtree/misses-no-edges-that-touch", misses_no_edges_that_touch);
  g_test_add_func("/boxtree/finds-the-nearest-edge", finds_the_nearest_edge);
  g_test_add_func("/boxtree/looks-at-few-edges-of-an-arc", looks_at_few_edges_of_an_arc);
  return g_test_run();
}
