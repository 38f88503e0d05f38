/* Tells for many points at once whether they lie inside polygons, exactly.
 *
 * Points are sorted once; each edge of the polygons then finds those beside it. That suits points that stay while
 * polygons change from snapshot to snapshot. The coordinates of both are in the same plane and taken as they are, as
 * doubles: no rounding decides on which side of an edge a point lies. */
#pragma once

#include "data/geometry/geometry.h"

typedef enum { SAL_WHERE_OUTSIDE, SAL_WHERE_INSIDE, SAL_WHERE_ON_EDGE } SalWhere;

typedef struct _SalPointSet SalPointSet;

/* Copies points, whose coordinates are finite. */
SalPointSet *sal_point_set_new(const SalPoint *points, guint n);
void sal_point_set_free(SalPointSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPointSet, sal_point_set_free)

/* Sets where[i] for each point: even-odd over all rings, which for dissolved polygons is what they cover. Any number of
 * threads may ask one set. */
void sal_point_set_locate(const SalPointSet *set, const SalGeometry *polygons, SalWhere *where);

/* On which side of the line from a to b a point lies: 1 left, -1 right, 0 on it; exact. */
int sal_locate_side(SalPoint a, SalPoint b, SalPoint point);
