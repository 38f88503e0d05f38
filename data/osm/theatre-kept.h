/* Reads a base map of the user's, or finds in the cache what an earlier run read, so that the file is not opened again. */
#pragma once

#include "data/base/cache.h"
#include "data/osm/theatre.h"

/* As sal_theatre_head_read(). cache: NULL for none. */
SalTheatreHead *sal_theatre_find_head(const char *path, SalCache *cache, GError **error);

/* As sal_theatre_read(). Rivers and settlements are kept; shapes are not, because what is made of them is
 * (render/map/basemap-keep.h). cache: NULL for none. */
gboolean sal_theatre_find_items(const SalTheatreQuery *query, SalCache *cache, SalTheatreFunc func,
                                gpointer data, GError **error);
