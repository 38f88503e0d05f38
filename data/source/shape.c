#include "data/source/shape.h"

static void
add_points(SalGeometry *geometry, OGRGeometryH ogr)
{
  const int n = OGR_G_GetPointCount(ogr);
  const guint start = geometry->points->len;
  if (n <= 0)
    return;
  g_array_set_size(geometry->points, start + (guint)n);
  SalPoint *points = &g_array_index(geometry->points, SalPoint, start);
  OGR_G_GetPoints(ogr, &points->x, sizeof *points, &points->y, sizeof *points, NULL, 0);
  sal_geometry_end_part(geometry);
}

static SalPoint
get_point(OGRGeometryH ring, int index)
{
  return (SalPoint){ OGR_G_GetX(ring, index), OGR_G_GetY(ring, index) };
}

static gboolean
is_closed(OGRGeometryH ring)
{
  const int n = OGR_G_GetPointCount(ring);
  return n == 0 || sal_position_is_same(get_point(ring, 0), get_point(ring, n - 1));
}

static void
add_polygon(SalFeature *feature, OGRGeometryH ogr)
{
  const int n_rings = OGR_G_GetGeometryCount(ogr);
  for (int i = 0; i < n_rings; i++) {
    OGRGeometryH ring = OGR_G_GetGeometryRef(ogr, i);
    feature->n_unclosed += !is_closed(ring);
    add_points(feature->polygons, ring);
  }
  sal_geometry_end_polygon(feature->polygons);
}

static void
ensure(SalGeometry **geometry, SalGeometryType type)
{
  if (*geometry == NULL)
    *geometry = sal_geometry_new(type);
}

void
sal_shape_add(SalFeature *feature, OGRGeometryH ogr)
{
  const OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(ogr));
  if (OGR_G_IsEmpty(ogr))
    return;
  if (type == wkbPoint) {
    ensure(&feature->points, SAL_POINTS);
    add_points(feature->points, ogr);
  } else if (type == wkbLineString) {
    ensure(&feature->lines, SAL_LINES);
    add_points(feature->lines, ogr);
  } else if (type == wkbPolygon || type == wkbTriangle) {
    ensure(&feature->polygons, SAL_POLYGONS);
    add_polygon(feature, ogr);
  } else if (OGR_G_HasCurveGeometry(ogr, TRUE)) {
    OGRGeometryH linear = OGR_G_GetLinearGeometry(ogr, 0, NULL);
    sal_shape_add(feature, linear);
    OGR_G_DestroyGeometry(linear);
  } else {
    const int n = OGR_G_GetGeometryCount(ogr);
    for (int i = 0; i < n; i++)
      sal_shape_add(feature, OGR_G_GetGeometryRef(ogr, i));
  }
}
