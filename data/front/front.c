#include "data/front/front.h"

#include "data/base/error.h"
#include "data/front/before.h"
#include "data/front/join.h"
#include "data/geometry/ground.h"
#include "data/geometry/points.h"
#include "data/geometry/segments.h"

#include <math.h>

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
  SalSegments *segments;    /* theirs */
  SalSegments *outline;     /* of the territory */
  double snap_m;
  SalGeometry *faces; /* inside the territory */
  GHashTable *edges;  /* EdgeKey -> EdgeFaces */
  GPtrArray *shared;  /* EdgeFaces with a face on both sides: the fronts inside the territory */
  GPtrArray *borders; /* the same by face, so twice each: a face's are those from firsts[face] on */
  guint *firsts;
  Holder *holders; /* of each face */
  guint8 *reached; /* whether a face borders on a front */
} Cutting;

static guint
hash_edge(gconstpointer data)
{
  const EdgeKey *key = data;
  return sal_point_hash(&key->a) * 17 + sal_point_hash(&key->b);
}

static gboolean
equal_edges(gconstpointer a, gconstpointer b)
{
  const EdgeKey *p = a, *q = b;
  return sal_point_equal(&p->a, &q->a) && sal_point_equal(&p->b, &q->b);
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
  sal_segments_free(cutting->segments);
  sal_segments_free(cutting->outline);
  sal_geometry_free(cutting->faces);
  g_clear_pointer(&cutting->edges, g_hash_table_unref);
  g_clear_pointer(&cutting->shared, g_ptr_array_unref);
  g_clear_pointer(&cutting->borders, g_ptr_array_unref);
  g_free(cutting->firsts);
  g_free(cutting->holders);
  g_free(cutting->reached);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cutting, cutting_clear)

/* The middle of a line's middle edge. */
static SalPoint
get_middle_of_part(const SalGeometry *lines, guint part)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(lines, part, &n);
  return get_middle(points[(n - 1) / 2], points[(n - 1) / 2 + 1]);
}

/* How far a loose end is from the next one or the edge of the territory, in metres. */
static double
measure_gap_m(const Cutting *cutting, const GArray *ends, guint end)
{
  const SalPoint from = g_array_index(ends, SalPoint, end);
  SalPoint where;
  SalSegment nearest;
  double least_m = INFINITY;
  sal_segments_find_nearest(cutting->outline, from, 1e8, &least_m, &where, &nearest);
  for (guint i = 0; i < ends->len; i++)
    if (i != end)
      least_m = MIN(least_m, sal_ground_measure_m(from, g_array_index(ends, SalPoint, i)));
  return least_m;
}

static gboolean
check_loose_ends(const Cutting *cutting, const GArray *ends, GError **error)
{
  if (ends->len == 0)
    return TRUE;
  const SalPoint first = g_array_index(ends, SalPoint, 0);
  g_autofree char *more = ends->len > 1 ? g_strdup_printf(" (and %u more)", ends->len - 1) : g_strdup("");
  return sal_error_set(
      error, SAL_ERROR_GEOMETRY,
      "front: expected lines that cross the territory from edge to edge, got a loose end at (%.6f, %.6f)%s, "
      "%.0f m from the nearest end or edge (snap %g m)",
      first.x, first.y, more, measure_gap_m(cutting, ends, 0), cutting->snap_m);
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
    if (sal_segments_contain(cutting->outline, middle))
      return fail_contradiction(middle, error);
  }
  return TRUE;
}

