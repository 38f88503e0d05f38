/* The ellipsoid of WGS 84 (EPSG:7030). */
#pragma once

#define SAL_WGS84_A_M 6378137.0                        /* the semi-major axis */
#define SAL_WGS84_F (1 / 298.257223563)                /* the flattening */
#define SAL_WGS84_E2 (SAL_WGS84_F * (2 - SAL_WGS84_F)) /* the square of the eccentricity */
