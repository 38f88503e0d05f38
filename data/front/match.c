/* Lists what could be joined, cheapest first, and joins greedily. */
#include "data/front/match.h"

#include "data/geometry/boxtree.h"
#include "data/geometry/ground.h"
#include "data/geometry/points.h"

#include <math.h>

#define OVERSHOOT_DEG 1e-8 /* an extension ends this far beyond the outline, so that it is sure to cross it */
#define MOST_PARTNERS 12   /* tried for one end in one round, nearest first */
#define OUTLINE G_MAXUINT  /* stands for the outline as the partner of an end */
#define NOWHERE G_MAXUINT  /* stands for no node */

typedef struct {
  double cost_m; /* length_m divided by the number of ends that it serves */
  double length_m;
  guint a, b; /* numbers of ends, a < b; or b is OUTLINE */
  SalPoint to;
  SalSegment edge; /* the edge of the outline on which `to` is */
} Candidate;

typedef struct {
  guint node;
  SalPoint at;
  gboolean taken;
  guint hung;       /* the node on which it hangs, within the snap distance; NOWHERE: it leads further */
  gboolean is_spur; /* that node is on the outline */
} End;

/* The pieces of connected lines with their lengths: a union-find structure over the nodes. */
typedef struct {
  guint *parents;
  double *lengths_m;
} Pieces;

static void
pieces_clear(Pieces *pieces)
{
  g_free(pieces->parents);
  g_free(pieces->lengths_m);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pieces, pieces_clear)

static guint
find_piece(Pieces *pieces, guint node)
{
  while (pieces->parents[node] != node)
    node = pieces->parents[node] = pieces->parents[pieces->parents[node]];
  return node;
}

static void
unite_pieces(Pieces *pieces, guint a, guint b, double length_m)
{
  a = find_piece(pieces, a);
  b = find_piece(pieces, b);
  if (a != b) {
    pieces->parents[b] = a;
    pieces->lengths_m[a] += pieces->lengths_m[b];
  }
  pieces->lengths_m[a] += length_m;
}

static void
pieces_init(Pieces *pieces, const SalFrontGraph *graph)
{
  pieces->parents = g_new(guint, graph->nodes->len);
  pieces->lengths_m = g_new0(double, graph->nodes->len);
  for (guint i = 0; i < graph->nodes->len; i++)
    pieces->parents[i] = i;
  for (guint i = 0; i < graph->edges->len; i++) {
    const SalFrontEdge *edge = &g_array_index(graph->edges, SalFrontEdge, i);
    if (edge->is_in)
      unite_pieces(pieces, edge->nodes[0], edge->nodes[1], edge->length_m);
  }
}

typedef struct {
  const SalSegments *outline;
  double snap_m;
  GArray *ends; /* End */
  Pieces *pieces;
  GArray *candidates;
  guint end; /* the one whose partners are sought */
  Candidate partners[MOST_PARTNERS];
  guint n_partners;
} Matching;

static int
compare_ends(gconstpointer a, gconstpointer b)
{
  return sal_point_compare(&((const End *)a)->at, &((const End *)b)->at);
}

/* The loose ends, by position (GArray of End). */
static GArray *
find_ends(const SalFrontGraph *graph, double snap_m)
{
  GArray *ends = g_array_new(FALSE, FALSE, sizeof(End));
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i + 1 < graph->nodes->len; i++) {
    const SalFrontNode *node = sal_front_graph_get_node(graph, i);
    guint hung = NOWHERE;
    double length_m;
    if (!sal_front_node_is_loose(node))
      continue;
    const gboolean is_spur = sal_front_graph_follow(graph, i, snap_m, &hung, edges, &length_m) &&
                             sal_front_graph_get_node(graph, hung)->on_outline;
    const End loose = { i, node->at, FALSE, hung, is_spur };
    g_array_append_val(ends, loose);
  }
  g_array_sort(ends, compare_ends);
  return ends;
}

static const End *
get_end(const Matching *matching, guint end)
{
  return &g_array_index(matching->ends, End, end);
}

/* FALSE: the join would bend a piece into a ring although it is no longer than the snap distance, or make one
 * line of two dangles that hang at one point. */
static gboolean
may_join(const Matching *matching, guint a, guint b)
{
  const guint hung = get_end(matching, a)->hung;
  if (hung != NOWHERE && hung == get_end(matching, b)->hung)
    return FALSE;
  const guint piece = find_piece(matching->pieces, get_end(matching, a)->node);
  return piece != find_piece(matching->pieces, get_end(matching, b)->node) ||
         matching->pieces->lengths_m[piece] > matching->snap_m;
}

static SalGridBox
make_grid_box(SalBox box)
{
  return (SalGridBox){ (gint64)floor(box.xmin * SAL_GRID_COMMON), (gint64)floor(box.ymin * SAL_GRID_COMMON),
                       (gint64)ceil(box.xmax * SAL_GRID_COMMON), (gint64)ceil(box.ymax * SAL_GRID_COMMON) };
}

/* Keeps end number i if it is among the nearest partners. Once there are enough, shrinks the box of the
 * search, so that further ones are not looked at. */
static void
try_partner(guint i, SalGridBox *box, gpointer data)
{
  Matching *matching = data;
  const End *one = get_end(matching, matching->end), *other = get_end(matching, i);
  if (i == matching->end || other->taken)
    return;
  const double length_m = sal_ground_measure_m(one->at, other->at);
  if (length_m > matching->snap_m || !may_join(matching, matching->end, i))
    return;
  guint place = matching->n_partners;
  while (place > 0 && matching->partners[place - 1].length_m > length_m)
    place--;
  if (place == MOST_PARTNERS)
    return;
  matching->n_partners = MIN(matching->n_partners + 1, MOST_PARTNERS);
  memmove(&matching->partners[place + 1], &matching->partners[place],
          (matching->n_partners - 1 - place) * sizeof(Candidate));
  matching->partners[place] = (Candidate){ .cost_m = length_m / 2,
                                           .length_m = length_m,
                                           .a = MIN(i, matching->end),
                                           .b = MAX(i, matching->end),
                                           .to = other->at };
  if (matching->n_partners == MOST_PARTNERS)
    *box = make_grid_box(
        sal_segments_get_box_around(one->at, 1.01 * matching->partners[MOST_PARTNERS - 1].length_m));
}

