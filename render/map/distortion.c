#include "render/map/distortion.h"

#include "data/base/error.h"
#include "data/geometry/wgs84.h"

#include <math.h>

#define MAX_STRETCH 6.0 /* how much longer one direction may be drawn than the one across it */
#define MAX_SCALES 12.0 /* how much larger one corner may be drawn than another */

/* Where a point of WGS 84 lies from the earth's centre, in metres. */
static void
find_position_m(SalPoint lonlat, double position[3])
{
  const double radians = G_PI / 180;
  const double lat = lonlat.y * radians, lon = lonlat.x * radians;
  const double normal = SAL_WGS84_A_M / sqrt(1 - SAL_WGS84_E2 * sin(lat) * sin(lat));
  position[0] = normal * cos(lat) * cos(lon);
  position[1] = normal * cos(lat) * sin(lon);
  position[2] = normal * (1 - SAL_WGS84_E2) * sin(lat);
}

double
sal_distortion_measure_m(SalPoint a, SalPoint b)
{
  double from[3], to[3];
  find_position_m(a, from);
  find_position_m(b, to);
  return sqrt(pow(to[0] - from[0], 2) + pow(to[1] - from[1], 2) + pow(to[2] - from[2], 2));
}

/* How a projection draws a small circle: as an ellipse with these axes, in units of the CRS per metre. */
typedef struct {
  double longest, shortest;
} Distortion;

static SalPoint
find_gradient(SalTransform *forward, SalPoint from, SalPoint to)
{
  const double distance_m = sal_distortion_measure_m(from, to);
  SalPoint points[] = { from, to };
  sal_transform_points(forward, points, 2);
  return (SalPoint){ (points[1].x - points[0].x) / distance_m, (points[1].y - points[0].y) / distance_m };
}

/* Steps go towards `inside`, away from where the projection may be cut. */
static Distortion
measure_distortion(SalTransform *forward, SalPoint at, SalPoint inside)
{
  const double step_deg = 1e-4;
  at.y = CLAMP(at.y, -89.9, 89.9);
  const SalPoint aside = { at.x + (at.x > inside.x ? -step_deg : step_deg), at.y },
                 along = { at.x, at.y + (at.y > inside.y ? -step_deg : step_deg) };
  const SalPoint x = find_gradient(forward, at, aside), y = find_gradient(forward, at, along);
  const double squares = x.x * x.x + x.y * x.y + y.x * y.x + y.y * y.y, area = fabs(x.x * y.y - x.y * y.x);
  const double sum = sqrt(squares + 2 * area), difference = sqrt(MAX(0, squares - 2 * area));
  return (Distortion){ (sum + difference) / 2, (sum - difference) / 2 };
}

static gboolean
fail_distorted(const char *crs, SalPoint at, const char *what, double times, GError **error)
{
  g_autofree char *quoted = sal_error_quote(crs);
  return sal_error_set(
      error, SAL_ERROR_CRS,
      "map CRS '%s': expected a projection made for the extent, got %s %.0f times at %.3f,%.3f", quoted, what,
      times, at.x, at.y);
}

gboolean
sal_distortion_check(SalTransform *forward, SalBox box, const char *crs, GError **error)
{
  const SalPoint middle = { (box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2 };
  const SalPoint points[] = {
    middle, { box.xmin, box.ymin }, { box.xmax, box.ymin }, { box.xmax, box.ymax }, { box.xmin, box.ymax }
  };
  const gboolean is_world = box.xmax - box.xmin > SAL_WORLD_DEG || box.ymax - box.ymin > SAL_WORLD_DEG;
  double smallest = INFINITY;
  for (guint i = 0; i < (is_world ? 1 : G_N_ELEMENTS(points)); i++) {
    const Distortion distortion = measure_distortion(forward, points[i], middle);
    if (!(distortion.longest <= distortion.shortest * MAX_STRETCH))
      return fail_distorted(crs, points[i], "shapes stretched", distortion.longest / distortion.shortest,
                            error);
    smallest = MIN(smallest, distortion.shortest);
    if (distortion.longest > smallest * MAX_SCALES)
      return fail_distorted(crs, points[i], "a scale that grows", distortion.longest / smallest, error);
  }
  return TRUE;
}
