/* Keeps the edges of all faces in a hash table, in which two faces that have an edge in common meet. */
#include "data/front/cutting.h"

#include "data/base/error.h"
#include "data/geometry/points.h"

#define NO_FACE G_MAXUINT

struct _SalFrontCutting {
  SalGeometry *faces;
  GHashTable *edges;  /* set of SalFrontBorder: all edges of faces; the second face may be NO_FACE */
  GPtrArray *shared;  /* those with a face on both sides, lent */
  GPtrArray *borders; /* the same by face, so each is there twice */
  guint *firsts;      /* of each face: where its borders begin; they end where those of the next face begin */
};

/* The hash of an edge's points; its faces do not count. */
static guint
hash_edge(gconstpointer data)
{
  const SalFrontBorder *edge = data;
  return sal_point_hash(&edge->a) * 17 + sal_point_hash(&edge->b);
}

static gboolean
equal_edges(gconstpointer a, gconstpointer b)
{
  const SalFrontBorder *p = a, *q = b;
  return sal_point_equal(&p->a, &q->a) && sal_point_equal(&p->b, &q->b);
}

static SalFrontBorder
make_edge(SalPoint a, SalPoint b, guint face)
{
  const gboolean swap = a.x > b.x || (a.x == b.x && a.y > b.y);
  return swap ? (SalFrontBorder){ b, a, { face, NO_FACE } } : (SalFrontBorder){ a, b, { face, NO_FACE } };
}

void
sal_front_cutting_free(SalFrontCutting *cutting)
{
  if (cutting == NULL)
    return;
  sal_geometry_free(cutting->faces);
  g_clear_pointer(&cutting->edges, g_hash_table_unref);
  g_clear_pointer(&cutting->shared, g_ptr_array_unref);
  g_clear_pointer(&cutting->borders, g_ptr_array_unref);
  g_free(cutting->firsts);
  g_free(cutting);
}

const SalGeometry *
sal_front_cutting_get_faces(const SalFrontCutting *cutting)
{
  return cutting->faces;
}

gboolean
sal_front_cutting_is_whole(const SalFrontCutting *cutting)
{
  return cutting->shared->len == 0;
}

const SalFrontBorder *const *
sal_front_cutting_get_borders(const SalFrontCutting *cutting, guint face, guint *n)
{
  *n = cutting->firsts[face + 1] - cutting->firsts[face];
  return (const SalFrontBorder *const *)&cutting->borders->pdata[cutting->firsts[face]];
}

gboolean
sal_front_cutting_is_border(const SalFrontCutting *cutting, SalPoint a, SalPoint b)
{
  const SalFrontBorder key = make_edge(a, b, NO_FACE);
  const SalFrontBorder *edge = g_hash_table_lookup(cutting->edges, &key);
  return edge->faces[1] != NO_FACE;
}

gboolean
sal_front_set_contradiction(SalPoint where, GError **error)
{
  return sal_error_set(
      error, SAL_ERROR_GEOMETRY,
      "front: expected a different holder on either side of every line, got the same at (%.6f, %.6f)",
      where.x, where.y);
}

/* The middle of a line's middle edge. */
static SalPoint
get_middle_of_part(const SalGeometry *lines, guint part)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(lines, part, &n);
  const SalPoint a = points[(n - 1) / 2], b = points[(n - 1) / 2 + 1];
  return (SalPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

/* Fails if a line that is tied at both ends, to a pocket or a lake, has the same face on either side all the
 * same. */
static gboolean
check_cuts(const SalGeometry *cuts, const SalSegments *outline, GError **error)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(cuts); part++) {
    const SalPoint middle = get_middle_of_part(cuts, part);
    if (sal_segments_contain(outline, middle))
      return sal_front_set_contradiction(middle, error);
  }
  return TRUE;
}

/* The faces inside the territory. Owned by the caller. */
static SalGeometry *
cut_faces(const SalGeometry *noded, const SalSegments *outline, GError **error)
{
  g_autoptr(SalGeometry) cuts = NULL;
  g_autoptr(SalGeometry) all = sal_geometry_polygonize(noded, NULL, &cuts, error);
  if (all == NULL || !check_cuts(cuts, outline, error))
    return NULL;
  SalGeometry *faces = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(all); i++) {
    const SalPoint inner = sal_geometry_get_inner_point(all, i);
    g_autoptr(SalGeometry) face = sal_geometry_extract_polygon(all, i);
    if (sal_segments_contain(outline, inner))
      sal_geometry_append(faces, face);
  }
  return faces;
}

static void
add_edge(SalFrontCutting *cutting, SalPoint a, SalPoint b, guint face)
{
  const SalFrontBorder edge = make_edge(a, b, face);
  SalFrontBorder *known = g_hash_table_lookup(cutting->edges, &edge);
  if (known == NULL) {
    g_hash_table_add(cutting->edges, g_memdup2(&edge, sizeof edge));
  } else if (known->faces[1] == NO_FACE) {
    known->faces[1] = face;
    g_ptr_array_add(cutting->shared, known);
  }
}

static void
add_edges(SalFrontCutting *cutting, guint face)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(cutting->faces, face, &n_parts);
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(cutting->faces, part, &n);
    for (guint i = 1; i < n; i++)
      add_edge(cutting, points[i - 1], points[i], face);
  }
}

static void
list_borders(SalFrontCutting *cutting)
{
  const guint n_faces = sal_geometry_get_n_polygons(cutting->faces);
  guint *firsts = cutting->firsts = g_new0(guint, n_faces + 1);
  for (guint i = 0; i < cutting->shared->len; i++)
    for (guint k = 0; k < 2; k++)
      firsts[((const SalFrontBorder *)cutting->shared->pdata[i])->faces[k] + 1]++;
  for (guint face = 0; face < n_faces; face++)
    firsts[face + 1] += firsts[face];
  g_ptr_array_set_size(cutting->borders, (int)(2 * cutting->shared->len));
  g_autofree guint *next = g_memdup2(firsts, (n_faces + 1) * sizeof *firsts);
  for (guint i = 0; i < cutting->shared->len; i++)
    for (guint k = 0; k < 2; k++)
      cutting->borders->pdata[next[((const SalFrontBorder *)cutting->shared->pdata[i])->faces[k]]++] =
          cutting->shared->pdata[i];
}

SalFrontCutting *
sal_front_cutting_new(const SalGeometry *noded, const SalSegments *outline, GError **error)
{
  g_autoptr(SalFrontCutting) cutting = g_new0(SalFrontCutting, 1);
  cutting->faces = cut_faces(noded, outline, error);
  if (cutting->faces == NULL)
    return NULL;
  cutting->edges = g_hash_table_new_full(hash_edge, equal_edges, g_free, NULL);
  cutting->shared = g_ptr_array_new();
  cutting->borders = g_ptr_array_new();
  for (guint face = 0; face < sal_geometry_get_n_polygons(cutting->faces); face++)
    add_edges(cutting, face);
  list_borders(cutting);
  return g_steal_pointer(&cutting);
}
