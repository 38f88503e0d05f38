#include "data/front.h"

#include "data/error.h"

#include <math.h>
#include <string.h>

/* Which side of the front a face lies on. */
typedef enum { HOLDER_UNKNOWN, HOLDER_OURS, HOLDER_OTHER } Holder;

/* An undirected edge between two points, lower one first. */
typedef struct {
  SalPoint a, b;
} EdgeKey;

/* The faces on either side of an edge; -1: none. */
typedef struct {
  EdgeKey key;
  int faces[2];
} EdgeFaces;

typedef struct {
  const SalGeometry *lines; /* the fronts as given */
  const SalGeometry *territory;
  SalGeometry *faces; /* inside the territory */
  GHashTable *edges;  /* EdgeKey -> EdgeFaces */
  GPtrArray *shared;  /* EdgeFaces with a face on both sides: the fronts inside the territory */
  Holder *holders;    /* of each face */
  guint8 *reached;    /* whether a face borders on a front */
} Cutting;

static gboolean
parse_number(const char *text, char **end, double *number)
{
  *number = g_ascii_strtod(text, end);
  return *end != text && isfinite(*number);
}

gboolean
sal_side_parse(const char *text, SalSide *side, GError **error)
{
  char *end;
  double lon, lat;
  if (strcmp(text, "left") == 0 || strcmp(text, "right") == 0) {
    *side = (SalSide){ text[0] == 'l' ? SAL_SIDE_LEFT : SAL_SIDE_RIGHT, { 0, 0 } };
    return TRUE;
  }
  if (parse_number(text, &end, &lon) && *end == ',' && parse_number(end + 1, &end, &lat) && *end == '\0' &&
      fabs(lon) <= 360 && fabs(lat) <= 90) {
    *side = (SalSide){ SAL_SIDE_POINT, { lon, lat } };
    return TRUE;
  }
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_USAGE, "side: expected LON,LAT or left or right, got '%s'", quoted);
}

static guint
hash_point(gconstpointer data)
{
  const SalPoint *p = data;
  return g_double_hash(&p->x) * 31 + g_double_hash(&p->y);
}

static gboolean
equal_points(gconstpointer a, gconstpointer b)
{
  const SalPoint *p = a, *q = b;
  return p->x == q->x && p->y == q->y;
}

static guint
hash_edge(gconstpointer data)
{
  const EdgeKey *key = data;
  return hash_point(&key->a) * 17 + hash_point(&key->b);
}

static gboolean
equal_edges(gconstpointer a, gconstpointer b)
{
  const EdgeKey *p = a, *q = b;
  return equal_points(&p->a, &q->a) && equal_points(&p->b, &q->b);
}

static EdgeKey
make_key(SalPoint a, SalPoint b)
{
  const gboolean swap = a.x > b.x || (a.x == b.x && a.y > b.y);
  return swap ? (EdgeKey){ b, a } : (EdgeKey){ a, b };
}

static SalPoint
get_middle(SalPoint a, SalPoint b)
{
  return (SalPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

static void
cutting_clear(Cutting *cutting)
{
  sal_geometry_free(cutting->faces);
  g_clear_pointer(&cutting->edges, g_hash_table_unref);
  g_clear_pointer(&cutting->shared, g_ptr_array_unref);
  g_free(cutting->holders);
  g_free(cutting->reached);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cutting, cutting_clear)

static SalGeometry *
get_outlines(const SalGeometry *polygons)
{
  SalGeometry *outlines = sal_geometry_new(SAL_LINES);
  g_array_append_vals(outlines->points, polygons->points->data, polygons->points->len);
  g_array_append_vals(outlines->part_ends, polygons->part_ends->data, polygons->part_ends->len);
  return outlines;
}

/* How often each point is the end of a noded line; a loose end is an end once. */
static GHashTable *
count_ends(const SalGeometry *noded)
{
  GHashTable *counts = g_hash_table_new_full(hash_point, equal_points, g_free, NULL);
  for (guint part = 0; part < sal_geometry_get_n_parts(noded); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(noded, part, &n);
    const SalPoint ends[2] = { points[0], points[n - 1] };
    for (guint i = 0; i < 2; i++) {
      const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, &ends[i]));
      g_hash_table_insert(counts, g_memdup2(&ends[i], sizeof ends[i]), GUINT_TO_POINTER(count + 1));
    }
  }
  return counts;
}

