/* A static R-tree: nodes of four children, level above level, without pointers. Nodes whose children's boxes
 * fill the same space over and over get slabs as well; if most do, edges of a kind are packed together first.
 * */
#include "data/geometry/boxtree.h"

#include "data/geometry/chord.h"
#include "data/geometry/slabs.h"

#include <math.h>

#define FANOUT 4
#define MAX_LEVELS 20 /* 4^20 boxes */

/* From here on the areas of a node's children, together, over its own are more than outlines have. */
#define CROWDED 2.5

struct _SalBoxTree {
  SalGridBox *levels[MAX_LEVELS]; /* 0: the boxes themselves */
  guint counts[MAX_LEVELS];
  guint n_levels;
  guint *order;                 /* of each box: its number as given; NULL: the same */
  GArray *slabs;                /* SalSlabs */
  guint *slabs_of[MAX_LEVELS];  /* of each node: the number of its slabs + 1, or 0; NULL: of no node */
  SalChord *chords[MAX_LEVELS]; /* of each node; NULL: not known */
};

static gboolean
overlap(const SalGridBox *a, const SalGridBox *b)
{
  return a->xmin <= b->xmax && b->xmin <= a->xmax && a->ymin <= b->ymax && b->ymin <= a->ymax;
}

static SalGridBox
join(const SalGridBox *boxes, guint n)
{
  SalGridBox box = boxes[0];
  for (guint i = 1; i < n; i++) {
    box.xmin = MIN(box.xmin, boxes[i].xmin);
    box.ymin = MIN(box.ymin, boxes[i].ymin);
    box.xmax = MAX(box.xmax, boxes[i].xmax);
    box.ymax = MAX(box.ymax, boxes[i].ymax);
  }
  return box;
}

/* Takes boxes. */
static SalBoxTree *
pack(SalGridBox *boxes, guint n)
{
  SalBoxTree *tree = g_new0(SalBoxTree, 1);
  tree->levels[0] = boxes;
  tree->counts[0] = n;
  tree->n_levels = n > 0 ? 1 : 0;
  while (tree->n_levels > 0 && tree->counts[tree->n_levels - 1] > 1) {
    const guint below = tree->counts[tree->n_levels - 1], count = (below + FANOUT - 1) / FANOUT;
    const SalGridBox *children = tree->levels[tree->n_levels - 1];
    SalGridBox *parents = g_new(SalGridBox, count);
    for (guint i = 0; i < count; i++)
      parents[i] = join(children + i * FANOUT, MIN(FANOUT, below - i * FANOUT));
    tree->levels[tree->n_levels] = parents;
    tree->counts[tree->n_levels++] = count;
  }
  return tree;
}

SalBoxTree *
sal_box_tree_new(const SalGridBox *boxes, guint n)
{
  return pack(g_memdup2(boxes, n * sizeof *boxes), n);
}

static double
measure_area(const SalGridBox *box)
{
  return (double)(box->xmax - box->xmin) * (double)(box->ymax - box->ymin);
}

static gboolean
is_crowded(const SalBoxTree *tree, guint level, guint i)
{
  const guint end = MIN((i + 1) * FANOUT, tree->counts[level - 1]);
  double area = 0;
  for (guint c = i * FANOUT; c < end; c++)
    area += measure_area(&tree->levels[level - 1][c]);
  return area > CROWDED * measure_area(&tree->levels[level][i]);
}

/* Fits slabs to the edges below a node. */
static void
add_slabs(SalBoxTree *tree, guint level, guint i, const SalGridPoint *ends)
{
  const guint64 span = (guint64)1 << (2 * level), first = i * span;
  const SalGridBox *boxes = tree->levels[0], *all = &tree->levels[tree->n_levels - 1][0];
  const SalSlabEdges edges = { boxes + first, ends + 2 * first, (guint)MIN(span, tree->counts[0] - first),
                               sal_slabs_get_slack(*all) };
  const SalSlabs slabs = sal_slabs_fit(&edges);
  if (tree->slabs_of[level] == NULL)
    tree->slabs_of[level] = g_new0(guint, tree->counts[level]);
  g_array_append_val(tree->slabs, slabs);
  tree->slabs_of[level][i] = tree->slabs->len;
}

