/* Compares pairs of edges whose boxes overlap, exactly on the overlay's grid, and then how rings lie in
 * each other. */
#include "data/geometry/validity.h"

#include "data/geometry/boxtree.h"
#include "data/geometry/segment.h"

/* Edges of all rings, in order; edge i of a ring runs from its point i to the next. */
typedef struct {
  const SalGeometry *polygons;
  GArray *ends;  /* SalGridPoint: two for each edge */
  GArray *first; /* guint: for each edge the first edge of its ring */
  GArray *last;  /* guint: and the last */
  double units_per_degree;
  gboolean plain;
  guint64 n_crossings, max_crossings;
  guint64 n_looks; /* at pairs of edges of one ring */
} Look;

static SalGridPoint
get_end(const Look *look, guint edge, guint which)
{
  return g_array_index(look->ends, SalGridPoint, 2 * edge + which);
}

static gboolean
is_same(SalGridPoint a, SalGridPoint b)
{
  return a.x == b.x && a.y == b.y;
}

static int
get_side(SalGridPoint a, SalGridPoint b, SalGridPoint c)
{
  const SalInt128 cross = sal_grid_cross(a, b, c);
  return (cross > 0) - (cross < 0);
}

/* Whether two edges share any point. Their boxes do. */
static gboolean
meet(const Look *look, guint i, guint j)
{
  const SalGridPoint a = get_end(look, i, 0), b = get_end(look, i, 1), c = get_end(look, j, 0),
                     d = get_end(look, j, 1);
  return get_side(a, b, c) * get_side(a, b, d) <= 0 && get_side(c, d, a) * get_side(c, d, b) <= 0;
}

/* Whether the edge j, which begins where i ends, turns straight back. */
static gboolean
turns_back(const Look *look, guint i, guint j)
{
  const SalGridPoint a = get_end(look, i, 0), b = get_end(look, i, 1), c = get_end(look, j, 1);
  return get_side(a, b, c) == 0 &&
         (SalInt128)(b.x - a.x) * (c.x - b.x) + (SalInt128)(b.y - a.y) * (c.y - b.y) < 0;
}

static gboolean
look_at_pair(guint i, guint j, gpointer data)
{
  Look *look = data;
  const guint first = g_array_index(look->first, guint, i), last = g_array_index(look->last, guint, i);
  const gboolean same_ring = first == g_array_index(look->first, guint, j);
  if (same_ring && j == i + 1)
    look->plain = look->plain && !turns_back(look, i, j);
  else if (same_ring && i == first && j == last)
    look->plain = look->plain && !turns_back(look, j, i);
  else
    look->plain = look->plain && !meet(look, i, j);
  return look->plain;
}

/* FALSE for a ring that is no ring: fewer than three edges, a point twice in a row, ends apart. */
static gboolean
add_ring(Look *look, const SalPoint *points, guint n)
{
  const guint first = look->first->len, last = first + n - 2;
  if (n < 4 || points[0].x != points[n - 1].x || points[0].y != points[n - 1].y)
    return FALSE;
  g_array_set_size(look->ends, 2 * (last + 1));
  g_array_set_size(look->first, last + 1);
  g_array_set_size(look->last, last + 1);
  SalGridPoint start = sal_grid_snap(points[0], look->units_per_degree);
  for (guint edge = first; edge <= last; edge++) {
    const SalGridPoint end = sal_grid_snap(points[edge - first + 1], look->units_per_degree);
    if (is_same(start, end))
      return FALSE;
    g_array_index(look->ends, SalGridPoint, 2 * edge) = start;
    g_array_index(look->ends, SalGridPoint, 2 * edge + 1) = end;
    g_array_index(look->first, guint, edge) = first;
    g_array_index(look->last, guint, edge) = last;
    start = end;
  }
  return TRUE;
}

static SalGridBox *
make_boxes(const Look *look, guint n_edges)
{
  SalGridBox *boxes = g_new(SalGridBox, n_edges + 1);
  for (guint i = 0; i < n_edges; i++) {
    const SalGridPoint a = get_end(look, i, 0), b = get_end(look, i, 1);
    boxes[i] = (SalGridBox){ MIN(a.x, b.x), MIN(a.y, b.y), MAX(a.x, b.x), MAX(a.y, b.y) };
  }
  return boxes;
}