/* The middle of a line's middle edge. */
static SalPoint
get_middle_of_part(const SalGeometry *lines, guint part)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(lines, part, &n);
  return get_middle(points[(n - 1) / 2], points[(n - 1) / 2 + 1]);
}

/* Adds the loose ends of lines that enclose nothing and lie inside the territory. */
static void
collect_loose_ends(const Cutting *cutting, const SalGeometry *loose, GHashTable *end_counts, GArray *ends)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(loose); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(loose, part, &n);
    const SalPoint middle = get_middle_of_part(loose, part);
    if (!sal_geometry_contains(cutting->territory, middle.x, middle.y))
      continue;
    const SalPoint both[2] = { points[0], points[n - 1] };
    for (guint i = 0; i < 2; i++)
      if (GPOINTER_TO_UINT(g_hash_table_lookup(end_counts, &both[i])) == 1)
        g_array_append_val(ends, both[i]);
  }
}

static int
compare_points(gconstpointer a, gconstpointer b)
{
  const SalPoint *p = a, *q = b;
  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return (p->y > q->y) - (p->y < q->y);
}

static gboolean
check_loose_ends(const Cutting *cutting, const SalGeometry *noded, const SalGeometry *dangles,
                 const SalGeometry *cuts, GError **error)
{
  g_autoptr(GHashTable) counts = count_ends(noded);
  g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  collect_loose_ends(cutting, dangles, counts, ends);
  collect_loose_ends(cutting, cuts, counts, ends);
  if (ends->len == 0)
    return TRUE;
  g_array_sort(ends, compare_points);
  const SalPoint first = g_array_index(ends, SalPoint, 0);
  g_autofree char *more = ends->len > 1 ? g_strdup_printf(" (and %u more)", ends->len - 1) : g_strdup("");
  return sal_error_set(
      error, SAL_ERROR_GEOMETRY,
      "front: expected lines that cross the territory from edge to edge, got a loose end at (%.6f, %.6f)%s",
      first.x, first.y, more);
}

static gboolean
fail_contradiction(SalPoint where, GError **error)
{
  return sal_error_set(
      error, SAL_ERROR_GEOMETRY,
      "front: expected a different holder on either side of every line, got the same at (%.6f, %.6f)",
      where.x, where.y);
}

/* A line that is tied at both ends, to a pocket or a lake, and yet has the same face on either side. */
static gboolean
check_cuts(const Cutting *cutting, const SalGeometry *cuts, GError **error)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(cuts); part++) {
    const SalPoint middle = get_middle_of_part(cuts, part);
    if (sal_geometry_contains(cutting->territory, middle.x, middle.y))
      return fail_contradiction(middle, error);
  }
  return TRUE;
}

/* Cuts the territory by the fronts into cutting->faces. */
static gboolean
cut_territory(Cutting *cutting, GError **error)
{
  g_autoptr(SalGeometry) all = get_outlines(cutting->territory);
  sal_geometry_append(all, cutting->lines);
  g_autoptr(SalGeometry) noded = sal_geometry_node(all, error);
  if (noded == NULL)
    return FALSE;
  g_autoptr(SalGeometry) dangles = NULL, cuts = NULL;
  g_autoptr(SalGeometry) faces = sal_geometry_polygonize(noded, &dangles, &cuts, error);
  if (faces == NULL || !check_loose_ends(cutting, noded, dangles, cuts, error) ||
      !check_cuts(cutting, cuts, error))
    return FALSE;
  cutting->faces = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(faces); i++) {
    const SalPoint inner = sal_geometry_get_inner_point(faces, i);
    g_autoptr(SalGeometry) face = sal_geometry_extract_polygon(faces, i);
    if (sal_geometry_contains(cutting->territory, inner.x, inner.y))
      sal_geometry_append(cutting->faces, face);
  }
  return TRUE;
}

static void
add_edge(Cutting *cutting, SalPoint a, SalPoint b, int face)
{
  const EdgeKey key = make_key(a, b);
  EdgeFaces *edge = g_hash_table_lookup(cutting->edges, &key);
  if (edge == NULL) {
    edge = g_new(EdgeFaces, 1);
    *edge = (EdgeFaces){ key, { face, -1 } };
    g_hash_table_insert(cutting->edges, &edge->key, edge);
  } else if (edge->faces[1] < 0) {
    edge->faces[1] = face;
    g_ptr_array_add(cutting->shared, edge);
  }
}

