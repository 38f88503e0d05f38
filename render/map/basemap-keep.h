/* Keeps what a base map has of the earth in the cache, all but its places. */
#pragma once

#include "render/map/basemap.h"

/* A base map without anything, for what reads it. Owned by the caller. */
SalBasemap *sal_basemap_new(void);

/* The language of names that a query asks for; lent. */
const char *sal_basemap_query_get_lang(const SalBasemapQuery *query);

/* The geometries of a base map, lent. */
#define SAL_BASEMAP_N_EARTH 6
#define SAL_BASEMAP_N_GEOMETRIES (SAL_BASEMAP_N_EARTH + SAL_OSM_N_CLASSES)
void sal_basemap_list_geometries(SalBasemap *basemap, SalGeometry **all[SAL_BASEMAP_N_GEOMETRIES]);

/* All that the earth of a base map follows from; NULL: it is not kept. Owned by the caller. */
GByteArray *sal_basemap_make_key(const SalBasemap *basemap, const SalBasemapQuery *query);
/* Takes what an earlier run kept, and its remarks. basemap has nothing but its folder and its theatre. FALSE: nothing was kept. */
gboolean
sal_basemap_find_kept(SalBasemap *basemap, SalCache *cache, const GByteArray *key, GPtrArray *remarks);
/* Keeps what was read, unless the files were written to meanwhile. */
void sal_basemap_keep(SalBasemap *basemap, const SalBasemapQuery *query, const GByteArray *key,
                      const GPtrArray *remarks);
