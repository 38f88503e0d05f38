#include "data/ground.h"

#include <math.h>

#define WGS84_A_M 6378137.0
#define WGS84_E2 6.69437999014131699614e-3

SalPoint
sal_ground_get_scale(double lat)
{
  const double phi = lat * G_PI / 180, s = sin(phi), w = 1 - WGS84_E2 * s * s, root = sqrt(w);
  return (SalPoint){ WGS84_A_M / root * cos(phi) * G_PI / 180,
                     WGS84_A_M * (1 - WGS84_E2) / (w * root) * G_PI / 180 };
}

double
sal_ground_measure_m(SalPoint a, SalPoint b)
{
  const SalPoint scale = sal_ground_get_scale((a.y + b.y) / 2);
  const double dx = fabs(b.x - a.x) > 180 ? remainder(b.x - a.x, 360) : b.x - a.x;
  return hypot(dx * scale.x, (b.y - a.y) * scale.y);
}