typedef void (*EdgeFunc)(Cutting *cutting, SalPoint a, SalPoint b, int face);

static void
for_each_edge(Cutting *cutting, EdgeFunc func)
{
  for (guint face = 0; face < sal_geometry_get_n_polygons(cutting->faces); face++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(cutting->faces, face, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *points = sal_geometry_get_part(cutting->faces, part, &n);
      for (guint i = 1; i < n; i++)
        func(cutting, points[i - 1], points[i], (int)face);
    }
  }
}

static gboolean
find_fronts(Cutting *cutting, GError **error)
{
  const guint n_faces = sal_geometry_get_n_polygons(cutting->faces);
  cutting->edges = g_hash_table_new_full(hash_edge, equal_edges, NULL, g_free);
  cutting->shared = g_ptr_array_new();
  cutting->holders = g_new0(Holder, n_faces + 1);
  cutting->reached = g_new0(guint8, n_faces + 1);
  for_each_edge(cutting, add_edge);
  for (guint i = 0; i < cutting->shared->len; i++) {
    const EdgeFaces *edge = cutting->shared->pdata[i];
    cutting->reached[edge->faces[0]] = cutting->reached[edge->faces[1]] = TRUE;
  }
  if (cutting->shared->len > 0)
    return TRUE;
  const SalPoint first = g_array_index(cutting->lines->points, SalPoint, 0);
  return sal_error_set(
      error, SAL_ERROR_GEOMETRY,
      "front: expected lines that cut the territory, got none that does (the first starts at (%.6f, %.6f))",
      first.x, first.y);
}

/* Gives every face that a known face borders on the other holder, until nothing changes. */
static gboolean
spread_holders(Cutting *cutting, GError **error)
{
  gboolean changed = TRUE;
  while (changed) {
    changed = FALSE;
    for (guint i = 0; i < cutting->shared->len; i++) {
      const EdgeFaces *edge = cutting->shared->pdata[i];
      Holder *a = &cutting->holders[edge->faces[0]], *b = &cutting->holders[edge->faces[1]];
      if (*a == *b && *a != HOLDER_UNKNOWN)
        return fail_contradiction(get_middle(edge->key.a, edge->key.b), error);
      if (*a == HOLDER_UNKNOWN && *b != HOLDER_UNKNOWN) {
        *a = *b == HOLDER_OURS ? HOLDER_OTHER : HOLDER_OURS;
        changed = TRUE;
      } else if (*b == HOLDER_UNKNOWN && *a != HOLDER_UNKNOWN) {
        *b = *a == HOLDER_OURS ? HOLDER_OTHER : HOLDER_OURS;
        changed = TRUE;
      }
    }
  }
  return TRUE;
}

static gboolean
start_from_point(Cutting *cutting, SalPoint point, GError **error)
{
  for (guint i = 0; i < sal_geometry_get_n_polygons(cutting->faces); i++) {
    g_autoptr(SalGeometry) face = sal_geometry_extract_polygon(cutting->faces, i);
    if (sal_geometry_contains(face, point.x, point.y)) {
      cutting->holders[i] = HOLDER_OURS;
      return TRUE;
    }
  }
  return sal_error_set(error, SAL_ERROR_GEOMETRY,
                       "side: expected a point inside the territory, got (%.6f, %.6f)", point.x, point.y);
}

/* The direction of the given front along the edge ab: 1 the same, -1 the other way, 0 not on a front. Noding
 * may have moved an end by a rounding, hence the tolerance. */
static int
get_front_direction(const SalGeometry *lines, SalPoint a, SalPoint b)
{
  const SalPoint m = get_middle(a, b);
  const double tolerance = 1e-9;
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(lines, part, &n);
    for (guint i = 1; i < n; i++) {
      const SalPoint c = p[i - 1], d = p[i];
      if (m.x < MIN(c.x, d.x) - tolerance || m.x > MAX(c.x, d.x) + tolerance ||
          m.y < MIN(c.y, d.y) - tolerance || m.y > MAX(c.y, d.y) + tolerance)
        continue;
      const double dx = d.x - c.x, dy = d.y - c.y, length = hypot(dx, dy);
      if (length > 0 && fabs((m.x - c.x) * dy - (m.y - c.y) * dx) <= tolerance * length)
        return (b.x - a.x) * dx + (b.y - a.y) * dy > 0 ? 1 : -1;
    }
  }
  return 0;
}

