/* OGR's geometries as ours. */
#pragma once

#include "data/source/feature.h"
#include "data/source/gdal.h"

/* Adds what a geometry of any type holds to the feature's points, lines and polygons. Rings whose ends differ
 * are closed and counted. */
void sal_shape_add(SalFeature *feature, OGRGeometryH ogr);
