/* Territories, lines and their areas for the tests of fronts. */
#pragma once

#include "data/front/front.h"
#include "data/geometry/area.h"

static const SalSide left = { SAL_SIDE_LEFT, { 0, 0 } }, right = { SAL_SIDE_RIGHT, { 0, 0 } };

static inline SalSide
point_side(double lon, double lat)
{
  return (SalSide){ SAL_SIDE_POINT, { lon, lat } };
}

static inline void
add_part(SalGeometry *geometry, const double *xy, guint n)
{
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(geometry, xy[2 * i], xy[2 * i + 1]);
  sal_geometry_end_part(geometry);
}

#define ADD(geometry, ...)                                                                                   \
  add_part(geometry, (const double[]){ __VA_ARGS__ },                                                        \
           sizeof((const double[]){ __VA_ARGS__ }) / (2 * sizeof(double)))

static inline void
add_square(SalGeometry *polygons, double x, double y, double size)
{
  ADD(polygons, x, y, x + size, y, x + size, y + size, x, y + size);
  sal_geometry_end_polygon(polygons);
}

/* Ten degrees wide, at the equator. */
static inline SalGeometry *
make_territory(void)
{
  SalGeometry *territory = sal_geometry_new(SAL_POLYGONS);
  add_square(territory, 0, 0, 10);
  return territory;
}

static inline double
measure(const SalGeometry *polygons)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  return sal_area_measure(model, polygons);
}

static inline double
measure_box(double west, double south, double east, double north)
{
  g_autoptr(SalGeometry) box = sal_geometry_new(SAL_POLYGONS);
  ADD(box, west, south, east, south, east, north, west, north);
  sal_geometry_end_polygon(box);
  return measure(box);
}

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon(a, b, 1)
