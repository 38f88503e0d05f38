/* Clusters: parts of a change that are so near to each other on the page that they share a ring. */
#pragma once

#include "render/map/map.h"

typedef struct {
  GArray *polygons; /* guint: numbers of the parts, largest first */
  double km2;       /* roughly, for ranking */
  SalBox box;       /* of what the frame shows, mm */
  double extent_mm; /* the length of its longest part as drawn; 0: none can be drawn */
  SalPoint at;      /* in the frame, mm: where its largest part is drawn, or would be */
} SalCluster;

/* The clusters of polygons (lon/lat) of which the frame shows anything, largest first. Beginning with the
 * largest, parts join that come within gap_mm of each other, as long as the cluster stays within max_mm.
 * GArray of SalCluster, owned by the caller. polygons may be NULL. */
GArray *sal_clusters_find(const SalMap *map, const SalGeometry *polygons, double gap_mm, double max_mm);

/* A point well inside polygons, roughly the one that is furthest from all edges; room receives how far. */
SalPoint sal_clusters_find_middle(const SalGeometry *polygons, double *room);