/* Cuts the territory by whole fronts into cutting->faces. */
static gboolean
cut_territory(Cutting *cutting, const SalGeometry *noded, GError **error)
{
  g_autoptr(SalGeometry) cuts = NULL;
  g_autoptr(SalGeometry) faces = sal_geometry_polygonize(noded, NULL, &cuts, error);
  if (faces == NULL || !check_cuts(cutting, cuts, error))
    return FALSE;
  cutting->faces = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(faces); i++) {
    const SalPoint inner = sal_geometry_get_inner_point(faces, i);
    g_autoptr(SalGeometry) face = sal_geometry_extract_polygon(faces, i);
    if (sal_segments_contain(cutting->outline, inner))
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

static void
list_borders(Cutting *cutting)
{
  const guint n_faces = sal_geometry_get_n_polygons(cutting->faces);
  guint *firsts = cutting->firsts = g_new0(guint, n_faces + 1);
  cutting->borders = g_ptr_array_new();
  for (guint i = 0; i < cutting->shared->len; i++)
    for (guint k = 0; k < 2; k++)
      firsts[((const EdgeFaces *)cutting->shared->pdata[i])->faces[k] + 1]++;
  for (guint face = 0; face < n_faces; face++)
    firsts[face + 1] += firsts[face];
  g_ptr_array_set_size(cutting->borders, (int)(2 * cutting->shared->len));
  g_autofree guint *next = g_memdup2(firsts, (n_faces + 1) * sizeof *firsts);
  for (guint i = 0; i < cutting->shared->len; i++)
    for (guint k = 0; k < 2; k++)
      cutting->borders->pdata[next[((const EdgeFaces *)cutting->shared->pdata[i])->faces[k]]++] =
          cutting->shared->pdata[i];
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
  list_borders(cutting);
  if (cutting->shared->len > 0)
    return TRUE;
  const SalPoint first = g_array_index(cutting->lines->points, SalPoint, 0);
  return sal_error_set(
      error, SAL_ERROR_GEOMETRY,
      "front: expected lines that cut the territory, got none that does (the first starts at (%.6f, %.6f))",
      first.x, first.y);
}

/* Gives the neighbours of a face the other holder; those that had none wait for their turn. */
static gboolean
spread_from(Cutting *cutting, guint face, const EdgeFaces *edge, GArray *waiting, GError **error)
{
  const guint other = (guint)edge->faces[edge->faces[0] == (int)face];
  const Holder holder = cutting->holders[face];
  if (cutting->holders[other] == holder)
    return fail_contradiction(get_middle(edge->key.a, edge->key.b), error);
  if (cutting->holders[other] == HOLDER_UNKNOWN) {
    cutting->holders[other] = holder == HOLDER_OURS ? HOLDER_OTHER : HOLDER_OURS;
    g_array_append_val(waiting, other);
  }
  return TRUE;
}

/* Crossing a front changes the holder: from the faces that wait to all that they border on, which are
 * appended. */
static gboolean
spread(Cutting *cutting, GArray *waiting, GError **error)
{
  for (guint i = 0; i < waiting->len; i++) {
    const guint face = g_array_index(waiting, guint, i);
    for (guint k = cutting->firsts[face]; k < cutting->firsts[face + 1]; k++)
      if (!spread_from(cutting, face, cutting->borders->pdata[k], waiting, error))
        return FALSE;
  }
  return TRUE;
}

static gboolean
spread_holders(Cutting *cutting, GError **error)
{
  g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint face = 0; face < sal_geometry_get_n_polygons(cutting->faces); face++)
    if (cutting->holders[face] != HOLDER_UNKNOWN)
      g_array_append_val(waiting, face);
  return spread(cutting, waiting, error);
}

static gboolean
start_from_points(Cutting *cutting, const SalPoint *points, guint n, GError **error)
{
  g_autofree guint8 *found = g_new0(guint8, n);
  for (guint i = 0; i < sal_geometry_get_n_polygons(cutting->faces); i++) {
    g_autoptr(SalGeometry) face = sal_geometry_extract_polygon(cutting->faces, i);
    for (guint k = 0; k < n; k++)
      if (!found[k] && sal_geometry_contains(face, points[k].x, points[k].y)) {
        cutting->holders[i] = HOLDER_OURS;
        found[k] = TRUE;
      }
  }
  for (guint k = 0; k < n; k++)
    if (!found[k])
      return sal_error_set(error, SAL_ERROR_GEOMETRY,
                           "side: expected a point inside the territory, got (%.6f, %.6f)", points[k].x,
                           points[k].y);
  return TRUE;
}

