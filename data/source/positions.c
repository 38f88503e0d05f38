/* Transforms a geometry whole; only where that fails are its vertices looked at one by one. */
#include "data/source/positions.h"

#include "data/base/error.h"

#include <math.h>

/* Edges that are straight in another CRS are split to stay this close in degrees (0.1 m). */
#define SPLIT_TOLERANCE_DEG 1e-6

static gboolean
is_finite(SalPoint p)
{
  return isfinite(p.x) && isfinite(p.y);
}

static gboolean
is_position(SalPoint p)
{
  return p.x >= -360 && p.x <= 540 && p.y >= -90 && p.y <= 90;
}

static gboolean
check_positions(const SalGeometry *geometry, GError **error)
{
  for (guint i = 0; i < geometry->points->len; i++) {
    const SalPoint p = g_array_index(geometry->points, SalPoint, i);
    if (!is_position(p))
      return sal_error_set(error, SAL_ERROR_GEOMETRY,
                           "vertex %u: expected a longitude and a latitude in degrees, got (%.10g, %.10g)%s",
                           i + 1, p.x, p.y, is_position((SalPoint){ p.y, p.x }) ? " (latitude first?)" : "");
  }
  return TRUE;
}

static gboolean
check_finite(const SalGeometry *geometry, GError **error)
{
  for (guint i = 0; i < geometry->points->len; i++) {
    const SalPoint p = g_array_index(geometry->points, SalPoint, i);
    if (!is_finite(p))
      return sal_error_set(error, SAL_ERROR_GEOMETRY, "vertex %u: expected finite coordinates, got (%g, %g)",
                           i + 1, p.x, p.y);
  }
  return TRUE;
}

static gboolean
transform_all(SalTransform *transform, SalGeometry **geometry, GError **error)
{
  if (!check_finite(*geometry, error))
    return FALSE;
  if (transform == NULL || sal_transform_is_identity(transform)) {
    if (check_positions(*geometry, error))
      return TRUE;
    if (transform == NULL)
      g_prefix_error(error, "no CRS in the file (name it with " SAL_OPTION("source-crs") "): ");
    return FALSE;
  }
  SalGeometry *moved = sal_transform_geometry(transform, *geometry, SPLIT_TOLERANCE_DEG, error);
  if (moved == NULL || !check_positions(moved, error)) {
    sal_geometry_free(moved);
    return FALSE;
  }
  sal_geometry_free(*geometry);
  *geometry = moved;
  return TRUE;
}

static gboolean
can_be_position(SalTransform *transform, SalPoint p)
{
  return is_finite(p) && (transform == NULL || sal_transform_points(transform, &p, 1) == 0) && is_position(p);
}

static gboolean
is_same_number(double a, double b)
{
  return a == b || (isnan(a) && isnan(b));
}

gboolean
sal_position_is_same(SalPoint a, SalPoint b)
{
  return is_same_number(a.x, b.x) && is_same_number(a.y, b.y);
}

/* Of a ring the vertices without those at its end that repeat the first. */
static guint
count_vertices(const SalPoint *points, guint n, gboolean is_ring)
{
  while (is_ring && n > 1 && sal_position_is_same(points[n - 1], points[0]))
    n--;
  return n;
}

#define MANY 20 /* vertices, of which one may be a stray */

static gboolean
are_few(guint n_strays, guint n_vertices, gboolean is_ring)
{
  return n_strays == 0 ||
         (n_strays <= MAX(2, n_vertices / MANY) && n_vertices - n_strays >= (is_ring ? 3u : 2u));
}

/* Appends a part's positions to those of rest and the others to strays; FALSE if these are too many. */
static gboolean
sift_part(SalTransform *transform, const SalGeometry *geometry, guint part, SalGeometry *rest, GArray *strays)
{
  guint n;
  const gboolean is_ring = geometry->type == SAL_POLYGONS;
  const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
  const guint first = (guint)(points - (const SalPoint *)(const void *)geometry->points->data);
  const guint n_vertices = count_vertices(points, n, is_ring), n_before = strays->len;
  for (guint i = 0; i < n_vertices; i++) {
    const SalStray stray = { first + i + 1, points[i] };
    if (can_be_position(transform, points[i]))
      sal_geometry_add_point(rest, points[i].x, points[i].y);
    else
      g_array_append_val(strays, stray);
  }
  sal_geometry_end_part(rest);
  return are_few(strays->len - n_before, n_vertices, is_ring);
}

/* What is left of a geometry without strays, or NULL if they are too many. */
static SalGeometry *
sift(SalTransform *transform, const SalGeometry *geometry, GArray *strays)
{
  g_autoptr(SalGeometry) rest = sal_geometry_new(geometry->type);
  for (guint part = 0; part < sal_geometry_get_n_parts(geometry); part++)
    if (!sift_part(transform, geometry, part, rest, strays))
      return NULL;
  g_array_append_vals(rest->polygon_ends, geometry->polygon_ends->data, geometry->polygon_ends->len);
  return g_steal_pointer(&rest);
}

gboolean
sal_positions_to_lonlat(SalTransform *transform, SalGeometry **geometry, GArray **strays, GError **error)
{
  g_autoptr(GError) why = NULL;
  if (transform_all(transform, geometry, &why))
    return TRUE;
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(SalStray));
  SalGeometry *rest = strays != NULL ? sift(transform, *geometry, found) : NULL;
  if (rest == NULL) {
    g_propagate_error(error, g_steal_pointer(&why));
    return FALSE;
  }
  sal_geometry_free(*geometry);
  *geometry = rest;
  if (*strays == NULL)
    *strays = g_array_new(FALSE, FALSE, sizeof(SalStray));
  g_array_append_vals(*strays, found->data, found->len);
  return transform_all(transform, geometry, error);
}
