#include "render/names/importance.h"

#include "data/geometry/segment.h"

#define SMALL_FRAME_MM 110.0 /* narrower frames set names a rank smaller */
#define TINY_FRAME_MM 70.0   /* and these two */
#define CITY_PEOPLE 150000.0 /* at 1:2,000,000 in type of this size: */
#define USUAL_PT 9.5
#define NEAR_SHARE 0.08 /* the usual near_share */

struct _SalImportance {
  const SalLabelOptions *options;
  guint least_rank;
  double scale;         /* 1 at 1:2,000,000, more at smaller scales */
  double near_mm;       /* as near to the change places matter more */
  GArray *change_boxes; /* SalBox: of the changed polygons */
};

static GArray *
collect_boxes(const SalGeometry *polygons)
{
  GArray *boxes = g_array_new(FALSE, FALSE, sizeof(SalBox));
  for (guint i = 0; polygons != NULL && i < sal_geometry_get_n_polygons(polygons); i++) {
    guint n_parts, n;
    const SalPoint *points =
        sal_geometry_get_part(polygons, sal_geometry_get_polygon(polygons, i, &n_parts), &n);
    SalBox box = sal_box_empty();
    for (guint j = 0; j < n; j++)
      box = sal_box_add_point(box, points[j].x, points[j].y);
    g_array_append_val(boxes, box);
  }
  return boxes;
}

SalImportance *
sal_importance_new(const SalMap *map, const SalLabelOptions *options)
{
  const SalRect frame = sal_map_get_frame(map);
  const double m_per_mm = sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  SalImportance *importance = g_new0(SalImportance, 1);
  importance->options = options;
  importance->scale = m_per_mm / 2000;
  importance->near_mm =
      (options->near_share > 0 ? options->near_share : NEAR_SHARE) * MIN(frame.width, frame.height);
  importance->least_rank = frame.width < TINY_FRAME_MM ? 2 : frame.width < SMALL_FRAME_MM ? 1 : 0;
  importance->change_boxes = collect_boxes(options->changed);
  return importance;
}

void
sal_importance_free(SalImportance *importance)
{
  g_array_unref(importance->change_boxes);
  g_free(importance);
}

guint
sal_importance_get_rank(const SalImportance *importance, const SalPlace *place)
{
  static const double people[SAL_STYLE_PLACE_RANKS - 1] = { 1000000, 300000, 80000 };
  const double factor = CLAMP(importance->scale, 0.05, 3);
  guint rank = 0;
  while (rank < SAL_STYLE_PLACE_RANKS - 1 && place->population < people[rank] * factor)
    rank++;
  return MAX(rank, importance->least_rank);
}

gboolean
sal_importance_is_city(const SalImportance *importance, const SalPlace *place)
{
  const double larger = importance->options->style->place_text[0].size_pt / USUAL_PT;
  return place->kind == SAL_PLACE_SETTLEMENT &&
         place->population >= CITY_PEOPLE * importance->scale * larger * larger;
}

static gboolean
is_inside_part(const SalGeometry *polygons, guint part, SalPoint point)
{
  guint n;
  const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
  gboolean is_inside = FALSE;
  for (guint i = 1; i < n; i++) {
    if (sal_segment_crosses_ray(point, p[i - 1], p[i]))
      is_inside = !is_inside;
  }
  return is_inside;
}

/* From a point to the nearest changed part, at most near_mm; 0 inside its outer ring. */
static double
measure_to_change(const SalImportance *importance, SalPoint from)
{
  const SalGeometry *changed = importance->options->changed;
  double least = importance->near_mm;
  for (guint i = 0; i < importance->change_boxes->len && least > 0; i++) {
    const SalBox box = g_array_index(importance->change_boxes, SalBox, i);
    if (box.xmin - from.x >= least || from.x - box.xmax >= least || box.ymin - from.y >= least ||
        from.y - box.ymax >= least)
      continue;
    guint n_parts;
    const guint shell = sal_geometry_get_polygon(changed, i, &n_parts);
    least =
        is_inside_part(changed, shell, from) ? 0 : sal_geometry_measure_to_part(changed, shell, from, least);
  }
  return least;
}

static gboolean
is_on_land(const SalImportance *importance, SalPoint at)
{
  const SalGeometry *land = importance->options->land;
  return land != NULL && sal_geometry_contains(land, at.x, at.y);
}

/* Near the change a hamlet matters as well. */
double
sal_importance_measure(const SalImportance *importance, const SalPlace *place, SalPoint at)
{
  if (place->is_body)
    return 0; /* it comes last, see render/names/body-names.h */
  const double far = measure_to_change(importance, at) / MAX(importance->near_mm, 1e-9);
  const double nearness = importance->options->nearness * (1 - far);
  switch (place->kind) {
  case SAL_PLACE_WATER:
    return importance->options->has_no_waters || is_on_land(importance, at)
               ? 0
               : MAX(5.5 - 0.35 * place->rank, 1);
  case SAL_PLACE_RIVER:
    return MAX(4.5 - 0.3 * place->rank, 1) + nearness / 4;
  case SAL_PLACE_COUNTRY:
  case SAL_PLACE_PROVINCE:
  case SAL_PLACE_DISTRICT:
    return 0; /* they come last, see render/names/area-names.h and region-names.h */
  case SAL_PLACE_AREA:
    return MAX(4.5 - 0.3 * place->rank, 1);
  case SAL_PLACE_SETTLEMENT:
    break;
  }
  const double denominator = 2e6 * importance->scale;
  const double fewest =
      importance->options->style->detail.places_people * denominator / 1e6 * (nearness > 0 ? far : 1);
  return place->population > 0 && place->population < fewest
             ? 0
             : MAX(sal_place_get_importance(place), 1) + nearness;
}
