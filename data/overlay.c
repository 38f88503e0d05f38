#include "data/overlay.h"

#include <math.h>

/* Where the same border was cut at different points, rounding leaves slivers a few 1e-15 degrees wide. They
 * are no change: no data is given to 1e-10 degrees (10 micrometres). */
#define SLIVER_WIDTH 1e-10

void
sal_overlay_clear(SalOverlay *overlay)
{
  g_clear_pointer(&overlay->gained, sal_geometry_free);
  g_clear_pointer(&overlay->lost, sal_geometry_free);
}

/* Twice the area over the circumference: about the width of a thin polygon. */
static gboolean
is_sliver(const SalGeometry *polygons, guint polygon)
{
  guint n_parts, n;
  const SalPoint *p =
      sal_geometry_get_part(polygons, sal_geometry_get_polygon(polygons, polygon, &n_parts), &n);
  double area = 0, length = 0;
  for (guint i = 1; i < n; i++) {
    area += (p[i].x - p[i - 1].x) * (p[i].y + p[i - 1].y - 2 * p[0].y) / 2;
    length += hypot(p[i].x - p[i - 1].x, p[i].y - p[i - 1].y);
  }
  return 2 * fabs(area) <= SLIVER_WIDTH * length;
}

static SalGeometry *
subtract(const SalGeometry *a, const SalGeometry *b, GError **error)
{
  g_autoptr(SalGeometry) difference = sal_geometry_difference(a, b, error);
  if (difference == NULL)
    return NULL;
  SalGeometry *kept = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(difference); i++) {
    g_autoptr(SalGeometry) one =
        is_sliver(difference, i) ? NULL : sal_geometry_extract_polygon(difference, i);
    if (one != NULL)
      sal_geometry_append(kept, one);
  }
  return kept;
}

gboolean
sal_overlay_compute(const SalGeometry *from, const SalGeometry *to, SalOverlay *overlay, GError **error)
{
  g_autoptr(SalGeometry) gained = subtract(to, from, error);
  g_autoptr(SalGeometry) lost = gained != NULL ? subtract(from, to, error) : NULL;
  if (lost == NULL)
    return FALSE;
  overlay->gained = g_steal_pointer(&gained);
  overlay->lost = g_steal_pointer(&lost);
  return TRUE;
}
