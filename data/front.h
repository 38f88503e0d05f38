/* Front lines closed against a territory into control areas.
 *
 * Lines that cross the territory from edge to edge, or close on themselves, cut it into faces. Crossing a
 * front changes the holder: the faces are two-coloured, starting from the face of a point known to be on the
 * holder's side, or from the side of each line that faces the holder. */
#pragma once

#include "data/geometry.h"

typedef enum { SAL_SIDE_POINT, SAL_SIDE_LEFT, SAL_SIDE_RIGHT } SalSideKind;

typedef struct {
  SalSideKind kind;
  SalPoint point; /* for SAL_SIDE_POINT: lon, lat */
} SalSide;

/* Reads LON,LAT or left or right. Error: USAGE. */
gboolean sal_side_parse(const char *text, SalSide *side, GError **error);

/* The holder's area: polygons of territory on the holder's side of lines. Both in lon/lat; territory is
 * valid. Parts of the territory that no front reaches belong to nobody unless the side's point lies in them;
 * their number is returned in n_unreached (may be NULL). Errors (GEOMETRY): a line that does not cut the
 * territory (coordinates of its loose end, and how many more there are); a side point outside the territory;
 * lines that contradict each other. */
SalGeometry *sal_front_close(const SalGeometry *lines, const SalGeometry *territory, const SalSide *side,
                             guint *n_unreached, GError **error);
