/* Rings round changes that a map shows but that are too small to be noticed. */
#pragma once

#include "render/clusters.h"

#define SAL_MARKER_MM 2.2 /* across */

/* The clusters of polygons (lon/lat) whose parts are all below the drawing limit and that are worth a ring:
 * at least 3 tenths of the largest cluster that is as small, and where larger ones are drawn, a fiftieth of
 * the whole. Where two rings would overlap, the larger change has it. Largest first. GArray of SalPoint: the
 * rings' middles, page mm. polygons may be NULL. */
GArray *sal_markers_find(const SalMap *map, const SalGeometry *polygons);

/* Whether a cluster is too small to be noticed by itself. */
gboolean sal_markers_wants(const SalCluster *cluster);

/* Draws rings in the colour of an area's edge: dashed for a hatched area, whose edge may be as black as that
 * of a solid one. */
void
sal_markers_draw(const GArray *markers, SalLayer *layer, const SalStyle *style, const SalAreaStyle *area);

/* What rings take, for labels and callouts: appends to obstacles (SalTurnedRect). */
void sal_markers_add_obstacles(const GArray *markers, GArray *obstacles);
