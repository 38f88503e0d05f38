/* The polygons of a geometry one by one: how large each is and where. */
#pragma once

#include "data/geometry/geometry.h"

typedef struct {
  double area;    /* roughly, in square kilometres: for ranking, not for printing */
  double width_m; /* roughly: the width of a strip with the same area and outline */
  SalBox box;
  guint polygon; /* its number */
} SalPart;

/* Appends the polygons (lon/lat) that have an area to parts (SalPart). polygons may be NULL. */
void sal_parts_add(GArray *parts, const SalGeometry *polygons);

/* The polygons that are at least this wide on the ground. What is left out are slivers between two
 * tracings of one border. Owned by the caller. */
SalGeometry *sal_parts_without_slivers(const SalGeometry *polygons, double min_width_m);

/* Puts the largest first. */
void sal_parts_sort(GArray *parts);

/* The lon/lat box of parts (SalPart). It crosses the antimeridian, with xmax above 180, if it is narrower
 * then. Empty without parts. */
SalBox sal_parts_get_box(const GArray *parts);