static void
add_outline_candidate(Matching *matching, guint end)
{
  Candidate candidate = { .a = end, .b = OUTLINE };
  const End *loose = get_end(matching, end);
  if (loose->is_spur || !sal_segments_find_nearest(matching->outline, loose->at, matching->snap_m,
                                                   &candidate.length_m, &candidate.to, &candidate.edge))
    return;
  candidate.cost_m = candidate.length_m;
  g_array_append_val(matching->candidates, candidate);
}

static int
compare_candidates(gconstpointer a, gconstpointer b)
{
  const Candidate *p = a, *q = b;
  if (p->cost_m != q->cost_m)
    return p->cost_m < q->cost_m ? -1 : 1;
  if (p->a != q->a)
    return p->a < q->a ? -1 : 1;
  return (p->b > q->b) - (p->b < q->b);
}

static SalBoxTree *
index_ends(const GArray *ends)
{
  g_autofree SalGridBox *boxes = g_new(SalGridBox, ends->len + 1);
  for (guint i = 0; i < ends->len; i++) {
    const SalPoint at = g_array_index(ends, End, i).at;
    boxes[i] = make_grid_box((SalBox){ at.x, at.y, at.x, at.y });
  }
  return sal_box_tree_new(boxes, ends->len);
}

/* Lists what could be joined, cheapest first. */
static void
find_candidates(Matching *matching)
{
  g_autoptr(SalBoxTree) tree = index_ends(matching->ends);
  g_array_set_size(matching->candidates, 0);
  for (guint i = 0; i < matching->ends->len; i++) {
    if (get_end(matching, i)->taken)
      continue;
    matching->end = i;
    matching->n_partners = 0;
    /* Scales differ a little with the latitude of the other end. */
    const SalBox box = sal_segments_get_box_around(get_end(matching, i)->at, 1.01 * matching->snap_m);
    sal_box_tree_search(tree, make_grid_box(box), try_partner, matching);
    g_array_append_vals(matching->candidates, matching->partners, matching->n_partners);
    add_outline_candidate(matching, i);
  }
  g_array_sort(matching->candidates, compare_candidates);
}

/* Adds the line from an end to a point on the outline, and a little beyond. */
static void
extend(SalGeometry *joins, SalPoint from, const Candidate *candidate)
{
  const SalPoint to = candidate->to;
  const double dx = candidate->edge.b.x - candidate->edge.a.x, dy = candidate->edge.b.y - candidate->edge.a.y;
  const double length = hypot(dx, dy);
  const gboolean is_vertex =
      sal_point_equal(&to, &candidate->edge.a) || sal_point_equal(&to, &candidate->edge.b);
  sal_geometry_add_point(joins, from.x, from.y);
  if (is_vertex || length == 0) {
    sal_geometry_add_point(joins, to.x, to.y);
  } else {
    const double away = (from.x - to.x) * -dy + (from.y - to.y) * dx > 0 ? -1 : 1;
    const double ex = away * -dy / length * OVERSHOOT_DEG, ey = away * dx / length * OVERSHOOT_DEG;
    sal_geometry_add_point(joins, to.x - ex, to.y - ey);
    sal_geometry_add_point(joins, to.x + ex, to.y + ey);
  }
  sal_geometry_end_part(joins);
}

static gboolean
apply_candidate(const Matching *matching, const Candidate *candidate, SalGeometry *joins, GArray *fixes)
{
  End *a = &g_array_index(matching->ends, End, candidate->a);
  End *b = candidate->b != OUTLINE ? &g_array_index(matching->ends, End, candidate->b) : NULL;
  if (a->taken || (b != NULL && (b->taken || !may_join(matching, candidate->a, candidate->b))))
    return FALSE;
  SalFrontFix fix = { SAL_FRONT_EXTENDED, a->at, candidate->to, candidate->length_m };
  a->taken = TRUE;
  if (b == NULL) {
    extend(joins, a->at, candidate);
  } else {
    b->taken = TRUE;
    unite_pieces(matching->pieces, a->node, b->node, candidate->length_m);
    sal_geometry_add_point(joins, a->at.x, a->at.y);
    sal_geometry_add_point(joins, b->at.x, b->at.y);
    sal_geometry_end_part(joins);
    fix.kind = SAL_FRONT_JOINED;
  }
  g_array_append_val(fixes, fix);
  return TRUE;
}

/* Works in rounds, because an end may lose all the partners that it tried. */
void
sal_front_match_ends(const SalFrontGraph *graph, const SalSegments *outline, double snap_m,
                     SalGeometry *joins, GArray *fixes)
{
  g_auto(Pieces) pieces = { NULL, NULL };
  g_autoptr(GArray) ends = find_ends(graph, snap_m),
                    candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
  Matching matching = {
    .outline = outline, .snap_m = snap_m, .ends = ends, .pieces = &pieces, .candidates = candidates
  };
  pieces_init(&pieces, graph);
  for (gboolean joined = TRUE; joined;) {
    joined = FALSE;
    find_candidates(&matching);
    for (guint i = 0; i < candidates->len; i++)
      joined |= apply_candidate(&matching, &g_array_index(candidates, Candidate, i), joins, fixes);
  }
}
