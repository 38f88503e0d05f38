/* Puts what a base map of the user's has (data/osm/theatre.h) over Natural Earth's. */
#pragma once

#include "render/map/basemap.h"

/* Reads it, if basemap->theatre names one and the map is no overview. Its lines and its land stand in the place of theirs within its
 * frame. Errors: as sal_theatre_read(). */
gboolean sal_basemap_add_theatre(SalBasemap *basemap, const SalBasemapQuery *query, GError **error);

/* Reads the names of regions that the query asks for into basemap->regions. Errors: likewise. */
gboolean
sal_basemap_name_regions(SalBasemap *basemap, const SalBasemapQuery *query, const char *lang, GError **error);
