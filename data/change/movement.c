#include "data/change/movement.h"

#include "data/geometry/ground.h"
#include "data/geometry/outline.h"

#include <math.h>

/* Of a ring, relative to an origin: twice its area, and six times its area times its centroid. */
typedef struct {
  double area, mx, my;
} Moments;

static Moments
get_ring_moments(const SalPoint *p, guint n, SalPoint origin)
{
  Moments sum = { 0, 0, 0 };
  for (guint i = 1; i < n; i++) {
    const double ax = p[i - 1].x - origin.x, ay = p[i - 1].y - origin.y, bx = p[i].x - origin.x,
                 by = p[i].y - origin.y, cross = ax * by - bx * ay;
    sum.area += cross;
    sum.mx += (ax + bx) * cross;
    sum.my += (ay + by) * cross;
  }
  return sum;
}

/* The moments of a polygon with its holes, in degrees. origin receives the point that they are relative to. */
static Moments
get_moments(const SalGeometry *polygons, guint polygon, SalPoint *origin)
{
  Moments sum = { 0, 0, 0 };
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  *origin = sal_geometry_get_part(polygons, first, &n)[0];
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    const Moments ring = get_ring_moments(points, n, *origin);
    const double sign = (ring.area < 0) == (part > first) ? 1 : -1;
    sum.area += sign * ring.area;
    sum.mx += sign * ring.mx;
    sum.my += sign * ring.my;
  }
  return sum;
}

static SalPoint
get_centroid(const SalGeometry *polygons, guint polygon)
{
  SalPoint origin;
  const Moments moments = get_moments(polygons, polygon, &origin);
  if (!(moments.area > 0))
    return origin;
  return (SalPoint){ origin.x + moments.mx / (3 * moments.area), origin.y + moments.my / (3 * moments.area) };
}

/* A polygon of the gained or the lost, with a size by which it is ranked. */
typedef struct {
  const SalGeometry *polygons;
  guint polygon;
  gboolean is_lost;
  double size;
} Candidate;

/* The size of a polygon in m2, roughly: at the scale of its first point. */
static double
estimate_size(const SalGeometry *polygons, guint polygon)
{
  SalPoint origin;
  const double area = get_moments(polygons, polygon, &origin).area / 2;
  const SalPoint scale = sal_ground_get_scale(origin.y);
  return area * scale.x * scale.y;
}

/* Puts a candidate among the largest, which are sorted. If several are equal, the earlier one stays first. */
static void
keep_largest(Candidate *largest, guint *n, Candidate candidate)
{
  guint i = *n < SAL_MOVEMENT_MAX_AREAS ? (*n)++ : SAL_MOVEMENT_MAX_AREAS;
  for (; i > 0 && largest[i - 1].size < candidate.size; i--)
    if (i < SAL_MOVEMENT_MAX_AREAS)
      largest[i] = largest[i - 1];
  if (i < SAL_MOVEMENT_MAX_AREAS)
    largest[i] = candidate;
}

static void
rank(Candidate *largest, guint *n, const SalGeometry *polygons, gboolean is_lost)
{
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++)
    keep_largest(largest, n, (Candidate){ polygons, i, is_lost, estimate_size(polygons, i) });
}

static SalMovedArea
describe(const Candidate *candidate, const SalAreaModel *model, const SalOutline *old)
{
  g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(candidate->polygons, candidate->polygon);
  return (SalMovedArea){ .is_lost = candidate->is_lost,
                         .area_m2 = sal_area_measure(model, one),
                         .centroid = get_centroid(candidate->polygons, candidate->polygon),
                         .front_gap_m = sal_outline_find_nearest_m(old, one),
                         .front_reach_m = sal_outline_find_furthest_m(old, one, NULL),
                         .place_m = NAN };
}

static void
find_largest(SalMovement *movement, const SalMovementInput *input, const SalOutline *old)
{
  Candidate largest[SAL_MOVEMENT_MAX_AREAS] = { { 0 } };
  rank(largest, &movement->n_largest, input->gained, FALSE);
  rank(largest, &movement->n_largest, input->lost, TRUE);
  for (guint i = 0; i < movement->n_largest; i++)
    movement->largest[i] = describe(&largest[i], input->area_model, old);
}

/* Rounds to 1 mm. That is far finer than distances are accurate and far coarser than what rounding leaves in
 * them, so that equal advances stay equal and the first of them is named. */
static double
round_to_mm(double distance_m)
{
  return round(distance_m * 1000) / 1000;
}

/* How far polygons reach from the outline of held, and where. A polygon that lies apart did not come from
 * there and is left out. NaN: nothing is held. */
static double
find_reach_m(const SalOutline *outline, const SalGeometry *held, const SalGeometry *polygons, SalPoint *where)
{
  g_autoptr(SalGeometry) moved = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) one =
        sal_outline_touches(outline, polygons, i) ? sal_geometry_extract_polygon(polygons, i) : NULL;
    if (one != NULL)
      sal_geometry_append(moved, one);
  }
  return sal_geometry_is_empty(held) ? NAN : round_to_mm(sal_outline_find_furthest_m(outline, moved, where));
}

SalMovement *
sal_movement_compute(const SalMovementInput *input)
{
  SalMovement *movement = g_new0(SalMovement, 1);
  if (sal_geometry_is_empty(input->gained) && sal_geometry_is_empty(input->lost))
    return movement;
  g_autoptr(SalOutline) old = sal_outline_new(input->from);
  movement->advance_m = find_reach_m(old, input->from, input->gained, &movement->advance_at);
  find_largest(movement, input, old);
  if (sal_geometry_is_empty(input->lost))
    return movement;
  g_autoptr(SalOutline) new = sal_outline_new(input->to);
  movement->retreat_m = find_reach_m(new, input->to, input->lost, &movement->retreat_at);
  return movement;
}

void
sal_movement_begin_parts(SalMovement *movement)
{
  movement->n_largest = 0;
  movement->advance_m = movement->retreat_m = 0;
}

/* Puts an area among the largest, which are sorted. If several are equal, the earlier one stays first. */
static void
add_area(SalMovement *movement, const SalMovedArea *area)
{
  guint i = movement->n_largest < SAL_MOVEMENT_MAX_AREAS ? movement->n_largest++ : SAL_MOVEMENT_MAX_AREAS;
  for (; i > 0 && movement->largest[i - 1].area_m2 < area->area_m2; i--)
    if (i < SAL_MOVEMENT_MAX_AREAS)
      movement->largest[i] = movement->largest[i - 1];
  if (i < SAL_MOVEMENT_MAX_AREAS)
    movement->largest[i] = *area;
}

void
sal_movement_add_part(SalMovement *movement, const SalMovement *part)
{
  for (guint i = 0; i < part->n_largest; i++)
    add_area(movement, &part->largest[i]);
  if (part->advance_m > movement->advance_m) {
    movement->advance_m = part->advance_m;
    movement->advance_at = part->advance_at;
  }
  if (part->retreat_m > movement->retreat_m) {
    movement->retreat_m = part->retreat_m;
    movement->retreat_at = part->retreat_at;
  }
}

void
sal_movement_find_places(SalMovement *movement, const GArray *places)
{
  for (guint i = 0; i < movement->n_largest; i++) {
    SalMovedArea *area = &movement->largest[i];
    const SalPlace *place = sal_places_find_nearest(places, area->centroid, &area->place_m);
    area->place = place != NULL ? g_intern_string(place->name) : NULL;
  }
}
