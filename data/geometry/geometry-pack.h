/* Geometries as bytes, for data/base/cache.h. */
#pragma once

#include "data/base/pack.h"
#include "data/geometry/geometry.h"

void sal_geometry_pack(const SalGeometry *geometry, GByteArray *bytes);
/* A geometry of that type, owned by the caller. NULL: the reading has failed, because one of another type is there, or
 * parts that do not follow each other. */
SalGeometry *sal_geometry_unpack(SalUnpack *unpack, SalGeometryType type);
