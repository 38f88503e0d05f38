/* Rings round changes that a map shows but that are too small to be noticed. */
#pragma once

#include "render/map/clusters.h"

#define SAL_MARKER_MM 2.2 /* across, at most */

/* The clusters of polygons (lon/lat) whose parts are all below the drawing limit and that are worth a ring:
 * at least 3 tenths of the largest cluster that is as small, and where larger ones are drawn, a twentieth of
 * the whole. Where two rings would overlap, the larger change has it. Largest first. GArray of SalPoint: the
 * rings' middles, page mm. polygons may be NULL. */
GArray *sal_markers_find(const SalMap *map, const SalGeometry *polygons);

/* How large rings are: smaller on maps whose longer side is below 80 mm, where they would outshine the
 * change. */
double sal_markers_get_size_mm(const SalMap *map);

/* Whether a cluster is too small to be noticed by itself. */
gboolean sal_markers_wants(const SalCluster *cluster);

/* Draws rings in the colour of an area's edge: dashed for a hatched area, whose edge may be as black as that
 * of a solid one. */
void sal_markers_draw(const GArray *markers, double size_mm, SalLayer *layer, const SalStyle *style,
                      const SalAreaStyle *area);

/* What rings take, for labels and callouts: appends to obstacles (SalTurnedRect). */
void sal_markers_add_obstacles(const GArray *markers, double size_mm, GArray *obstacles);
