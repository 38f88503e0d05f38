/* The polygons of a geometry one by one: how large each is and where. */
#pragma once

#include "data/geometry.h"

typedef struct {
  double area; /* square degrees at the equator: for ranking only */
  SalBox box;
  guint polygon; /* its number */
} SalPart;

/* Appends the polygons (lon/lat) that have an area to parts (SalPart). polygons may be NULL. */
void sal_parts_add(GArray *parts, const SalGeometry *polygons);

/* Largest first. */
void sal_parts_sort(GArray *parts);
