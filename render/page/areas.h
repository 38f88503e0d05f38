/* The areas of a content drawn on a map: each a layer of its own. */
#pragma once

#include "data/geometry/area.h"
#include "render/map/map.h"
#include "render/page/content.h"

/* The narrowest change, in metres on the ground, that a map shows: narrower, there would be nothing but
 * outline. */
double sal_areas_get_least_width_m(const SalMap *map);

/* Whether anything of polygons (lon/lat) lies inside the frame, however small. They may be NULL. */
gboolean sal_areas_show_any(const SalMap *map, const SalGeometry *lonlat);

/* A layer with the area, clipped to the frame; without items if nothing of it lies inside. A change is drawn
 * part by part, each with its km2 by the model (NULL: without); where none of its parts can be seen, rings
 * stand round the largest. style: of the map, for the rings. */
SalLayer *sal_areas_make_layer(const SalMap *map, const SalContentArea *area, const SalStyle *style,
                               const SalAreaModel *model);
