/* Reads a base map: from Natural Earth, and from one of the user's within its frame. */
#pragma once

#include "render/map/basemap.h"

/* The folder that a base map would be read from, owned by the caller; NULL: none, or one that
 * sal_basemap_load() refuses. */
char *sal_basemap_find_folder(const char *name);

/* Where the base map is from, if it is one of the user's: its credit and what lies below it. Owned by the caller; NULL: it is the
 * usual one, or it asks for no credit. */
char *sal_basemap_find_source(const char *name, SalCache *cache);

/* Reads what touches the box. If "auto" finds no folder, the base map is empty and there is a remark. A
 * layer that the folder lacks, other than land, stays empty. remarks: utf8, may be NULL. Errors: IO for a
 * named folder without ne_10m_land.shp; FORMAT for a file of borders that has neither lines nor polygons;
 * any error of reading a file. */
SalBasemap *sal_basemap_load(const SalBasemapQuery *query, GPtrArray *remarks, GError **error);
