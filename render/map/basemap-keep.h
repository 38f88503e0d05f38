/* Keeps what a base map has of the earth in the cache, all but its places (data/osm/theatre-kept.h). */
#pragma once

#include "render/map/basemap.h"

/* All that the earth of a base map follows from; NULL: it is not kept. Owned by the caller. */
GByteArray *sal_basemap_make_key(const SalBasemap *basemap, const SalBasemapQuery *query);
/* Takes what an earlier run kept, and its remarks. basemap has nothing but its folder and its theatre. FALSE: nothing was kept. */
gboolean
sal_basemap_find_kept(SalBasemap *basemap, SalCache *cache, const GByteArray *key, GPtrArray *remarks);
/* Keeps what was read, unless the files were written to meanwhile. */
void sal_basemap_keep(SalBasemap *basemap, const SalBasemapQuery *query, const GByteArray *key,
                      const GPtrArray *remarks);