/* Whether most nodes of the second level, of up to sixteen edges, are crowded: the edges of rings that nest or
 * wind around each other. */
static gboolean
is_crowded_all_over(const SalBoxTree *tree)
{
  guint n = 0;
  for (guint i = 0; tree->n_levels > 3 && i < tree->counts[2]; i++)
    n += is_crowded(tree, 2, i);
  return tree->n_levels > 3 && n > tree->counts[2] / 2;
}

#define DIRECTIONS 16

typedef struct {
  int size, direction;
  guint number;
} EdgeKind;

/* Edges of a kind are about as long as each other and run about the same way. */
static EdgeKind
find_kind(SalGridPoint a, SalGridPoint b, guint number)
{
  const double x = (double)(b.x - a.x), y = (double)(b.y - a.y), length = hypot(x, y);
  const double turn = atan2(y, x) / G_PI; /* -1 to 1; half a turn more is the same */
  const int direction = (int)floor((turn + 2) * DIRECTIONS + 0.5) % DIRECTIONS;
  return (EdgeKind){ length > 0 ? ilogb(length) / 2 : 0, direction, number };
}

static int
compare_kinds(gconstpointer a, gconstpointer b)
{
  const EdgeKind *p = a, *q = b;
  if (p->size != q->size)
    return p->size < q->size ? -1 : 1;
  if (p->direction != q->direction)
    return p->direction < q->direction ? -1 : 1;
  return (p->number > q->number) - (p->number < q->number);
}

/* The numbers of edges, those of a kind together and in the order given. */
static guint *
sort_by_kind(const SalGridPoint *ends, guint n)
{
  g_autoptr(GArray) kinds = g_array_sized_new(FALSE, FALSE, sizeof(EdgeKind), n);
  guint *order = g_new(guint, n);
  for (guint i = 0; i < n; i++) {
    const EdgeKind kind = find_kind(ends[2 * i], ends[2 * i + 1], i);
    g_array_append_val(kinds, kind);
  }
  g_array_sort(kinds, compare_kinds);
  for (guint i = 0; i < n; i++)
    order[i] = g_array_index(kinds, EdgeKind, i).number;
  return order;
}

/* Adds what tells edges apart whose boxes overlap. */
static SalBoxTree *
add_all_slabs(SalBoxTree *tree, const SalGridPoint *ends)
{
  tree->slabs = g_array_new(FALSE, FALSE, sizeof(SalSlabs));
  for (guint level = 1; level < tree->n_levels; level++)
    for (guint i = 0; i < tree->counts[level]; i++)
      if (is_crowded(tree, level, i))
        add_slabs(tree, level, i, ends);
  return tree;
}

static SalBoxTree *
make_sorted(const SalGridBox *boxes, const SalGridPoint *ends, guint n)
{
  g_autofree guint *order = sort_by_kind(ends, n);
  SalGridBox *sorted_boxes = g_new(SalGridBox, n);
  g_autofree SalGridPoint *sorted_ends = g_new(SalGridPoint, 2 * n);
  for (guint i = 0; i < n; i++) {
    sorted_boxes[i] = boxes[order[i]];
    sorted_ends[2 * i] = ends[2 * order[i]];
    sorted_ends[2 * i + 1] = ends[2 * order[i] + 1];
  }
  SalBoxTree *tree = pack(sorted_boxes, n);
  tree->order = g_steal_pointer(&order);
  return add_all_slabs(tree, sorted_ends);
}

SalBoxTree *
sal_box_tree_new_of_edges(SalGridBox *boxes, const SalGridPoint *ends, guint n)
{
  g_autoptr(SalBoxTree) tree = pack(boxes, n);
  return is_crowded_all_over(tree) ? make_sorted(boxes, ends, n)
                                   : add_all_slabs(g_steal_pointer(&tree), ends);
}

static guint
get_number(const SalBoxTree *tree, guint i)
{
  return tree->order != NULL ? tree->order[i] : i;
}

/* For rounding, and for how far boxes reach beyond their edges. */
#define CHORD_MARGIN 2

static SalPoint
to_point(SalGridPoint p)
{
  return (SalPoint){ (double)p.x, (double)p.y };
}

