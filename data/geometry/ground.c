#include "data/geometry/ground.h"

#include "data/geometry/wgs84.h"

#include <math.h>

SalPoint
sal_ground_get_scale(double lat)
{
  const double s = sin(lat * G_PI / 180), w = 1 - SAL_WGS84_E2 * s * s;
  const double normal_m = SAL_WGS84_A_M / sqrt(w) * G_PI / 180; /* a degree of the prime vertical */
  return (SalPoint){ normal_m * sqrt(1 - s * s), normal_m * (1 - SAL_WGS84_E2) / w };
}

double
sal_ground_measure_m(SalPoint a, SalPoint b)
{
  const SalPoint scale = sal_ground_get_scale((a.y + b.y) / 2);
  const double dx = fabs(b.x - a.x) > 180 ? remainder(b.x - a.x, 360) : b.x - a.x;
  const double x_m = dx * scale.x, y_m = (b.y - a.y) * scale.y;
  return sqrt(x_m * x_m + y_m * y_m);
}
