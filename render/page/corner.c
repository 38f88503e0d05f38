#include "render/page/corner.h"

#define COVER_SAMPLES 12 /* across, to see what a piece covers */

/* How much polygons have in a rectangle: what it covers of them by samples, and of their edges, which finds
 * what is too thin for samples. */
static double
measure_cover(const SalGeometry *polygons, SalRect rect)
{
  guint n_samples = 0, n_points = 0;
  for (guint i = 0; i < COVER_SAMPLES * COVER_SAMPLES; i++)
    n_samples +=
        sal_geometry_contains(polygons, rect.x + rect.width * (i % COVER_SAMPLES + 0.5) / COVER_SAMPLES,
                              rect.y + rect.height * (i / COVER_SAMPLES + 0.5) / COVER_SAMPLES);
  for (guint i = 0; i < polygons->points->len; i++) {
    const SalPoint p = g_array_index(polygons->points, SalPoint, i);
    n_points += p.x > rect.x && p.x < rect.x + rect.width && p.y > rect.y && p.y < rect.y + rect.height;
  }
  return (double)n_samples / (COVER_SAMPLES * COVER_SAMPLES) + n_points / MAX(1.0, polygons->points->len);
}

SalRect
sal_corner_find(SalRect frame, SalRect size, double gap_mm, const SalGeometry *changed,
                gboolean avoid_top_left)
{
  const double left = frame.x + gap_mm, right = frame.x + frame.width - size.width - gap_mm;
  const double top = frame.y + gap_mm, bottom = frame.y + frame.height - size.height - gap_mm;
  const SalPoint corners[] = { { left, bottom }, { right, bottom }, { right, top }, { left, top } };
  SalRect best = { left, bottom, size.width, size.height };
  double least = G_MAXDOUBLE;
  for (guint i = 0; i < (avoid_top_left ? 3 : 4); i++) {
    const SalRect rect = { corners[i].x, corners[i].y, size.width, size.height };
    const double cover = changed != NULL ? measure_cover(changed, rect) : 0;
    if (cover < least)
      least = cover, best = rect;
  }
  return best;
}
