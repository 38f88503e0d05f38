/* Makes lines and areas simpler, in steps by scale. */
#pragma once

#include "data/geometry/geometry.h"
#include "data/osm/tags.h"

/* Levels of detail: 0 for maps of a city or a region, 1 for those of a country, 2 for those of a continent. */
#define SAL_OSM_N_LEVELS 3

/* How far a line may pass from a point that is left out, on the ground. */
double sal_osm_level_get_tolerance_m(guint level);

/* The width of the cells in which a base map has what is at a level together (data/osm/cells.h). */
double sal_osm_level_get_cell_deg(guint level);

/* The level for a map of a box of longitudes and latitudes. */
guint sal_osm_level_choose(SalBox box);

/* Whether a class is there at a level at all, and how large its areas are at the least. */
gboolean sal_osm_level_has(guint level, SalOsmClass class);
double sal_osm_level_get_least_m2(guint level, SalOsmClass class);

/* Lines or polygons (lon/lat) without points that they pass within so many metres, by Douglas and Peucker's method, and
 * without polygons and holes of less than least_m2. First and last points of lines stay. Owned by the caller. */
SalGeometry *sal_osm_simplify(const SalGeometry *geometry, double tolerance_m, double least_m2);

/* Land within a frame as it is at a level. Points on the edge of the frame stay where they are, so that nothing comes between it and
 * what lies around. It is valid. Owned by the caller. */
SalGeometry *sal_osm_simplify_land(const SalGeometry *land, SalBox frame, guint level);
