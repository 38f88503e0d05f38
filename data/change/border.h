/* The border of states, and what of a change is no more than that border drawn anew.
 *
 * The border is lines with a width. Its zone is all that lies within that width of a line. A part of a change (one
 * polygon of what was gained or lost, without noise) is redrawn border if
 *
 *     its whole outline lies in the zone, and it is nowhere wider than the zone, which is twice the width;
 *     no front comes within the width of it: the front is the edge of what was held before, outside of the zone;
 *     and, if it was gained, it touches what was held before. What was gained apart from that is an incursion (see
 *     data/change/incursion.h).
 *
 * There is one border for all of a run: that of the option `border`. Where there is none, pictures make one of the
 * base map (data/change/borderland.h); numbers then know no border.
 *
 * To ask whether an edge of an outline lies on the border, and so is no front: sal_border_has_edge(border, a, b),
 * where border is that of SalChangeOptions (NULL: none is stated, and no edge lies on it). Any number of threads may
 * read a border. */
#pragma once

#include "data/geometry/segments.h"

#define SAL_BORDER_NEAR_M 2000.0       /* the width of a border that the user draws, or that data draw */
#define SAL_BORDER_NEAR_EARTH_M 5000.0 /* of Natural Earth's, which lies further from that of data */

typedef struct _SalBorder SalBorder;

/* lines: lent, in lon/lat. width_m: above 0. name: for people, such as the name of a file; NULL: "". */
SalBorder *sal_border_new(const SalGeometry *lines, double width_m, const char *name);
void sal_border_free(SalBorder *border);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBorder, sal_border_free)

const char *sal_border_get_name(const SalBorder *border); /* lent */
double sal_border_get_width_m(const SalBorder *border);

/* Whether a point lies in the zone. */
gboolean sal_border_has_point(const SalBorder *border, SalPoint point);
/* Whether all of a straight edge does, to a metre or a thousandth of its length. */
gboolean sal_border_has_edge(const SalBorder *border, SalPoint a, SalPoint b);

/* Whether a polygon of what was gained or lost is redrawn border, by itself. before: the edges of what was held
 * before. */
gboolean sal_border_is_redrawn(const SalBorder *border, const SalGeometry *polygon, const SalSegments *before,
                               gboolean is_lost);

/* Takes the redrawn border out of what was gained or lost: polygons keeps the rest, redrawn receives it (owned by the
 * caller, perhaps empty). border: NULL takes out nothing. before: the polygons that were held before. */
void sal_border_split(const SalBorder *border, const SalGeometry *before, gboolean is_lost,
                      SalGeometry **polygons, SalGeometry **redrawn);