SalBoxTree *
sal_box_tree_new_to_measure(SalGridBox *boxes, const SalGridPoint *ends, guint n)
{
  SalBoxTree *tree = sal_box_tree_new_of_edges(boxes, ends, n);
  tree->chords[0] = g_new(SalChord, n + 1);
  for (guint i = 0; i < n; i++) {
    const SalGridPoint *edge = &ends[2 * get_number(tree, i)];
    tree->chords[0][i] = sal_chord_new(to_point(edge[0]), to_point(edge[1]), CHORD_MARGIN);
  }
  for (guint level = 1; level < tree->n_levels; level++) {
    const guint below = tree->counts[level - 1];
    tree->chords[level] = g_new(SalChord, tree->counts[level]);
    for (guint i = 0; i < tree->counts[level]; i++)
      tree->chords[level][i] =
          sal_chord_join(tree->chords[level - 1] + i * FANOUT, MIN(FANOUT, below - i * FANOUT));
  }
  g_clear_pointer(&tree->chords[0], g_free); /* an edge is its own */
  return tree;
}

static const SalSlabs *
find_slabs(const SalBoxTree *tree, guint level, guint i)
{
  const guint number = tree->slabs_of[level] != NULL ? tree->slabs_of[level][i] : 0;
  return number > 0 ? &g_array_index(tree->slabs, SalSlabs, number - 1) : NULL;
}

static SalGridBox
get_shared(const SalGridBox *a, const SalGridBox *b)
{
  return (SalGridBox){ MAX(a->xmin, b->xmin), MAX(a->ymin, b->ymin), MIN(a->xmax, b->xmax),
                       MIN(a->ymax, b->ymax) };
}

/* Whether the edges of two nodes may meet, whose boxes overlap. */
static gboolean
slabs_meet(const SalBoxTree *tree, guint level, guint i, guint j)
{
  const SalGridBox *a = &tree->levels[level][i], *b = &tree->levels[level][j];
  const SalSlabs *s = find_slabs(tree, level, i), *t = find_slabs(tree, level, j);
  return i == j || (s == NULL && t == NULL) || sal_slabs_may_meet(s, t, get_shared(a, b));
}

void
sal_box_tree_free(SalBoxTree *tree)
{
  if (tree == NULL)
    return;
  for (guint i = 0; i < MAX_LEVELS; i++) {
    g_free(tree->levels[i]);
    g_free(tree->slabs_of[i]);
    g_free(tree->chords[i]);
  }
  g_free(tree->order);
  g_clear_pointer(&tree->slabs, g_array_unref);
  g_free(tree);
}

typedef struct {
  const SalBoxTree *tree;
  SalPairFunc func;
  gpointer data;
} Pairing;

static gboolean
pass_pair(const Pairing *pairing, guint i, guint j)
{
  return pairing->func(MIN(i, j), MAX(i, j), pairing->data);
}

/* All pairs below the nodes i <= j of a level, whose boxes overlap or are the same. FALSE: func wants no
 * more. */
static gboolean
pair_nodes(const Pairing *pairing, guint level, guint i, guint j)
{
  if (level == 0)
    return i == j || pass_pair(pairing, get_number(pairing->tree, i), get_number(pairing->tree, j));
  const SalGridBox *children = pairing->tree->levels[level - 1];
  const gboolean has_slabs = pairing->tree->slabs_of[level - 1] != NULL;
  const guint count = pairing->tree->counts[level - 1];
  const guint i_end = MIN((i + 1) * FANOUT, count), j_end = MIN((j + 1) * FANOUT, count);
  for (guint c = i * FANOUT; c < i_end; c++)
    for (guint d = i == j ? c : j * FANOUT; d < j_end; d++)
      if (overlap(&children[c], &children[d]) && (!has_slabs || slabs_meet(pairing->tree, level - 1, c, d)) &&
          !pair_nodes(pairing, level - 1, c, d))
        return FALSE;
  return TRUE;
}

void
sal_box_tree_for_each_pair(const SalBoxTree *tree, SalPairFunc func, gpointer data)
{
  const Pairing pairing = { tree, func, data };
  if (tree->n_levels > 0)
    pair_nodes(&pairing, tree->n_levels - 1, 0, 0);
}

