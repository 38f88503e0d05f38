/* Groups: parts of a change that lie so near to each other on the ground that a reader takes them for one, and
 * that have one number. They follow from the change alone: they are the same at every size of a picture, in
 * every frame and on every inset. */
#pragma once

#include "data/geometry/area.h"
#include "data/places/nearby.h"

#define SAL_CHANGE_GROUP_GAP_M 5000.0 /* parts that come within this of each other join, */
#define SAL_CHANGE_GROUP_REACH_M                                                                             \
  60000.0 /* as long as the box of a group is no longer than this from corner to corner */
#define SAL_CHANGE_GROUP_MAX_PARTS 2000 /* of a change; smaller ones are in no group */

typedef struct {
  gboolean is_lost;
  GArray *polygons; /* guint: numbers of the parts among gained or lost, largest first */
  double area_m2;   /* of all parts, by the area model */
  SalBox box;       /* lon/lat */
  SalNearby
      nearby; /* the place that its largest part is known by; none before sal_change_groups_find_places() */
} SalChangeGroup;

/* All groups of what was gained and of what was lost, the largest first. A part joins the group whose largest
 * part is the largest, if several are near. gained, lost: lon/lat; each may be NULL. GArray of SalChangeGroup, owned by the
 * caller. */
GArray *sal_change_groups_find(const SalGeometry *gained, const SalGeometry *lost, const SalAreaModel *model);

/* Finds the places of groups, the largest first. Where a larger group that was gained, or lost, likewise has the
 * same place and direction, a group goes by the next one, if there is any, so that a name has one number. gained,
 * lost: those of which the groups were made. places: SalPlace, which outlive the groups; NULL: none are known. */
void sal_change_groups_find_places(GArray *groups, const SalGeometry *gained, const SalGeometry *lost,
                                   const GArray *places);

/* The parts of a group alone, in lon/lat. polygons: gained or lost, of which it is one. Owned by the caller. */
SalGeometry *sal_change_group_extract(const SalChangeGroup *group, const SalGeometry *polygons);
