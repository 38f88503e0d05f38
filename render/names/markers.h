/* Rings round changes that are on the map but too small to be noticed. */
#pragma once

#include "render/map/clusters.h"

#define SAL_MARKER_MM 2.2         /* across, at most */
#define SAL_MARKER_VISIBLE_MM 0.5 /* a cluster none of whose parts is this long has a ring */

/* The middles of the rings, page mm, for clusters of polygons (lon/lat) that are too small to be noticed.
 * A cluster has a ring if it is at least 3 tenths of the largest of these clusters, and a twentieth of all
 * if larger clusters are drawn. Where two rings would overlap, the larger change has one. Largest first.
 * GArray of SalPoint, owned by the caller. polygons may be NULL. */
GArray *sal_markers_find(const SalMap *map, const SalGeometry *polygons);

/* How wide the rings of a map are. They are smaller on maps whose longer side is below 80 mm, where they
 * would distract from the change. */
double sal_markers_get_size_mm(const SalMap *map);

/* Whether a cluster is too small to be noticed by itself. */
gboolean sal_markers_wants(const SalCluster *cluster);

/* Draws rings in the colour of an area's edge. The rings of a hatched area are dashed, because its edge
 * may be as black as that of a solid one. */
void sal_markers_draw(const GArray *markers, double size_mm, SalLayer *layer, const SalStyle *style,
                      const SalAreaStyle *area);

/* Appends what the rings cover to obstacles (SalTurnedRect), for labels and callouts. */
void sal_markers_add_obstacles(const GArray *markers, double size_mm, GArray *obstacles);
