#include "data/change/incursion.h"

#include "data/change/doubt.h"
#include "data/geometry/segments.h"
#include "data/source/naturalearth.h"

#define NEAR_M 3000.0

static void
add_border(const SalFeature *feature, double turn, gpointer data)
{
  SalGeometry *borders = data;
  for (guint part = 0; feature->lines != NULL && part < sal_geometry_get_n_parts(feature->lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(feature->lines, part, &n);
    for (guint i = 0; i < n; i++)
      sal_geometry_add_point(borders, points[i].x + turn, points[i].y);
    sal_geometry_end_part(borders);
  }
}

static SalSegments *
load_borders(const char *folder, SalBox box, GError **error)
{
  const SalNaturalEarthQuery query = { .folder = folder, .layer = SAL_NATURAL_EARTH_BORDERS, .box = box };
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  return sal_natural_earth_read(&query, add_border, lines, error) ? sal_segments_new(lines) : NULL;
}

static gboolean
is_near(const SalSegments *borders, SalPoint point)
{
  SalSegment nearest;
  SalPoint where;
  double distance_m;
  return sal_segments_find_nearest(borders, point, NEAR_M, &distance_m, &where, &nearest);
}

static gboolean
comes_near(const SalSegments *borders, const SalGeometry *polygon)
{
  for (guint i = 0; i < polygon->points->len; i++)
    if (is_near(borders, g_array_index(polygon->points, SalPoint, i)))
      return TRUE;
  return FALSE;
}

/* A point inside the largest of polygons, which are not empty. Small ones are as near to a border as the border
 * is inexact. */
static SalPoint
find_inside_largest(const SalGeometry *polygons, const SalAreaModel *model)
{
  guint best = 0;
  double best_m2 = -1;
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(polygons, i);
    const double m2 = sal_area_measure(model, one);
    if (m2 <= best_m2)
      continue;
    best_m2 = m2;
    best = i;
  }
  return sal_geometry_get_inner_point(polygons, best);
}

/* A straight way, and how many borders cross it. */
typedef struct {
  SalPoint a, b;
  guint n;
} Way;

/* On which side of ab a point lies; a point on the line counts as being on one of them. */
static gboolean
is_left(SalPoint a, SalPoint b, SalPoint p)
{
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0;
}

static void
count_crossing(const SalSegment *segment, gpointer data)
{
  Way *way = data;
  if (is_left(way->a, way->b, segment->a) != is_left(way->a, way->b, segment->b) &&
      is_left(segment->a, segment->b, way->a) != is_left(segment->a, segment->b, way->b))
    way->n++;
}

static gboolean
is_on_same_side(const SalSegments *borders, SalPoint from, SalPoint to)
{
  Way way = { from, to, 0 };
  const SalBox box = sal_box_add_point(sal_box_add_point(sal_box_empty(), from.x, from.y), to.x, to.y);
  sal_segments_search(borders, box, count_crossing, &way);
  return way.n % 2 == 0;
}

/* Whether a step gained ground apart from the old front, and may be a reset. */
static gboolean
is_candidate(const SalStep *step)
{
  for (guint i = 0; step->evidence != NULL && step->movement != NULL && i < step->movement->n_largest; i++)
    if (!step->movement->largest[i].is_lost && step->movement->largest[i].front_gap_m > 0)
      return TRUE;
  return FALSE;
}

/* Looks at one of the largest areas of a step, which change computed anew with its polygons. */
static gboolean
is_incursion(const SalMovedArea *area, const SalChange *change, const SalSegments *borders,
             const SalAreaModel *model)
{
  const SalGeometry *held = sal_snapshot_get_polygons(change->from, change->class_name);
  if (area->is_lost || !(area->front_gap_m > 0))
    return FALSE;
  for (guint i = 0; i < sal_geometry_get_n_polygons(change->gained); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(change->gained, i);
    const SalPoint inside = sal_geometry_get_inner_point(one, 0);
    if (sal_area_measure(model, one) == area->area_m2 && comes_near(borders, one))
      return is_near(borders, inside) || is_on_same_side(borders, inside, find_inside_largest(held, model));
  }
  return FALSE;
}

static gboolean
look_at_step(SalComputation *computation, SalStep *step, guint entry, gboolean *any, GError **error)
{
  const SalPair pair = { .from = entry, .to = entry + 1 };
  if (!sal_computation_load(computation, entry, error) ||
      !sal_computation_load(computation, entry + 1, error))
    return FALSE;
  g_autoptr(SalChange) change = sal_computation_make_change(computation, &pair, step->class_index, error);
  if (change == NULL)
    return FALSE;
  const SalBox box =
      sal_box_union(sal_geometry_get_box(change->gained),
                    sal_geometry_get_box(sal_snapshot_get_polygons(change->from, change->class_name)));
  g_autoptr(SalSegments) borders = load_borders(computation->options->borders, box, error);
  if (borders == NULL)
    return FALSE;
  for (guint i = 0; i < step->movement->n_largest; i++) {
    SalMovedArea *area = &step->movement->largest[i];
    area->is_incursion = is_incursion(area, change, borders, computation->options->area_model);
    *any = *any || area->is_incursion;
  }
  return TRUE;
}

gboolean
sal_incursions_find(SalComputation *computation, GPtrArray *steps, GError **error)
{
  const char *const *classes = sal_series_get_classes(computation->series);
  gboolean any = FALSE, ok = TRUE;
  sal_doubt_steps(steps, classes);
  for (guint c = 0; computation->options->borders != NULL && c < steps->len; c++) {
    GArray *of_class = steps->pdata[c];
    for (guint i = 0; ok && i < of_class->len; i++) {
      SalStep *step = &g_array_index(of_class, SalStep, i);
      ok = !is_candidate(step) || look_at_step(computation, step, i, &any, error);
    }
  }
  sal_computation_release(computation);
  if (ok && any)
    sal_doubt_steps(steps, classes);
  return ok;
}
