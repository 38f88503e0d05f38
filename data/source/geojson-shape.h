/* The geometries of a GeoJSON. */
#pragma once

#include "data/source/feature.h"
#include "data/source/json-scan.h"

/* Takes a geometry, or null, and adds its coordinates as they are to the feature's points, lines and polygons, as
 * sal_shape_add() does; nothing if its coordinates are an empty list. Heights are dropped. Fails the scan for
 * geometries that are not by RFC 7946, for other empty lists, and for collections nested deeper than 8 levels. */
void sal_geojson_shape_read(SalJsonScan *scan, SalFeature *feature);
