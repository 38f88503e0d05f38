/* Pairs of edges whose boxes meet, by the tree of all edges, and rays from the first point of each polygon. */
#include "data/geometry/neighbours.h"

#include "data/geometry/boxtree.h"
#include "data/geometry/segment.h"

typedef struct {
  SalPoint a, b;
  guint member;
} Edge;

typedef struct {
  const GPtrArray *members;
  GArray *edges; /* Edge */
  SalBoxTree *tree;
  GHashTable *seen; /* of both numbers of a pair */
  GArray *pairs;    /* SalNeighbours */
  guint max;
  SalPoint at;     /* where a ray begins */
  guint own;       /* the member that it belongs to */
  guint8 *odd;     /* of each member: the ray crosses it an odd number of times */
  GArray *crossed; /* guint: members, as often as the ray crosses them */
} Search;

static SalGridPoint
to_grid(SalPoint p)
{
  return sal_grid_snap(p, SAL_GRID_COMMON);
}

static void
list_edges(Search *search)
{
  search->edges = g_array_new(FALSE, FALSE, sizeof(Edge));
  for (guint member = 0; member < search->members->len; member++) {
    const SalGeometry *polygons = search->members->pdata[member];
    for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
      guint n;
      const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
      for (guint i = 1; i < n; i++) {
        const Edge edge = { p[i - 1], p[i], member };
        g_array_append_val(search->edges, edge);
      }
    }
  }
}

static void
make_tree(Search *search)
{
  const guint n = search->edges->len;
  SalGridBox *boxes = g_new(SalGridBox, n + 1);
  g_autofree SalGridPoint *ends = g_new(SalGridPoint, 2 * n + 1);
  for (guint i = 0; i < n; i++) {
    const Edge *edge = &g_array_index(search->edges, Edge, i);
    const SalGridPoint a = to_grid(edge->a), b = to_grid(edge->b);
    ends[2 * i] = a;
    ends[2 * i + 1] = b;
    boxes[i] = (SalGridBox){ MIN(a.x, b.x), MIN(a.y, b.y), MAX(a.x, b.x), MAX(a.y, b.y) };
  }
  search->tree = sal_box_tree_new_of_edges(boxes, ends, n);
}

static gboolean
add_pair(Search *search, guint a, guint b)
{
  const SalNeighbours pair = { MIN(a, b), MAX(a, b) };
  const guint64 key = (guint64)pair.first << 32 | pair.second;
  if (a != b && g_hash_table_add(search->seen, (gpointer)(gsize)key))
    g_array_append_val(search->pairs, pair);
  return search->pairs->len <= search->max;
}

static gboolean
note_edges(guint i, guint j, gpointer data)
{
  Search *search = data;
  return add_pair(search, g_array_index(search->edges, Edge, i).member,
                  g_array_index(search->edges, Edge, j).member);
}

static void
note_crossing(guint i, G_GNUC_UNUSED SalGridBox *box, gpointer data)
{
  Search *search = data;
  const Edge *edge = &g_array_index(search->edges, Edge, i);
  if (edge->member == search->own || !sal_segment_crosses_ray(search->at, edge->a, edge->b))
    return;
  search->odd[edge->member] ^= 1;
  g_array_append_val(search->crossed, edge->member);
}

/* Adds the members that hold a point of another. */
static void
add_around(Search *search, guint member, SalPoint point)
{
  const SalGridPoint at = to_grid(point);
  search->at = point;
  search->own = member;
  sal_box_tree_search(search->tree, (SalGridBox){ at.x, at.y, G_MAXINT64, at.y }, note_crossing, search);
  for (guint i = 0; i < search->crossed->len; i++) {
    const guint other = g_array_index(search->crossed, guint, i);
    if (search->odd[other])
      add_pair(search, member, other);
    search->odd[other] = 0;
  }
  g_array_set_size(search->crossed, 0);
}

static void
add_nested(Search *search)
{
  for (guint member = 0; member < search->members->len; member++) {
    const SalGeometry *polygons = search->members->pdata[member];
    const guint n_polygons = sal_geometry_get_n_polygons(polygons);
    for (guint i = 0; i < n_polygons && search->pairs->len <= search->max; i++) {
      guint n_parts, n;
      const guint shell = sal_geometry_get_polygon(polygons, i, &n_parts);
      add_around(search, member, *sal_geometry_get_part(polygons, shell, &n));
    }
  }
}

static int
compare_pairs(gconstpointer a, gconstpointer b)
{
  const SalNeighbours *p = a, *q = b;
  if (p->first != q->first)
    return p->first < q->first ? -1 : 1;
  return (p->second > q->second) - (p->second < q->second);
}

GArray *
sal_neighbours_find(const GPtrArray *members, guint max)
{
  Search search = { .members = members, .max = max };
  list_edges(&search);
  make_tree(&search);
  search.seen = g_hash_table_new(NULL, NULL);
  search.pairs = g_array_new(FALSE, FALSE, sizeof(SalNeighbours));
  search.odd = g_new0(guint8, members->len + 1);
  search.crossed = g_array_new(FALSE, FALSE, sizeof(guint));
  sal_box_tree_for_each_pair(search.tree, note_edges, &search);
  add_nested(&search);
  g_array_sort(search.pairs, compare_pairs);
  g_array_unref(search.edges);
  sal_box_tree_free(search.tree);
  g_hash_table_unref(search.seen);
  g_free(search.odd);
  g_array_unref(search.crossed);
  if (search.pairs->len <= max)
    return search.pairs;
  g_array_unref(search.pairs);
  return NULL;
}
