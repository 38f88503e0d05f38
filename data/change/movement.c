#include "data/change/movement.h"

#include "data/change/change-group.h"

#include "data/geometry/outline.h"
#include "data/geometry/polygon.h"

#include <math.h>

/* A polygon of the gained or the lost, with a size by which it is ranked. */
typedef struct {
  const SalGeometry *polygons;
  guint polygon;
  gboolean is_lost;
  double size;
} Candidate;

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
    keep_largest(largest, n, (Candidate){ polygons, i, is_lost, sal_polygon_estimate_m2(polygons, i) });
}

static SalMovedArea
describe(const Candidate *candidate, const SalAreaModel *model, const SalOutline *old)
{
  g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(candidate->polygons, candidate->polygon);
  return (SalMovedArea){ .is_lost = candidate->is_lost,
                         .area_m2 = sal_area_measure(model, one),
                         .centroid = sal_polygon_find_centroid(candidate->polygons, candidate->polygon),
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

static void
find_group(SalMovement *movement, const SalMovementInput *input)
{
  g_autoptr(GArray) groups = sal_change_groups_find(input->gained, input->lost, input->area_model);
  if (groups->len == 0)
    return;
  const SalChangeGroup *group = &g_array_index(groups, SalChangeGroup, 0);
  const SalGeometry *polygons = group->is_lost ? input->lost : input->gained;
  const guint part = g_array_index(group->polygons, guint, 0);
  movement->group = (SalMovedArea){ .is_lost = group->is_lost,
                                    .area_m2 = group->area_m2,
                                    .centroid = sal_polygon_find_centroid(polygons, part),
                                    .front_gap_m = NAN,
                                    .front_reach_m = NAN,
                                    .place_m = NAN };
  movement->group_part_m2 = sal_polygon_estimate_m2(polygons, part);
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
  find_group(movement, input);
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
  movement->group = (SalMovedArea){ .place_m = NAN };
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
  if (part->group.area_m2 > movement->group.area_m2) {
    movement->group = part->group;
    movement->group_part_m2 = part->group_part_m2;
  }
  if (part->advance_m > movement->advance_m) {
    movement->advance_m = part->advance_m;
    movement->advance_at = part->advance_at;
  }
  if (part->retreat_m > movement->retreat_m) {
    movement->retreat_m = part->retreat_m;
    movement->retreat_at = part->retreat_at;
  }
}

/* part_m2: how large it is where its place is looked for. */
static void
find_place(SalMovedArea *area, double part_m2, const GArray *places)
{
  const SalNearby nearby = sal_nearby_find(places, area->centroid, part_m2, NULL);
  area->place = nearby.place != NULL ? g_intern_string(nearby.place->name) : NULL;
  area->place_m = nearby.place != NULL ? nearby.distance_m : NAN;
  area->direction = nearby.direction;
}

void
sal_movement_find_places(SalMovement *movement, const GArray *places)
{
  for (guint i = 0; i < movement->n_largest; i++)
    find_place(&movement->largest[i], movement->largest[i].area_m2, places);
  if (movement->group.area_m2 > 0)
    find_place(&movement->group, movement->group_part_m2, places);
}