static SalBoxTree *
make_tree(const Look *look)
{
  const guint n_edges = look->ends->len / 2;
  return sal_box_tree_new_of_edges(make_boxes(look, n_edges), (const SalGridPoint *)look->ends->data,
                                   n_edges);
}

/* The tree that GEOS has: of nothing but boxes. */
static SalBoxTree *
make_tree_of_boxes(const Look *look)
{
  const guint n_edges = look->ends->len / 2;
  g_autofree SalGridBox *boxes = make_boxes(look, n_edges);
  return sal_box_tree_new(boxes, n_edges);
}

static gboolean
add_rings(Look *look)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(look->polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(look->polygons, part, &n);
    if (!add_ring(look, points, n))
      return FALSE;
  }
  return TRUE;
}

/* The first edge of a ring; all of them have been added. */
static guint
find_first_edge(const Look *look, guint ring)
{
  const guint points_before = ring > 0 ? g_array_index(look->polygons->part_ends, guint, ring - 1) : 0;
  return points_before - ring; /* a ring has an edge less than points */
}

/* What is known of rings, each by its first edge, and of polygons. */
typedef struct {
  const Look *look;
  const SalBoxTree *tree;
  guint *polygons; /* of each ring: its polygon */
  guint8 *odd;     /* of each ring: a ray from the point crosses it oddly, so it is around the point */
  guint8 *holds;   /* of each polygon: the point lies in it */
  GArray *crossed; /* guint: the rings that the ray crosses, as often as it does */
  SalGridPoint at;
  guint own; /* the point's own ring, which does not count */
} Nesting;

static void
cross_edge(guint i, G_GNUC_UNUSED SalGridBox *box, gpointer data)
{
  Nesting *nesting = data;
  const guint ring = g_array_index(nesting->look->first, guint, i);
  const SalGridPoint a = get_end(nesting->look, i, 0), b = get_end(nesting->look, i, 1), at = nesting->at;
  const SalGridPoint low = a.y < b.y ? a : b, high = a.y < b.y ? b : a;
  if (ring == nesting->own || low.y > at.y || high.y <= at.y || get_side(low, high, at) <= 0)
    return;
  nesting->odd[ring] ^= 1;
  g_array_append_val(nesting->crossed, ring);
}

/* How many rings of its own polygon a ring lies in, and in how many other polygons. */
static void
count_around(Nesting *nesting, guint ring, guint *n_own, guint *n_others)
{
  nesting->own = ring;
  nesting->at = get_end(nesting->look, ring, 0);
  *n_own = *n_others = 0;
  g_array_set_size(nesting->crossed, 0);
  const SalGridBox ray = { nesting->at.x, nesting->at.y, G_MAXINT64, nesting->at.y };
  sal_box_tree_search(nesting->tree, ray, cross_edge, nesting);
  for (guint i = 0; i < nesting->crossed->len; i++) {
    const guint other = g_array_index(nesting->crossed, guint, i), polygon = nesting->polygons[other];
    if (!nesting->odd[other])
      continue;
    nesting->odd[other] = 0;
    if (polygon == nesting->polygons[ring]) {
      ++*n_own;
    } else {
      nesting->holds[polygon] ^= 1;
      *n_others += nesting->holds[polygon] ? 1 : -1;
    }
  }
  for (guint i = 0; i < nesting->crossed->len; i++)
    nesting->holds[nesting->polygons[g_array_index(nesting->crossed, guint, i)]] = 0;
}

/* Whether a polygon's holes lie in its shell and not in each other, and none of its rings in another polygon.
 * As no ring touches another, one point of each tells. */
