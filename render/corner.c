#include "render/corner.h"

#define N_CORNERS 4
#define SAMPLES 12           /* points along each side of a corner's rectangle */
#define CHANGE_MARGIN_MM 4.0 /* change is kept this clear of the furniture, if it can be */
#define LAND_COST 1.0        /* of a rectangle that hides nothing but land */
#define HELD_COST 8.0        /* of one that hides nothing but held territory */
#define CHANGE_COST 40.0     /* of one that is filled with change once */
#define NEAR_COST 0.5        /* of each changed part that is hidden or too near */

typedef struct {
  gboolean is_right, is_bottom;
} Corner;

/* Of equally good ones the first is taken. */
static const Corner CORNERS[N_CORNERS] = {
  { FALSE, TRUE }, { TRUE, TRUE }, { FALSE, FALSE }, { TRUE, FALSE }
};

static double
get_overlap(SalRect rect, SalBox box, double margin)
{
  const double width = MIN(rect.x + rect.width + margin, box.xmax) - MAX(rect.x - margin, box.xmin);
  const double height = MIN(rect.y + rect.height + margin, box.ymax) - MAX(rect.y - margin, box.ymin);
  return width > 0 && height > 0 ? width * height : 0;
}

/* The share of a rectangle that polygons cover. */
static double
measure_cover(SalRect rect, const SalGeometry *polygons)
{
  guint n_covered = 0;
  for (guint i = 0; polygons != NULL && i < SAMPLES * SAMPLES; i++) {
    const double x = rect.x + rect.width * (i % SAMPLES + 0.5) / SAMPLES;
    const double y = rect.y + rect.height * (i / SAMPLES + 0.5) / SAMPLES;
    n_covered += sal_geometry_contains(polygons, x, y) ? 1 : 0;
  }
  return (double)n_covered / (SAMPLES * SAMPLES);
}

/* What hiding a part of the change costs, by its box. */
static double
measure_changed_part(SalRect rect, const SalPoint *points, guint n)
{
  SalBox box = sal_box_empty();
  for (guint i = 0; i < n; i++)
    box = sal_box_add_point(box, points[i].x, points[i].y);
  const double hidden = get_overlap(rect, box, 0);
  return CHANGE_COST * hidden / (rect.width * rect.height) +
         (get_overlap(rect, box, CHANGE_MARGIN_MM) > 0 ? NEAR_COST : 0);
}

static double
measure_cost(SalRect rect, const SalHidden *hidden)
{
  double cost = LAND_COST * measure_cover(rect, hidden->land) + HELD_COST * measure_cover(rect, hidden->held);
  for (guint i = 0; hidden->changed != NULL && i < sal_geometry_get_n_polygons(hidden->changed); i++) {
    guint n_parts, n;
    const guint shell = sal_geometry_get_polygon(hidden->changed, i, &n_parts);
    const SalPoint *points = sal_geometry_get_part(hidden->changed, shell, &n);
    cost += measure_changed_part(rect, points, n);
  }
  return cost;
}

static SalRect
get_rect(SalRect frame, SalRect size, double inset, Corner corner)
{
  return (SalRect){ corner.is_right ? frame.x + frame.width - inset - size.width : frame.x + inset,
                    corner.is_bottom ? frame.y + frame.height - inset - size.height : frame.y + inset,
                    size.width, size.height };
}

SalRect
sal_corner_choose(SalRect frame, SalRect size, double inset_mm, const SalHidden *hidden)
{
  guint best = 0;
  double least = G_MAXDOUBLE;
  for (guint i = 0; i < N_CORNERS; i++) {
    const double cost = measure_cost(get_rect(frame, size, inset_mm, CORNERS[i]), hidden);
    if (cost < least - 1e-9)
      least = cost, best = i;
  }
  return get_rect(frame, size, inset_mm, CORNERS[best]);
}
