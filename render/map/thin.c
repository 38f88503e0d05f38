#include "render/map/thin.h"

#include "data/geometry/segment.h"

#include <math.h>

#define THIN_MM 0.02         /* a line may be moved by so much: half a pixel at 600 dpi */
#define LONGEST_STRETCH 1000 /* points: bounds the work on a line that gives way nowhere */
#define SPECK_MM 0.1         /* rings smaller than this in both directions are left out */

/* A stretch of points that is still to be looked at, both ends kept. */
typedef struct {
  guint first, last;
} Stretch;

/* Douglas and Peucker: of the points between the ends of stretches, those further than tolerance from the line
 * that would be drawn without them are kept. */
static void
mark_kept(const SalPoint *points, guint n, double tolerance, guint8 *kept)
{
  g_autoptr(GArray) stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
  kept[0] = kept[n - 1] = TRUE;
  for (guint first = 0; first < n - 1; first += LONGEST_STRETCH) {
    const Stretch stretch = { first, MIN(first + LONGEST_STRETCH, n - 1) };
    kept[stretch.last] = TRUE;
    g_array_append_val(stretches, stretch);
  }
  while (stretches->len > 0) {
    const Stretch stretch = g_array_index(stretches, Stretch, stretches->len - 1);
    g_array_set_size(stretches, stretches->len - 1);
    double furthest = tolerance;
    guint at = stretch.first;
    for (guint i = stretch.first + 1; i < stretch.last; i++) {
      const double distance = sal_segment_measure(points[i], points[stretch.first], points[stretch.last]);
      if (distance > furthest)
        furthest = distance, at = i;
    }
    if (at == stretch.first)
      continue;
    kept[at] = TRUE;
    const Stretch halves[] = { { stretch.first, at }, { at, stretch.last } };
    g_array_append_vals(stretches, halves, 2);
  }
}

/* Copies those points of a part that its shape needs. */
static void
thin_part(SalGeometry *thinned, const SalPoint *points, guint n, double tolerance)
{
  g_autofree guint8 *kept = g_malloc0(n);
  mark_kept(points, n, tolerance, kept);
  for (guint i = 0; i < n; i++)
    if (kept[i])
      sal_geometry_add_point(thinned, points[i].x, points[i].y);
  sal_geometry_end_part(thinned);
}

static gboolean
is_speck(const SalPoint *points, guint n)
{
  SalBox box = sal_box_empty();
  for (guint i = 0; i < n; i++)
    box = sal_box_add_point(box, points[i].x, points[i].y);
  return box.xmax - box.xmin < SPECK_MM && box.ymax - box.ymin < SPECK_MM;
}

static void
thin_polygon(SalGeometry *thinned, const SalGeometry *polygons, guint polygon, double tolerance)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    if (!is_speck(points, n))
      thin_part(thinned, points, n, tolerance);
    else if (part == first)
      return;
  }
  sal_geometry_end_polygon(thinned);
}

SalGeometry *
sal_geometry_thin(const SalGeometry *geometry, double tolerance)
{
  SalGeometry *thinned = sal_geometry_new(geometry->type);
  if (geometry->type == SAL_POLYGONS) {
    for (guint i = 0; i < sal_geometry_get_n_polygons(geometry); i++)
      thin_polygon(thinned, geometry, i, tolerance);
    return thinned;
  }
  for (guint i = 0; i < sal_geometry_get_n_parts(geometry); i++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, i, &n);
    thin_part(thinned, points, n, tolerance);
  }
  return thinned;
}