/* Holds every part that fronts make one in one of its two ways and notes which faces those are. */
static gboolean
colour_parts(Cutting *cutting, SalFrontParts *all, GError **error)
{
  for (guint face = 0; face < sal_geometry_get_n_polygons(cutting->faces); face++) {
    if (cutting->holders[face] != HOLDER_UNKNOWN)
      continue;
    g_autoptr(GArray) part = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(part, face);
    cutting->holders[face] = HOLDER_OURS;
    if (!spread(cutting, part, error))
      return FALSE;
    for (guint i = 0; i < part->len; i++) {
      const guint member = g_array_index(part, guint, i);
      all->parts[member] = all->n_parts;
      all->is_held[member] = cutting->holders[member] == HOLDER_OURS;
    }
    all->n_parts++;
  }
  return TRUE;
}

static gboolean
start_from_before(Cutting *cutting, const SalGeometry *before, SalFrontReport *report, GError **error)
{
  const guint n_faces = sal_geometry_get_n_polygons(cutting->faces);
  g_autofree guint *parts = g_new(guint, n_faces);
  g_autofree guint8 *is_held = g_new(guint8, n_faces);
  SalFrontParts all = { .faces = cutting->faces, .parts = parts, .is_held = is_held };
  if (!colour_parts(cutting, &all, error) || !sal_front_parts_choose(&all, before, report, error))
    return FALSE;
  for (guint face = 0; face < n_faces; face++)
    cutting->holders[face] = is_held[face] ? HOLDER_OURS : HOLDER_OTHER;
  return TRUE;
}

/* The directions of the given fronts along an edge. */
typedef struct {
  SalPoint a, b; /* the edge */
  gboolean same, opposite;
} Directions;

#define ON_LINE_DEG 1e-9 /* noding may have moved an end by a rounding */

static void
add_direction(const SalSegment *segment, gpointer data)
{
  Directions *directions = data;
  const SalPoint c = segment->a, d = segment->b, m = get_middle(directions->a, directions->b);
  const double dx = d.x - c.x, dy = d.y - c.y, length = hypot(dx, dy);
  if (!(length > 0 && fabs((m.x - c.x) * dy - (m.y - c.y) * dx) <= ON_LINE_DEG * length))
    return;
  const double along = (directions->b.x - directions->a.x) * dx + (directions->b.y - directions->a.y) * dy;
  /* Across: a line that only passes by. */
  if (fabs(along) < length * hypot(directions->b.x - directions->a.x, directions->b.y - directions->a.y) / 2)
    return;
  directions->same |= along > 0;
  directions->opposite |= along < 0;
}

static Directions
get_front_directions(const Cutting *cutting, SalPoint a, SalPoint b)
{
  const SalPoint m = get_middle(a, b);
  const SalBox box = { m.x - ON_LINE_DEG, m.y - ON_LINE_DEG, m.x + ON_LINE_DEG, m.y + ON_LINE_DEG };
  Directions directions = { a, b, FALSE, FALSE };
  sal_segments_search(cutting->segments, box, add_direction, &directions);
  return directions;
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
    const Directions directions = get_front_directions(cutting, points[i - 1], points[i]);
    if (directions.same && directions.opposite)
      return fail_contradiction(get_middle(points[i - 1], points[i]), error);
    if (!directions.same && !directions.opposite)
      continue;
    const gboolean left_of_front = directions.same == inside_is_left;
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
  *n_unreached = n_unknown;
  return held;
}

