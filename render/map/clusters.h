/* Parts of a change that lie so near to each other on the page that one number or one ring stands for them.
 */
#pragma once

#include "render/map/map.h"

typedef struct {
  GArray *polygons;     /* guint: numbers of the parts, largest first */
  double km2;           /* about, for ranking */
  SalBox box;           /* of what the frame shows, mm */
  double extent_mm;     /* the length of its longest part as drawn; 0: none can be drawn */
  SalPoint at;          /* in the frame; its largest part is or would be drawn there, mm */
  SalGeometry *largest; /* what the frame shows of its largest part, page mm; NULL: it cannot be drawn */
} SalCluster;

/* The clusters of polygons (lon/lat) of which the frame shows anything, largest first. Parts join where they
 * come within gap_mm of each other, largest first, as long as the whole stays within max_mm. GArray of
 * SalCluster. polygons may be NULL. */
GArray *sal_clusters_find(const SalMap *map, const SalGeometry *polygons, double gap_mm, double max_mm);

/* The parts of a cluster by themselves, in lon/lat. Owned by the caller. */
SalGeometry *sal_cluster_extract(const SalCluster *cluster, const SalGeometry *polygons);

/* A point well inside polygons, about the one furthest from any edge, and how far it is. */
SalPoint sal_clusters_find_middle(const SalGeometry *polygons, double *room);
