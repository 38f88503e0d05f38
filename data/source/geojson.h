/* A reader of plain GeoJSON that needs no GDAL and is many times faster.
 *
 * Plain is a FeatureCollection in a file of this machine, in WGS 84, whose features have geometries by RFC 7946 and
 * properties without structure. What it reads is equal to what GDAL 3.6 makes of the same file, to the last bit.
 * Everything else, and whatever is wrong, is left to GDAL, so that there is one place where errors are written. */
#pragma once

#include "data/source/feature.h"
#include "data/source/read-options.h"

/* Whether path can be a plain file: it ends as those do, and GDAL would take it for a file of this machine as well. */
gboolean sal_geojson_has_name(const char *path);

/* Reads path as sal_source_read() does. NULL: it is left to GDAL. */
SalFeatures *sal_geojson_read(const char *path, const SalReadOptions *options);

/* The name of the one layer (utf8), owned by the caller. NULL: it is left to GDAL. */
char *sal_geojson_find_layer(const char *path);
