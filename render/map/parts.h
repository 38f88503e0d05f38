/* The polygons of a geometry one by one: how large each is and where. */
#pragma once

#include "data/geometry/geometry.h"

typedef struct {
  double area;    /* about, in square kilometres: for ranking, not for printing */
  double width_m; /* about: the mean width of a strip with the same area and outline */
  SalBox box;
  guint polygon; /* its number */
} SalPart;

/* Appends the polygons (lon/lat) that have an area to parts (SalPart). polygons may be NULL. */
void sal_parts_add(GArray *parts, const SalGeometry *polygons);

/* The polygons at least so wide on the ground; what is left out are slivers between two tracings of one
 * border. */
SalGeometry *sal_parts_without_slivers(const SalGeometry *polygons, double min_width_m);

/* Largest first. */
void sal_parts_sort(GArray *parts);

/* The box of parts (SalPart), lon/lat: across the antimeridian, with xmax above 180, where that is narrower.
 * Empty without parts. */
SalBox sal_parts_get_box(const GArray *parts);
