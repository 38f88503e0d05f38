/* The shortest line between two points on the WGS 84 ellipsoid (Karney 2013, as PROJ computes it), and where it lies in
 * polygons.
 *
 * Longitudes of its points go on beyond 180 degrees where it crosses the antimeridian. Any number of threads may read
 * it. */
#pragma once

#include "data/geometry/geometry.h"

#define SAL_GEODESIC_MAX_KM 5000 /* of lines that are cut */

typedef struct _SalGeodesic SalGeodesic;

/* A stretch of a line, in metres from its start. */
typedef struct {
  double from_m, to_m;
} SalStretch;

/* The line from a to b, in degrees. Needs sal_proj_load(). */
SalGeodesic *sal_geodesic_new(SalPoint a, SalPoint b);
void sal_geodesic_free(SalGeodesic *geodesic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalGeodesic, sal_geodesic_free)

double sal_geodesic_get_length_m(const SalGeodesic *geodesic);
/* The point so many metres from the start. */
SalPoint sal_geodesic_get_point(const SalGeodesic *geodesic, double m);

/* The stretches (GArray of SalStretch, ascending, apart from each other) that lie in polygons (even-odd, lon/lat, edges
 * straight in longitude and latitude). Their ends are those of the line, or lie where it crosses an edge, to a
 * millimetre. A stretch, or a gap, may be missed if the line is nowhere in it further than 1 cm from an edge (below 80
 * degrees of latitude, and where the line is no longer than SAL_GEODESIC_MAX_KM). */
GArray *sal_geodesic_cut(const SalGeodesic *geodesic, const SalGeometry *polygons);
