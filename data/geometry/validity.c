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

static void
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
}

/* FALSE for a ring that is no ring: fewer than three edges, a point twice in a row, ends apart. */
static gboolean
add_ring(Look *look, const SalPoint *points, guint n)
{
  const guint first = look->first->len, last = first + n - 2;
  if (n < 4 || points[0].x != points[n - 1].x || points[0].y != points[n - 1].y)
    return FALSE;
  for (guint i = 0; i + 1 < n; i++) {
    const SalGridPoint ends[2] = { sal_grid_snap(points[i], look->units_per_degree),
                                   sal_grid_snap(points[i + 1], look->units_per_degree) };
    if (is_same(ends[0], ends[1]))
      return FALSE;
    g_array_append_vals(look->ends, ends, 2);
    g_array_append_val(look->first, first);
    g_array_append_val(look->last, last);
  }
  return TRUE;
}

static gboolean
edges_are_plain(Look *look)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(look->polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(look->polygons, part, &n);
    if (!add_ring(look, points, n))
      return FALSE;
  }
  const guint n_edges = look->first->len;
  g_autofree SalGridBox *boxes = g_new(SalGridBox, n_edges + 1);
  for (guint i = 0; i < n_edges; i++) {
    const SalGridPoint a = get_end(look, i, 0), b = get_end(look, i, 1);
    boxes[i] = (SalGridBox){ MIN(a.x, b.x), MIN(a.y, b.y), MAX(a.x, b.x), MAX(a.y, b.y) };
  }
  g_autoptr(SalBoxTree) tree = sal_box_tree_new(boxes, n_edges);
  sal_box_tree_for_each_pair(tree, look_at_pair, look);
  return look->plain;
}

/* How many rings a ring lies in, of those from first to last. No ring touches another, so one point tells. */
static guint
count_around(const SalGeometry *polygons, guint ring, guint first, guint last)
{
  guint n, n_around = 0;
  const SalPoint at = sal_geometry_get_part(polygons, ring, &n)[0];
  for (guint other = first; other < last; other++) {
    const SalPoint *p = sal_geometry_get_part(polygons, other, &n);
    gboolean inside = FALSE;
    for (guint i = 1; other != ring && i < n; i++)
      if (sal_segment_crosses_ray(at, p[i - 1], p[i]))
        inside = !inside;
    n_around += inside;
  }
  return n_around;
}

/* Shells lie in no ring at all, holes in their own shell and nothing else. */
static gboolean
rings_are_nested_plainly(const SalGeometry *polygons)
{
  const guint n_rings = sal_geometry_get_n_parts(polygons);
  for (guint polygon = 0; polygon < sal_geometry_get_n_polygons(polygons); polygon++) {
    guint n_parts;
    const guint shell = sal_geometry_get_polygon(polygons, polygon, &n_parts);
    if (count_around(polygons, shell, 0, n_rings) != 0)
      return FALSE;
    for (guint ring = shell + 1; ring < shell + n_parts; ring++)
      if (count_around(polygons, ring, 0, n_rings) != 1 ||
          count_around(polygons, ring, shell, shell + 1) != 1)
        return FALSE;
  }
  return TRUE;
}

/* With many rings GEOS, which sorts them, is faster. */
#define MAX_RINGS 64

gboolean
sal_geometry_is_plainly_valid(const SalGeometry *polygons)
{
  if (sal_geometry_get_n_parts(polygons) > MAX_RINGS)
    return FALSE;
  Look look = { .polygons = polygons, .plain = TRUE };
  look.units_per_degree = sal_grid_choose(sal_geometry_get_box(polygons));
  look.ends = g_array_new(FALSE, FALSE, sizeof(SalGridPoint));
  look.first = g_array_new(FALSE, FALSE, sizeof(guint));
  look.last = g_array_new(FALSE, FALSE, sizeof(guint));
  const gboolean plain = edges_are_plain(&look) && rings_are_nested_plainly(polygons);
  g_array_unref(look.ends);
  g_array_unref(look.first);
  g_array_unref(look.last);
  return plain;
}