/* "3 gaps between lines joined, the largest of 84 m near (1.000000, 2.000000)" */
static void
remark_fixes(const GArray *fixes, SalFrontFixKind kind, GPtrArray *remarks)
{
  static const struct {
    const char *one, *many, *largest;
  } words[SAL_FRONT_N_FIXES] = {
    [SAL_FRONT_JOINED] = { "gap between lines joined", "gaps between lines joined", "the largest of" },
    [SAL_FRONT_EXTENDED] = { "line extended to the edge of the territory",
                             "lines extended to the edge of the territory", "the furthest by" },
    [SAL_FRONT_DROPPED] = { "dangle dropped", "dangles dropped", "the longest of" },
  };
  const SalFrontFix *largest = NULL;
  guint n = 0;
  for (guint i = 0; i < fixes->len; i++) {
    const SalFrontFix *fix = &g_array_index(fixes, SalFrontFix, i);
    if (fix->kind != kind)
      continue;
    n++;
    if (largest == NULL || fix->length_m > largest->length_m)
      largest = fix;
  }
  if (n > 0)
    g_ptr_array_add(remarks, g_strdup_printf("front: %u %s, %s %.0f m near (%.6f, %.6f)", n,
                                             n == 1 ? words[kind].one : words[kind].many, words[kind].largest,
                                             largest->length_m, largest->from.x, largest->from.y));
}

static GPtrArray *
list_remarks(const SalFrontJoin *join)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func(g_free);
  for (SalFrontFixKind kind = 0; kind < SAL_FRONT_N_FIXES; kind++)
    remark_fixes(join->fixes, kind, remarks);
  if (join->n_without_length > 0)
    g_ptr_array_add(remarks, g_strdup_printf("front: %u line%s without length left out",
                                             join->n_without_length, join->n_without_length == 1 ? "" : "s"));
  return remarks;
}

void
sal_front_report_clear(SalFrontReport *report)
{
  g_clear_pointer(&report->remarks, g_ptr_array_unref);
  g_clear_pointer(&report->choices, g_ptr_array_unref);
  g_clear_pointer(&report->points, sal_geometry_free);
}

static gboolean
start(Cutting *cutting, const SalSide *side, SalFrontReport *report, GError **error)
{
  switch (side->kind) {
  case SAL_SIDE_POINT:
    return start_from_points(cutting, &side->point, 1, error);
  case SAL_SIDE_POINTS:
    return start_from_points(cutting, (const SalPoint *)side->places->points->data,
                             sal_geometry_get_n_points(side->places), error);
  case SAL_SIDE_BEFORE:
    return start_from_before(cutting, side->places, report, error);
  default:
    return start_from_lines(cutting, side->kind, error);
  }
}

/* Gives the faces to their holders. */
static gboolean
hold_faces(Cutting *cutting, const SalSide *side, SalFrontReport *report, GError **error)
{
  return start(cutting, side, report, error) && spread_holders(cutting, error) &&
         check_all_known(cutting, error);
}

SalGeometry *
sal_front_close(const SalGeometry *lines, const SalGeometry *territory, const SalFrontOptions *options,
                SalFrontReport *report, GError **error)
{
  if (sal_geometry_is_empty(lines)) {
    sal_error_set(error, SAL_ERROR_FORMAT, "front: expected lines, got none");
    return NULL;
  }
  g_autoptr(SalFrontJoin) join = sal_front_join(lines, territory, options->snap_m, error);
  if (join == NULL)
    return NULL;
  g_auto(Cutting) cutting = { .lines = lines,
                              .segments = sal_segments_new(lines),
                              .outline = sal_segments_new(territory),
                              .snap_m = options->snap_m };
  g_auto(SalFrontReport) own = { .remarks = list_remarks(join) };
  if (!check_loose_ends(&cutting, join->loose_ends, error) || !cut_territory(&cutting, join->noded, error) ||
      !find_fronts(&cutting, error) || !hold_faces(&cutting, &options->side, &own, error))
    return NULL;
  SalGeometry *held = collect_held(&cutting, &own.n_unreached);
  if (report != NULL) {
    *report = own;
    own = (SalFrontReport){ NULL };
  }
  return held;
}