typedef struct {
  const SalBoxTree *tree;
  SalBoxFunc func;
  gpointer data;
  SalGridBox box;
} Search;

static void
search_node(Search *search, guint level, guint i)
{
  const SalGridBox *box = &search->tree->levels[level][i];
  const SalSlabs *slabs = find_slabs(search->tree, level, i);
  if (!overlap(box, &search->box) ||
      (slabs != NULL && !sal_slabs_may_meet(slabs, NULL, get_shared(box, &search->box))))
    return;
  if (level == 0) {
    search->func(get_number(search->tree, i), &search->box, search->data);
    return;
  }
  const guint end = MIN((i + 1) * FANOUT, search->tree->counts[level - 1]);
  for (guint c = i * FANOUT; c < end; c++)
    search_node(search, level - 1, c);
}

void
sal_box_tree_search(const SalBoxTree *tree, SalGridBox box, SalBoxFunc func, gpointer data)
{
  Search search = { tree, func, data, box };
  if (tree->n_levels > 0)
    search_node(&search, tree->n_levels - 1, 0);
}

typedef struct {
  const SalBoxTree *tree;
  SalAroundFunc func;
  gpointer data;
  SalAround around;
} AroundSearch;

/* The square of how far a box is from the point, taken a unit wider so that rounding hides none. */
static double
measure_to_box(const SalAround *around, const SalGridBox *box)
{
  const double left = (double)(box->xmin - 1) - around->at.x, right = around->at.x - (double)(box->xmax + 1);
  const double below = (double)(box->ymin - 1) - around->at.y, above = around->at.y - (double)(box->ymax + 1);
  const double x = MAX(MAX(left, right), 0) * around->scale.x,
               y = MAX(MAX(below, above), 0) * around->scale.y;
  return x * x + y * y;
}

typedef struct {
  guint node;
  double square; /* of its distance */
} Branch;

static gboolean
is_in_reach(const AroundSearch *search, double square)
{
  return search->around.reach >= 0 && square <= search->around.reach * search->around.reach;
}

/* The square of how far a node is at least; its slabs and its chord are looked at only if its box is in reach. */
static double
measure_to_node(const AroundSearch *search, guint level, guint i)
{
  const SalAround *around = &search->around;
  const SalSlabs *slabs = find_slabs(search->tree, level, i);
  const SalChord *chords = search->tree->chords[level];
  double square = measure_to_box(around, &search->tree->levels[level][i]);
  if (!is_in_reach(search, square))
    return square;
  if (slabs != NULL)
    square = MAX(square, sal_slabs_measure(slabs, around->at, around->scale));
  if (chords != NULL) {
    const double distance = sal_chord_measure(&chords[i], around->at, around->scale);
    square = MAX(square, distance * distance);
  }
  return square;
}

/* The children of a node that are in reach, nearest first. */
static guint
list_branches(const AroundSearch *search, guint level, guint i, Branch branches[FANOUT])
{
  const guint end = MIN((i + 1) * FANOUT, search->tree->counts[level - 1]);
  guint n = 0;
  for (guint c = i * FANOUT; c < end; c++) {
    const Branch branch = { c, measure_to_node(search, level - 1, c) };
    if (!is_in_reach(search, branch.square))
      continue;
    guint at = n++;
    for (; at > 0 && branches[at - 1].square > branch.square; at--)
      branches[at] = branches[at - 1];
    branches[at] = branch;
  }
  return n;
}

static void
search_around_node(AroundSearch *search, guint level, guint i)
{
  if (level == 0) {
    search->func(get_number(search->tree, i), &search->around.reach, search->data);
    return;
  }
  Branch branches[FANOUT];
  const guint n = list_branches(search, level, i, branches);
  for (guint b = 0; b < n && is_in_reach(search, branches[b].square); b++)
    search_around_node(search, level - 1, branches[b].node);
}

void
sal_box_tree_search_around(const SalBoxTree *tree, SalAround around, SalAroundFunc func, gpointer data)
{
  AroundSearch search = { tree, func, data, around };
  if (tree->n_levels > 0)
    search_around_node(&search, tree->n_levels - 1, 0);
}
