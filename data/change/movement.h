/* How a front moved in a change: the largest areas that changed hands, how far they reached, and how long the
 * front is. */
#pragma once

#include "data/geometry/area.h"
#include "data/places/nearby.h"

#define SAL_MOVEMENT_MAX_AREAS 5

/* One connected area that changed hands. */
typedef struct {
  gboolean is_lost;
  double area_m2;
  SalPoint centroid;    /* lon, lat; computed in degrees */
  double front_gap_m;   /* from its nearest vertex to the old outline; 0: it touches; NaN: there was none */
  double front_reach_m; /* from its furthest vertex to the old outline; NaN: there was none */
  const char *place;    /* interned; the place that it is known by (data/places/nearby.h); NULL: none */
  double place_m; /* how far the centroid is from that place; NaN: there is none, or none was looked for */
  SalDirection direction; /* in which it lies from that place */
  gboolean is_incursion;  /* as data/change/incursion.h finds it */
  gboolean is_doubted;    /* it alone is why a step may be a reset: it lies too far from the old front */
} SalMovedArea;

typedef struct {
  SalMovedArea largest[SAL_MOVEMENT_MAX_AREAS]; /* gained and lost together, largest first */
  guint n_largest;
  /* The largest group (data/change/change-group.h), which maps name as one: area_m2 is that of all of it, the centroid and
   * the place that of its largest part; distances from the front are NaN. Without area: there is none. */
  SalMovedArea group;
  double group_part_m2;            /* of its largest part */
  double advance_m, retreat_m;     /* to 1 mm; 0: none; NaN: nothing was held before, or is after */
  SalPoint advance_at, retreat_at; /* lon, lat; if there is one */
  gboolean has_front;              /* the lines are fronts: the edge of a known territory is left out */
  double line_from_m, line_to_m;   /* the front, or the outline without the edge of an area of interest */
  double net_m2_per_day;           /* per day between the snapshots; 0 if one stands for both ends */
} SalMovement;

/* What is compared: valid polygons in lon/lat, none of them NULL. */
typedef struct {
  const SalGeometry *from, *to, *gained, *lost;
  const SalAreaModel *area_model;
} SalMovementInput;

/* Computes a movement, owned by the caller (g_free). Advance is the greatest distance from a vertex of the
 * gained area to the outline of `from`; retreat is that from a vertex of the lost area to the outline of
 * `to`. Both are on the ground (data/geometry/ground.h). Polygons that are 1 m or more away from that outline
 * are left out, because nothing advanced to them. Lines and the rate are left 0. */
SalMovement *sal_movement_compute(const SalMovementInput *input);

/* Adds up a movement from those of parts of its period: lines stay, the furthest advance and retreat and the
 * largest areas of all parts count. The rate is left to the caller. */
void sal_movement_begin_parts(SalMovement *movement);
void sal_movement_add_part(SalMovement *movement, const SalMovement *part);

/* Finds the place (places: SalPlace) by which each of the largest areas and the largest group is known. */
void sal_movement_find_places(SalMovement *movement, const GArray *places);
