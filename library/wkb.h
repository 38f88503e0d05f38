/* Polygons as well-known binary, little-endian (OGC 06-103r4, 8.2.8). */
#pragma once

#include "data/geometry/geometry.h"

/* A MultiPolygon; NULL is an empty one. */
GBytes *sal_wkb_write(const SalGeometry *polygons);