static double
get_signed_area(const SalPoint *points, guint n)
{
  double area = 0;
  for (guint i = 1; i < n; i++)
    area += (points[i].x - points[i - 1].x) * (points[i].y + points[i - 1].y) / 2;
  return -area;
}

/* Lets the lines around one ring of a face say who holds it. */
static gboolean
ask_ring(Cutting *cutting, guint face, const SalPoint *points, guint n, gboolean is_hole, SalSideKind side,
         GError **error)
{
  const gboolean inside_is_left = (get_signed_area(points, n) > 0) != is_hole;
  for (guint i = 1; i < n; i++) {
    const EdgeKey key = make_key(points[i - 1], points[i]);
    const EdgeFaces *edge = g_hash_table_lookup(cutting->edges, &key);
    if (edge->faces[1] < 0)
      continue;
    const int direction = get_front_direction(cutting->lines, points[i - 1], points[i]);
    if (direction == 0)
      continue;
    const gboolean left_of_front = (direction > 0) == inside_is_left;
    const Holder holder = left_of_front == (side == SAL_SIDE_LEFT) ? HOLDER_OURS : HOLDER_OTHER;
    if (cutting->holders[face] != HOLDER_UNKNOWN && cutting->holders[face] != holder)
      return fail_contradiction(get_middle(points[i - 1], points[i]), error);
    cutting->holders[face] = holder;
  }
  return TRUE;
}

static gboolean
start_from_lines(Cutting *cutting, SalSideKind side, GError **error)
{
  for (guint face = 0; face < sal_geometry_get_n_polygons(cutting->faces); face++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(cutting->faces, face, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *points = sal_geometry_get_part(cutting->faces, part, &n);
      if (!ask_ring(cutting, face, points, n, part > first, side, error))
        return FALSE;
    }
  }
  return TRUE;
}

/* A part of the territory with a front of its own, where the side's point says nothing. */
static gboolean
check_all_known(const Cutting *cutting, GError **error)
{
  for (guint i = 0; i < sal_geometry_get_n_polygons(cutting->faces); i++) {
    if (!cutting->reached[i] || cutting->holders[i] != HOLDER_UNKNOWN)
      continue;
    const SalPoint inner = sal_geometry_get_inner_point(cutting->faces, i);
    return sal_error_set(
        error, SAL_ERROR_GEOMETRY,
        "side: expected left or right where a separate part of the territory has a front of its own, "
        "got a point that says nothing about (%.6f, %.6f)",
        inner.x, inner.y);
  }
  return TRUE;
}

static SalGeometry *
collect_held(const Cutting *cutting, guint *n_unreached)
{
  SalGeometry *held = sal_geometry_new(SAL_POLYGONS);
  guint n_unknown = 0;
  for (guint i = 0; i < sal_geometry_get_n_polygons(cutting->faces); i++) {
    n_unknown += cutting->holders[i] == HOLDER_UNKNOWN;
    if (cutting->holders[i] != HOLDER_OURS)
      continue;
    g_autoptr(SalGeometry) face = sal_geometry_extract_polygon(cutting->faces, i);
    sal_geometry_append(held, face);
  }
  if (n_unreached != NULL)
    *n_unreached = n_unknown;
  return held;
}

SalGeometry *
sal_front_close(const SalGeometry *lines, const SalGeometry *territory, const SalSide *side,
                guint *n_unreached, GError **error)
{
  if (sal_geometry_is_empty(lines)) {
    sal_error_set(error, SAL_ERROR_FORMAT, "front: expected lines, got none");
    return NULL;
  }
  g_auto(Cutting) cutting = { lines, territory, NULL, NULL, NULL, NULL, NULL };
  if (!cut_territory(&cutting, error) || !find_fronts(&cutting, error))
    return NULL;
  const gboolean started = side->kind == SAL_SIDE_POINT ? start_from_point(&cutting, side->point, error)
                                                        : start_from_lines(&cutting, side->kind, error);
  if (!started || !spread_holders(&cutting, error) || !check_all_known(&cutting, error))
    return NULL;
  return collect_held(&cutting, n_unreached);
}
