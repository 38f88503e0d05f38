/* Draws the areas of a content on a map. Each is a layer of its own. */
#pragma once

#include "data/geometry/area.h"
#include "render/map/map.h"
#include "render/page/content.h"

/* The width on the ground, in metres, of the narrowest change that a map shows. Of a narrower one only the
 * outline would be seen. */
double sal_areas_get_least_width_m(const SalMap *map);

/* Whether any part of polygons (lon/lat), however small, lies inside the frame. They may be NULL. */
gboolean sal_areas_show_any(const SalMap *map, const SalGeometry *lonlat);

/* The image on a map of an area that is there, which the area keeps until it is asked for that on another map. Lent. */
const SalGeometry *sal_areas_keep_image(const SalMap *map, SalContentArea *area);

/* Likewise the rings on a map (GArray of SalPoint) of a change. Lent. */
const GArray *sal_areas_keep_markers(const SalMap *map, SalContentArea *area);

/* A layer with the area, clipped to the frame, without items if the area is outside. A change is drawn
 * part by part, and each part has its km2 by the model (NULL: it has not). If none of the parts can be
 * seen, there are rings round the largest. style: that of the map, for the rings. Owned by the caller. */
SalLayer *sal_areas_make_layer(const SalMap *map, const SalContentArea *area, const SalStyle *style,
                               const SalAreaModel *model);
