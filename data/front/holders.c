/* Gives some faces a holder, as the side says, and spreads from them to others across their borders. */
#include "data/front/holders.h"

#include "data/base/error.h"

#include <math.h>

typedef struct {
  const SalFrontCutting *cutting;
  const SalGeometry *faces; /* those of cutting */
  const SalSegments *lines; /* the fronts as given */
  SalHolder *holders;       /* of each face */
} Holding;

static SalPoint
get_middle(SalPoint a, SalPoint b)
{
  return (SalPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

/* Gives the face beyond a border the other holder. If it had none, it is appended to waiting. */
static gboolean
spread_from(Holding *holding, guint face, const SalFrontBorder *border, GArray *waiting, GError **error)
{
  const guint other = border->faces[border->faces[0] == face];
  const SalHolder holder = holding->holders[face];
  if (holding->holders[other] == holder)
    return sal_front_set_contradiction(get_middle(border->a, border->b), error);
  if (holding->holders[other] == SAL_HOLDER_NONE) {
    holding->holders[other] = holder == SAL_HOLDER_OURS ? SAL_HOLDER_OTHER : SAL_HOLDER_OURS;
    g_array_append_val(waiting, other);
  }
  return TRUE;
}

/* Spreads holders from the faces that wait to all that they border on. Those are appended to waiting. */
static gboolean
spread(Holding *holding, GArray *waiting, GError **error)
{
  for (guint i = 0; i < waiting->len; i++) {
    const guint face = g_array_index(waiting, guint, i);
    guint n;
    const SalFrontBorder *const *borders = sal_front_cutting_get_borders(holding->cutting, face, &n);
    for (guint k = 0; k < n; k++)
      if (!spread_from(holding, face, borders[k], waiting, error))
        return FALSE;
  }
  return TRUE;
}

static gboolean
spread_holders(Holding *holding, GError **error)
{
  g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint face = 0; face < sal_geometry_get_n_polygons(holding->faces); face++)
    if (holding->holders[face] != SAL_HOLDER_NONE)
      g_array_append_val(waiting, face);
  return spread(holding, waiting, error);
}

static gboolean
start_from_points(Holding *holding, const SalPoint *points, guint n, GError **error)
{
  g_autofree guint8 *found = g_new0(guint8, n);
  for (guint i = 0; i < sal_geometry_get_n_polygons(holding->faces); i++) {
    g_autoptr(SalGeometry) face = sal_geometry_extract_polygon(holding->faces, i);
    for (guint k = 0; k < n; k++)
      if (!found[k] && sal_geometry_contains(face, points[k].x, points[k].y)) {
        holding->holders[i] = SAL_HOLDER_OURS;
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

/* Colours the faces of every part in one of the two ways, and notes which faces form which part. */
static gboolean
colour_parts(Holding *holding, SalFrontParts *all, GError **error)
{
  for (guint face = 0; face < sal_geometry_get_n_polygons(holding->faces); face++) {
    if (holding->holders[face] != SAL_HOLDER_NONE)
      continue;
    g_autoptr(GArray) part = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(part, face);
    holding->holders[face] = SAL_HOLDER_OURS;
    if (!spread(holding, part, error))
      return FALSE;
    for (guint i = 0; i < part->len; i++) {
      const guint member = g_array_index(part, guint, i);
      all->parts[member] = all->n_parts;
      all->is_held[member] = holding->holders[member] == SAL_HOLDER_OURS;
    }
    all->n_parts++;
  }
  return TRUE;
}

static gboolean
start_from_before(Holding *holding, const SalGeometry *before, SalFrontChoice *choice, GError **error)
{
  const guint n_faces = sal_geometry_get_n_polygons(holding->faces);
  g_autofree guint *parts = g_new(guint, n_faces);
  g_autofree guint8 *is_held = g_new(guint8, n_faces);
  SalFrontParts all = { .faces = holding->faces, .parts = parts, .is_held = is_held };
  if (!colour_parts(holding, &all, error) || !sal_front_parts_choose(&all, before, choice, error))
    return FALSE;
  for (guint face = 0; face < n_faces; face++)
    holding->holders[face] = is_held[face] ? SAL_HOLDER_OURS : SAL_HOLDER_OTHER;
  return TRUE;
}

/* Whether fronts as given run along an edge in its direction or against it. */
typedef struct {
  SalPoint a, b; /* the edge */
  gboolean same, opposite;
} Directions;

#define ON_LINE_DEG 1e-9 /* noding may have moved an end by a rounding error */

static void
add_direction(const SalSegment *segment, gpointer data)
{
  Directions *directions = data;
  const SalPoint c = segment->a, d = segment->b, m = get_middle(directions->a, directions->b);
  const double dx = d.x - c.x, dy = d.y - c.y, length = hypot(dx, dy);
  if (!(length > 0 && fabs((m.x - c.x) * dy - (m.y - c.y) * dx) <= ON_LINE_DEG * length))
    return;
  const double along = (directions->b.x - directions->a.x) * dx + (directions->b.y - directions->a.y) * dy;
  /* A line at a large angle crosses the edge and does not run along it. */
  if (fabs(along) < length * hypot(directions->b.x - directions->a.x, directions->b.y - directions->a.y) / 2)
    return;
  directions->same |= along > 0;
  directions->opposite |= along < 0;
}

static Directions
get_front_directions(const Holding *holding, SalPoint a, SalPoint b)
{
  const SalPoint m = get_middle(a, b);
  const SalBox box = { m.x - ON_LINE_DEG, m.y - ON_LINE_DEG, m.x + ON_LINE_DEG, m.y + ON_LINE_DEG };
  Directions directions = { a, b, FALSE, FALSE };
  sal_segments_search(holding->lines, box, add_direction, &directions);
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

/* Finds who holds a face from the directions of the fronts along one of its rings. */
static gboolean
ask_ring(Holding *holding, guint face, const SalPoint *points, guint n, gboolean is_hole, SalSideKind side,
         GError **error)
{
  const gboolean inside_is_left = (get_signed_area(points, n) > 0) != is_hole;
  for (guint i = 1; i < n; i++) {
    if (!sal_front_cutting_is_border(holding->cutting, points[i - 1], points[i]))
      continue;
    const Directions directions = get_front_directions(holding, points[i - 1], points[i]);
    if (directions.same && directions.opposite)
      return sal_front_set_contradiction(get_middle(points[i - 1], points[i]), error);
    if (!directions.same && !directions.opposite)
      continue;
    const gboolean left_of_front = directions.same == inside_is_left;
    const SalHolder holder = left_of_front == (side == SAL_SIDE_LEFT) ? SAL_HOLDER_OURS : SAL_HOLDER_OTHER;
    if (holding->holders[face] != SAL_HOLDER_NONE && holding->holders[face] != holder)
      return sal_front_set_contradiction(get_middle(points[i - 1], points[i]), error);
    holding->holders[face] = holder;
  }
  return TRUE;
}

static gboolean
start_from_lines(Holding *holding, SalSideKind side, GError **error)
{
  for (guint face = 0; face < sal_geometry_get_n_polygons(holding->faces); face++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(holding->faces, face, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *points = sal_geometry_get_part(holding->faces, part, &n);
      if (!ask_ring(holding, face, points, n, part > first, side, error))
        return FALSE;
    }
  }
  return TRUE;
}

/* Fails if a face that borders on others has no holder: it is in a part of the territory of which the side
 * says nothing. */
static gboolean
check_all_known(const Holding *holding, GError **error)
{
  for (guint i = 0; i < sal_geometry_get_n_polygons(holding->faces); i++) {
    guint n_borders;
    sal_front_cutting_get_borders(holding->cutting, i, &n_borders);
    if (n_borders == 0 || holding->holders[i] != SAL_HOLDER_NONE)
      continue;
    const SalPoint inner = sal_geometry_get_inner_point(holding->faces, i);
    return sal_error_set(
        error, SAL_ERROR_GEOMETRY,
        "side: expected left or right where a separate part of the territory has a front of its own, "
        "got a point that says nothing about (%.6f, %.6f)",
        inner.x, inner.y);
  }
  return TRUE;
}

static gboolean
start(Holding *holding, const SalSide *side, SalFrontChoice *choice, GError **error)
{
  switch (side->kind) {
  case SAL_SIDE_POINT:
    return start_from_points(holding, &side->point, 1, error);
  case SAL_SIDE_POINTS:
    return start_from_points(holding, (const SalPoint *)side->places->points->data,
                             sal_geometry_get_n_points(side->places), error);
  case SAL_SIDE_BEFORE:
    return start_from_before(holding, side->places, choice, error);
  default:
    return start_from_lines(holding, side->kind, error);
  }
}

SalHolder *
sal_front_find_holders(const SalFrontCutting *cutting, const SalSegments *lines, const SalSide *side,
                       SalFrontChoice *choice, GError **error)
{
  const SalGeometry *faces = sal_front_cutting_get_faces(cutting);
  g_autofree SalHolder *holders = g_new0(SalHolder, sal_geometry_get_n_polygons(faces) + 1);
  Holding holding = { cutting, faces, lines, holders };
  if (!start(&holding, side, choice, error) || !spread_holders(&holding, error) ||
      !check_all_known(&holding, error))
    return NULL;
  return g_steal_pointer(&holders);
}