static gboolean
is_nested_plainly(Nesting *nesting, guint polygon)
{
  guint n_parts, n_own, n_others;
  const guint shell = sal_geometry_get_polygon(nesting->look->polygons, polygon, &n_parts);
  for (guint ring = shell; ring < shell + n_parts; ring++) {
    count_around(nesting, find_first_edge(nesting->look, ring), &n_own, &n_others);
    if (n_own != (ring > shell) || n_others != 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
rings_are_nested_plainly(const Look *look, const SalBoxTree *tree)
{
  const SalGeometry *polygons = look->polygons;
  const guint n_polygons = sal_geometry_get_n_polygons(polygons);
  g_autofree guint *owners = g_new0(guint, look->first->len + 1);
  g_autofree guint8 *odd = g_new0(guint8, look->first->len + 1), *holds = g_new0(guint8, n_polygons + 1);
  g_autoptr(GArray) crossed = g_array_new(FALSE, FALSE, sizeof(guint));
  Nesting nesting = { look, tree, owners, odd, holds, crossed, { 0, 0 }, 0 };
  for (guint polygon = 0; polygon < n_polygons; polygon++) {
    guint n_parts;
    const guint shell = sal_geometry_get_polygon(polygons, polygon, &n_parts);
    for (guint ring = shell; ring < shell + n_parts; ring++)
      owners[find_first_edge(look, ring)] = polygon;
  }
  for (guint polygon = 0; polygon < n_polygons; polygon++)
    if (!is_nested_plainly(&nesting, polygon))
      return FALSE;
  return TRUE;
}

static void
look_init(Look *look, const SalGeometry *polygons)
{
  *look = (Look){ .polygons = polygons, .plain = TRUE };
  look->units_per_degree = sal_grid_choose(sal_geometry_get_box(polygons));
  look->ends = g_array_new(FALSE, FALSE, sizeof(SalGridPoint));
  look->first = g_array_new(FALSE, FALSE, sizeof(guint));
  look->last = g_array_new(FALSE, FALSE, sizeof(guint));
}

static void
look_clear(Look *look)
{
  g_array_unref(look->ends);
  g_array_unref(look->first);
  g_array_unref(look->last);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Look, look_clear)

gboolean
sal_geometry_is_plainly_valid(const SalGeometry *polygons)
{
  g_auto(Look) look;
  look_init(&look, polygons);
  if (!add_rings(&look))
    return FALSE;
  g_autoptr(SalBoxTree) tree = make_tree(&look);
  sal_box_tree_for_each_pair(tree, look_at_pair, &look);
  return look.plain && rings_are_nested_plainly(&look, tree);
}

static SalGridPoint
get_further(SalGridPoint a, SalGridPoint b, gboolean wanted)
{
  return (sal_grid_compare(a, b) > 0) == wanted ? a : b;
}

/* Whether two edges cross inside both or, being of one ring, lie on each other for more than a point. */
static gboolean
cross(const Look *look, guint i, guint j, gboolean same_ring)
{
  const SalGridPoint a = get_end(look, i, 0), b = get_end(look, i, 1), c = get_end(look, j, 0),
                     d = get_end(look, j, 1);
  const int ac = get_side(a, b, c), ad = get_side(a, b, d);
  if (ac != 0 || ad != 0)
    return ac * ad < 0 && get_side(c, d, a) * get_side(c, d, b) < 0;
  if (!same_ring)
    return FALSE;
  const SalGridPoint start = get_further(get_further(a, b, FALSE), get_further(c, d, FALSE), TRUE);
  const SalGridPoint end = get_further(get_further(a, b, TRUE), get_further(c, d, TRUE), FALSE);
  return sal_grid_compare(start, end) < 0;
}

#define LOOKS_PER_CROSSING 256 /* what repairs a ring looks at all pairs whose boxes meet, too */

static gboolean
count_pair(guint i, guint j, gpointer data)
{
  Look *look = data;
  const gboolean same_ring = g_array_index(look->first, guint, i) == g_array_index(look->first, guint, j);
  look->n_looks += same_ring;
  look->n_crossings += cross(look, i, j, same_ring) || (same_ring && look->n_looks % LOOKS_PER_CROSSING == 0);
  return look->n_crossings <= look->max_crossings;
}

guint64
sal_geometry_count_crossings(const SalGeometry *polygons, guint64 max)
{
  g_auto(Look) look;
  look_init(&look, polygons);
  look.max_crossings = max;
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++) {
      const SalGridPoint ends[2] = { sal_grid_snap(p[i - 1], look.units_per_degree),
                                     sal_grid_snap(p[i], look.units_per_degree) };
      g_array_append_vals(look.ends, ends, 2);
      g_array_append_val(look.first, part);
    }
  }
  g_autoptr(SalBoxTree) tree = make_tree_of_boxes(&look);
  sal_box_tree_for_each_pair(tree, count_pair, &look);
  return look.n_crossings;
}
