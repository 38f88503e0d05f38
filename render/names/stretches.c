#include "render/names/stretches.h"

#include <math.h>

#define NEAR_MM 2.5      /* from a point to a river, at most */
#define STEP_MM 1.0      /* between the points at which a line is looked at */
#define LEAST_REACH 0.85 /* of its length: what a stretch reaches as the crow flies */

/* The part of the rivers that passes nearest to a point; G_MAXUINT if none is near. */
static guint
find_river(const SalGeometry *rivers, SalPoint at)
{
  double least = NEAR_MM;
  guint found = G_MAXUINT;
  for (guint part = 0; rivers != NULL && part < sal_geometry_get_n_parts(rivers); part++) {
    const double distance = sal_geometry_measure_to_part(rivers, part, at, least);
    if (distance < least)
      least = distance, found = part;
  }
  return found;
}

/* Points STEP_MM apart along a part. GArray of SalPoint. */
static GArray *
resample(const SalGeometry *lines, guint part)
{
  GArray *resampled = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  guint n;
  const SalPoint *points = sal_geometry_get_part(lines, part, &n);
  double next = 0, walked = 0; /* lengths along the part */
  for (guint i = 1; i < n; i++) {
    const double length = hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    for (; length > 0 && next <= walked + length; next += STEP_MM) {
      const double t = (next - walked) / length;
      const SalPoint point = { points[i - 1].x + (points[i].x - points[i - 1].x) * t,
                               points[i - 1].y + (points[i].y - points[i - 1].y) * t };
      g_array_append_val(resampled, point);
    }
    walked += length;
  }
  return resampled;
}

/* FALSE: it winds too much to be followed by a straight name of such a length. */
static gboolean
look_at_stretch(const SalPoint *points, guint n, double length_mm, SalStretch *stretch)
{
  SalPoint a = points[0], b = points[n - 1];
  if (b.x < a.x)
    a = points[n - 1], b = points[0];
  const double chord = hypot(b.x - a.x, b.y - a.y);
  if (chord < LEAST_REACH * length_mm)
    return FALSE;
  *stretch = (SalStretch){ .middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 },
                           .angle_deg = atan2(a.y - b.y, b.x - a.x) * 180 / G_PI };
  for (guint i = 0; i < n; i++) {
    const double up = ((points[i].x - a.x) * (b.y - a.y) - (points[i].y - a.y) * (b.x - a.x)) / chord;
    stretch->up_mm = MAX(stretch->up_mm, up);
    stretch->down_mm = MAX(stretch->down_mm, -up);
  }
  return stretch->up_mm + stretch->down_mm <= SAL_STRETCH_MOST_BEND_MM;
}

static void
add_stretches(const SalGeometry *lines, guint part, double length_mm, GArray *stretches)
{
  g_autoptr(GArray) points = resample(lines, part);
  const guint n = (guint)CLAMP(ceil(length_mm / STEP_MM) + 1, 2, 1e6);
  for (guint i = 0; i + n <= points->len; i += 2) {
    SalStretch stretch;
    if (!look_at_stretch(&g_array_index(points, SalPoint, i), n, (n - 1) * STEP_MM, &stretch))
      continue;
    stretch.off_middle_mm = fabs(i + (n - 1) / 2.0 - (points->len - 1) / 2.0) * STEP_MM;
    g_array_append_val(stretches, stretch);
  }
}

GArray *
sal_stretches_find(const SalGeometry *rivers, SalPoint at, double length_mm)
{
  GArray *stretches = g_array_new(FALSE, FALSE, sizeof(SalStretch));
  const guint part = find_river(rivers, at);
  if (part != G_MAXUINT)
    add_stretches(rivers, part, length_mm, stretches);
  return stretches;
}

GArray *
sal_stretches_list(const SalGeometry *lines, double length_mm)
{
  GArray *stretches = g_array_new(FALSE, FALSE, sizeof(SalStretch));
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++)
    add_stretches(lines, part, length_mm, stretches);
  return stretches;
}
