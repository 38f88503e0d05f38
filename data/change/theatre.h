/* The theatre: the ground on which a front can lie, and what of an outline is front.
 *
 * The edge of what is held is no front where it is the theatre's own edge, such as a coast or a border. Any number of
 * threads may read a theatre. */
#pragma once

#include "data/geometry/outline.h"

#define SAL_THEATRE_NEAR_M 2000.0 /* how far coasts and borders of Natural Earth and of data may lie apart */

typedef struct _SalTheatre SalTheatre;

/* area: taken; valid polygons in lon/lat. name: for people. near_m: how near to the area's outline the edges of what is
 * held are not front. */
SalTheatre *sal_theatre_new(SalGeometry *area, const char *name, double near_m);
void sal_theatre_free(SalTheatre *theatre);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTheatre, sal_theatre_free)

/* Keeps what lies in an area of interest. area: taken; what both share. What is no front stays the same, because the edge of
 * an area of interest is neither a coast nor a border. */
void sal_theatre_cut(SalTheatre *theatre, SalGeometry *area);

const SalGeometry *sal_theatre_get_area(const SalTheatre *theatre); /* lent */
const char *sal_theatre_get_name(const SalTheatre *theatre);        /* lent */
double sal_theatre_get_near_m(const SalTheatre *theatre);
gboolean sal_theatre_has(const SalTheatre *theatre, SalPoint point);

/* The distance of a point from the theatre's edge, in metres. */
double sal_theatre_measure_to_edge_m(const SalTheatre *theatre, SalPoint point);

/* The front of polygons, as lines: their edges whose middle lies in the theatre, which do not lie on `border` (as
 * sal_outline_new_without(); NULL: none do) and not along the theatre's outline with both ends and the middle. */
SalGeometry *
sal_theatre_find_front(const SalTheatre *theatre, const SalGeometry *polygons, const SalOutline *border);
