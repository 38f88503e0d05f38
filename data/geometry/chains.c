#include "data/geometry/chains.h"

#define NO_PART G_MAXUINT

/* The parts that end in one point: the first two, and how many there are. */
typedef struct {
  guint parts[2];
  guint n;
} Node;

typedef struct {
  const SalGeometry *lines;
  GHashTable *nodes; /* SalPoint to Node */
  gboolean *is_used; /* by part */
} Joining;

static guint
hash_point(gconstpointer key)
{
  const SalPoint *point = key;
  return g_double_hash(&point->x) * 31 + g_double_hash(&point->y);
}

static gboolean
equal_points(gconstpointer a, gconstpointer b)
{
  const SalPoint *first = a, *second = b;
  return first->x == second->x && first->y == second->y;
}

static SalPoint
get_end(const SalGeometry *lines, guint part, gboolean is_last)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(lines, part, &n);
  return points[is_last ? n - 1 : 0];
}

static void
add_end(GHashTable *nodes, SalPoint point, guint part)
{
  Node *node = g_hash_table_lookup(nodes, &point);
  if (node == NULL) {
    node = g_new0(Node, 1);
    g_hash_table_insert(nodes, g_memdup2(&point, sizeof point), node);
  }
  if (node->n < 2)
    node->parts[node->n] = part;
  node->n++;
}

/* The only part that continues this one at a point. */
static guint
find_next(const Joining *joining, SalPoint point, guint part)
{
  const Node *node = g_hash_table_lookup(joining->nodes, &point);
  if (node->n != 2)
    return NO_PART;
  return node->parts[0] == part ? node->parts[1] : node->parts[0];
}

/* Copies a part from its first or its last point on; joined: without the point where it is joined. Returns
 * where it ends. */
static SalPoint
copy_part(SalGeometry *chains, const SalGeometry *lines, guint part, gboolean from_last, gboolean joined)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(lines, part, &n);
  for (guint i = joined ? 1 : 0; i < n; i++) {
    const SalPoint point = points[from_last ? n - 1 - i : i];
    sal_geometry_add_point(chains, point.x, point.y);
  }
  return points[from_last ? 0 : n - 1];
}

/* Copies the chain that begins with a part. */
static void
follow(const Joining *joining, SalGeometry *chains, guint part, gboolean from_last)
{
  SalPoint end = copy_part(chains, joining->lines, part, from_last, FALSE);
  joining->is_used[part] = TRUE;
  for (guint next = find_next(joining, end, part); next != NO_PART && !joining->is_used[next];
       next = find_next(joining, end, part)) {
    const SalPoint first = get_end(joining->lines, next, FALSE);
    end = copy_part(chains, joining->lines, next, !equal_points(&first, &end), TRUE);
    joining->is_used[next] = TRUE;
    part = next;
  }
  sal_geometry_end_part(chains);
}

/* Follows the chains that begin or end at a free end or a fork. */
static void
follow_open_chains(const Joining *joining, SalGeometry *chains)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(joining->lines); part++) {
    const SalPoint first = get_end(joining->lines, part, FALSE), last = get_end(joining->lines, part, TRUE);
    if (!joining->is_used[part] && find_next(joining, first, part) == NO_PART)
      follow(joining, chains, part, FALSE);
    else if (!joining->is_used[part] && find_next(joining, last, part) == NO_PART)
      follow(joining, chains, part, TRUE);
  }
}

SalGeometry *
sal_lines_join(const SalGeometry *lines)
{
  const guint n_parts = sal_geometry_get_n_parts(lines);
  g_autoptr(GHashTable) nodes = g_hash_table_new_full(hash_point, equal_points, g_free, g_free);
  g_autofree gboolean *is_used = g_new0(gboolean, n_parts);
  for (guint part = 0; part < n_parts; part++) {
    add_end(nodes, get_end(lines, part, FALSE), part);
    add_end(nodes, get_end(lines, part, TRUE), part);
  }
  const Joining joining = { lines, nodes, is_used };
  SalGeometry *chains = sal_geometry_new(SAL_LINES);
  follow_open_chains(&joining, chains);
  for (guint part = 0; part < n_parts; part++) {
    if (!is_used[part])
      follow(&joining, chains, part, FALSE);
  }
  return chains;
}
