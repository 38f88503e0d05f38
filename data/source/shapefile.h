/* Shapefiles of the kind that Natural Earth is made of, read without GDAL: points, lines and polygons without heights,
 * in WGS 84 longitude and latitude. Reading a few features out of a large file costs little more than finding them. */
#pragma once

#include "data/source/feature.h"

/* The features (SalFeature) of STEM.shp that touch a box of longitudes and latitudes, as sal_source_read() reads them,
 * with the values of fields (NULL-terminated; NULL: none); a field that the file lacks has no value. NULL if the file is
 * not of this kind, or damaged: GDAL may know what to make of it. */
GPtrArray *sal_shapefile_read(const char *stem, SalBox box, const char *const *fields);
